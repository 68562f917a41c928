"""A tantivy index in a folder: opening, writing, searching."""

import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import tantivy
from tantivy import Occur, Order, Query

from axtar.engines import facet_key
from axtar.engines.protocol import Engine, Writer
from axtar.engines.tantivy import schema
from axtar.engines.tantivy.counts import count_by_key, count_separate_facet
from axtar.engines.tantivy.queries import has_constant_score, has_term, to_tantivy
from axtar.errors import IndexUnreadableError, LockedError
from axtar.model import (
    EngineQuery,
    IndexedPassage,
    ScoredPassage,
    TermQuery,
)

_WRITER_BYTES = 100_000_000  # of postings that a writer collects in memory before it writes a segment


def open_index(folder: Path) -> Engine:
    """Open the index in a folder, creating an empty one if there is none.

    Raises IndexUnreadableError if that fails.
    """
    with _translated_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        return TantivyEngine(folder)


@contextmanager
def _translated_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        raise IndexUnreadableError(f"The index in {folder} cannot be read ({error}). Run `axtar rebuild`.") from error


class TantivyEngine:
    """An index in a folder. Threads search concurrently.

    A search sees the last commit of any process.
    """

    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        self._meta = folder / "meta.json"
        if not self._meta.exists() and any(not path.name.startswith(".") for path in folder.iterdir()):
            raise IndexUnreadableError(f"The index in {folder} has no meta.json. Run `axtar rebuild`.")
        self._index = tantivy.Index(schema.SCHEMA, path=str(folder))
        # The automatic reader polls twice a second; _searcher checks before each search.
        self._index.config_reader("manual")
        whitespace = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._index.register_tokenizer("whitespace", whitespace)
        self._loaded: tuple[int, int, int] | None = None
        self._latest_counts: tuple[object, dict[str, int]] = (None, {})
        self._lock = threading.Lock()
        self._searcher()

    @contextmanager
    def writer(self) -> Iterator[Writer]:
        """Open a tantivy writer for this block only.

        A long-lived writer would retain the files of deleted segments.
        """
        folder = self._meta.parent
        with _translated_errors(folder):
            try:
                writer = self._index.writer(_WRITER_BYTES, num_threads=1)
            except ValueError as error:
                if "LockBusy" not in str(error):
                    raise
                raise LockedError(f"Another process is writing to the index in {folder}. Try again later.") from error
        try:
            yield _Writer(writer)
            writer.commit()
        except BaseException:
            writer.rollback()
            raise
        finally:
            writer.wait_merging_threads()

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

        A commit replaces meta.json: a stat notices that in 2 µs, while a reload takes 100.
        """
        with self._lock, _translated_errors(self._meta.parent):
            stat = self._meta.stat()
            commit = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
            if commit != self._loaded:
                self._index.reload()
                self._loaded = commit
            return self._index.searcher()

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


class _Writer:
    """A writer that marks what it adds with a `batch`.

    Without it, tantivy's deletes would apply to documents that the same writer added.
    """

    def __init__(self, writer: tantivy.IndexWriter) -> None:
        self._writer = writer
        self._batch = uuid4().hex

    def add(self, passages: Iterable[IndexedPassage]) -> None:
        for passage in passages:
            self._writer.add_document(schema.to_document(passage, self._batch))

    def delete(self, document: str) -> None:
        added_here = has_term("batch", self._batch)
        earlier = Query.boolean_query([(Occur.Must, has_term("document", document)), (Occur.MustNot, added_here)])
        self._writer.delete_documents_by_query(earlier)


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
