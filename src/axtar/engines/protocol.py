"""What every engine does. Engines know no language: they store, match and score finished terms.

Terms in a text field are parted by blanks (ASCII whitespace) and may hold any other character; nothing is lowercased, cut
or left out. Values are whole strings; an empty one is no value. `Match` asks text and value fields, `Range` number fields.

Scores are BM25 (k1 1.2, b 0.75) within a field, multiplied by boosts; values, beginnings, ranges and constants score their
boost (1 where they have none). A deleted passage stays in these statistics, and in nothing else, until its part of the index is
merged. All of nothing is everything, any of nothing is nothing.
"""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Protocol

from axtar.model import EngineQuery, IndexedPassage, ScoredPassage


class Writer(Protocol):
    """Changes that become visible together when the `with` block ends, or not at all when it raises.

    A block costs a commit (tens of milliseconds): add hundreds or thousands of passages in each. A process that dies
    within it leaves the index as it was.
    """

    def add(self, entries: Iterable[IndexedPassage]) -> None:
        """Store passages. Delete the document first when it may be there already."""

    def delete(self, document: str) -> None:
        """Forget all passages of a document that were stored before this `with` block."""


class Engine(Protocol):
    """A disposable index in a folder of its own. Reading sees every finished write, also those of other processes.

    Every method may be called from any thread, also while another thread or process writes. Where the index can no
    longer be read they raise IndexUnreadableError, which says to rebuild it.
    """

    name: str

    def writer(self) -> AbstractContextManager[Writer]:
        """One writer at a time, else LockedError; the caller holds the library's lock."""

    def search(self, clause: EngineQuery, limit: int) -> list[ScoredPassage]:
        """The best passages, best first; equal scores (to four decimals) in the order of their ids."""

    def documents(self, clause: EngineQuery) -> dict[str, int]:
        """Every document with a matching passage, and how many match."""

    def facets(self, clause: EngineQuery, fields: Iterable[str]) -> Mapping[str, Mapping[str, int]]:
        """For each field of `model.FACETS`, how many documents have a matching passage with each value.

        Years are strings of digits. Each document counts once per value, and in no value where it has none. Counts of places
        may be estimates where more than a thousand documents match.
        """

    def matches(self, clause: EngineQuery) -> int:
        """How many passages match."""

    def frequency(self, field: str, term: str) -> int:
        """How many passages hold a term of a text field."""

    def count(self) -> int:
        """How many passages are stored."""
