"""Azerbaijani: a suffix grammar over a list of stems."""

from axtar.analysis.fold import fold


def lemmas(word: str) -> tuple[str, ...]:
    """The word."""
    return (fold(word),)


def is_common(word: str) -> bool:
    """Whether the word list has it."""
    return not word
