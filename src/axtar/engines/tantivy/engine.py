"""A tantivy index in a folder: opening, writing, searching."""

import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version as release
from pathlib import Path
from typing import Any
from uuid import uuid4

import tantivy
from tantivy import Occur, Order, Query

from axtar.engines import facet_key
from axtar.engines.protocol import Engine, Writer
from axtar.engines.tantivy import schema
from axtar.engines.tantivy.counts import apart, profiles
from axtar.engines.tantivy.queries import query_of, scores_alike, term
from axtar.errors import IndexUnreadableError, LockedError
from axtar.model import (
    EngineQuery,
    IndexedPassage,
    ScoredPassage,
    TermQuery,
)

_MEMORY = 100_000_000  # bytes that a writer fills before it writes a segment


def version() -> str:
    """The engine, the release of its library and our schema: an index made by another one may not be readable."""
    return f"tantivy {release('tantivy')} schema {schema.NUMBER}"


def open_index(folder: Path) -> Engine:
    """Open the index in a folder, or make a new one there. Raises IndexUnreadableError where that cannot be done."""
    with _readable(folder):
        folder.mkdir(parents=True, exist_ok=True)
        return TantivyEngine(folder)


@contextmanager
def _readable(folder: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        raise IndexUnreadableError(f"The index in {folder} cannot be read ({error}): run `axtar rebuild`.") from error


class TantivyEngine:
    """An index in a folder. Any thread may search; a search sees the last commit of any process."""

    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        self._meta = folder / "meta.json"
        if not self._meta.exists() and any(not path.name.startswith(".") for path in folder.iterdir()):
            raise IndexUnreadableError(f"The index in {folder} has lost its meta.json: run `axtar rebuild`.")
        self._index = tantivy.Index(schema.SCHEMA, path=str(folder))
        self._index.config_reader("manual")  # the automatic one looks every half second; we look before each search
        whitespace = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._index.register_tokenizer("whitespace", whitespace)
        self._loaded: tuple[int, int, int] | None = None
        self._counted: tuple[object, dict[str, int]] = (None, {})
        self._lock = threading.Lock()
        self._searcher()

    @contextmanager
    def writer(self) -> Iterator[Writer]:
        """A tantivy writer for this block alone: one that lives longer keeps the files of dead segments."""
        folder = self._meta.parent
        with _readable(folder):
            try:
                writer = self._index.writer(_MEMORY, num_threads=1)
            except ValueError as error:
                if "LockBusy" not in str(error):
                    raise
                raise LockedError(f"Another process writes to the index in {folder}.") from error
        try:
            yield _Writer(writer)
            writer.commit()
        except BaseException:
            writer.rollback()
            raise
        finally:
            writer.wait_merging_threads()

    def search(self, clause: EngineQuery, limit: int) -> list[ScoredPassage]:
        """The best passages. Asks for more than `limit` as long as the last one seen ties with those not seen."""
        if limit < 1:
            return []
        searcher, query = self._searcher(), query_of(clause)
        if scores_alike(clause):
            return _in_order_of_ids(searcher, query, limit)
        asked = limit + 1
        while True:
            result = searcher.search(query, asked, count=False)
            hits = [(_rounded(score), address) for score, address in result.hits]
            worst = hits[:limit][-1][0] if hits else 0.0
            if len(hits) < asked or hits[-1][0] < worst:
                found = [_found(searcher, address, score) for score, address in hits if score >= worst]
                return sorted(found, key=lambda each: (-each.score, each.id))[:limit]
            asked *= 8

    def documents(self, clause: EngineQuery) -> dict[str, int]:
        """Every document with a matching passage, and how many match."""
        return facet_key.documents(self._profiles(clause))

    def facets(self, clause: EngineQuery, fields: Iterable[str]) -> Mapping[str, Mapping[str, int]]:
        """For each field, how many documents have a matching passage with each value."""
        fields = set(fields)
        counts = self._profiles(clause)
        found = facet_key.facets(counts, fields - {schema.COUNTED_APART}, schema.PROFILE)
        if schema.COUNTED_APART in fields:
            found[schema.COUNTED_APART] = apart(self._searcher(), query_of(clause), len(counts))
        return found

    def matches(self, clause: EngineQuery) -> int:
        """How many passages match."""
        result: Any = self._searcher().search(query_of(clause), 1)
        return int(result.count)

    def frequency(self, field: str, term: str) -> int:
        """Counted by searching: tantivy's own figure includes deleted passages until their segment is merged."""
        return self.matches(TermQuery(field, term))

    def count(self) -> int:
        """How many passages are stored."""
        return int(self._searcher().num_docs)

    def _searcher(self) -> tantivy.Searcher:
        """A searcher on the last commit, which replaces meta.json: asking the file costs 2 µs, reloading 100."""
        with self._lock, _readable(self._meta.parent):
            stat = self._meta.stat()
            seen = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
            if seen != self._loaded:
                self._index.reload()
                self._loaded = seen
            return self._index.searcher()

    def _profiles(self, clause: EngineQuery) -> dict[str, int]:
        """Matching passages per profile. The latest are remembered: who counts documents will ask for facets as well."""
        searcher = self._searcher()
        asked = (self._loaded, clause)
        known, counts = self._counted
        if known != asked:
            counts = profiles(searcher, query_of(clause))
            self._counted = (asked, counts)
        return counts


class _Writer:
    """`batch` marks what this writer adds: tantivy would delete that as well."""

    def __init__(self, writer: tantivy.IndexWriter) -> None:
        self._writer = writer
        self._batch = uuid4().hex

    def add(self, entries: Iterable[IndexedPassage]) -> None:
        for entry in entries:
            self._writer.add_document(schema.stored(entry, self._batch))

    def delete(self, document: str) -> None:
        ours = term("batch", self._batch)
        stored = Query.boolean_query([(Occur.Must, term("document", document)), (Occur.MustNot, ours)])
        self._writer.delete_documents_by_query(stored)


# ------------------------------------------------------------------ what is found
def _found(searcher: tantivy.Searcher, address: tantivy.DocAddress, score: float) -> ScoredPassage:
    stored = searcher.doc(address)
    return ScoredPassage(stored["id"][0], stored["document"][0], score)


def _in_order_of_ids(searcher: tantivy.Searcher, query: Query, limit: int) -> list[ScoredPassage]:
    score = sum(_rounded(score) for score, _ in searcher.search(query, 1, count=False).hits)
    hits = searcher.search(query, limit, count=False, order_by_field="id", order=Order.Asc).hits
    return [_found(searcher, address, score) for _, address in hits]


def _rounded(score: float) -> float:
    """Sums of 32-bit floats differ in their last digits with the order of adding, which segments and limits change."""
    return round(score, 4)
