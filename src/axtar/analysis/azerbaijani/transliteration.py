"""Transliteration of Azerbaijani Cyrillic (1939–1991) into the Latin alphabet.

The mapping in data/cyrillic_az.tsv is exact.
"""

from functools import cache

from axtar.analysis.tables import mapping


@cache
def _letters() -> dict[int, str]:
    """Return the translation table for both cases; two letters are capitalized like Ya."""
    table: dict[int, str] = {}
    for letter, latin in mapping("cyrillic_az.tsv").items():
        table[ord(letter)] = latin
        table[ord(letter.upper())] = "İ" + latin[1:] if latin.startswith("i") else latin.capitalize()
    return table


def to_latin(word: str) -> str:
    """Transliterate a word; letters that are not Azerbaijani Cyrillic stay as they are."""
    return word.translate(_letters())
