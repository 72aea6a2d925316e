"""Tables and targets of a measurement: printed as they come, and written as JSON to the file that BENCH_JSON names."""

from __future__ import annotations

import json
import os
import pathlib
import signal
import sys

FIRST_WIDTH = 52


class Report:
    """One measurement. A cell is a text, already as it is to be read."""

    def __init__(self) -> None:
        # So that a stop ends what was started, and removes what was written.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
        self.file = os.environ.get("BENCH_JSON")
        self.tables: list[dict] = []
        self.targets: list[dict] = []

    def table(self, title: str, *columns: str) -> None:
        """Begins a table; columns are those after the first, which the title heads."""
        self.tables.append({"title": title, "columns": list(columns), "rows": []})
        print()
        self._print([title, *columns])

    def row(self, *cells: str) -> None:
        """Adds a row to the table that was begun last."""
        self.tables[-1]["rows"].append(list(cells))
        self._print(list(cells))

    def target(self, what: str, measured: float, wanted: float, unit: str = "", at_most: bool = True) -> bool:
        """Holds a figure against what it is to be, at most or at least."""
        met = measured <= wanted if at_most else measured >= wanted
        entry = {
            "what": what,
            "measured": number(measured) + unit,
            "wanted": ("at most " if at_most else "at least ") + number(wanted) + unit,
            "met": met,
        }
        self.targets.append(entry)
        print(f"  {what}: {entry['measured']}, {entry['wanted']}: {'met' if met else 'MISSED'}", flush=True)
        return met

    def close(self) -> bool:
        """Writes the file, if there is to be one; whether all targets are met."""
        if self.file:
            pathlib.Path(self.file).write_text(json.dumps({"tables": self.tables, "targets": self.targets}, indent=1))
        return all(target["met"] for target in self.targets)

    def _print(self, cells: list[str]) -> None:
        columns = self.tables[-1]["columns"]
        widths = [max(10, len(column)) + 2 for column in columns]
        print(f"{cells[0]:{FIRST_WIDTH}}" + "".join(f"{cell:>{width}}" for cell, width in zip(cells[1:], widths)), flush=True)


def number(value: float) -> str:
    """As many digits as one wants to read."""
    if value != value:
        return "none"
    if abs(value) >= 1000 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
