"""Which spans of a passage a query matched, found in the passage's own terms; the engine is never asked.

The clauses that were searched are matched against what `terms` would store for the text, so that a mark stands exactly where
the index has a hit, in any script and inflection.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from axtar import analyzer
from axtar.model import (
    AnalyzedToken,
    BooleanQuery,
    Conjunction,
    ConstantScore,
    Disjunction,
    DisjunctionMax,
    EngineQuery,
    HighlightedText,
    PhraseQuery,
    PrefixQuery,
    TermQuery,
)

WINDOW = 280
"""Code points of a snippet, at the most."""

_POSITIONS = ("surface", "lemma")
_BLANK = re.compile(r"\s")
_FIELDS = (*_POSITIONS, "names")


@dataclass
class _Wanted:
    """The single terms, beginnings and sequences that clauses look for, by field."""

    terms: dict[str, set[str]] = field(default_factory=lambda: {name: set() for name in _FIELDS})
    prefixes: list[PrefixQuery] = field(default_factory=list)
    phrases: list[PhraseQuery] = field(default_factory=list)

    def take(self, clause: EngineQuery) -> None:
        match clause:
            case TermQuery(name, term, _) if name in _FIELDS:
                self.terms[name].add(term)
            case PrefixQuery(name) if name in _POSITIONS:
                self.prefixes.append(clause)
            case PhraseQuery(name) if name in _POSITIONS:
                self.phrases.append(clause)
            case Conjunction(clauses) | Disjunction(clauses) | DisjunctionMax(clauses):
                for one in clauses:
                    self.take(one)
            case BooleanQuery(required) | ConstantScore(required):
                self.take(required)
            case _:
                pass


def highlight(text: str, language: str, clauses: Iterable[EngineQuery]) -> tuple[tuple[int, int], ...]:
    """The spans of a text that the clauses match: ordered, apart from each other, whole words."""
    wanted = _Wanted()
    for clause in clauses:
        wanted.take(clause)
    return _merged(_found(analyzer.analyze(text, language), language, wanted))


def matched_words(text: str, language: str, clauses: Sequence[Iterable[EngineQuery]]) -> list[tuple[str, ...]]:
    """For each group of clauses the words of a text that it matches, as they are written there, each once."""
    words = analyzer.analyze(text, language)
    found = []
    for group in clauses:
        wanted = _Wanted()
        for clause in group:
            wanted.take(clause)
        places = _merged(_found(words, language, wanted))
        found.append(tuple(dict.fromkeys(text[start:end] for start, end in places)))
    return found


def _found(words: Sequence[AnalyzedToken], language: str, wanted: _Wanted) -> Iterable[tuple[int, int]]:
    surfaces = [term.surface for term in words]
    lemmas = [analyzer.lemma_term(term, language) for term in words]
    for term, surface, lemma in zip(words, surfaces, lemmas, strict=True):
        if surface in wanted.terms["surface"] or lemma in wanted.terms["lemma"]:
            yield term.start, term.end
        for mention in term.mentions:
            if not wanted.terms["names"].isdisjoint(analyzer.mention_terms(mention)):
                yield mention.start, mention.end
    stored = {"surface": surfaces, "lemma": lemmas}
    for prefix in wanted.prefixes:
        yield from (
            (term.start, term.end)
            for term, value in zip(words, stored[prefix.field], strict=True)
            if value.startswith(prefix.text)
        )
    places = {name: _places(values) for name, values in stored.items()} if wanted.phrases else {}
    for phrase in wanted.phrases:
        if all(term in places[phrase.field] for term in phrase.terms):
            yield from _sequences(places[phrase.field], words, phrase)


def _places(stored: Sequence[str]) -> dict[str, list[int]]:
    """Where each term stands, rising."""
    places: dict[str, list[int]] = {}
    for number, value in enumerate(stored):
        places.setdefault(value, []).append(number)
    return places


def _sequences(
    places: Mapping[str, Sequence[int]], words: Sequence[AnalyzedToken], phrase: PhraseQuery
) -> Iterable[tuple[int, int]]:
    for first in places[phrase.terms[0]]:
        taken = [first]
        for term in phrase.terms[1:]:
            after = bisect_left(places[term], taken[-1] + 1)
            if after == len(places[term]):
                break
            taken.append(places[term][after])
        if len(taken) == len(phrase.terms) and taken[-1] - first < len(phrase.terms) + phrase.slop:
            yield from ((words[n].start, words[n].end) for n in taken)


def _merged(found: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(set(found)):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def snippet(text: str, highlights: Sequence[tuple[int, int]]) -> HighlightedText:
    """The window of at most WINDOW code points with the most marks in it, cut between words; `…` stands for what is left out."""
    if len(text) <= WINDOW:
        return HighlightedText(text, tuple(highlights))
    start = _best_start(text, highlights)
    end = min(len(text), start + WINDOW)
    if end < len(text):
        end = max((blank.start() for blank in _BLANK.finditer(text, start + 1, end + 1)), default=end)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    shift = len(before) - start
    kept = tuple((a + shift, b + shift) for a, b in highlights if start <= a and b <= end)
    return HighlightedText(f"{before}{text[start:end]}{after}", kept)


def _best_start(text: str, highlights: Sequence[tuple[int, int]]) -> int:
    if not highlights:
        return 0
    inside = [sum(a <= start and end <= a + WINDOW * 4 // 5 for start, end in highlights) for a, _ in highlights]
    first = highlights[inside.index(max(inside))][0]
    start = max(0, min(first - WINDOW // 5, len(text) - WINDOW))
    if start == 0:
        return 0
    blank = _BLANK.search(text, start, first)
    return blank.end() if blank else first
