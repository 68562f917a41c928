"""The words of a query that a suggestion may replace.

No field's name, value of a filter or operator is one.
"""

import re
from collections.abc import Iterator

from axtar import analysis
from axtar.model import Token

_SYNTAX = re.compile(
    r"""(?:title|author):                      # the name of a field, whose value is words
    | (?:year|language|type|place):[^\s()]*    # a filter
    | (?<![^\s()])(?:AND|OR|NOT|NEAR(?:/\d+)?)(?![^\s()"])
    | [^\s()"“”*:]+\*                          # the beginning of a word""",
    re.VERBOSE,
)


def replaceable_words(text: str) -> list[Token]:
    """Return the words of a query that are nothing else."""
    spans = [match.span() for match in _SYNTAX.finditer(text)]
    return [
        token
        for token in analysis.tokenize(text)
        if not any(start < token.end and token.start < end for start, end in spans)
    ]


def without_syntax(text: str) -> Iterator[tuple[str, bool]]:
    """Return the parts of a query in order, each with whether it is words rather than syntax."""
    end = 0
    for match in _SYNTAX.finditer(text):
        yield from ((text[end : match.start()], True), (match[0], False))
        end = match.end()
    yield text[end:], True
