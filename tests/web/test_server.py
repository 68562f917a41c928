"""Serving: console output, the job thread, an orderly end."""

import os
import re
import signal
import threading
import time
import urllib.request
from collections.abc import Iterator
from io import BytesIO

import pytest

from axtar.catalogue.settings import SettingRepository
from axtar.errors import LibraryError, LockedError, ReadOnlyError
from axtar.jobs.runner import Jobs
from axtar.library import Library
from axtar.web import serve
from axtar.web.app import create_app
from axtar.web.http_server import HttpServer
from axtar.web.server import job_thread, stopped_by_signals


def _wait_until(condition: object, seconds: float = 120) -> None:
    """Wait until `condition()` holds; the timeout only ends a wait without hope."""
    end = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]  # a callable
        assert time.monotonic() < end, "timed out"
        time.sleep(0.05)


@pytest.fixture
def ctrl_c() -> Iterator[None]:
    """Let SIGINT interrupt the tests, even if they were started without it, as a background job."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("ctrl_c")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_stopped(library: Library, capsys: pytest.CaptureFixture[str], number: int) -> None:
    """It prints its address, the password at the first start only, and ends in order on Ctrl-C and SIGTERM."""
    output: list[str] = []
    answers: list[int] = []

    def is_answered() -> bool:
        output.append(capsys.readouterr().out)
        address = re.search(r"http://127\.0\.0\.1:\d+", "".join(output))
        if not address:
            return False
        with urllib.request.urlopen(f"{address[0]}/healthz", timeout=60) as answer:  # noqa: S310 - our own address
            answers.append(answer.status)
        return True

    def visit() -> None:
        try:
            _wait_until(is_answered)
        finally:
            os.kill(os.getpid(), number)

    for start in (1, 2):
        before = signal.getsignal(number)
        output.clear()
        visitor = threading.Thread(target=visit)
        visitor.start()
        serve(library, "127.0.0.1", 0)
        visitor.join()
        assert ("password" in "".join(output)) is (start == 1)
        assert signal.getsignal(number) is before
    assert answers == [200, 200]
    assert not [thread for thread in threading.enumerate() if thread.name == "axtar-jobs"]


def test_an_ignored_signal_remains_ignored(library: Library) -> None:
    """A server started as a background job of a shell is not ended by a Ctrl-C meant for another program."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        server = HttpServer(create_app(library, "127.0.0.1"), "127.0.0.1", 0)
        with stopped_by_signals(server):
            os.kill(os.getpid(), signal.SIGINT)
            assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
            server.stop()
            server.run()
    finally:
        signal.signal(signal.SIGINT, before)


def test_jobs_run_in_the_background(library: Library) -> None:
    """Jobs queued before and after the start are run."""
    library.submit_upload(BytesIO(b"Text about hazel trees."), "hazel.txt")
    with job_thread(library):
        library.submit_upload(BytesIO(b"Text about plane trees."), "plane.txt")
        _wait_until(lambda: {job.state for job in library.jobs.latest()} == {"done"})


def test_a_job_interrupted_by_a_kill_is_run_again(library: Library) -> None:
    """An upload that was being added when the server was killed is added by the next server."""
    library.submit_upload(BytesIO(b"Text about walnut trees."), "walnut.txt")
    assert library.catalogue.jobs.claim_next() is not None  # claimed by a server that was killed
    with job_thread(library):
        _wait_until(lambda: library.jobs.latest()[0].state == "done")
    assert library.jobs.latest()[0].document


def test_a_job_that_another_server_runs_is_left_to_it(library: Library, caplog: pytest.LogCaptureFixture) -> None:
    """It is run again only when the lock of that server shows that it has gone."""
    library.submit_upload(BytesIO(b"Text about almond trees."), "almond.txt")
    with library.running_jobs(), Library(library.settings) as other:
        assert library.catalogue.jobs.claim_next() is not None
        with job_thread(other, poll_seconds=0.01):
            _wait_until(lambda: "Another process runs the jobs of this library (process " in caplog.text)
        assert library.jobs.latest()[0].state == "running"
        assert caplog.text.count("Another process runs") == 1
    with Library(library.settings) as other, job_thread(other):
        _wait_until(lambda: library.jobs.latest()[0].state == "done")


@pytest.mark.parametrize("error", [LockedError("another process writes"), ZeroDivisionError("a bug")])
def test_a_failure_does_not_end_the_job_thread(
    library: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    """After a lock or a bug the thread continues with the next round."""
    rounds: list[int] = []

    def run_pending(_jobs: Jobs) -> None:
        rounds.append(len(rounds))
        if len(rounds) == 1:
            raise error

    monkeypatch.setattr(Jobs, "run_pending", run_pending)
    with job_thread(library, poll_seconds=0.01):
        _wait_until(lambda: len(rounds) > 2)
    assert str(error) in caplog.text


def test_a_library_that_cannot_be_written_is_served(
    library: Library,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Nobody has a password then, and none is printed."""

    def refuse(_self: SettingRepository, _key: str, _value: str) -> None:
        raise LibraryError("the catalogue is read-only")

    run = HttpServer.run

    def end(self: HttpServer) -> None:
        self.stop()
        run(self)

    monkeypatch.setattr(SettingRepository, "set", refuse)
    monkeypatch.setattr(HttpServer, "run", end)
    serve(library, "127.0.0.1", 0)
    assert "Serving on" in capsys.readouterr().out
    assert "none can be stored: the catalogue is read-only" in caplog.text


def test_no_jobs_are_run_in_a_library_that_cannot_be_written(
    library: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The thread says so once, and ends."""

    def resume(_jobs: Jobs) -> None:
        raise ReadOnlyError("The catalogue is read-only.")

    monkeypatch.setattr(Jobs, "resume", resume)
    with job_thread(library, poll_seconds=0.01):
        _wait_until(lambda: "axtar-jobs" not in {thread.name for thread in threading.enumerate()})
    assert caplog.text.count("The catalogue is read-only.") == 1


def test_jobs_are_run_also_if_interrupted_ones_cannot_be_resumed(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The catalogue was locked at the start."""

    def resume(_jobs: Jobs) -> None:
        raise LockedError("another process writes")

    monkeypatch.setattr(Jobs, "resume", resume)
    library.submit_upload(BytesIO(b"Text about hazel trees."), "hazel.txt")
    with job_thread(library):
        _wait_until(lambda: library.jobs.latest()[0].state == "done")


def test_an_error_that_lasts_is_logged_once(
    library: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A read-only library, or another process that writes for an hour, does not fill the log."""
    rounds: list[int] = []

    def run_pending(_jobs: Jobs) -> None:
        rounds.append(len(rounds))
        raise LockedError("another process writes")

    monkeypatch.setattr(Jobs, "run_pending", run_pending)
    with job_thread(library, poll_seconds=0.01):
        _wait_until(lambda: len(rounds) > 3)
    assert caplog.text.count("another process writes") == 1
