"""Write out the endings of an agglutinative language from its grammar, for every vowel harmony.

The grammar is a hand-edited machine (az_grammar.tsv explains its letters). Every way through it from `noun` or `verb` to
`end` is a chain of endings; it is spelt after stems of each of the four harmonies, ending in a vowel or in a consonant.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from axtar.analysis.lexicon import VOWELS, shape

_A = {"a": "a", "e": "ə", "o": "a", "ö": "ə"}
_I = {"a": "ı", "e": "i", "o": "u", "ö": "ü"}
_Q = {"a": "q", "e": "k", "o": "q", "ö": "k"}


class Chain(NamedTuple):
    """An ending as written after stems of a kind (`noun`, `verb`), harmony (a e o ö) and final (`V`owel, `C`onsonant)."""

    kind: str
    harmony: str
    final: str
    text: str
    tags: str


Machine = dict[str, list[tuple[str, str, str]]]
"""State → (ending, next state, tag)."""


def grammar(path: Path) -> Machine:
    """The machine of a grammar file."""
    machine: Machine = {}
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            state, ending, following, *tag = line.split("\t")
            machine.setdefault(state, []).append((ending.replace("-", ""), following, "".join(tag)))
    return machine


def attach(word: str, ending: str) -> str:
    """The word with one more ending, in harmony, with its buffer letter and a softened q or k."""
    if ending.startswith("("):
        buffer, ending = ending[1], ending[3:]
        if (word[-1] in VOWELS) == (buffer != "I"):
            ending = buffer + ending
    written = word
    for letter in ending:
        vowels = shape(written)[:-1]
        spelt = {"A": _A, "I": _I, "Q": _Q}.get(letter, {}).get(vowels, letter)
        if spelt in VOWELS and written == word and word[-2:] in {"aq", "ıq", "uq", "ək", "ik", "ük"} and len(word) > 3:
            written = written[:-1] + {"q": "ğ", "k": "y"}[word[-1]]
        written += spelt
    return written


def chains(machine: Machine) -> Iterator[Chain]:
    """Every chain in every harmony."""
    for kind in ("noun", "verb"):
        for vowel in _A:
            for final, stem in (("V", vowel), ("C", vowel + "b")):
                for text, tags in _walk(machine, kind, stem, ()):
                    yield Chain(kind, vowel, final, text[len(stem) :], " ".join(tags))


def _walk(machine: Machine, state: str, word: str, tags: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """All words that the machine makes of a word from a state on, each with its tags."""
    for ending, following, tag in machine[state]:
        if ending == ".":
            yield word, tags
        else:
            longer = attach(word, ending) if ending else word
            yield from _walk(machine, following, longer, (*tags, tag) if tag else tags)
