"""The cost of slips, by which a word was typed for another: a weighted edit distance.

confusions.tsv lists what costs less than another slip; a letter doubled or not, or two neighbours swapped, cost less too.
"""

from functools import cache

from axtar import tables
from axtar.analysis.spelling_keys import LONG, without_digraphs

SLIP = 1.0
VOWEL_FOR_VOWEL = 0.7
VOWEL = 0.8  # a vowel too many or too few
DOUBLED = 0.3
SWAPPED = 0.6
DIGRAPH = 0.2
FIRST = 0.3  # more for a slip in the first letter, which is rarely mistyped

_VOWELS = frozenset("aeiouyаоеэиыуюяіәөү")
_MAX_COSTS = ((3, 0.5), (4, 1.0), (LONG - 1, 1.3))
_MAX_COST_OF_LONG = 2.0


def highest_cost(word: str) -> float:
    """Return the highest cost of slips in a word: of two if it is long, else of about one."""
    return next((cost for length, cost in _MAX_COSTS if len(word) <= length), _MAX_COST_OF_LONG)


def slip_cost(typed: str, meant: str) -> float:
    """Return what it costs to type one folded word for another, 0 if they are the same."""
    cost = _distance(typed, meant)
    plain = without_digraphs(typed), without_digraphs(meant)
    return cost if plain == (typed, meant) else min(cost, DIGRAPH + _distance(*plain))


def _distance(typed: str, meant: str) -> float:
    """Return the weighted distance with adjacent swaps.

    Its time is bounded, since only short words have keys.
    """
    before: list[float] = []
    previous = [0.0]
    for column, letter in enumerate(meant):
        previous.append(previous[-1] + _single(letter, meant, column))
    for row, own in enumerate(typed):
        current = [previous[0] + _single(own, typed, row)]
        for column, letter in enumerate(meant):
            best = min(
                previous[column] + _replaced(own, letter, row, column, (len(typed), len(meant))),
                previous[column + 1] + _single(own, typed, row),
                current[column] + _single(letter, meant, column),
            )
            if row and column and own == meant[column - 1] and letter == typed[row - 1] and own != letter:
                best = min(best, before[column - 1] + SWAPPED)
            current.append(best)
        before, previous = previous, current
    return previous[-1]


def _single(letter: str, word: str, at: int) -> float:
    """Return the cost of a letter that the other word lacks."""
    if letter in (word[at - 1 : at], word[at + 1 : at + 2]):
        return DOUBLED
    plain = VOWEL if letter in _VOWELS else SLIP
    return _confusions().get((letter, "", False), plain) + (0.0 if at else FIRST)


def _replaced(own: str, letter: str, row: int, column: int, lengths: tuple[int, int]) -> float:
    if own == letter:
        return 0.0
    confusions = _confusions()
    at_end = (row + 1, column + 1) == lengths
    plain = VOWEL_FOR_VOWEL if own in _VOWELS and letter in _VOWELS else SLIP
    anywhere = confusions.get((own, letter, False), plain + (0.0 if row and column else FIRST))
    return confusions.get((own, letter, True), anywhere) if at_end else anywhere


@cache
def _confusions() -> dict[tuple[str, str, bool], float]:
    """Return the costs of confusions by their letters, and whether at the end only."""
    rows = tables.rows(__package__, "confusions.tsv")[1:]
    costs = {(a, b, where == "end"): float(cost) for a, b, cost, where in rows}
    return costs | {(b, a, at_end): cost for (a, b, at_end), cost in costs.items()}
