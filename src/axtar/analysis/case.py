"""Lower case. The only place where prose is lowercased.

`'İ'.lower()` gives i + U+0307 and `'I'.lower()` never ı, so Python's own lowering breaks Turkish and Azerbaijani. Casing
follows the language of the passage: I is ı in Turkish and Azerbaijani and i elsewhere; İ is i everywhere.
"""

from axtar.languages import LANGUAGES

_DOTTED = str.maketrans({"İ": "i", "I": "ı"})
_PLAIN = str.maketrans({"İ": "i"})


def lower(text: str, language: str) -> str:
    """The text in lower case as its language (ISO 639-1 or `und`) writes it; never an i with U+0307."""
    known = LANGUAGES.get(language)
    table = _DOTTED if known is not None and known.dotted else _PLAIN
    return text.replace("I\u0307", "İ").translate(table).lower().replace("i\u0307", "i")
