"""Files read in worker processes: a crash or a hang of one file costs that file only.

Workers are plain subprocesses of this interpreter, the same on every system, with pipes and a thread for each.
(multiprocessing would import the caller's main module again in every worker and leave its helper processes behind.)
"""

import logging
import queue
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from axtar.errors import AxtarError, ExtractionError, TimedOutError
from axtar.extract import worker
from axtar.extract.formats import read
from axtar.extract.progress import Told, nobody
from axtar.model import Extract

T = TypeVar("T")


class Patience(NamedTuple):
    """Seconds of silence before a worker is ended: until a file's first sign of life (`progress.beat`), and after it."""

    opening: float = 30.0
    page: float = 5.0


PATIENCE = Patience()

_BATCH_FILES = 16
_BATCH_BYTES = 100_000  # small files go to a worker together; a message costs as much as reading one of them
_AHEAD = 1  # files that a worker still has when it gets more, so that it need not wait for us
_STARTING = 60.0  # seconds for a new interpreter on a busy machine
_TICK = 0.05  # seconds between two looks at the clock

_BOOT = "import sys; sys.path[:] = sys.argv[1:]; from axtar.extract.worker import serve; serve()"
_log = logging.getLogger(__name__)


def read_all(
    paths: Iterable[Path], workers: int, told: Told = nobody
) -> Iterator[tuple[Path, Extract | ExtractionError]]:
    """`extract.read` for every path, in order of completion."""
    return map_files(read, paths, workers, told=told)


def map_files(
    function: Callable[[Path], T],
    paths: Iterable[Path],
    workers: int,
    patience: Patience = PATIENCE,
    told: Told = nobody,
) -> Iterator[tuple[Path, T | ExtractionError]]:
    """Apply a function, importable by its name, to every path in worker processes; results in order of completion.

    `paths` is read only as far as there is room to work. An exception other than ExtractionError becomes one, and is
    logged; a worker that crashes, or is silent for longer than `patience` allows, is replaced, and its file gets a
    TimedOutError. A function that works long must call `progress.beat()` for every page. `told` hears how far
    the work on a path, any of them, has come. Closing the iterator ends the workers.

    Raises AxtarError where no worker can be started.
    """
    batches = _batches(paths)
    inbox: queue.SimpleQueue[_News] = queue.SimpleQueue()
    crew: list[_Worker] = []

    def hire(batch: list[Path]) -> None:
        crew.append(_Worker(function, inbox, batch))

    try:
        while _supply(crew, batches, max(1, workers), hire) or not inbox.empty():
            news = _next(inbox, crew, patience)
            if news and news.steps:
                told(*news.steps)
            elif news and news.path is not None:
                yield news.path, news.result
            elif news and news.sender in crew:
                yield from news.sender.autopsy()
                crew.remove(news.sender)
                news.sender.end()
                if news.sender.files:
                    hire(list(news.sender.files))
    finally:
        for member in crew:
            member.end()


def _supply(
    crew: list["_Worker"], batches: Iterator[list[Path]], workers: int, hire: Callable[[list[Path]], None]
) -> bool:
    """Keep so many workers supplied as long as there are files; end those that have none. False when all is done."""
    while len(crew) < workers and (batch := next(batches, None)):
        hire(batch)
    for member in crew:
        if len(member.files) <= _AHEAD and (batch := next(batches, None)):
            member.give(batch)
    for idle in [member for member in crew if not member.files]:
        crew.remove(idle)
        idle.end()
    return bool(crew)


def _batches(paths: Iterable[Path]) -> Iterator[list[Path]]:
    """Paths one by one, small files several at a time."""
    batch: list[Path] = []
    size = 0
    for path in paths:
        with suppress(OSError):
            size += path.stat().st_size
        batch.append(path)
        if size > _BATCH_BYTES or len(batch) >= _BATCH_FILES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def start() -> subprocess.Popen[bytes]:
    """A new worker (`worker.serve`), which waits for its function."""
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-c", _BOOT, *sys.path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


class _News(NamedTuple):
    """A path with its result; or steps done and in all; or neither: the sender has gone."""

    sender: "_Worker"
    path: Path | None = None
    result: Any = None
    steps: tuple[int, int] | None = None


def _next(inbox: "queue.SimpleQueue[_News]", crew: list["_Worker"], patience: Patience) -> _News | None:
    """What comes in next; None when nothing came for a while. Ends the workers that were silent for too long."""
    for member in crew:
        member.end_if_silent(patience)
    try:
        return inbox.get(timeout=_TICK)
    except queue.Empty:
        return None


class _Worker:
    """A process that works on files, seen from here. A thread of its own reads what it says into the inbox.

    `files` are the paths that it was given and has not answered, in their order: it works on the first.
    """

    def __init__(
        self, function: Callable[[Path], object], inbox: "queue.SimpleQueue[_News]", batch: list[Path]
    ) -> None:
        self.files: deque[Path] = deque()
        self._inbox = inbox
        self._ready = self._opened = False
        self._heard = time.monotonic()
        self._verdict = ""
        self._process = start()
        self._send(function)
        self.give(batch)
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def give(self, batch: list[Path]) -> None:
        """Send more files."""
        if not self.files:
            self._heard = time.monotonic()
        self.files.extend(batch)
        self._send(batch)

    def end_if_silent(self, patience: Patience) -> None:
        """Kill the process when its first file has made no progress for too long; the inbox will tell."""
        limit = _STARTING if not self._ready else patience.page if self._opened else patience.opening
        if self.files and not self._verdict and time.monotonic() - self._heard > limit:
            self._verdict = f"no progress for {limit:g} seconds"
            self._process.kill()

    def autopsy(self) -> Iterator[tuple[Path, TimedOutError]]:
        """The file that the process died of, with its error. Raises AxtarError if it never lived."""
        status = self._process.wait()
        if not self._ready:
            raise AxtarError(
                f"cannot start a process to read files (it ended with status {status}); see its message above"
            )
        if self.files:
            path = self.files.popleft()
            reason = self._verdict or f"the process that read it crashed (status {status})"
            yield (
                path,
                TimedOutError(
                    f"{path.name}: {reason}; it was left out. Open and save it anew with another program, and add that"
                ),
            )

    def end(self) -> None:
        """End the process: in peace when it has nothing to do, else at once."""
        if self.files:
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
                elif kind == worker.BEAT:
                    self._opened = True
                    if any(value):
                        self._inbox.put(_News(self, steps=value))
                else:
                    self._opened = False
                    path = self.files[0]
                    # Told before it is struck off: who sees no files left finds all results in the inbox.
                    self._inbox.put(_News(self, path, value if kind == worker.DONE else _unexpected(path, *value)))
                    self.files.popleft()
        except (EOFError, OSError):
            self._inbox.put(_News(self))


def _unexpected(path: Path, summary: str, trace: str) -> ExtractionError:
    _log.error("%s: %s", path, trace)
    return ExtractionError(f"{path.name}: reading it failed unexpectedly ({summary}); please report this with the file")
