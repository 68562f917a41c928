"""Matching and scoring of queries, a whole segment at a time.

Handling whole sets of passages is faster in Python than advancing from passage to passage, as Whoosh's matchers do. The
formulas are tantivy's, so that both engines give the same scores.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import singledispatch
from math import inf, log
from typing import Protocol

from axtar.model import (
    VALUE_FIELDS,
    BooleanQuery,
    Conjunction,
    ConstantScore,
    Disjunction,
    DisjunctionMax,
    EngineQuery,
    MatchAll,
    PhraseQuery,
    PrefixQuery,
    RangeQuery,
    TermQuery,
)

_K1, _B = 1.2, 0.75

Scores = dict[int, float]
"""Scores by passage number."""


class Segment(Protocol):
    """Passages numbered from 0.

    Deleted ones are left out everywhere except in the statistics of the whole index.
    """

    def passages(self) -> Iterable[int]:
        """Iterate over all passages."""

    def frequencies(self, field: str, term: str) -> dict[int, int]:
        """Return the frequency of a term or value in each passage that has it."""

    def positions(self, field: str, term: str) -> dict[int, Sequence[int]]:
        """Return the positions of a term, ascending, in each passage that has it."""

    def terms(self, field: str, prefix: str) -> Iterator[str]:
        """Iterate over the terms of a field that have a prefix."""

    def lengths(self, field: str) -> Sequence[int]:
        """Return the quantized number of terms in a field, by passage."""

    def total_passages(self) -> int:
        """Return the number of passages in the whole index."""

    def total_length(self, field: str) -> int:
        """Return the number of terms in a field of the whole index."""

    def document_frequency(self, field: str, term: str) -> int:
        """Return the number of passages in the whole index with a term."""


def quantize_length(length: int) -> int:
    """Round a length as tantivy stores it in one byte.

    Lengths are exact up to 40, then rounded down to four binary digits. This is Lucene's SmallFloat.intToByte4. Without it, the
    engines would rank long passages slightly differently.
    """
    excess = length - 24
    dropped_bits = max(0, excess.bit_length() - 4) if excess > 0 else 0
    return length - excess % (1 << dropped_bits)


def _bm25(segment: Segment, field: str, terms: Iterable[str]) -> Callable[[int, int], float]:
    """Return the BM25 score by passage and term frequency.

    For a phrase the idf of its terms is summed.

    Source: Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), with Lucene's idf.
    """
    total = segment.total_passages()
    frequencies = [segment.document_frequency(field, term) for term in terms]
    weight = (_K1 + 1) * sum(log(1 + (total - n + 0.5) / (n + 0.5)) for n in frequencies)
    per_length = _K1 * _B * total / max(1, segment.total_length(field))
    lengths = segment.lengths(field)
    return lambda number, frequency: weight * frequency / (frequency + _K1 * (1 - _B) + per_length * lengths[number])


@singledispatch
def scores(query: EngineQuery, segment: Segment) -> Scores:  # noqa: ARG001 - the registered functions use it
    """Return the passages that match a query, with their scores."""
    raise TypeError(f"{query!r} is not an engine query")


@scores.register
def _term(query: TermQuery, segment: Segment) -> Scores:
    if query.field in VALUE_FIELDS:
        return dict.fromkeys(segment.frequencies(query.field, query.term), query.boost)
    score = _bm25(segment, query.field, [query.term])
    frequencies = segment.frequencies(query.field, query.term)
    return {number: query.boost * score(number, frequency) for number, frequency in frequencies.items()}


@scores.register
def _phrase(query: PhraseQuery, segment: Segment) -> Scores:
    if len(query.terms) < 2:
        return scores(Disjunction(tuple(TermQuery(query.field, term, query.boost) for term in query.terms)), segment)
    positions = [segment.positions(query.field, term) for term in query.terms]
    score = _bm25(segment, query.field, query.terms)
    max_span = len(query.terms) - 1 + query.slop
    matches = {}
    for number in set(positions[0]).intersection(*positions[1:]):
        if count := _occurrences([each[number] for each in positions], max_span):
            matches[number] = query.boost * score(number, count)
    return matches


def _occurrences(positions: list[Sequence[int]], max_span: int) -> int:
    """Count the occurrences of terms in this order, within a limited span.

    The last term is at most `max_span` positions after the first. From each position of the first term we advance to the next
    position of the second, and so on: no other choice ends earlier.
    """
    count = 0
    for start in positions[0]:
        end = start
        for later in positions[1:]:
            next_ = bisect_right(later, end)
            end = later[next_] if next_ < len(later) else start + max_span + 1
        count += end - start <= max_span
    return count


@scores.register
def _prefix(query: PrefixQuery, segment: Segment) -> Scores:
    postings = (segment.frequencies(query.field, term) for term in segment.terms(query.field, query.text))
    return dict.fromkeys(set().union(*postings), query.boost)


@scores.register
def _range(query: RangeQuery, segment: Segment) -> Scores:
    low = -inf if query.low is None else query.low
    high = inf if query.high is None else query.high
    in_range = (term for term in segment.terms(query.field, "") if low <= int(term) <= high)
    return dict.fromkeys(set().union(*(segment.frequencies(query.field, term) for term in in_range)), 1.0)


@scores.register
def _conjunction(query: Conjunction, segment: Segment) -> Scores:
    if not query.queries:
        return dict.fromkeys(segment.passages(), 0.0)
    first, *others = (scores(each, segment) for each in query.queries)
    common = set(first).intersection(*others)
    return {number: first[number] + sum(other[number] for other in others) for number in common}


@scores.register
def _disjunction(query: Disjunction, segment: Segment) -> Scores:
    sums: Scores = {}
    for each in query.queries:
        for number, score in scores(each, segment).items():
            sums[number] = sums.get(number, 0.0) + score
    return sums


@scores.register
def _disjunction_max(query: DisjunctionMax, segment: Segment) -> Scores:
    best: Scores = {}
    for each in query.queries:
        for number, score in scores(each, segment).items():
            best[number] = max(best.get(number, 0.0), score)
    return best


@scores.register
def _constant_score(query: ConstantScore, segment: Segment) -> Scores:
    return dict.fromkeys(scores(query.query, segment), query.boost)


@scores.register
def _boolean(query: BooleanQuery, segment: Segment) -> Scores:
    matches = scores(query.must, segment)
    for each in query.filter:
        common = matches.keys() & scores(each, segment).keys()
        matches = {number: matches[number] for number in common}
    for each in query.must_not:
        remaining = matches.keys() - scores(each, segment).keys()
        matches = {number: matches[number] for number in remaining}
    for each in query.should:
        added = scores(each, segment)
        for number in matches.keys() & added.keys():
            matches[number] += added[number]
    return matches


@scores.register
def _match_all(_query: MatchAll, segment: Segment) -> Scores:
    return dict.fromkeys(segment.passages(), 1.0)
