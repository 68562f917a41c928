"""Statistics of an index that query expansion and weights depend on."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import log

from axtar.model import EngineQuery, PhraseQuery


@dataclass(frozen=True, slots=True)
class IndexStatistics:
    """Functions that read counts of terms and passages, and the spellings of names.

    `spellings` yields (name, folded spelling, spelling as written, language) for entities and phonetic keys; `frequency` counts
    the passages with a term in a field, `matching_passages` those that a query matches, `total` all passages.
    """

    spellings: Callable[[Sequence[str]], Iterable[tuple[str, str, str, str]]]
    frequency: Callable[[str, str], int]
    matching_passages: Callable[[EngineQuery], int]
    total: Callable[[], int]

    def count(self, field: str, terms: tuple[str, ...]) -> int:
        """Count the passages with these terms as a phrase.

        The phrase is searched only if each of its terms occurs.
        """
        counts = [self.frequency(field, term) for term in terms]
        return self.matching_passages(PhraseQuery(field, terms)) if len(counts) > 1 and all(counts) else min(counts)

    def total_idf(self, lemmas: Iterable[str]) -> float:
        """Sum the inverse document frequencies of lemma terms, as BM25 does when all of them match."""
        return sum(self.idf(self.frequency("lemma", term)) for term in lemmas)

    def idf(self, count: int) -> float:
        """Return the inverse document frequency of a term in `count` passages, as in Lucene's BM25."""
        return log(1 + (self.total() - count + 0.5) / (count + 0.5))
