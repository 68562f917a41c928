"""Words with hyphens as closed words (on-line, online), and acronyms without full stops."""

import re
from collections.abc import Iterator

from axtar.languages import LONGEST_WORD
from axtar.model import Token

_HYPHENS = r"\-‐‑"
_LETTER = r"[^\W\d_]"
_PART = rf"{_LETTER}+"
# Two to four parts; the last may be a number (F-16) and have an ending after an apostrophe.
_COMPOUND = re.compile(
    rf"(?<![\w{_HYPHENS}]){_PART}(?:[{_HYPHENS}]{_PART}){{0,3}}[{_HYPHENS}](?:{_PART}(?:['’]{_PART})?|\d{{1,4}})(?![\w{_HYPHENS}])"
)
_INNER_HYPHEN = re.compile(rf"[{_HYPHENS}](?=[^\W_])")
_HYPHEN = re.compile(f"[{_HYPHENS}]")
_PARTICLES = ("то", "либо", "нибудь", "ка", "таки", "с")  # in Russian they always have a hyphen
# Capitals, of which the first may have a small letter (Ph.D.): two or more without blanks, or three or more with them.
_CAPITAL = "[A-ZÀ-ÖØ-ÞĞİŞƏЀ-ЯҒҸҺҜӘӨҮЈ]"
_ACRONYM = re.compile(
    rf"(?<![\w.]){_CAPITAL}(?:[a-z](?=\.[A-Z](?!\w)))?(?:(?:\.{_CAPITAL}){{1,9}}|(?:\. {_CAPITAL}(?=\.)){{2,9}})"
    rf"(?:\.|(?!\w))(?!{_LETTER})"
)


def closed_compounds(text: str) -> Iterator[Token]:
    """Yield each word with hyphens without them, also names of two places."""
    end = 0
    for hyphen in _INNER_HYPHEN.finditer(text):  # most words have none, and need not be read
        start = _start(text, hyphen.start()) if hyphen.start() >= end else -1
        match = _COMPOUND.match(text, start) if start >= 0 else None
        if match is None:
            continue
        end = match.end()
        first, *rest = _HYPHEN.split(match.group())
        if rest[-1] not in _PARTICLES and match.end() - match.start() <= LONGEST_WORD:
            last = first.isupper() and len(first) > 1
            closed = first + "".join(part if last else part[:1].lower() + part[1:] for part in rest)
            yield Token(closed, match.start(), match.end())


def _start(text: str, hyphen: int) -> int:
    """Return the start of the word that a hyphen is in; -1 if it is too long."""
    for start in range(hyphen, max(-1, hyphen - LONGEST_WORD), -1):
        if start == 0 or not (text[start - 1].isalnum() or text[start - 1] == "_"):
            return start
    return -1


def acronyms(text: str) -> Iterator[Token]:
    """Yield each acronym in capitals without its full stops."""
    if "." not in text:
        return
    for match in _ACRONYM.finditer(text):
        yield Token(match.group().replace(".", "").replace(" ", ""), match.start(), match.end())
