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
_TICK = 0.1  # seconds between two looks at the clock

_BOOT = "import sys; sys.path[:] = sys.argv[1:]; from axtar.extract.worker import serve; serve()"
_log = logging.getLogger(__name__)


def read_all(paths: Iterable[Path], workers: int) -> Iterator[tuple[Path, Extract | ExtractionError]]:
    """`extract.read` for every path, in order of completion."""
    return map_files(read, paths, workers)


def map_files(
    function: Callable[[Path], T], paths: Iterable[Path], workers: int, patience: Patience = PATIENCE
) -> Iterator[tuple[Path, T | ExtractionError]]:
    """Apply a function, importable by its name, to every path in worker processes; results in order of completion.

    `paths` is read only as far as there is room to work. An exception other than ExtractionError becomes one, and is
    logged; a worker that crashes, or is silent for longer than `patience` allows, is replaced, and its file gets a
    TimedOutError. A function that works long must call `progress.beat()` for every page. Closing the iterator ends the
    workers. Raises AxtarError where no worker can be started.
    """
    batches = _batches(paths)
    inbox: queue.SimpleQueue[_News] = queue.SimpleQueue()
    crew: list[_Worker] = []
    try:
        while True:
            while len(crew) < max(1, workers) and (batch := next(batches, None)):
                crew.append(_Worker(function, inbox, batch))
            for member in crew:
                if len(member.files) <= _AHEAD and (batch := next(batches, None)):
                    member.give(batch)
            if not crew:
                return
            news = _next(inbox, crew, patience)
            if news.path is not None:
                yield news.path, news.result
            elif news.sender in crew:
                yield from _replace(crew, news.sender, function, inbox)
            for idle in [member for member in crew if member.done()]:
                crew.remove(idle)
                idle.end()
    finally:
        for member in crew:
            member.end()


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
