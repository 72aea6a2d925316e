"""The daemon of bench/kills, its jobs, and the ways in which it is killed."""

import collections
import datetime
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SECOND = 1_000_000
WAITS_AT_MOST = 60
FLUSH_MILLIS = 500

# Each line is one write to a file that is appended to, so lines do not mix.
SCRIPT = """#!/bin/sh
# arguments: FILE NUMBER SECONDS CODE
echo "begin $CHIEF_JOB_NAME $CHIEF_SCHEDULED_FOR $CHIEF_RUN_ID $2" >>"$1"
sleep "$3"
echo "end $CHIEF_JOB_NAME $CHIEF_SCHEDULED_FOR $CHIEF_RUN_ID $2 $4" >>"$1"
exit "$4"
"""


def jobs(randomness):
    """Name, minutes between slots, seconds to the first slot, overlap, and of each script how long it takes and its exit code."""
    result = []
    for number in range(420):
        kind = randomness.choice(["instant", "short", "short", "two", "fails", "two-fails"])
        seconds = round(randomness.uniform(0.3, 3), 1)
        scripts = {
            "instant": [],
            "short": [(seconds, 0)],
            "two": [(seconds / 2, 0), (seconds / 2, 0)],
            "fails": [(seconds, randomness.randint(1, 99))],
            "two-fails": [(0.3, 3), (0.3, 0)],
        }[kind]
        result.append((f"{kind}-{number}", 7, number, randomness.choice(["skip", "queue"]), scripts))
    # Their runs outlive daemons and their own next slots.
    for number in range(6):
        scripts = [(randomness.randint(61, 170), 0)] if number % 2 else [(5, 0), (70, 0)]
        result.append((f"hog-{number}", 1, 0, "skip" if number < 3 else "queue", scripts))
    for number in range(4):
        scripts = [(randomness.randint(2, 8), number)]
        result.append((f"often-{number}", 1, 0, "skip" if number < 2 else "queue", scripts))
    return result


class Bench:
    def __init__(self, folder, randomness, monitor, inside=()):
        self.folder = folder
        # What makes a command one of another namespace, if daemons run in one.
        self.inside = inside
        self.variables = {}
        self.randomness = randomness
        self.monitor = monitor
        # Of each daemon that was killed its process, until when it ran without a stop, and when it was killed, in microseconds.
        self.killed = []
        self.config = folder / "chief.yaml"
        self.lines = folder / "scripts"
        self.store = folder / ".chief" / "state.db"
        self.output = folder / "output"
        self.jobs = jobs(randomness)
        self.anchor = int(time.time()) - 600
        self.daemons = []
        self.intruders = 0
        self.counts = collections.Counter()
        self.write()

    def write(self):
        script = self.folder / "work.sh"
        script.write_text(SCRIPT)
        script.chmod(0o755)
        self.lines.write_text("")
        text = [
            "version: 1",
            "daemon: {max_parallel_jobs: 16, shutdown_grace_seconds: 2, kill_grace_seconds: 1}",
        ]
        if self.monitor:
            text += [
                f"monitor: {{enabled: true, endpoint: 'http://127.0.0.1:{self.monitor.port}', timeout_ms: 3000,",
                f"  buffer: {{flush_interval_ms: {FLUSH_MILLIS}}}}}",
            ]
        text.append("jobs:")
        for name, minutes, offset, overlap, scripts in self.jobs:
            start = datetime.datetime.fromtimestamp(self.anchor + offset, datetime.timezone.utc)
            text += [
                f"  - name: {name}",
                f"    overlap: {overlap}",
                f"    schedule: {{frequency: interval, every: {minutes}m, "
                f'start: "{start:%Y-%m-%dT%H:%M:%S}", timezone: UTC}}',
                "    scripts:",
            ]
            for number, (seconds, code) in enumerate(scripts, 1):
                text.append(f'      - {{path: work.sh, args: ["{self.lines}", "{number}", "{seconds}", "{code}"]}}')
            if not scripts:
                text.append(f"      - {{path: {shutil.which('true')}}}")
        self.config.write_text("\n".join(text) + "\n")

    def launch(self):
        with open(self.output, "ab") as output:
            daemon = subprocess.Popen(
                [*self.inside, ROOT / "chief", "daemon", "--config", self.config],
                env={**os.environ, **self.variables},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )
        self.daemons.append(daemon)
        return daemon

    def start(self):
        """Starts a daemon and waits until it says so."""
        begin = self.output.stat().st_size if self.output.exists() else 0
        daemon = self.launch()
        self.await_start([daemon], begin)
        return daemon

    def await_start(self, daemons, begin):
        """Waits until one of the daemons says that it has started, and returns it."""
        deadline = time.monotonic() + WAITS_AT_MOST
        while b" Started with " not in self.said(begin):
            if all(daemon.poll() is not None for daemon in daemons) or time.monotonic() > deadline:
                sys.exit(f"no daemon started:\n{self.said(begin).decode(errors='replace')[-3000:]}")
            time.sleep(0.01)

    def said(self, begin):
        with open(self.output, "rb") as output:
            output.seek(begin)
            return output.read()

    def kill(self, daemon, acted_until=None):
        if daemon.poll() is not None:
            sys.exit(f"a daemon ended by itself: exit code {daemon.returncode}, see {self.output}")
        now = time.time()
        self.killed.append((daemon.pid, int((acted_until or now) * SECOND), int(now * SECOND)))
        daemon.kill()
        daemon.wait()
        self.counts["kills"] += 1

    def scripts(self):
        """The processes of scripts, and of the shells that wait for them, by run."""
        found = collections.defaultdict(list)
        for entry in pathlib.Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                environment = (entry / "environ").read_bytes().split(b"\0")
                where = os.readlink(entry / "cwd")
            except OSError:
                continue
            for variable in environment:
                if variable.startswith(b"CHIEF_RUN_ID=") and where == str(self.folder):
                    found[variable.split(b"=", 1)[1].decode()].append(int(entry.name))
        return found

    def kill_scripts(self):
        """Kills some runs' scripts, with the shells that wait for them or without, and writes down which."""
        running = {run: pids for run, pids in self.scripts().items() if not run.startswith("hog-")}
        for run in self.randomness.sample(sorted(running), min(len(running), 3)):
            everything = self.randomness.random() < 0.5
            for pid in running[run]:
                try:
                    leader = os.getsid(pid) == pid
                    if everything or not leader:
                        os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    continue
            with open(self.lines, "a") as lines:
                lines.write(f"killed {run}\n")
            self.counts["runs whose scripts were killed"] += 1

    def second_daemons(self):
        """Two daemons that must find that there is one."""
        for daemon in [self.launch(), self.launch()]:
            try:
                code = daemon.wait(WAITS_AT_MOST)
            except subprocess.TimeoutExpired:
                code = None
                daemon.kill()
                daemon.wait()
            if code != 1:
                self.intruders += 1
            self.counts["second daemons refused"] += code == 1

    def round(self, number):
        chance = self.randomness.random()
        if chance < 0.1:
            # While it starts.
            daemon = self.launch()
            time.sleep(self.randomness.uniform(0.1, 1.2))
            self.kill(daemon)
            return
        if chance < 0.15:
            self.race()
            return
        daemon = self.start()
        time.sleep(self.randomness.uniform(0.3, 3))
        acted_until = None
        if chance < 0.2 or number == 2:
            acted_until = time.time()
            daemon.send_signal(signal.SIGSTOP)
            self.second_daemons()
            time.sleep(self.randomness.uniform(0, 3))
            daemon.send_signal(signal.SIGCONT)
            time.sleep(self.randomness.uniform(0, 1))
            self.counts["stopped and continued"] += 1
        elif chance < 0.4 or number == 3:
            # Some with the daemon there to see it, some without.
            if self.randomness.random() < 0.5:
                self.kill_scripts()
            else:
                self.kill(daemon)
                self.kill_scripts()
                return
        self.kill(daemon, acted_until)

    def race(self):
        """Two daemons at once: one of them wins."""
        begin = self.output.stat().st_size if self.output.exists() else 0
        both = [self.launch(), self.launch()]
        self.await_start(both, begin)
        deadline = time.monotonic() + WAITS_AT_MOST
        while all(daemon.poll() is None for daemon in both) and time.monotonic() < deadline:
            time.sleep(0.01)
        living = [daemon for daemon in both if daemon.poll() is None]
        if len(living) != 1:
            self.intruders += 1
        time.sleep(self.randomness.uniform(0.3, 2))
        for daemon in living:
            self.kill(daemon)
        self.counts["races of two daemons"] += 1

    def run(self, kills):
        daemon = self.start()
        begin = time.time()
        time.sleep(1)
        self.kill(daemon)
        number = 0
        while self.counts["kills"] < kills:
            number += 1
            self.round(number)
            if number % 25 == 0:
                print(f"  {self.counts['kills']} kills after {time.time() - begin:.0f} s", flush=True)
        daemon = self.start()
        time.sleep(3)
        self.end(daemon)
        # The longest script takes 170 s.
        deadline = time.monotonic() + 200
        while self.scripts() and time.monotonic() < deadline:
            if kills < 50:
                # The short version does not wait for those that take a minute.
                self.kill_all_scripts()
            time.sleep(0.2)
        # The scripts that earlier daemons had left behind have ended by now; this one records how.
        daemon = self.start()
        end = time.time()
        self.end(daemon)
        if self.monitor:
            self.deliver()
        return begin, end

    def deliver(self):
        """Lets daemons deliver what waits, also what they told when they stopped."""
        self.monitor.stay()
        for _ in range(5):
            if not self.waiting():
                return
            daemon = self.start()
            deadline = time.monotonic() + WAITS_AT_MOST
            # A batch at a time goes; the file that is written to is seldom empty for long.
            while time.monotonic() < deadline and self.waiting():
                time.sleep(0.01)
            self.end(daemon)

    def waiting(self):
        """The files of events that have not been delivered."""
        files = self.store.parent.glob("telemetry_spool*.jsonl")
        return [file.name for file in files if not re.search(r"\.(rejected|torn)\.", file.name)]

    def end(self, daemon):
        with open(self.lines, "a") as lines:
            lines.write("stopping\n")
        daemon.terminate()
        try:
            daemon.wait(WAITS_AT_MOST)
        except subprocess.TimeoutExpired:
            sys.exit("the daemon does not stop")
        if daemon.returncode != 143:
            sys.exit(f"the daemon exited {daemon.returncode} after SIGTERM")

    def kill_all_scripts(self):
        for run, pids in self.scripts().items():
            for pid in pids:
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    continue
            with open(self.lines, "a") as lines:
                lines.write(f"killed {run}\n")

    def close(self):
        for daemon in self.daemons:
            if daemon.poll() is None:
                daemon.kill()
                daemon.wait()
        self.kill_all_scripts()
