"""Words and names in plain letters, as the gazetteer's tables are keyed: lower case, no diacritics, any language."""

from axtar.analysis import fold, lower, tokenize


def fold_word(word: str) -> str:
    """One word in plain lower-case letters (Şuşa → susa)."""
    return fold(lower(word, "und"))


def fold_name(text: str) -> str:
    """The words of a name in plain letters, separated by single blanks (Dağlıq Qarabağ → dagliq qarabag)."""
    return " ".join(fold_word(token.text) for token in tokenize(text))
