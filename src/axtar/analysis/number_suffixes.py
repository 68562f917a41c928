"""Suffixes of numbers: de in 1987'de is no word, and neither is ci in 12-ci."""

import re
from collections.abc import Sequence
from itertools import pairwise

from axtar.analysis.tokenizer import APOSTROPHES
from axtar.model import Token

_HYPHENS = r"\-‐‑"
_BEFORE_SUFFIX = re.compile(rf"\d[{_HYPHENS}{re.escape(APOSTROPHES)}][^\W\d_]")
_LONGEST_SUFFIX = 8
# After a hyphen, where another word may stand as well: ordinals and cases.
_AFTER_HYPHEN = re.compile(
    r"n?c[ıiuü]\w{0,4}|d[əae]n?|n?[ıiuü]n|[ny]?[əae]|y?l[əae]|l[əae]r\w{0,5}|[сҹ]?[ыиуү]|ҹ[ыиуү]\w{0,4}"
    r"|г?о|го|му|м|х|й|е|я|ю|ых|ого|ому|ым|ом|ми|ый|ой|ая|ое|ую"
)


def number_suffixes(tokens: Sequence[Token], text: str) -> frozenset[int]:
    """Return the starts of the tokens that are suffixes of the number before them."""
    if not _BEFORE_SUFFIX.search(text):
        return frozenset()
    starts = []
    for before, token in pairwise(tokens):
        if token.start != before.end + 1 or not before.text[-1].isdecimal() or len(token.text) > _LONGEST_SUFFIX:
            continue
        mark = text[before.end]
        if token.text.islower() and (mark in APOSTROPHES or (mark in _HYPHENS and _AFTER_HYPHEN.fullmatch(token.text))):
            starts.append(token.start)
    return frozenset(starts)
