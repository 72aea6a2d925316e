"""The network of bench/faults: runs whose monitor is away, silent, slow, refuses, or hangs up."""

import collections
import http.server
import json
import socket
import statistics
import struct
import subprocess
import threading
import time

from faults_parts import ROOT, Part, Result, Row, number
from faults_tools import wait_until

SCRIPT_SECONDS = 3
# How much longer than with a monitor that is well a run may take.
BOUND_PERCENT = 1
MOODS = {
    "refused": ("unreachable: nobody listens", "Nobody listens at the monitor's port."),
    "unanswered": ("unreachable: no answer to a connection", "The monitor's host answers no attempt to connect: its queue for them is full."),
    "half-open": ("half-open", "The monitor accepts connections and reads, and never answers."),
    "slow": ("slow", "The monitor answers with a byte a second."),
    "500": ("answers 500", "The monitor answers every request with 500."),
    "reset": ("resets the connection", "The monitor reads a request and resets the connection."),
}
CHECKED = (
    f"Every run succeeds. The fastest takes at most {BOUND_PERCENT} % longer than the fastest of as many, in turn with these, whose "
    "monitor is well; the others carry what else the machine does. Once it is well the next run delivers what waits: of each run there is "
    "each event that there is of a run with a monitor that is well, once by its eventId."
)


class Peer:
    """A monitor in one of the moods, or well."""

    def __init__(self):
        self.mood = "well"
        self.lock = threading.Lock()
        self.received = {}
        self.changed = []
        self.repeated = 0
        self.server = None
        self.holders = []
        peer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = 1 << 16  # one packet an answer: two would wait 40 ms for each other

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                peer.answer(self, body)

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True
            allow_reuse_address = True

            def handle_error(self, *_):
                pass  # Chief hangs up on those that take too long

        self.make = lambda port: Server(("127.0.0.1", port), Handler)
        self.listen(0)
        self.port = self.server.server_address[1]

    def listen(self, port):
        self.server = self.make(port)
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def become(self, mood):
        for holder in self.holders:
            holder.close()
        self.holders = []
        if mood in ("refused", "unanswered"):
            if self.server:
                self.server.shutdown()
                self.server.server_close()
                self.server = None
            if mood == "unanswered":
                self.hold_up()
        elif self.server is None:
            self.listen(self.port)
        self.mood = mood

    def hold_up(self):
        """Listens and accepts nobody; the queue is full with ourselves, so that Linux drops what asks for a connection."""
        holder = socket.socket()
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        holder.bind(("127.0.0.1", self.port))
        holder.listen(0)
        self.holders.append(holder)
        for _ in range(4):
            attempt = socket.socket()
            attempt.setblocking(False)
            attempt.connect_ex(("127.0.0.1", self.port))
            self.holders.append(attempt)

    def answer(self, handler, body):
        mood = self.mood
        if mood == "reset":
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            handler.connection.close()
            handler.close_connection = True
        elif mood == "half-open":
            time.sleep(30)
            handler.close_connection = True
        elif mood == "slow":
            # Chief cannot know that it has them already.
            self.take(body)
            for byte in b"HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n":
                handler.wfile.write(bytes([byte]))
                handler.wfile.flush()
                time.sleep(1)
        else:
            if mood == "well":
                self.take(body)
            handler.send_response(202 if mood == "well" else int(mood))
            handler.send_header("Content-Length", "2")
            handler.end_headers()
            handler.wfile.write(b"{}")

    def take(self, body):
        with self.lock:
            for event in json.loads(body)["events"]:
                known = self.received.setdefault(event["eventId"], event)
                self.repeated += known is not event
                if known != event:
                    self.changed.append(f"{known} and {event}")

    def of_run(self, run):
        """How often there is an event of each type, beside heartbeats, which come when they are due."""
        with self.lock:
            return collections.Counter(event["eventType"] for event in self.received.values() if event.get("runId") == run)

    def close(self):
        self.become("refused")


class Project:
    """A chief.yaml with one job, in a folder of its own."""

    def __init__(self, folder, peer):
        folder.mkdir()
        self.folder = folder
        self.config = folder / "chief.yaml"
        (folder / "work.sh").write_text(f"echo working\nsleep {SCRIPT_SECONDS}\n")
        self.config.write_text(
            f"monitor:\n  enabled: true\n  endpoint: http://127.0.0.1:{peer.port}\n"
            f"jobs:\n  - name: work\n    schedule: {{frequency: daily, time: '06:00'}}\n    scripts: [{{path: work.sh}}]\n"
        )
        # Of each run its id and its milliseconds.
        self.runs = {}

    def run(self):
        """Whether a run succeeds."""
        command = [ROOT / "chief", "run", "--config", self.config, "--format", "json", "--quiet"]
        ended = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if ended.returncode != 0:
            print(f"exit code {ended.returncode}: {ended.stdout}{ended.stderr}", flush=True)
            return False
        [run] = json.loads(ended.stdout)["runs"]
        self.runs[run["run_id"]] = run["duration_ms"]
        return True

    def waits(self):
        return sorted(path.name for path in (self.folder / ".chief").glob("telemetry_spool*.jsonl"))


def network(quick, folder):
    peer = Peer()
    try:
        return moods(number(quick, (3, 9)), folder, peer)
    finally:
        peer.close()


def moods(times, folder, peer):
    projects = {mood: Project(folder / mood, peer) for mood in ["well", *MOODS]}
    results = {mood: Result() for mood in MOODS}
    # The first run of a folder makes its store.
    for project in projects.values():
        project.run()
    for project in projects.values():
        project.runs.clear()
    for _ in range(times):
        for mood, project in projects.items():
            peer.become(mood)
            succeeded = project.run()
            if mood in results:
                results[mood].tried += 1
                results[mood].survived += succeeded
    peer.become("well")
    well = list(projects["well"].runs.values())
    wanted = collections.Counter()
    for run in projects["well"].runs:
        wanted = wanted or peer.of_run(run)
    print(f"events of a run: {dict(wanted)}, {sorted(well)} ms", flush=True)
    for mood, result in results.items():
        project = projects[mood]
        if not project.runs:
            continue
        took = list(project.runs.values())
        slower = 100 * (min(took) / min(well) - 1)
        median = 100 * (statistics.median(took) / statistics.median(well) - 1)
        if slower > BOUND_PERCENT:
            result.survived = 0
        # A run that takes a while gives its sender time; a batch takes more than one.
        project.run()
        wait_until("the spool is empty", lambda at=project: at.waits() == [] or not at.run(), 30)
        compare(result, project, peer, wanted)
        result.note = f"the fastest run takes {slower:+.2f} %, the median one {median:+.2f} %"
        print(mood, result, flush=True)
    if peer.changed:
        print(*peer.changed, sep="\n", flush=True)
        next(iter(results.values())).twice += len(peer.changed)
    print(f"{peer.repeated} events came again, with the same eventId", flush=True)
    return {f"network-{mood}": result for mood, result in results.items()}


def compare(result, project, peer, wanted):
    for run in project.runs:
        found = peer.of_run(run)
        result.lost += sum((wanted - found).values())
        result.twice += sum((found - wanted).values())
        if found != wanted:
            print(f"{run}: {dict(found)} instead of {dict(wanted)}", flush=True)
    if project.waits():
        print(f"in the spool still: {project.waits()}", flush=True)
        result.lost += 1


PARTS = {
    "network": Part(
        {
            f"network-{mood}": Row(f"monitor {title}", f"`chief run` of a script of {SCRIPT_SECONDS} s. {done}", CHECKED)
            for mood, (title, done) in MOODS.items()
        },
        network,
        alone=True,
        minutes=5,
    )
}
