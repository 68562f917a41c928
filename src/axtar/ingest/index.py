"""From the catalogue into the index: the pages of documents become entries, here or in worker processes.

Adding, rebuilding and repairing are the same step, taken for other documents. It reads the catalogue only: no PDF is touched.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from axtar import names
from axtar.catalogue import Catalogue
from axtar.engines.protocol import Engine
from axtar.errors import AxtarError, ExtractionError
from axtar.ingest import entity_changes
from axtar.ingest.index_passages import PreparedPages, prepare_page
from axtar.model import Document
from axtar.progress import ProgressCallback, ignore_progress
from axtar.workers import pool
from axtar.workers.pool import ItemFailure, PoolSettings, Timeouts

_log = logging.getLogger(__name__)

PAGES_PER_TASK = 40
"""Pages that one task analyses: some megabytes of entries, so that memory stays flat in the size of a document."""

COMMIT_PASSAGES = 5_000
"""Passages after which the engine commits and what was done is marked."""

SINGLE_PROCESS_PAGES = 100
"""Up to so many pages are analysed in this process: starting others would take longer."""

TIMEOUTS = Timeouts(first_heartbeat=600.0)
"""For one task, which sends no heartbeat before it is done."""


@dataclass(frozen=True, slots=True)
class PageRange:
    """Some pages of one document, first to last, and whether they are its last."""

    document: str
    first: int
    last: int
    ends: bool


def index(
    catalogue: Catalogue, engine: Engine, ids: Sequence[str], workers: int, told: ProgressCallback = ignore_progress
) -> Iterator[list[str]]:
    """Bring an index up to the catalogue for these documents; yields the ids of those that are in, batch by batch.

    `told` hears of the pages that are analysed, and of all.
    The caller marks them. A document is in with its last page: one that a kill cut in two is still stale, and begins anew.
    """
    living = {document.id: document for document in catalogue.documents.get_many(ids)}
    removed = [id_ for id_ in ids if id_ not in living]
    if removed:
        with engine.writer() as writer:
            for id_ in removed:
                writer.delete(id_)
        yield removed
    tasks: list[PageRange] = []
    batch: list[PreparedPages] = []
    done, total = 0, sum(document.page_count for document in living.values())
    for chunk, analysed in _analysed(catalogue, living, workers):
        tasks += chunk
        batch.append(analysed)
        done += sum(task.last - task.first + 1 for task in chunk)
        told(done, total)
        if sum(len(one.entries) for one in batch) >= COMMIT_PASSAGES:
            yield _write(catalogue, engine, tasks, batch)
            tasks, batch = [], []
    if tasks:
        yield _write(catalogue, engine, tasks, batch)


def _write(
    catalogue: Catalogue, engine: Engine, tasks: Sequence[PageRange], batch: Sequence[PreparedPages]
) -> list[str]:
    with engine.writer() as writer:
        for task in tasks:
            if task.first == 1:
                writer.delete(task.document)
        for analysed in batch:
            writer.add(analysed.entries)
    catalogue.corpus_words.add_spellings(set().union(*(analysed.spellings for analysed in batch)))
    catalogue.corpus_words.add_words(set().union(*(analysed.words for analysed in batch)))
    return [task.document for task in tasks if task.ends]


def _analysed(
    catalogue: Catalogue, living: Mapping[str, Document], workers: int
) -> Iterator[tuple[list[PageRange], PreparedPages]]:
    chunks = _chunks(living.values())
    if workers == 1 or sum(document.page_count for document in living.values()) <= SINGLE_PROCESS_PAGES:
        yield from ((chunk, _analyse_chunk(catalogue, living, chunk)) for chunk in chunks)
        return
    analyse = partial(_analyse_elsewhere, catalogue.path, names.in_use())
    ready: dict[int, tuple[list[PageRange], PreparedPages]] = {}
    following = 0
    for (number, chunk), result in pool.run(
        analyse, ([one] for one in enumerate(chunks)), PoolSettings(workers, TIMEOUTS)
    ):
        if isinstance(result, ItemFailure):
            _log.error("Texts of %s: %s", ", ".join(task.document for task in chunk), result.trace or result.reason)
            raise AxtarError(f"The texts could not be prepared for the index: {result.reason}. Please report this.")
        if isinstance(result, ExtractionError):
            raise result
        ready[number] = (chunk, result)
        while following in ready:  # the pages of a document are written in their order
            yield ready.pop(following)
            following += 1


def _chunks(documents: Iterable[Document]) -> Iterator[list[PageRange]]:
    """Tasks of about PAGES pages: parts of a long document, or many short ones."""
    chunk: list[PageRange] = []
    size = 0
    for document in documents:
        for first in range(1, max(document.page_count, 1) + 1, PAGES_PER_TASK):
            last = min(first + PAGES_PER_TASK - 1, document.page_count)
            chunk.append(PageRange(document.id, first, last, last == document.page_count))
            size += last - first + 1
            if size >= PAGES_PER_TASK:
                yield chunk
                chunk, size = [], 0
    if chunk:
        yield chunk


def _analyse_chunk(
    catalogue: Catalogue, documents: Mapping[str, Document], chunk: Sequence[PageRange]
) -> PreparedPages:
    wanted = [(task.document, number) for task in chunk for number in range(task.first, task.last + 1)]
    pages = catalogue.pages.get_many(wanted)
    total = PreparedPages()
    for document, number in wanted:
        if (document, number) in pages:
            prepare_page(total, documents[document], pages[document, number])
    return total


def _analyse_elsewhere(
    path: Path,
    authority: bool,  # noqa: FBT001 - a setting
    item: tuple[int, list[PageRange]],
    _on_progress: ProgressCallback,
) -> PreparedPages:
    """The same in a worker process."""
    catalogue = _elsewhere(path, authority)
    _, chunk = item
    documents = {document.id: document for document in catalogue.documents.get_many([task.document for task in chunk])}
    return _analyse_chunk(catalogue, documents, chunk)


@cache
def _elsewhere(path: Path, authority: bool) -> Catalogue:  # noqa: FBT001 - a setting
    """A worker process's own connection; from now on it knows the same names."""
    names.use_authority(on=authority)
    catalogue = Catalogue(path)
    entity_changes.refresh(catalogue)
    return catalogue
