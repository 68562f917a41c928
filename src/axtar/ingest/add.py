"""Adding files: read in worker processes, kept, catalogued and indexed, batch by batch.

A file is reported only when it is in the catalogue and in the index. A kill before that leaves at worst a document that the
catalogue has and the index lacks; `index_pending` finds it by its missing mark.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from axtar.catalogue import Catalogue, ExtractedFile
from axtar.config import Settings
from axtar.errors import ExtractionError
from axtar.extract import parallel
from axtar.ingest import entity_changes, originals
from axtar.ingest.index import index
from axtar.ingest.index_store import IndexStore
from axtar.model import AddResult, ExtractedDocument
from axtar.progress import ProgressCallback, ignore_progress

BATCH_FILES = 500
BATCH_CHARACTERS = 4_000_000
"""A batch is committed at so many files or characters: memory stays flat, and a kill costs one batch."""

KEPT = (
    "the record beside the file has changed, but the document's was edited in the library and is kept; "
    "`axtar edit {} --record FILE` takes the file's"
)


@dataclass(frozen=True, slots=True)
class Shelf:
    """What adding needs of a library."""

    settings: Settings
    catalogue: Catalogue
    store: IndexStore

    @property
    def workers(self) -> int:
        """Processes that read and analyse."""
        return self.settings.workers or os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class _Read:
    """A file that is new, or has a new record beside it, as a worker process read it."""

    path: Path
    sha256: str
    extract: ExtractedDocument


def add(shelf: Shelf, paths: Iterable[Path], told: ProgressCallback = ignore_progress) -> Iterator[AddResult]:
    """Add files; yields what became of each. The caller holds the library's lock.

    Of a single file `told` hears how far it has come: reading is the first half, indexing the second.
    """
    batch: list[_Read] = []
    size = 0
    for item in _new(shelf, paths, told):
        if isinstance(item, AddResult):
            yield item
            continue
        batch.append(item)
        size += sum(len(page.text) for page in item.extract.pages)
        if len(batch) >= BATCH_FILES or size > BATCH_CHARACTERS:
            yield from _store(shelf, batch, told)
            batch, size = [], 0
    yield from _store(shelf, batch, told)


def _new(shelf: Shelf, paths: Iterable[Path], told: ProgressCallback) -> Iterator[AddResult | _Read]:
    """What is not in the library as it is now, read; and the outcome of all else."""
    unknown: dict[Path, str] = {}
    for path in paths:
        try:
            # Before it is read: of a file that changes meanwhile the next adding finds other content, and reads it again.
            sha256 = originals.sha256(path)
            document = shelf.catalogue.documents.find_by_content(sha256, originals.read_sidecar(path))
        except (ExtractionError, OSError) as error:
            yield AddResult(str(path), "failed", message=_one_line(path, error))
            continue
        if document and (shelf.settings.documents / document.path).exists():
            yield AddResult(str(path), "unchanged", document.id)
        else:
            unknown[path] = sha256
    for path, result in parallel.read_all(unknown, shelf.workers, lambda done, total: told(done, 2 * total)):
        if isinstance(result, ExtractionError):
            yield AddResult(str(path), "failed", message=str(result))
        else:
            yield _Read(path, unknown[path], result)


def _store(shelf: Shelf, batch: Sequence[_Read], told: ProgressCallback) -> Iterator[AddResult]:
    outcomes: list[AddResult] = []
    incoming: list[ExtractedFile] = []
    for one in batch:
        try:
            incoming.append(_incoming(shelf, one))
            outcomes.append(AddResult(str(one.path), "added", warnings=one.extract.warnings))
        except (ExtractionError, OSError) as error:
            outcomes.append(AddResult(str(one.path), "failed", message=_one_line(one.path, error)))
    stored = iter(shelf.catalogue.documents.put(incoming))
    index_pending(shelf, lambda done, total: told(total + done, 2 * total))
    for outcome in outcomes:
        if outcome.status == "failed":
            yield outcome
        else:
            id_, status = next(stored)
            yield AddResult(outcome.path, status, id_, KEPT.format(id_) if status == "kept" else "", outcome.warnings)


def _incoming(shelf: Shelf, one: _Read) -> ExtractedFile:
    sidecar = originals.read_sidecar(one.path)
    source = str(one.path.resolve())
    before = shelf.catalogue.documents.find_by_source(source)
    kept = originals.store_original(one.path, shelf.settings.documents, before.path if before else None)
    size = one.path.stat().st_size
    record = {**one.extract.record, **sidecar}
    return ExtractedFile(one.path.name, kept.as_posix(), source, one.sha256, size, one.extract, record, sidecar)


def _one_line(path: Path, error: Exception) -> str:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return reason if path.name in reason else f"{path.name}: {reason}"


def index_pending(shelf: Shelf, told: ProgressCallback = ignore_progress) -> int:
    """Index what the catalogue has and the index lacks; returns how many documents that were, and tells of pages."""
    engine = shelf.store.engine()
    entity_changes.refresh(shelf.catalogue)
    entity_changes.mark_affected_stale(shelf.catalogue, engine)
    stale = shelf.catalogue.index_state.stale(engine.name)
    for ids in index(shelf.catalogue, engine, stale, shelf.workers, told):
        shelf.catalogue.index_state.mark_indexed(engine.name, ids)
    return len(stale)


def rebuild(shelf: Shelf, told: ProgressCallback = ignore_progress) -> int:
    """Make the index again from the catalogue, beside the old one, which is searched until the new one is whole."""
    entity_changes.refresh(shelf.catalogue)
    name = shelf.store.fresh()
    engine = shelf.store.open(name)
    ids = [document.id for document in shelf.catalogue.documents.list_all()]
    shelf.catalogue.corpus_words.clear()
    for _ in index(shelf.catalogue, engine, ids, shelf.workers, told):
        pass  # all are marked together, when the new index is in force
    shelf.store.put_in_force(name)
    removed = set(shelf.catalogue.index_state.stale(engine.name)) - set(ids)
    shelf.catalogue.index_state.mark_indexed(engine.name, list(chain(ids, removed)))
    return len(ids)
