"""The tests of the build that bench/faults runs in their long versions: by Maven, as ./test runs the short ones."""

import collections
import re
import subprocess
import xml.etree.ElementTree

from faults_parts import ROOT, Part, Result, Row, number
from faults_tools import run_program

CLOCK = ("DaemonTest#aClock*", "DispatchTest#aClock*", "AfterTest#aClock*", "CheckTest#anEndThatAClock*", "ThrottleTest#aClock*")


class Reports:
    """What Surefire wrote about tests, one file a class."""

    def __init__(self):
        self.cases = collections.defaultdict(list)
        for report in ROOT.glob("*/target/surefire-reports/TEST-*.xml"):
            suite = xml.etree.ElementTree.parse(report).getroot()
            self.cases[suite.get("name").rsplit(".", 1)[1]] += suite.iter("testcase")

    def of(self, *classes):
        """How many tests of classes there were, and how many of these passed."""
        cases = [case for name in classes for case in self.cases[name]]
        bad = ("failure", "error", "skipped")
        return len(cases), sum(all(case.find(what) is None for what in bad) for case in cases)


def result(tried, ran, passed):
    """Tests stop at the first fault: all of it or, as far as anybody knows, nothing was survived."""
    good = 0 < ran == passed
    return Result(tried, tried if good else 0, 0 if good else 1, 0, "" if good else f"{ran - passed} of {ran} tests failed")


def tests(quick, folder):
    for report in ROOT.glob("*/target/surefire-reports/TEST-*.xml"):
        report.unlink()
    requests = number(quick, (2_000, 100_000))
    files = number(quick, (5_000, 50_000))
    command = ["mvn", "-B", "-ntp", "test", "-pl", "core,engine,monitor", "-Dsurefire.failIfNoSpecifiedTests=false"]
    command += [f"-Dtest={','.join(('EveryMomentTest', 'MalformedRequestsTest', 'FuzzTest', *CLOCK))}"]
    command += [f"-Dchief.fuzz={requests}", f"-Dchief.files={files}", *(() if quick else ("-Dchief.moments=all",))]
    # One that fails keeps no other from being run.
    _, said = run_program([*command, "-Dmaven.test.failure.ignore=true"], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    print(said, flush=True)
    reports = Reports()
    killed = re.search(r"daemons killed: (\d+)", said)
    clocks = reports.of(*(name.split("#")[0] for name in CLOCK))
    return {
        "moments": result(int(killed[1]) if killed else 0, *reports.of("EveryMomentTest")),
        "clock-injected": result(clocks[0], *clocks),
        "requests": result(requests, *reports.of("MalformedRequestsTest")),
        "files": result(files, *reports.of("FuzzTest")),
    }


PARTS = {
    "tests": Part(
        {
            "moments": Row(
                "daemon killed at each write point",
                "`EveryMomentTest -Dchief.moments=all`: in virtual time a daemon is killed at each moment of a few busy minutes at which "
                "that leaves something else on the disk, with its scripts, without them, and after they ended; of every tenth take-over "
                "the daemon that takes over as well.",
                "No slot starts twice, nothing runs beside what goes on, each slot has one outcome, each run an end, "
                "each result its record.",
            ),
            "clock-injected": Row(
                "clock set, injected",
                "The tests in which the injected clock of the daemon, the dispatcher, the checks and the throttle of sign-ins is set "
                "forward and back by hours.",
                "No slot runs twice, what was jumped over is missed and told, no success is undone, no wait grows.",
            ),
            "requests": Row(
                "malformed requests",
                "`MalformedRequestsTest -Dchief.fuzz=100000`: requests of a monitor made of good and bad parts, with bytes changed.",
                "None gets an answer of 500 or one with a trace of the inside, memory does not grow, the monitor is well afterwards.",
            ),
            "files": Row(
                "malformed chief.yaml",
                "`FuzzTest -Dchief.files=50000`: bytes, words, lines and structure of good files are damaged; and files are small to write "
                "and large to read.",
                "Each is loaded or refused with a reason that has a place, without a stack trace, within a minute and 256 MB.",
            ),
        },
        tests,
        minutes=20,
    )
}
