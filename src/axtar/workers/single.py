"""One thing at a time in a process of its own: what crashes, hangs or wants too much memory costs its own answer only.

The process is that of `extract.worker`, kept between two calls: to start one takes longer than to draw a page.
"""

import logging
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import TypeVar, cast

from axtar.errors import AxtarError, ExtractionError, TimedOutError
from axtar.workers import pool, worker

T = TypeVar("T")

_log = logging.getLogger(__name__)


class IsolatedProcess:
    """A process that starts with the first call, and is replaced when a call ends it. Threads wait for each other."""

    def __init__(self, seconds: float) -> None:
        """Give every call so many seconds."""
        self._seconds = seconds
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def call(self, function: Callable[..., T], *arguments: object) -> T:
        """What a function, importable by its name, makes of its arguments.

        Its AxtarError is raised here, any other error as an ExtractionError. Raises TimedOutError where it took too long
        or its process crashed.
        """
        with self._turn:
            kind, value = self._ask(partial(function, *arguments))
        if isinstance(value, AxtarError):
            raise value
        if kind == worker.FAILED:
            summary, trace = cast("tuple[str, str]", value)
            _log.error("%s: %s", function.__name__, trace)
            raise ExtractionError(f"it failed unexpectedly ({summary})")
        return cast("T", value)

    def close(self) -> None:
        """End the process."""
        with self._turn:
            self._end()

    def _ask(self, task: partial[T]) -> tuple[int, object]:
        if self._process and self._process.poll() is not None:
            self._end()  # it was killed while it had nothing to do
        process = self._process or self._start()
        try:
            with _killed_after(process, self._seconds) as late:
                worker.send(process.stdin, [task])  # type: ignore[arg-type] # it is a pipe
                answer = _answer(process)
        except (EOFError, OSError):
            status = self._end()
            raise TimedOutError(
                f"no answer within {self._seconds:g} seconds" if late.is_set() else f"its process crashed ({status})"
            ) from None
        if late.is_set():  # the answer came with the last second, and the kill on its heels
            self._end()
        return answer

    def _start(self) -> subprocess.Popen[bytes]:
        self._process = process = pool.start_process()
        try:
            with _killed_after(process, pool.START_SECONDS):
                worker.send(process.stdin, run)  # type: ignore[arg-type] # it is a pipe
                _answer(process)
        except (EOFError, OSError):
            raise AxtarError(f"cannot start a process to read files (it ended with status {self._end()})") from None
        return process

    def _end(self) -> int:
        """End the process whatever it does; returns its status."""
        process, self._process = self._process, None
        if process is None:
            return 0
        process.kill()
        for stream in (process.stdin, process.stdout):
            with suppress(OSError):
                stream.close()  # type: ignore[union-attr] # both are pipes
        return process.wait()


def run(task: partial[T]) -> T | AxtarError:
    """The result of a task, or the error that axtar raised on purpose."""
    try:
        return task()
    except AxtarError as error:
        return error


def _answer(process: subprocess.Popen[bytes]) -> tuple[int, object]:
    """The next message that is no sign of life."""
    while (message := worker.receive(process.stdout))[0] == worker.HEARTBEAT:  # type: ignore[arg-type] # it is a pipe
        pass
    return cast("tuple[int, object]", message)


@contextmanager
def _killed_after(process: subprocess.Popen[bytes], seconds: float) -> Iterator[threading.Event]:
    """Kill a process when the block takes longer; the event says whether it came to that."""
    late = threading.Event()

    def end() -> None:
        late.set()
        process.kill()

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()
