"""What a reading of a word is told by: its lemma, what that rests on, and its parts in plain words."""

from typing import NamedTuple


class Part(NamedTuple):
    """One part of a word as written ("" for what is not written), its tag ("" for a stem), and what it means."""

    text: str
    tag: str
    meaning: str


class Explanation(NamedTuple):
    """One reading: the dictionary form with its diacritics where we know them, on what that rests, and the parts."""

    lemma: str
    basis: str
    parts: tuple[Part, ...]
