"""Worker processes: a function applied to many things, and what one of them does to its process costs that one only.

Workers are plain subprocesses of this interpreter, the same on every system, with pipes and a thread for each.
(multiprocessing would import the caller's main module again in every worker, and leave its processes behind when the caller
is killed.) They stand apart from the terminal: Ctrl-C reaches the caller alone, which ends them.
"""

import queue
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any, NamedTuple, TypeVar

from axtar.errors import AxtarError, ExtractionError
from axtar.progress import ProgressCallback, ignore_progress
from axtar.workers import worker

Item = TypeVar("Item")
T = TypeVar("T")


class Timeouts(NamedTuple):
    """Seconds of silence before a worker is ended: until an item's first sign of life (`progress.beat`), and after it."""

    opening: float = 30.0
    page: float = 5.0


class ItemFailure(NamedTuple):
    """Why an item has no result. `trace` is the traceback of its exception; empty where its process has ended."""

    reason: str
    trace: str = ""


_AHEAD = 1  # items that a worker still has when it gets more, so that it need not wait for us
START_SECONDS = 60.0  # seconds for a new interpreter on a busy machine
_TICK = 0.05  # seconds between two looks at the clock

_BOOT = "import sys; sys.path[:] = sys.argv[1:]; from axtar.workers.worker import serve; serve()"


def run(
    function: Callable[[Item], T],
    batches: Iterable[list[Item]],
    workers: int,
    patience: Timeouts,
    told: ProgressCallback = ignore_progress,
) -> Iterator[tuple[Item, T | ExtractionError | ItemFailure]]:
    """Apply a function, importable by its name, to every item in worker processes; results in order of completion.

    A batch travels in one message, and is taken only when there is room to work on it. An ExtractionError is a result. A worker
    that crashes, or is silent for longer than `patience` allows, is replaced. A function that works long must call
    `progress.beat()`; `told` hears how far the work on an item, any of them, has come. Closing the iterator ends the workers.

    Raises AxtarError where no worker can be started.
    """
    inbox: queue.SimpleQueue[_News] = queue.SimpleQueue()
    crew: list[_Worker] = []
    waiting = iter(batches)

    def hire(batch: list[Item]) -> None:
        crew.append(_Worker(function, inbox, batch))

    try:
        while _supply(crew, waiting, max(1, workers), hire) or not inbox.empty():
            news = _next(inbox, crew, patience)
            if news and news.steps:
                told(*news.steps)
            elif news and not news.gone:
                yield news.item, news.result
            elif news and news.sender in crew:
                yield from news.sender.autopsy()
                crew.remove(news.sender)
                news.sender.end()
                if news.sender.items:
                    hire(list(news.sender.items))
    finally:
        for member in crew:
            member.end()


def _supply(
    crew: list["_Worker"], batches: Iterator[list[Item]], workers: int, hire: Callable[[list[Item]], None]
) -> bool:
    """Keep so many workers supplied as long as there are items; end those that have none. False when all is done."""
    while len(crew) < workers and (batch := next(batches, None)):
        hire(batch)
    for member in crew:
        if len(member.items) <= _AHEAD and (batch := next(batches, None)):
            member.give(batch)
    for idle in [member for member in crew if not member.items]:
        crew.remove(idle)
        idle.end()
    return bool(crew)


def start_process() -> subprocess.Popen[bytes]:
    """A new worker (`worker.serve`), which waits for its function."""
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-c", _BOOT, *sys.path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    )


class _News(NamedTuple):
    """An item with its result; or steps done and in all; or that the sender has gone."""

    sender: "_Worker"
    item: Any = None
    result: Any = None
    steps: tuple[int, int] | None = None
    gone: bool = False


def _next(inbox: "queue.SimpleQueue[_News]", crew: list["_Worker"], patience: Timeouts) -> _News | None:
    """What comes in next; None when nothing came for a while. Ends the workers that were silent for too long."""
    for member in crew:
        member.end_if_silent(patience)
    try:
        return inbox.get(timeout=_TICK)
    except queue.Empty:
        return None


class _Worker:
    """A process that works on items, seen from here. A thread of its own reads what it says into the inbox.

    `items` are those that it was given and has not answered, in their order: it works on the first.
    """

    def __init__(
        self, function: Callable[[Item], object], inbox: "queue.SimpleQueue[_News]", batch: list[Item]
    ) -> None:
        self.items: deque[Any] = deque()
        self._inbox = inbox
        self._ready = self._opened = False
        self._heard = time.monotonic()
        self._verdict = ""
        self._process = start_process()
        self._send(function)
        self.give(batch)
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def give(self, batch: list[Item]) -> None:
        """Send more items."""
        if not self.items:
            self._heard = time.monotonic()
        self.items.extend(batch)
        self._send(batch)

    def end_if_silent(self, patience: Timeouts) -> None:
        """Kill the process when its first item has made no progress for too long; the inbox will tell."""
        limit = START_SECONDS if not self._ready else patience.page if self._opened else patience.opening
        if self.items and not self._verdict and time.monotonic() - self._heard > limit:
            self._verdict = f"no progress for {limit:g} seconds"
            self._process.kill()

    def autopsy(self) -> Iterator[tuple[Any, ItemFailure]]:
        """The item that the process died of, and why. Raises AxtarError if it never lived."""
        status = self._process.wait()
        if not self._ready:
            raise AxtarError(
                f"cannot start a process to work in (it ended with status {status}); see its message above"
            )
        if self.items:
            yield (
                self.items.popleft(),
                ItemFailure(self._verdict or f"the process that read it crashed (status {status})"),
            )

    def end(self) -> None:
        """End the process: in peace when it has nothing to do, else at once."""
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
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                stream.close()  # type: ignore[union-attr] # both are pipes

    def _send(self, message: object) -> None:
        assert self._process.stdin is not None
        with suppress(OSError):  # the process has gone, and the inbox will tell
            worker.send(self._process.stdin, message)

    def _listen(self) -> None:
        assert self._process.stdout is not None
        try:
            while True:
                kind, value = worker.receive(self._process.stdout)
                self._heard = time.monotonic()
                if kind == worker.READY:
                    self._ready = True
                elif kind == worker.HEARTBEAT:
                    self._opened = True
                    if any(value):
                        self._inbox.put(_News(self, steps=value))
                else:
                    self._opened = False
                    # Told before it is struck off: who sees no items left finds all results in the inbox.
                    self._inbox.put(_News(self, self.items[0], value if kind == worker.DONE else ItemFailure(*value)))
                    self.items.popleft()
        except (EOFError, OSError):
            self._inbox.put(_News(self, gone=True))
