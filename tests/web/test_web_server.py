"""Serving: the console's words, the job thread, a clean end."""

import os
import signal
import socket
import threading
import time
import urllib.error
import urllib.request
from io import BytesIO

import pytest

from axtar.errors import LockedError
from axtar.library import Library
from axtar.web import serve
from axtar.web.server import working


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(done: object, seconds: float = 30) -> None:
    """Until `done()` holds; the bound only ends a hopeless wait."""
    end = time.monotonic() + seconds
    while not done():  # type: ignore[operator]  # a callable
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_asked_to_end(library: Library, capsys: pytest.CaptureFixture[str], number: int) -> None:
    """The address is said and answers; the password is shown at the first start only; Ctrl-C and kill end in order."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    answers: list[int] = []

    def reads() -> bool:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5) as answer:  # noqa: S310 - our own address
                answers.append(answer.status)
        except urllib.error.URLError:
            return False
        return True

    def visit() -> None:
        try:
            _wait(reads)
        finally:
            os.kill(os.getpid(), number)

    for start in (1, 2):
        before = signal.getsignal(signal.SIGTERM)
        visitor = threading.Thread(target=visit)
        visitor.start()
        serve(library, "127.0.0.1", port)
        visitor.join()
        said = capsys.readouterr().out
        assert address in said
        assert ("password" in said) is (start == 1)
        assert signal.getsignal(signal.SIGTERM) is before
    assert answers == [200, 200]
    assert not [thread for thread in threading.enumerate() if thread.name == "axtar-jobs"]


def test_jobs_are_worked_off_in_the_background(library: Library) -> None:
    """What was queued before and after the start is added."""
    library.submit(BytesIO(b"Text about hazel trees."), "hazel.txt")
    with working(library):
        library.submit(BytesIO(b"Text about plane trees."), "plane.txt")
        _wait(lambda: {job.state for job in library.jobs()} == {"done"})


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
    monkeypatch.setattr("axtar.web.server.PAUSE", 0.01)
    with working(library):
        _wait(lambda: len(rounds) > 2)
    assert str(error) in caplog.text
