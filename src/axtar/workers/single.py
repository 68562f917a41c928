"""Calls in a process of their own, one at a time.

A crash, hang or memory overrun fails only the call. The process is a worker (`axtar.workers.worker`) that is reused, because
starting one takes longer than most calls.
"""

import logging
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TypeVar, cast

from axtar.errors import AxtarError, ExtractionError, TimedOutError
from axtar.progress import ProgressCallback
from axtar.workers.messages import FAILED, receive, send
from axtar.workers.process import PROGRAM, START_SECONDS, close_pipes, start_process

T = TypeVar("T")

_log = logging.getLogger(__name__)


class IsolatedProcess:
    """A process that is started by the first call, and replaced when a call ends it.

    Threads call it in turn.
    """

    def __init__(self, program: str = PROGRAM) -> None:
        self._program = program
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def call(self, function: Callable[..., T], *arguments: object, timeout: float) -> T:
        """Call a function in the process, and return its result within `timeout` seconds.

        The function must be importable by name. Raises the function's AxtarError, any other exception as an ExtractionError,
        and TimedOutError if the call took too long or its process crashed.
        """
        with self._lock:
            kind, value = self._request(partial(function, *arguments), timeout)
        if isinstance(value, AxtarError):
            raise value
        if kind == FAILED:
            summary, trace = cast("tuple[str, str]", value)
            _log.error("%s: %s", function.__name__, trace)
            raise ExtractionError(f"it failed unexpectedly ({summary})")
        return cast("T", value)

    def close(self) -> None:
        """End the process. A later call starts another."""
        with self._lock:
            self._end()

    def _request(self, task: partial[T], timeout: float) -> tuple[int, object]:
        if self._process and self._process.poll() is not None:
            self._end()  # it was killed between two calls
        process = self._process or self._start()
        try:
            with _killed_after(process, timeout) as expired:
                send(process.stdin, [task])  # type: ignore[arg-type] # it is a pipe
                answer = _answer(process)
        except (EOFError, OSError):
            status = self._end()
            raise TimedOutError(
                f"no answer within {timeout:g} seconds"
                if expired.is_set()
                else f"its process crashed (status {status})"
            ) from None
        if expired.is_set():  # the answer came just before the process was killed
            self._end()
        return answer

    def _start(self) -> subprocess.Popen[bytes]:
        self._process = process = start_process(self._program)
        try:
            with _killed_after(process, START_SECONDS):
                send(process.stdin, run_task)  # type: ignore[arg-type] # it is a pipe
                _answer(process)
        except (EOFError, OSError):
            raise AxtarError(f"cannot start a worker process (it ended with status {self._end()})") from None
        return process

    def _end(self) -> int:
        """End the process, whatever it is doing, and return its status."""
        process, self._process = self._process, None
        if process is None:
            return 0
        process.kill()
        close_pipes(process)
        return process.wait()


def run_task(task: partial[T], _on_progress: ProgressCallback) -> T | AxtarError:
    """Return the result of a task, or the AxtarError that it raised."""
    try:
        return task()
    except AxtarError as error:
        return error


def _answer(process: subprocess.Popen[bytes]) -> tuple[int, object]:
    return cast("tuple[int, object]", receive(process.stdout))  # type: ignore[arg-type] # it is a pipe


@contextmanager
def _killed_after(process: subprocess.Popen[bytes], seconds: float) -> Iterator[threading.Event]:
    """Kill a process if the block takes longer; the event is set when that happens."""
    expired = threading.Event()

    def kill() -> None:
        expired.set()
        process.kill()

    timer = threading.Timer(seconds, kill)
    timer.daemon = True
    timer.start()
    try:
        yield expired
    finally:
        timer.cancel()
