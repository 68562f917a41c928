"""Stop words and question words, which do not identify what a query searches for."""

from functools import cache

from axtar import analysis, tables
from axtar.languages import UNDETERMINED
from axtar.model import QueryWord


def is_stopword(word: QueryWord, language: str) -> bool:
    """Whether a word is a stop word in the query's language; in any if undetermined.

    The suffix of a number is one.
    """
    return word.is_suffix or any(analysis.is_stopword(*form) for form in _forms(word, language))


def is_question_word(word: QueryWord, language: str) -> bool:
    """Whether a word is a question word: who, kaç, hansı, сколько.

    `language` is the query's; if it is undetermined, all languages count.
    """
    return any(form in _question_words() for form in _forms(word, language))


def _forms(word: QueryWord, language: str) -> list[tuple[str, str]]:
    """Return the (surface, language) of the readings in a language; of all if undetermined."""
    return [(token.surface, code) for code, token in word.readings if language in {code, UNDETERMINED}]


@cache
def _question_words() -> frozenset[tuple[str, str]]:
    """Return the rows of question_words.tsv as pairs of surface and language."""
    rows = tables.rows(__package__, "question_words.tsv")
    return frozenset((analysis.surface(word, language), language) for language, words in rows for word in words.split())
