"""Joining of words divided at line ends, with or without their hyphen.

Hay-⏎dar is Haydar, but Bakü-Tiflis-⏎Ceyhan keeps its hyphens. The vocabulary of the document, capitals, digits and a table of
compounds decide.
"""

import functools
import itertools
import re
from collections.abc import Collection, Iterable, Iterator

from axtar import tables
from axtar.extract.cleanup.apostrophes import LINE_END_REACH, rejoin_at_apostrophe
from axtar.extract.cleanup.characters import repair_characters
from axtar.progress import Beat, beating, ignore_beat

_HYPHENS = ("-", "‐", "‑")
_HYPHEN = re.compile("[-‐‑]")
_LINE_END_MARKS = frozenset("\ufffe\x02\u00ad¬")
_WORD = re.compile(r"[^\W_]+")
_LAST_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

_NONBLANK = re.compile(r"\S+")

_MAX_WORDS = 1_000_000  # different ones of a document
_LONG_TEXT = 1_000_000  # characters
_SHORTEST_REDUPLICATION = 3  # letters; ma-ma is baby talk
_COMPOUND_PREFIX = 4  # letters of a compound's second half that identify it: its endings vary


def document_words(texts: Iterable[str], beat: Beat = ignore_beat) -> frozenset[str]:
    """Collect the words and compounds of a document, for `join_lines`.

    Words are in lower case, compounds have the form `first-seco`. Of a document with more words than any
    language has, those on its first pages are collected.
    """
    words: set[str] = set()
    for text in beating(texts, beat):
        words.update(text.split() if len(text) < _LONG_TEXT else itertools.islice(_iterate_words(text), _MAX_WORDS))
        if len(words) > _MAX_WORDS:
            break
    return frozenset(key for word in beating(words, beat) for key in _keys(word))


def _iterate_words(text: str) -> Iterator[str]:
    """Yield the words of a text too long for a list of them."""
    return (match.group() for match in _NONBLANK.finditer(text))


def _keys(word: str) -> Iterable[str]:
    if word.isalnum():
        return (word.casefold(),)
    if word.endswith(_HYPHENS) or not _LINE_END_MARKS.isdisjoint(word):
        return ()  # itself divided at a line end
    halves = [_WORD.findall(part) for part in _HYPHEN.split(word)]
    compounds = (_compound(a[-1], b[0]) for a, b in itertools.pairwise(halves) if a and b)
    return itertools.chain((part.casefold() for half in halves for part in half), compounds)


def _compound(first: str, second: str) -> str:
    return f"{first.casefold()}-{second.casefold()[:_COMPOUND_PREFIX]}"


def is_divided(line: str) -> bool:
    """Whether a line ends with a hyphen within a word."""
    return line.endswith(_HYPHENS) and bool(_WORD.fullmatch(line[-2:-1]))


def join_lines(first: str, second: str, vocabulary: Collection[str]) -> str:
    """Join two lines of a paragraph by a space, or within a word that is divided between them."""
    if joined := rejoin_at_apostrophe(first, second):
        return joined
    if not is_divided(first) or not (rest := _WORD.match(second)):
        return f"{first} {second}"
    reach = max(0, len(first) - LINE_END_REACH)
    start = max(reach, first.rfind(" ", reach) + 1, first.rfind("\t", reach) + 1)
    *_, divided = _LAST_WORD.finditer(first, start, len(first) - 1)
    return first[: divided.start()] + join_halves(divided.group(), rest.group(), vocabulary) + second[rest.end() :]


class JoinedText:
    """A text made of lines, which are appended to it or joined to its last one.

    Joining a line copies only the end of the text, on which the result depends.
    """

    def __init__(self, vocabulary: Collection[str]) -> None:
        self._vocabulary = vocabulary
        self._pieces: list[str] = []

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been appended."""
        return not self._pieces

    def append(self, *pieces: str) -> None:
        """Append separators and lines as they are."""
        self._pieces += pieces

    def join(self, line: str) -> None:
        """Join a line to the last one, as `join_lines` does."""
        joined = join_lines(self._pieces.pop(), line, self._vocabulary)
        split = len(joined) - LINE_END_REACH
        self._pieces += (joined[:split], joined[split:]) if split > LINE_END_REACH else (joined,)

    def text(self) -> str:
        """Return the whole text."""
        return "".join(self._pieces)


def join_halves(first: str, second: str, vocabulary: Collection[str]) -> str:
    """Join the halves of a word divided at a line end, with or without its hyphen.

    The hyphen is kept next to a digit, before a capital, in a reduplication (tez-tez), in the words of compounds.tsv, and
    if the document has the compound inside a line too. In a word all in capitals a capital is no evidence: there the
    hyphen is kept if both halves are words of the document and the whole is not.
    """
    left, right = first.casefold(), second.casefold()
    if first[-1].isdigit() or second[0].isdigit():
        keep = True
    elif left + right in vocabulary:
        keep = second[0].isupper() and not second.isupper()
    elif _compound(first, second) in vocabulary or _is_compound(left, right):
        keep = True
    elif first.isupper() and second.isupper() and len(first) > 1:
        keep = left in vocabulary and right in vocabulary
    else:
        keep = second[0].isupper()
    return f"{first}-{second}" if keep else repair_characters(first + second)


def _is_compound(left: str, right: str) -> bool:
    """Whether these halves, in lower case, always have a hyphen between them."""
    if left == right and len(left) >= _SHORTEST_REDUPLICATION:
        return True
    return any(first.fullmatch(left) and second.fullmatch(right) for first, second in _compounds())


@functools.cache
def _compounds() -> list[tuple[re.Pattern[str], re.Pattern[str]]]:
    return [(re.compile(first), re.compile(second)) for first, second in tables.rows(__package__, "compounds.tsv")]
