"""The machine, what is installed on it, and what a process costs."""

from __future__ import annotations

import math
import os
import pathlib
import platform
import re
import shlex
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
CHIEF = ROOT / "chief"
PYTHON_IMPORTS = "import yaml, argparse, subprocess, urllib.request"
HELLO = 'public final class Hello { public static void main(String[] a) { System.out.println("Hello World"); } }'
ASLEEP = "public final class Asleep { public static void main(String[] a) throws Exception { Thread.sleep(600_000); } }"


def measure(command: list, **options: object) -> tuple[float, float, float]:
    """One run that must succeed: wall milliseconds, CPU milliseconds with what it waited for, peak memory in MiB."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **options)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = (time.perf_counter() - begin) * 1e3
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode != 0:
        sys.exit(f"{shlex.join(map(str, command))} exited {process.returncode}:\n{errors.decode(errors='replace')}")
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return wall, (usage.ru_utime + usage.ru_stime) * 1e3, usage.ru_maxrss / unit


def java_command(*arguments: str) -> tuple[str, pathlib.Path]:
    """What the launcher executes for these arguments, and the JDK that it found, read off its trace."""
    trace = subprocess.run(
        ["sh", "-x", CHIEF, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    lines = trace.stderr.splitlines()
    jdk = next((line.removeprefix("+ jdk=") for line in lines if line.startswith("+ jdk=")), "")
    for line in reversed(lines):
        if line.startswith("+ exec "):
            return line.removeprefix("+ exec "), pathlib.Path(jdk)
    sys.exit(f"the launcher did not start Java:\n{trace.stderr[-2000:]}")


def java_options(line: str) -> list[str]:
    """The options of a command line of Java, without those that name Chief's own files."""
    words = line.split("/bin/java ", 1)[1].split(" -Dchief.", 1)[0].split()
    return [word for word in words if word.startswith(("-X", "--")) and not word.startswith("-XX:SharedArchiveFile")]


def compiled(folder: pathlib.Path, name: str, source: str, jdk: pathlib.Path) -> None:
    """Compiles a Java class into a folder."""
    (folder / f"{name}.java").write_text(source)
    subprocess.run([jdk / "bin" / "javac", "-d", folder, folder / f"{name}.java"], check=True)


def resident(pid: int) -> float:
    """Resident memory of a process in MiB."""
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"^VmRSS:\s*(\d+)", status, re.MULTILINE).group(1)) / 1024


def cpu_seconds(pid: int) -> float:
    """CPU, user and system, that a process has used until now, without what it started."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def percentile(values: list[float], part: float) -> float:
    """That which a part of the values, which are in order, do not exceed."""
    return values[min(len(values) - 1, math.ceil(len(values) * part) - 1)] if values else float("nan")


def load() -> str:
    """The load averages of one, five and fifteen minutes."""
    return ", ".join(f"{value:.2f}" for value in os.getloadavg())


def output(*command: object) -> str:
    """The first line of what a program says, or that it is not there."""
    try:
        ended = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    except OSError:
        return "not installed"
    return ((ended.stdout + ended.stderr).strip().splitlines() or [""])[0]


def describe() -> list[tuple[str, str]]:
    """Name and value of what figures depend on."""
    cpu = platform.processor() or platform.machine()
    memory = ""
    if sys.platform.startswith("linux"):
        cpu = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text() + "model name : " + cpu).group(1)
        total = int(re.search(r"MemTotal:\s*(\d+)", pathlib.Path("/proc/meminfo").read_text()).group(1))
        memory = f"{total / 2**20:.1f} GiB"
    _, jdk = java_command("validate", "--help")
    release = dict(re.findall(r'^(\w+)="?(.*?)"?$', (jdk / "release").read_text(), re.MULTILINE))
    pom = (ROOT / "pom.xml").read_text()
    sqlite = re.search(r"<artifactId>sqlite-jdbc</artifactId>\s*<version>(.*?)<", pom)
    servers = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    commit = output("git", "-C", ROOT, "log", "-1", "--format=%h, %cs")
    changed = output("git", "-C", ROOT, "status", "--porcelain", "--untracked-files=no", "--", ":!docs/benchmarks.md")
    return [
        ("CPU", f"{cpu}, {os.cpu_count()} cores"),
        ("Memory", memory),
        ("System", f"{platform.system()} {platform.release()}, {platform.machine()}"),
        ("Java", f"{release.get('IMPLEMENTOR', '')} {release.get('JAVA_RUNTIME_VERSION', release.get('JAVA_VERSION', ''))}"),
        ("Chief", commit + (", with changes" if changed else "")),
        ("SQLite", f"that of sqlite-jdbc {sqlite.group(1) if sqlite else ''}"),
        ("PostgreSQL", output(servers[-1], "--version") if servers else output("postgres", "--version")),
        ("Python", platform.python_version()),
    ]
