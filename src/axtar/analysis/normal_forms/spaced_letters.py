"""Letters set apart (K A R S), and words after a large first letter (Q azax)."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from axtar.model import Token

_LETTER = r"[^\W\d_]"
_SHORTEST_RUN, _LONGEST_RUN = 4, 60  # letters
_RUN = re.compile(
    rf"(?<![^\W_])(?<![^\W_][.'’-]){_LETTER}(?: {_LETTER}){{{_SHORTEST_RUN - 1},{_LONGEST_RUN - 1}}}(?![^\W_]|['’][^\W_])"
)
_SINGLE_LETTERS = re.compile(rf" {_LETTER} {_LETTER}(?![^\W_])")  # which few texts have, and is found fast
_WORDS_OF_ONE_LETTER = frozenset("AIOАВИКОСУЯ")
_LONGEST_WORD = 20  # letters of a word in such a run
_UNKNOWN_LETTER = 2.5  # cost of a letter that is in no known word; a known word costs 1
# At the beginning of a text or a line, where a drop cap stands.
_DROP_CAP = re.compile(rf"(?:^|\n)({_LETTER})[ \n]({_LETTER}{{2,}})", re.MULTILINE)


def words_of_spaced_letters(text: str, is_known: Callable[[str], bool]) -> Iterator[Token]:
    """Yield the words of which the letters are set apart by single blanks.

    Where one word ends and the next begins is lost, so that those count that are known; what is between them is a word,
    too.
    """
    if not _SINGLE_LETTERS.search(text):
        return
    for match in _RUN.finditer(text):
        letters = match.group().replace(" ", "")
        if _is_alphabet(letters):
            continue
        segments = _segments(letters, is_known)
        if len(segments) > 1 and len(letters) <= _LONGEST_WORD:
            segments.append((0, len(letters)))  # one word that is unknown
        for start, end in segments:
            yield Token(letters[start:end], match.start() + 2 * start, match.start() + 2 * end - 1)


def drop_cap_words(text: str, is_known: Callable[[str], bool]) -> Iterator[Token]:
    """Yield the words that a large first letter at the beginning of a paragraph belongs to."""
    for match in _DROP_CAP.finditer(text):
        first, rest = match.groups()
        if not first.isupper() or not rest.islower() or (first in _WORDS_OF_ONE_LETTER and is_known(rest)):
            continue
        if is_known(first + rest):
            yield Token(first + rest, match.start(1), match.end())


def _is_alphabet(letters: str) -> bool:
    """Whether letters follow each other as in the alphabet: the heads of columns."""
    return all(ord(letter) + 1 == ord(after) for letter, after in pairwise(letters))


def _segments(letters: str, is_known: Callable[[str], bool]) -> list[tuple[int, int]]:
    """Divide letters into known words and what remains between them, at the lowest cost."""
    costs = [0.0]
    starts = [0]  # of the word that ends after each letter
    for end in range(1, len(letters) + 1):
        best, start = costs[end - 1] + _UNKNOWN_LETTER, end - 1
        for begin in range(max(0, end - _LONGEST_WORD), end - 1):
            cost = costs[begin] + 1 + 2 / (end - begin)
            if cost < best and is_known(letters[begin:end]):
                best, start = cost, begin
        costs.append(best)
        starts.append(start)
    segments: list[tuple[int, int]] = []
    end = rest = len(letters)  # letters up to rest are in no known word
    while end:
        start = starts[end]
        if end - start > 1:
            segments += [(end, rest)] * (rest > end) + [(start, end)]
            rest = start
        end = start
    return [*reversed(segments + [(0, rest)] * (rest > 0))]
