"""English: a dictionary of forms, and for words that it does not know the regular endings.

The dictionary is made from simplemma's lists (resources/analysis/build_forms.py).
"""

import re

from axtar.analysis.dictionary import readings
from axtar.analysis.fold import fold
from axtar.analysis.segment import APOSTROPHES

_TABLE = "en.blocks"
_POSSESSIVE = re.compile(rf"[{re.escape(APOSTROPHES)}](s|\b)$")
_ENDINGS = (  # the first that fits is cut; at least three letters with a vowel must remain
    (re.compile(r"(?<=[a-z]{2})ies$"), "y"),
    (re.compile(r"(?<=s)ses$|(?<=[xz])es$|(?<=[cs]h)es$"), ""),
    (re.compile(r"(?<=[a-rt-z][a-hj-rtv-z])s$|(?<=[aeo])s$"), ""),
)


def lemmas(word: str) -> tuple[str, ...]:
    """The dictionary's lemma, or else the word without a regular plural ending."""
    word = _POSSESSIVE.sub("", word)
    known = readings(_TABLE, word)
    if known:
        return tuple(dict.fromkeys(reading.lemma for reading in known))
    plain = fold(word)
    for ending, instead in _ENDINGS:
        if len(plain) > 4 and ending.search(plain):
            return (ending.sub(instead, plain),)
    return (plain,)


def is_common(word: str) -> bool:
    """Whether the dictionary has the word in lower case."""
    return any(reading.common for reading in readings(_TABLE, _POSSESSIVE.sub("", word)))
