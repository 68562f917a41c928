"""Where the terms of a phrase may stand: the meaning of `Phrase.slop`, which libraries define each in their own way."""

from collections.abc import Iterator
from itertools import combinations


def placings(terms: int, slop: int) -> Iterator[tuple[int, ...]]:
    """All rising places of so many terms, the first at 0, with at most `slop` other words between first and last.

    There are C(slop + terms - 1, terms - 1) of them: 11 for two words near each other (10), 286 for four.
    """
    for later in combinations(range(1, terms + slop), terms - 1):
        yield (0, *later)
