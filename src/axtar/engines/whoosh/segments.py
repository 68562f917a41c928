"""The segments of a Whoosh index, as `engines.scores` reads them."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

from whoosh.reading import IndexReader, TermNotFound

from axtar.engines import facet_key
from axtar.engines.whoosh.schema import length
from axtar.engines.whoosh.scoring import coarse
from axtar.model import TEXT_FIELDS, ScoredPassage


class Segment:
    """A part of the index that was written at once, with the statistics of the whole."""

    def __init__(self, reader: IndexReader, whole: IndexReader, total_length: Callable[[str], int]) -> None:
        self.reader = reader
        self.ids = reader.column_reader("key")
        self.profiles = reader.column_reader("profile")
        self._whole = whole
        self._columns = {field: reader.column_reader(length(field)) for field in TEXT_FIELDS}
        self._lengths: dict[str, array[int]] = {}
        self._total_length = total_length

    def found(self, number: int, score: float) -> ScoredPassage:
        """What a search answers."""
        return ScoredPassage(self.ids[number].decode(), facet_key.document(self.profiles[number].decode()), score)

    def having(self, field: str, term: str) -> int:
        """How many passages hold a term: Whoosh's own figure includes deleted ones until the segment is merged."""
        if self.reader.has_deletions():
            return len(self.frequencies(field, term))
        return int(self.reader.doc_frequency(field, term))

    def passages(self) -> Iterator[int]:
        """All that are not deleted."""
        return iter(self.reader.all_doc_ids())

    def frequencies(self, field: str, term: str) -> dict[int, int]:
        """A posting's weight is the frequency."""
        return {matcher.id(): int(matcher.weight()) for matcher in self._postings(field, term)}

    def places(self, field: str, term: str) -> dict[int, Sequence[int]]:
        """A posting's value is the places."""
        return {matcher.id(): array("I", matcher.value()) for matcher in self._postings(field, term)}

    def terms(self, field: str, prefix: str) -> Iterator[str]:
        """All terms of a field that begin so."""
        known = field in self.reader.indexed_field_names()
        return (term.decode() for term in self.reader.expand_prefix(field, prefix)) if known else iter(())

    def lengths(self, field: str) -> Sequence[int]:
        """Read once and kept: four bytes a passage and field."""
        if field not in self._lengths:
            self._lengths[field] = array("I", map(coarse, self.exact_lengths(field)))
        return self._lengths[field]

    def exact_lengths(self, field: str) -> Iterator[int]:
        """As they were stored."""
        yield from self._columns[field]

    def total(self) -> int:
        """How many passages the whole index has, deleted ones included until their segment is merged."""
        return int(self._whole.doc_count_all())

    def total_length(self, field: str) -> int:
        """How many terms the whole index has in a field."""
        return self._total_length(field)

    def total_having(self, field: str, term: str) -> int:
        """How many passages of the whole index have a term."""
        return int(self._whole.doc_frequency(field, term))

    def _postings(self, field: str, term: str) -> Iterator[Any]:
        """A Whoosh matcher that stands on each passage with the term, deleted ones left out."""
        try:
            matcher = self.reader.postings(field, term)
        except TermNotFound:
            return
        while matcher.is_active():
            yield matcher
            matcher.next()


def segments_of(whole: IndexReader) -> "list[Segment]":
    segments: list[Segment] = []

    @cache
    def total_length(field: str) -> int:
        return sum(sum(segment.exact_lengths(field)) for segment in segments)

    if whole.doc_count_all():
        segments += [Segment(reader, whole, total_length) for reader, _ in whole.leaf_readers()]
    return segments
