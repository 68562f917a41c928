"""Azerbaijani: a suffix grammar over a list of stems (see lexicon.py); the likeliest reading of a word gives its lemma.

A verb's lemma is its infinitive: negated and finite forms, participles, verbal nouns and passives all come to it, and al-maq
(take) stays apart from al-ma (apple). Nouns made of nouns (-lıq, -çı, -lı, -sız) are words of their own.
"""

import math
import re
from functools import cache

from axtar.analysis.fold import fold
from axtar.analysis.lexicon import Ending, Lexicon, Reading, Stem
from axtar.analysis.segment import APOSTROPHES
from axtar.analysis.tables import mapping, rows

_APOSTROPHE = re.compile(f"[{re.escape(APOSTROPHES)}]")
_CHOICES = 3
_MARGIN = 3.0  # readings this much (natural logarithm) less likely than the best are not offered


@cache
def _lexicon() -> Lexicon:
    """The shipped tables."""
    endings: dict[str, list[Ending]] = {}
    for text, kind, after, weight, tags in rows("az_endings.tsv"):
        shapes = frozenset(after[i : i + 2] for i in range(0, len(after), 2))
        endings.setdefault(text, []).append(Ending(kind, shapes, float(weight), tags))
    stems = {
        (stem, kind): Stem(float(weight), int(small), plain or stem)
        for stem, kind, weight, small, plain in rows("az_stems.tsv")
    }
    return Lexicon(stems, endings, {(changed, kind): stem for changed, kind, stem in rows("az_irregular.tsv")})


@cache
def _words() -> dict[str, str]:
    """Forms that no grammar makes."""
    return mapping("az_words.tsv")


def readings(word: str) -> list[tuple[float, str, Reading]]:
    """Log weight, lemma and reading of a lowercase word, best first."""
    lexicon = _lexicon()
    found = [
        (
            math.log(lexicon.weight(reading.stem, reading.kind)) + reading.ending.weight,
            lexicon.lemma(reading.stem, reading.kind),
            reading,
        )
        for reading in lexicon.readings(word)
    ]
    return sorted(found, key=lambda item: (-item[0], item[1]))


def lemmas(word: str) -> tuple[str, ...]:
    """The lemmas of the likeliest readings, best first; a suffix after an apostrophe is cut off."""
    base = _APOSTROPHE.split(word)[0] or word
    if base in _words():
        return (fold(_words()[base]),)
    found = readings(base)
    if not found:
        return (fold(base),)
    best = found[0][0]
    return tuple(dict.fromkeys(fold(lemma) for score, lemma, _ in found if score > best - _MARGIN))[:_CHOICES]


def is_common(word: str) -> bool:
    """Whether the stem of the likeliest reading stood in lower case in running text."""
    base = _APOSTROPHE.split(word)[0]
    found = readings(base)
    if base in _words() or not found:
        return base in _words()
    stem = _lexicon().stems.get((found[0][2].stem, found[0][2].kind))
    return stem is not None and stem.small > 1
