"""Explanations of a word's analysis for readers: its lemma, the basis of the analysis, and its parts."""

from typing import NamedTuple


class Part(NamedTuple):
    """A part of a word as written ("" for a zero ending), its tag ("" for a stem), and the tag's meaning in plain words."""

    text: str
    tag: str
    meaning: str


class Explanation(NamedTuple):
    """One analysis: the lemma, with diacritics where they are known; the basis of the analysis.

    The parts in order.
    """

    lemma: str
    basis: str
    parts: tuple[Part, ...]
