"""Azerbaijani, read by a suffix grammar over a list of stems. This module can be used alone:

    from axtar.analysis.azerbaijani import analyses, lemma

    lemma("kitablarımızdan")           # 'kitab'
    print(analyses("gəlmişdilər")[0])  # gəl + miş PERF + di PST + lər 3PL

Words are given in lower case and in Latin letters (`axtar.analysis.lower` and `to_latin` make them so); their diacritics may
be missing.

A verb's lemma is its infinitive: negated and finite forms, participles, verbal nouns and passives all come to it, and al-maq
(take) stays apart from al-ma (apple). Nouns made of nouns (-lıq, -çı, -lı, -sız) are words of their own. docs/azerbaijani.md
describes the rules; they stand in data/: az_grammar.tsv, az_derivations.tsv, az_irregular.tsv, az_words.tsv.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from axtar.analysis.azerbaijani import derivation, tables
from axtar.analysis.azerbaijani.lexicon import Lexicon, Segmentation
from axtar.analysis.azerbaijani.suffix_grammar import Morpheme, parse_suffixes, shape, tags
from axtar.analysis.explanation import Explanation, Part
from axtar.analysis.fold import fold
from axtar.analysis.tables import mapping
from axtar.analysis.tokenizer import APOSTROPHES

__all__ = ["Analysis", "Suffix", "analyses", "explain", "glossary", "is_dictionary_word", "lemma", "lemmas"]

_APOSTROPHE = re.compile(f"[{re.escape(APOSTROPHES)}]")
_CHOICES = 3
_MARGIN = 3.0  # readings this much (natural logarithm) less likely than the best are not offered
_FAR = {True: 9.0, False: 5.0}  # nor analyses this much less likely, with a known stem and without
_REMEMBERED = 1 << 16  # stems
_SCHWAS = "ea"  # what people type for ə


@dataclass(frozen=True, slots=True)
class Suffix:
    """One ending: `word[start:end] == text`, and its tag (`glossary` explains it; several, parted by a blank, where fused)."""

    text: str
    tag: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Analysis:
    """One reading of a word.

    `stem` is what the suffixes stand on, spelt as in a dictionary (çörək in çörəyimiz); `derivations` are the endings inside the
    stem that made it of its root. `kind` is noun (whatever is inflected like one), verb, or word (its forms are listed). `known`
    tells whether the stem, or what it is made of, is in the lexicon. `score` is the log probability but for a constant: compare
    it within one word only.
    """

    word: str
    lemma: str
    kind: str
    stem: str
    suffixes: tuple[Suffix, ...]
    derivations: tuple[Suffix, ...]
    known: bool
    score: float

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags of the suffixes, in order."""
        return tuple(tag for suffix in self.suffixes for tag in suffix.tag.split())

    def __str__(self) -> str:
        return " + ".join((self.stem, *(f"{suffix.text or '∅'} {suffix.tag}" for suffix in self.suffixes)))


def lemma(word: str) -> str:
    """The dictionary form of the likeliest reading, with its diacritics; the word itself where it cannot be read."""
    base = _base(word)
    listed = tables.listed_forms().get(base)
    if listed:
        return listed[0]
    lexicon, found = _likely(base)
    return lexicon.lemma(found[0].stem, found[0].kind) if found else base


def lemmas(word: str) -> tuple[str, ...]:
    """The lemmas of the likeliest readings, folded, best first; a suffix after an apostrophe is cut off."""
    base = _base(word)
    listed = tables.listed_forms().get(base)
    if listed:
        return (fold(listed[0]),)
    lexicon, found = _likely(base)
    folded = [_folded(lexicon, one.stem, one.kind) for one in found if one.cost < found[0].cost + _MARGIN]
    return tuple(dict.fromkeys(folded))[:_CHOICES] or (fold(base),)


def analyses(word: str) -> list[Analysis]:
    """All readings of a word that are not far-fetched, best first; empty where it cannot be read."""
    base = _base(word)
    if base in tables.listed_forms():
        return [_listed(base)]
    lexicon, found = _likely(base)
    made = {(one.lemma, one.suffixes): one for reading in found for one in _meanings(base, reading, lexicon)}
    best = sorted(made.values(), key=lambda one: (-one.score, one.lemma, one.tags))
    return [one for one in best if one.score > best[0].score - _FAR[one.known]]


def explain(word: str) -> list[Explanation]:
    """All readings, best first, ending by ending; of what cannot be read, the word before an apostrophe."""
    found = [Explanation(one.lemma, _basis(one), tuple(_parts(one))) for one in analyses(word)]
    base = _base(word)
    return found or [Explanation(fold(base), "not analysed: taken as it is", (Part(base, "", "word"),))]


def is_dictionary_word(word: str) -> bool:
    """Whether the stem of the likeliest reading stood in lower case in running text, more than once."""
    base = _base(word)
    if base in tables.listed_forms():
        return True
    lexicon, found = _likely(base)
    known = lexicon.known(found[0].stem, found[0].kind) if found else None
    return known is not None and known.small > 1


@cache
def glossary() -> dict[str, str]:
    """Every tag → what it means, in plain English."""
    return mapping("az_tags.tsv")


def _base(word: str) -> str:
    """The word without a suffix after an apostrophe."""
    return word if word.isalpha() else _APOSTROPHE.split(word)[0] or word


def _likely(word: str) -> tuple[Lexicon, list[Segmentation]]:
    """The readings of a word, best first; where none is known and the word has none of our letters, as typed without them."""
    lexicon = tables.lexicon()
    found = lexicon.readings(word)
    if word.isascii() and not _is_known(found, lexicon):
        for typed in map(tables.ascii_lexicon, _SCHWAS):
            others = typed.readings(word)
            if _is_known(others, typed):
                return typed, others
    return lexicon, found


def _is_known(found: list[Segmentation], lexicon: Lexicon) -> bool:
    """Whether the stem of the best reading is in the lexicon."""
    return bool(found) and lexicon.known(found[0].stem, found[0].kind) is not None


@lru_cache(_REMEMBERED)
def _folded(lexicon: Lexicon, stem: str, kind: str) -> str:
    """A lemma in plain letters."""
    return fold(lexicon.lemma(stem, kind))


def _meanings(word: str, reading: Segmentation, lexicon: Lexicon) -> Iterator[Analysis]:
    """What one reading of a word can mean: each chain of endings that is written so."""
    known = lexicon.known(reading.stem, reading.kind)
    stem = known.spelt if known else reading.stem
    base = lexicon.lemma(reading.stem, reading.kind)
    derivations = tuple(_derivations(word, stem, reading.kind, reading.cut))
    for chain in parse_suffixes(reading.kind, _final(word[: reading.cut]), word[reading.cut :]):
        score = lexicon.weight(reading.stem, reading.kind) + tables.chain_log_weight(reading.kind, tags(chain))
        suffixes = tuple(_suffixes(word, reading.cut, chain))
        yield Analysis(word, base, reading.kind, stem, suffixes, derivations, bool(known or derivations), score)


def _suffixes(word: str, start: int, chain: tuple[Morpheme, ...]) -> Iterator[Suffix]:
    """The endings of a chain where they stand in a word."""
    for length, tag in chain:
        yield Suffix(word[start : start + length], tag, start, start + length)
        start += length


def _derivations(word: str, stem: str, kind: str, end: int) -> Iterator[Suffix]:
    """The endings inside a stem that ends at `end`, first to last, where they stand in a word."""
    step = derivation.last_derivation(stem, kind, tables.lexicon())
    if step:
        start = min(len(stem) - len(step.text), end)
        yield from _derivations(word, step.base, step.kind, start)
        yield Suffix(word[start:end], step.tag, start, end)


def _listed(word: str) -> Analysis:
    """The analysis of a form that no grammar makes: its endings stand at its end."""
    base, *endings = tables.listed_forms()[word]
    suffixes: list[Suffix] = []
    end = len(word)
    for ending in reversed(endings):
        text, _, tag = ending.partition("=")
        suffixes.insert(0, Suffix(text, tag, end - len(text), end))
        end -= len(text)
    return Analysis(word, base, "word", base, tuple(suffixes), (), known=True, score=0.0)


def _basis(one: Analysis) -> str:
    """What a reading rests on."""
    if one.kind == "word":
        return "the form is listed"
    kind = {"noun": "noun or adjective"}.get(one.kind, one.kind)
    if one.known:
        return (
            f"{kind}, the stem is in the lexicon" if not one.derivations else f"{kind}, made of a word in the lexicon"
        )
    return f"{kind}, the stem is not in the lexicon; the grammar allows it"


def _parts(one: Analysis) -> Iterator[Part]:
    """The root and all endings."""
    endings = (*one.derivations, *one.suffixes)
    yield Part(one.word[: endings[0].start] if endings else one.word, "", "root" if one.derivations else "stem")
    for suffix in endings:
        yield Part(suffix.text, suffix.tag, "; ".join(glossary()[tag] for tag in suffix.tag.split()))


def _final(stem: str) -> str:
    """The final of a stem alone: its harmony cannot be seen without diacritics."""
    return shape(stem)[-1]
