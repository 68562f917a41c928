"""Adding files: read in worker processes, kept, catalogued and indexed, batch by batch.

A file is reported only when it is in the catalogue and in the index. A kill before that leaves at worst a document that the
catalogue has and the index lacks; `repair` finds it by its missing mark.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from axtar.catalogue import Catalogue, Incoming
from axtar.config import Settings
from axtar.errors import ExtractionError
from axtar.extract import pool, read
from axtar.library import files, naming
from axtar.library.indexing import index
from axtar.library.store import IndexStore
from axtar.model import Extract, Outcome

BATCH_FILES = 500
BATCH_CHARACTERS = 4_000_000
"""A batch is committed at so many files or characters: memory stays flat, and a kill costs one batch."""


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
    """What a worker process read of one file."""

    sha256: str
    size: int
    extract: Extract


def _read(path: Path) -> _Read:
    extract = read(path)
    return _Read(files.sha256(path), path.stat().st_size, extract)


def add(shelf: Shelf, paths: Iterable[Path]) -> Iterator[Outcome]:
    """Add files; yields what became of each. The caller holds the library's lock."""
    batch: list[tuple[Path, _Read]] = []
    size = 0
    for item in _new(shelf, paths):
        if isinstance(item, Outcome):
            yield item
            continue
        batch.append(item)
        size += sum(len(page.text) for page in item[1].extract.pages)
        if len(batch) >= BATCH_FILES or size > BATCH_CHARACTERS:
            yield from _store(shelf, batch)
            batch, size = [], 0
    yield from _store(shelf, batch)


def _new(shelf: Shelf, paths: Iterable[Path]) -> Iterator[Outcome | tuple[Path, _Read]]:
    """What is not in the library yet, read; and the outcome of all else."""
    unknown: list[Path] = []
    for path, known in _known(shelf, paths):
        if known is None:
            unknown.append(path)
        else:
            yield Outcome(str(path), "unchanged", known)
    for path, result in pool.map_files(_read, unknown, shelf.workers):
        if isinstance(result, ExtractionError):
            yield Outcome(str(path), "failed", message=str(result))
        else:
            yield path, result


def _known(shelf: Shelf, paths: Iterable[Path]) -> Iterator[tuple[Path, str | None]]:
    """Each path with the id of the document that has its content now, if there is one and its original has not moved."""
    for path in paths:
        try:
            document = shelf.catalogue.known(files.sha256(path))
        except OSError:
            document = None  # the worker tells why it cannot be read
        yield path, document.id if document and (shelf.settings.documents / document.path).exists() else None


def _store(shelf: Shelf, batch: Sequence[tuple[Path, _Read]]) -> Iterator[Outcome]:
    outcomes: list[Outcome] = []
    incoming: list[Incoming] = []
    for path, one in batch:
        try:
            incoming.append(_incoming(shelf, path, one))
            outcomes.append(Outcome(str(path), "added", warnings=one.extract.warnings))
        except (ExtractionError, OSError) as error:
            outcomes.append(Outcome(str(path), "failed", message=_one_line(path, error)))
    stored = iter(shelf.catalogue.put(incoming))
    repair(shelf)
    for outcome in outcomes:
        if outcome.status == "failed":
            yield outcome
        else:
            id_, status = next(stored)
            yield Outcome(outcome.path, status, id_, outcome.message, outcome.warnings)


def _incoming(shelf: Shelf, path: Path, one: _Read) -> Incoming:
    record = {**one.extract.record, **files.record(path)}
    source = str(path.resolve())
    before = shelf.catalogue.at_source(source)
    kept = files.keep(path, shelf.settings.documents, before.path if before else None)
    return Incoming(path.name, kept.as_posix(), source, one.sha256, one.size, one.extract, record)


def _one_line(path: Path, error: Exception) -> str:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return reason if path.name in reason else f"{path.name}: {reason}"


def repair(shelf: Shelf, told: Callable[[int, int], None] = lambda _done, _total: None) -> int:
    """Index what the catalogue has and the index lacks; returns how many documents that were.

    After each batch it tells how many are done of how many.
    """
    engine = shelf.store.engine()
    naming.refresh(shelf.catalogue)
    naming.find_again(shelf.catalogue, engine)
    stale = shelf.catalogue.stale(engine.name)
    done = 0
    for ids in index(shelf.catalogue, engine, stale, shelf.workers, shelf.settings.index / "catalogue.sqlite"):
        shelf.catalogue.mark_indexed(engine.name, ids)
        done += len(ids)
        told(done, len(stale))
    return len(stale)


def rebuild(shelf: Shelf, told: Callable[[int], None] = lambda _: None) -> int:
    """Make the index again from the catalogue, beside the old one, which is searched until the new one is whole."""
    naming.refresh(shelf.catalogue)
    name = shelf.store.fresh()
    engine = shelf.store.open(name)
    ids = [document.id for document in shelf.catalogue.documents()]
    shelf.catalogue.clear_derived()
    for done in index(shelf.catalogue, engine, ids, shelf.workers, shelf.settings.index / "catalogue.sqlite"):
        told(len(done))
    shelf.store.put_in_force(name)
    removed = set(shelf.catalogue.stale(engine.name)) - set(ids)
    shelf.catalogue.mark_indexed(engine.name, list(chain(ids, removed)))
    return len(ids)
