"""What only ranks: pieces of words, and words that are neighbours, each with the words that were typed."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, product

from axtar import analysis
from axtar.model import AnyOf, Clause, Constant, Match, Phrase, Ranked
from axtar.query.sequences import all_of, any_of, bare, unique
from axtar.query.units import Unit
from axtar.query.weights import ADJACENT, BEGUN, GRAM, NEAR

BEGINNING = 5
"""Letters that a word shares with its relatives."""


def pieces(units: Iterable[Unit]) -> Iterator[tuple[str, Clause]]:
    """The four-letter pieces of words: they find what no analysis connects."""
    for unit in units:
        grams = unique(gram for surface in unit.surfaces for gram in analysis.grams(surface))
        yield from ((unit.text, Match("grams", gram, GRAM)) for gram in grams)


def beginnings(units: Iterable[Unit]) -> Iterator[tuple[str, Clause]]:
    """Words that a passage lacks, while it has the pieces of their first `BEGINNING` letters: relatives, more often than not."""
    for unit in units:
        pieces_ = unique(
            gram for one in unit.surfaces for gram in analysis.grams(one[:BEGINNING]) if one[BEGINNING - 1 :]
        )
        if pieces_:
            alike = all_of(tuple(Match("grams", gram) for gram in pieces_))
            yield unit.text, Constant(Ranked(alike, excluded=(bare(unit.clause),)), BEGUN * unit.rarity)


def adjacent(units: Sequence[Unit]) -> Iterator[tuple[str, Clause]]:
    """Neighbours as they are written, in order; what only binds words may stand between."""
    for one, other in pairwise(units):
        together = Phrase("surface", (one.surfaces[-1], other.surfaces[0]), 1)
        yield f"{one.text} {other.text}", Constant(together, ADJACENT * (one.rarity + other.rarity))


def near(units: Sequence[Unit]) -> Iterator[tuple[str, Clause]]:
    """Neighbours in any inflection and order, near each other."""
    for one, other in pairwise(units):
        pairs = [pair for pair in product(_places(one.clause), _places(other.clause)) if _may_meet(*pair)]
        orders = tuple(Phrase("lemma", order, 2) for pair in pairs for order in (pair, pair[::-1]))
        if orders:
            yield f"{one.text} {other.text}", Constant(any_of(orders), NEAR * (one.rarity + other.rarity))


def _places(clause: Clause) -> list[str]:
    """What stands in the lemma field where a unit matches: its lemmas and entities."""
    match clause:
        case Match("lemma", term) | Match("names", term) if not term.startswith("~") and "=" not in term:
            return [term]
        case AnyOf(clauses):
            return unique(term for one in clauses for term in _places(one))
        case _:
            return []


def _may_meet(one: str, other: str) -> bool:
    """Whether two lemmas may stand in one passage: an entity with everything, a word with words of its language."""
    language, colon, _ = one.partition(":")
    another, other_colon, _ = other.partition(":")
    return one != other and (not colon or not other_colon or language == another)
