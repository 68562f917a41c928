"""Adds files: reads, stores, catalogues and indexes them in batches.

A file is reported once it is in the catalogue and in the index. A kill before that leaves at most documents that the
catalogue has and the index lacks; `Indexer.index_pending` finds them. Whatever is wrong with one file ends in its own result,
never in the end of the others.
"""

import errno
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from axtar.catalogue import Catalogue, ExtractedFile
from axtar.errors import AxtarError, ExtractionError
from axtar.extract import parallel
from axtar.ingest.found_file import FoundFile
from axtar.ingest.index import Indexer
from axtar.ingest.originals import Originals, Snapshot, sha256
from axtar.ingest.sidecar import Sidecar, read_sidecar
from axtar.model import AddResult, ExtractedDocument
from axtar.progress import ProgressCallback, ignore_progress
from axtar.workers.pool import WorkerPool

RECORD_PRESERVED = (
    "the .csl.json file has changed, but the record was edited in the library and is preserved; "
    "`axtar edit {} --record FILE` replaces it with the record in a file"
)
UNSEARCHABLE = (
    "the file is in the library, but its text cannot be searched: {}. It is tried again after an update of axtar"
)
_BEING_WRITTEN = "is being written by another program; add it again when that has finished"
_READINGS = 3  # of a file inside documents/, which is read in place and may change meanwhile
_MAX_REASON = 1000  # characters
_FULL = "the library's disk is full; free some space, and add it again"
_OS_REASONS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.ENOENT: "has disappeared; add it again when it is back",
    errno.EACCES: "cannot be read, because its permissions forbid it",
    errno.ELOOP: "became a link, which is not followed",
}

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _NewFile:
    """A file that is new, or has a changed sidecar."""

    file: FoundFile
    sidecar: Sidecar


@dataclass(frozen=True, slots=True)
class _ReadFile:
    """A new file, the content that was read, and what a worker process read in it."""

    new: _NewFile
    snapshot: Snapshot
    content: ExtractedDocument


def add(
    found: Iterable[FoundFile | AddResult],
    *,
    catalogue: Catalogue,
    originals: Originals,
    indexer: Indexer,
    on_progress: ProgressCallback = ignore_progress,
) -> Iterator[AddResult]:
    """Add files and yield the result of each. The caller holds the write lock.

    `on_progress` reports on a single file: reading is the first half, indexing the second.
    """
    limits = indexer.limits
    batch: list[_ReadFile] = []
    size = 0
    originals.discard_all()
    try:
        for item in _read_new(found, catalogue, originals, indexer, on_progress):
            if isinstance(item, AddResult):
                yield item
                continue
            batch.append(item)
            size += sum(len(page.text) for page in item.content.pages)
            if len(batch) >= limits.batch_files or size > limits.batch_characters:
                yield from _store(batch, catalogue, originals, indexer, on_progress)
                batch, size = [], 0
        yield from _store(batch, catalogue, originals, indexer, on_progress)
    finally:
        originals.discard_all()


def _read_new(
    found: Iterable[FoundFile | AddResult],
    catalogue: Catalogue,
    originals: Originals,
    indexer: Indexer,
    on_progress: ProgressCallback,
) -> Iterator[AddResult | _ReadFile]:
    """Read the files whose content or sidecar is new; yield a result for every other file."""
    new: dict[Path, _NewFile] = {}
    failures = indexer.failures()
    for file in found:
        if isinstance(file, AddResult):
            yield file
        elif isinstance(known := _known_or_new(file, catalogue, originals), AddResult):
            yield _indexed(known, failures)
        else:
            new[file.path] = known
    waiting: Sequence[_NewFile] = list(new.values())
    for _ in range(_READINGS):
        reading = _Reading(originals, waiting)
        yield from reading.run(indexer.workers, lambda done, total: on_progress(done, 2 * total))
        waiting = reading.changed
    for item in waiting:
        yield AddResult(str(item.file.path), "failed", message=_BEING_WRITTEN)


def _known_or_new(file: FoundFile, catalogue: Catalogue, originals: Originals) -> AddResult | _NewFile:
    """Return a file as new, or its result if the library has it or it cannot be read."""
    try:
        sidecar = read_sidecar(file)
        document = catalogue.documents.find_by_content(file.sha256(), sidecar.record)
        if document and originals.exists(document):
            return AddResult(str(file.path), "unchanged", document.id, warnings=sidecar.warnings)
    except Exception as error:  # noqa: BLE001 - of one file; the others are added
        return _failed(file.path, error)
    return _NewFile(file, sidecar)


@dataclass(frozen=True, slots=True)
class _Reading:
    """The reading of new files in worker processes.

    `changed` are those that changed meanwhile, to be read again.
    """

    originals: Originals
    files: Sequence[_NewFile]
    changed: list[_NewFile] = field(default_factory=list)
    _snapshots: dict[Path, tuple[_NewFile, Snapshot]] = field(default_factory=dict)
    _failed: list[AddResult] = field(default_factory=list)

    def run(self, workers: WorkerPool, on_progress: ProgressCallback) -> Iterator[AddResult | _ReadFile]:
        """Read the files; yield what was read, and a result for each file that cannot be read."""
        for path, result in parallel.read_all(self._copy_each(), workers, on_progress):
            yield from self._take_failed()
            new, snapshot = self._snapshots.pop(path)
            try:
                item = self._read(new, snapshot, result)
            except Exception as error:  # noqa: BLE001 - of one file; the others are added
                item = _failed(new.file.path, error)
            if not isinstance(item, _ReadFile):
                self.originals.discard(snapshot)
            if item:
                yield item
        yield from self._take_failed()

    def _copy_each(self) -> Iterator[Path]:
        """Copy one file after the other, and yield the paths to read.

        A file is copied only when a worker process has room for it.
        """
        for new in self.files:
            try:
                snapshot = self.originals.snapshot(new.file)
            except Exception as error:  # noqa: BLE001 - of one file; the others are added
                self._failed.append(_failed(new.file.path, error))
            else:
                self._snapshots[snapshot.path] = (new, snapshot)
                yield snapshot.path

    def _read(
        self, new: _NewFile, snapshot: Snapshot, result: ExtractedDocument | ExtractionError
    ) -> AddResult | _ReadFile | None:
        """Return what was read, or why nothing was; None if the file changed meanwhile."""
        if not snapshot.is_copy and sha256(snapshot.path) != snapshot.sha256:
            self.changed.append(new)
            return None
        if isinstance(result, ExtractionError):
            return _failed(new.file.path, result, snapshot.path.name)
        return _ReadFile(new, snapshot, result)

    def _take_failed(self) -> Iterator[AddResult]:
        yield from self._failed
        self._failed.clear()


def _store(
    batch: Sequence[_ReadFile],
    catalogue: Catalogue,
    originals: Originals,
    indexer: Indexer,
    on_progress: ProgressCallback,
) -> Iterator[AddResult]:
    """Store originals, commit the batch to the catalogue, index it, and yield the results."""
    results: list[AddResult] = []
    files: list[ExtractedFile] = []
    for item in batch:
        try:
            files.append(_extracted_file(item, catalogue, originals))
            warnings = (*item.new.sidecar.warnings, *item.content.warnings)
            results.append(AddResult(str(item.new.file.path), "added", warnings=warnings))
        except Exception as error:  # noqa: BLE001 - of one file; the others are added
            results.append(_failed(item.new.file.path, error))
    stored = iter(catalogue.documents.put(files))  # committed: from here on nothing is lost
    indexer.index_pending(lambda done, total: on_progress(total + done, 2 * total))
    failures = indexer.failures()
    for result in results:
        if result.status == "failed":
            yield result
        else:
            id_, status = next(stored)
            message = RECORD_PRESERVED.format(id_) if status == "kept" else ""
            yield _indexed(AddResult(result.path, status, id_, message, result.warnings), failures)


def _indexed(result: AddResult, failures: Mapping[str, str]) -> AddResult:
    """Return the result as failed if the document cannot be searched, though it is stored."""
    reason = failures.get(result.document or "")
    return replace(result, status="failed", message=UNSEARCHABLE.format(reason)) if reason else result


def _extracted_file(item: _ReadFile, catalogue: Catalogue, originals: Originals) -> ExtractedFile:
    """Store the original of a file; return what the catalogue stores about it."""
    path, snapshot, sidecar = item.new.file.path, item.snapshot, item.new.sidecar.record
    source = str(path.resolve())
    previous = catalogue.documents.find_by_source(source)
    stored = originals.store(snapshot, previous.path if previous else None)
    record = {**item.content.record, **sidecar}
    return ExtractedFile(
        path.name, stored.as_posix(), source, snapshot.sha256, snapshot.size, item.content, record, sidecar
    )


def _failed(path: Path, error: Exception, copy_name: str = "") -> AddResult:
    """Return the result of a file that cannot be added, with one line that says why.

    The line does not repeat the name, which readers write before it: whoever shows the result shows its path.
    """
    if isinstance(error, OSError):
        reason = _OS_REASONS.get(error.errno or 0, f"{error.strerror or error}; check the file, and add it again")
    elif isinstance(error, AxtarError):
        reason = str(error).removeprefix(f"{copy_name or path.name}: ")
    else:
        _log.info("%r", path, exc_info=error)
        reason = f"adding failed unexpectedly ({type(error).__name__}: {error}); please report this with the file"
    return AddResult(str(path), "failed", message=" ".join(reason.split())[:_MAX_REASON])
