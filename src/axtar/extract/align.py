"""The way back from a page's cleaned text to the raw text, found afterwards so that extraction need not keep it."""

import unicodedata
from difflib import SequenceMatcher

_SPACE = " "
_REACH = 64  # how far ahead the two texts may drift apart before the slow comparison is asked


def align(raw: str, cleaned: str) -> list[int]:
    """For every character of `cleaned` the index of the raw character that it came from; −1 for none. Never descends.

    Both are compared with compositions and ligatures taken apart and blanks made alike; what differs still (a repaired letter)
    is paired where equally many characters stand between two matches.
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
    """The text in compatibility decomposition without blanks and unseen marks, and where each of its characters came from."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        if character.isascii():
            parts = character if character > _SPACE else ""
        else:
            parts = "".join(
                part for part in unicodedata.normalize("NFKD", character) if unicodedata.category(part)[0] not in "ZC"
            )
        letters.append(parts)
        places += [place] * len(parts)
    return "".join(letters), places


def _matches(left: str, right: str) -> list[tuple[int, int, int]]:
    """Stretches (left, right, length) to be paired, in order: equal ones, and replaced ones of equal length."""
    found: list[tuple[int, int, int]] = []
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i] == right[j]:
            start = i
            offset = j - i
            while i < len(left) and i + offset < len(right) and left[i] == right[i + offset]:
                i += 1
            j = i + offset
            found.append((start, start + offset, i - start))
            continue
        width = _REACH
        while True:
            blocks = SequenceMatcher(
                None, left[i : i + width], right[j : j + width], autojunk=False
            ).get_matching_blocks()
            # The last but one block: after it the windows end, and what is there may be matched better by more text.
            step = next((block for block in blocks if block.size >= 4), None)
            whole = i + width >= len(left) and j + width >= len(right)
            if step or whole or width >= 16 * _REACH:
                break
            width *= 4
        if step is None:
            ahead, along = (len(left) - i, len(right) - j) if whole else (width, width)
            found += _pairs(blocks, i, j, ahead, along)
            i, j = i + ahead, j + along
        else:
            found += _pairs([block for block in blocks if block.a < step.a and block.b < step.b], i, j, step.a, step.b)
            i, j = i + step.a, j + step.b
    return found


def _pairs(blocks: list, i: int, j: int, ahead: int, along: int) -> list[tuple[int, int, int]]:  # type: ignore[type-arg] # difflib's Match
    """The blocks, and between them what was replaced by as many characters."""
    pairs: list[tuple[int, int, int]] = []
    a = b = 0
    for block in [*[(block.a, block.b, block.size) for block in blocks if block.size], (ahead, along, 0)]:
        if block[0] - a == block[1] - b > 0:
            pairs.append((i + a, j + b, block[0] - a))
        if block[2]:
            pairs.append((i + block[0], j + block[1], block[2]))
        a, b = block[0] + block[2], block[1] + block[2]
    return pairs


def _ascending(origin: list[int]) -> list[int]:
    """Decomposition can turn two marks about; then the later one keeps the earlier's place."""
    highest = -1
    for index, place in enumerate(origin):
        if place >= 0:
            highest = origin[index] = max(place, highest)
    return origin
