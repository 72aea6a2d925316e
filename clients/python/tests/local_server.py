"""A real server on a local port, for tests: what it answers is up to the test."""

from __future__ import annotations

import json
import socket
import threading
from typing import Any, Callable

Answer = Callable[["LocalServer", socket.socket], None]

_PATIENCE_SECONDS = 30


class LocalServer:
    """Reads one request per connection, keeps it, and lets `answer` do the rest."""

    def __init__(self, answer: Answer, reads: bool = True) -> None:
        self.closing = threading.Event()
        self.requests: list[bytes] = []
        self.connections = 0
        self._answer = answer
        self._reads = reads
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.endpoint = "http://127.0.0.1:%d" % self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self.closing.set()
        with socket.create_connection(self._listener.getsockname()):
            pass  # wakes accept
        self._thread.join(_PATIENCE_SECONDS)
        self._listener.close()

    def head(self) -> list[str]:
        """The request line and the headers of the only request."""
        return self._only_request().partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")

    def event(self) -> dict[str, Any]:
        """The event in the only request."""
        event = json.loads(self._only_request().partition(b"\r\n\r\n")[2].decode("utf-8"))
        assert isinstance(event, dict)
        return event

    def _only_request(self) -> bytes:
        assert len(self.requests) == 1, f"{len(self.requests)} requests"
        return self.requests[0]

    def _serve(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            with connection:
                if self.closing.is_set():
                    return
                self.connections += 1
                connection.settimeout(_PATIENCE_SECONDS)
                try:
                    if self._reads:
                        self.requests.append(_read_request(connection))
                    self._answer(self, connection)
                except OSError:
                    pass  # the client has hung up


def _read_request(connection: socket.socket) -> bytes:
    received = b""
    while b"\r\n\r\n" not in received:
        received += _read(connection)
    head, _, body = received.partition(b"\r\n\r\n")
    length = next(int(line[15:]) for line in head.split(b"\r\n") if line.startswith(b"Content-Length:"))
    while len(body) < length:
        body += _read(connection)
    return head + b"\r\n\r\n" + body


def _read(connection: socket.socket) -> bytes:
    chunk = connection.recv(65536)
    if not chunk:
        raise ConnectionError("the client has hung up")
    return chunk


def says(answer: bytes) -> Answer:
    """Sends an answer and closes."""
    return lambda server, connection: connection.sendall(answer)


def status(line: str) -> Answer:
    body = b'{"inserted":1,"dropped":0}'
    head = f"HTTP/1.1 {line}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return says(head.encode("ascii") + body)


def drips(answer: bytes) -> Answer:
    """Sends an answer byte by byte, each after a tenth of a second, until the client hangs up."""

    def answer_slowly(server: LocalServer, connection: socket.socket) -> None:
        for index in range(len(answer)):
            if server.closing.wait(0.1):
                return
            connection.sendall(answer[index : index + 1])

    return answer_slowly


def stays_silent(server: LocalServer, connection: socket.socket) -> None:
    """Answers nothing until the client hangs up."""
    try:
        while connection.recv(65536):
            pass
    except OSError:
        pass


def reads_nothing(server: LocalServer, connection: socket.socket) -> None:
    """Leaves the connection open until the test ends."""
    server.closing.wait(_PATIENCE_SECONDS)
