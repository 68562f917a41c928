"""Builders and transformations of engine queries."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import TypeVar

from axtar.model import (
    POSITION_FIELDS,
    Conjunction,
    ConstantScore,
    Disjunction,
    DisjunctionMax,
    EngineQuery,
    MatchAll,
    PhraseQuery,
    QueryWord,
    TermQuery,
)

T = TypeVar("T")

_ENTITY_OR_LEMMA = attrgetter("entity_or_lemma")
_LEMMA = attrgetter("lemma_term")
_SURFACE = attrgetter("surface")


def exact_phrase(words: Sequence[QueryWord]) -> EngineQuery:
    """Build a query for words in this order, in their exact spelling."""
    return any_of(tuple(phrase_of("surface", terms) for terms in term_sequences(words, inflected=False)))


def term_sequences(words: Sequence[QueryWord], *, inflected: bool) -> list[tuple[str, ...]]:
    """List the sequences of index terms for words, one for each language they may be in.

    With `inflected` there are two for each language, one with the entities of names and one with lemmas alone; otherwise they
    are surfaces.
    """
    if not words:
        return []
    languages = unique(code for word in words for code, _ in word.readings)
    term_getters = (_ENTITY_OR_LEMMA, _LEMMA) if inflected else (_SURFACE,)
    sequences: list[tuple[str, ...]] = []
    for code in languages:
        tokens = [dict(reversed(word.readings)).get(code) or word.readings[0][1] for word in words]
        sequences += [tuple(term_of(token) for token in tokens) for term_of in term_getters]
    return unique(sequences)


def phrase_of(field: str, terms: tuple[str, ...]) -> EngineQuery:
    """Build a query for a phrase; for all its terms in any order in a field without positions.

    Authors have no positions: "Loomis, Anna" and "Anna Loomis" are one author.
    """
    if len(terms) == 1 or field not in POSITION_FIELDS:
        return all_of(tuple(TermQuery(field, term) for term in terms))
    return PhraseQuery(field, terms)


def all_of(queries: tuple[EngineQuery, ...]) -> EngineQuery:
    """Build a query that matches if all queries do; everything if there are none."""
    return queries[0] if len(queries) == 1 else Conjunction(queries) if queries else MatchAll()


def any_of(queries: tuple[EngineQuery, ...]) -> EngineQuery:
    """Build a query that matches if at least one query does; nothing if there are none."""
    return queries[0] if len(queries) == 1 else Disjunction(queries)


def map_parts(query: EngineQuery, change: Callable[[EngineQuery], EngineQuery]) -> EngineQuery:
    """Change the parts of a query that are not disjunctions or constant scores of others."""
    match query:
        case Disjunction(queries):
            return Disjunction(tuple(map_parts(part, change) for part in queries))
        case DisjunctionMax(queries):
            return DisjunctionMax(tuple(map_parts(part, change) for part in queries))
        case ConstantScore(inner, boost):
            return ConstantScore(map_parts(inner, change), boost)
        case _:
            return change(query)


def scaled(query: EngineQuery, factor: float) -> EngineQuery:
    """Multiply the boosts of the terms and phrases of a query."""

    def scale(part: EngineQuery) -> EngineQuery:
        return replace(part, boost=part.boost * factor) if isinstance(part, TermQuery | PhraseQuery) else part

    return map_parts(query, scale)


def leaves(query: EngineQuery) -> Iterator[EngineQuery]:
    """Yield the parts of a query that are not conjunctions or disjunctions of others."""
    match query:
        case Conjunction(queries) | Disjunction(queries) | DisjunctionMax(queries):
            for part in queries:
                yield from leaves(part)
        case _:
            yield query


def without_constants(query: EngineQuery) -> EngineQuery:
    """Drop constant scores from a disjunction whose other parts match the same passages.

    Counting its matches then takes half the time.
    """
    match query:
        case Disjunction(queries):
            scored = tuple(without_constants(part) for part in queries if not isinstance(part, ConstantScore))
            return any_of(scored) if scored else query
        case _:
            return query


def unique(items: Iterable[T]) -> list[T]:
    """List the items without duplicates, in order of first occurrence."""
    return list(dict.fromkeys(items))
