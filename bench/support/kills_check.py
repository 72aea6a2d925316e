"""What bench/kills holds the ledger and the received events against."""

import collections
import datetime
import re
import sqlite3

from kills_bench import FLUSH_MILLIS, SECOND

# How long what was told may take to the disk: the flush interval, and a second because the machine is busy.
FLUSHED_AFTER = (FLUSH_MILLIS / 1000 + 1) * SECOND
# What has been recorded and is not in the log after so long was forgotten.
TOLD_AFTER_AT_MOST = 10 * SECOND


class Check:
    """What the ledger says against the schedules and what the scripts wrote."""

    def __init__(self, bench, begin, end):
        self.bench = bench
        self.begin = int(begin * SECOND)
        self.end = int(end * SECOND)
        self.faults = collections.defaultdict(list)
        store = sqlite3.connect(f"{bench.store.as_uri()}?mode=ro", uri=True)
        store.row_factory = sqlite3.Row
        self.damage = [row[0] for row in store.execute("PRAGMA integrity_check") if row[0] != "ok"]
        self.slots = store.execute("SELECT * FROM slots").fetchall()
        self.runs = {row["id"]: row for row in store.execute("SELECT * FROM runs")}
        self.attempts = {
            (row["run_id"], row["script_index"]): row for row in store.execute("SELECT * FROM attempts ORDER BY attempt")
        }
        store.close()

    def lost(self):
        return sum(len(self.faults[name]) for name in ("slots without outcome", "results lost")) + len(self.damage)

    def twice(self):
        return sum(len(self.faults[name]) for name in ("slots twice", "overlaps")) + self.bench.intruders

    def outcomes(self):
        """Every slot of the time in which daemons came and went has a final outcome."""
        known = {}
        for row in self.slots:
            step = next(job[1] for job in self.bench.jobs if job[0] == row["job"]) * 60 * SECOND
            summary = re.search(r"this line stands for (\d+) slots", row["reason"])
            for number in range(int(summary[1]) if summary else 1):
                key = (row["job"], row["slot"] + number * step)
                if key in known:
                    self.faults["slots twice"].append(f"{key}: in two lines of the ledger")
                known[key] = row
        expected = 0
        for name, minutes, offset, _, _ in self.bench.jobs:
            step = minutes * 60 * SECOND
            # Each minute is what cron can express: such slots are at full minutes, whatever the start.
            slot = (self.bench.anchor + offset if minutes > 1 else self.bench.anchor // 60 * 60) * SECOND
            slot += max(0, -(-(self.begin - slot) // step)) * step
            while slot <= self.end:
                expected += 1
                row = known.get((name, slot))
                if row is None or row["outcome"] not in ("RAN", "SKIPPED", "MISSED"):
                    what = "no line" if row is None else row["outcome"]
                    self.faults["slots without outcome"].append(f"{name} {show(slot)}: {what}")
                slot += step
        for row in self.slots:
            if row["outcome"] == "QUEUED":
                self.faults["slots without outcome"].append(f"{row['job']} {show(row['slot'])}: still waits")
            if row["outcome"] == "RAN" and row["run_id"] not in self.runs:
                self.faults["results lost"].append(f"{row['job']} {show(row['slot'])}: ran, but there is no {row['run_id']}")
        return expected

    def ran_once(self):
        begins = collections.defaultdict(set)
        for row in self.runs.values():
            begins[row["job"], row["scheduled_for"]].add(row["id"])
            if row["status"] == "RUNNING":
                self.faults["results lost"].append(f"{row['id']}: running for ever")
        for (job, slot), runs in begins.items():
            if len(runs) > 1:
                self.faults["slots twice"].append(f"{job} {show(slot)}: {', '.join(sorted(runs))}")

    def scripts(self):
        """What the scripts wrote down, in its order."""
        begun = collections.Counter()
        killed = {}
        going = collections.defaultdict(dict)
        stopping = False
        lines = self.bench.lines.read_text().splitlines()
        for line in lines:
            if line.startswith("killed "):
                killed[line.split()[1]] = True
        for line in lines:
            kind, *words = line.split()
            if kind == "stopping":
                stopping = True
                # What this daemon ran ends with it; what others left behind cannot overlap with anything any more.
                going.clear()
            elif kind == "killed":
                going[words[0].rsplit(":", 1)[0]].pop(words[0], None)
            elif kind == "begin":
                job, slot, run, number = words
                begun[job, slot, number] += 1
                if begun[job, slot, number] > 1:
                    self.faults["slots twice"].append(f"{job} {slot} script {number}: began again, {run}")
                others = [other for other in going[job] if other != run]
                if others:
                    self.faults["overlaps"].append(f"{run} began while {others[0]} went on")
                going[job][run] = True
                if (run, int(number)) not in self.attempts:
                    self.faults["results lost"].append(f"{run} script {number}: began and is not recorded")
            else:
                job, _, run, number, code = words
                going[job].pop(run, None)
                self.result(run, int(number), int(code), run in killed, stopping)

    def result(self, run, number, code, killed, stopping):
        row = self.attempts.get((run, number))
        if row is None:
            self.faults["results lost"].append(f"{run} script {number}: exited {code} and is not recorded")
            return
        wanted = "SUCCEEDED" if code == 0 else "FAILED"
        if row["status"] == wanted and row["return_code"] == code:
            return
        # It may have been ended between its last line and its exit.
        if killed or (stopping and row["status"] == "CANCELLED"):
            return
        self.faults["results lost"].append(
            f"{run} script {number}: exited {code}, recorded {row['status']} {row['return_code']} {row['reason']}"
        )

    def report(self):
        expected = self.outcomes()
        self.ran_once()
        self.scripts()
        outcomes = collections.Counter(row["outcome"] for row in self.slots)
        status = collections.Counter(row["status"] for row in self.runs.values())
        never = sum(
            row["status"] == "LOST" and not any((row["id"], n) in self.attempts for n in (1, 2)) for row in self.runs.values()
        )
        found = sum("found after" in row["reason"] for row in self.attempts.values())
        table = [(name, count) for name, count in sorted(self.bench.counts.items(), key=lambda item: item[0] != "kills")]
        table += [
            ("seconds", round((self.end - self.begin) / SECOND)),
            ("slots by the schedules", expected),
            ("  ran", outcomes["RAN"]),
            ("  skipped", outcomes["SKIPPED"]),
            ("  missed", outcomes["MISSED"]),
            ("runs", len(self.runs)),
            ("  succeeded", status["SUCCEEDED"]),
            ("  failed", status["FAILED"]),
            ("  cancelled", status["CANCELLED"]),
            ("  lost", status["LOST"]),
            ("  of these killed before their first script", never),
            ("scripts whose result was found later", found),
        ]
        bad = ["slots twice", "slots without outcome", "results lost", "overlaps"]
        table += [(name, len(self.faults[name])) for name in bad]
        table.append(("second daemons let in", self.bench.intruders))
        table.append(("damage in the run store", len(self.damage)))
        for name, count in table:
            print(f"{name:46}{count:7}")
        for name in bad:
            for fault in self.faults[name][:20]:
                print(f"{name}: {fault}")
        for line in self.damage[:5]:
            print(f"damage: {line}")
        return any(self.faults[name] for name in bad) or self.bench.intruders > 0 or bool(self.damage)


class MonitorCheck:
    """What the monitor received against the ledger."""

    def __init__(self, bench, runs):
        self.bench = bench
        self.runs = runs
        self.faults = collections.defaultdict(list)
        self.events = {}
        self.repeated = 0
        with bench.monitor.lock:
            self.received = list(bench.monitor.received)

    def report(self):
        self.distinct()
        starts, ends, due = self.of_runs()
        torn = self.lines("torn")
        rejected = self.lines("rejected")
        if len(torn) > self.bench.counts["kills"]:
            self.faults["more torn lines than kills"] += torn
        self.faults["events refused"] += rejected
        self.faults["files not delivered"] += self.bench.waiting()
        types = collections.Counter(event["eventType"] for event in self.events.values())
        table = [(f"monitor {mood}", count) for mood, count in sorted(self.bench.monitor.moods.items())]
        table += [("events received", len(self.received)), ("  repeated deliveries", self.repeated), ("  distinct", len(self.events))]
        table += [(f"    {name}", count) for name, count in sorted(types.items())]
        table += [
            ("starts of runs told", starts),
            ("ends of runs told", ends),
            ("starts and ends that had to be told", due),
            ("torn lines", len(torn)),
        ]
        bad = [
            "events missing",
            "events twice",
            "ids with two events",
            "events of unknown runs",
            "events refused",
            "more torn lines than kills",
            "files not delivered",
        ]
        table += [(name, len(self.faults[name])) for name in bad]
        for name, count in table:
            print(f"{name:46}{count:7}")
        for name in bad:
            for fault in self.faults[name][:20]:
                print(f"{name}: {fault}")
        return any(self.faults[name] for name in bad)

    def lost(self):
        lost = ("events missing", "events of unknown runs", "events refused", "more torn lines than kills", "files not delivered")
        return sum(len(self.faults[name]) for name in lost)

    def twice(self):
        return sum(len(self.faults[name]) for name in ("events twice", "ids with two events"))

    def distinct(self):
        """An event may come again, if it is the same."""
        texts = {}
        for _, event, text in self.received:
            known = texts.setdefault(event["eventId"], text)
            if event["eventId"] in self.events:
                self.repeated += 1
            if known != text:
                self.faults["ids with two events"].append(f"{known} and {text}")
            self.events.setdefault(event["eventId"], event)

    def of_runs(self):
        """Each start and end is told once, unless the daemon was killed before it had to be on disk."""
        told = collections.defaultdict(list)
        for event in self.events.values():
            kind = {"job.started": "start", "job.completed": "end", "job.failed": "end"}.get(event["eventType"])
            if kind:
                told[event["runId"], kind].append(event["eventType"])
        due = 0
        said = self.said()
        for row in self.runs.values():
            began = row["started_at"]
            moments = {"start": (began, ["job.started"])}
            # What a later daemon found out is told by none.
            if row["status"] in ("SUCCEEDED", "FAILED") and "was gone" not in row["reason"]:
                kind = "job.completed" if row["status"] == "SUCCEEDED" else "job.failed"
                moments["end"] = (began + row["duration"], [kind])
            for what, (moment, wanted) in moments.items():
                acted = self.acted_until(row["owner_pid"], began)
                # A run is recorded first, then logged, then told; on a busy machine seconds may lie between.
                told_at = said.get((row["id"], what), moment + TOLD_AFTER_AT_MOST)
                had_to = acted is None or told_at + FLUSHED_AFTER <= acted
                due += had_to
                known = told[row["id"], what]
                if not known and had_to:
                    before = "" if acted is None else f", {(acted - moment) / SECOND:.1f} s before the kill"
                    self.faults["events missing"].append(f"{row['id']} {row['status']}: its {what} at {show(moment)}{before}")
                elif len(known) > 1 or (known and known != wanted):
                    self.faults["events twice"].append(f"{row['id']} {row['status']}: {', '.join(known)}")
        for (run, what), _ in told.items():
            if run not in self.runs:
                self.faults["events of unknown runs"].append(f"{run}: {what}")
        starts = sum(bool(events) for (_, what), events in told.items() if what == "start")
        return starts, sum(bool(events) for (_, what), events in told.items() if what == "end"), due

    def said(self):
        """When chief.log says that a run started and ended: what a run does is told just after it is logged."""
        said = {}
        for file in self.bench.folder.glob("chief.log*"):
            for line in file.read_text(errors="replace").splitlines():
                found = re.match(r"(\S+) \w+ \[([^]]+)\] (Starting job|Job) ", line)
                if found:
                    moment = datetime.datetime.fromisoformat(found[1].replace("Z", "+00:00")).timestamp() * SECOND
                    said[found[2], "start" if found[3] == "Starting job" else "end"] = int(moment)
        return said

    def acted_until(self, process, began):
        """When the daemon was killed that had begun something, or stopped before that; none if it was let end by itself."""
        ends = [(killed, acted) for pid, acted, killed in self.bench.killed if pid == process and killed >= began]
        return min(ends)[1] if ends else None

    def lines(self, kind):
        file = self.bench.store.parent / f"telemetry_spool.{kind}.jsonl"
        return file.read_text(errors="replace").splitlines() if file.exists() else []


def show(slot):
    return f"{datetime.datetime.fromtimestamp(slot / SECOND, datetime.timezone.utc):%H:%M:%S}" if slot else "by hand"
