"""Connections that wait for their client must not keep others out."""

import gc
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from waitress.channel import HTTPChannel

from axtar.library import Library
from axtar.web.http_server import ServerLimits
from axtar.web.http_server.channel import IDLE, Channel
from axtar.web.http_server.connections import Connections

Serve = Callable[..., Any]
Connect = Callable[..., Any]
KEPT = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"GET /healthz HT",
        b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
        b"\r\n\r\n",
        b"POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\npassword=",
        KEPT,
    ],
)
def test_connections_that_wait_do_not_keep_others_out(
    serve_app: Serve, connect: Connect, is_healthy: Callable[[Any], bool], begun: bytes
) -> None:
    """The defaults stand 130 clients of one address that are silent, half ready or idle."""
    running = serve_app()
    clients = [connect(running, begun) for _ in range(130)]
    assert is_healthy(running)
    assert len(running.server.connections) <= running.server.limits.per_address
    del clients


class BusyChannel:
    """A connection of 10.0.0.2 that cannot be spared."""

    addr = ("10.0.0.2", 1)

    def eviction_rank(self, _now: float) -> None:
        """Return no rank."""


@pytest.mark.parametrize(("proxies", "is_room"), [((), False), (("10.0.0.3",), False), (("10.0.0.0/24",), True)])
def test_a_trusted_proxy_has_the_connections_of_many_clients(proxies: tuple[str, ...], is_room: bool) -> None:
    """The limit of one address would be that of all readers behind it; the limit of all holds."""
    connections = Connections(ServerLimits(connections=3, per_address=1), proxies)
    for _ in range(2):
        connections.add(BusyChannel())  # type: ignore[arg-type]  # as much of a channel as is asked
    assert connections.make_room("10.0.0.2") is is_room
    connections.add(BusyChannel())  # type: ignore[arg-type]  # as above
    assert not connections.make_room("10.0.0.2")


@pytest.mark.parametrize("dripped", [b"", b"X", b"\r\n", b"GET / HTTP/1.1\r\nX: "])
def test_headers_have_an_absolute_time(serve_app: Serve, connect: Connect, dripped: bytes) -> None:
    """A client that sends a little again and again gets no more time."""
    running = serve_app(header_seconds=0.5, idle_seconds=60)
    client = connect(running)
    client.socket.settimeout(0.05)
    for _ in range(1000):
        client.send(dripped)
        try:
            assert client.socket.recv(1) == b""
        except TimeoutError:
            continue
        except ConnectionError:
            break
        break
    else:
        pytest.fail("the connection was kept")


def test_a_later_request_has_its_own_time(serve_app: Serve, connect: Connect) -> None:
    """A connection is kept after an answer, but not for a request that never ends, nor without one."""
    running = serve_app(header_seconds=0.5, idle_seconds=60)
    client = connect(running, KEPT)
    client.receive_health()
    client.send(b"GET /")
    assert client.answer() == b""
    running = serve_app(idle_seconds=0.3)
    client = connect(running, KEPT)
    assert client.answer().startswith(b"HTTP/1.1 200")


def test_idle_connections_make_room_first(serve_app: Serve, connect: Connect, wait_until: Callable[..., None]) -> None:
    """The longest idle is closed, then one that has sent no request, and none whose request is being answered."""
    running = serve_app(per_address=2, header_seconds=600, idle_seconds=600)

    def one_is_idle() -> bool:
        ranks: list[Any] = [channel.eviction_rank(0.0) for channel in running.server.connections]
        return [rank[0] for rank in ranks if rank].count(IDLE) == 1

    idle = connect(running, KEPT)
    idle.receive_health()
    silent = connect(running)
    wait_until(one_is_idle)
    third = connect(running, KEPT)
    third.receive_health()
    assert idle.answer() == b""
    wait_until(one_is_idle)
    fourth = connect(running, KEPT)
    fourth.receive_health()
    assert third.answer() == b""
    silent.send(KEPT)
    assert silent.socket.recv(1000)


def test_a_connection_is_idle_at_once_after_its_answer(
    serve_app: Serve, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is no moment at which it ranks as one that has sent no request, which would be spared before others."""
    ranks = []
    service = HTTPChannel.service

    def observed(channel: Channel) -> None:
        service(channel)
        ranks.append(channel.eviction_rank(time.time()))

    monkeypatch.setattr(HTTPChannel, "service", observed)
    running = serve_app()
    for _ in range(3):
        connect(running, KEPT).receive_health()
    running.end()
    assert len(ranks) == 3
    assert {rank and rank[0] for rank in ranks} <= {IDLE, None}


def test_all_connections_have_a_limit(serve_app: Serve, connect: Connect, is_healthy: Callable[[Any], bool]) -> None:
    """The limit for all holds for addresses that are below theirs."""
    running = serve_app(connections=5, per_address=9)
    clients = [connect(running) for _ in range(20)]
    assert is_healthy(running)
    assert len(running.server.connections) <= 5
    del clients


def test_more_than_1024_files_are_possible(serve_app: Serve) -> None:
    """The loop uses poll: a descriptor above 1,023 does not end the server."""
    running = serve_app()
    spare = [socket.socket() for _ in range(1030)]
    try:
        client = socket.create_connection(("127.0.0.1", running.server.port), 60)
        client.sendall(KEPT)
        assert client.recv(1000).startswith(b"HTTP/1.1 200")
        assert max(running.server.sockets) > 1023
        client.close()
    finally:
        for unused in spare:
            unused.close()


@dataclass(frozen=True)
class Download:
    """A request for a file that is larger than the buffers of the system."""

    request: bytes
    path: Path


@pytest.fixture
def download(library: Library, ids: dict[str, str]) -> Download:
    """An original of 64 MB."""
    path = library.find_original(ids["agri-dagi.pdf"])
    assert path
    with path.open("ab") as file:
        file.write(b"%" * (64 << 20))
    return Download(f"GET /d/{ids['agri-dagi.pdf']}/file HTTP/1.1\r\nHost: localhost\r\n\r\n".encode(), path)


@pytest.mark.parametrize("part", [b"", b"Range: bytes=1-60000000\r\n"])
def test_slow_readers_occupy_no_thread(
    serve_app: Serve, connect: Connect, is_healthy: Callable[[Any], bool], download: Download, part: bytes
) -> None:
    """Clients that request a file, or a part of it, and never read it do not keep others waiting."""
    running = serve_app()
    clients = [connect(running, download.request[:-2] + part + b"\r\n") for _ in range(12)]
    assert is_healthy(running)
    del clients


def test_slow_readers_are_dropped(
    serve_app: Serve, connect: Connect, wait_until: Callable[..., None], download: Download
) -> None:
    """Clients that read nothing do not hold a connection or a file for long."""
    running = serve_app(send_seconds=1)
    clients = [connect(running, download.request) for _ in range(3)]
    wait_until(lambda: any(channel.total_outbufs_len for channel in running.server.connections))
    wait_until(lambda: not len(running.server.connections))
    assert len(clients[0].answer()) < 64 << 20
    gc.collect()  # warns of files left open, and warnings are errors


def test_a_stalled_reader_makes_room(
    serve_app: Serve,
    connect: Connect,
    is_healthy: Callable[[Any], bool],
    wait_until: Callable[..., None],
    download: Download,
) -> None:
    """It is dropped earlier when others need its place."""
    running = serve_app(per_address=2, stall_seconds=0)
    clients = [connect(running, download.request) for _ in range(2)]
    wait_until(lambda: sum(channel.total_outbufs_len > 0 for channel in running.server.connections) == 2)
    assert is_healthy(running)
    del clients


def test_without_anything_to_spare_a_client_is_turned_away(
    serve_app: Serve, connect: Connect, wait_until: Callable[..., None], download: Download
) -> None:
    """Downloads that go on are not given up for others."""
    running = serve_app(per_address=1, stall_seconds=60)
    reader = connect(running, download.request)
    wait_until(lambda: any(channel.total_outbufs_len for channel in running.server.connections))
    assert connect(running, KEPT).answer() == b""
    assert len(running.server.connections) == 1
    reader.socket.close()
    wait_until(lambda: not len(running.server.connections))


def test_a_part_of_a_file_is_sent_exactly(serve_app: Serve, connect: Connect, download: Download) -> None:
    """A range is answered with its bytes and nothing else."""
    running = serve_app()
    client = connect(running, download.request[:-2] + b"Range: bytes=100-2000099\r\nConnection: close\r\n\r\n")
    head, _, body = client.answer().partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 206")
    assert body == download.path.read_bytes()[100:2000100]


def test_an_interrupted_download_leaves_no_file_open(
    serve_app: Serve, connect: Connect, wait_until: Callable[..., None], download: Download
) -> None:
    """Neither a client that goes in the middle, nor the end of the server, leaves the file open."""
    running = serve_app()

    def opened() -> bool:
        return any(path.resolve() == download.path for path in Path("/proc/self/fd").iterdir())

    for _ in range(3):
        client = connect(running, download.request)
        assert client.socket.recv(100)
        client.socket.close()
    wait_until(lambda: not opened() and not len(running.server.connections))
    connect(running, download.request)
    wait_until(lambda: any(channel.total_outbufs_len for channel in running.server.connections))
    running.end()
    gc.collect()  # warns of files left open, and warnings are errors
    assert not running.server.sockets
    assert not opened()


def test_no_thread_outlives_the_server(serve_app: Serve, wait_until: Callable[..., None]) -> None:
    """The threads of all lanes end with it."""
    before = set(threading.enumerate())
    serve_app().end()
    wait_until(lambda: not set(threading.enumerate()) - before)
