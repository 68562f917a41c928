"""A pool of worker processes, which live from one run to the next.

A crash, hang or memory overrun fails only the item being processed.
"""

import logging
import queue
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from types import TracebackType
from typing import Any, Self, TypeVar, cast

from axtar.errors import AxtarError, ExtractionError, TimedOutError
from axtar.progress import ProgressCallback, ignore_progress
from axtar.workers.events import Event, Exit, ItemFailure, Progress, Result
from axtar.workers.messages import Refusal, result_type
from axtar.workers.process import PROGRAM, Work, WorkerProcess
from axtar.workers.timeouts import DEFAULT_TIMEOUTS, Timeouts

__all__ = ["ItemFailure", "Timeouts", "WorkerPool"]

Item = TypeVar("Item")
T = TypeVar("T")

_PREFETCH = 1  # unfinished items at which a worker receives its next batch, so that it need not wait
_POLL_SECONDS = 0.05  # between two checks for timeouts
_log = logging.getLogger(__name__)


class WorkerPool:
    """Worker processes that apply functions to items.

    Threads may share it, and runs may be nested. Processes are started when a run needs them, and kept for the next one;
    idle ones end by themselves after a while (`worker.IDLE_SECONDS`), and all end with the process that started them. A
    process keeps the environment and the working directory of its start: paths sent to it should be absolute.
    """

    def __init__(self, workers: int = 1, program: str = PROGRAM) -> None:
        """Make a pool of which each run has up to `workers` processes, which run a Python source."""
        self.workers = max(1, workers)
        self._program = program
        self._lock = threading.Lock()
        self._idle: list[WorkerProcess] = []
        self._busy: set[WorkerProcess] = set()
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def run(
        self,
        function: Callable[[Item, ProgressCallback], T],
        batches: Iterable[list[Item]],
        timeouts: Timeouts = DEFAULT_TIMEOUTS,
        on_progress: ProgressCallback = ignore_progress,
    ) -> Iterator[tuple[Item, T | ExtractionError | ItemFailure]]:
        """Apply `function(item, on_progress)` to every item in worker processes.

        Yields results in order of completion. Raises AxtarError if no worker can be started, or the pool is closed.

        The function must be importable by name (`functools.partial` is), be annotated with the type of its results (plain
        values and dataclasses), and call its `on_progress` while it works: a worker that crashes, or sends no message for
        longer than the timeouts allow, is replaced. The caller's `on_progress` receives the progress of every item. A batch is
        one message, and is fetched only when a worker has room for it. An ExtractionError is a result. Closing the iterator
        ends the workers that still have items.
        """
        work = Work(function, result_type(function), timeouts)
        with closing(self._run(work, batches, on_progress)) as results:
            for item, result in results:
                if not isinstance(result, Refusal):
                    yield item, result
                elif isinstance(error := result.error(), ExtractionError):
                    yield item, error
                else:
                    yield item, ItemFailure(f"{result.name}: {result.message}", result.trace)

    def call(self, function: Callable[..., T], *arguments: object, timeout: float) -> T:
        """Call a function in a worker process, and return its result within `timeout` seconds.

        The function must be importable by name, and be annotated with the type of its result. Raises the function's
        AxtarError, any other exception as an ExtractionError, and TimedOutError if the call took too long or its process
        crashed.
        """
        timeouts = Timeouts(first_heartbeat=timeout, next_heartbeat=timeout)
        work = Work(partial(_apply, function), result_type(function), timeouts)
        ((_, result),) = self._run(work, [[arguments]], ignore_progress)
        if isinstance(result, Refusal):
            raise result.error()
        if not isinstance(result, ItemFailure):
            return cast("T", result)
        if not result.trace:
            raise TimedOutError(result.reason)
        _log.error("%s: %s", function.__name__, result.trace)
        raise ExtractionError(f"it failed unexpectedly ({result.reason})")

    def close(self) -> None:
        """End all processes: those that work at once, their runs by an AxtarError."""
        with self._lock:
            self._closed = True
            workers = [*self._idle, *self._busy]
            self._idle.clear()
        for worker in workers:
            worker.end()

    def _run(
        self, work: Work, batches: Iterable[list[Any]], on_progress: ProgressCallback
    ) -> Generator[tuple[Any, Any], None, None]:
        """Yield items with their results, Refusals or ItemFailures."""
        events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        workers: list[WorkerProcess] = []
        remaining = iter(batches)

        def send_to_another(batch: list[Any]) -> None:
            worker = self._acquire(events, work)
            workers.append(worker)
            worker.send_batch(batch)

        try:
            while self._supply(workers, remaining, send_to_another) or not events.empty():
                match _next_event(events, workers):
                    case Progress(done, total):
                        on_progress(done, total)
                    case Result(item, result):
                        yield item, result
                    case Exit(worker) if worker in workers:
                        workers.remove(worker)
                        self._forget(worker)
                        self._require_open()
                        if failed := worker.take_failed_item():
                            yield failed
                        if worker.items:
                            send_to_another(list(worker.items))
        finally:
            for worker in workers:
                self._release(worker)

    def _require_open(self) -> None:
        if self._closed:
            raise AxtarError("The worker processes have been ended.")

    def _supply(
        self,
        workers: list[WorkerProcess],
        batches: Iterator[list[Any]],
        send_to_another: Callable[[list[Any]], None],
    ) -> bool:
        """Keep all workers of a run supplied while there are batches, and release idle ones.

        Returns False when all work is done.
        """
        while len(workers) < self.workers and (batch := next(batches, None)):
            send_to_another(batch)
        for worker in [worker for worker in workers if len(worker.items) <= _PREFETCH]:
            if batch := next(batches, None):
                worker.send_batch(batch)
            elif not worker.items:
                workers.remove(worker)
                self._release(worker)
        return bool(workers)

    def _acquire(self, events: "queue.SimpleQueue[Event]", work: Work) -> WorkerProcess:
        """Return an idle process, or a new one, for a run."""
        while True:
            worker = self._take_idle() or self._start()
            if worker.attach(events, work):
                return worker
            self._forget(worker)

    def _take_idle(self) -> WorkerProcess | None:
        with self._lock:
            if not self._idle:
                return None
            worker = self._idle.pop()  # the last used: the others may end
            self._busy.add(worker)
            return worker

    def _start(self) -> WorkerProcess:
        with self._lock:  # a process that is started while the pool is closed is ended, too
            self._require_open()
            worker = WorkerProcess(self._program)
            self._busy.add(worker)
        return worker

    def _release(self, worker: WorkerProcess) -> None:
        """Keep a process that a run no longer needs, or end it if it still has items."""
        with self._lock:
            keep = not (worker.items or self._closed)
            if keep:
                self._busy.discard(worker)
                self._idle = [*filter(WorkerProcess.is_usable, self._idle), worker]
        if not keep:
            worker.end()
            self._forget(worker)

    def _forget(self, worker: WorkerProcess) -> None:
        with self._lock:
            self._busy.discard(worker)


def _apply(function: Callable[..., object], arguments: Sequence[object], _on_progress: ProgressCallback) -> object:
    return function(*arguments)


def _next_event(events: "queue.SimpleQueue[Event]", workers: list[WorkerProcess]) -> Event | None:
    """Return the next event, or None after a short wait. Kills workers that have timed out."""
    for worker in workers:
        worker.kill_if_timed_out()
    try:
        return events.get(timeout=_POLL_SECONDS)
    except queue.Empty:
        return None
