"""Russian before 1918: ѣ, і, ѳ, ѵ, ъ at the end of words, endings such as -аго and -ыя.

Endings and prefixes that today's words may have too are changed only in words that the dictionary lacks.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from axtar.analysis import russian
from axtar.analysis.tables import rows

_CACHED_WORDS = 1 << 16
_CONSONANTS = "бвгджзйклмнпрстфхцчшщ"
_HARD_SIGN = re.compile(rf"(?<=[{_CONSONANTS}{_CONSONANTS.upper()}])[ъЪ](?![^\W\d_])")
_OLD = re.compile(rf"[ѣѢѳѲѵѴ]|[а-я]і|і[а-я]|{_HARD_SIGN.pattern}")
_OLD_WORD = re.compile(rf"[ѣѢѳѲѵѴіІ]|{_HARD_SIGN.pattern}")
_ROMAN_NUMERAL = re.compile("[ІХVС]+")
_UKRAINIAN = re.compile("[ґєїўҐЄЇЎ]")


def is_old(text: str) -> bool:
    """Whether a Russian text has a letter abolished in 1918, or a ъ at a word's end."""
    return bool(_OLD.search(text))


def may_be_old(word: str) -> bool:
    """Whether a word without a text may be in the old orthography.

    Its letters show it, or only its reading in today's spelling is a word.
    """
    if _OLD_WORD.search(word):
        return not _UKRAINIAN.search(word)
    reformed = modern(word)
    return reformed != word and russian.is_known(reformed.lower())


@lru_cache(_CACHED_WORDS)
def modern(word: str) -> str:
    """Return a word of an old text in today's spelling; capitals remain."""
    if _ROMAN_NUMERAL.fullmatch(word):
        return word
    spelled = _HARD_SIGN.sub("", word.translate(_letters()))
    lowered = spelled.lower()
    if known := _changes("word").get(lowered):
        return _with_capitals(known, spelled)
    reformed = _reformed(lowered)
    return spelled if reformed == lowered else _with_capitals(reformed, spelled)


def _reformed(word: str) -> str:
    """Return a word in lower case with today's prefix and ending.

    That is the first of the possible spellings that the dictionary knows, else the one with today's ending.
    """
    stems = [word]
    for old, new in _changes("prefix").items():
        if word.startswith(old):
            stems += [choice + word[len(old) :] for choice in new.split()]
    spellings = list(stems)
    for old, new in _changes("ending").items():
        if word.endswith(old) and len(word) > len(old) + 1:
            spellings += [stem[: -len(old)] + choice for stem in stems for choice in new.split()]
    if len(spellings) == 1:
        return word
    return next(filter(russian.is_known, spellings), spellings[len(stems)] if len(spellings) > len(stems) else word)


def _with_capitals(word: str, model: str) -> str:
    if model.isupper() and len(model) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


@cache
def _letters() -> dict[int, str]:
    """Return the translation table of letters, for both cases."""
    letters = _changes("letter")
    return str.maketrans(dict(letters) | {old.upper(): new.upper() for old, new in letters.items()})


@cache
def _changes(kind: str) -> Mapping[str, str]:
    """Return the spellings of one kind in data/ru_1918.tsv: old → new."""
    return {old: new for row_kind, old, new in rows("ru_1918.tsv") if row_kind == kind}
