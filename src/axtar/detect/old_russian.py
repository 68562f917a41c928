"""Russian before 1918 with today's letters at the same offsets, for detection."""

import re

_CONSONANTS = "бвгджзйклмнпрстфхцчшщ"
_FINAL_HARD_SIGN = re.compile(rf"(?<=[{_CONSONANTS}])ъ(?![^\W\d_])", re.IGNORECASE)
_YAT = frozenset("ѣѢѳѲ")
_LETTERS = str.maketrans("ѣѢіІѳѲѵѴ", "еЕиИфФиИ")


def with_modern_letters(text: str) -> str:
    """Return a text in the old orthography with today's letters.

    For ъ at the end of a word there is a blank. A text without such a ъ, ѣ or ѳ is returned as it is.
    """
    if "ъ" not in text and "Ъ" not in text and _YAT.isdisjoint(text):
        return text
    modern = _FINAL_HARD_SIGN.sub(" ", text)
    return text if modern == text and _YAT.isdisjoint(text) else modern.translate(_LETTERS)
