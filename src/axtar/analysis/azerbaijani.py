"""Azerbaijani: a suffix grammar over a list of stems (see lexicon.py); the likeliest reading of a word gives its lemma.

A verb's lemma is its infinitive: negated and finite forms, participles, verbal nouns and passives all come to it, and al-maq
(take) stays apart from al-ma (apple). Nouns made of nouns (-lıq, -çı, -lı, -sız) are words of their own.
"""

import math
import re
from functools import cache
from typing import NamedTuple

from axtar.analysis.fold import fold
from axtar.analysis.lexicon import Ending, Lexicon, Stem
from axtar.analysis.segment import APOSTROPHES
from axtar.analysis.tables import lines, mapping, rows

_APOSTROPHE = re.compile(f"[{re.escape(APOSTROPHES)}]")
_ANY = {final: "".join(vowel + final for vowel in "aeoö") for final in "VC"}
_CHOICES = 3
_MARGIN = 3.0  # readings this much (natural logarithm) less likely than the best are not offered


class Reading(NamedTuple):
    """One reading of a word: its log weight, its lemma, whether the stem is in the list, and how often it stood in lower case."""

    score: float
    lemma: str
    known: bool
    small: int


@cache
def _ending(cells: str) -> Ending:
    """The ending of a row of the table, without its text and its meaning: so many rows are alike."""
    kind, after, weight = cells.split("\t")
    return Ending(kind, after, float(weight), "")


@cache
def _lexicon() -> Lexicon:
    """The shipped tables."""
    endings: dict[str, list[Ending]] = {}
    for line in lines("az_endings.tsv"):
        text, _, cells = line.partition("\t")
        endings.setdefault(text, []).append(_ending(cells[: cells.rindex("\t")]))
    stems = {
        (stem, kind): Stem(float(weight), int(small), plain or stem)
        for stem, kind, weight, small, plain in rows("az_stems.tsv")
    }
    return Lexicon(stems, endings, {(changed, kind): stem for changed, kind, stem in rows("az_irregular.tsv")})


@cache
def _any_harmony(ending: Ending) -> Ending:
    """The ending after stems of any harmony."""
    return ending._replace(after="".join(_ANY[final] for final in "VC" if final in ending.after))


@cache
def _typed() -> Lexicon:
    """The tables as people type them who have none of our letters: folded, and in any vowel harmony."""
    proper = _lexicon()
    endings: dict[str, dict[Ending, None]] = {}
    for text, meanings in proper.endings.items():
        endings.setdefault(fold(text), {}).update(dict.fromkeys(map(_any_harmony, meanings)))
    stems: dict[tuple[str, str], Stem] = {}
    for (stem, kind), known in sorted(proper.stems.items(), key=lambda item: item[1].weight):
        stems[fold(stem), kind] = known
    irregular = {(fold(changed), kind): fold(stem) for (changed, kind), stem in proper.irregular.items()}
    return Lexicon(stems, {text: list(meanings) for text, meanings in endings.items()}, irregular)


@cache
def _words() -> dict[str, str]:
    """Forms that no grammar makes."""
    return mapping("az_words.tsv")


def _read(word: str, lexicon: Lexicon) -> list[Reading]:
    """All readings of a word, best first."""
    found = []
    for stem, kind, ending in lexicon.readings(word):
        score = math.log(lexicon.weight(stem, kind)) + ending.weight
        found.append(
            Reading(score, lexicon.lemma(stem, kind), (stem, kind) in lexicon.stems, lexicon.small(stem, kind))
        )
    return sorted(found, key=lambda reading: (-reading.score, reading.lemma))


def _readings(word: str) -> list[Reading]:
    """All readings of a lowercase word; where none is known and the word has none of our letters, as typed without them."""
    proper = _read(word, _lexicon())
    if word.isascii() and not (proper and proper[0].known):
        typed = _read(word, _typed())
        if typed and typed[0].known:
            return typed
    return proper


def lemmas(word: str) -> tuple[str, ...]:
    """The lemmas of the likeliest readings, best first; a suffix after an apostrophe is cut off."""
    base = _APOSTROPHE.split(word)[0] or word
    if base in _words():
        return (fold(_words()[base]),)
    found = _readings(base)
    likely = (fold(reading.lemma) for reading in found if reading.score > found[0].score - _MARGIN)
    return tuple(dict.fromkeys(likely))[:_CHOICES] or (fold(base),)


def is_common(word: str) -> bool:
    """Whether the stem of the likeliest reading stood in lower case in running text, more than once."""
    base = _APOSTROPHE.split(word)[0]
    return base in _words() or any(reading.small > 1 for reading in _readings(base)[:1])
