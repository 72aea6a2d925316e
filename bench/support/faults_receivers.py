"""Who is told, in bench/faults: mail servers and webhooks that are down, slow or refuse when alerts open."""

import collections
import concurrent.futures
import email
import http.client
import http.server
import json
import random
import socketserver
import threading
import time

from faults_load import Load
from faults_parts import Part, Result, Row
from faults_tools import free_port, wait_until
from monitor_kills_monitor import Monitor

MOODS = ("down", "slow", "refuses")
# Fewer than make a summary.
ALERTS = 5
RECIPIENTS = ("ops@example.org", "dev@example.org")
# An attempt takes a minute at most, the next one comes a minute later, and each channel has one on its way.
WAITS_AT_MOST = 300


class Receiver:
    """A server that is not well at first."""

    def __init__(self, mood, handler):
        self.mood = mood
        self.lock = threading.Lock()
        # Of each message that came in full what tells it from others, and what it is about.
        self.received = []
        receiver = self
        self.port = free_port()
        self.server = None

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            allow_reuse_address = True

            def handle_error(self, *_):
                pass  # the monitor hangs up on those that take too long

        self.make = lambda: Server(("127.0.0.1", self.port), type("Bound", (handler,), {"receiver": receiver}))
        if mood != "down":
            self.listen()

    def listen(self):
        self.server = self.make()
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def recover(self):
        self.mood = "well"
        if self.server is None:
            self.listen()

    def take(self, key, about):
        with self.lock:
            self.received.append((key, about))

    def close(self):
        if self.server:
            self.server.shutdown()
            self.server.server_close()


class Webhook(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        mood = self.receiver.mood
        if mood == "slow":
            for byte in b"HTTP/1.1 204 No Content\r\n" + b"X-Slow: yes\r\n" * 100:
                self.wfile.write(bytes([byte]))
                time.sleep(1)
            return
        if mood == "well":
            self.receiver.take(self.headers["X-Chief-Delivery"], body["alert"]["jobName"])
        self.send_response(204 if mood == "well" else 500)
        self.end_headers()

    def log_message(self, *_):
        pass


class Mailbox(socketserver.StreamRequestHandler):
    def handle(self):
        mood = self.receiver.mood
        if mood == "slow":
            for byte in b"220-" + b"wait " * 100:
                self.wfile.write(bytes([byte]))
                time.sleep(1)
            return
        if mood == "refuses":
            self.say("421 come again")
            return
        self.say("220 ready")
        recipients = []
        for line in self.rfile:
            word = line.strip().upper()
            if word.startswith(b"RCPT TO:"):
                recipients.append(line.decode().split("<")[1].split(">")[0])
            if word == b"DATA":
                self.say("354 go on")
                mail = email.message_from_bytes(b"".join(iter(self.rfile.readline, b".\r\n")))
                for recipient in recipients:
                    self.receiver.take((mail["Message-ID"], recipient), (mail["Subject"].split()[-1], recipient))
                recipients = []
            self.say("221 bye" if word == b"QUIT" else "250 fine")
            if word == b"QUIT":
                return

    def say(self, answer):
        self.wfile.write(answer.encode() + b"\r\n")


class Scene:
    """A monitor with a mail server and a webhook in one mood, to whom alerts are to be told."""

    def __init__(self, folder, mood):
        self.mood = mood
        self.webhook = Receiver(mood, Webhook)
        self.mail = Receiver(mood, Mailbox)
        variables = {"MONITOR_SMTP_URL": f"smtp://127.0.0.1:{self.mail.port}", "MONITOR_MAIL_FROM": "chief@example.org"}
        self.monitor = Monitor(folder, folder / f"{mood}.sqlite", variables=variables)
        self.jobs = [f"{mood}-{number}" for number in range(ALERTS)]

    def play(self):
        """Of each kind of receiver what came of it."""
        self.monitor.start()
        settings = {"url": f"http://127.0.0.1:{self.webhook.port}/", "secret": "0123456789abcdef"}
        self.say("POST", "/v1/channels", {"kind": "webhook", "name": "hook", "alertTypes": ["FAILURE"], "settings": settings})
        self.say("PUT", "/v1/settings/alerts/email", {"recipients": RECIPIENTS, "enabledAlertTypes": ["FAILURE"]})
        load = Load(self.monitor, self.mood)
        try:
            randomness = random.Random(self.mood)
            for job in self.jobs:
                self.say("POST", "/v1/events/batch", {"events": load.run(randomness, job, False)})
        finally:
            load.close()
        failed = wait_until(f"{self.mood}: an attempt fails by each channel", self.failed, WAITS_AT_MOST)
        self.webhook.recover()
        self.mail.recover()
        wait_until(f"{self.mood}: all is sent", lambda: {it["status"] for it in self.deliveries()} == {"SENT"}, WAITS_AT_MOST)
        deliveries = self.deliveries()
        print(self.mood, collections.Counter((it["channelId"], it["status"], it["attempts"]) for it in deliveries), flush=True)
        self.monitor.stop()
        mails = [(job, recipient) for job in self.jobs for recipient in RECIPIENTS]
        return {
            "webhook": self.result(self.webhook, self.jobs, failed),
            "mail": self.result(self.mail, mails, failed),
        }

    def say(self, method, path, body):
        status, answer = self.monitor.ask(method, path, body)
        if status not in (200, 201, 202):
            raise AssertionError(f"{method} {path}: {status} {answer}")

    def deliveries(self):
        return list(self.monitor.all("/v1/deliveries", "deliveries"))

    def failed(self):
        """Whether an attempt of each channel has failed, and none succeeded."""
        deliveries = self.deliveries()
        return len({it["channelId"] for it in deliveries if it["attempts"] and it["error"]}) == 2

    def result(self, receiver, wanted, failed):
        """Each is to come once, and none while nothing was well."""
        with receiver.lock:
            came = collections.Counter(about for _, about in set(receiver.received))
        for about in set(came) ^ set(wanted):
            print(f"{self.mood}: {about} came {came[about]} times", flush=True)
        lost = sum(not came[about] for about in wanted)
        twice = sum(max(0, count - 1) for count in came.values())
        return Result(len(wanted), len(wanted) - lost if failed else 0, lost, twice)

    def close(self):
        self.monitor.close()
        self.webhook.close()
        self.mail.close()


def receivers(quick, folder):
    """The three moods beside each other: most of the time they wait for attempts to fail."""
    scenes = [Scene(folder, mood) for mood in MOODS]
    try:
        with concurrent.futures.ThreadPoolExecutor(len(scenes)) as threads:
            played = list(threads.map(Scene.play, scenes))
    except http.client.HTTPException as e:
        raise AssertionError("a monitor does not answer") from e
    finally:
        for scene in scenes:
            scene.close()
    return {
        f"{kind}-{scene.mood}": results[kind] for kind in ("mail", "webhook") for scene, results in zip(scenes, played)
    }


DONE = {
    "mail-down": "No mail server listens",
    "mail-slow": "The mail server greets with a byte a second",
    "mail-refuses": "The mail server greets with 421",
    "webhook-down": "Nobody listens at the webhook's address",
    "webhook-slow": "The webhook answers with a byte a second",
    "webhook-refuses": "The webhook answers with 500",
}
CHECKED = {
    "mail": f"Once it is well each of {len(RECIPIENTS)} recipients gets one mail of each alert, by the monitor's own attempts.",
    "webhook": "Once it is well each alert comes once by its `X-Chief-Delivery`, by the monitor's own attempts.",
}

PARTS = {
    "receivers": Part(
        {
            f"{kind}-{mood}": Row(
                f"{name} {'is slow' if mood == 'slow' else f'is {mood}' if mood == 'down' else mood}",
                f"{DONE[f'{kind}-{mood}']} when {ALERTS} jobs fail. It is well after the first attempt has failed.",
                CHECKED[kind],
            )
            for kind, name in (("mail", "mail server"), ("webhook", "webhook"))
            for mood in MOODS
        },
        receivers,
        minutes=4,
    )
}
