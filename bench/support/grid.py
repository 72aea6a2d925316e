"""Jobs that are due at a second of one's choice, and waiting until they have run."""

from __future__ import annotations

import datetime
import pathlib
import sqlite3
import time

# Seven minutes are no step of a clock hour, so these slots keep the second of the start.
STEP_MINUTES = 7


def grid(begin: float) -> str:
    """A schedule with one slot in what a measurement lasts, at an epoch second."""
    start = datetime.datetime.fromtimestamp(begin - STEP_MINUTES * 60, datetime.timezone.utc)
    return f'frequency: interval, every: {STEP_MINUTES}m, start: "{start:%Y-%m-%dT%H:%M:%S}"'


def far_off() -> str:
    """A schedule of a day that is far from this one."""
    month = (time.gmtime().tm_mon + 5) % 12 + 1
    return f'frequency: yearly, month: {month}, day_of_month: 15, time: "06:00"'


def await_count(store: sqlite3.Connection, query: str, wanted: int, seconds: float) -> float:
    """Waits until a count is reached, or for so long; when that was, in epoch seconds."""
    deadline = time.time() + seconds
    while store.execute(query).fetchone()[0] < wanted and time.time() < deadline:
        time.sleep(0.02)
    return time.time()


def await_runs(file: pathlib.Path, wanted: int) -> None:
    """Waits until so many runs have ended."""
    store = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
    await_count(store, "SELECT count(*) FROM runs WHERE duration IS NOT NULL", wanted, 90 + wanted * 0.1)
    store.close()
