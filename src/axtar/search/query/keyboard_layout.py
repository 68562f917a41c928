"""Queries typed in the wrong keyboard layout: `Ieif` is Шуша typed with the English layout.

layouts.tsv lists the keys. Characters that are on no letter key (blanks, digits) are unchanged, and so is what has a meaning in
queries: quotation marks, operators, and the names and values of fields.
"""

from functools import cache

from axtar import tables
from axtar.search.query.replaceable_words import without_syntax

CYRILLIC = "ru"


def in_other_layouts(text: str) -> list[str]:
    """Retype a text with the keys of the other alphabet.

    Latin letters become Russian ones; Cyrillic letters become those of each Latin layout.
    """
    layouts = _layouts()
    russian = layouts[CYRILLIC]
    latin = [keys for language, keys in layouts.items() if language != CYRILLIC]
    retyped = (_retype(text, *pair) for keys in latin for pair in ((keys, russian), (russian, keys)))
    return [result for result in dict.fromkeys(retyped) if result and result != text]


def _retype(text: str, source: str, target: str) -> str:
    """Replace characters of words with those on the same keys; "" if `source` lacks one."""
    parts = list(without_syntax(text))
    if any(letter.isalpha() and letter not in source for part, is_words in parts if is_words for letter in part):
        return ""
    table = str.maketrans(source, target)
    table.pop(ord('"'), None)
    return "".join(part.translate(table) if is_words else part for part, is_words in parts)


@cache
def _layouts() -> dict[str, str]:
    """Return the characters of each layout, plain then shifted, all in the same key order."""
    return {language: plain + shifted for language, plain, shifted in tables.rows(__package__, "layouts.tsv")[1:]}
