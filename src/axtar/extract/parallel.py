"""Reading of files in worker processes: a crash or a hang fails only the file being read."""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from axtar.errors import ExtractionError, TimedOutError
from axtar.extract.formats import read
from axtar.model import ExtractedDocument
from axtar.progress import ProgressCallback, ignore_progress
from axtar.workers.pool import ItemFailure, Timeouts, WorkerPool
from axtar.workers.timeouts import DEFAULT_TIMEOUTS

T = TypeVar("T")

_BATCH_FILES = 16
_BATCH_BYTES = 100_000  # small files share a message, which costs as much as reading one of them
_log = logging.getLogger(__name__)


def read_all(
    paths: Iterable[Path], workers: WorkerPool, on_progress: ProgressCallback = ignore_progress
) -> Iterator[tuple[Path, ExtractedDocument | ExtractionError]]:
    """Read every file (`extract.read`) in worker processes, in order of completion."""
    return map_files(read, paths, workers, on_progress=on_progress)


def map_files(
    function: Callable[[Path, ProgressCallback], T],
    paths: Iterable[Path],
    workers: WorkerPool,
    timeouts: Timeouts = DEFAULT_TIMEOUTS,
    on_progress: ProgressCallback = ignore_progress,
) -> Iterator[tuple[Path, T | ExtractionError]]:
    """Apply `function(path, on_progress)` to every path in worker processes (`WorkerPool.run`).

    Yields the results in order of completion. An unexpected exception is logged and becomes an ExtractionError; the file on
    which a process crashed or timed out gets a TimedOutError. Raises AxtarError if no worker can be started.
    """
    for path, result in workers.run(function, _batches(paths), timeouts, on_progress):
        yield path, _error(path, result) if isinstance(result, ItemFailure) else result


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
