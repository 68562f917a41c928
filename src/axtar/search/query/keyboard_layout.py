"""What a reader meant whose keyboard was in another layout: `Ieif` are the keys of Шуша.

The keys are those of layouts.tsv. What no key writes (blanks, digits) stays, and so do quotation marks: they are a query's.
"""

from functools import cache

from axtar import tables

CYRILLIC = "ru"


def in_other_layouts(text: str) -> list[str]:
    """The text as its keys write it in the other alphabet: Cyrillic of Latin keys, or Latin ones of Cyrillic."""
    layouts = _layouts()
    other = layouts[CYRILLIC]
    ways = [way for language, keys in layouts.items() if language != CYRILLIC for way in ((keys, other), (other, keys))]
    typed = (_typed(text, *way) for way in ways)
    return [one for one in dict.fromkeys(typed) if one and one != text]


def _typed(text: str, keys: str, other: str) -> str:
    """The text on other keys; nothing where one of its letters is on none of its own."""
    if any(letter.isalpha() and letter not in keys for letter in text):
        return ""
    table = str.maketrans(keys, other)
    table.pop(ord('"'), None)
    return text.translate(table)


@cache
def _layouts() -> dict[str, str]:
    """The keys of each layout, plain and shifted, in one order."""
    return {language: plain + shifted for language, plain, shifted in tables.rows(__package__, "layouts.tsv")[1:]}
