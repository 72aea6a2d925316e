"""The monitor of bench/faults: its disk is full, and its PostgreSQL is killed, while it is told of jobs."""

import http.client
import random
import time

from faults_daemon import kills
from faults_load import Load
from faults_parts import Part, Result, Row, number
from faults_tools import NotHere, Postgres, SmallDisk, wait_until
from monitor_kills_monitor import Monitor


def health(monitor):
    try:
        return monitor.ask("GET", "/v1/health")[0]
    except (OSError, http.client.HTTPException) as e:
        return str(e)


def through(load, monitor, times, begin, end, down):
    """Lets something begin and end so many times, and counts after how many the monitor went on by itself."""
    randomness = random.Random(load.seed)
    result = Result()
    load.start()
    for _ in range(times):
        before = load.seen(202)
        taken = wait_until("events are taken", lambda: load.seen(202) > before + 5)
        time.sleep(randomness.uniform(0.5, 3))
        put_off = load.seen(503)
        result.tried += 1
        begin()
        # All that is asked of the monitor meanwhile is an answer.
        said = wait_until("requests are put off", lambda: load.seen(503) > put_off)
        unwell = health(monitor)
        time.sleep(randomness.uniform(*down))
        end()
        before = load.seen(202)
        again = wait_until("events are taken again", lambda: load.seen(202) > before)
        well = wait_until("the monitor says that it is well", lambda: health(monitor) == 200)
        # What it writes to find out how it is may still fit where what it is told does not.
        result.survived += taken and said and unwell in (200, 503) and again and well and monitor.process.poll() is None
        if unwell not in (200, 503):
            print(f"health meanwhile: {unwell}", flush=True)
        print(f"  {result.tried} of {times}, {dict(load.statuses)}", flush=True)
    lost, twice = load.finish()
    for line in [*lost, *twice, *load.wrong][:40]:
        print(line, flush=True)
    result.lost = len(lost)
    result.twice = len(twice)
    if load.wrong:
        # An answer that nobody should get is a fault that was not survived.
        result.survived = max(0, result.survived - len(load.wrong))
    statuses = load.statuses
    result.note = (
        f"{len(load.acknowledged):,} events and {len(load.failed)} alerts; {statuses[202]:,} requests taken, {statuses[503]:,} put off"
    )
    return result


def disk(quick, folder):
    key = "monitor-disk"
    try:
        small = SmallDisk(folder / "disk", 48)
    except NotHere as e:
        return {key: Result(skipped=str(e))}
    monitor = Monitor(folder, folder / "disk" / "monitor.sqlite", inside=small.inside)
    load = Load(monitor, 20261127)
    try:
        monitor.start()
        result = through(load, monitor, number(quick, (3, 30)), small.fill, small.empty, (1, 6))
        monitor.stop()
        return {key: result}
    finally:
        load.close()
        monitor.close()
        small.close()


def postgres(quick, folder):
    key = "postgres-kills"
    try:
        server = Postgres()
    except NotHere as e:
        return {key: Result(skipped=str(e))}
    monitor = Monitor(folder, folder / "unused", variables={"MONITOR_DATABASE_URL": server.url})
    load = Load(monitor, 20261128)
    try:
        monitor.start()
        result = through(load, monitor, number(quick, (3, 40)), server.kill, server.start, (0, 5))
        monitor.stop()
        return {key: result}
    finally:
        load.close()
        monitor.close()
        server.close()


PARTS = {
    "monitor-kills": Part(
        {
            "monitor-kills": Row(
                "monitor `kill -9` under load",
                "`bench/monitor-kills`: five Chiefs and eight workers tell a monitor of 58 jobs, late, out of order, "
                "twice, and again until "
                "it answers; it is killed at random moments, some while it starts.",
                "Each acknowledged event is there once, no alert is missing or there twice, nobody was told twice by one monitor or not at "
                "all, and checks and runs are what a second monitor makes of the same events in order.",
            )
        },
        kills("monitor-kills", "monitor-kills", (20, 500)),
        minutes=30,
    ),
    "monitor-disk": Part(
        {
            "monitor-disk": Row(
                "disk full under the monitor's database",
                "The SQLite file of a monitor lies on a small tmpfs. While four threads tell it of jobs, the disk is filled to the last "
                "byte, and some seconds later there is room again.",
                "Meanwhile requests get 503 and no other answer but 202, and the health endpoint answers. When there "
                "is room events are taken "
                "without a restart. In the end every event that was acknowledged is listed once and known when it is sent again, each "
                "failed job has one alert, and one delivery told of it.",
            )
        },
        disk,
        minutes=6,
    ),
    "postgres-kills": Part(
        {
            "postgres-kills": Row(
                "`kill -9` of PostgreSQL under the monitor",
                "The postmaster of the monitor's PostgreSQL gets SIGKILL while four threads tell the monitor of jobs, and is started "
                "again up to five seconds after the first 503.",
                "The same as with the full disk.",
            )
        },
        postgres,
        minutes=8,
    ),
}
