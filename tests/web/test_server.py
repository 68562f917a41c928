"""Serving: the console's words, the job thread, a clean end."""

import gc
import os
import re
import signal
import socket
import threading
import time
import urllib.request
from io import BytesIO
from typing import Any

import pytest
from waitress.server import create_server

from axtar.errors import LockedError
from axtar.library import Library
from axtar.web import create_app, serve
from axtar.web.server import close_sockets, job_thread


def _wait(done: object, seconds: float = 120) -> None:
    """Until `done()` holds; the bound only ends a hopeless wait."""
    end = time.monotonic() + seconds
    while not done():  # type: ignore[operator]  # a callable
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_asked_to_end(library: Library, capsys: pytest.CaptureFixture[str], number: int) -> None:
    """The address is said and answers; the password is shown at the first start only; Ctrl-C and kill end in order."""
    said: list[str] = []
    answers: list[int] = []

    def reads() -> bool:
        said.append(capsys.readouterr().out)
        address = re.search(r"http://127\.0\.0\.1:\d+", "".join(said))
        if not address:
            return False
        with urllib.request.urlopen(f"{address[0]}/healthz", timeout=60) as answer:  # noqa: S310 - our own address
            answers.append(answer.status)
        return True

    def visit() -> None:
        try:
            _wait(reads)
        finally:
            os.kill(os.getpid(), number)

    for start in (1, 2):
        before = signal.getsignal(signal.SIGTERM)
        said.clear()
        visitor = threading.Thread(target=visit)
        visitor.start()
        serve(library, "127.0.0.1", 0)
        visitor.join()
        assert ("password" in "".join(said)) is (start == 1)
        assert signal.getsignal(signal.SIGTERM) is before
    assert answers == [200, 200]
    assert not [thread for thread in threading.enumerate() if thread.name == "axtar-jobs"]


def test_jobs_are_worked_off_in_the_background(library: Library) -> None:
    """What was queued before and after the start is added."""
    library.submit(BytesIO(b"Text about hazel trees."), "hazel.txt")
    with job_thread(library):
        library.submit(BytesIO(b"Text about plane trees."), "plane.txt")
        _wait(lambda: {job.state for job in library.jobs()} == {"done"})


def test_a_job_that_a_killed_server_left_running_is_done(library: Library) -> None:
    """An upload that was being added when the process died is added by the next server."""
    library.submit(BytesIO(b"Text about walnut trees."), "walnut.txt")
    assert library.catalogue.jobs.claim_next() is not None  # claimed by a server that is no more
    with job_thread(library):
        _wait(lambda: library.jobs()[0].state == "done")
    assert library.jobs()[0].document


@pytest.mark.parametrize("error", [LockedError("another process writes"), ZeroDivisionError("a bug")])
def test_a_failure_does_not_end_the_job_thread(
    library: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    """A lock or a bug costs one round."""
    rounds: list[int] = []

    def work() -> None:
        rounds.append(len(rounds))
        if len(rounds) == 1:
            raise error

    monkeypatch.setattr(library, "work", work)
    with job_thread(library, poll_seconds=0.01):
        _wait(lambda: len(rounds) > 2)
    assert str(error) in caplog.text


def test_a_broken_off_download_leaves_no_file_open(library: Library, ids: dict[str, str]) -> None:
    """A reader who asks for a PDF and never takes it does not keep it open beyond the server's end."""
    original = library.original(ids["agri-dagi.pdf"])
    assert original
    with original.open("ab") as file:
        file.write(b"%" * (64 << 20))  # more than the system takes into its buffers
    sockets: dict[int, Any] = {}
    server = create_server(create_app(library), map=sockets, host="127.0.0.1", port=0)
    reader = socket.create_connection(("127.0.0.1", server.effective_port))
    reader.sendall(f"GET /d/{ids['agri-dagi.pdf']}/file HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())

    def sending() -> bool:
        server.asyncore.loop(timeout=0.05, map=sockets, count=1)
        return any(getattr(one, "total_outbufs_len", 0) for one in sockets.values())

    _wait(sending)
    server.task_dispatcher.shutdown()
    close_sockets(sockets)
    assert not sockets
    reader.close()
    gc.collect()  # a file left open would be warned of here, and warnings are errors
