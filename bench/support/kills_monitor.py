"""The monitor of bench/kills --monitor: it takes events, and comes and goes."""

import collections
import http.server
import json
import sys
import threading
import time

WAITS_AT_MOST = 60


class Listener(http.server.ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        # Daemons that are killed leave their connections as they are.
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class Monitor:
    """Receives events, and comes and goes: a thread of its own changes its mood every few seconds, from `start` to `stay`."""

    # Whether it takes the events, and the status that it answers with, if it answers.
    MOODS = {
        "up": (True, 202),
        "refuses": (False, 503),
        "closed": (False, None),
        "silent": (False, None),
        # The sender cannot know, and must send them again.
        "takes and does not answer": (True, None),
    }

    def __init__(self, randomness):
        self.randomness = randomness
        self.lock = threading.Lock()
        # Of each event that was received when, what it is, and the same as text.
        self.received = []
        self.mood = "up"
        self.moods = collections.Counter()
        self.settled = threading.Event()
        self.port = None
        self.server = None
        self.listen()
        self.changes = threading.Thread(target=self.change, daemon=True)

    def listen(self):
        # The ports of outgoing connections begin at 32768; one of these could be taken while this one is closed.
        deadline = time.monotonic() + WAITS_AT_MOST
        while self.server is None:
            port = self.port or self.randomness.randint(20000, 30000)
            try:
                self.server = Listener(("127.0.0.1", port), self.handler())
                self.port = port
            except OSError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def handler(monitor):
        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                length = int(self.headers["Content-Length"])
                body = self.rfile.read(length)
                if len(body) < length:
                    # The daemon was killed while it sent.
                    self.close_connection = True
                    return
                mood = monitor.mood
                takes, status = Monitor.MOODS[mood]
                if takes:
                    monitor.take(json.loads(body)["events"])
                if status is None:
                    if mood == "silent":
                        # Longer than anybody waits.
                        time.sleep(5)
                    self.close_connection = True
                    return
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        return Handler

    def take(self, events):
        now = time.time()
        with self.lock:
            self.received += [(now, event, json.dumps(event, sort_keys=True)) for event in events]

    def start(self):
        self.changes.start()

    def change(self):
        while not self.settled.wait(self.randomness.uniform(1, 5)):
            # Down as often as up.
            downs = [mood for mood in self.MOODS if mood != "up"]
            self.become(self.randomness.choice(downs) if self.mood == "up" else "up")

    def become(self, mood):
        if mood == "closed":
            self.server.shutdown()
            self.server.server_close()
            self.server = None
        self.mood = mood
        self.moods[mood] += 1
        if self.server is None and mood != "closed":
            self.listen()

    def stay(self):
        """From now on it is there."""
        self.settled.set()
        self.changes.join()
        self.become("up")
