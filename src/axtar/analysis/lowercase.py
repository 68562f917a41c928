"""Lower case. The only place where prose is lowercased.

`'İ'.lower()` gives i + U+0307 and `'I'.lower()` never ı, so Python's own lowering breaks Turkish and Azerbaijani. Casing
follows the language of the passage: I is ı in Turkish and Azerbaijani and i elsewhere; İ is i everywhere.
"""

import re

from axtar.languages import LANGUAGES

_DOTTED = str.maketrans({"İ": "i", "I": "ı"})
_PLAIN = str.maketrans({"İ": "i"})
_DOTS = re.compile("i\u0307+")


def lower(text: str, language: str) -> str:
    """The text in lower case as its language (ISO 639-1 or `und`) writes it; never an i with U+0307."""
    known = LANGUAGES.get(language)
    table = _DOTTED if known is not None and known.dotless_i else _PLAIN
    lowered = text.replace("I\u0307", "İ").translate(table).lower()
    return _DOTS.sub("i", lowered) if "\u0307" in lowered else lowered
