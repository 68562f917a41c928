"""The interface of every engine.

Engines contain no linguistics: they index, match and score terms. Terms in a text field are separated by ASCII whitespace and
may contain any other character; nothing is lowercased, stemmed or dropped. Values are whole strings; an empty one is no value.
TermQuery applies to text and value fields, RangeQuery to number fields.

Scores are BM25 (k1 1.2, b 0.75) within a field, multiplied by boosts; values, prefixes, ranges and ConstantScore score their
boost (1 if they have none). A deleted passage remains in these statistics, and nowhere else, until its segment is merged. A
Conjunction of nothing matches everything, a Disjunction of nothing matches nothing.
"""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Protocol

from axtar.model import EngineQuery, IndexedPassage, ScoredPassage


class Writer(Protocol):
    """Changes that become visible together when the `with` block ends.

    If the block raises, none becomes visible. Each block costs a commit (tens of milliseconds), so add hundreds or thousands of
    passages in one. A process that is killed within a block leaves the index unchanged.
    """

    def add(self, passages: Iterable[IndexedPassage]) -> None:
        """Index passages. Delete the document first if it may be in the index already."""

    def delete(self, document: str) -> None:
        """Delete all passages of a document that were indexed before this `with` block."""


class Engine(Protocol):
    """A disposable index in a folder of its own.

    Reads see every finished write, also those of other processes. Every method may be called from any thread, also while
    another thread or process writes. All raise IndexUnreadableError, which asks for a rebuild, if the index can no longer be
    read.
    """

    name: str

    def writer(self) -> AbstractContextManager[Writer]:
        """Open the one writer; the caller holds the library's lock.

        Raises LockedError if there is another writer.
        """

    def search(self, query: EngineQuery, limit: int) -> list[ScoredPassage]:
        """Return the best passages, best first.

        Passages with equal scores (to four decimals) are in the order of their ids.
        """

    def documents(self, query: EngineQuery) -> dict[str, int]:
        """Return every document with a matching passage, and the number of its matching passages."""

    def facets(self, query: EngineQuery, fields: Iterable[str]) -> Mapping[str, Mapping[str, int]]:
        """Count the documents with a matching passage, by field and value.

        `fields` are some of `model.FACETS`. Years are strings of digits. Each document counts once per value. Counts of places
        may be estimates if more than EXACT_FACET_LIMIT documents match.
        """

    def matches(self, query: EngineQuery) -> int:
        """Return the number of matching passages."""

    def frequency(self, field: str, term: str) -> int:
        """Return the number of passages with a term in a text field, deleted ones excluded."""

    def count(self) -> int:
        """Return the number of passages in the index."""
