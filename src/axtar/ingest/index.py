"""Indexes documents from the catalogue.

Adding, rebuilding and finishing what a killed process left pending are one operation on different documents. It reads the
catalogue only: no original is opened.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from axtar.catalogue import Catalogue
from axtar.engines.protocol import Engine
from axtar.errors import IndexUnreadableError
from axtar.ingest.affected_documents import mark_affected_stale
from axtar.ingest.analysis import AnalysisFailure, PageRange, Task, TextAnalysis
from axtar.ingest.entities import Entities
from axtar.ingest.index_passages import PreparedPages
from axtar.ingest.index_store import IndexStore
from axtar.ingest.limits import DEFAULT_LIMITS, IngestLimits
from axtar.progress import ProgressCallback, ignore_progress
from axtar.workers.pool import WorkerPool

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Batch:
    """What is written to the index in one commit.

    `failures`: the reasons why documents have failed since the last batch; `failed`: all documents that have failed so far.
    """

    failed: set[str]
    ranges: list[PageRange] = field(default_factory=list)
    prepared: list[PreparedPages] = field(default_factory=list)
    failures: dict[str, str] = field(default_factory=dict)

    def add(self, task: Task, result: PreparedPages | AnalysisFailure) -> None:
        """Add the result of a task."""
        if isinstance(result, AnalysisFailure):
            self.failures[task[0].document] = result.reason
            self.failed.add(task[0].document)
        else:
            self.ranges += task
            self.prepared.append(result)

    def complete(self) -> list[str]:
        """Return the documents whose last page is in the batch."""
        return [pages.document for pages in self.ranges if pages.is_end and pages.document not in self.failed]

    def size(self) -> int:
        """Return the number of passages."""
        return sum(len(prepared.passages) for prepared in self.prepared)


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

        Progress is reported in pages. A damaged index is rebuilt. A document whose text cannot be analyzed is marked as
        failed: see `failures`.
        """
        try:
            return self._index_pending(on_progress)
        except IndexUnreadableError as error:
            _log.warning("%s Rebuilding it now.", error)
            return self.rebuild(on_progress)

    def rebuild(self, on_progress: ProgressCallback = ignore_progress) -> int:
        """Build a new index from the catalogue, and replace the old one when it is complete.

        Documents that failed with this version of axtar and its tables are omitted. Progress is reported in pages; returns the
        number of documents in the index.
        """
        self.entities.refresh()
        name, engine = self.store.create()
        known = self.catalogue.index_state.failures(engine.name, self.store.fingerprint())
        ids = [document.id for document in self.catalogue.documents.list_all() if document.id not in known]
        self.catalogue.corpus_words.clear()
        failures: dict[str, str] = {}
        for batch in self._index(engine, ids, on_progress):
            failures |= batch.failures  # all are marked together after the new index has become active
        self.store.activate(name)
        indexed = [id_ for id_ in ids if id_ not in failures]
        removed = set(self.catalogue.index_state.stale(engine.name)) - set(ids)
        self._mark(engine, [*indexed, *removed], failures)
        return len(indexed)

    def delete(self, id_: str) -> None:
        """Delete a removed document from the index.

        Leaves that to the next rebuild if the index cannot be read.
        """
        try:
            engine = self.store.engine()
            with engine.writer() as writer:
                writer.delete(id_)
        except IndexUnreadableError as error:
            _log.warning("%s", error)
        else:
            self.catalogue.index_state.mark_indexed(engine.name, [id_])

    def failures(self) -> Mapping[str, str]:
        """Return the reasons why documents could not be analyzed, by document."""
        return self.catalogue.index_state.failures(self.store.engine_name)

    def _index_pending(self, on_progress: ProgressCallback) -> int:
        engine = self.store.writable_engine()
        self.entities.refresh()
        mark_affected_stale(self.catalogue, engine, self.entities, self.limits.reindex_all_above)
        stale = self.catalogue.index_state.stale(engine.name)
        for batch in self._index(engine, stale, on_progress):
            self._mark(engine, batch.complete(), batch.failures)
        return len(stale)

    def _mark(self, engine: Engine, indexed: Sequence[str], failures: Mapping[str, str]) -> None:
        self.catalogue.index_state.mark_indexed(engine.name, indexed)
        if failures:
            self.catalogue.index_state.mark_failed(engine.name, failures, self.store.fingerprint())

    def _index(self, engine: Engine, ids: Sequence[str], on_progress: ProgressCallback) -> Iterator[_Batch]:
        """Index documents; yield each batch after its commit.

        The caller marks its documents. A document is complete only with its last page, so that one whose indexing is
        interrupted by a kill is still stale.
        """
        documents = {document.id: document for document in self.catalogue.documents.get_many(ids)}
        removed = [id_ for id_ in ids if id_ not in documents]
        if removed:
            with engine.writer() as writer:
                for id_ in removed:
                    writer.delete(id_)
            yield _Batch(set(), [PageRange(id_, 1, 0, is_end=True) for id_ in removed])
        own = [row.entity for row in self.entities.list_own()]
        analysis = TextAnalysis(self.catalogue.pages, own, self.authority, self.workers, self.limits)
        failed: set[str] = set()
        batch = _Batch(failed)
        done, total = 0, sum(document.page_count for document in documents.values())
        for task, result in analysis.results(documents):
            batch.add(task, result)
            done += sum(pages.last - pages.first + 1 for pages in task)
            on_progress(done, total)
            if batch.size() >= self.limits.commit_passages:
                yield self._write(engine, batch)
                batch = _Batch(failed)
        if batch.ranges or batch.failures:
            yield self._write(engine, batch)

    def _write(self, engine: Engine, batch: _Batch) -> _Batch:
        """Commit a batch to the index and return it."""
        with engine.writer() as writer:
            for id_ in batch.failures:
                writer.delete(id_)
            for pages in batch.ranges:
                if pages.first == 1:
                    writer.delete(pages.document)
            for prepared in batch.prepared:
                writer.add(passage for passage in prepared.passages if passage.document not in batch.failed)
        self.catalogue.corpus_words.add_spellings(set().union(*(prepared.spellings for prepared in batch.prepared)))
        self.catalogue.corpus_words.add_words(set().union(*(prepared.words for prepared in batch.prepared)))
        return batch
