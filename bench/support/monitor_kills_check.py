"""What bench/monitor-kills holds the database, the answers and the messages against."""

import collections
import sqlite3
import uuid

from monitor_kills_senders import REASON, micros

# What a receiver is told of, by the name of the channel.
CHANNELS = {"everything": ["FAILURE", "MISSED", "RECOVERY", "OVERRUN", "CHIEF_OFFLINE"], "trouble": ["FAILURE", "MISSED"]}
# Faults by which something is there more than once.
TWICE = ("alerts twice", "deliveries twice", "told twice", "counts of answers that do not add up")
# Of a job what every monitor must make of the same events, whenever they came.
JOB = [
    "enabled",
    "alertOnFailure",
    "alertOnMiss",
    "graceSeconds",
    "lastHeartbeatAt",
    "expectedNextAt",
    "lastSuccessAt",
    "lastFailureAt",
    "consecutiveFailures",
    "instance",
    "schedule",
    "timezone",
]


class Check:
    """What the database says against what was told to whom."""

    def __init__(self, bench):
        self.bench = bench
        self.faults = bench.faults
        self.counts = bench.counts
        self.store = self.open(bench.monitor)
        self.second = self.open(bench.second)
        self.alerts = {row["id"]: row for row in self.store.execute("SELECT * FROM alerts")}
        self.deliveries = self.store.execute(
            "SELECT d.*, c.name AS channel FROM deliveries d JOIN channels c ON c.id = d.channel_id WHERE d.created_at < ?",
            (bench.settled,),
        ).fetchall()

    def lost(self):
        return sum(len(found) for name, found in self.faults.items() if name not in TWICE)

    def twice(self):
        return sum(len(self.faults[name]) for name in TWICE)

    def open(self, monitor):
        store = sqlite3.connect(f"{monitor.database.as_uri()}?mode=ro", uri=True)
        store.row_factory = sqlite3.Row
        return store

    def file(self):
        for row in self.store.execute("PRAGMA integrity_check"):
            if row[0] != "ok":
                self.faults["damage in the database"].append(row[0])
        for row in self.store.execute("PRAGMA foreign_key_check"):
            self.faults["damage in the database"].append(f"{row[0]} {row[1]} names a {row[2]} that is not there")

    def events(self):
        stored = collections.defaultdict(list)
        for row in self.store.execute("SELECT event_id, id, event_at, event_type, job_name, run_id, message FROM events"):
            stored[str(uuid.UUID(bytes=row["event_id"]))].append(row)
        told = {event["eventId"]: event for sender in self.bench.senders for event in sender.events}
        for key, event in told.items():
            rows = stored.get(key, [])
            if len(rows) != 1 or self.bench.listed[key] != 1:
                self.faults["events not there once"].append(f"{len(rows)} times, listed {self.bench.listed[key]} times: {event}")
            for row in rows:
                same = (event["eventType"], event.get("jobName"), event.get("runId"), event["message"], micros(event["eventAt"]))
                if tuple(row[name] for name in ("event_type", "job_name", "run_id", "message", "event_at")) != same:
                    self.faults["events that changed"].append(f"{tuple(row)}: {event}")
        for key in stored.keys() - told.keys():
            self.faults["events that nobody told"].append(key)
        counters = dict(self.store.execute("SELECT name, value FROM counters").fetchall())
        greatest = max(row["id"] for rows in stored.values() for row in rows)
        if not counters["events"] == sum(map(len, stored.values())) == self.bench.total:
            self.faults["counters that are wrong"].append(
                f"events {counters['events']}, {sum(map(len, stored.values()))} rows, the API says {self.bench.total}"
            )
        if counters["event_ids"] < greatest:
            self.faults["counters that are wrong"].append(f"event_ids {counters['event_ids']}, the greatest is {greatest}")
        self.counts["events told"] = len(told)

    def alarms(self):
        causes = collections.Counter((row["dedupe_key"], row["cause"]) for row in self.alerts.values())
        opened = collections.Counter(row["dedupe_key"] for row in self.alerts.values() if row["status"] == "OPEN")
        for key, number in [*causes.items(), *opened.items()]:
            if number > 1:
                self.faults["alerts twice"].append(f"{key}: {number} times")
        for number, (key, _) in self.bench.person.closed.items():
            if self.alerts[number]["status"] == "OPEN":
                self.faults["closed alerts that are open"].append(f"{number} {key}")
        by_hand = {row["dedupe_key"] for row in self.alerts.values() if row["close_reason"] == REASON}
        for row in self.store.execute("SELECT * FROM checks WHERE status = 'DOWN'"):
            self.counts["checks that are DOWN"] += 1
            key = f"{row['job_name']}:MISSED"
            if row["alert_on_miss"] and not opened[key] and key not in by_hand:
                self.faults["checks that are DOWN without an alert"].append(row["job_name"])
        for kind, number in collections.Counter(row["alert_type"] for row in self.alerts.values()).items():
            self.counts[f"alerts {kind}"] = number
        self.counts["alerts closed by hand"] = sum(updated for _, updated in self.bench.person.closed.values())
        self.counts["alerts covered by their Chief's"] = sum(row["covered_by"] is not None for row in self.alerts.values())

    def deliveries_of_alerts(self):
        of_alert = collections.Counter((row["alert_id"], row["channel"]) for row in self.deliveries if row["kind"] == "ALERT")
        for (alert, channel), number in of_alert.items():
            if number > 1:
                self.faults["deliveries twice"].append(f"alert {alert} by {channel}: {number} times")
        for row in self.alerts.values():
            for channel, types in CHANNELS.items():
                wanted = row["status"] == "OPEN" and row["recorded_at"] < self.bench.settled and row["covered_by"] is None
                wanted = wanted and row["alert_type"] in types
                if wanted and not of_alert[row["id"], channel]:
                    self.faults["alerts without a delivery"].append(f"{row['id']} {row['dedupe_key']} by {channel}")
        for status, number in collections.Counter(row["status"] for row in self.deliveries).items():
            self.counts[f"deliveries {status}"] = number

    def tellings(self):
        with self.bench.receiver.lock:
            received = list(self.bench.receiver.received)
        bringers = collections.defaultdict(list)
        told = collections.defaultdict(set)
        for monitor, channel, key, alerts in received:
            bringers[key].append(monitor)
            for alert in alerts:
                told[alert, channel].add(key)
        for (alert, channel), keys in told.items():
            if len(keys) > 1:
                self.faults["told twice"].append(f"alert {alert} by {channel} in {len(keys)} deliveries")
        for row in self.deliveries:
            key = str(uuid.UUID(bytes=row["delivery_key"]))
            if row["status"] in ("PENDING", "FAILED"):
                self.faults["deliveries that did not arrive"].append(f"{row['id']} is {row['status']}: {row['error']}")
            if row["status"] == "SENT" and not bringers[key]:
                self.faults["deliveries that did not arrive"].append(f"{row['id']} is said to be sent")
            if row["status"] in ("SENT", "SUMMARISED") and row["kind"] == "ALERT" and not told[row["alert_id"], row["channel"]]:
                self.faults["alerts that nobody was told of"].append(f"{row['alert_id']} by {row['channel']}")
        # A channel brings one message at a time: only a monitor's last one can be one that it did not live to record.
        last = {(monitor, channel): key for monitor, channel, key, _ in received}
        newest = {key: monitors[-1] for key, monitors in bringers.items()}
        for monitor, channel, key, _ in received:
            if monitor != newest[key] and last[monitor, channel] != key or bringers[key].count(monitor) > 1:
                self.faults["told twice"].append(f"delivery {key} by {channel}, by the monitors {bringers[key]}")
        self.counts["messages received"] = len(received)
        self.counts["messages received again, killed before the record"] = len(received) - len(bringers)

    def same(self):
        """Both monitors make the same of the same events, in whatever order these came."""
        first = {job["jobName"]: job for job in self.bench.jobs}
        second = {job["jobName"]: job for job in self.bench.second_jobs}
        for name in sorted(first.keys() | second.keys()):
            one = {field: first.get(name, {}).get(field) for field in JOB}
            other = {field: second.get(name, {}).get(field) for field in JOB}
            for field in JOB:
                if one[field] != other[field]:
                    self.faults["checks that depend on the order"].append(f"{name} {field}: {one[field]}, in order {other[field]}")
        runs = [set(map(tuple, store.execute("SELECT * FROM runs"))) for store in (self.store, self.second)]
        for run in sorted(runs[0] ^ runs[1], key=str):
            self.faults["runs that depend on the order"].append(str(run))
        self.counts["checks"] = len(first)
        self.counts["runs"] = len(runs[0])
        # A failure that is a failure however the events came; of those that were closed by hand the next may differ.
        by_hand = {key for key, _ in self.bench.person.closed.values()}
        failures = "SELECT dedupe_key, cause, opened_at FROM alerts WHERE alert_type = 'FAILURE'"
        known = set(map(tuple, self.store.execute(failures)))
        for row in map(tuple, self.second.execute(failures)):
            if row[0] not in by_hand and row not in known:
                self.faults["failures that depend on the order"].append(str(row))

    def report(self):
        self.file()
        self.events()
        self.alarms()
        self.deliveries_of_alerts()
        self.tellings()
        self.same()
        head = ["kills", "kills while it started", "seconds", "events told"]
        for name in head + [name for name in sorted(self.counts) if name not in head]:
            print(f"{name:52}{self.counts[name]:9,}")
        bad = [
            "requests refused",
            "counts of answers that do not add up",
            "events not there once",
            "events acknowledged and not known",
            "events that changed",
            "events that nobody told",
            "counters that are wrong",
            "alerts twice",
            "closed alerts that are open",
            "checks that are DOWN without an alert",
            "alerts without a delivery",
            "deliveries twice",
            "deliveries that did not arrive",
            "alerts that nobody was told of",
            "told twice",
            "checks that depend on the order",
            "failures that depend on the order",
            "runs that depend on the order",
            "damage in the database",
        ]
        for name in bad:
            print(f"{name:52}{len(self.faults[name]):9,}")
        for name in bad:
            for fault in self.faults[name][:10]:
                print(f"{name}: {fault}")
        return any(self.faults.values())
