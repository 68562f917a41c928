"""Azerbaijani: a suffix grammar over a list of stems.

A word is read in all ways that the grammar allows, stem + chain of endings; the likeliest reading gives the lemma. A stem
counts by how many word types of running text it explains, a chain by how often it stood; an unseen stem costs a factor per
letter. Both tables are learnt by resources/analysis/build_azerbaijani.py, which describes the model.
"""

import math
import re
from functools import cache
from typing import NamedTuple

from axtar.analysis.fold import fold
from axtar.analysis.segment import APOSTROPHES
from axtar.analysis.tables import rows

_VOWELS = frozenset("aıouəeiöü")
_HARMONY = {"a": "a", "ı": "a", "e": "e", "ə": "e", "i": "e", "o": "o", "u": "o", "ö": "ö", "ü": "ö"}
_HARD = {"ğ": "q", "y": "k"}
_APOSTROPHE = re.compile(f"[{re.escape(APOSTROPHES)}]")
_LETTER = math.log(1 / 8)
_NEW = math.log(20000)
_DISCOUNT = 0.5
_CHOICES = 3
_MARGIN = 3.0  # readings this much (natural logarithm) less likely than the best are not offered


class _Ending(NamedTuple):
    """A chain of endings: after which stems, and its log weight."""

    kind: str
    after: frozenset[str]
    weight: float


class Reading(NamedTuple):
    """A reading of a word."""

    score: float
    lemma: str
    stem: str
    kind: str
    known: bool


@cache
def _endings() -> dict[str, list[_Ending]]:
    """Ending as written → what it can be."""
    table: dict[str, list[_Ending]] = {}
    for ending, kind, after, weight, *_ in rows("az_endings.tsv"):
        shapes = frozenset(after[i : i + 2] for i in range(0, len(after), 2))
        table.setdefault(ending, []).append(_Ending(kind, shapes, float(weight)))
    return table


@cache
def _stems() -> dict[tuple[str, str], tuple[float, int]]:
    """Stem and kind → how many types it explains, and how often it stood in lower case."""
    return {(stem, kind): (float(types), int(small)) for stem, kind, types, small in rows("az_stems.tsv")}


@cache
def _irregular() -> dict[tuple[str, str], str]:
    return {(changed, kind): stem for changed, kind, stem in rows("az_irregular.tsv")}


def _shape(stem: str) -> str:
    """Harmony and final of a stem, as the table of endings names them."""
    vowels = [letter for letter in stem if letter in _VOWELS]
    return (_HARMONY[vowels[-1]] if vowels else "") + ("V" if stem[-1] in _VOWELS else "C")


def _candidates(word: str) -> list[tuple[str, str, float]]:
    """Stem, kind and chain weight of every reading."""
    found = []
    for cut in range(2, len(word) + 1):
        ending = word[cut:]
        chains = _endings().get(ending)
        if not chains:
            continue
        written = word[:cut]
        shape = _shape(written)
        for kind, after, weight in chains:
            if shape not in after:
                continue
            found.append((written, kind, weight))
            if ending and ending[0] in _VOWELS:
                if kind == "noun" and written[-1] in _HARD and len(written) > 2 and written[-2] in _VOWELS:
                    found.append((written[:-1] + _HARD[written[-1]], kind, weight))
                changed = _irregular().get((written, kind))
                if changed:
                    found.append((changed, kind, weight))
    return found


def readings(word: str) -> list[Reading]:
    """All readings of a lowercase word, best first."""
    found = []
    for stem, kind, weight in _candidates(word):
        types = max(0.0, _stems().get((stem, kind), (0.0, 0))[0] - _DISCOUNT)
        score = math.log(types + math.exp(_NEW + _LETTER * len(stem))) + weight
        found.append(Reading(score, _lemma(stem, kind), stem, kind, types > 0))
    return sorted(found, key=lambda reading: (-reading.score, reading.lemma))


def _lemma(stem: str, kind: str) -> str:
    """The dictionary form: a verb's infinitive."""
    if kind == "noun":
        return stem
    return stem + ("maq" if _shape(stem)[0] in "ao" else "mək")


def lemmas(word: str) -> tuple[str, ...]:
    """The lemmas of the likeliest readings, best first."""
    base = _APOSTROPHE.split(word)[0] or word
    found = readings(base)
    if not found:
        return (fold(base),)
    return tuple(dict.fromkeys(fold(r.lemma) for r in found if r.score > found[0].score - _MARGIN))[:_CHOICES]


def is_common(word: str) -> bool:
    """Whether the stem of the likeliest reading stood in lower case in running text."""
    found = readings(_APOSTROPHE.split(word)[0])
    return bool(found) and _stems().get((found[0].stem, found[0].kind), (0.0, 0))[1] > 1
