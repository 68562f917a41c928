"""Turkish: a dictionary of forms, and for words that it does not know suffix stripping."""

import re

from axtar.analysis.dictionary import readings
from axtar.analysis.fold import fold
from axtar.analysis.segment import APOSTROPHES

_TABLE = "tr.blocks"
_APOSTROPHE = re.compile(f"[{re.escape(APOSTROPHES)}]")


def lemmas(word: str) -> tuple[str, ...]:
    """The dictionary's lemma; a suffix after an apostrophe is cut off (Şuşa'da)."""
    base = _APOSTROPHE.split(word)[0] or word
    known = readings(_TABLE, base)
    if known:
        return tuple(dict.fromkeys(reading.lemma for reading in known))
    return (fold(base),)


def is_common(word: str) -> bool:
    """Whether the dictionary has the word."""
    return any(reading.common for reading in readings(_TABLE, _APOSTROPHE.split(word)[0]))
