"""What bench/faults keeps of its parts, prints, and writes to docs/faults.md."""

import dataclasses
import datetime
import glob
import itertools
import json
import os
import pathlib
import platform
import shutil
import subprocess
import textwrap

from faults_parts import ROOT, Result

DOCUMENT = ROOT / "docs" / "faults.md"
HEAD = """# Faults

What machines, disks, networks and people do to Chief, done again and again, and what came of it.

    ./bench/faults            # all of it, most of an hour; writes this page
    ./bench/faults --quick    # the same with small numbers, some minutes
    ./bench/faults --only network,postgres-kills

*Tried* is how often the fault was brought about, *survived* after how many of these Chief went on as it should, *lost* and *twice* how
many runs, results, slots, events, alerts or messages were not there in the end, or there more than once. The command exits with 1 when
a number of the last two is not 0 or one of the first two is not like the other.
"""


def folder(quick):
    result = ROOT / "target" / "faults" / ("quick" if quick else "")
    result.mkdir(parents=True, exist_ok=True)
    return result


def log_of(name, quick):
    return folder(quick) / f"{name}.log"


def file_of(name, quick):
    return folder(quick) / f"{name}.json"


def forget(name, quick):
    file_of(name, quick).unlink(missing_ok=True)


def save(name, quick, results, seconds):
    text = {
        "date": datetime.date.today().isoformat(),
        "seconds": round(seconds),
        "rows": {key: dataclasses.asdict(result) for key, result in results.items()},
    }
    file_of(name, quick).write_text(json.dumps(text, indent=2) + "\n")


def kept(parts, quick):
    """Of each part what was kept of it, if anything was."""
    found = {}
    for name in parts:
        if file_of(name, quick).exists():
            found[name] = json.loads(file_of(name, quick).read_text())
    return found


def report(parts, names, quick):
    """Prints the table, writes the page if this was the long version, and gives the exit code of the parts that ran."""
    found = kept(parts, quick)
    lines = [("fault", "tried", "survived", "lost", "twice", "")]
    failed = False
    for name, part in parts.items():
        for key, row in part.rows.items():
            result = result_of(found, name, key)
            if result is None:
                if name in names:
                    lines.append((row.fault, "?", "?", "?", "?", f"did not come to its end, see {log_of(name, quick)}"))
                    failed = True
                continue
            failed |= name in names and not result.good()
            lines.append((row.fault, *numbers(result), "" if result.skipped else result.note))
    width = max(len(line[0]) for line in lines) + 2
    for line in lines:
        print(f"{line[0]:{width}}{line[1]:>9}{line[2]:>10}{line[3]:>7}{line[4]:>7}   {line[5]}".rstrip())
    if not quick:
        DOCUMENT.write_text(page(parts, found))
        print(f"\nwritten: {DOCUMENT.relative_to(ROOT)}")
    return 1 if failed else 0


def result_of(found, name, key):
    if name not in found or key not in found[name]["rows"]:
        return None
    return Result(**found[name]["rows"][key])


def numbers(result):
    if result.skipped:
        return "skipped", "", "", ""
    return tuple(f"{number:,}" for number in (result.tried, result.survived, result.lost, result.twice))


def page(parts, found):
    rows = [(row, result_of(found, name, key)) for name, part in parts.items() for key, row in part.rows.items()]
    rows = [(row, result) for row, result in rows if result is not None]
    dates = sorted({it["date"] for it in found.values()})
    text = [HEAD, wrapped(f"Measured {' and '.join(dates)} on {machine()}."), ""]
    text += ["| fault | tried | survived | lost | twice |", "|---|--:|--:|--:|--:|"]
    text += [f"| {row.fault} | {' | '.join(numbers(result))} |" for row, result in rows]
    absent = [name for name in parts if name not in found]
    if absent:
        text += ["", wrapped(f"Not run yet on this machine (`--only PART`): {', '.join(absent)}.")]
    text += ["", "## What is done, and what is checked"]
    for checked, alike in itertools.groupby(rows, key=lambda it: it[0].checked):
        text.append("")
        for row, result in alike:
            note = f"skipped: {result.skipped}" if result.skipped else result.note
            text.append(wrapped(f"- **{row.fault}**: {row.done}{f' Seen: {note}.' if note else ''}", "  "))
        text += ["", wrapped(f"  Checked: {checked}", "  ")]
    return "\n".join(text) + "\n"


def wrapped(text, indent=""):
    return textwrap.fill(text, 140, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def machine():
    model = next(
        (line.split(":", 1)[1].strip() for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line),
        platform.machine(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    chief = subprocess.run([ROOT / "chief", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    versions = [f"Linux {platform.release()}", chief, f"Python {platform.python_version()}"]
    programs = sorted(glob.glob("/usr/lib/postgresql/*/bin/postgres")) or [shutil.which("postgres")]
    if programs[-1]:
        said = subprocess.run([programs[-1], "--version"], capture_output=True, text=True, check=True).stdout
        versions.append(f"PostgreSQL {said.split()[2]}")
    return f"{os.cpu_count()} cores ({model}), {memory:.0f} GB of memory, {', '.join(versions)}"
