"""Words of which all letters look alike in Latin and Cyrillic, in the other script.

OCR and typists write CCCP and caxap in Latin letters inside Russian sentences. Such a word may be right, so that it stays a word
as it is written, too.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from axtar.analysis.tables import mapping
from axtar.model import Token

_ROMAN_NUMERAL = re.compile("[IVXLCMІХСМ]+")


class _Conversion(NamedTuple):
    """The words of one script whose letters look alike in the other, and these letters there."""

    words: re.Pattern[str]
    letters: dict[int, str]


def look_alike_words(text: str) -> Iterator[Token]:
    """Yield each such word in the letters of the text's script."""
    if text.isascii():
        return
    is_cyrillic = sum(map(text.count, "аеио")) > sum(map(text.count, "aeio"))
    conversion = _conversions()["Cyrl" if is_cyrillic else "Latn"]
    for match in conversion.words.finditer(text):
        if not _ROMAN_NUMERAL.fullmatch(match.group()):
            yield Token(match.group().translate(conversion.letters), match.start(), match.end())


@cache
def _conversions() -> dict[str, _Conversion]:
    """Return the conversion into each script."""
    cyrillic = mapping("look_alikes.tsv")
    latin = {letter: other for other, letter in cyrillic.items()}
    return {"Cyrl": _conversion(cyrillic), "Latn": _conversion(latin)}


def _conversion(letters: dict[str, str]) -> _Conversion:
    word = re.compile(rf"(?<![^\W_])[{''.join(letters)}]{{2,40}}(?![^\W_])")
    return _Conversion(word, str.maketrans(letters))
