"""Bodies are refused by the headers of their requests, before they are read."""

import shutil
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from flask.testing import FlaskClient

from axtar.accounts.sessions import Sessions
from axtar.errors import LibraryError

Serve = Callable[..., Any]
Connect = Callable[..., Any]
CHUNK = b"8000\r\n" + b"x" * 0x8000 + b"\r\n"


def head(path: str, *headers: str, method: str = "POST") -> bytes:
    """Return the headers of a request."""
    return "\r\n".join([f"{method} {path} HTTP/1.1", "Host: localhost", *headers, "", ""]).encode()


@pytest.fixture
def cookie(librarian: FlaskClient) -> str:
    """The header with the session of a librarian."""
    session = librarian.get_cookie("axtar")
    assert session
    return f"Cookie: axtar={session.value}"


class Body(NamedTuple):
    """A body, by the headers that announce it, and the status of the answer."""

    path: str
    headers: tuple[str, ...]
    status: int
    method: str = "POST"


@pytest.mark.parametrize(
    "body",
    [
        Body("/upload", ("Content-Length: 400000000",), 403),
        Body("/upload", ("Content-Length: 400000000", "Expect: 100-continue"), 403),
        Body("/upload", ("Content-Length: 99999999999999999999",), 413),
        Body("/upload", ("Content-Length: 400000000", "Cookie: axtar=forged.forged.forged"), 403),
        Body("/login", ("Content-Length: 100000",), 403),
        Body("/nosuch", ("Content-Length: 400000000",), 403),
        Body("/", ("Content-Length: 400000000",), 403, "GET"),
        Body("/api/search", ("Content-Length: 400000000",), 403, "PUT"),
        Body("/upload", ("Content-Length: -5",), 400),
        Body("/upload", ("Content-Length: 5x",), 400),
        Body("/upload", ("Content-Length: 5", "Content-Length: 6"), 400),
        Body("/upload", ("Content-Length: 5", "Transfer-Encoding: chunked"), 400),
        Body("/upload", ("Transfer-Encoding: gzip, chunked",), 501),
    ],
)
def test_a_body_is_refused_before_it_is_read(serve_app: Serve, connect: Connect, body: Body) -> None:
    """A reader may send a short form only; nothing of the body has to arrive before the answer."""
    client = connect(serve_app(linger_seconds=0), head(body.path, *body.headers, method=body.method))
    received = client.answer()
    assert received.startswith(f"HTTP/1.1 {body.status} ".encode())
    assert b"100 Continue" not in received
    assert b"X-Content-Type-Options: nosniff" in received


def test_a_librarian_may_send_what_the_settings_allow(serve_app: Serve, connect: Connect, cookie: str) -> None:
    """An upload has the limit of the settings, any other form a smaller one."""
    running = serve_app(linger_seconds=0, form_body=200_000)
    statuses = {
        (path, size): connect(running, head(path, f"Content-Length: {size}", cookie)).status()
        for path, size in [("/upload", 2 << 20), ("/d/nosuch/edit", 300_000), ("/login", 300_000)]
    }
    assert set(statuses.values()) == {413}
    accepted = connect(running, head("/upload", f"Content-Length: {1 << 20}", "Expect: 100-continue", cookie))
    assert accepted.socket.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
    accepted.send(b"x" * (1 << 20))
    assert accepted.socket.recv(100).startswith(b"HTTP/1.1 400 ")  # it has no token of a form


def test_a_short_body_is_accepted_from_everybody(serve_app: Serve, connect: Connect) -> None:
    """The login form is one; it is answered by the application."""
    for length in ("Content-Length: 10", "Transfer-Encoding: chunked"):
        client = connect(serve_app(), head("/login", length, "Connection: close"))
        client.send(b"a\r\npassword=x\r\n0\r\n\r\n" if "chunked" in length else b"password=x")
        assert client.status() == 400  # it has no token of a form


def test_a_body_without_a_length_ends_early(serve_app: Serve, connect: Connect, cookie: str) -> None:
    """A body of unknown length is cut off at the limit for readers, for librarians too."""
    client = connect(serve_app(linger_seconds=0), head("/upload", "Transfer-Encoding: chunked", cookie))
    for _ in range(100):
        client.send(CHUNK)
    assert client.status() in {411, 0}  # 0: the answer was lost, since the client went on sending


def test_an_expectation_without_a_body_is_ignored(serve_app: Serve, connect: Connect) -> None:
    """Waitress waits for ever for a body that was not announced."""
    client = connect(serve_app(), head("/healthz", "Expect: 100-continue", "Connection: close", method="GET"))
    assert client.status() == 200


def test_the_answer_reaches_a_client_that_goes_on_sending(serve_app: Serve, connect: Connect) -> None:
    """What it sends is discarded for a while: a reset connection would show no reason."""
    client = connect(serve_app(), head("/upload", "Content-Length: 50000000"))
    for _ in range(500):
        client.send(b"x" * 100_000)
    assert b"Log in before you send files" in client.answer()


def test_the_rest_of_a_refused_body_is_no_request(serve_app: Serve, connect: Connect) -> None:
    """A body that looks like a request is not answered as one."""
    client = connect(serve_app(linger_seconds=0), head("/upload", "Content-Length: 400000000") + head("/healthz"))
    assert client.answer().count(b"HTTP/1.1") == 1


@pytest.mark.parametrize("sent", [b"", b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"])
def test_a_slow_body_is_refused(serve_app: Serve, connect: Connect, sent: bytes) -> None:
    """A body has a minimal rate, after other requests of its connection too."""
    client = connect(serve_app(body_grace=0.2, linger_seconds=0), sent + head("/login", "Content-Length: 900"))
    assert b"HTTP/1.1 408 " in client.answer()


def test_uploads_at_once_are_limited(serve_app: Serve, connect: Connect, cookie: str) -> None:
    """Those that are refused are told when to try again; an upload whose client has gone makes room."""
    running = serve_app(uploads=2, linger_seconds=0)
    upload = head("/upload", "Content-Length: 1000000", "Expect: 100-continue", cookie)
    accepted = [connect(running, upload) for _ in range(2)]
    for client in accepted:
        assert client.socket.recv(100).startswith(b"HTTP/1.1 100 ")
    assert b"Retry-After: " in connect(running, upload).answer()
    accepted[0].socket.close()
    again = connect(running, upload)
    assert again.socket.recv(100).startswith(b"HTTP/1.1 100 ")


def test_an_upload_leaves_room_on_the_disk(
    serve_app: Serve, connect: Connect, cookie: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An upload that would fill the disk of temporary files is refused."""
    full = shutil.disk_usage("/")._replace(free=65 << 20)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: full)
    client = connect(serve_app(linger_seconds=0), head("/upload", "Content-Length: 1000000", cookie))
    assert client.status() == 503


def test_a_catalogue_that_cannot_be_read_does_not_end_the_server(
    serve_app: Serve, connect: Connect, cookie: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever sends a long body meanwhile is told to try again."""

    def unreadable(_sessions: Sessions, _token: str) -> None:
        raise LibraryError("The catalogue is damaged.")

    running = serve_app(linger_seconds=0)
    monkeypatch.setattr(Sessions, "is_known", unreadable)
    assert connect(running, head("/upload", "Content-Length: 1000000", cookie)).status() == 503
    assert connect(running, head("/healthz", "Connection: close", method="GET")).status() == 200
