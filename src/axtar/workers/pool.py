"""A pool of worker processes.

A crash, hang or memory overrun fails only the item being processed.
"""

import queue
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from axtar.errors import AxtarError, ExtractionError
from axtar.progress import ProgressCallback, ignore_progress
from axtar.workers import messages
from axtar.workers.process import PROGRAM, START_SECONDS, close_pipes, start_process

Item = TypeVar("Item")
T = TypeVar("T")


class Timeouts(NamedTuple):
    """Seconds without a message after which a worker is killed.

    `start`: until a new process is ready; `first_heartbeat`: until an item's first heartbeat; `next_heartbeat`: after it.
    """

    start: float = START_SECONDS
    first_heartbeat: float = 30.0
    next_heartbeat: float = 5.0


@dataclass(frozen=True, slots=True)
class PoolSettings:
    """Settings of a pool: number of processes, timeouts, and the Python source that they run."""

    workers: int = 1
    timeouts: Timeouts = field(default_factory=Timeouts)
    program: str = PROGRAM


class ItemFailure(NamedTuple):
    """The reason why an item has no result.

    `trace` is the traceback of its exception, empty if its process ended.
    """

    reason: str
    trace: str = ""


_PREFETCH = 1  # unfinished items at which a worker receives its next batch, so that it need not wait
_POLL_SECONDS = 0.05  # between two checks for timeouts


def run(
    function: Callable[[Item, ProgressCallback], T],
    batches: Iterable[list[Item]],
    settings: PoolSettings,
    on_progress: ProgressCallback = ignore_progress,
) -> Iterator[tuple[Item, T | ExtractionError | ItemFailure]]:
    """Apply `function(item, on_progress)` to every item in worker processes.

    Yields results in order of completion. Raises AxtarError if no worker can be started.

    The function must be importable by name, and call its `on_progress` while it works: a worker that crashes, or sends no
    message for longer than the timeouts allow, is replaced. The caller's `on_progress` receives the progress of every item. A
    batch is one message, and is fetched only when a worker has room for it. An ExtractionError is a result. Closing the
    iterator ends the workers.
    """
    events: queue.SimpleQueue[_Event] = queue.SimpleQueue()
    workers: list[_Worker] = []
    remaining = iter(batches)

    def start_worker(batch: list[Item]) -> None:
        workers.append(_Worker(function, events, batch, settings))

    try:
        while _supply(workers, remaining, max(1, settings.workers), start_worker) or not events.empty():
            match _next_event(events, workers):
                case _Progress(done, total):
                    on_progress(done, total)
                case _Result(item, result):
                    yield item, result
                case _Exit(worker) if worker in workers:
                    yield from worker.failed_item()
                    workers.remove(worker)
                    worker.end()
                    if worker.items:
                        start_worker(list(worker.items))
    finally:
        for worker in workers:
            worker.end()


def _supply(
    workers: list["_Worker"], batches: Iterator[list[Item]], count: int, start_worker: Callable[[list[Item]], None]
) -> bool:
    """Keep `count` workers supplied while there are batches, and end idle ones.

    Returns False when all work is done.
    """
    while len(workers) < count and (batch := next(batches, None)):
        start_worker(batch)
    for worker in [worker for worker in workers if len(worker.items) <= _PREFETCH]:
        if batch := next(batches, None):
            worker.send_batch(batch)
        elif not worker.items:
            workers.remove(worker)
            worker.end()
    return bool(workers)


class _Progress(NamedTuple):
    """Progress of an item."""

    done: int
    total: int


class _Result(NamedTuple):
    """The result of an item."""

    item: Any
    result: Any


class _Exit(NamedTuple):
    """The end of a worker process."""

    worker: "_Worker"


_Event = _Progress | _Result | _Exit


def _next_event(events: "queue.SimpleQueue[_Event]", workers: list["_Worker"]) -> _Event | None:
    """Return the next event, or None after a short wait. Kills workers that have timed out."""
    for worker in workers:
        worker.kill_if_timed_out()
    try:
        return events.get(timeout=_POLL_SECONDS)
    except queue.Empty:
        return None


class _Worker:
    """A worker process, seen from its parent. A thread turns its messages into events.

    `items` are those sent and not yet answered, in order: the process works on the first.
    """

    def __init__(
        self,
        function: Callable[[Item, ProgressCallback], object],
        events: "queue.SimpleQueue[_Event]",
        batch: list[Item],
        settings: PoolSettings,
    ) -> None:
        self.items: deque[Any] = deque()
        self._events = events
        self._timeouts = settings.timeouts
        self._ready = self._has_heartbeat = False
        self._last_message = time.monotonic()
        self._kill_reason = ""
        self._process = start_process(settings.program)
        self._send(function)
        self.send_batch(batch)
        self._thread = threading.Thread(target=self._receive_messages, daemon=True)
        self._thread.start()

    def send_batch(self, batch: list[Item]) -> None:
        """Send more items."""
        if not self.items:
            self._last_message = time.monotonic()
        self.items.extend(batch)
        self._send(batch)

    def kill_if_timed_out(self) -> None:
        """Kill the process if its current item made no progress for too long.

        An _Exit event follows.
        """
        if not self._ready:
            limit = self._timeouts.start
        else:
            limit = self._timeouts.next_heartbeat if self._has_heartbeat else self._timeouts.first_heartbeat
        if self.items and not self._kill_reason and time.monotonic() - self._last_message > limit:
            self._kill_reason = f"no progress for {limit:g} seconds"
            self._process.kill()

    def failed_item(self) -> Iterator[tuple[Any, ItemFailure]]:
        """Remove and yield the item on which the process ended, if any.

        Raises AxtarError if it never became ready.
        """
        status = self._process.wait()
        if not self._ready:
            raise AxtarError(f"cannot start a worker process (it ended with status {status}); see its error output")
        if self.items:
            reason = self._kill_reason or f"the process working on it crashed (status {status})"
            yield self.items.popleft(), ItemFailure(reason)

    def end(self) -> None:
        """End the process: at once if it has work, else by an empty batch."""
        if self.items:
            self._process.kill()
        else:
            self._send([])
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._thread.join()
        close_pipes(self._process)

    def _send(self, message: object) -> None:
        assert self._process.stdin is not None
        with suppress(OSError):  # the process has ended: an _Exit event follows
            messages.send(self._process.stdin, message)

    def _receive_messages(self) -> None:
        assert self._process.stdout is not None
        try:
            while True:
                kind, value = messages.receive(self._process.stdout)
                self._last_message = time.monotonic()
                if kind == messages.READY:
                    self._ready = True
                elif kind == messages.HEARTBEAT:
                    self._has_heartbeat = True
                    if any(value):
                        self._events.put(_Progress(*value))
                else:
                    self._has_heartbeat = False
                    result = value if kind == messages.DONE else ItemFailure(*value)
                    # The event comes first: when `items` is empty, all results are among the events.
                    self._events.put(_Result(self.items[0], result))
                    self.items.popleft()
        except (EOFError, OSError):
            self._events.put(_Exit(self))
