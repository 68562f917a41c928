"""Respelling of names that German or French texts romanise in their own way.

Tschingis, Tchinguiz and Chingiz are one name, and Mechtijew is Mekhtiyev.
"""

import re
from functools import cache

from axtar.names.tables import rows


def respelled(word: str) -> str:
    """Return a word of small Latin letters as English spells its sounds.

    It is returned as it is if it has the mark of no other language.
    """
    for mark, letters, sounds in _romanisations():
        if mark.search(word):
            return letters.sub(lambda match, sounds=sounds: sounds[match[0]], word)  # type: ignore[misc]
    return word


@cache
def _romanisations() -> tuple[tuple[re.Pattern[str], re.Pattern[str], dict[str, str]], ...]:
    """Return the mark of each language, its letters, and what they stand for."""
    return tuple((re.compile(mark), *_respelling(pairs.split())) for _, mark, pairs in rows("romanisations.tsv"))


def _respelling(pairs: list[str]) -> tuple[re.Pattern[str], dict[str, str]]:
    sounds = dict(pair.split("=") for pair in pairs)
    return re.compile("|".join(sorted(sounds, key=len, reverse=True))), sounds
