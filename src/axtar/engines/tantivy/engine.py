"""A tantivy index in a folder: opening, writing, searching."""

import threading
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Order, Query

from axtar.durable import make_folder
from axtar.engines import facet_key
from axtar.engines.failures import translated_errors
from axtar.engines.protocol import Engine, Writer
from axtar.engines.tantivy import schema
from axtar.engines.tantivy.counts import count_by_key, count_separate_facet
from axtar.engines.tantivy.files import ERRORS, META, IndexFiles
from axtar.engines.tantivy.queries import has_constant_score, to_tantivy
from axtar.engines.tantivy.writer import open_writer
from axtar.errors import IndexUnreadableError, ReadOnlyError
from axtar.model import (
    EngineQuery,
    ScoredPassage,
    TermQuery,
)


def open_index(folder: Path) -> Engine:
    """Open the index in a folder. Raises IndexUnreadableError if that fails."""
    with translated_errors(folder, ERRORS):
        if not (folder / META).exists():
            raise IndexUnreadableError(f"The index in {folder} has no {META}. Run `axtar rebuild`: nothing is lost.")
        return TantivyEngine(folder)


def create_index(folder: Path) -> Engine:
    """Create an empty index in a folder that is empty or does not exist."""
    with translated_errors(folder, ERRORS):
        make_folder(folder)
        if any(folder.iterdir()):
            raise IndexUnreadableError(f"{folder} is not empty, so that no index can be created in it.")
        return TantivyEngine(folder)


class TantivyEngine:
    """An index in a folder. Threads search concurrently.

    A search sees the last commit of any process.
    """

    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        self._meta = folder / META
        self._files = IndexFiles(folder)
        self._loaded: tuple[int, int, int] | None = None
        self._latest_counts: tuple[object, dict[str, int]] = (None, {})
        self._lock = threading.Lock()
        self._searcher()

    def writer(self) -> AbstractContextManager[Writer]:
        """Open a writer for one block.

        Raises ReadOnlyError if this user may not write to the folder.
        """
        if self._files.is_read_only:
            raise ReadOnlyError(f"The index in {self._files.folder} cannot be written by this user.")
        return open_writer(self._files.index, self._files.folder)

    def search(self, query: EngineQuery, limit: int) -> list[ScoredPassage]:
        """Return the best passages.

        Fetches more than `limit` while the last hit may tie with hits not yet fetched.
        """
        if limit < 1:
            return []
        searcher, tantivy_query = self._searcher(), to_tantivy(query)
        if has_constant_score(query):
            return _ordered_by_id(searcher, tantivy_query, limit)
        fetched = limit + 1
        while True:
            result = searcher.search(tantivy_query, fetched, count=False)
            hits = [(_rounded(score), address) for score, address in result.hits]
            worst = hits[:limit][-1][0] if hits else 0.0
            if len(hits) < fetched or hits[-1][0] < worst:
                passages = [_scored(searcher, address, score) for score, address in hits if score >= worst]
                return sorted(passages, key=lambda passage: (-passage.score, passage.id))[:limit]
            fetched *= 8

    def documents(self, query: EngineQuery) -> dict[str, int]:
        """Return every document with a matching passage, and the number of its matching passages."""
        return facet_key.count_by_document(self._count_by_key(query))

    def facets(self, query: EngineQuery, fields: Iterable[str]) -> Mapping[str, Mapping[str, int]]:
        """Count, for each field, the documents with a matching passage by value."""
        fields = set(fields)
        keys = self._count_by_key(query)
        facets = facet_key.count_facets(keys, fields - {schema.SEPARATE_FACET}, schema.KEY_FACETS)
        if schema.SEPARATE_FACET in fields:
            facets[schema.SEPARATE_FACET] = count_separate_facet(self._searcher(), to_tantivy(query), len(keys))
        return facets

    def matches(self, query: EngineQuery) -> int:
        """Return the number of matching passages."""
        result: Any = self._searcher().search(to_tantivy(query), 1)
        return int(result.count)

    def frequency(self, field: str, term: str) -> int:
        """Return the number of passages with a term, found by searching.

        tantivy's own document frequency includes deleted passages.
        """
        return self.matches(TermQuery(field, term))

    def count(self) -> int:
        """Return the number of passages in the index."""
        return int(self._searcher().num_docs)

    def _searcher(self) -> tantivy.Searcher:
        """Return a searcher on the last commit.

        A commit replaces meta.json: a stat notices that in 2 µs, while a reload takes 100. If the folder is deleted, since a
        rebuild has replaced it, the last commit stays readable: its files are mapped into memory.
        """
        with self._lock, translated_errors(self._files.folder, ERRORS):
            try:
                commit = self._commit()
                if commit != self._loaded:
                    self._files.reload()
                    self._loaded = commit
            except ERRORS:
                if self._meta.exists():
                    raise
            return self._files.index.searcher()

    def _commit(self) -> tuple[int, int, int]:
        """Return what distinguishes a commit from earlier ones."""
        stat = self._meta.stat()
        return stat.st_ino, stat.st_mtime_ns, stat.st_size

    def _count_by_key(self, query: EngineQuery) -> dict[str, int]:
        """Count the matching passages by facet key.

        The last result is cached, since facets are requested after documents.
        """
        searcher = self._searcher()
        cache_key = (self._loaded, query)
        cached_key, counts = self._latest_counts
        if cached_key != cache_key:
            counts = count_by_key(searcher, to_tantivy(query))
            self._latest_counts = (cache_key, counts)
        return counts


# ------------------------------------------------------------------ hits
def _scored(searcher: tantivy.Searcher, address: tantivy.DocAddress, score: float) -> ScoredPassage:
    stored = searcher.doc(address)
    return ScoredPassage(stored["id"][0], stored["document"][0], score)


def _ordered_by_id(searcher: tantivy.Searcher, query: Query, limit: int) -> list[ScoredPassage]:
    score = sum(_rounded(score) for score, _ in searcher.search(query, 1, count=False).hits)
    hits = searcher.search(query, limit, count=False, order_by_field="id", order=Order.Asc).hits
    return [_scored(searcher, address, score) for _, address in hits]


def _rounded(score: float) -> float:
    """Round a score to four decimals.

    Sums of 32-bit floats depend on the order of addition, which varies with segments and limits.
    """
    return round(score, 4)
