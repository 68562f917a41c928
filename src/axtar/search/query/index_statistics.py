"""What expansion needs to know of a library's texts."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import log

from axtar.model import EngineQuery, PhraseQuery


@dataclass(frozen=True, slots=True)
class IndexStatistics:
    """What the library's texts hold, as far as expansion needs it.

    `spellings` lists (name, folded spelling, spelling as written, language) for index names; `frequency` counts the
    passages that hold a term of a field, `matching_passages` those that a clause matches, `total` all.
    """

    spellings: Callable[[Sequence[str]], Iterable[tuple[str, str, str, str]]]
    frequency: Callable[[str, str], int]
    matching_passages: Callable[[EngineQuery], int]
    total: Callable[[], int]

    def count(self, field: str, terms: tuple[str, ...]) -> int:
        """How many passages hold terms one after the other; the engine looks for them together only where each is held."""
        counts = [self.frequency(field, term) for term in terms]
        return self.matching_passages(PhraseQuery(field, terms)) if len(counts) > 1 and all(counts) else min(counts)

    def total_idf(self, terms: Iterable[str]) -> float:
        """What lemmas weigh together in a score: their inverse document frequencies, summed."""
        return sum(self.idf(self.frequency("lemma", term)) for term in terms)

    def idf(self, count: int) -> float:
        """The inverse document frequency of what `count` passages hold, as Lucene's BM25 has it."""
        return log(1 + (self.total() - count + 0.5) / (count + 0.5))
