"""What every engine does. Engines know no language: they store, match and score finished terms."""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Protocol

from axtar.model import Clause, Entry, Found


class Writer(Protocol):
    """Changes that become visible together when the `with` block ends, or not at all when it raises."""

    def add(self, entries: Iterable[Entry]) -> None:
        """Store passages. Delete the document first when it may be there already."""

    def delete(self, document: str) -> None:
        """Forget all passages of a document that were stored before this `with` block."""


class Engine(Protocol):
    """A disposable index in a folder of its own. Reading sees every finished write, also those of other processes."""

    name: str

    def writer(self) -> AbstractContextManager[Writer]:
        """One writer at a time; the caller holds the library's lock."""

    def search(self, clause: Clause, limit: int) -> list[Found]:
        """The best passages, best first; equal scores in the order of their ids."""

    def documents(self, clause: Clause) -> dict[str, int]:
        """Every document with a matching passage, and how many match."""

    def facets(self, clause: Clause, fields: Iterable[str]) -> Mapping[str, Mapping[str, int]]:
        """For each field, how many documents have a matching passage with each value."""

    def frequency(self, field: str, term: str) -> int:
        """How many passages hold a term of a text field."""

    def count(self) -> int:
        """How many passages are stored."""
