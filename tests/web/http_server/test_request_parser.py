"""Requests that are malformed, too large, or understood differently by different servers."""

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n", 200),
        (b"GET /healthz HTTP/1.0\r\n\r\n", 400),
        (b"\r\n\r\nGET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 200),
        (b"GET /healthz\r\n\r\n", 400),
        (b"GET /healthz HTTP/1.1\r\n\r\n", 400),
        (b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", 400),
        (b"GET /healthz HTTP/2.0\r\nHost: localhost\r\n\r\n", 400),
        (b"GET /healthz HTTP/9\r\nHost: localhost\r\n\r\n", 400),
        (b"get /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"GET /healthz HTTP/1.1\r\nHost : localhost\r\n\r\n", 400),
        (b"GET /healthz HTTP/1.1\r\nHost: local\nhost\r\n\r\n", 400),
        (b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: \0\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400),
        (b"POST /login HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
        (b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 431),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: y\r\n" * 101 + b"\r\n", 431),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"y" * 200_000, 431),
        (b"POST /login HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nfive\r\n", 400),
        (b"POST /login HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nxyz\r\n", 400),
        (b"GET /%ff%fe%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 404),
        (b"GET //healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 200),
        (b"GET http://[ HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
    ],
)
def test_a_request_has_its_status(
    serve_app: Callable[..., Any], connect: Callable[..., Any], sent: bytes, status: int
) -> None:
    """Whatever is sent, the answer has a status and the connection ends."""
    client = connect(serve_app(linger_seconds=0), sent)
    assert client.status() == status


def test_pipelined_requests_are_answered_in_order(
    serve_app: Callable[..., Any], connect: Callable[..., Any], wait_until: Callable[..., None]
) -> None:
    """A client may send many requests at once; a malformed one among them ends the connection after its answer."""
    running = serve_app(linger_seconds=0)
    kept = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
    client = connect(running, kept * 50 + b"nonsense\r\n\r\n" + kept * 50)
    received = client.answer()
    assert received.count(b"HTTP/1.1 200") == 50
    assert received.count(b"HTTP/1.0 400") == 1
    assert received.index(b"HTTP/1.0 400") > received.rindex(b"HTTP/1.1 200")
    wait_until(lambda: not len(running.server.connections))
