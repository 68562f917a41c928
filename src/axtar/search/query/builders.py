"""Words in their order as index terms: phrases, in every way in which they can be read."""

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import TypeVar

from axtar.model import (
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

BAGS = ("author",)  # "Loomis, Anna" and "Anna Loomis" are one author: in this field words have no order


def exact_phrase(words: Sequence[QueryWord]) -> EngineQuery:
    """Words in this order, in their exact spelling."""
    return any_of(tuple(phrase_of("surface", one) for one in term_sequences(words, inflected=False)))


def term_sequences(words: Sequence[QueryWord], *, inflected: bool) -> list[tuple[str, ...]]:
    """A phrase as sequences of index terms, one for each way in which all its words can be read."""
    if not words:
        return []
    languages = unique(code for word in words for code, _ in word.readings)
    write = (_ENTITY_OR_LEMMA, _LEMMA) if inflected else (_SURFACE,)
    found: list[tuple[str, ...]] = []
    for code in languages:
        first = [dict(reversed(word.readings)).get(code) or word.readings[0][1] for word in words]
        found += [tuple(one(token) for token in first) for one in write]
    return unique(found)


def phrase_of(name: str, words: tuple[str, ...]) -> EngineQuery:
    """Index terms one after the other in a field; all of them, in any order, in one that has no positions."""
    if len(words) == 1 or name in BAGS:
        return all_of(tuple(TermQuery(name, term) for term in words))
    return PhraseQuery(name, words)


def all_of(clauses: tuple[EngineQuery, ...]) -> EngineQuery:
    """All of these; of none, everything."""
    return clauses[0] if len(clauses) == 1 else Conjunction(clauses) if clauses else MatchAll()


def any_of(clauses: tuple[EngineQuery, ...]) -> EngineQuery:
    """Any of these; of none, nothing."""
    return clauses[0] if len(clauses) == 1 else Disjunction(clauses)


def leaves(clause: EngineQuery) -> Iterator[EngineQuery]:
    """The clauses that score by themselves, of which a clause is made."""
    match clause:
        case Conjunction(clauses) | Disjunction(clauses) | DisjunctionMax(clauses):
            for one in clauses:
                yield from leaves(one)
        case _:
            yield clause


def without_constants(clause: EngineQuery) -> EngineQuery:
    """A clause that matches the same, without constants that only score what stands beside them: counting costs half."""
    match clause:
        case Disjunction(clauses):
            kept = tuple(without_constants(one) for one in clauses if not isinstance(one, ConstantScore))
            return any_of(kept) if kept else clause
        case _:
            return clause


def unique(items: Iterable[T]) -> list[T]:
    """Items once each, in their order."""
    return list(dict.fromkeys(items))
