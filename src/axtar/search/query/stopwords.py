"""Words of a query that say nothing about what is looked for: those that bind others, and those that ask."""

from functools import cache

from axtar import analysis, tables
from axtar.languages import UNDETERMINED
from axtar.model import QueryWord


def is_stopword(word: QueryWord, language: str) -> bool:
    """Whether a word only binds others in the query's language or, unknown, in any."""
    return any(analysis.is_stopword(*form) for form in _forms(word, language))


def is_question_word(word: QueryWord, language: str) -> bool:
    """Whether a word asks (who, kaç, hansı, сколько) in the query's language or, unknown, in any."""
    return any(form in _question_words() for form in _forms(word, language))


def _forms(word: QueryWord, language: str) -> list[tuple[str, str]]:
    """A word as (surface, language) in each language that counts."""
    return [(term.surface, code) for code, term in word.readings if language in {code, UNDETERMINED}]


@cache
def _question_words() -> frozenset[tuple[str, str]]:
    """question_words.tsv as pairs of folded word and language."""
    rows = tables.rows(__package__, "question_words.tsv")
    return frozenset((analysis.surface(word, language), language) for language, words in rows for word in words.split())
