"""Indexes documents from the catalogue, in this process or in worker processes.

Adding, rebuilding and finishing what a killed process left pending are one operation on different documents. It reads the
catalogue only: no original is opened.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain
from pathlib import Path

from axtar.analyzer import Analyzer
from axtar.catalogue import Catalogue
from axtar.engines.protocol import Engine
from axtar.errors import AxtarError, ExtractionError
from axtar.ingest.affected_documents import mark_affected_stale
from axtar.ingest.entities import Entities
from axtar.ingest.index_passages import PreparedPages, prepare_page
from axtar.ingest.index_store import IndexStore
from axtar.ingest.limits import DEFAULT_LIMITS, IngestLimits
from axtar.model import Document
from axtar.progress import ProgressCallback, ignore_progress
from axtar.workers.pool import ItemFailure, WorkerPool

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PageRange:
    """Consecutive pages of a document; `is_end` if its last page is among them."""

    document: str
    first: int
    last: int
    is_end: bool


Task = list[PageRange]
"""The pages that one worker analyzes at a time."""


@dataclass(frozen=True, slots=True)
class Indexer:
    """Updates the index from the catalogue. The caller holds the write lock."""

    catalogue: Catalogue
    store: IndexStore
    entities: Entities
    workers: WorkerPool
    authority: bool
    limits: IngestLimits = DEFAULT_LIMITS

    def index_pending(self, on_progress: ProgressCallback = ignore_progress) -> int:
        """Index what the catalogue has and the index lacks; return the number of documents.

        Progress is reported in pages.
        """
        engine = self.store.writable_engine()
        self.entities.refresh()
        mark_affected_stale(self.catalogue, engine, self.entities, self.limits.reindex_all_above)
        stale = self.catalogue.index_state.stale(engine.name)
        for ids in self._index(engine, stale, on_progress):
            self.catalogue.index_state.mark_indexed(engine.name, ids)
        return len(stale)

    def rebuild(self, on_progress: ProgressCallback = ignore_progress) -> int:
        """Build a new index from the catalogue, and replace the old one when it is complete.

        Progress is reported in pages; returns the number of documents.
        """
        self.entities.refresh()
        name, engine = self.store.create()
        ids = [document.id for document in self.catalogue.documents.list_all()]
        self.catalogue.corpus_words.clear()
        for _ in self._index(engine, ids, on_progress):
            pass  # all are marked together after the new index has become active
        self.store.activate(name)
        removed = set(self.catalogue.index_state.stale(engine.name)) - set(ids)
        self.catalogue.index_state.mark_indexed(engine.name, list(chain(ids, removed)))
        return len(ids)

    def _index(self, engine: Engine, ids: Sequence[str], on_progress: ProgressCallback) -> Iterator[list[str]]:
        """Index documents in batches; yield the ids of those that are complete.

        The caller marks them as indexed. A document is complete only with its last page, so that one whose indexing is
        interrupted by a kill is still stale.
        """
        documents = {document.id: document for document in self.catalogue.documents.get_many(ids)}
        removed = [id_ for id_ in ids if id_ not in documents]
        if removed:
            with engine.writer() as writer:
                for id_ in removed:
                    writer.delete(id_)
            yield removed
        ranges: list[PageRange] = []
        batch: list[PreparedPages] = []
        done, total = 0, sum(document.page_count for document in documents.values())
        for task, prepared in self._prepare(documents):
            ranges += task
            batch.append(prepared)
            done += sum(pages.last - pages.first + 1 for pages in task)
            on_progress(done, total)
            if sum(len(prepared.passages) for prepared in batch) >= self.limits.commit_passages:
                yield self._write(engine, ranges, batch)
                ranges, batch = [], []
        if ranges:
            yield self._write(engine, ranges, batch)

    def _write(self, engine: Engine, ranges: Sequence[PageRange], batch: Sequence[PreparedPages]) -> list[str]:
        """Commit a batch to the index; return the documents that are complete with it."""
        with engine.writer() as writer:
            for pages in ranges:
                if pages.first == 1:
                    writer.delete(pages.document)
            for prepared in batch:
                writer.add(prepared.passages)
        self.catalogue.corpus_words.add_spellings(set().union(*(prepared.spellings for prepared in batch)))
        self.catalogue.corpus_words.add_words(set().union(*(prepared.words for prepared in batch)))
        return [pages.document for pages in ranges if pages.is_end]

    def _prepare(self, documents: Mapping[str, Document]) -> Iterator[tuple[Task, PreparedPages]]:
        """Analyze all pages, many in worker processes; yield tasks in the order of the pages."""
        tasks = _tasks(documents.values(), self.limits.pages_per_task)
        pages = sum(document.page_count for document in documents.values())
        if self.workers.workers == 1 or pages <= self.limits.single_process_pages:
            analyzer = self.entities.analyzer
            return ((task, _prepare_task(self.catalogue, documents, task, analyzer)) for task in tasks)
        return _in_order(self._prepare_in_workers(tasks))

    def _prepare_in_workers(self, tasks: Iterable[Task]) -> Iterator[tuple[int, Task, PreparedPages]]:
        """Analyze numbered tasks in worker processes; yield them in order of completion."""
        function = partial(_prepare_in_worker, self.catalogue.path, self.authority)
        numbered = ([item] for item in enumerate(tasks))
        for (number, task), result in self.workers.run(function, numbered, self.limits.analysis_timeouts):
            if isinstance(result, ItemFailure):
                documents = ", ".join(pages.document for pages in task)
                _log.error("Texts of %s: %s", documents, result.trace or result.reason)
                raise AxtarError(f"The texts could not be prepared for the index: {result.reason}. Please report this.")
            if isinstance(result, ExtractionError):
                raise result
            yield number, task, result


def _in_order(results: Iterable[tuple[int, Task, PreparedPages]]) -> Iterator[tuple[Task, PreparedPages]]:
    """Yield results by their numbers: the pages of a document are written in their order."""
    waiting: dict[int, tuple[Task, PreparedPages]] = {}
    following = 0
    for number, task, prepared in results:
        waiting[number] = (task, prepared)
        while following in waiting:
            yield waiting.pop(following)
            following += 1


def _tasks(documents: Iterable[Document], pages_per_task: int) -> Iterator[Task]:
    """Yield tasks of about `pages_per_task` pages.

    A task is a part of a long document, or many short ones.
    """
    task: Task = []
    size = 0
    for document in documents:
        for first in range(1, max(document.page_count, 1) + 1, pages_per_task):
            last = min(first + pages_per_task - 1, document.page_count)
            task.append(PageRange(document.id, first, last, last == document.page_count))
            size += last - first + 1
            if size >= pages_per_task:
                yield task
                task, size = [], 0
    if task:
        yield task


def _prepare_task(
    catalogue: Catalogue, documents: Mapping[str, Document], task: Task, analyzer: Analyzer
) -> PreparedPages:
    """Read the pages of a task from the catalogue and analyze them."""
    keys = [(pages.document, number) for pages in task for number in range(pages.first, pages.last + 1)]
    texts = catalogue.pages.get_many(keys)
    prepared = PreparedPages()
    for document, number in keys:
        if (document, number) in texts:
            prepare_page(prepared, documents[document], texts[document, number], analyzer)
    return prepared


def _prepare_in_worker(
    path: Path,
    authority: bool,  # noqa: FBT001 - a setting
    item: tuple[int, Task],
    _on_progress: ProgressCallback,
) -> PreparedPages:
    """Analyze a numbered task in a worker process, which opens the catalogue once."""
    catalogue, entities = _open_in_worker(path, authority)
    analyzer = entities.refresh()
    _, task = item
    documents = {document.id: document for document in catalogue.documents.get_many([pages.document for pages in task])}
    return _prepare_task(catalogue, documents, task, analyzer)


@lru_cache(maxsize=1)  # a process works for one library, except in tests
def _open_in_worker(path: Path, authority: bool) -> tuple[Catalogue, Entities]:  # noqa: FBT001 - a setting
    """Open the catalogue in a worker process, and load its entities."""
    catalogue = Catalogue(path)
    return catalogue, Entities(catalogue, authority=authority)
