"""Words in their order as index terms: phrases, in every way in which they can be read."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from axtar import terms
from axtar.model import All, AnyOf, Best, Clause, Constant, Everything, Match, Phrase

T = TypeVar("T")

BAGS = ("author",)  # "Loomis, Anna" and "Anna Loomis" are one author: in this field words have no order


def exactly(text: str) -> Clause:
    """Words in this order, in their exact spelling."""
    return any_of(tuple(sequence("surface", one) for one in sequences(text, inflected=False)))


def sequences(text: str, *, inflected: bool) -> list[tuple[str, ...]]:
    """A phrase as sequences of index terms, one for each way in which all its words can be read."""
    words = terms.analyse_query(text)
    if not words:
        return []
    languages = unique(code for word in words for code, _ in word.readings)
    write = (terms.lemma_term, terms.plain_lemma) if inflected else (lambda term, _: term.surface,)
    found: list[tuple[str, ...]] = []
    for code in languages:
        first = [dict(reversed(word.readings)).get(code) or word.readings[0][1] for word in words]
        found += [tuple(one(term, code) for term in first) for one in write]
    return unique(found)


def sequence(name: str, words: tuple[str, ...]) -> Clause:
    """Index terms one after the other in a field; all of them, in any order, in one that has no positions."""
    if len(words) == 1 or name in BAGS:
        return all_of(tuple(Match(name, term) for term in words))
    return Phrase(name, words)


def all_of(clauses: tuple[Clause, ...]) -> Clause:
    """All of these; of none, everything."""
    return clauses[0] if len(clauses) == 1 else All(clauses) if clauses else Everything()


def any_of(clauses: tuple[Clause, ...]) -> Clause:
    """Any of these; of none, nothing."""
    return clauses[0] if len(clauses) == 1 else AnyOf(clauses)


def leaves(clause: Clause) -> Iterator[Clause]:
    """The clauses that score by themselves, of which a clause is made."""
    match clause:
        case All(clauses) | AnyOf(clauses) | Best(clauses):
            for one in clauses:
                yield from leaves(one)
        case _:
            yield clause


def bare(clause: Clause) -> Clause:
    """A clause that matches the same, without constants that only score what stands beside them: counting costs half."""
    match clause:
        case AnyOf(clauses):
            kept = tuple(bare(one) for one in clauses if not isinstance(one, Constant))
            return any_of(kept) if kept else clause
        case _:
            return clause


def unique(items: Iterable[T]) -> list[T]:
    """Items once each, in their order."""
    return list(dict.fromkeys(items))
