"""What bench/run measures: for each part its commands, and how its tables are to be read."""

from __future__ import annotations

import dataclasses


@dataclasses.dataclass(frozen=True)
class Part:
    """A section of docs/benchmarks.md."""

    name: str
    title: str
    meaning: str
    full: tuple[str, ...]
    quick: tuple[str, ...]


PARTS = [
    Part(
        "start",
        "Start of a command",
        """
A ratio is the median of the rounds' ratios to a Java that prints one line, on the same JDK with the same options: what is above 1 is
Chief's. Python's line is an interpreter that imports YAML and a few modules of its library, and does nothing.
""",
        ("bench/start",),
        ("bench/start", "--runs", "3"),
    ),
    Part(
        "next-run",
        "Next run",
        """
How long a compiled schedule takes to say when a job runs next, given the run before, in America/New_York, on one thread. The last
column says how many times as long as Chief a scheduler takes for the same schedule.
""",
        ("bench/next-run", "-f", "2", "-wi", "1", "-i", "3"),
        ("bench/next-run", "-f", "1", "-wi", "1", "-i", "1", "-w", "200ms", "-r", "200ms"),
    ),
    Part(
        "scripts",
        "Running scripts",
        """
One job of 1,000 scripts that do nothing. The floor is a shell loop that starts what Chief starts for each: a session, a shell that
keeps the exit code when Chief is killed, and a log. What Chief takes above that is its own work, with a record on the disk of each
start and end. The other loops start the scripts alone.
""",
        ("bench/scripts",),
        ("bench/scripts", "--scripts", "100", "--rounds", "1"),
    ),
    Part(
        "daemon",
        "Daemon: start delay",
        """
Spread over a minute, jobs start when they are due, and the delay is the daemon's own. Due in the same second they wait in line for one
of eight places, so the delay of the last one is the time that all before it take; "by xargs" is how long `xargs -P 8` takes to start as
many of the same processes. Slots that start nothing show what deciding and recording alone takes.
""",
        ("bench/daemon", "--only", "spread", "burst", "--spread", "32"),
        ("bench/daemon", "--only", "burst", "--burst", "1", "100"),
    ),
    Part(
        "idle",
        "Daemon: idle",
        """
Nothing is due for months. CPU is that of the process in the time, in percent of one core; "KiB a job" is what each job beyond the first
ten adds to the resident memory. All these daemons run at the same time.
""",
        ("bench/daemon", "--only", "idle"),
        ("bench/daemon", "--only", "idle", "--idle", "10", "1000", "--idle-seconds", "10"),
    ),
    Part(
        "telemetry",
        "Telemetry",
        """
The same run beside monitors that are away, silent, answer a byte a second, refuse (400) or fail (500), against one that is well. The
time of the process holds Java's start and the attempt to deliver what is left at the end, which lasts two seconds at most.
""",
        ("bench/telemetry", "--runs", "5"),
        ("bench/telemetry", "--runs", "1", "--seconds", "0.5"),
    ),
    Part(
        "memory",
        "Memory",
        """
Resident memory three seconds after the start, and ten seconds after the load. The ratio is that after the load to a Java that sleeps,
with the launcher's options.
""",
        ("bench/memory",),
        ("bench/memory", "--runs", "100", "--events", "5000"),
    ),
    Part(
        "sqlite",
        "Monitor on SQLite",
        """
"JDBC" is a loop of one thread that inserts the same kind of events, 250 in a transaction, into a copy of the same database: what the
disk and the indexes allow. "No HTTP" adds reading JSON, runs, checks and alerts; "HTTP" is `./chief monitor` with 4 connections, and
"singles" one event a request by 64 connections. Lists and pages are timed by a client on the same machine. The evaluator's checks have
all missed a slot, and each opens an alert; its JDBC loop reads and writes as many rows in as many transactions.
""",
        ("bench/monitor", "100000,1000000,5000000"),
        ("bench/monitor", "--checks", "200", "20000"),
    ),
    Part(
        "postgresql",
        "Monitor on PostgreSQL",
        """
The same, on a server with default settings on the same machine, so that client, monitor and server share its cores.
""",
        ("bench/monitor", "--postgres", "100000,1000000,5000000"),
        ("bench/monitor", "--postgres", "--checks", "200", "20000"),
    ),
]
