"""Boosts: queries that only rank, by n-grams and by the distance of neighbours.

Each function yields (typed words, query).
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, product

from axtar import analysis
from axtar.model import BooleanQuery, ConstantScore, Disjunction, EngineQuery, PhraseQuery, TermQuery
from axtar.search.query.builders import all_of, any_of, unique, without_constants
from axtar.search.query.terms import QueryTerm
from axtar.search.query.weights import ADJACENCY, NGRAM, PREFIX_OVERLAP, PROXIMITY

PREFIX_LENGTH = 5
"""Letters that related words share at their beginning."""


def ngram_boost(terms: Iterable[QueryTerm]) -> Iterator[tuple[str, EngineQuery]]:
    """Boost passages that share n-grams with the words."""
    for term in terms:
        ngrams = unique(ngram for surface in term.surfaces for ngram in analysis.ngrams(surface))
        yield from ((term.text, TermQuery("ngrams", ngram, NGRAM)) for ngram in ngrams)


def prefix_overlap_boost(terms: Iterable[QueryTerm]) -> Iterator[tuple[str, EngineQuery]]:
    """Boost passages that lack a word but have all n-grams of its first letters.

    These mostly contain words derived from it, or from which it is derived: evrim, evrimsel.
    """
    for term in terms:
        ngrams = unique(
            ngram
            for surface in term.surfaces
            for ngram in analysis.ngrams(surface[:PREFIX_LENGTH])
            if surface[PREFIX_LENGTH - 1 :]
        )
        if ngrams:
            has_prefix = all_of(tuple(TermQuery("ngrams", ngram) for ngram in ngrams))
            lacks_word = BooleanQuery(has_prefix, must_not=(without_constants(term.query),))
            yield term.text, ConstantScore(lacks_word, PREFIX_OVERLAP * term.idf)


def adjacency_boost(terms: Sequence[QueryTerm]) -> Iterator[tuple[str, EngineQuery]]:
    """Boost passages with two neighbours as they are written, in order.

    At most one word may be between them, such as a stop word.
    """
    for first, second in pairwise(terms):
        phrase = PhraseQuery("surface", (first.surfaces[-1], second.surfaces[0]), 1)
        yield f"{first.text} {second.text}", ConstantScore(phrase, ADJACENCY * (first.idf + second.idf))


def proximity_boost(terms: Sequence[QueryTerm]) -> Iterator[tuple[str, EngineQuery]]:
    """Boost passages with two neighbours in any inflection and order, up to two words apart."""
    for first, second in pairwise(terms):
        pairs = [pair for pair in product(_lemmas(first.query), _lemmas(second.query)) if _can_be_neighbours(*pair)]
        phrases = tuple(PhraseQuery("lemma", order, 2) for pair in pairs for order in (pair, pair[::-1]))
        if phrases:
            boost = PROXIMITY * (first.idf + second.idf)
            yield f"{first.text} {second.text}", ConstantScore(any_of(phrases), boost)


def _lemmas(query: EngineQuery) -> list[str]:
    """Return the terms of the lemma field where a query term matches: lemmas and entities."""
    match query:
        case TermQuery("lemma", term) | TermQuery("names", term) if not term.startswith("~") and "=" not in term:
            return [term]
        case Disjunction(queries):
            return unique(term for part in queries for term in _lemmas(part))
        case _:
            return []


def _can_be_neighbours(first: str, second: str) -> bool:
    """Whether both may be in one passage.

    They are lemmas of one language, or an entity and any term.
    """
    language, colon, _ = first.partition(":")
    other_language, other_colon, _ = second.partition(":")
    return first != second and (not colon or not other_colon or language == other_language)
