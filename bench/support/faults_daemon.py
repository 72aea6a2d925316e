"""The daemon of bench/faults: killed, stopped, two of them, on full disks, and with a clock that is set."""

import collections
import json
import random
import subprocess
import time

from faults_parts import ROOT, Part, Result, Row, number
from faults_tools import NotHere, SmallDisk, run_program
from kills_bench import Bench
from kills_check import Check

LEDGER = (
    "Each slot by the schedules has one line in the ledger with an outcome. No slot ran twice, no job ran beside itself, and what scripts "
    "wrote down about their start and exit code is what is recorded of them."
)


def kills(program, key, numbers, *more):
    """What a program of bench/ that kills something makes of it."""

    def run(quick, folder):
        result = folder / "result.json"
        times = str(number(quick, numbers))
        run_program([ROOT / "bench" / program, "--kills", times, "--result", result, *more])
        return {key: Result(**json.loads(result.read_text()))}

    return run


def stopped(quick, folder):
    """SIGSTOP for more than two minutes, by bench/daemon, whatever the version: slots are minutes."""
    code, said = run_program([ROOT / "bench" / "daemon", "--only", "stopped"], stdout=subprocess.PIPE, text=True)
    print(said, flush=True)
    good = code == 0
    runs = [line.strip() for line in said.splitlines() if " runs for " in line]
    words = runs[0].split() if runs else ["0"] * 4
    return {
        "stopped": Result(1, int(good), 0 if good else 1, max(0, int(words[0]) - int(words[3])), runs[0] if runs else "it did not start")
    }


class Daemons(Bench):
    """Daemons to which something else happens than a kill in each round; the last one ends by itself."""

    def __init__(self, folder, inside=()):
        super().__init__(folder, random.Random(20261127), None, inside)
        self.survived = 0

    def result(self, tried, begin, end, note):
        check = Check(self, begin, end)
        check.report()
        return Result(tried, self.survived, check.lost(), check.twice(), note(check))


class Races(Daemons):
    def round(self, number):
        before = self.intruders
        self.race()
        self.survived += self.intruders == before


def races(quick, folder):
    bench = Races(folder)
    times = number(quick, (4, 40))
    try:
        # The first kill makes the store.
        begin, end = bench.run(times + 1)
        return {"two-daemons": bench.result(bench.counts["races of two daemons"], begin, end, lambda _: "")}
    finally:
        bench.close()


class FullDisk(Daemons):
    """One daemon on a small disk that is full now and then."""

    def __init__(self, folder, disk):
        super().__init__(folder, disk.inside)
        self.disk = disk

    def fill_again_and_again(self, times):
        daemon = self.start()
        begin = time.time()
        for round_ in range(times):
            time.sleep(self.randomness.uniform(2, 5))
            self.disk.fill()
            time.sleep(self.randomness.uniform(2, 8))
            self.disk.empty()
            self.survived += await_success(self, daemon)
            print(f"  full {round_ + 1} times after {time.time() - begin:.0f} s", flush=True)
        end = time.time()
        self.end(daemon)
        self.kill_all_scripts()
        # What ended after the daemon is found out by the next one.
        self.end(self.start())
        return begin, end


def await_success(bench, daemon):
    """Whether a run whose script does something begins and succeeds."""
    begin = bench.output.stat().st_size
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and daemon.poll() is None:
        if any(b"short-" in line and b" succeeded in " in line for line in bench.said(begin).splitlines()):
            return True
        time.sleep(0.1)
    print("nothing ran any more", flush=True)
    return False


def full_disk(key, where):
    def run(quick, folder):
        try:
            disk = SmallDisk(folder / where, 64)
        except NotHere as e:
            return {key: Result(skipped=str(e))}
        bench = FullDisk(folder, disk)
        times = number(quick, (3, 25))
        try:
            begin, end = bench.fill_again_and_again(times)
            if where == ".chief":
                # What the check reads is seen in the namespace only.
                disk.copy(folder / "copy")
                bench.store = folder / "copy" / "state.db"
            return {key: bench.result(times, begin, end, note)}
        finally:
            bench.close()
            disk.close()

    return run


def note(check):
    status = collections.Counter(row["status"].lower() for row in check.runs.values())
    missed = sum(row["outcome"] == "MISSED" for row in check.slots)
    late = sum("was not recorded in time" in row["reason"] for row in check.runs.values())
    said = f"{', '.join(f'{count} runs {name}' for name, count in sorted(status.items()))}; {missed:,} lines of missed slots"
    return said + (f"; {late} runs recorded when there was room" if late else "")


PARTS = {
    "daemon-kills": Part(
        {
            "daemon-kills": Row(
                "daemon `kill -9`",
                "`bench/kills`: a daemon with 430 jobs is killed at random moments, some with their scripts, some while they start, some "
                "after a stop by SIGSTOP while two more try to start.",
                LEDGER + " No second daemon is let in.",
            )
        },
        kills("kills", "daemon-kills", (5, 200)),
        minutes=12,
    ),
    "daemon-kills-telemetry": Part(
        {
            "daemon-kills-telemetry": Row(
                "daemon `kill -9`, monitor up and down",
                "`bench/kills --monitor`: the same while a monitor takes events, refuses them, is closed, silent, or takes them and does "
                "not answer, each for some seconds.",
                "The same; and each start and end of a run reached the monitor, if it was told longer than a flush interval before the "
                "kill, once by its eventId.",
            )
        },
        kills("kills", "daemon-kills-telemetry", (5, 100), "--monitor"),
        minutes=9,
    ),
    "two-daemons": Part(
        {
            "two-daemons": Row(
                "two daemons at once",
                "Two daemons of one chief.yaml start at the same moment; the one that goes on is killed some seconds later.",
                "One of them ends by itself with exit code 1. " + LEDGER,
            )
        },
        races,
        minutes=4,
    ),
    "daemon-stopped": Part(
        {
            "stopped": Row(
                "daemon stopped for minutes",
                "`bench/daemon --only stopped`: a daemon with 15 jobs that are due each minute gets SIGSTOP, and SIGCONT 130 s later.",
                "Each slot of the time has the outcome that its job's `catch_up` says, none ran twice, another "
                "daemon was refused meanwhile.",
            )
        },
        stopped,
        minutes=4,
    ),
    "daemon-disk": Part(
        {
            "daemon-disk": Row(
                "disk full under the state directory",
                "`.chief` of a daemon with 430 jobs lies on a small tmpfs, which is filled to the last byte for some seconds again and "
                "again.",
                "The daemon goes on by itself: a run begins and succeeds when there is room. " + LEDGER,
            )
        },
        full_disk("daemon-disk", ".chief"),
        minutes=5,
    ),
    "daemon-logs": Part(
        {
            "daemon-logs": Row(
                "disk full under the logs",
                "The same with `.chief/logs`: runs that need a log meanwhile fail.",
                "The same.",
            )
        },
        full_disk("daemon-logs", ".chief/logs"),
        minutes=5,
    ),
}
