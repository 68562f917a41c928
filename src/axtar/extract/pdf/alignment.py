"""The way back from a page's cleaned text to the raw text, found afterwards so that extraction need not keep it."""

import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher

_SPACE = " "
_REACH = 64  # characters that are looked at together
_PIECE = 6  # characters that make a place known again
_FAR = 5_000  # how much of the raw text cleaning may have dropped in one place


def align(raw: str, cleaned: str) -> list[int]:
    """For every character of `cleaned` the index of the raw character that it came from; −1 for none. Never descends.

    Both are compared with compositions and ligatures taken apart, and without blanks and unseen marks; what differs
    still (a repaired letter) is paired where equally many characters stand between two matches.
    """
    left, left_at = _unfolded(raw)
    right, right_at = _unfolded(cleaned)
    origin = [-1] * len(cleaned)
    for i, j, size in _matches(left, right):
        for step in range(size):
            if origin[right_at[j + step]] < 0:
                origin[right_at[j + step]] = left_at[i + step]
    return _ascending(origin)


def _unfolded(text: str) -> tuple[str, list[int]]:
    """The text in compatibility decomposition, without blanks and unseen marks, and where each character came from."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        if character.isascii():
            parts = character if _SPACE < character < "\x7f" else ""
        else:
            parts = "".join(
                part for part in unicodedata.normalize("NFKD", character) if unicodedata.category(part)[0] not in "ZC"
            )
        letters.append(parts)
        places += [place] * len(parts)
    return "".join(letters), places


def _matches(left: str, right: str) -> Iterator[tuple[int, int, int]]:
    """Stretches (left, right, length) to be paired, in order: equal ones, and replaced ones of equal length."""
    i = j = 0
    while i < len(left) and j < len(right):
        size = _common(left, i, right, j)
        if size:
            yield i, j, size
        i, j = i + size, j + size
        ahead, along = _anchor(left, i, right, j)
        yield from _gap(left[i : i + ahead], i, right[j : j + along], j)
        i, j = i + ahead, j + along


def _common(left: str, i: int, right: str, j: int) -> int:
    """How many characters are the same from here on."""
    length = min(len(left) - i, len(right) - j)
    for step in range(0, length, _REACH):
        if left[i + step : i + step + _REACH] != right[j + step : j + step + _REACH]:
            return next(at for at in range(step, length + 1) if at == length or left[i + at] != right[j + at])
    return length


def _anchor(left: str, i: int, right: str, j: int) -> tuple[int, int]:
    """How far on in both texts they are in step again: at the nearest piece of the right text that the left one has."""
    best = len(left) - i, min(_REACH, len(right) - j)
    if len(right) - j > _REACH:
        best = 0, _REACH  # nothing near by: the left text waits
    nearest = _FAR
    for along in range(min(_REACH, len(right) - j)):
        place = left.find(right[j + along : j + along + _PIECE], i, i + _FAR)
        if place >= 0 and place - i + along < nearest:
            nearest = place - i + along
            best = place - i, along
    return best


def _gap(left: str, i: int, right: str, j: int) -> Iterator[tuple[int, int, int]]:
    """What may be paired between two anchors: what is the same, and between that what was replaced one by one."""
    if not left or not right or len(left) > _REACH:
        return
    a = b = 0
    for block in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
        if block.a - a == block.b - b:
            yield i + a, j + b, block.a - a
        yield i + block.a, j + block.b, block.size
        a, b = block.a + block.size, block.b + block.size


def _ascending(origin: list[int]) -> list[int]:
    """Decomposition can turn two marks about; then the later one keeps the earlier's place."""
    highest = -1
    for index, place in enumerate(origin):
        if place >= 0:
            highest = origin[index] = max(place, highest)
    return origin
