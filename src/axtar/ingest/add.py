"""Adds files: reads, stores, catalogues and indexes them in batches.

A file is reported once it is in the catalogue and in the index. A kill before that leaves at most documents that the
catalogue has and the index lacks; `Indexer.index_pending` finds them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from axtar.catalogue import Catalogue, ExtractedFile
from axtar.errors import ExtractionError
from axtar.extract import parallel
from axtar.ingest.index import Indexer
from axtar.ingest.originals import Originals, sha256
from axtar.ingest.sidecar import read_sidecar
from axtar.model import AddResult, ExtractedDocument
from axtar.progress import ProgressCallback, ignore_progress

RECORD_PRESERVED = (
    "the .csl.json file has changed, but the record was edited in the library and is preserved; "
    "`axtar edit {} --record FILE` replaces it with the record in a file"
)


@dataclass(frozen=True, slots=True)
class _ReadFile:
    """A file that is new, or has a changed sidecar, with what a worker process read from it."""

    path: Path
    sha256: str
    content: ExtractedDocument


def add(
    paths: Iterable[Path],
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
    for item in _read_new(paths, catalogue, originals, indexer.workers, on_progress):
        if isinstance(item, AddResult):
            yield item
            continue
        batch.append(item)
        size += sum(len(page.text) for page in item.content.pages)
        if len(batch) >= limits.batch_files or size > limits.batch_characters:
            yield from _store(batch, catalogue, originals, indexer, on_progress)
            batch, size = [], 0
    yield from _store(batch, catalogue, originals, indexer, on_progress)


def _read_new(
    paths: Iterable[Path], catalogue: Catalogue, originals: Originals, workers: int, on_progress: ProgressCallback
) -> Iterator[AddResult | _ReadFile]:
    """Read the files whose content or sidecar is new; yield a result for every other file."""
    new: dict[Path, str] = {}
    for path in paths:
        try:
            # Hashed before it is read: if the file changes meanwhile, the next `add` sees other content and adds that.
            content_hash = sha256(path)
            document = catalogue.documents.find_by_content(content_hash, read_sidecar(path))
        except (ExtractionError, OSError) as error:
            yield AddResult(str(path), "failed", message=_reason(path, error))
            continue
        if document and originals.exists(document):
            yield AddResult(str(path), "unchanged", document.id)
        else:
            new[path] = content_hash
    for path, result in parallel.read_all(new, workers, lambda done, total: on_progress(done, 2 * total)):
        if isinstance(result, ExtractionError):
            yield AddResult(str(path), "failed", message=str(result))
        else:
            yield _ReadFile(path, new[path], result)


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
            results.append(AddResult(str(item.path), "added", warnings=item.content.warnings))
        except (ExtractionError, OSError) as error:
            results.append(AddResult(str(item.path), "failed", message=_reason(item.path, error)))
    stored = iter(catalogue.documents.put(files))  # committed: from here on nothing is lost
    indexer.index_pending(lambda done, total: on_progress(total + done, 2 * total))
    for result in results:
        if result.status == "failed":
            yield result
        else:
            id_, status = next(stored)
            message = RECORD_PRESERVED.format(id_) if status == "kept" else ""
            yield AddResult(result.path, status, id_, message, result.warnings)


def _extracted_file(item: _ReadFile, catalogue: Catalogue, originals: Originals) -> ExtractedFile:
    """Store the original of a file; return what the catalogue stores about it."""
    sidecar = read_sidecar(item.path)
    source = str(item.path.resolve())
    previous = catalogue.documents.find_by_source(source)
    path = originals.store(item.path, previous.path if previous else None)
    size = item.path.stat().st_size
    record = {**item.content.record, **sidecar}
    return ExtractedFile(item.path.name, path.as_posix(), source, item.sha256, size, item.content, record, sidecar)


def _reason(path: Path, error: Exception) -> str:
    """Return one line that names the file and says what is wrong."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return reason if path.name in reason else f"{path.name}: {reason}"
