"""The endings of an agglutinative language, from a hand-edited machine of states (data/az_grammar.tsv explains its letters).

Every way through the machine from `noun` or `verb` to an end is a chain of endings. `chains` writes all of them out, after stems
of each vowel harmony that end in a vowel or in a consonant; `parse_suffixes` finds those that are written as a given ending.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from axtar.analysis.fold import fold
from axtar.analysis.tables import rows

VOWELS = frozenset("aıouəeiöü")
HARMONY = {"a": "a", "ı": "a", "e": "e", "ə": "e", "i": "e", "o": "o", "u": "o", "ö": "ö", "ü": "ö"}
_LETTERS = {  # by the harmony of the word so far
    "A": {"a": "a", "e": "ə", "o": "a", "ö": "ə"},
    "I": {"a": "ı", "e": "i", "o": "u", "ö": "ü"},
    "Q": {"a": "q", "e": "k", "o": "q", "ö": "k"},
}
_SOFT = {"q": "ğ", "k": "y"}
_SOFTENED = {"aq", "ıq", "uq", "ək", "ik", "ük"}


class Morpheme(NamedTuple):
    """One ending of a chain: how many letters it is written with, and its tag (several, parted by a blank, where fused)."""

    length: int
    tag: str


class Chain(NamedTuple):
    """A chain as written after stems of a kind (`noun`, `verb`) and a shape (see `shape`)."""

    kind: str
    shape: str
    text: str
    morphemes: tuple[Morpheme, ...]

    @property
    def tags(self) -> str:
        """All tags, parted by blanks."""
        return tags(self.morphemes)


Transitions = dict[str, list[tuple[str, str, str]]]
"""State → (ending, next state, tag)."""


def tags(morphemes: Iterable[Morpheme]) -> str:
    """The tags of a chain, parted by blanks."""
    return " ".join(morpheme.tag for morpheme in morphemes)


def shape(stem: str) -> str:
    """Harmony (by the last vowel: a e o ö) and final (V or C) of a stem: what its endings depend on."""
    for letter in reversed(stem):
        if letter in HARMONY:
            return HARMONY[letter] + ("V" if stem[-1] in VOWELS else "C")
    return "C"


@cache
def transitions() -> Transitions:
    """The machine of data/az_grammar.tsv."""
    found: Transitions = {}
    for state, ending, following, *tag in rows("az_grammar.tsv"):
        found.setdefault(state, []).append((ending.replace("-", ""), following, "".join(tag)))
    return found


def attach(word: str, ending: str) -> str:
    """The word with one more ending, in harmony, with its buffer letter and a softened q or k."""
    if ending.startswith("("):
        buffer, ending = ending[1], ending[3:]
        if (word[-1] in VOWELS) == (buffer != "I"):
            ending = buffer + ending
    written = word
    for letter in ending:
        spelt = _LETTERS[letter][shape(written)[0]] if letter in _LETTERS else letter
        if spelt in VOWELS and written == word and word[-2:] in _SOFTENED and len(word) > 3:
            written = written[:-1] + _SOFT[word[-1]]
        written += spelt
    return written


def chains() -> Iterator[Chain]:
    """Every chain in every harmony, after a stem that ends in a vowel (a) or in a consonant (ab)."""
    for kind in ("noun", "verb"):
        for vowel in "aeoö":
            for stem in (vowel, vowel + "b"):
                for word, morphemes in _walk(kind, stem, (), None):
                    yield Chain(kind, shape(stem), word[len(stem) :], morphemes)


@cache
def parse_suffixes(kind: str, final: str, text: str) -> tuple[tuple[Morpheme, ...], ...]:
    """The chains that are written so, in any harmony and with or without diacritics, after stems with this final (V or C)."""
    found: dict[tuple[Morpheme, ...], None] = {}
    for vowel in "aeoö":
        stem = vowel if final == "V" else vowel + "b"
        wanted = stem + fold(text)
        found.update(
            (morphemes, None) for word, morphemes in _walk(kind, stem, (), wanted) if _same(word, wanted, stem)
        )
    return tuple(found)


def _same(word: str, wanted: str, stem: str) -> bool:
    """Whether the endings of a word are those that are wanted."""
    return fold(word[len(stem) :]) == wanted[len(stem) :]


def _walk(
    state: str, word: str, morphemes: tuple[Morpheme, ...], wanted: str | None
) -> Iterator[tuple[str, tuple[Morpheme, ...]]]:
    """All words that the machine makes of a word from a state on; where one is wanted, only ways that can lead there."""
    for ending, following, tag in transitions()[state]:
        if ending == ".":
            yield word, morphemes
            continue
        longer = attach(word, ending) if ending else word
        # The last letter may still soften: gələcək, gələcəy-əm.
        if wanted is None or (len(longer) <= len(wanted) and fold(longer[1:-1]) == wanted[1 : len(longer) - 1]):
            more = (Morpheme(len(longer) - len(word), tag),) if tag else ()
            yield from _walk(following, longer, morphemes + more, wanted)
