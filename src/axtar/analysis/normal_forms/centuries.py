"""Centuries by their number: XVII əsr, 17. yüzyıl, 17th century, семнадцатый век."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from axtar.analysis.fold import fold
from axtar.analysis.lowercase import lower
from axtar.analysis.tables import rows
from axtar.model import Token

_CACHED_WORDS = 1 << 16
_LAST_CENTURY = 30
_REACH = 6  # tokens before the word for a century: XVI əsrin sonu … XVII əsr is more, 16th and the 17th less
_TO_LATIN = str.maketrans("ХІСМ", "XICM")
_ROMAN = re.compile("(X{0,3})(IX|IV|V?I{0,3})")
_ARABIC = re.compile(r"(\d{1,2})(?:th|st|nd|rd|inci|nci|ıncı|ncı|uncu|ncu|üncü|ncü)?")
_ONES = {"": 0, "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}
_TENS = {"on": 10, "yirmi": 20, "iyirmi": 20}
_TURKIC_ORDINALS = ("nci", "ncu")
_ABBREVIATIONS = frozenset(("в", "вв", "c", "cc"))  # with a full stop, after a Roman numeral or 17th

_ABBREVIATED = re.compile(r"(?:[IVXХІ]|\dth)\s(?:вв?|cc?)\.")


def century_terms(tokens: Sequence[Token], text: str) -> Iterator[Token]:
    """Yield a term for each century that a text names; XVI–XVII əsrlər are two."""
    if not _may_name_century(text):
        return
    for place, token in enumerate(tokens):
        if not _is_century(token.text) and not (token.text in _ABBREVIATIONS and _is_abbreviation(tokens, place, text)):
            continue
        at = place - 1
        while at >= 0 and place - at <= _REACH:
            number, first = _number(tokens, at)
            if number:
                yield Token(f"{number}-century", tokens[first].start, token.end)
            elif tokens[at].text not in _words("between"):
                break
            at = first - 1


def _may_name_century(text: str) -> bool:
    """Whether a text has the letters of a word for a century, as few have; a quick check."""
    lowered = text.lower()
    return any(stem in lowered for stem in _stems()) or bool(_ABBREVIATED.search(text))


@cache
def _stems() -> tuple[str, ...]:
    """Return the words for a century without their endings, also as lowered capitals."""
    stems = {word.rstrip("*") for word in _words("century")}
    return tuple(stems | {stem.upper().lower() for stem in stems})


def _is_abbreviation(tokens: Sequence[Token], place: int, text: str) -> bool:
    """Whether a full stop follows, and before stands what is no date: XVII в., 17th c."""
    end = tokens[place].end
    before = tokens[place - 1].text if place else ""
    return text[end : end + 1] == "." and not before.isdecimal() and bool(_single_number(before))


def _number(tokens: Sequence[Token], place: int) -> tuple[int, int]:
    """Return the number that ends at a token, 0 for none, and the place of its first token."""
    word = tokens[place].text
    number = _single_number(word)
    tens = _TENS.get(tokens[place - 1].text.lower(), 0) if place else 0
    if tens and 0 < number < 10 and fold(lower(word, "und")).endswith(_TURKIC_ORDINALS):
        return tens + number, place - 1
    return number, place


@lru_cache(_CACHED_WORDS)
def _single_number(word: str) -> int:
    """Return the number of a numeral or an ordinal in words, 0 if a word is none."""
    if len(word) > 20:
        return 0
    if arabic := _ARABIC.fullmatch(word):
        number = int(arabic[1])
    elif roman := _ROMAN.fullmatch(word.translate(_TO_LATIN)):
        number = 10 * len(roman[1]) + _ONES[roman[2]]
    else:
        number = _ordinals().get(fold(lower(word, "und")), 0)
    return number if number <= _LAST_CENTURY else 0


@lru_cache(_CACHED_WORDS)
def _is_century(word: str) -> bool:
    """Whether a word means century, in any case."""
    lowered = fold(lower(word, "und"))
    stems, words = _century_words()
    return lowered in words or (len(lowered) < 20 and lowered.startswith(stems))


@cache
def _words(kind: str) -> frozenset[str]:
    """Return the words of one kind in data/centuries.tsv."""
    return frozenset(word for row_kind, words in rows("centuries.tsv") if row_kind == kind for word in words.split())


@cache
def _century_words() -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the stems and the whole words for a century."""
    words = _words("century")
    stems = tuple(fold(word[:-1]) for word in words if word.endswith("*"))
    return stems, frozenset(fold(word) for word in words if not word.endswith("*"))


@cache
def _ordinals() -> dict[str, int]:
    return {
        fold(word): int(number)
        for number, words in rows("centuries.tsv")
        if number.isdecimal()
        for word in words.split()
    }
