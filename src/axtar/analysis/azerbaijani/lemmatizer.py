"""Azerbaijani lemmatizer: a suffix grammar over a lexicon of stems.

This module can be used on its own:

    from axtar.analysis.azerbaijani.lemmatizer import analyses, lemma

    lemma("kitablarımızdan")           # 'kitab'
    print(analyses("gəlmişdilər")[0])  # gəl + miş PERF + di PST + lər 3PL

Words are passed in lower case and in Latin letters (see `axtar.analysis.lower` and `to_latin`); their diacritics may be missing.

A verb's lemma is its infinitive, also of negated and finite forms, participles, verbal nouns and passives, so that al-maq (take)
differs from al-ma (apple). Nouns derived from nouns (-lıq, -çı, -lı, -sız) are their own lemmas. docs/azerbaijani.md describes
the rules; they are in data/: az_grammar.tsv, az_derivations.tsv, az_irregular.tsv, az_words.tsv.
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

__all__ = ["Analysis", "Suffix", "analyses", "explain", "is_dictionary_word", "lemma", "lemmas", "tag_glosses"]

_APOSTROPHE = re.compile(f"[{re.escape(APOSTROPHES)}]")
_MAX_LEMMAS = 3
_LEMMA_MARGIN = 3.0  # lemmas of segmentations this much worse than the best (natural logarithm) are left out
_ANALYSIS_MARGIN = {True: 9.0, False: 5.0}  # likewise analyses, with a known stem and with an unknown one
_CACHE_SIZE = 1 << 16  # stems
_SCHWA_SUBSTITUTES = "ea"  # typed for ə


@dataclass(frozen=True, slots=True)
class Suffix:
    """A suffix in a word: `word[start:end] == text`.

    A fused suffix has several tags, separated by blanks. `tag_glosses` explains the tags.
    """

    text: str
    tag: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Analysis:
    """A morphological analysis of a word.

    `stem` is what inflection is attached to, spelled as in a dictionary (çörək in çörəyimiz); `derivations` are the derivational
    suffixes inside the stem. `kind` is noun (anything inflected like one), verb, or word (a listed form). `known` is whether the
    stem, or its base, is in the lexicon. `score` is the log probability up to a constant: compare it within one word only.
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
    """Return the lemma of the best analysis, with diacritics.

    Returns the word itself if it cannot be analyzed.
    """
    base = _strip_apostrophe_suffix(word)
    listed = tables.listed_forms().get(base)
    if listed:
        return listed[0]
    lexicon, segmentations = _segment(base)
    return lexicon.lemma(segmentations[0].stem, segmentations[0].kind) if segmentations else base


def lemmas(word: str) -> tuple[str, ...]:
    """Return the folded lemmas of the most probable segmentations, best first.

    A suffix after an apostrophe is removed.
    """
    base = _strip_apostrophe_suffix(word)
    listed = tables.listed_forms().get(base)
    if listed:
        return (fold(listed[0]),)
    lexicon, segmentations = _segment(base)
    folded = [
        _folded_lemma(lexicon, each.stem, each.kind)
        for each in segmentations
        if each.cost < segmentations[0].cost + _LEMMA_MARGIN
    ]
    return tuple(dict.fromkeys(folded))[:_MAX_LEMMAS] or (fold(base),)


def analyses(word: str) -> list[Analysis]:
    """Return all probable analyses of a word, best first; empty if it cannot be analyzed."""
    base = _strip_apostrophe_suffix(word)
    if base in tables.listed_forms():
        return [_listed_analysis(base)]
    lexicon, segmentations = _segment(base)
    distinct = {
        (analysis.lemma, analysis.suffixes): analysis
        for segmentation in segmentations
        for analysis in _parse_endings(base, segmentation, lexicon)
    }
    best = sorted(distinct.values(), key=lambda analysis: (-analysis.score, analysis.lemma, analysis.tags))
    return [analysis for analysis in best if analysis.score > best[0].score - _ANALYSIS_MARGIN[analysis.known]]


def explain(word: str) -> list[Explanation]:
    """Explain all analyses suffix by suffix, best first.

    A word that cannot be analyzed is its own lemma.
    """
    explanations = [
        Explanation(analysis.lemma, _basis(analysis), tuple(_parts(analysis))) for analysis in analyses(word)
    ]
    base = _strip_apostrophe_suffix(word)
    return explanations or [Explanation(fold(base), "not analyzed: kept as is", (Part(base, "", "word"),))]


def is_dictionary_word(word: str) -> bool:
    """Whether the stem of the best segmentation is a common word.

    It is if it occurred in lower case in running text more than once.
    """
    base = _strip_apostrophe_suffix(word)
    if base in tables.listed_forms():
        return True
    lexicon, segmentations = _segment(base)
    entry = lexicon.entry(segmentations[0].stem, segmentations[0].kind) if segmentations else None
    return entry is not None and entry.lowercase_count > 1


@cache
def tag_glosses() -> dict[str, str]:
    """Return the meaning of every tag in plain English."""
    return mapping("az_tags.tsv")


def _strip_apostrophe_suffix(word: str) -> str:
    return word if word.isalpha() else _APOSTROPHE.split(word)[0] or word


def _segment(word: str) -> tuple[Lexicon, list[Segmentation]]:
    """Segment a word, best first.

    An unknown word in ASCII letters is also tried as typed without diacritics.
    """
    lexicon = tables.lexicon()
    segmentations = lexicon.segmentations(word)
    if word.isascii() and not _has_known_stem(segmentations, lexicon):
        for ascii_lexicon in map(tables.ascii_lexicon, _SCHWA_SUBSTITUTES):
            ascii_segmentations = ascii_lexicon.segmentations(word)
            if _has_known_stem(ascii_segmentations, ascii_lexicon):
                return ascii_lexicon, ascii_segmentations
    return lexicon, segmentations


def _has_known_stem(segmentations: list[Segmentation], lexicon: Lexicon) -> bool:
    """Whether the stem of the best segmentation is in the lexicon."""
    return bool(segmentations) and lexicon.entry(segmentations[0].stem, segmentations[0].kind) is not None


@lru_cache(_CACHE_SIZE)
def _folded_lemma(lexicon: Lexicon, stem: str, kind: str) -> str:
    return fold(lexicon.lemma(stem, kind))


def _parse_endings(word: str, segmentation: Segmentation, lexicon: Lexicon) -> Iterator[Analysis]:
    """Yield the analyses of a segmentation, one for each suffix chain written as its ending."""
    stem, kind, cut = segmentation.stem, segmentation.kind, segmentation.cut
    entry = lexicon.entry(stem, kind)
    spelling = entry.spelling if entry else stem
    lemma = lexicon.lemma(stem, kind)
    derivations = tuple(_derivations(word, spelling, kind, cut))
    final = shape(word[:cut])[-1]  # without diacritics the harmony is unknown
    for chain in parse_suffixes(kind, final, word[cut:]):
        score = lexicon.weight(stem, kind) + tables.chain_log_weight(kind, tags(chain))
        suffixes = tuple(_suffixes(word, cut, chain))
        yield Analysis(word, lemma, kind, spelling, suffixes, derivations, bool(entry or derivations), score)


def _suffixes(word: str, start: int, chain: tuple[Morpheme, ...]) -> Iterator[Suffix]:
    """Yield the suffixes of a chain, located in a word from `start` on."""
    for length, tag in chain:
        yield Suffix(word[start : start + length], tag, start, start + length)
        start += length


def _derivations(word: str, stem: str, kind: str, end: int) -> Iterator[Suffix]:
    """Yield the derivational suffixes of a stem that ends at `end` in a word, in order."""
    step = derivation.last_derivation(stem, kind, tables.lexicon())
    if step:
        start = min(len(stem) - len(step.text), end)
        yield from _derivations(word, step.base, step.kind, start)
        yield Suffix(word[start:end], step.tag, start, end)


def _listed_analysis(word: str) -> Analysis:
    """Return the analysis of a listed irregular form, whose endings are counted from its end."""
    base, *endings = tables.listed_forms()[word]
    suffixes: list[Suffix] = []
    end = len(word)
    for ending in reversed(endings):
        text, _, tag = ending.partition("=")
        suffixes.insert(0, Suffix(text, tag, end - len(text), end))
        end -= len(text)
    return Analysis(word, base, "word", base, tuple(suffixes), (), known=True, score=0.0)


def _basis(analysis: Analysis) -> str:
    """Describe the basis of an analysis in plain words."""
    if analysis.kind == "word":
        return "the form is listed"
    kind = {"noun": "noun or adjective"}.get(analysis.kind, analysis.kind)
    if not analysis.known:
        return f"{kind}, the stem is not in the lexicon, but the grammar allows it"
    if analysis.derivations:
        return f"{kind}, derived from a word in the lexicon"
    return f"{kind}, the stem is in the lexicon"


def _parts(analysis: Analysis) -> Iterator[Part]:
    """Yield the root and all suffixes."""
    suffixes = (*analysis.derivations, *analysis.suffixes)
    root = analysis.word[: suffixes[0].start] if suffixes else analysis.word
    yield Part(root, "", "root" if analysis.derivations else "stem")
    for suffix in suffixes:
        yield Part(suffix.text, suffix.tag, "; ".join(tag_glosses()[tag] for tag in suffix.tag.split()))
