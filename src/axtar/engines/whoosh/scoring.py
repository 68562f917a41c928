"""What an engine without a matcher of its own answers to a clause: whole sets of passages, a segment at a time.

In Python this is faster than stepping from passage to passage, as Whoosh's matchers do; and the formulas are
tantivy's, so that the scores of both engines are alike.
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
"""Score by passage number."""


class Segment(Protocol):
    """Passages numbered from 0, deleted ones left out everywhere but in the statistics of the whole index."""

    def passages(self) -> Iterable[int]:
        """All of them."""

    def frequencies(self, field: str, term: str) -> dict[int, int]:
        """The passages with a term or value, and how often they have it."""

    def places(self, field: str, term: str) -> dict[int, Sequence[int]]:
        """The passages with a term, and its places in them, rising."""

    def terms(self, field: str, prefix: str) -> Iterator[str]:
        """All terms of a field that begin so."""

    def lengths(self, field: str) -> Sequence[int]:
        """The number of terms in a field as `coarse` gives it, by passage."""

    def total(self) -> int:
        """How many passages the whole index has."""

    def total_length(self, field: str) -> int:
        """How many terms the whole index has in a field."""

    def total_having(self, field: str, term: str) -> int:
        """How many passages of the whole index have a term."""


def coarse(length: int) -> int:
    """A length as tantivy remembers it, in one byte: exact up to 40, then rounded down to four binary digits.

    Lucene's SmallFloat.intToByte4. Without it the engines would rank long passages a little differently.
    """
    over = length - 24
    dropped = max(0, over.bit_length() - 4) if over > 0 else 0
    return length - over % (1 << dropped)


def _bm25(segment: Segment, field: str, terms: Iterable[str]) -> Callable[[int, int], float]:
    """The score of a passage by the frequency of a term in it; for a phrase the rarity of its terms adds up.

    Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), with Lucene's idf.
    """
    total = segment.total()
    having = [segment.total_having(field, term) for term in terms]
    weight = (_K1 + 1) * sum(log(1 + (total - n + 0.5) / (n + 0.5)) for n in having)
    per_length = _K1 * _B * total / max(1, segment.total_length(field))
    lengths = segment.lengths(field)
    return lambda number, frequency: weight * frequency / (frequency + _K1 * (1 - _B) + per_length * lengths[number])


@singledispatch
def scores(clause: EngineQuery, segment: Segment) -> Scores:  # noqa: ARG001 - the registered functions use it
    """The passages that a clause matches, with their scores."""
    raise TypeError(f"{clause!r} is not a clause")


@scores.register
def _match(clause: TermQuery, segment: Segment) -> Scores:
    if clause.field in VALUE_FIELDS:
        return dict.fromkeys(segment.frequencies(clause.field, clause.term), clause.boost)
    score = _bm25(segment, clause.field, [clause.term])
    frequencies = segment.frequencies(clause.field, clause.term)
    return {number: clause.boost * score(number, frequency) for number, frequency in frequencies.items()}


@scores.register
def _phrase(clause: PhraseQuery, segment: Segment) -> Scores:
    if len(clause.terms) < 2:
        return scores(Disjunction(tuple(TermQuery(clause.field, term, clause.boost) for term in clause.terms)), segment)
    where = [segment.places(clause.field, term) for term in clause.terms]
    score = _bm25(segment, clause.field, clause.terms)
    longest = len(clause.terms) - 1 + clause.slop
    found = {}
    for number in set(where[0]).intersection(*where[1:]):
        if count := _occurrences([each[number] for each in where], longest):
            found[number] = clause.boost * score(number, count)
    return found


def _occurrences(where: list[Sequence[int]], longest: int) -> int:
    """How often terms stand in this order with the last at most `longest` places behind the first.

    From each place of the first term we go to the next place of the second and so on: no other choice ends earlier.
    """
    count = 0
    for start in where[0]:
        place = start
        for places in where[1:]:
            next_ = bisect_right(places, place)
            place = places[next_] if next_ < len(places) else start + longest + 1
        count += place - start <= longest
    return count


@scores.register
def _prefix(clause: PrefixQuery, segment: Segment) -> Scores:
    holding = (segment.frequencies(clause.field, term) for term in segment.terms(clause.field, clause.text))
    return dict.fromkeys(set().union(*holding), clause.boost)


@scores.register
def _range(clause: RangeQuery, segment: Segment) -> Scores:
    low = -inf if clause.low is None else clause.low
    high = inf if clause.high is None else clause.high
    within = (term for term in segment.terms(clause.field, "") if low <= int(term) <= high)
    return dict.fromkeys(set().union(*(segment.frequencies(clause.field, term) for term in within)), 1.0)


@scores.register
def _all(clause: Conjunction, segment: Segment) -> Scores:
    if not clause.queries:
        return dict.fromkeys(segment.passages(), 0.0)
    first, *others = (scores(each, segment) for each in clause.queries)
    common = set(first).intersection(*others)
    return {number: first[number] + sum(other[number] for other in others) for number in common}


@scores.register
def _any(clause: Disjunction, segment: Segment) -> Scores:
    found: Scores = {}
    for each in clause.queries:
        for number, score in scores(each, segment).items():
            found[number] = found.get(number, 0.0) + score
    return found


@scores.register
def _best(clause: DisjunctionMax, segment: Segment) -> Scores:
    found: Scores = {}
    for each in clause.queries:
        for number, score in scores(each, segment).items():
            found[number] = max(found.get(number, 0.0), score)
    return found


@scores.register
def _constant(clause: ConstantScore, segment: Segment) -> Scores:
    return dict.fromkeys(scores(clause.query, segment), clause.boost)


@scores.register
def _ranked(clause: BooleanQuery, segment: Segment) -> Scores:
    found = scores(clause.must, segment)
    for each in clause.filter:
        kept = found.keys() & scores(each, segment).keys()
        found = {number: found[number] for number in kept}
    for each in clause.must_not:
        kept = found.keys() - scores(each, segment).keys()
        found = {number: found[number] for number in kept}
    for each in clause.should:
        added = scores(each, segment)
        for number in found.keys() & added.keys():
            found[number] += added[number]
    return found


@scores.register
def _everything(_clause: MatchAll, segment: Segment) -> Scores:
    return dict.fromkeys(segment.passages(), 1.0)
