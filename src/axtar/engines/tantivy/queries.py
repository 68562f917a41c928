"""Clauses as tantivy's queries."""

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
def query_of(clause: EngineQuery) -> Query:
    """The query that matches what a clause does, with its scores."""
    raise TypeError(f"{clause!r} is not a clause")


@query_of.register
def _match(clause: TermQuery) -> Query:
    if clause.field in VALUE_FIELDS:
        return Query.const_score_query(term(clause.field, clause.term), clause.boost)
    return Query.boost_query(Query.term_query(SCHEMA, clause.field, clause.term, "freq"), clause.boost)


@query_of.register
def _phrase(clause: PhraseQuery) -> Query:
    if len(clause.terms) < 2:  # tantivy panics
        return query_of(Disjunction(tuple(TermQuery(clause.field, term, clause.boost) for term in clause.terms)))
    phrases = _near(clause) if len(clause.terms) == 2 else _placed(clause)
    return Query.boost_query(Query.disjunction_max_query(list(phrases)), clause.boost)


def _near(clause: PhraseQuery) -> Iterator[Query]:
    """Two terms in order. tantivy's slop moves a term both ways: we ask for the middle of what is allowed."""
    half, odd = divmod(clause.slop, 2)
    yield _exact(clause, (0, 1 + half), slop=half)
    if odd:
        yield _exact(clause, (0, 1 + clause.slop))


def _placed(clause: PhraseQuery) -> Iterator[Query]:
    """One phrase for every way of placing three or more terms: C(slop + terms - 1, terms - 1), 286 for four and 10."""
    for later in combinations(range(1, len(clause.terms) + clause.slop), len(clause.terms) - 1):
        yield _exact(clause, (0, *later))


def _exact(clause: PhraseQuery, places: Sequence[int], slop: int = 0) -> Query:
    words: list[Any] = list(zip(places, clause.terms, strict=True))
    return Query.phrase_query(SCHEMA, clause.field, words, slop)


@query_of.register
def _prefix(clause: PrefixQuery) -> Query:
    begins = Query.fuzzy_term_query(SCHEMA, clause.field, clause.text, distance=0, prefix=True)
    return Query.const_score_query(begins, clause.boost)


@query_of.register
def _range(clause: RangeQuery) -> Query:
    if clause.low is None and clause.high is None:
        return Query.const_score_query(Query.exists_query(clause.field), 1.0)
    between = Query.range_query(SCHEMA, clause.field, FieldType.Integer, clause.low, clause.high)
    return Query.const_score_query(between, 1.0)


@query_of.register
def _all(clause: Conjunction) -> Query:
    if not clause.queries:
        return _unscored(Query.all_query())
    return Query.boolean_query([(Occur.Must, query_of(each)) for each in clause.queries])


@query_of.register
def _any(clause: Disjunction) -> Query:
    if documents := _documents(clause):
        return Query.const_score_query(Query.term_set_query(SCHEMA, "document", documents), 1.0)
    return Query.boolean_query([(Occur.Should, query_of(each)) for each in clause.queries])


def _documents(clause: Disjunction) -> list[str]:
    """The ids, where a clause asks for any of some documents: thousands of them are one query, and not one each."""
    ids = {
        each.term for each in clause.queries if isinstance(each, TermQuery) and each == TermQuery("document", each.term)
    }
    return sorted(ids) if len(ids) == len(clause.queries) else []


@query_of.register
def _best(clause: DisjunctionMax) -> Query:
    return Query.disjunction_max_query([query_of(each) for each in clause.queries])


@query_of.register
def _constant(clause: ConstantScore) -> Query:
    return Query.const_score_query(query_of(clause.query), clause.boost)


@query_of.register
def _ranked(clause: BooleanQuery) -> Query:
    parts = [(Occur.Must, query_of(clause.must))]
    parts += [(Occur.Must, _unscored(query_of(each))) for each in clause.filter]
    parts += [(Occur.Should, query_of(each)) for each in clause.should]
    parts += [(Occur.MustNot, query_of(each)) for each in clause.must_not]
    return Query.boolean_query(parts)


@query_of.register
def _everything(_clause: MatchAll) -> Query:
    return Query.const_score_query(Query.all_query(), 1.0)


def scores_alike(clause: EngineQuery) -> bool:
    """Whether all passages that match have one score, so that their order is known without looking at each."""
    match clause:
        case MatchAll() | RangeQuery() | PrefixQuery() | ConstantScore():
            return True
        case TermQuery():
            return clause.field in VALUE_FIELDS
        case Conjunction():
            return all(map(scores_alike, clause.queries))
        case BooleanQuery():
            return scores_alike(clause.must) and not clause.should
        case _:
            return False


def term(field: str, term: str) -> Query:
    """Passages with a term or value, whatever its score."""
    return Query.term_query(SCHEMA, field, term, "basic")


def _unscored(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)


def both(one: Query, other: Query) -> Query:
    """What both match."""
    return Query.boolean_query([(Occur.Must, one), (Occur.Must, other)])
