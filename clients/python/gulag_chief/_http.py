"""One HTTP POST that ends by a deadline, whatever the server does.

The HTTP client of the standard library limits each wait for a byte, not the exchange, so that a server can keep it
waiting for ever by sending a byte now and then. It also asks proxies that the environment names.
"""

from __future__ import annotations

import re
import socket
import threading
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    import ssl

_DEFAULT_PORTS = {"http": 80, "https": 443}
_GOOD_STATUS = re.compile(rb"HTTP/1\.[01] 2[0-9][0-9](?![0-9])")
_STATUS_LINE_BYTES = 1024
# Closing a connection with unread bytes resets it, which some servers log as an error: read on for a moment.
_REST_SECONDS = 0.05

_tls_context: ssl.SSLContext | None = None


def post(url: str, body: bytes, api_key: str, deadline: float) -> bool:
    """Whether the server has answered 2xx before the deadline, an instant of time.monotonic(). Raises on failures."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    port = parts.port or _DEFAULT_PORTS[parts.scheme]
    request = _head(parts.netloc, parts.path, len(body), api_key) + body
    connection = _connect(host, port, deadline)
    try:
        if parts.scheme == "https":
            connection = _secure(connection, host, deadline)
        _send(connection, request, deadline)
        good = _GOOD_STATUS.match(_status_line(connection, deadline)) is not None
        _read_rest(connection, min(deadline, time.monotonic() + _REST_SECONDS))
        return good
    finally:
        connection.close()


def _head(netloc: str, path: str, length: int, api_key: str) -> bytes:
    lines = [
        "POST " + quote(path, safe="/%:@!$&'()*+,;=~") + " HTTP/1.1",
        "Host: " + netloc.rpartition("@")[2],
        "User-Agent: chief-client-python",
        "Content-Type: application/json",
        "Content-Length: " + str(length),
        "Connection: close",
    ]
    if api_key:
        lines.append("x-api-key: " + api_key)
    if any(not character.isprintable() for line in lines for character in line):
        raise ValueError("a header cannot hold control characters")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def _left(deadline: float) -> float:
    seconds = deadline - time.monotonic()
    if seconds <= 0:
        raise socket.timeout("the time for this call is used up")
    return seconds


def _connect(host: str, port: int, deadline: float) -> socket.socket:
    addresses = _addresses(host, port, deadline)
    for index, (family, kind, protocol, _, address) in enumerate(addresses):
        connection = socket.socket(family, kind, protocol)
        try:
            connection.settimeout(_left(deadline) / (len(addresses) - index))
            connection.connect(address)
            return connection
        except OSError:
            connection.close()
    raise OSError("no address of the endpoint accepts connections")


def _addresses(host: str, port: int, deadline: float) -> list[tuple[Any, ...]]:
    known = ("127.0.0.1", "::1") if host == "localhost" else (host,)
    try:
        return [
            found
            for name in known
            for found in socket.getaddrinfo(name, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        ]
    except socket.gaierror:
        return _looked_up(host, port, deadline)


def _looked_up(host: str, port: int, deadline: float) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []

    def look_up() -> None:
        try:
            found.extend(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except Exception:
            pass  # found stays empty

    # A look-up has no time limit of its own, so a thread does it that can be left behind.
    thread = threading.Thread(target=look_up, name="chief-monitor-lookup", daemon=True)
    thread.start()
    thread.join(_left(deadline))
    return list(found)


def _secure(connection: socket.socket, host: str, deadline: float) -> ssl.SSLSocket:
    import ssl  # here, because it is slow to load and most endpoints do not need it

    global _tls_context
    if _tls_context is None:
        _tls_context = ssl.create_default_context()
    secured = _tls_context.wrap_socket(connection, server_hostname=host, do_handshake_on_connect=False)
    try:
        secured.settimeout(_left(deadline))
        secured.do_handshake()
        return secured
    except BaseException:
        secured.close()
        raise


def _send(connection: socket.socket, data: bytes, deadline: float) -> None:
    # Scripts may have set SIGPIPE back to its default; a server that hangs up must not end them. (TLS takes no flags.)
    flags = getattr(socket, "MSG_NOSIGNAL", 0) if type(connection) is socket.socket else 0
    rest = memoryview(data)
    while rest:
        connection.settimeout(_left(deadline))
        rest = rest[connection.send(rest, flags) :]


def _status_line(connection: socket.socket, deadline: float) -> bytes:
    received = b""
    while b"\n" not in received and len(received) < _STATUS_LINE_BYTES:
        connection.settimeout(_left(deadline))
        chunk = connection.recv(_STATUS_LINE_BYTES)
        if not chunk:
            break
        received += chunk
    return received


def _read_rest(connection: socket.socket, deadline: float) -> None:
    try:
        while True:
            connection.settimeout(_left(deadline))
            if not connection.recv(65536):
                return
    except OSError:
        pass  # the answer is known
