"""The segments of a Whoosh index, with the interface that `scoring.py` needs."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

from whoosh.reading import IndexReader, TermNotFound

from axtar.engines import facet_key
from axtar.engines.whoosh.schema import length_column
from axtar.engines.whoosh.scoring import quantize_length
from axtar.model import TEXT_FIELDS, ScoredPassage


class Segment:
    """A part of the index that was written at once, with the statistics of the whole index."""

    def __init__(self, reader: IndexReader, whole: IndexReader, total_length: Callable[[str], int]) -> None:
        self.reader = reader
        self.ids = reader.column_reader("key")
        self.facet_keys = reader.column_reader("facet_key")
        self._whole = whole
        self._columns = {field: reader.column_reader(length_column(field)) for field in TEXT_FIELDS}
        self._lengths: dict[str, array[int]] = {}
        self._total_length = total_length

    def scored(self, number: int, score: float) -> ScoredPassage:
        """Return the scored passage for a passage number."""
        return ScoredPassage(self.ids[number].decode(), facet_key.document(self.facet_keys[number].decode()), score)

    def frequency(self, field: str, term: str) -> int:
        """Return the number of passages with a term, deleted ones excluded.

        Whoosh's document frequency includes deleted passages.
        """
        if self.reader.has_deletions():
            return len(self.frequencies(field, term))
        return int(self.reader.doc_frequency(field, term))

    def passages(self) -> Iterator[int]:
        """Iterate over the passages that are not deleted."""
        return iter(self.reader.all_doc_ids())

    def frequencies(self, field: str, term: str) -> dict[int, int]:
        """Return the term frequency, the weight of the posting, by passage."""
        return {matcher.id(): int(matcher.weight()) for matcher in self._postings(field, term)}

    def positions(self, field: str, term: str) -> dict[int, Sequence[int]]:
        """Return the positions of a term, the value of the posting, by passage."""
        return {matcher.id(): array("I", matcher.value()) for matcher in self._postings(field, term)}

    def terms(self, field: str, prefix: str) -> Iterator[str]:
        """Iterate over the terms of a field that have a prefix."""
        if field not in self.reader.indexed_field_names():
            return iter(())
        return (term.decode() for term in self.reader.expand_prefix(field, prefix))

    def lengths(self, field: str) -> Sequence[int]:
        """Return the quantized lengths of a field by passage; cached at four bytes each."""
        if field not in self._lengths:
            self._lengths[field] = array("I", map(quantize_length, self.exact_lengths(field)))
        return self._lengths[field]

    def exact_lengths(self, field: str) -> Iterator[int]:
        """Iterate over the lengths of a field by passage."""
        yield from self._columns[field]

    def total_passages(self) -> int:
        """Return the number of passages in the index.

        Deleted passages are included until their segment is merged.
        """
        return int(self._whole.doc_count_all())

    def total_length(self, field: str) -> int:
        """Return the number of terms in a field of the index."""
        return self._total_length(field)

    def document_frequency(self, field: str, term: str) -> int:
        """Return the number of passages in the index with a term."""
        return int(self._whole.doc_frequency(field, term))

    def _postings(self, field: str, term: str) -> Iterator[Any]:
        """Iterate over the postings of a term, without those of deleted passages.

        Every item is the same matcher, which advances.
        """
        try:
            matcher = self.reader.postings(field, term)
        except TermNotFound:
            return
        while matcher.is_active():
            yield matcher
            matcher.next()


def open_segments(whole: IndexReader) -> "list[Segment]":
    """Return the segments of an index, which share its statistics."""
    segments: list[Segment] = []

    @cache
    def total_length(field: str) -> int:
        return sum(sum(segment.exact_lengths(field)) for segment in segments)

    if whole.doc_count_all():
        segments += [Segment(reader, whole, total_length) for reader, _ in whole.leaf_readers()]
    return segments
