"""Daemons and monitors to be measured, each in a folder of its own. Linux: what they cost is read from /proc."""

from __future__ import annotations

import http.client
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import time

from .machine import CHIEF, cpu_seconds, resident

PATIENCE_SECONDS = 300
# What Chief starts for a script, called with where its files are to go, and the program.
WATCHER = '(exec setsid "$@" </dev/null >"$0.log" 2>&1) && code=0 || code=$?; echo "$code" >"$0.exit"'


class Measured:
    """A process that is measured and then ended."""

    process: subprocess.Popen

    def cpu(self) -> float:
        """Seconds of CPU, user and system, of the process until now."""
        return cpu_seconds(self.process.pid)

    def memory(self) -> float:
        """Resident memory in MiB."""
        return resident(self.process.pid)

    def stop(self) -> float:
        """Stops it, and returns when it was told to."""
        told = time.time()
        self.process.terminate()
        self.process.wait(120)
        return told

    def close(self) -> None:
        """Ends it at once, if it has not ended."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def await_output(self, file: pathlib.Path, text: bytes) -> None:
        """Waits until the process has said something."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while text not in file.read_bytes()[:100_000]:
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.close()
                sys.exit(f"it did not start:\n{file.read_text()[-3000:]}")
            time.sleep(0.02)


class Daemon(Measured):
    """A daemon of a chief.yaml in a folder of its own. Of each job what its schedule holds, and lines about the job."""

    def __init__(self, folder: pathlib.Path, jobs: list, parallel: int, more: list = (), command: tuple = ("daemon",)):
        self.store = folder / ".chief" / "state.db"
        folder.mkdir()
        daemon = f"daemon: {{max_parallel_jobs: {parallel}, shutdown_grace_seconds: 30}}"
        lines = ["version: 1", daemon, "defaults: {timezone: UTC}", "jobs:"]
        for number, schedule in enumerate(jobs):
            lines += [
                f"  - name: job-{number:06}",
                f"    schedule: {{{schedule}}}",
                f"    scripts: [{{path: {shutil.which('true')}}}]",
                *(f"    {line}" for line in more[number : number + 1]),
            ]
        self.config = folder / "chief.yaml"
        self.config.write_text("\n".join(lines) + "\n")
        self.output = folder / "output"
        begin = time.monotonic()
        with open(self.output, "wb") as output:
            self.process = subprocess.Popen(
                [CHIEF, *command, "--config", self.config],
                stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=environment(),
            )
        self.await_output(self.output, b" Started with ")
        self.ready_seconds = time.monotonic() - begin
        self.started = time.time()


class Monitor(Measured):
    """A monitor on a SQLite file in a folder."""

    def __init__(self, folder: pathlib.Path, database: str = "monitor.sqlite") -> None:
        self.port = free_port()
        command = [CHIEF, "monitor", "--port", str(self.port), "--db-path", folder / database]
        begin = time.monotonic()
        with open(folder / "monitor.log", "wb") as output:
            self.process = subprocess.Popen(
                command, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=environment()
            )
        await_health(self, self.port)
        self.ready_seconds = time.monotonic() - begin


def environment() -> dict[str, str]:
    """This process's own, without settings of a monitor."""
    return {name: value for name, value in os.environ.items() if not name.startswith("MONITOR_")}


def await_health(measured: Measured, port: int) -> None:
    """Waits until a monitor answers."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            if get(port, "/v1/health") == 200:
                return
        except OSError:
            pass
        if measured.process.poll() is not None or time.monotonic() > deadline:
            measured.close()
            sys.exit("the monitor did not start")
        time.sleep(0.01)


def get(port: int, path: str) -> int:
    """The status of an answer, all of which has been read."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def same_processes(folder: pathlib.Path, programs: list, parallel: int) -> float:
    """How long xargs takes, in seconds, to start what Chief starts: each program in a session, in a shell that keeps its exit code."""
    kept = folder / "kept"
    kept.mkdir(exist_ok=True)
    words = "".join(f"{kept}/{number} {program}\n" for number, program in enumerate(programs))
    begin = time.perf_counter()
    subprocess.run(
        ["xargs", "-P", str(parallel), "-n", "2", "setsid", "sh", "-c", WATCHER], input=words, text=True, check=True
    )
    took = time.perf_counter() - begin
    shutil.rmtree(kept)
    return took
