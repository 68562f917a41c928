"""Calls in a process of their own."""

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from axtar.errors import AxtarError, CorruptError, ExtractionError, NotFoundError, TimedOutError
from axtar.workers.single import IsolatedProcess

TIMEOUT = 60.0  # more than a busy machine needs


# ------------------------------------------------------------------ functions that are called there
def crash() -> None:
    """End the process at once."""
    os._exit(3)


def hang() -> None:
    """Never return."""
    time.sleep(600)


def refuse(error: AxtarError) -> None:
    """Raise the error."""
    raise error


def allocate_too_much() -> int:
    """Allocate eight gibibytes."""
    return len(bytearray(8 << 30))


def process_id() -> int:
    """Return the id of the process in which this runs."""
    return os.getpid()


@pytest.fixture
def process() -> Iterator[IsolatedProcess]:
    """A process that is closed after the test."""
    started = IsolatedProcess()
    yield started
    started.close()


def test_all_calls_share_one_process(process: IsolatedProcess) -> None:
    """It is not this process, serves all threads, and is started again by a call after it was closed."""
    first = process.call(process_id, timeout=TIMEOUT)
    results: list[int] = []
    threads = [
        threading.Thread(target=lambda: results.append(process.call(process_id, timeout=TIMEOUT))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [first] * 4
    assert first != os.getpid()
    process.close()
    assert process.call(process_id, timeout=TIMEOUT) != first


@pytest.mark.parametrize(
    ("function", "timeout", "reason"), [(crash, TIMEOUT, "crashed"), (hang, 0.5, "no progress for 0.5 seconds")]
)
def test_a_call_that_ends_its_process_fails_alone(
    process: IsolatedProcess, function: Callable[[], None], timeout: float, reason: str
) -> None:
    """The next call has a new process."""
    first = process.call(process_id, timeout=TIMEOUT)
    with pytest.raises(TimedOutError, match=reason):
        process.call(function, timeout=timeout)
    assert process.call(process_id, timeout=TIMEOUT) != first


@pytest.mark.parametrize("error", [CorruptError("a.pdf: damaged"), NotFoundError("a.pdf has no page 9")])
def test_errors_raised_on_purpose_are_raised_here(process: IsolatedProcess, error: AxtarError) -> None:
    """They keep their class and message, and the process goes on."""
    first = process.call(process_id, timeout=TIMEOUT)
    with pytest.raises(type(error), match=str(error)):
        process.call(refuse, error, timeout=TIMEOUT)
    assert process.call(process_id, timeout=TIMEOUT) == first


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the address space")
def test_a_memory_overrun_is_an_error(process: IsolatedProcess, caplog: pytest.LogCaptureFixture) -> None:
    """As with any bug, the error names the exception and the log has its traceback."""
    with caplog.at_level(logging.ERROR), pytest.raises(ExtractionError, match="MemoryError"):
        process.call(allocate_too_much, timeout=TIMEOUT)
    assert "in allocate_too_much" in caplog.text
    assert process.call(process_id, timeout=TIMEOUT)


def test_a_process_that_was_killed_is_replaced(process: IsolatedProcess) -> None:
    """If it is killed between two calls, the second one succeeds."""
    first = process.call(process_id, timeout=TIMEOUT)
    os.kill(first, signal.SIGKILL)
    with suppress(ProcessLookupError):  # it is gone, and its parent has noticed
        while True:
            os.kill(first, 0)
            time.sleep(0.01)
    assert process.call(process_id, timeout=TIMEOUT) != first


def test_a_process_that_cannot_start_is_an_error() -> None:
    """A broken installation is not reported as a fault of the file."""
    with pytest.raises(AxtarError, match="cannot start a worker process"):
        IsolatedProcess("raise SystemExit(7)").call(process_id, timeout=TIMEOUT)
