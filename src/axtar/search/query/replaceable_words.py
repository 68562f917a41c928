"""The words of a query that a suggestion may replace.

No field's name, value of a filter or operator is one.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from axtar import analysis
from axtar.model import Token

_SYNTAX = re.compile(
    r"""(?:title|author):                      # the name of a field, whose value is words
    | (?:year|language|type|place):[^\s()]*    # a filter
    | (?<![^\s()])(?:AND|OR|NOT|NEAR(?:/\d+)?)(?![^\s()"])
    | (?<![^\s()"“”*:])[^\s()"“”*:]++\*        # the beginning of a word: looked for once in each""",
    re.VERBOSE,
)


def replaceable_words(text: str) -> list[Token]:
    """Return the words of a query that are nothing else."""
    spans = [match.span() for match in _SYNTAX.finditer(text)]
    starts = [start for start, _ in spans]

    def is_syntax(token: Token) -> bool:
        before = bisect_left(starts, token.end)  # spans that begin before its end, of which the last ends last
        return before > 0 and spans[before - 1][1] > token.start

    return [token for token in analysis.tokenize(text) if not is_syntax(token)]


def without_syntax(text: str) -> Iterator[tuple[str, bool]]:
    """Return the parts of a query in order, each with whether it is words rather than syntax."""
    end = 0
    for match in _SYNTAX.finditer(text):
        yield from ((text[end : match.start()], True), (match[0], False))
        end = match.end()
    yield text[end:], True
