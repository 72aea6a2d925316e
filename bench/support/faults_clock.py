"""The clock of bench/faults: a daemon's is set back and forward while it runs, by a library that is loaded before libc."""

import os
import shutil
import struct
import subprocess
import time

from faults_daemon import LEDGER, Daemons, await_success, note
from faults_parts import ROOT, Part, Result, Row, number


class SetClock(Daemons):
    """One daemon whose clock is not the machine's."""

    def __init__(self, folder, library):
        super().__init__(folder)
        self.file = folder / "clock"
        self.offset = 0
        self.file.write_bytes(struct.pack("q", 0))
        self.variables = {"LD_PRELOAD": str(library), "CHIEF_FAULTS_CLOCK": str(self.file)}

    def set(self, seconds):
        self.offset += seconds
        with open(self.file, "r+b") as file:
            # One write of eight bytes that the daemon sees at once.
            os.pwrite(file.fileno(), struct.pack("q", self.offset), 0)

    def now(self):
        return time.time() + self.offset

    def set_again_and_again(self, times):
        daemon = self.start()
        begin = self.now()
        for round_ in range(times):
            time.sleep(self.randomness.uniform(2, 4))
            back = self.randomness.choice([3, 60, 600, 7200])
            self.set(-back)
            # The slots of this time were there already.
            time.sleep(self.randomness.uniform(2, 4))
            self.set(back + self.randomness.choice([0, 3, 60, 600, 7200]))
            self.survived += 2 * await_success(self, daemon)
            print(f"  set {2 * round_ + 2} times after {self.now() - begin:.0f} s of its time", flush=True)
        end = self.now()
        self.end(daemon)
        self.kill_all_scripts()
        self.end(self.start())
        return begin, end


def clock(quick, folder):
    compiler = shutil.which("cc")
    if compiler is None:
        return {"clock": Result(skipped="there is no C compiler")}
    library = folder / "clock.so"
    source = ROOT / "bench" / "support" / "faults_clock.c"
    subprocess.run([compiler, "-shared", "-fPIC", "-O2", "-Wall", "-Werror", "-o", library, source, "-ldl"], check=True)
    times = number(quick, (3, 20))
    bench = SetClock(folder, library)
    try:
        begin, end = bench.set_again_and_again(times)
        return {"clock": bench.result(2 * times, begin, end, lambda check: f"{(end - begin) / 3600:.1f} h of its time; {note(check)}")}
    finally:
        bench.close()


PARTS = {
    "clock": Part(
        {
            "clock": Row(
                "clock set back and forward",
                "The clock of a daemon with 430 jobs is set back by up to two hours, and forward again by as much or up to two hours more, "
                "while it runs: a library that is loaded before libc gives it another time than the machine's.",
                "The daemon goes on by itself: a run begins and succeeds when the clock is where it was. " + LEDGER,
            )
        },
        clock,
        minutes=4,
    )
}
