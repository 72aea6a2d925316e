"""The monitor that bench/monitor-kills kills, and the receiver of what its webhooks bring."""

import http.client
import http.server
import json
import os
import pathlib
import random
import signal
import subprocess
import sys
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
WAITS_AT_MOST = 90


class Monitor:
    """A monitor's process, whichever it is at the time."""

    def __init__(self, folder, database, inside=(), variables=None):
        self.database = database
        # What makes a command one of another namespace, and what the environment says to it.
        self.inside = inside
        self.variables = variables or {}
        self.output = folder / f"{database.stem}.log"
        self.folder = folder
        self.process = None
        # How many have been started; whatever is noted carries the number.
        self.number = 0
        self.port = self.free_port()

    def free_port(self):
        # The ports of outgoing connections begin at 32768; one of these could be taken while the monitor is down.
        while True:
            port = random.randint(20000, 30000)
            try:
                http.server.HTTPServer(("127.0.0.1", port), http.server.BaseHTTPRequestHandler).server_close()
                return port
            except OSError:
                continue

    def launch(self):
        environment = {name: value for name, value in os.environ.items() if not name.startswith("MONITOR_")}
        environment.update(self.variables)
        self.number += 1
        database = () if "MONITOR_DATABASE_URL" in self.variables else ("--db-path", self.database)
        with open(self.output, "ab") as output:
            self.process = subprocess.Popen(
                [*self.inside, ROOT / "chief", "monitor", "--port", str(self.port), *database],
                cwd=self.folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )

    def start(self):
        """Starts one, and waits until it answers."""
        self.launch()
        deadline = time.monotonic() + WAITS_AT_MOST
        while True:
            try:
                status, answer = self.ask("GET", "/v1/health")
                if status == 200:
                    return
            except (OSError, http.client.HTTPException) as e:
                answer = e
            if self.process.poll() is not None or time.monotonic() > deadline:
                sys.exit(f"no monitor started: {answer}\n{self.output.read_text(errors='replace')[-3000:]}")
            time.sleep(0.02)

    def ask(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            return ask(connection, method, path, body)
        finally:
            connection.close()

    def all(self, path, name):
        """All items of a list."""
        cursor = ""
        while cursor is not None:
            status, answer = self.ask("GET", f"{path}{'&' if '?' in path else '?'}limit=1000{cursor}")
            if status != 200:
                sys.exit(f"GET {path}: {status} {answer}")
            yield from answer[name]
            cursor = f"&cursor={answer['nextCursor']}" if answer.get("nextCursor") else None

    def kill(self):
        if self.process.poll() is not None:
            sys.exit(f"a monitor ended by itself: exit code {self.process.returncode}, see {self.output}")
        self.process.kill()
        self.process.wait()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(WAITS_AT_MOST)
        if code != 143:
            sys.exit(f"the monitor exited {code} after SIGTERM")

    def close(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def ask(connection, method, path, body=None):
    headers = {} if body is None else {"Content-Type": "application/json"}
    connection.request(method, path, None if body is None else json.dumps(body), headers)
    response = connection.getresponse()
    text = response.read()
    return response.status, json.loads(text) if text else None


class Receiver(http.server.ThreadingHTTPServer):
    """Takes what webhooks bring, some of it slowly, so that monitors are killed while they wait for the answer."""

    daemon_threads = True

    def __init__(self, monitor, randomness):
        self.lock = threading.Lock()
        # Of each message which monitor brought it, when, its delivery, and the alerts that it tells of.
        self.received = []
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                number = monitor.number
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                alerts = [body["alert"]] if body["kind"] == "alert" else body["alerts"]
                with receiver.lock:
                    receiver.received.append((number, self.path[1:], self.headers["X-Chief-Delivery"], [it["id"] for it in alerts]))
                    slow = randomness.random() < 0.5
                if slow:
                    time.sleep(0.4)
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_):
                pass

        super().__init__(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, request, client_address):
        # Monitors that are killed leave their connections as they are.
        if not isinstance(sys.exc_info()[1], (ConnectionError, ValueError)):
            super().handle_error(request, client_address)
