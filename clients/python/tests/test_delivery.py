"""What a call does with servers of every kind."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from pathlib import Path
from typing import Callable

from gulag_chief.monitor_client import Monitor
from local_server import Answer, LocalServer, drips, reads_nothing, says, stays_silent, status

CLIENT = Path(__file__).resolve().parent.parent
# A call is promised to end in 0.4 s. The rest is for a busy machine; the servers here would take half a minute.
LIMIT_SECONDS = 2.0
LONG_ANSWER = b"HTTP/1.1 202 Accepted\r\nX-Padding: " + b"x" * 300 + b"\r\n\r\n"


class _Serving(unittest.TestCase):
    def serve(self, answer: Answer, reads: bool = True) -> LocalServer:
        server = LocalServer(answer, reads)
        self.addCleanup(server.close)
        return server

    def assert_quick(self, call: Callable[[], bool]) -> bool:
        before = time.monotonic()
        result = call()
        self.assertLess(time.monotonic() - before, LIMIT_SECONDS)
        return result

    def assert_refused(self, answer: Answer, reads: bool = True) -> None:
        self.assertIs(self.assert_quick(lambda: to(self.serve(answer, reads)).info("hello")), False)


class DeliveryTest(_Serving):
    def test_a_2xx_answer_is_true(self) -> None:
        for line in ("200 OK", "202 Accepted", "204 No Content", "299"):
            with self.subTest(line):
                self.assertIs(to(self.serve(status(line))).info("hello"), True)

    def test_any_other_answer_is_false(self) -> None:
        for line in ("100 Continue", "301 Moved", "400 Bad Request", "401 Unauthorized", "413 Too Large", "500 Error"):
            with self.subTest(line):
                self.assert_refused(status(line))

    def test_a_garbage_answer_is_false(self) -> None:
        for answer in (b"", b"\r\n", b"\x00\xff" * 40_000, b"HTTP/1.1", b"HTTP/1.1 2000 OK\r\n\r\n", b"202 Accepted\r\n"):
            with self.subTest(answer[:20]):
                self.assert_refused(says(answer))

    def test_a_redirect_is_not_followed(self) -> None:
        target = self.serve(status("202 Accepted"))
        moved = f"HTTP/1.1 307 Moved\r\nLocation: {target.endpoint}/v1/events\r\nContent-Length: 0\r\n\r\n"
        self.assert_refused(says(moved.encode("ascii")))
        self.assertEqual(target.connections, 0)

    def test_a_refused_connection_is_false(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
        self.assertIs(self.assert_quick(lambda: Monitor(at(f"http://127.0.0.1:{port}")).info("hello")), False)

    def test_a_server_that_never_answers_is_false_in_time(self) -> None:
        self.assert_refused(stays_silent)

    def test_a_server_that_never_reads_is_false_in_time(self) -> None:
        server = self.serve(reads_nothing, reads=False)
        metadata = {"text": "x" * 10_000_000, "lines": ["y" * 100] * 100_000}
        self.assertIs(self.assert_quick(lambda: to(server).info("hello", **metadata)), False)

    def test_a_server_that_never_shakes_hands_is_false_in_time(self) -> None:
        server = self.serve(drips(b"\x16\x03\x03\x40\x00" + b"\x00" * 300), reads=False)
        endpoint = server.endpoint.replace("http:", "https:")
        self.assertIs(self.assert_quick(lambda: Monitor(at(endpoint)).info("hello")), False)

    def test_a_name_that_is_looked_up_for_ever_is_false_in_time(self) -> None:
        found = threading.Event()
        look_up = socket.getaddrinfo

        def look_up_for_ever(*arguments: object, **options: object) -> object:
            if not options.get("flags"):
                found.wait(30)
            raise socket.gaierror("no such name")

        socket.getaddrinfo = look_up_for_ever  # type: ignore[assignment]
        self.addCleanup(setattr, socket, "getaddrinfo", look_up)
        self.addCleanup(found.set)
        self.assertIs(self.assert_quick(lambda: Monitor(at("http://monitor.example:7410")).info("hello")), False)

    def test_a_name_is_looked_up(self) -> None:
        server = self.serve(status("202 Accepted"))
        look_up = socket.getaddrinfo

        def know_one_name(host: str, *arguments: object, **options: object) -> object:
            if host == "monitor.example" and not options.get("flags"):
                host = "127.0.0.1"
            return look_up(host, *arguments, **options)  # type: ignore[arg-type]

        socket.getaddrinfo = know_one_name  # type: ignore[assignment]
        self.addCleanup(setattr, socket, "getaddrinfo", look_up)
        port = server.endpoint.rpartition(":")[2]
        self.assertIs(Monitor(at(f"http://monitor.example:{port}")).info("hello"), True)
        self.assertIn(f"Host: monitor.example:{port}", server.head())

    def test_localhost_is_the_loopback_address(self) -> None:
        server = self.serve(status("202 Accepted"))
        self.assertIs(Monitor(at(server.endpoint.replace("127.0.0.1", "localhost"))).info("hello"), True)

    def test_a_nonsense_endpoint_is_false(self) -> None:
        for endpoint in ("nonsense", "ftp://127.0.0.1", "http://", "http://:7410", "http://127.0.0.1:99999", "http://[::1"):
            with self.subTest(endpoint):
                self.assertIs(self.assert_quick(lambda: Monitor(at(endpoint)).info("hello")), False)

    def test_the_request_names_path_host_and_key(self) -> None:
        server = self.serve(status("202 Accepted"))
        environment = {**at(server.endpoint + "/monitor/"), "CHIEF_MONITOR_API_KEY": "secret"}
        self.assertIs(Monitor(environment).info("hello"), True)
        self.assertEqual(server.head()[0], "POST /monitor/v1/events HTTP/1.1")
        self.assertIn("Host: " + server.endpoint[7:], server.head())
        self.assertIn("Content-Type: application/json", server.head())
        self.assertIn("x-api-key: secret", server.head())

    def test_an_empty_key_is_not_sent(self) -> None:
        server = self.serve(status("202 Accepted"))
        self.assertIs(Monitor({**at(server.endpoint), "CHIEF_MONITOR_API_KEY": ""}).info("hello"), True)
        self.assertNotIn("x-api-key", "\n".join(server.head()))

    def test_a_key_cannot_add_headers(self) -> None:
        server = self.serve(status("202 Accepted"))
        self.assertIs(Monitor({**at(server.endpoint), "CHIEF_MONITOR_API_KEY": "a\r\nX-Other: b"}).info("hello"), False)
        self.assertEqual(server.connections, 0)

    def test_proxies_of_the_environment_are_not_used(self) -> None:
        server, proxy = self.serve(status("202 Accepted")), self.serve(status("202 Accepted"))
        variables = {name: proxy.endpoint for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy")}
        ended = run("monitor.info('hello')", {**at(server.endpoint), **variables})
        self.assertEqual((ended.returncode, len(server.requests), proxy.connections), (0, 1, 0))

    def test_a_script_with_default_sigpipe_survives_a_server_that_hangs_up(self) -> None:
        server = self.serve(says(b""), reads=False)
        ended = run(
            "import signal; signal.signal(signal.SIGPIPE, signal.SIG_DFL)\n"
            "for _ in range(20): monitor.info('hello', text='x' * 190_000)",
            at(server.endpoint),
        )
        self.assertEqual((ended.returncode, ended.stdout, ended.stderr), (0, b"", b""))

    def test_a_call_prints_nothing(self) -> None:
        calls = "\n".join(
            f"import os; os.environ['CHIEF_MONITOR_ENDPOINT'] = {endpoint!r}; monitor.critical('hello', o=object())"
            for endpoint in (self.serve(says(b"garbage")).endpoint, "http://127.0.0.1:1", "nonsense", "")
        )
        ended = run(calls, {})
        self.assertEqual((ended.returncode, ended.stdout, ended.stderr), (0, b"", b""))

    def test_the_environment_is_read_at_each_call(self) -> None:
        server = self.serve(status("202 Accepted"))
        ended = run(
            "import os; first = monitor.info('hello')\n"
            f"os.environ['CHIEF_MONITOR_ENDPOINT'] = {server.endpoint!r}\n"
            "print(first, monitor.info('hello'))",
            {},
        )
        self.assertEqual(ended.stdout.split(), [b"False", b"True"])

    def test_threads_share_the_helper(self) -> None:
        server = self.serve(status("202 Accepted"))
        threads = [threading.Thread(target=to(server).info, args=(f"message {n}",)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(len(set(server.requests)), 8)

    @unittest.skipUnless(shutil.which("openssl"), "openssl is not installed: no certificate for a local https server")
    def test_https_needs_a_certificate_that_is_trusted(self) -> None:
        with tempfile.TemporaryDirectory() as directory:
            certificate = make_certificate(Path(directory))
            server = self.serve(speaks_tls(certificate), reads=False)
            environment = at(server.endpoint.replace("http:", "https:"))
            self.assertIs(Monitor(environment).info("hello"), False)
            trusting = {**environment, "SSL_CERT_FILE": str(certificate)}
            self.assertEqual(run("print(monitor.info('hello'))", trusting).stdout.split(), [b"True"])


class Defect25Test(_Serving):
    """Telemetry does block: the time limit was one for each byte, not for the call."""

    def test_defect_25_a_server_that_drips_its_answer_does_not_hold_the_worker(self) -> None:
        self.assert_refused(drips(LONG_ANSWER))

    def test_defect_25_a_server_that_drips_after_the_status_does_not_hold_the_worker(self) -> None:
        def answer(server: LocalServer, connection: socket.socket) -> None:
            connection.sendall(b"HTTP/1.1 202 Accepted\r\n")
            drips(LONG_ANSWER)(server, connection)

        server = self.serve(answer)
        self.assertIs(self.assert_quick(lambda: to(server).info("hello")), True)


def at(endpoint: str) -> dict[str, str]:
    return {"CHIEF_MONITOR_ENDPOINT": endpoint}


def to(server: LocalServer) -> Monitor:
    return Monitor(at(server.endpoint))


def run(script: str, environment: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
    """Runs a script that has `monitor`, in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CHIEF_")}
    return subprocess.run(
        [sys.executable, "-c", "from gulag_chief.monitor_client import monitor\n" + script],
        env={**kept, "PYTHONPATH": str(CLIENT), **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )


def make_certificate(directory: Path) -> Path:
    """A file with a new certificate for 127.0.0.1 and its key."""
    certificate, key = directory / "certificate.pem", directory / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
        + ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
        check=True,
        capture_output=True,
    )
    certificate.write_bytes(certificate.read_bytes() + key.read_bytes())
    return certificate


def speaks_tls(certificate: Path) -> Answer:
    import ssl

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    def answer(server: LocalServer, connection: socket.socket) -> None:
        with context.wrap_socket(connection, server_side=True) as secured:
            secured.recv(65536)
            secured.sendall(b"HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n")

    return answer


if __name__ == "__main__":
    unittest.main()
