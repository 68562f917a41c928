"""Azerbaijani Latin of 1929–1939: ь, ƣ, ɵ, j for y, y for ü, c and ç interchanged.

Texts about that time mix it with today's letters, so that of c, ç and y the reading counts that the dictionary knows.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache

from axtar.analysis.lemmatizer import is_dictionary_word
from axtar.analysis.tables import mapping

_LANGUAGES = ("en", "tr", "az")
_CACHED_WORDS = 1 << 16
_LATIN = "a-zA-ZçəğışöüÇƏĞİŞÖÜ"
_OLD = re.compile(f"[{_LATIN}][ьЬ]|[ьЬ][{_LATIN}]|[ƅƄƣƢɵƟꞑꞐʙ]")

Reading = tuple[bool, bool]
"""Whether c and ç change places, and whether y is ü."""

_READINGS: tuple[Reading, ...] = ((True, True), (True, False), (False, True), (False, False))


def is_old(text: str) -> bool:
    """Whether a text has a letter that today's alphabet lacks, or ь in a Latin word."""
    return bool(_OLD.search(text))


def may_be_old(word: str, is_name: Callable[[str], bool]) -> bool:
    """Whether a word without a text may be in this alphabet.

    It is a word if its j is read as y, and with j neither a name nor in a dictionary: Janali is a village.
    """
    is_modern = "j" not in word.lower() or any(is_dictionary_word(word, language) for language in _LANGUAGES)
    if is_modern or is_name(word):
        return False
    return any(map(_is_word, _readings(word).values()))


def modern(words: Sequence[str], is_name: Callable[[str], bool]) -> list[str]:
    """Return the words of an old text in today's alphabet.

    Of the readings of a word, the dictionary or `is_name` must know one; if not, the reading counts by which most words of the
    text are known.
    """
    readings = [_readings(word) for word in words]
    known = [
        [reading for reading, spelling in spellings.items() if _is_word(spelling) or is_name(spelling)]
        if len(set(spellings.values())) > 1
        else []
        for spellings in readings
    ]
    usual = _most_frequent(known)
    return [
        spellings[usual if usual in own or not own else own[0]] for spellings, own in zip(readings, known, strict=True)
    ]


def _most_frequent(known: Iterable[Sequence[Reading]]) -> Reading:
    """Return the reading that makes most words known, the alphabet's own if there are several."""
    counts = dict.fromkeys(_READINGS, 0)
    for own in known:
        for reading in own:
            counts[reading] += 1
    return max(_READINGS, key=counts.__getitem__)


@lru_cache(_CACHED_WORDS)
def _is_word(spelling: str) -> bool:
    return is_dictionary_word(spelling, "az")


@lru_cache(_CACHED_WORDS)
def _readings(word: str) -> dict[Reading, str]:
    """Return the spellings of a word in today's alphabet, by reading."""
    return {reading: word.translate(_table(reading)) for reading in _READINGS}


@cache
def _table(reading: Reading) -> dict[int, str]:
    """Return the translation table of a reading, for both cases."""
    swaps, has_old_y = reading
    letters = {
        old: new
        for old, new in mapping("az_1929.tsv").items()
        if (swaps or old not in "cç") and (has_old_y or old != "y")
    }
    capitals = {old.upper(): "İ" if new == "i" else "I" if new == "ı" else new.upper() for old, new in letters.items()}
    return str.maketrans(capitals | letters)
