"""Files read in worker processes: a crash or a hang of one file costs that file only."""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from axtar.errors import ExtractionError, TimedOutError
from axtar.extract.formats import read
from axtar.model import ExtractedDocument
from axtar.progress import ProgressCallback, ignore_progress
from axtar.workers import pool
from axtar.workers.pool import ItemFailure, Timeouts

T = TypeVar("T")

TIMEOUTS = Timeouts()

_BATCH_FILES = 16
_BATCH_BYTES = 100_000  # small files go to a worker together; a message costs as much as reading one of them
_log = logging.getLogger(__name__)


def read_all(
    paths: Iterable[Path], workers: int, told: ProgressCallback = ignore_progress
) -> Iterator[tuple[Path, ExtractedDocument | ExtractionError]]:
    """`extract.read` for every path, in order of completion."""
    return map_files(read, paths, workers, told=told)


def map_files(
    function: Callable[[Path], T],
    paths: Iterable[Path],
    workers: int,
    patience: Timeouts = TIMEOUTS,
    told: ProgressCallback = ignore_progress,
) -> Iterator[tuple[Path, T | ExtractionError]]:
    """Apply a function, importable by its name, to every path in worker processes (`crew.work`), as they complete.

    An exception other than ExtractionError becomes one, and is logged; the file that a process died of, or that was silent
    for longer than `patience` allows, gets a TimedOutError. Raises AxtarError where no worker can be started.
    """
    for path, result in pool.run(function, _batches(paths), workers, patience, told):
        yield path, _error(path, result) if isinstance(result, ItemFailure) else result


def _error(path: Path, failure: ItemFailure) -> ExtractionError:
    if failure.trace:
        _log.error("%s: %s", path, failure.trace)
        return ExtractionError(
            f"{path.name}: reading it failed unexpectedly ({failure.reason}); please report this with the file"
        )
    return TimedOutError(
        f"{path.name}: {failure.reason}; it was left out. Open and save it anew with another program, and add that"
    )


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
