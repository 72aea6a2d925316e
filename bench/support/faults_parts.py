"""The parts of bench/faults: what each does to Chief, what it checks, and how long it goes on."""

import dataclasses
import pathlib
from typing import Callable, Dict, Tuple

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


@dataclasses.dataclass
class Result:
    """What came of the faults of one row. A part that cannot be tried here says why in `skipped`."""

    tried: int = 0
    survived: int = 0
    lost: int = 0
    twice: int = 0
    note: str = ""
    skipped: str = ""

    def good(self):
        return bool(self.skipped) or (0 < self.tried == self.survived and self.lost == 0 == self.twice)


@dataclasses.dataclass(frozen=True)
class Row:
    fault: str
    # Sentences: what is done, and what is checked.
    done: str
    checked: str


@dataclasses.dataclass(frozen=True)
class Part:
    """Rows that come of one run of something. `run(quick, folder)` gives a result for each of them."""

    rows: Dict[str, Row]
    run: Callable[[bool, pathlib.Path], Dict[str, Result]]
    # Whether nothing else may run meanwhile: it measures time.
    alone: bool = False
    # About how long the long version takes, so that the longest begin first.
    minutes: int = 1


Parts = Dict[str, Part]
Numbers = Tuple[int, int]


def number(quick, numbers: Numbers):
    """The small number of a quick run, or the large one."""
    return numbers[0] if quick else numbers[1]
