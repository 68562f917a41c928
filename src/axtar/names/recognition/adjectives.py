"""Adjectives and inhabitants that no rule makes of a place's name: турецкий, Bakuvian, and казахский, which is of two places."""

from collections.abc import Sequence
from functools import cache

from axtar.analysis import lemmas
from axtar.model import Token
from axtar.names.gazetteer import gazetteer
from axtar.names.tables import rows


def places(word: str, language: str, *, small: bool) -> tuple[str, ...]:
    """The places whose adjective a word is, in any of its cases, by data/adjectives.tsv.

    `small`: also in small letters what the table writes with a capital (polish).
    """
    if not gazetteer.in_use():
        return ()
    forms = ((language, plain) for plain in (gazetteer.plain(word), *lemmas(word, language)))
    ids, capital = next((_table()[form] for form in forms if form in _table()), ((), False))
    return ids if small or not capital or word[:1].isupper() else ()


def is_of_language(tokens: Sequence[Token], place: int) -> bool:
    """Whether the next word says that an adjective is of a language: Turkish language, на армянском языке."""
    return place + 1 < len(tokens) and gazetteer.plain(tokens[place + 1].text) in _languages()


@cache
def _table() -> dict[tuple[str, str], tuple[tuple[str, ...], bool]]:
    """Language and word in plain letters; the places, and whether the word wants a capital."""
    return {
        (language, gazetteer.plain(word)): (tuple(ids.split()), word[0].isupper())
        for language, ids, words in rows("adjectives.tsv")
        for word in words.split()
    }


@cache
def _languages() -> frozenset[str]:
    """The words for a language, in plain letters."""
    return frozenset(
        gazetteer.plain(word)
        for _, where, words in rows("generics.tsv")
        if where == "language"
        for word in words.split()
    )
