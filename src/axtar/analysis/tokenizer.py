"""Tokenizer: the words and numbers of a text, with their offsets.

A word includes its apostrophes (Şuşa'da, Mkhch'yan), its combining marks and an inner ZWNJ or soft hyphen; a hyphen separates two
words. A number includes one inner separator (3.14, 1,000,000), while dates and ranges are split into their parts (12.03.1994,
1915/16); a suffix after a number is a token of its own (1994'te, 12-ci), but 1990s and 20km stay whole. Raised
digits (seramikler¹³) belong to no word.
"""

import re
from collections.abc import Iterator

from axtar.model import Token

LONGEST_TOKEN = 255
"""Characters of the longest token; a longer word is divided, as Lucene divides it."""

APOSTROPHES = "'’‘ʼʻʿʾʹ′`´＇՚ʽ‛"
_LETTER = r"[^\W_⁰¹²³⁴⁵⁶⁷⁸⁹]"  # raised digits are numbers of footnotes, or exponents
_MARK = r"[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8]"
_INNER = rf"[{re.escape(APOSTROPHES)}\u00ad\u200b\u200c\u200d\u2060\ufeff]"
_NUMBER = r"(?<!\d[.,])(?:\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,3})?|\d+[.,]\d{1,3})(?![.,]?\d)|\d+"
# Modifier letters (U+02B0–02FF: ʼ ʻ ʿ …) are letters in Unicode, but no word begins with one.
_TOKEN = re.compile(
    rf"(?:{_NUMBER})(?!{_LETTER}|{_MARK})|(?![\u02b0-\u02ff\u0640]){_LETTER}(?:{_LETTER}+|{_MARK}|(?<!\d){_INNER}+(?=(?![\u02b0-\u02ff]){_LETTER}))*"
)


def tokenize(text: str) -> list[Token]:
    """Split a text into words and numbers, in order.

    For each token, `text[token.start:token.end] == token.text`. A word longer than LONGEST_TOKEN becomes several.
    """
    tokens = [Token(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(text)]
    if len(text) > LONGEST_TOKEN and any(end - start > LONGEST_TOKEN for _, start, end in tokens):
        return [part for token in tokens for part in _divided(token)]
    return tokens


def _divided(token: Token) -> Iterator[Token]:
    """Yield a token in parts of at most LONGEST_TOKEN characters."""
    for start in range(0, len(token.text), LONGEST_TOKEN):
        text = token.text[start : start + LONGEST_TOKEN]
        yield Token(text, token.start + start, token.start + start + len(text))
