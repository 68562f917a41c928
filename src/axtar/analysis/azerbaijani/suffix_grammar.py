"""Suffix grammar of an agglutinative language: a hand-edited finite-state machine.

The comments in data/az_grammar.tsv explain its letters. A path through the machine from `noun` or `verb` to a final state is a
suffix chain. `chains` generates all of them, after stems of each vowel harmony that end in a vowel or a consonant;
`parse_suffixes` finds those that are written as a given ending.
"""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from axtar.analysis.fold import fold
from axtar.analysis.tables import rows

VOWELS = frozenset("aıouəeiöü")
HARMONY = {"a": "a", "ı": "a", "e": "e", "ə": "e", "i": "e", "o": "o", "u": "o", "ö": "ö", "ü": "ö"}
_HARMONIC_LETTERS = {  # by the harmony of the word so far
    "A": {"a": "a", "e": "ə", "o": "a", "ö": "ə"},
    "I": {"a": "ı", "e": "i", "o": "u", "ö": "ü"},
    "Q": {"a": "q", "e": "k", "o": "q", "ö": "k"},
}
_SOFT = {"q": "ğ", "k": "y"}
_SOFTENING_FINALS = {"aq", "ıq", "uq", "ək", "ik", "ük"}


class Morpheme(NamedTuple):
    """A suffix of a chain: its length in letters, and its tag.

    A fused suffix has several tags, separated by blanks.
    """

    length: int
    tag: str


class Chain(NamedTuple):
    """A suffix chain as written after stems of a kind (`noun`, `verb`) and a `shape`."""

    kind: str
    shape: str
    text: str
    morphemes: tuple[Morpheme, ...]

    @property
    def tags(self) -> str:
        """All tags, separated by blanks."""
        return tags(self.morphemes)


Transitions = dict[str, list[tuple[str, str, str]]]
"""State → (suffix, next state, tag)."""


def tags(morphemes: Iterable[Morpheme]) -> str:
    """Join the tags of a chain with blanks."""
    return " ".join(morpheme.tag for morpheme in morphemes)


def shape(stem: str) -> str:
    """Return the harmony and the final of a stem, which select its suffixes.

    The harmony is a, e, o or ö, by the last vowel; the final is V or C. A stem without a vowel has no harmony and counts as C.
    """
    for letter in reversed(stem):
        if letter in HARMONY:
            return HARMONY[letter] + ("V" if stem[-1] in VOWELS else "C")
    return "C"


@cache
def transitions() -> Transitions:
    """Read the machine of data/az_grammar.tsv."""
    machine: Transitions = {}
    for state, suffix, next_state, *tag in rows("az_grammar.tsv"):
        machine.setdefault(state, []).append((suffix.replace("-", ""), next_state, "".join(tag)))
    return machine


def attach(word: str, suffix: str) -> str:
    """Attach a suffix in vowel harmony, with its buffer letter.

    A final q or k is softened before a vowel: çörək + (I)mIz → çörəyimiz.
    """
    if suffix.startswith("("):
        buffer, suffix = suffix[1], suffix[3:]
        if (word[-1] in VOWELS) == (buffer != "I"):
            suffix = buffer + suffix
    written = word
    for letter in suffix:
        realized = _HARMONIC_LETTERS[letter][shape(written)[0]] if letter in _HARMONIC_LETTERS else letter
        if realized in VOWELS and written == word and word[-2:] in _SOFTENING_FINALS and len(word) > 3:
            written = written[:-1] + _SOFT[word[-1]]
        written += realized
    return written


def chains() -> Iterator[Chain]:
    """Generate every chain in every harmony, after stems with a final vowel or consonant."""
    for kind in ("noun", "verb"):
        for vowel in "aeoö":
            for stem in (vowel, vowel + "b"):
                for word, morphemes in _generate(kind, stem, (), None):
                    yield Chain(kind, shape(stem), word[len(stem) :], morphemes)


@lru_cache(1 << 14)
def parse_suffixes(kind: str, final: str, text: str) -> tuple[tuple[Morpheme, ...], ...]:
    """Find the suffix chains written as `text` after a stem's final (V or C).

    They may be in any harmony, and with or without diacritics.
    """
    matches: dict[tuple[Morpheme, ...], None] = {}
    for vowel in "aeoö":
        stem = vowel if final == "V" else vowel + "b"
        target = stem + fold(text)
        matches.update(
            (morphemes, None)
            for word, morphemes in _generate(kind, stem, (), target)
            if fold(word[len(stem) :]) == target[len(stem) :]
        )
    return tuple(matches)


def _generate(
    state: str, word: str, morphemes: tuple[Morpheme, ...], target: str | None
) -> Iterator[tuple[str, tuple[Morpheme, ...]]]:
    """Generate all words from a state on; with a target, only along paths that can lead to it."""
    for suffix, next_state, tag in transitions()[state]:
        if suffix == ".":
            yield word, morphemes
            continue
        longer = attach(word, suffix) if suffix else word
        # The last letter may still soften: gələcək, gələcəy-əm.
        if target is None or (len(longer) <= len(target) and fold(longer[1:-1]) == target[1 : len(longer) - 1]):
            added = (Morpheme(len(longer) - len(word), tag),) if tag else ()
            yield from _generate(next_state, longer, morphemes + added, target)
