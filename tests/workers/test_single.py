"""One thing at a time in a process of its own."""

import logging
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import pytest

from axtar import progress
from axtar.errors import AxtarError, CorruptError, ExtractionError, NotFoundError, TimedOutError
from axtar.workers import pool, single
from axtar.workers.single import IsolatedProcess


# ------------------------------------------------------------------ what is done there
def crash() -> None:
    """End the process at once."""
    os._exit(3)


def hang() -> None:
    """Say something, and never end."""
    progress.beat()
    time.sleep(600)


def refuse(error: AxtarError) -> None:
    """Raise it."""
    raise error


def grab() -> int:
    """Want eight gibibytes."""
    return len(bytearray(8 << 30))


def whose() -> int:
    """The process that this runs in."""
    progress.beat(1, 2)
    return os.getpid()


@pytest.fixture
def desk() -> Iterator[IsolatedProcess]:
    """A process with more patience than a busy machine needs."""
    made = IsolatedProcess(60.0)
    yield made
    made.close()


def test_a_process_of_its_own_is_kept(desk: IsolatedProcess) -> None:
    """Not this one, and the same for every call, from any thread; closed, it starts again when it is wanted."""
    first = desk.call(whose)
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(desk.call(whose))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [first] * 4
    assert first != os.getpid()
    desk.close()
    assert desk.call(whose) != first


@pytest.mark.parametrize(
    ("function", "seconds", "reason"), [(crash, 60.0, "crashed"), (hang, 0.5, "no answer within 0.5 seconds")]
)
def test_what_ends_its_process_costs_its_answer_only(
    desk: IsolatedProcess, monkeypatch: pytest.MonkeyPatch, function: object, seconds: float, reason: str
) -> None:
    """The next call has a new process."""
    first = desk.call(whose)
    with monkeypatch.context() as patched:
        patched.setattr(desk, "_seconds", seconds)
        with pytest.raises(TimedOutError, match=reason):
            desk.call(function)  # type: ignore[arg-type] # it is one of the above
    assert desk.call(whose) != first


@pytest.mark.parametrize("error", [CorruptError("a.pdf: damaged"), NotFoundError("a.pdf has no page 9")])
def test_errors_on_purpose_come_back(desk: IsolatedProcess, error: AxtarError) -> None:
    """With their class and message, from the same process."""
    first = desk.call(whose)
    with pytest.raises(type(error), match=str(error)):
        desk.call(refuse, error)
    assert desk.call(whose) == first


def test_a_task_answers_with_what_it_makes_or_why_it_cannot() -> None:
    """The far end, in this process."""
    assert single.run(partial(whose)) == os.getpid()
    error = CorruptError("a.pdf: damaged")
    assert single.run(partial(refuse, error)) is error


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the address space")
def test_too_much_memory_is_refused(desk: IsolatedProcess, caplog: pytest.LogCaptureFixture) -> None:
    """As any bug: the error says what, and the log where."""
    with caplog.at_level(logging.ERROR), pytest.raises(ExtractionError, match="MemoryError"):
        desk.call(grab)
    assert "in grab" in caplog.text
    assert desk.call(whose)


def test_a_process_that_was_killed_is_replaced(desk: IsolatedProcess) -> None:
    """Whatever killed it while it had nothing to do, no call pays for it."""
    desk.call(whose)
    assert desk._process
    desk._process.kill()
    desk._process.wait()
    assert desk.call(whose)


def test_an_answer_with_the_last_second_counts(desk: IsolatedProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    """But its process may be dead, and is replaced."""

    @contextmanager
    def late(_process: object, _seconds: float) -> Iterator[threading.Event]:
        event = threading.Event()
        event.set()
        yield event

    with monkeypatch.context() as patched:
        patched.setattr(single, "_killed_after", late)
        first = desk.call(whose)
    assert desk.call(whose) != first


def test_a_process_that_cannot_start_says_so(desk: IsolatedProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken installation is no fault of the page."""
    monkeypatch.setattr(pool, "_BOOT", "raise SystemExit(7)")
    with pytest.raises(AxtarError, match="cannot start a process"):
        desk.call(whose)
