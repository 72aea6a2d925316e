"""Jobs that tell a monitor what they do, and again until it takes it; and what has to come of that."""

import collections
import http.client
import random
import threading
import time
import uuid

from faults_tools import WAITS_AT_MOST, wait_until
from monitor_kills_monitor import Receiver, ask
from monitor_kills_senders import iso

SENDERS = 4
JOBS = 20
# A claim lasts three minutes, and what was broken off is sent when it has run out.
OUTBOX_SECONDS = 400


class Load:
    """Tells of runs by some threads. Each sender has jobs that succeed, and now and then another one that fails once."""

    def __init__(self, monitor, seed):
        self.monitor = monitor
        self.seed = seed
        self.lock = threading.Lock()
        self.over = threading.Event()
        self.acknowledged = []
        self.failed = set()
        # How often each status came; those without an answer are "none".
        self.statuses = collections.Counter()
        self.wrong = []
        self.receiver = Receiver(monitor, random.Random(f"{seed} receiver"))
        self.threads = [threading.Thread(target=self.send, args=(number,), daemon=True) for number in range(SENDERS)]

    def start(self):
        settings = {"url": f"http://127.0.0.1:{self.receiver.server_address[1]}/failures", "secret": "0123456789abcdef"}
        channel = {"kind": "webhook", "name": "failures", "enabled": True, "alertTypes": ["FAILURE"], "settings": settings}
        status, answer = self.monitor.ask("POST", "/v1/channels", channel)
        if status != 201:
            raise AssertionError(f"no channel: {status} {answer}")
        for thread in self.threads:
            thread.start()

    def seen(self, status):
        with self.lock:
            return self.statuses[status]

    def send(self, number):
        randomness = random.Random(f"{self.seed} {number}")
        fails = 0
        while not self.over.is_set():
            batch = []
            for _ in range(randomness.randint(1, 8)):
                job = f"job-{number}-{randomness.randrange(JOBS)}"
                batch += self.run(randomness, job, True)
            failing = None
            if randomness.random() < 0.1:
                failing = f"fails-{number}-{fails}"
                fails += 1
                batch += self.run(randomness, failing, False)
            until = None
            while not self.post(batch):
                until = until or (time.monotonic() + WAITS_AT_MOST if self.over.is_set() else None)
                if until and time.monotonic() > until:
                    return
                time.sleep(randomness.uniform(0.05, 0.3))
            with self.lock:
                self.acknowledged += batch
                if failing:
                    self.failed.add(failing)
            time.sleep(randomness.uniform(0.05, 0.3))

    def run(self, randomness, job, success):
        now = time.time()
        run = f"{job}-{randomness.getrandbits(48):012x}"
        end = "job.completed" if success else "job.failed"
        result = {"success": success, "returnCode": 0 if success else 3, "durationMs": 20}
        return [
            self.event(randomness, "job.started", now - 0.02, job, run, metadata={"script_count": 1}),
            self.event(randomness, "worker.message", now - 0.01, job, run),
            self.event(randomness, end, now, job, run, **result),
        ]

    def event(self, randomness, kind, at, job, run, **fields):
        return {
            "eventId": str(uuid.UUID(int=randomness.getrandbits(128), version=4)),
            "eventType": kind,
            "eventAt": iso(at),
            "sourceType": "worker" if kind.startswith("worker") else "chief",
            "level": "ERROR" if kind == "job.failed" else "INFO",
            "message": f"{kind} of {job}",
            "jobName": job,
            "runId": run,
            **fields,
        }

    def post(self, batch):
        """Whether the monitor took it."""
        connection = http.client.HTTPConnection("127.0.0.1", self.monitor.port, timeout=40)
        try:
            status, answer = ask(connection, "POST", "/v1/events/batch", {"events": batch})
        except (OSError, http.client.HTTPException, ValueError) as e:
            status, answer = "none", e
        finally:
            connection.close()
        with self.lock:
            self.statuses[status] += 1
            if status == 202 and answer["inserted"] + answer.get("duplicates", 0) != len(batch):
                self.wrong.append(f"{len(batch)} events, answered {answer}")
            elif status not in (202, 503):
                self.wrong.append(f"{status} {answer}")
        return status == 202

    def finish(self):
        """Ends, waits for the outbox, and gives what was lost and what is there twice, as lists of sentences."""
        self.over.set()
        for thread in self.threads:
            thread.join(2 * WAITS_AT_MOST)
        # Which were there when nothing happens any more.
        wait_until("the outbox is empty", self.nothing_waits, OUTBOX_SECONDS)
        lost, twice = [], []
        known = [event["eventId"] for event in self.acknowledged]
        listed = collections.Counter(event["eventId"] for event in self.monitor.all("/v1/events", "events"))
        lost += [f"event {key} was acknowledged and is not there" for key in known if not listed[key]]
        twice += [f"event {key} is listed {count} times" for key, count in listed.items() if count > 1]
        total = self.monitor.ask("GET", "/v1/status/summary")[1]["totalEvents"]
        if total != sum(listed.values()):
            lost.append(f"the monitor counts {total} events and lists {sum(listed.values())}")
        for start in range(0, len(self.acknowledged), 1000):
            status, answer = self.monitor.ask("POST", "/v1/events/batch", self.acknowledged[start : start + 1000])
            if status != 202 or answer["inserted"]:
                lost.append(f"events that were acknowledged are new: {status} {answer}")
        self.alerts(lost, twice)
        return lost, twice

    def nothing_waits(self):
        try:
            return not list(self.monitor.all("/v1/deliveries?status=PENDING", "deliveries"))
        except (OSError, http.client.HTTPException):
            return False

    def alerts(self, lost, twice):
        """Each job that failed has one alert, of which one delivery told."""
        alerts = [alert for alert in self.monitor.all("/v1/alerts", "alerts") if alert["alertType"] == "FAILURE"]
        of_job = collections.Counter(alert["jobName"] for alert in alerts)
        lost += [f"{job} failed, and there is no alert" for job in sorted(self.failed) if not of_job[job]]
        twice += [f"{job} failed once, and there are {count} alerts" for job, count in of_job.items() if count > 1]
        told = collections.defaultdict(set)
        with self.receiver.lock:
            for _, _, key, numbers in self.receiver.received:
                for alert in numbers:
                    told[alert].add(key)
        for alert in alerts:
            keys = told[alert["id"]]
            if not keys:
                lost.append(f"nobody was told of the alert {alert['id']} of {alert['jobName']}")
            elif len(keys) > 1:
                twice.append(f"the alert {alert['id']} of {alert['jobName']} was told by {len(keys)} deliveries")

    def close(self):
        self.over.set()
        self.receiver.shutdown()
        self.receiver.server_close()
