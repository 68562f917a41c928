"""Folding: letters without diacritics, so that typed variants of a word match.

Apostrophes are removed and look-alikes unified: ş→s, ğ→g, ı→i, ə→e, ё→е; й stays, being a letter of its own. Arabic loses its
vowel signs and has one yeh and one kaf. Fold only after lowercasing and lemmatizing: çocukları folded first is not a Turkish
word. data/fold.tsv lists the exceptions to the rule "the letter without its marks".
"""

import unicodedata
from functools import cache, lru_cache

from axtar.analysis.tables import mapping
from axtar.normalization import nfc

_CACHED_LETTERS = 1 << 14  # of a million code points, which a text may all have

_SCRIPTS = {
    "LATIN": "Latn",
    "FULLWIDTH": "Latn",
    "CYRILLIC": "Cyrl",
    "ARABIC": "Arab",
    "ARMENIAN": "Armn",
    "GEORGIAN": "Geor",
    "GREEK": "Grek",
}


class _FoldTable(dict[int, str]):
    """A translation table, code point → folded letters, filled on demand.

    It is emptied when it is full.
    """

    def __missing__(self, code: int) -> str:
        if len(self) >= _CACHED_LETTERS:
            self.clear()
        folded = self[code] = _fold_letter(chr(code))
        return folded


@cache
def _exceptions() -> dict[str, str]:
    """Return the exceptions of data/fold.tsv in both cases."""
    table = mapping("fold.tsv")
    return table | {a.upper(): b.upper() for a, b in table.items() if len(a.upper()) == 1}


def _fold_letter(letter: str) -> str:
    """Fold one letter."""
    if letter in _exceptions():
        return _exceptions()[letter]
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return ""
    decomposed = unicodedata.normalize("NFKD", letter)
    if letter_script(decomposed[0]) not in {"Latn", "Grek", "Arab"} or " " in decomposed:
        return letter
    return "".join(_exceptions().get(part, part) for part in decomposed if unicodedata.category(part) != "Mn")


_TABLE = _FoldTable()


def fold(text: str) -> str:
    """Fold a text to plain letters in NFC; idempotent."""
    if text.isascii() and "'" not in text and "`" not in text:
        return text
    return nfc(nfc(text).translate(_TABLE))


@lru_cache(_CACHED_LETTERS)
def letter_script(letter: str) -> str:
    """Return the script (ISO 15924) of a letter.

    Returns Zzzz for a script that is not listed here, and Zyyy for a character that is not a letter.
    """
    if not letter.isalpha():
        return "Zyyy"
    return _SCRIPTS.get(unicodedata.name(letter, "").partition(" ")[0], "Zzzz")


def script(word: str) -> str:
    """Return the script (ISO 15924) of most letters of a word; Zyyy if it has no letters."""
    if word.isascii():
        return "Latn" if any(map(str.isalpha, word)) else "Zyyy"
    counts: dict[str, int] = {}
    for letter in word:
        code = letter_script(letter)
        if code != "Zyyy":
            counts[code] = counts.get(code, 0) + 1
    return max(counts, key=counts.__getitem__, default="Zyyy")
