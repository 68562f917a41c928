"""The keys by which persons are indexed.

    alv+kadr   both names, by their phonetic keys, in any order: Heydər Əliyev, Aliyev Heydar
    h/alv      an initial and a family name, as written: H. Əliyev
    h//alv     the initial of a given name that is written in full, and the family name: Heydər Əliyev

So a query of a full name looks for both names and for the written initial, and does not find another person of the family
whose given name is written; a query of an initial looks for both kinds. An initial stands for sounds (data/initials.tsv): the
H of Heydər is the Г of Гейдар.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import product

from axtar.analysis import lower, script
from axtar.names.matching.phonetic_key import keys
from axtar.names.tables import rows

BOTH, WRITTEN, OF_GIVEN = "+", "/", "//"
"""What separates the parts of a key: both names, a written initial, and the initial of a given name in full."""

_FEMININE = "^"  # after the family name of a woman, where its form differs
_LIGATURE = "\u0361"  # over two letters of the ALA-LC romanisation that are one of Cyrillic: I͡uriĭ
_CACHED = 1 << 14


def is_person_key(key: str) -> bool:
    """Whether a key is one of a person, rather than that of one word."""
    return BOTH in key or WRITTEN in key


def is_both_names(key: str) -> bool:
    """Whether a key is of both names of a person."""
    return BOTH in key


@lru_cache(_CACHED)
def sound_keys(word: str) -> tuple[str, ...]:
    """Return the keys of a name with its first vowel.

    They are those of the most usual spelling of a given name.
    """
    found = keys(_usual_spelling().get(lower(word, "und"), word))
    return tuple(key for key in found if key[0] not in "_'")


@lru_cache(_CACHED)
def sounds_like_given_name(word: str) -> bool:
    """Whether a word sounds like a known given name."""
    return not _words("given_keys.tsv").isdisjoint(sound_keys(word)[:1])


def is_given_name(plain: str) -> bool:
    """Whether a folded word is a known given name."""
    return plain in _words("given_names.tsv")


def both_keys(given: Iterable[str], family: Iterable[str]) -> tuple[str, ...]:
    """Return the keys of both names, of the keys of each."""
    return tuple(BOTH.join(sorted(pair)) for pair in product(given, family))


def initial_keys(initial: str, mark: str, family: Iterable[str]) -> tuple[str, ...]:
    """Return the keys of an initial or a given name's first sound with a family name."""
    sounds = initial_sounds(initial)
    return tuple(f"{'.'.join(sounds)}{mark}{key}" for key in family) if sounds else ()


def initial_query_keys(initial: str, mark: str, family: Iterable[str]) -> tuple[str, ...]:
    """Return the keys of all initials, of any script, that may be the same as this one."""
    own = set(initial_sounds(initial))
    alike = [".".join(sounds) for sounds in _all_sounds() if not own.isdisjoint(sounds)]
    return tuple(f"{sounds}{mark}{key}" for key, sounds in product(family, alike))


def feminine(key: str) -> str:
    """Return the key of a family name as that of a woman."""
    return key + _FEMININE


@lru_cache(_CACHED)
def is_feminine(word: str) -> bool:
    """Whether a family name is in the form that only women bear.

    In some languages it may also be a case of a man's.
    """
    return bool(_ending("feminine").search(lower(word, "und")))


@lru_cache(_CACHED)
def is_patronymic(word: str) -> bool:
    """Whether a word ends like a Russian patronymic: Гейдарович."""
    return bool(_ending("patronymic").search(lower(word, "und")))


def is_digraph_initial(word: str) -> bool:
    """Whether a word of several letters may be an initial: Дж, Sh."""
    return word[:1].isupper() and word[1:].islower() and lower(word, "und") in _initials(script(word))[0]


def initial_sounds(word: str) -> tuple[str, ...]:
    """Return the sounds that the first letter or digraph of a word may stand for."""
    table, pattern = _initials(script(word))
    found = pattern.match(lower(word, "und").replace(_LIGATURE, ""))
    return table[found[0]] if found else ()


@cache
def _initials(code: str) -> tuple[dict[str, tuple[str, ...]], re.Pattern[str]]:
    """Return the sounds of each initial of a script, and a pattern of the longest."""
    table = {letters: tuple(sounds.split()) for name, letters, sounds in rows("initials.tsv") if name == code}
    return table, re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True)) or "(?!)")


@cache
def _all_sounds() -> tuple[tuple[str, ...], ...]:
    """Return the distinct groups of sounds that the initials of all scripts stand for."""
    return tuple(dict.fromkeys(tuple(sounds.split()) for _, _, sounds in rows("initials.tsv")))


@cache
def _ending(role: str) -> re.Pattern[str]:
    """Return a pattern of the endings with a role in data/person_words.tsv."""
    endings = (words for row_role, words in rows("person_words.tsv") if row_role == role)
    return re.compile(f".{{2}}(?:{'|'.join(' '.join(endings).split())})$")


@cache
def _words(table: str) -> frozenset[str]:
    """Return the words of a table of given names or their keys."""
    return frozenset(word for (words,) in rows(table) for word in words.split())


@cache
def _usual_spelling() -> dict[str, str]:
    """Return the first spelling of each given name in data/given_variants.tsv.

    It is listed by the others in lower case.
    """
    table: dict[str, str] = {}
    for (names,) in rows("given_variants.tsv"):
        usual, *others = names.split()
        table.update((lower(other, "und"), usual) for other in others)
    return table
