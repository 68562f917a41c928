"""The default engine: tantivy (https://docs.rs/tantivy) through tantivy-py.

What differs from other engines: a deleted passage is still in the term statistics until its segment is merged.
"""

import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import singledispatch
from importlib.metadata import version as release
from itertools import combinations
from pathlib import Path
from typing import Any
from uuid import uuid4
from zlib import crc32

import tantivy
from tantivy import FieldType, Occur, Order, Query

from axtar.engines import profile
from axtar.engines.protocol import Engine, Writer
from axtar.errors import IndexUnreadableError, LockedError
from axtar.model import (
    FACETS,
    TEXT_FIELDS,
    VALUE_FIELDS,
    All,
    AnyOf,
    Best,
    Clause,
    Constant,
    Entry,
    Everything,
    Found,
    Match,
    Phrase,
    Prefix,
    Range,
    Ranked,
)

_SCHEMA_NUMBER = 2  # count up with every change to `_schema`
_POSITIONS = ("surface", "lemma", "title")
_MEMORY = 100_000_000  # bytes that a writer fills before it writes a segment
# tantivy counts at most 65,000 values at once; where there are more we count a part of the documents each.
_PARTS = range(4096)
_SPLIT = 8
_ALL_VALUES = 1_000_000
_COUNTED_APART = "places"  # the facet in which the passages of a document differ
_EXACT, _SAMPLE = 1_000, 500  # up to so many documents it is counted in each; of more, in about so many
_PROFILE = tuple(field for field in FACETS if field != _COUNTED_APART)


def version() -> str:
    """The engine, the release of its library and our schema: an index made by another one may not be readable."""
    return f"tantivy {release('tantivy')} schema {_SCHEMA_NUMBER}"


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
        self._index = tantivy.Index(_SCHEMA, path=str(folder))
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
        try:
            writer = self._index.writer(_MEMORY, num_threads=1)
        except ValueError as error:
            raise LockedError(f"Another process writes to the index in {self._meta.parent}: {error}") from error
        try:
            yield _Writer(writer)
            writer.commit()
        except BaseException:
            writer.rollback()
            raise
        finally:
            writer.wait_merging_threads()

    def search(self, clause: Clause, limit: int) -> list[Found]:
        """The best passages. Asks for more than `limit` as long as the last one seen ties with those not seen."""
        if limit < 1:
            return []
        searcher, query = self._searcher(), _query(clause)
        if _scores_alike(clause):
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

    def documents(self, clause: Clause) -> dict[str, int]:
        """Every document with a matching passage, and how many match."""
        return profile.documents(self._profiles(clause))

    def facets(self, clause: Clause, fields: Iterable[str]) -> Mapping[str, Mapping[str, int]]:
        """For each field, how many documents have a matching passage with each value."""
        fields = tuple(fields)
        counts = self._profiles(clause)
        found = profile.facets(counts, [field for field in fields if field != _COUNTED_APART], _PROFILE)
        if _COUNTED_APART in fields:
            found[_COUNTED_APART] = _apart(self._searcher(), _query(clause), len(counts))
        return found

    def matches(self, clause: Clause) -> int:
        """How many passages match."""
        result: Any = self._searcher().search(_query(clause), 1)
        return int(result.count)

    def frequency(self, field: str, term: str) -> int:
        """Counted by searching: tantivy's own figure includes deleted passages until their segment is merged."""
        return self.matches(Match(field, term))

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

    def _profiles(self, clause: Clause) -> dict[str, int]:
        """Matching passages per profile. The latest are remembered: who counts documents will ask for facets as well."""
        searcher = self._searcher()
        asked = (self._loaded, clause)
        known, counts = self._counted
        if known != asked:
            counts = {each["key"]: each["doc_count"] for each in _counted(searcher, _query(clause), _by("profile"))}
            self._counted = (asked, counts)
        return counts


class _Writer:
    """`batch` marks what this writer adds: tantivy would delete that as well."""

    def __init__(self, writer: tantivy.IndexWriter) -> None:
        self._writer = writer
        self._batch = uuid4().hex

    def add(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            self._writer.add_document(_stored(entry, self._batch))

    def delete(self, document: str) -> None:
        ours = _term("batch", self._batch)
        stored = Query.boolean_query([(Occur.Must, _term("document", document)), (Occur.MustNot, ours)])
        self._writer.delete_documents_by_query(stored)


# ------------------------------------------------------------------ what is stored
def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for field in TEXT_FIELDS:
        option = "position" if field in _POSITIONS else "freq"
        builder.add_text_field(field, tokenizer_name="whitespace", index_option=option)
    for field in VALUE_FIELDS:
        if field != "id":
            fast = field == _COUNTED_APART
            builder.add_text_field(
                field, stored=field == "document", fast=fast, tokenizer_name="raw", index_option="basic"
            )
    builder.add_integer_field("year", indexed=True, fast=True)
    builder.add_text_field("id", stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("batch", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("profile", fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("part", indexed=True, fast=True)
    return builder.build()


_SCHEMA = _schema()


def _stored(entry: Entry, batch: str) -> tantivy.Document:
    stored: dict[str, Any] = {field: getattr(entry, field) for field in TEXT_FIELDS}
    stored |= {field: profile.values(entry, field) for field in VALUE_FIELDS}
    stored |= {"batch": batch, "profile": profile.profile(entry, _PROFILE)}
    stored["part"] = crc32(entry.document.encode()) % len(_PARTS)
    if entry.year is not None:
        stored["year"] = entry.year
    return tantivy.Document(**stored)


def _found(searcher: tantivy.Searcher, address: tantivy.DocAddress, score: float) -> Found:
    stored = searcher.doc(address)
    return Found(stored["id"][0], stored["document"][0], score)


def _in_order_of_ids(searcher: tantivy.Searcher, query: Query, limit: int) -> list[Found]:
    score = sum(_rounded(score) for score, _ in searcher.search(query, 1, count=False).hits)
    hits = searcher.search(query, limit, count=False, order_by_field="id", order=Order.Asc).hits
    return [_found(searcher, address, score) for _, address in hits]


def _rounded(score: float) -> float:
    """Sums of 32-bit floats differ in their last digits with the order of adding, which segments and limits change."""
    return round(score, 4)


# ------------------------------------------------------------------ what is counted
def _by(field: str, inner: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """An aggregation: passages per value of a field, and within each by the inner one."""
    terms = {"terms": {"field": field, "size": _ALL_VALUES, "segment_size": _ALL_VALUES}}
    return {field: terms | ({"aggs": inner} if inner else {})}


def _counted(searcher: tantivy.Searcher, query: Query, by: dict[str, Any], parts: range = _PARTS) -> list[Any]:
    """The buckets of an aggregation by profile; where tantivy cannot count so many, those of a part of the documents each."""
    part = Query.range_query(_SCHEMA, "part", FieldType.Integer, parts[0], parts[-1])
    try:
        answer = searcher.aggregate(query if parts == _PARTS else _both(query, part), by)
    except ValueError as error:
        if "bucket limit" not in str(error) or len(parts) == 1:
            raise
    else:
        return list(answer["profile"]["buckets"])
    size = -(-len(parts) // _SPLIT)
    pieces = (parts[first : first + size] for first in range(0, len(parts), size))
    return [each for piece in pieces for each in _counted(searcher, query, by, piece)]


def _apart(searcher: tantivy.Searcher, query: Query, documents: int) -> dict[str, int]:
    """Documents by value of the facet that is counted apart; where very many match, estimated from a part of them."""
    size = len(_PARTS) if documents <= _EXACT else len(_PARTS) * _SAMPLE // documents or 1
    buckets = _counted(searcher, query, _by("profile", _by(_COUNTED_APART)), _PARTS[:size])
    rows = (
        (profile.document(each["key"]), value["key"]) for each in buckets for value in each[_COUNTED_APART]["buckets"]
    )
    counts = Counter(value for _, value in set(rows))
    return {value: round(count * len(_PARTS) / size) for value, count in counts.items()}


# ------------------------------------------------------------------ clauses to queries
@singledispatch
def _query(clause: Clause) -> Query:
    raise TypeError(f"{clause!r} is not a clause")


@_query.register
def _match(clause: Match) -> Query:
    if clause.field in VALUE_FIELDS:
        return Query.const_score_query(_term(clause.field, clause.term), clause.boost)
    return Query.boost_query(Query.term_query(_SCHEMA, clause.field, clause.term, "freq"), clause.boost)


@_query.register
def _phrase(clause: Phrase) -> Query:
    if len(clause.terms) < 2:  # tantivy panics
        return _query(AnyOf(tuple(Match(clause.field, term, clause.boost) for term in clause.terms)))
    phrases = _near(clause) if len(clause.terms) == 2 else _placed(clause)
    return Query.boost_query(Query.disjunction_max_query(list(phrases)), clause.boost)


def _near(clause: Phrase) -> Iterator[Query]:
    """Two terms in order. tantivy's slop moves a term both ways: we ask for the middle of what is allowed."""
    half, odd = divmod(clause.slop, 2)
    yield _exact(clause, (0, 1 + half), slop=half)
    if odd:
        yield _exact(clause, (0, 1 + clause.slop))


def _placed(clause: Phrase) -> Iterator[Query]:
    """One phrase for every way of placing three or more terms: C(slop + terms - 1, terms - 1), 286 for four and 10."""
    for later in combinations(range(1, len(clause.terms) + clause.slop), len(clause.terms) - 1):
        yield _exact(clause, (0, *later))


def _exact(clause: Phrase, places: Sequence[int], slop: int = 0) -> Query:
    words: list[Any] = list(zip(places, clause.terms, strict=True))
    return Query.phrase_query(_SCHEMA, clause.field, words, slop)


@_query.register
def _prefix(clause: Prefix) -> Query:
    begins = Query.fuzzy_term_query(_SCHEMA, clause.field, clause.text, distance=0, prefix=True)
    return Query.const_score_query(begins, clause.boost)


@_query.register
def _range(clause: Range) -> Query:
    if clause.low is None and clause.high is None:
        return Query.const_score_query(Query.exists_query(clause.field), 1.0)
    between = Query.range_query(_SCHEMA, clause.field, FieldType.Integer, clause.low, clause.high)
    return Query.const_score_query(between, 1.0)


@_query.register
def _all(clause: All) -> Query:
    if not clause.clauses:
        return _unscored(Query.all_query())
    return Query.boolean_query([(Occur.Must, _query(each)) for each in clause.clauses])


@_query.register
def _any(clause: AnyOf) -> Query:
    if documents := _documents(clause):
        return Query.const_score_query(Query.term_set_query(_SCHEMA, "document", documents), 1.0)
    return Query.boolean_query([(Occur.Should, _query(each)) for each in clause.clauses])


def _documents(clause: AnyOf) -> list[str]:
    """The ids, where a clause asks for any of some documents: thousands of them are one query, and not one each."""
    ids = {each.term for each in clause.clauses if isinstance(each, Match) and each == Match("document", each.term)}
    return sorted(ids) if len(ids) == len(clause.clauses) else []


@_query.register
def _best(clause: Best) -> Query:
    return Query.disjunction_max_query([_query(each) for each in clause.clauses])


@_query.register
def _constant(clause: Constant) -> Query:
    return Query.const_score_query(_query(clause.clause), clause.boost)


@_query.register
def _ranked(clause: Ranked) -> Query:
    parts = [(Occur.Must, _query(clause.required))]
    parts += [(Occur.Must, _unscored(_query(each))) for each in clause.filters]
    parts += [(Occur.Should, _query(each)) for each in clause.optional]
    parts += [(Occur.MustNot, _query(each)) for each in clause.excluded]
    return Query.boolean_query(parts)


@_query.register
def _everything(_clause: Everything) -> Query:
    return Query.const_score_query(Query.all_query(), 1.0)


def _scores_alike(clause: Clause) -> bool:
    """Whether all passages that match have one score, so that their order is known without looking at each."""
    match clause:
        case Everything() | Range() | Prefix() | Constant():
            return True
        case Match():
            return clause.field in VALUE_FIELDS
        case All():
            return all(map(_scores_alike, clause.clauses))
        case Ranked():
            return _scores_alike(clause.required) and not clause.optional
        case _:
            return False


def _term(field: str, term: str) -> Query:
    return Query.term_query(_SCHEMA, field, term, "basic")


def _unscored(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)


def _both(one: Query, other: Query) -> Query:
    return Query.boolean_query([(Occur.Must, one), (Occur.Must, other)])
