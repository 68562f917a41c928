"""Explanations of a word's analysis for readers: its lemma, basis and parts."""

from typing import NamedTuple


class Part(NamedTuple):
    """A part of a word as written, its tag, and the tag's meaning in plain words.

    A zero ending has an empty text, a stem an empty tag.
    """

    text: str
    tag: str
    meaning: str


class Explanation(NamedTuple):
    """One analysis of a word.

    The lemma has diacritics where they are known; `parts` are in order.
    """

    lemma: str
    basis: str
    parts: tuple[Part, ...]
