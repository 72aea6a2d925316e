"""docs/benchmarks.md: a head about the machine and the targets, and a section for each part, which can be replaced by itself.

What people wrote between "begin mended" and "end mended" stays at the end.
"""

from __future__ import annotations

import re

from .parts import PARTS, Part

QUICK = "**A quick look at small sizes, on a machine that may have been busy: not the figures to go by.**"
MENDED = "mended"
TARGET_HEAD = "| target | measured | wanted | met |"


def table(first: str, columns: list[str], rows: list[list[str]]) -> list[str]:
    """A table whose first column holds words, and the others figures."""
    lines = ["| " + " | ".join([first, *columns]) + " |", "|---" + "|--:" * len(columns) + "|"]
    return lines + ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]


def section(part: Part, result: dict) -> str:
    """The text of a part, from what its command wrote down and what is known about the moment."""
    lines = [f"## {part.title}", "", part.meaning.strip("\n"), ""]
    if result["quick"]:
        lines += [QUICK, ""]
    for each in result["tables"]:
        lines += [*table(each["title"], each["columns"], each["rows"]), ""]
    if result["targets"]:
        lines += [TARGET_HEAD, "|---|--:|--:|---|"]
        for each in result["targets"]:
            cells = [each["what"], each["measured"], each["wanted"], "yes" if each["met"] else "**no**"]
            lines.append("| " + " | ".join(cells) + " |")
        lines.append("")
    lines.append(
        f"`{result['command']}` ({result['when']}, Chief {result['commit']}; {result['seconds']:.0f} s; load averages before it"
        f" {result['load']})."
    )
    return "\n".join(lines)


def sections(text: str) -> dict[str, str]:
    """The sections of a document by the names of their parts."""
    return {name: body.strip("\n") for name, body in re.findall(r"<!-- begin (\S+) -->\n(.*?)<!-- end \1 -->", text, re.DOTALL)}


def targets(text: str) -> list[tuple[str, bool]]:
    """The targets that a text has in its tables, and whether each is met."""
    found = []
    inside = False
    for line in text.splitlines():
        if line == TARGET_HEAD:
            inside = True
        elif not line.startswith("|"):
            inside = False
        elif inside and not line.startswith("|-"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            found.append((cells[0], cells[-1] == "yes"))
    return found


def document(machine: list[tuple[str, str]], bodies: dict[str, str]) -> str:
    """All of it."""
    lines = [
        "# Benchmarks",
        "",
        "Made by `./bench/run`, all of it in three quarters of an hour; `./bench/run --only PART,...` replaces sections, `--quick` tries it",
        "with small sizes. Figures of one table come from one run; what stands beside Chief's ran in turn with it, on the same machine.",
        "Only ratios mean much on another one. A high load average before a part says that others were at work, and that its times are too",
        "long.",
        "",
        "| the machine of the last run | |",
        "|---|---|",
        *(f"| {name} | {value} |" for name, value in machine),
        "",
    ]
    ordered = [(part, bodies[part.name]) for part in PARTS if part.name in bodies]
    # A quick look says nothing about targets.
    all_targets = [target for _, body in ordered if QUICK not in body for target in targets(body)]
    missed = [what for what, met in all_targets if not met]
    if all_targets:
        lines += [f"{len(all_targets) - len(missed)} of {len(all_targets)} targets are met." + (" Missed:" if missed else ""), ""]
        lines += [*(f"- {what}" for what in missed), *([""] if missed else [])]
    for part, body in ordered:
        lines += [f"<!-- begin {part.name} -->", body, f"<!-- end {part.name} -->", ""]
    if MENDED in bodies:
        lines += [f"<!-- begin {MENDED} -->", bodies[MENDED], f"<!-- end {MENDED} -->", ""]
    return "\n".join(lines).rstrip("\n") + "\n"
