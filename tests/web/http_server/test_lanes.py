"""Overload: costly requests are limited, what exceeds is refused at once, and everything else goes on."""

import selectors
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from flask import Flask

from axtar.library import Library
from axtar.model import Request
from axtar.web.http_server import lanes
from axtar.web.http_server.endpoints import ENDPOINTS
from axtar.web.http_server.lanes import GENERAL, LANES, LaneLimits

Serve = Callable[..., Any]
Connect = Callable[..., Any]


def get(path: str, *headers: str) -> bytes:
    """Return a request that ends the connection."""
    return "\r\n".join([f"GET {path} HTTP/1.1", "Host: localhost", "Connection: close", *headers, "", ""]).encode()


class SlowSearch:
    """Searches that take until they are released."""

    def __init__(self, library: Library) -> None:
        self.begun: list[Request] = []
        self.released = threading.Event()
        self._search = library.search

    def __call__(self, request: Request, *arguments: object) -> object:
        """Search when it is released."""
        self.begun.append(request)
        assert self.released.wait(60)
        return self._search(request, *arguments)


@pytest.fixture
def slow_search(library: Library, monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowSearch]:
    """The library's searches, slow."""
    slow = SlowSearch(library)
    monkeypatch.setattr(library, "search", slow)
    yield slow
    slow.released.set()


@pytest.fixture
def small_lanes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lane for searches with one thread and two places, in which nothing waits too long."""
    small = {**LANES, "search": LaneLimits(threads=1, places=2, wait=60.0)}
    monkeypatch.setattr(lanes.Lanes.__init__, "__defaults__", (small,))


def test_every_lane_has_a_use_and_every_costly_endpoint_exists(app: Flask) -> None:
    """No row of the tables is left over."""
    assert set(ENDPOINTS) <= set(app.view_functions)
    assert {GENERAL, *ENDPOINTS.values()} == set(LANES)


@pytest.mark.usefixtures("small_lanes")
@pytest.mark.parametrize(
    ("path", "headers", "part"),
    [
        ("/?q=carpet", (), b"The server is busy."),
        ("/?q=carpet", ("Accept-Language: xx, en;q=0.5",), b'lang="en"'),
        ("/api/search?q=carpet", (), b'"status":503'),
        ("/api/suggest?q=carpet", (), b"application/json"),
    ],
)
def test_what_finds_no_place_is_refused_at_once(  # noqa: PLR0917 - fixtures
    serve_app: Serve,
    connect: Connect,
    slow_search: SlowSearch,
    wait_until: Callable[..., None],
    path: str,
    headers: tuple[str, ...],
    part: bytes,
) -> None:
    """It is told when to try again, in its language and form, while others wait for their turn."""
    running = serve_app()
    accepted = [connect(running, get("/?q=carpet"))]
    wait_until(lambda: slow_search.begun)
    accepted += [connect(running, get("/?q=carpet")) for _ in range(2)]
    refused = connect(running, get(path, *headers)).answer()
    assert refused.startswith(b"HTTP/1.1 503 ")
    assert b"Retry-After: 5\r\n" in refused
    assert b"Content-Security-Policy: " in refused
    assert part in refused
    assert len(slow_search.begun) == 1
    slow_search.released.set()
    assert [client.status() for client in accepted] == [200, 200, 200]


def test_cheap_pages_go_on_while_costly_work_is_full(
    serve_app: Serve, connect: Connect, slow_search: SlowSearch, wait_until: Callable[..., None]
) -> None:
    """The start page, static files, lists and the login are answered; what waits longer than a second is refused."""
    running = serve_app()
    searching = [connect(running, get("/?q=carpet")) for _ in range(40)]
    wait_until(lambda: len(slow_search.begun) == LANES["search"].threads)
    for path in ("/", "/static/axtar.css", "/d", "/login", "/healthz", "/upload", "/nosuch"):
        assert connect(running, get(path)).status() < 500
    refused = [client.status() for client in searching[LANES["search"].threads :]]
    assert set(refused) == {503}
    slow_search.released.set()
    assert [client.status() for client in searching[: LANES["search"].threads]] == [200, 200]
    assert connect(running, get("/?q=carpet")).status() == 200


@pytest.mark.usefixtures("small_lanes")
def test_work_whose_client_has_gone_is_not_begun(
    serve_app: Serve, connect: Connect, slow_search: SlowSearch, wait_until: Callable[..., None]
) -> None:
    """It also leaves its place to others."""
    running = serve_app()
    first = connect(running, get("/?q=first"))
    wait_until(lambda: slow_search.begun)
    gone = [connect(running, get("/?q=gone")) for _ in range(2)]
    wait_until(lambda: connect(running, get("/?q=none")).status() == 503)
    for client in gone:
        client.socket.close()
    wait_until(lambda: len(running.server.connections) == 1)
    second = connect(running, get("/?q=second"))
    slow_search.released.set()
    assert (first.status(), second.status()) == (200, 200)
    assert [request.text for request in slow_search.begun] == ["first", "second"]


def answered(clients: Sequence[Any]) -> list[Any]:
    """List the clients to which the server has sent something."""
    with selectors.DefaultSelector() as selector:
        for client in clients:
            selector.register(client.socket, selectors.EVENT_READ, client)
        return [key.data for key, _ in selector.select(0)]


def test_all_is_as_before_after_an_overload(
    serve_app: Serve, connect: Connect, slow_search: SlowSearch, wait_until: Callable[..., None]
) -> None:
    """Hundreds of refused requests leave no thread, connection or place occupied."""
    running = serve_app(per_address=1000)
    threads = threading.active_count()
    clients = [connect(running, get("/?q=carpet")) for _ in range(200)]
    wait_until(lambda: len(answered(clients)) >= 200 - 18 - 2)
    assert {client.status() for client in answered(clients)} == {503}
    slow_search.released.set()
    wait_until(lambda: not len(running.server.connections))
    assert threading.active_count() == threads
    assert connect(running, get("/?q=carpet")).status() == 200


def test_an_error_in_the_application_is_answered(
    app: Flask, serve_app: Serve, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even one that Flask does not catch."""

    def broken(*_arguments: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(app, "wsgi_app", broken)
    running = serve_app()
    assert connect(running, get("/")).status() == 500


def test_the_server_ends_while_it_is_busy(
    serve_app: Serve, connect: Connect, slow_search: SlowSearch, wait_until: Callable[..., None]
) -> None:
    """Neither requests that are being answered, nor those that wait, nor open connections keep it."""
    running = serve_app()
    clients = [connect(running, get("/?q=carpet")) for _ in range(10)] + [connect(running) for _ in range(10)]
    wait_until(lambda: slow_search.begun)
    running.end()
    assert [client.status() for client in clients] == [0] * 20
