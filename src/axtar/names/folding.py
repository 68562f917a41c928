"""Folding of words and names to the plain letters of the gazetteer's keys.

It is the same in every language.
"""

from axtar.analysis import fold, lower, tokenize


def fold_word(word: str) -> str:
    """Fold a word to lower case without diacritics (Şuşa → susa)."""
    return fold(lower(word, "und"))


def fold_name(text: str) -> str:
    """Fold the words of a name, separated by single blanks (Dağlıq Qarabağ → dagliq qarabag)."""
    return " ".join(fold_word(token.text) for token in tokenize(text))
