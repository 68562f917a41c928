"""Joining of names and endings that a line break separates at an apostrophe.

A Turkish or Azerbaijani line may end there without a hyphen: Türkiye'⏎nin.
"""

import re

_MARKS = "'’ʼ"
_NAME = re.compile(rf"[^\W_]+[{_MARKS}]$")
_HYPHEN = re.compile(rf"(?<=[^\W_])[{_MARKS}]?[-‐‑]$")
_OPENING_QUOTE = re.compile(r"(?:^|[\s(\[])['‘’][^\W_]")
_OPENING_QUOTE_REACH = 200  # characters
LINE_END_REACH = 300
"""Characters at the end of a line on which it depends how the next is joined to it."""
# Case endings, unless they begin a longer word.
_ENDING = re.compile(
    r"(?:[nys]?[ıiuüaeə]|[ny]?[ıiuü]n|n?[dt][aeə]n?|[dt][aeə]ki\w{0,6}|y?l[aeə]|l[aeə]r\w{0,8}|l[ıiuü]\w{0,6}"
    r"|[ıiuü]n?[dc][aeə]\w{0,4}|[cç][aeə]|y[dm][ıiuü]\w{0,3}|[dt][ıiuü]r"
    r"|[нј]?[аәыиуү]|н?[ыиуү]н|н?[дт][аә]н?|[дт][аә]кы\w{0,6}|л[аә]р\w{0,8})(?!\w)"
)


def rejoin_at_apostrophe(first: str, second: str) -> str | None:
    """Join two lines if an apostrophe divides a name from its ending there, else return None.

    A hyphen may stand next to the apostrophe. Nothing is joined after a closing quotation mark, nor after an s, which may be an
    English possessive.

    >>> rejoin_at_apostrophe("1920'lerde Türkiye'", "nin kuzeyi")
    "1920'lerde Türkiye'nin kuzeyi"
    """
    if cut := _HYPHEN.search(first[-3:]):
        marked = len(cut.group()) == 2
        ends = _ENDING.match(second, 0 if marked else 1) and (marked or second[0] in _MARKS)
        return first[:-1] + second if ends else None
    if not first.endswith(tuple(_MARKS)) or not _ENDING.match(second):
        return None
    name = _NAME.search(first[max(first.rfind(" ") + 1, len(first) - LINE_END_REACH) :])
    if not name or not (name.group()[0].isupper() or name.group()[0].isdigit()) or name.group()[-2] in "sS":
        return None
    return None if _OPENING_QUOTE.search(first[-_OPENING_QUOTE_REACH:]) else first + second
