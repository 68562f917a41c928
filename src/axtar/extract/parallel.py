"""Reading of files in worker processes.

A crash or a hang costs only the page, or the file, being read.
"""

import logging
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from axtar.errors import ExtractionError, TimedOutError
from axtar.extract.formats import read
from axtar.extract.limits import ExtractionLimits
from axtar.model import ExtractedDocument
from axtar.progress import ProgressCallback, ignore_progress
from axtar.workers.pool import ItemFailure, Timeouts, WorkerPool
from axtar.workers.timeouts import DEFAULT_TIMEOUTS

T_co = TypeVar("T_co", covariant=True)

_BATCH_FILES = 16
_BATCH_BYTES = 100_000  # small files share a message, which costs as much as reading one of them
_MAX_UNREADABLE = 5  # pages of a file; with more of them, something else is wrong
_log = logging.getLogger(__name__)


class PageReader(Protocol[T_co]):
    """Reads a file page by page, except `limits.unreadable_pages`.

    It must be importable by name. While it reads page n of m, it reports the progress (n, 2 m), and later more than (m, 2 m).
    """

    def __call__(self, path: Path, on_progress: ProgressCallback, /, *, limits: ExtractionLimits = ...) -> T_co:
        """Read the file at a path."""


def read_all(
    paths: Iterable[Path], workers: WorkerPool, on_progress: ProgressCallback = ignore_progress
) -> Iterator[tuple[Path, ExtractedDocument | ExtractionError]]:
    """Read every file (`extract.read`) in worker processes, in order of completion."""
    return map_files(read, paths, workers, on_progress=on_progress)


def map_files(
    function: PageReader[T_co],
    paths: Iterable[Path],
    workers: WorkerPool,
    timeouts: Timeouts = DEFAULT_TIMEOUTS,
    on_progress: ProgressCallback = ignore_progress,
) -> Iterator[tuple[Path, T_co | ExtractionError]]:
    """Apply `function(path, on_progress)` to every path in worker processes (`WorkerPool.run`).

    Yields the results in order of completion. A file on one of whose pages a process crashed or timed out is read again without
    that page; if no page is known, or too many, it gets a TimedOutError. An unexpected exception is logged and becomes an
    ExtractionError. Raises AxtarError if no worker can be started.
    """
    for path, result in workers.run(function, _batches(paths), timeouts, on_progress):
        if isinstance(result, ItemFailure) and _page_reached(result):
            result = _read_other_pages(function, path, workers, timeouts, on_progress)  # noqa: PLW2901 - a better one
        yield path, _error(path, result) if isinstance(result, ItemFailure) else result


def _read_other_pages(
    function: PageReader[T_co],
    path: Path,
    workers: WorkerPool,
    timeouts: Timeouts,
    on_progress: ProgressCallback,
) -> T_co | ExtractionError | ItemFailure:
    """Read a file without the pages that crash or hang.

    Every page is reported, so that they are known exactly.
    """
    exact = timeouts._replace(interval=0.0)
    unreadable: frozenset[int] = frozenset()
    while True:
        reader = partial(function, limits=ExtractionLimits(unreadable_pages=unreadable))
        ((_, result),) = workers.run(reader, [[path]], exact, on_progress)
        page = _page_reached(result) if isinstance(result, ItemFailure) else 0
        if not page or page in unreadable or len(unreadable) == _MAX_UNREADABLE:
            return result
        _log.info("%s: page %d: %s", path, page, result)
        unreadable |= {page}


def _page_reached(failure: ItemFailure) -> int:
    """Return the page on which a process ended; 0 if it ended otherwise, or has one page only."""
    page, steps = failure.reached
    return page if 2 * page <= steps and steps > 2 else 0


def _error(path: Path, failure: ItemFailure) -> ExtractionError:
    if failure.trace:
        _log.error("%s: %s", path, failure.trace)
        return ExtractionError(
            f"{path.name}: reading failed unexpectedly ({failure.reason}); please report this with the file"
        )
    return TimedOutError(
        f"{path.name}: {failure.reason}; the file was skipped. Save it again with another program, and add the result"
    )


def _batches(paths: Iterable[Path]) -> Iterator[list[Path]]:
    """Group paths: a batch ends when its files are many or large."""
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
