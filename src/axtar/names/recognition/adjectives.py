"""Irregular adjectives and demonyms: турецкий, Bakuvian, казахский.

No rule derives them from the name of a place.
"""

from collections.abc import Sequence
from functools import cache

from axtar.analysis import lemmas
from axtar.model import Token
from axtar.names.folding import fold_word
from axtar.names.roles import words_with_role
from axtar.names.tables import rows


def listed_places(word: str, language: str, *, any_case: bool) -> tuple[str, ...]:
    """Return the places of which a word is a listed adjective or demonym.

    The table is data/adjectives.tsv; the word may be inflected.

    `any_case`: words that the table capitalizes (Polish) also match in lower case (polish).
    """
    forms = ((language, plain) for plain in (fold_word(word), *lemmas(word, language)))
    ids, capital = next((_table()[form] for form in forms if form in _table()), ((), False))
    return ids if any_case or not capital or word[:1].isupper() else ()


def is_language_name(tokens: Sequence[Token], place: int) -> bool:
    """Whether the next word makes an adjective the name of a language.

    Examples: Turkish language, на армянском языке.
    """
    return place + 1 < len(tokens) and fold_word(tokens[place + 1].text) in words_with_role("language")


@cache
def _table() -> dict[tuple[str, str], tuple[tuple[str, ...], bool]]:
    """Return the places of each (language, folded word), and whether it is capitalized."""
    return {
        (language, fold_word(word)): (tuple(ids.split()), word[0].isupper())
        for language, ids, words in rows("adjectives.tsv")
        for word in words.split()
    }
