"""Servers with small limits, and clients that send what no browser sends."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass

import pytest
from flask import Flask

from axtar.web.http_server import HttpServer, ServerLimits

HANG_SECONDS = 60.0
"""A timeout that only a server reaches which does not answer at all."""

HEALTH = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


@dataclass(frozen=True)
class Client:
    """A connection to a server."""

    socket: socket.socket

    def send(self, data: bytes) -> None:
        """Send data, unless the server has closed the connection."""
        with suppress(ConnectionError):
            self.socket.sendall(data)

    def answer(self) -> bytes:
        """Return all that the server sends until it closes the connection."""
        received = b""
        with suppress(ConnectionError):
            while data := self.socket.recv(1 << 16):
                received += data
        return received

    def receive_health(self) -> None:
        """Receive an answer of the health check on a connection that stays open."""
        received = b""
        while b"documents" not in received:
            received += self.socket.recv(1000)

    def status(self) -> int:
        """Return the status of the server's answer, 0 if it closes the connection without any."""
        received = self.answer()
        return int(received.split(b" ", 2)[1]) if received else 0


@dataclass(frozen=True)
class Running:
    """A server in a thread of its own."""

    server: HttpServer
    thread: threading.Thread

    def end(self) -> None:
        """Stop the server, and wait until it has closed everything."""
        if self.thread.is_alive():
            self.server.stop()
            self.thread.join(HANG_SECONDS)
        assert not self.thread.is_alive()


@pytest.fixture
def serve_app(app: Flask) -> Iterator[Callable[..., Running]]:
    """Start a server with certain limits: `serve_app(per_address=3)`."""
    with ExitStack() as stack:

        def serve(**limits: float) -> Running:
            server = HttpServer(app, "127.0.0.1", 0, ServerLimits(**limits))  # type: ignore[arg-type]  # tests give each its type
            running = Running(server, threading.Thread(target=server.run))
            running.thread.start()
            stack.callback(running.end)
            return running

        yield serve


@pytest.fixture
def connect() -> Iterator[Callable[..., Client]]:
    """Open connections to a server, and send their first bytes: `connect(server, b"GET / ")`."""
    with ExitStack() as stack:

        def open_connection(running: Running, data: bytes = b"") -> Client:
            connection = socket.create_connection(("127.0.0.1", running.server.port), HANG_SECONDS)
            stack.callback(connection.close)
            client = Client(connection)
            client.send(data)
            return client

        yield open_connection


@pytest.fixture
def is_healthy(connect: Callable[..., Client]) -> Callable[[Running], bool]:
    """Whether a server answers a new client."""
    return lambda running: connect(running, HEALTH).status() == 200


@pytest.fixture
def wait_until() -> Callable[[Callable[[], object]], None]:
    """Wait until a condition holds; the timeout only ends a wait without hope."""

    def wait(condition: Callable[[], object]) -> None:
        end = time.monotonic() + HANG_SECONDS
        while not condition():
            assert time.monotonic() < end, "timed out"
            time.sleep(0.02)

    return wait
