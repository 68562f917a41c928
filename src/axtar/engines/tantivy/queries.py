"""Translation of engine queries to tantivy's."""

from collections.abc import Iterator, Sequence
from functools import singledispatch
from itertools import combinations
from typing import Any

from tantivy import FieldType, Occur, Query

from axtar.engines.tantivy.schema import SCHEMA
from axtar.model import (
    VALUE_FIELDS,
    BooleanQuery,
    Conjunction,
    ConstantScore,
    Disjunction,
    DisjunctionMax,
    EngineQuery,
    MatchAll,
    PhraseQuery,
    PrefixQuery,
    RangeQuery,
    TermQuery,
)


@singledispatch
def to_tantivy(query: EngineQuery) -> Query:
    """Return the tantivy query with the same matches and scores."""
    raise TypeError(f"{query!r} is not an engine query")


@to_tantivy.register
def _term(query: TermQuery) -> Query:
    if query.field in VALUE_FIELDS:
        return Query.const_score_query(has_term(query.field, query.term), query.boost)
    return Query.boost_query(Query.term_query(SCHEMA, query.field, query.term, "freq"), query.boost)


@to_tantivy.register
def _phrase(query: PhraseQuery) -> Query:
    if len(query.terms) < 2:  # tantivy panics
        return to_tantivy(Disjunction(tuple(TermQuery(query.field, term, query.boost) for term in query.terms)))
    phrases = _near(query) if len(query.terms) == 2 else _arrangements(query)
    return Query.boost_query(Query.disjunction_max_query(list(phrases)), query.boost)


def _near(query: PhraseQuery) -> Iterator[Query]:
    """Match two terms in order.

    tantivy's slop moves a term both ways, so the middle of the allowed range is searched.
    """
    half, odd = divmod(query.slop, 2)
    yield _exact(query, (0, 1 + half), slop=half)
    if odd:
        yield _exact(query, (0, 1 + query.slop))


def _arrangements(query: PhraseQuery) -> Iterator[Query]:
    """Match three or more terms by a phrase query per arrangement.

    There are C(slop + terms - 1, terms - 1) arrangements: 286 for 4 terms and slop 10.
    """
    for later in combinations(range(1, len(query.terms) + query.slop), len(query.terms) - 1):
        yield _exact(query, (0, *later))


def _exact(query: PhraseQuery, positions: Sequence[int], slop: int = 0) -> Query:
    words: list[Any] = list(zip(positions, query.terms, strict=True))
    return Query.phrase_query(SCHEMA, query.field, words, slop)


@to_tantivy.register
def _prefix(query: PrefixQuery) -> Query:
    prefix = Query.fuzzy_term_query(SCHEMA, query.field, query.text, distance=0, prefix=True)
    return Query.const_score_query(prefix, query.boost)


@to_tantivy.register
def _range(query: RangeQuery) -> Query:
    if query.low is None and query.high is None:
        return Query.const_score_query(Query.exists_query(query.field), 1.0)
    interval = Query.range_query(SCHEMA, query.field, FieldType.Integer, query.low, query.high)
    return Query.const_score_query(interval, 1.0)


@to_tantivy.register
def _conjunction(query: Conjunction) -> Query:
    if not query.queries:
        return _unscored(Query.all_query())
    return Query.boolean_query([(Occur.Must, to_tantivy(each)) for each in query.queries])


@to_tantivy.register
def _disjunction(query: Disjunction) -> Query:
    if documents := _documents(query):
        return Query.const_score_query(Query.term_set_query(SCHEMA, "document", documents), 1.0)
    return Query.boolean_query([(Occur.Should, to_tantivy(each)) for each in query.queries])


def _documents(query: Disjunction) -> list[str]:
    """Return the ids if the disjunction consists of documents only; else an empty list.

    Thousands of them become a single query.
    """
    ids = {
        each.term for each in query.queries if isinstance(each, TermQuery) and each == TermQuery("document", each.term)
    }
    return sorted(ids) if len(ids) == len(query.queries) else []


@to_tantivy.register
def _disjunction_max(query: DisjunctionMax) -> Query:
    return Query.disjunction_max_query([to_tantivy(each) for each in query.queries])


@to_tantivy.register
def _constant_score(query: ConstantScore) -> Query:
    return Query.const_score_query(to_tantivy(query.query), query.boost)


@to_tantivy.register
def _boolean(query: BooleanQuery) -> Query:
    parts = [(Occur.Must, to_tantivy(query.must))]
    parts += [(Occur.Must, _unscored(to_tantivy(each))) for each in query.filter]
    parts += [(Occur.Should, to_tantivy(each)) for each in query.should]
    parts += [(Occur.MustNot, to_tantivy(each)) for each in query.must_not]
    return Query.boolean_query(parts)


@to_tantivy.register
def _match_all(_query: MatchAll) -> Query:
    return Query.const_score_query(Query.all_query(), 1.0)


def has_constant_score(query: EngineQuery) -> bool:
    """Whether all matches have the same score, so that they are ordered by id alone."""
    match query:
        case MatchAll() | RangeQuery() | PrefixQuery() | ConstantScore():
            return True
        case TermQuery():
            return query.field in VALUE_FIELDS
        case Conjunction():
            return all(map(has_constant_score, query.queries))
        case BooleanQuery():
            return has_constant_score(query.must) and not query.should
        case _:
            return False


def has_term(field: str, term: str) -> Query:
    """Match passages with a term or value, without regard to scores."""
    return Query.term_query(SCHEMA, field, term, "basic")


def _unscored(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)


def both(first: Query, second: Query) -> Query:
    """Match what both queries match."""
    return Query.boolean_query([(Occur.Must, first), (Occur.Must, second)])
