"""What only ranks: pieces of words, and words that are neighbours, each with the words that were typed."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, product

from axtar import analysis
from axtar.model import BooleanQuery, ConstantScore, Disjunction, EngineQuery, PhraseQuery, TermQuery
from axtar.search.query.builders import all_of, any_of, unique, without_constants
from axtar.search.query.terms import QueryTerm
from axtar.search.query.weights import ADJACENT, BEGUN, GRAM, NEAR

BEGINNING = 5
"""Letters that a word shares with its relatives."""


def ngram_boost(units: Iterable[QueryTerm]) -> Iterator[tuple[str, EngineQuery]]:
    """The four-letter pieces of words: they find what no analysis connects."""
    for unit in units:
        grams = unique(gram for surface in unit.surfaces for gram in analysis.ngrams(surface))
        yield from ((unit.text, TermQuery("ngrams", gram, GRAM)) for gram in grams)


def prefix_overlap_boost(units: Iterable[QueryTerm]) -> Iterator[tuple[str, EngineQuery]]:
    """Words that a passage lacks, while it has the pieces of their first `BEGINNING` letters: relatives, more often than not."""
    for unit in units:
        pieces_ = unique(
            gram for one in unit.surfaces for gram in analysis.ngrams(one[:BEGINNING]) if one[BEGINNING - 1 :]
        )
        if pieces_:
            alike = all_of(tuple(TermQuery("ngrams", gram) for gram in pieces_))
            yield (
                unit.text,
                ConstantScore(BooleanQuery(alike, must_not=(without_constants(unit.query),)), BEGUN * unit.idf),
            )


def adjacency_boost(units: Sequence[QueryTerm]) -> Iterator[tuple[str, EngineQuery]]:
    """Neighbours as they are written, in order; what only binds words may stand between."""
    for one, other in pairwise(units):
        together = PhraseQuery("surface", (one.surfaces[-1], other.surfaces[0]), 1)
        yield f"{one.text} {other.text}", ConstantScore(together, ADJACENT * (one.idf + other.idf))


def proximity_boost(units: Sequence[QueryTerm]) -> Iterator[tuple[str, EngineQuery]]:
    """Neighbours in any inflection and order, near each other."""
    for one, other in pairwise(units):
        pairs = [pair for pair in product(_places(one.query), _places(other.query)) if _may_meet(*pair)]
        orders = tuple(PhraseQuery("lemma", order, 2) for pair in pairs for order in (pair, pair[::-1]))
        if orders:
            yield f"{one.text} {other.text}", ConstantScore(any_of(orders), NEAR * (one.idf + other.idf))


def _places(clause: EngineQuery) -> list[str]:
    """What stands in the lemma field where a unit matches: its lemmas and entities."""
    match clause:
        case TermQuery("lemma", term) | TermQuery("names", term) if not term.startswith("~") and "=" not in term:
            return [term]
        case Disjunction(clauses):
            return unique(term for one in clauses for term in _places(one))
        case _:
            return []


def _may_meet(one: str, other: str) -> bool:
    """Whether two lemmas may stand in one passage: an entity with everything, a word with words of its language."""
    language, colon, _ = one.partition(":")
    another, other_colon, _ = other.partition(":")
    return one != other and (not colon or not other_colon or language == another)
