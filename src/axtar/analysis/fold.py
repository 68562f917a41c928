"""Plain letters for matching what people type: diacritics and apostrophes off, look-alikes unified.

ş→s, ğ→g, ı→i, ə→e, ё→е; й stays, being a letter of its own. Arabic loses its vowel signs and has one ye and one kaf. Fold
only after lowercasing and stemming: çocukları folded first is no Turkish word. The exceptions to "the letter without its
marks" are the table data/fold.tsv.
"""

import unicodedata
from functools import cache

from axtar.analysis.tables import mapping

_SCRIPTS = {
    "LATIN": "Latn",
    "FULLWIDTH": "Latn",
    "CYRILLIC": "Cyrl",
    "ARABIC": "Arab",
    "ARMENIAN": "Armn",
    "GEORGIAN": "Geor",
    "GREEK": "Grek",
}


class _Letters(dict[int, str]):
    """Code point → its plain letters, filled as letters are met."""

    def __missing__(self, code: int) -> str:
        plain = self[code] = _plain(chr(code))
        return plain


@cache
def _exceptions() -> dict[str, str]:
    """data/fold.tsv, for both cases."""
    table = mapping("fold.tsv")
    return table | {a.upper(): b.upper() for a, b in table.items() if len(a.upper()) == 1}


def _plain(letter: str) -> str:
    """One letter without its marks."""
    if letter in _exceptions():
        return _exceptions()[letter]
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return ""
    apart = unicodedata.normalize("NFKD", letter)
    if letter_script(apart[0]) not in {"Latn", "Grek", "Arab"} or " " in apart:
        return letter
    return "".join(_exceptions().get(part, part) for part in apart if unicodedata.category(part) != "Mn")


_LETTERS = _Letters()


def fold(text: str) -> str:
    """The text in plain letters, NFC; folding it again changes nothing."""
    if text.isascii() and "'" not in text and "`" not in text:
        return text
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).translate(_LETTERS))


@cache
def letter_script(letter: str) -> str:
    """ISO 15924 of one letter; Zzzz for a script that we do not know, Zyyy for what is no letter."""
    if not letter.isalpha():
        return "Zyyy"
    return _SCRIPTS.get(unicodedata.name(letter, "").partition(" ")[0], "Zzzz")


def script(word: str) -> str:
    """ISO 15924 of the script that most letters of a word belong to; Zyyy where it has none."""
    if word.isascii():
        return "Latn" if any(map(str.isalpha, word)) else "Zyyy"
    counts: dict[str, int] = {}
    for letter in word:
        code = letter_script(letter)
        if code != "Zyyy":
            counts[code] = counts.get(code, 0) + 1
    return max(counts, key=counts.__getitem__, default="Zyyy")
