"""Highlights: the spans of a passage that match a query, and the snippet around them.

The queries are matched against the terms that the analyzer makes of the text, so that highlights are exactly where the index
has a match, in any script and inflection.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from axtar.analyzer import Analyzer, mention_terms
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

SNIPPET_LENGTH = 280
"""Maximum length of a snippet in code points."""

Span = tuple[int, int]

_POSITION_FIELDS = ("surface", "lemma")
_FIELDS = (*_POSITION_FIELDS, "names")
_BLANK = re.compile(r"\s")


@dataclass
class _Targets:
    """The single terms, prefixes and phrases that queries look for, by field."""

    terms: dict[str, set[str]] = field(default_factory=lambda: {name: set() for name in _FIELDS})
    prefixes: list[PrefixQuery] = field(default_factory=list)
    phrases: list[PhraseQuery] = field(default_factory=list)

    def add(self, query: EngineQuery) -> None:
        match query:
            case TermQuery(name, term, _) if name in _FIELDS:
                self.terms[name].add(term)
            case PrefixQuery(name) if name in _POSITION_FIELDS:
                self.prefixes.append(query)
            case PhraseQuery(name) if name in _POSITION_FIELDS:
                self.phrases.append(query)
            case Conjunction(queries) | Disjunction(queries) | DisjunctionMax(queries):
                for part in queries:
                    self.add(part)
            case BooleanQuery(inner) | ConstantScore(inner):
                self.add(inner)
            case _:
                pass


def highlight(text: str, language: str, queries: Iterable[EngineQuery], analyzer: Analyzer) -> tuple[Span, ...]:
    """Find the spans of a text that the queries match: whole words, in order, without overlaps."""
    return _merged(_matches(analyzer.analyze_passage(text, language), _targets(queries)))


def matched_words(
    text: str, language: str, groups: Sequence[Iterable[EngineQuery]], analyzer: Analyzer
) -> list[tuple[str, ...]]:
    """List the words of a text that each group of queries matches, without duplicates."""
    tokens = analyzer.analyze_passage(text, language)
    spans = (_merged(_matches(tokens, _targets(group))) for group in groups)
    return [tuple(dict.fromkeys(text[start:end] for start, end in matches)) for matches in spans]


def _targets(queries: Iterable[EngineQuery]) -> _Targets:
    targets = _Targets()
    for query in queries:
        targets.add(query)
    return targets


def _matches(tokens: Sequence[AnalyzedToken], targets: _Targets) -> Iterable[Span]:
    surfaces = [token.surface for token in tokens]
    lemmas = [token.entity_or_lemma for token in tokens]
    for token, surface, lemma in zip(tokens, surfaces, lemmas, strict=True):
        if surface in targets.terms["surface"] or lemma in targets.terms["lemma"]:
            yield token.start, token.end
        for mention in token.mentions:
            if not targets.terms["names"].isdisjoint(mention_terms(mention)):
                yield mention.start, mention.end
    stored = {"surface": surfaces, "lemma": lemmas}
    for prefix in targets.prefixes:
        yield from (
            (token.start, token.end)
            for token, term in zip(tokens, stored[prefix.field], strict=True)
            if term.startswith(prefix.text)
        )
    positions = {name: _positions(terms) for name, terms in stored.items()} if targets.phrases else {}
    for phrase in targets.phrases:
        if all(term in positions[phrase.field] for term in phrase.terms):
            yield from _phrase_matches(positions[phrase.field], tokens, phrase)


def _positions(terms: Sequence[str]) -> dict[str, list[int]]:
    """Return the positions of each term, ascending."""
    positions: dict[str, list[int]] = {}
    for position, term in enumerate(terms):
        positions.setdefault(term, []).append(position)
    return positions


def _phrase_matches(
    positions: Mapping[str, Sequence[int]], tokens: Sequence[AnalyzedToken], phrase: PhraseQuery
) -> Iterable[Span]:
    for first in positions[phrase.terms[0]]:
        path = [first]
        for term in phrase.terms[1:]:
            after = bisect_left(positions[term], path[-1] + 1)
            if after == len(positions[term]):
                break
            path.append(positions[term][after])
        if len(path) == len(phrase.terms) and path[-1] - first < len(phrase.terms) + phrase.slop:
            yield from ((tokens[at].start, tokens[at].end) for at in path)


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in sorted(set(spans)):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def snippet(text: str, highlights: Sequence[Span]) -> HighlightedText:
    """Cut out the window with the most highlights, between words; `…` marks omitted text."""
    if len(text) <= SNIPPET_LENGTH:
        return HighlightedText(text, tuple(highlights))
    start = _best_start(text, highlights)
    end = min(len(text), start + SNIPPET_LENGTH)
    if end < len(text):
        end = max((blank.start() for blank in _BLANK.finditer(text, start + 1, end + 1)), default=end)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    shift = len(before) - start
    visible = tuple((left + shift, right + shift) for left, right in highlights if start <= left and right <= end)
    return HighlightedText(f"{before}{text[start:end]}{after}", visible)


def _best_start(text: str, highlights: Sequence[Span]) -> int:
    if not highlights:
        return 0
    reach = SNIPPET_LENGTH * 4 // 5
    ends = [end for _, end in highlights]  # ascending, since highlights do not overlap
    counts = [bisect_right(ends, left + reach) - number for number, (left, _) in enumerate(highlights)]
    first = highlights[counts.index(max(counts))][0]
    start = max(0, min(first - SNIPPET_LENGTH // 5, len(text) - SNIPPET_LENGTH))
    if start == 0:
        return 0
    blank = _BLANK.search(text, start, first)
    return blank.end() if blank else first
