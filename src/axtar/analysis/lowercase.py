"""Lowercasing by language: the only place where prose is lowercased.

`'İ'.lower()` gives i + U+0307 and `'I'.lower()` never gives ı, so Python's own lowercasing breaks Turkish and Azerbaijani. Here
I becomes ı in those two languages and i elsewhere; İ becomes i everywhere.
"""

import re

from axtar.languages import LANGUAGES

_DOTLESS_I = str.maketrans({"İ": "i", "I": "ı"})
_DOTTED_I = str.maketrans({"İ": "i"})
_COMBINING_DOT = re.compile("i\u0307+")


def lower(text: str, language: str) -> str:
    """Lowercase a text by the rules of its language (ISO 639-1 or `und`).

    The result never contains an i with U+0307.
    """
    known = LANGUAGES.get(language)
    table = _DOTLESS_I if known is not None and known.dotless_i else _DOTTED_I
    lowered = text.replace("I\u0307", "İ").translate(table).lower()
    return _COMBINING_DOT.sub("i", lowered) if "\u0307" in lowered else lowered
