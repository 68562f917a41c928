"""Alignment of a page's cleaned text with its raw text.

It is computed when needed, so that extraction need not store it.
"""

import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher

_SPACE = " "
_CHUNK = 64  # characters compared at once
_ANCHOR = 6  # characters that identify a position
_MAX_DROPPED = 5_000  # raw characters that clean-up may have dropped in one place


def align(raw: str, cleaned: str) -> list[int]:
    """Return the index of the raw character for every character of `cleaned`, or −1.

    Indices never descend. Both texts are compared in compatibility decomposition, without spaces and invisible characters. What
    still differs (a repaired letter) is paired if equally many characters stand between two matches.
    """
    left, left_index = _decompose(raw)
    right, right_index = _decompose(cleaned)
    origins = [-1] * len(cleaned)
    for i, j, size in _matches(left, right):
        for step in range(size):
            if origins[right_index[j + step]] < 0:
                origins[right_index[j + step]] = left_index[i + step]
    return _ascending(origins)


def _decompose(text: str) -> tuple[str, list[int]]:
    """Decompose a text, and return the index of each character's original.

    Spaces and invisible characters are left out.
    """
    letters: list[str] = []
    indices: list[int] = []
    for index, character in enumerate(text):
        if character.isascii():
            parts = character if _SPACE < character < "\x7f" else ""
        else:
            parts = "".join(
                part for part in unicodedata.normalize("NFKD", character) if unicodedata.category(part)[0] not in "ZC"
            )
        letters.append(parts)
        indices += [index] * len(parts)
    return "".join(letters), indices


def _matches(left: str, right: str) -> Iterator[tuple[int, int, int]]:
    """Yield ranges (left, right, length) to pair, in order.

    Both sides are equal, or one was replaced by as many characters.
    """
    i = j = 0
    while i < len(left) and j < len(right):
        size = _common_length(left, i, right, j)
        if size:
            yield i, j, size
        i, j = i + size, j + size
        skip_left, skip_right = _next_anchor(left, i, right, j)
        yield from _pair_gap(left[i : i + skip_left], i, right[j : j + skip_right], j)
        i, j = i + skip_left, j + skip_right


def _common_length(left: str, i: int, right: str, j: int) -> int:
    """Count the characters that are equal from here on."""
    length = min(len(left) - i, len(right) - j)
    for step in range(0, length, _CHUNK):
        if left[i + step : i + step + _CHUNK] != right[j + step : j + step + _CHUNK]:
            return next(at for at in range(step, length + 1) if at == length or left[i + at] != right[j + at])
    return length


def _next_anchor(left: str, i: int, right: str, j: int) -> tuple[int, int]:
    """Return how far to skip in both texts to the next anchor.

    That is the nearest piece of the right text that the left text has too.
    """
    best = len(left) - i, min(_CHUNK, len(right) - j)
    if len(right) - j > _CHUNK:
        best = 0, _CHUNK  # no anchor near by: only the right text moves on
    nearest = _MAX_DROPPED
    for skip in range(min(_CHUNK, len(right) - j)):
        position = left.find(right[j + skip : j + skip + _ANCHOR], i, i + _MAX_DROPPED)
        if position >= 0 and position - i + skip < nearest:
            nearest = position - i + skip
            best = position - i, skip
    return best


def _pair_gap(left: str, i: int, right: str, j: int) -> Iterator[tuple[int, int, int]]:
    """Yield the ranges to pair between two anchors.

    These are the equal ones, and between them those replaced character by character.
    """
    if not left or not right or len(left) > _CHUNK:
        return
    a = b = 0
    for block in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
        if block.a - a == block.b - b:
            yield i + a, j + b, block.a - a
        yield i + block.a, j + block.b, block.size
        a, b = block.a + block.size, block.b + block.size


def _ascending(origins: list[int]) -> list[int]:
    """Raise each index to the highest before it.

    Indices descend where decomposition swaps two combining marks.
    """
    highest = -1
    for index, origin in enumerate(origins):
        if origin >= 0:
            highest = origins[index] = max(origin, highest)
    return origins
