"""Who tells the monitor of bench/monitor-kills something: Chiefs, workers alone, and a person who closes alerts."""

import datetime
import http.client
import random
import threading
import time
import uuid

from monitor_kills_monitor import ask

JOBS_OF_A_CHIEF = 10
FLEETS = ("chief.started", "config.reloaded")
REASON = "closed by hand"


def iso(seconds):
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).isoformat(timespec="microseconds")


def micros(text):
    return round(datetime.datetime.fromisoformat(text).timestamp() * 1_000_000)


class Sender(threading.Thread):
    """Tells a monitor of events, and again until it is answered. What comes out is all that it ever told, in `events`."""

    def __init__(self, bench, name, jobs):
        super().__init__(name=name, daemon=True)
        self.bench = bench
        self.random = random.Random(f"{bench.seed} {name}")
        self.jobs = jobs
        self.policies = {job: self.policy() for job in jobs}
        self.events = []
        self.waiting = []
        # Events that come late, with when.
        self.held = []
        self.connection = None
        self.runs = []

    def policy(self):
        return {
            "check_enabled": self.random.random() < 0.95,
            "grace_seconds": self.random.choice([0, 1, 2, 5]),
            "alert_on_failure": self.random.random() < 0.8,
            "alert_on_miss": self.random.random() < 0.8,
        }

    def event(self, kind, at, metadata, **fields):
        event = {
            "eventId": str(uuid.UUID(int=self.random.getrandbits(128), version=4)),
            "eventType": kind,
            "eventAt": iso(at),
            "sourceType": "worker" if kind.startswith("worker") else "chief",
            "level": "ERROR" if kind == "job.failed" else "INFO",
            "message": f"{kind} of {self.name}",
            "metadata": metadata,
            **fields,
        }
        self.events.append(event)
        return event

    def tell(self, event):
        if event["eventType"] not in FLEETS and not event["eventType"].startswith("chief.") and self.random.random() < 0.1:
            self.held.append((time.time() + self.random.uniform(0.2, 3), event))
        else:
            self.waiting.append(event)

    def work(self):
        """Something happens to the jobs."""
        now = time.time()
        for _ in range(self.random.randint(0, 3)):
            job = self.random.choice(self.jobs)
            run = f"{job}-{self.random.getrandbits(48):012x}"
            started = now
            metadata = {"script_count": 2, **self.policies[job]}
            if self.random.random() < 0.5:
                metadata["longest_seconds"] = self.random.choice([1, 5, 60])
                if self.random.random() < 0.05:
                    # Too long ago already.
                    started -= 45
            self.tell(self.event("job.started", started, metadata, jobName=job, runId=run, scheduledFor=iso(now - 0.1)))
            if self.random.random() < 0.95:
                self.runs.append((now + self.random.uniform(0, 1.5), job, run))
        for end in [run for run in self.runs if run[0] <= now]:
            self.runs.remove(end)
            self.end(end[1], end[2], now)

    def end(self, job, run, now):
        self.tell(self.event("worker.message", now, {"rows": 17}, jobName=job, runId=run))
        fields = {"jobName": job, "runId": run, "durationMs": self.random.randint(1, 900)}
        metadata = {"scripts_executed": 2, "scripts_total": 2, "longest_seconds": 60}
        if self.random.random() < 0.15:
            metadata["failed_script"] = "load.py"
            self.tell(self.event("job.failed", now, metadata, success=False, returnCode=3, **fields))
        else:
            self.tell(self.event("job.completed", now, metadata, success=True, **fields))
        # Some of these are never kept, and some lie in the past.
        self.tell(self.event("job.next_scheduled", now, {"next_run_at": self.slot(now), **self.policies[job]}, jobName=job))

    def slot(self, now):
        chance = self.random.random()
        return None if chance < 0.03 else iso(now + self.random.uniform(-4, 0 if chance < 0.1 else 6))

    def run(self):
        while not self.bench.over.is_set():
            self.work()
            self.deliver()
            time.sleep(self.random.uniform(0.05, 0.25))
        self.held = [(0, event) for _, event in self.held]
        while self.waiting or self.held:
            self.deliver()

    def deliver(self):
        now = time.time()
        due = [item for item in self.held if item[0] <= now]
        self.held = [item for item in self.held if item[0] > now]
        self.waiting += [event for _, event in due]
        while self.waiting:
            batch = self.waiting[: self.random.randint(1, 250)]
            # A Chief waits for the answer before it says that it has other jobs.
            fleets = [number for number, event in enumerate(batch) if event["eventType"] in FLEETS]
            batch = batch[: fleets[0] + 1] if fleets else batch
            number = len(batch)
            if not fleets and self.random.random() < 0.2:
                self.random.shuffle(batch)
            if self.random.random() < 0.1:
                batch = batch + [self.random.choice(batch)]
            if self.post(batch, number):
                del self.waiting[:number]
                self.bench.count("batches acknowledged" if len(batch) > 1 else "single events acknowledged")
            elif self.random.random() < 0.3:
                # Something else happens meanwhile.
                return
        if self.events and self.random.random() < 0.1:
            self.again()

    def again(self):
        """Tells what was acknowledged once more: it must be known."""
        late = {event["eventId"] for event in self.waiting} | {event["eventId"] for _, event in self.held}
        known = [event for event in self.events[-300:] if event["eventId"] not in late]
        if known:
            self.bench.count("requests of known events", self.post(self.random.sample(known, min(len(known), 20)), 0))

    def post(self, batch, new):
        """Whether the monitor took it."""
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.bench.monitor.port, timeout=20)
            if len(batch) == 1:
                status, answer = ask(self.connection, "POST", "/v1/events", batch[0])
            else:
                body = batch if self.random.random() < 0.5 else {"events": batch}
                status, answer = ask(self.connection, "POST", "/v1/events/batch", body)
        except (OSError, http.client.HTTPException, ValueError):
            self.bench.count("requests without an answer")
            self.drop()
            return False
        if status == 503:
            self.bench.count("requests put off")
            self.drop()
            return False
        if status != 202:
            self.bench.fault("requests refused", f"{status} {answer}")
            return True
        if answer["inserted"] + answer.get("duplicates", 0) != len(batch) or answer["dropped"] != 0:
            self.bench.fault("counts of answers that do not add up", f"{len(batch)} events, answered {answer}")
        if answer["inserted"] > new:
            self.bench.fault("events acknowledged and not known", f"{answer['inserted'] - new} of {len(batch)} sent again")
        return True

    def drop(self):
        if self.connection is not None:
            self.connection.close()
            self.connection = None
        time.sleep(self.random.uniform(0.01, 0.1))


class Chief(Sender):
    """A daemon with a fleet: it has heartbeats, stops and starts, now and then without a word."""

    PATIENCE = 8

    def __init__(self, bench, number):
        super().__init__(bench, f"chief-{number}", [f"job-{number}-{job}" for job in range(JOBS_OF_A_CHIEF)])
        self.all_jobs = self.jobs
        self.away_until = 0.0
        self.next_heartbeat = 0.0
        self.started = False

    def work(self):
        now = time.time()
        if now < self.away_until:
            return
        if not self.started:
            self.say("chief.started", now)
            self.started = True
        if now >= self.next_heartbeat:
            self.tell(self.event("chief.heartbeat", now, {**self.describe(), "ping_interval_seconds": 3, "mode": "daemon"}))
            self.next_heartbeat = now + 1
        chance = self.random.random()
        if chance < 0.01:
            self.say("config.reloaded", now)
        elif chance < 0.016:
            # Long enough to be missed, or not.
            self.away_until = now + self.random.uniform(1, 2 * self.PATIENCE)
            self.started = False
            if self.random.random() < 0.3:
                self.tell(self.event("chief.stopped", now, self.describe()))
        else:
            super().work()

    def describe(self):
        return {"instance": self.name, "version": "1", "pid": 17}

    def say(self, kind, now):
        """What it is and runs; jobs come and go."""
        self.jobs = [job for job in self.all_jobs if self.random.random() < 0.9] or self.all_jobs
        jobs = [
            {"job_name": job, "schedule": "now and then", "timezone": "UTC", "next_run_at": self.slot(now), **self.policies[job]}
            for job in self.jobs
        ]
        self.tell(self.event(kind, now, {**self.describe(), "config_hash": f"{now}", "jobs": jobs}))


class Person(threading.Thread):
    """Closes alerts now and then, and remembers which."""

    def __init__(self, bench):
        super().__init__(daemon=True)
        self.bench = bench
        self.random = random.Random(f"{bench.seed} person")
        self.closed = {}

    def run(self):
        while not self.bench.over.wait(self.random.uniform(0.2, 1.5)):
            try:
                _, answer = self.bench.monitor.ask("GET", "/v1/alerts?status=OPEN&limit=100")
                alerts = answer["alerts"]
                if alerts:
                    alert = self.random.choice(alerts)
                    status, answer = self.bench.monitor.ask("POST", f"/v1/alerts/{alert['id']}/close", {"reason": REASON})
                    if status == 200:
                        self.closed[alert["id"]] = (alert["dedupeKey"], answer["updated"])
            except (OSError, http.client.HTTPException, ValueError):
                continue
