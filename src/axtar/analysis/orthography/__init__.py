"""Older orthographies: words in one of them are read as today's, with their spans.

Such a text is recognized by letters that today's texts lack, so that those remain as they are.
"""

from collections.abc import Callable, Sequence

from axtar.analysis.fold import script
from axtar.analysis.orthography import azerbaijani_1929, russian_1918
from axtar.model import Token

__all__ = ["respell", "respell_query"]


def respell(tokens: list[Token], text: str, language: str, is_name: Callable[[str], bool]) -> list[Token]:
    """Return the words of a text in today's spelling, with the spans of the old one.

    `is_name`: whether a word is a known name.
    """
    if language == "ru" and russian_1918.is_old(text):
        return [token._replace(text=russian_1918.modern(token.text)) for token in tokens]
    if language == "az" and azerbaijani_1929.is_old(text):
        words = azerbaijani_1929.modern([token.text for token in tokens], is_name)
        return [token._replace(text=word) for token, word in zip(tokens, words, strict=True)]
    return tokens


def respell_query(tokens: Sequence[Token], text: str, is_name: Callable[[str], bool]) -> list[tuple[str, Token]]:
    """Return each word of a query in today's spelling.

    With it comes the language in which it had an older one, or "". A query is too short to show its orthography by
    letters alone, so that the words which today's spelling makes of it count as well.
    """
    is_old_latin = azerbaijani_1929.is_old(text) or any(
        azerbaijani_1929.may_be_old(token.text, is_name) for token in tokens
    )
    respelled: list[tuple[str, Token]] = []
    for token in tokens:
        code = script(token.text)
        if code == "Cyrl" and russian_1918.may_be_old(token.text):
            respelled.append(("ru", token._replace(text=russian_1918.modern(token.text))))
        elif code == "Latn" and is_old_latin:
            (word,) = azerbaijani_1929.modern([token.text], is_name)
            respelled.append(("az", token._replace(text=word)))
        else:
            respelled.append(("", token))
    return respelled
