"""Found passages become ranked documents.

A document is as good as its best passage; its others add a little, each less than the one before, and so does its record (title
and authors, stored as page 0), so that a document about a thing stands above one that names it in passing.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from axtar.model import Found

TAIL = 0.15
"""What the second passage adds; the third adds TAIL squared, and so on."""

RECORD = 0.5
"""What the record's own score adds."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a passage stands: `document/page/start-end/language`, the id that engines store. Page 0 is the record."""

    document: str
    page: int
    start: int
    end: int
    language: str

    def __str__(self) -> str:
        return f"{self.document}/{self.page}/{self.start}-{self.end}/{self.language}"


def address(id_: str) -> Address:
    """The address that a passage's id spells."""
    document, page, span, language = id_.split("/")
    start, _, end = span.partition("-")
    return Address(document, int(page), int(start), int(end), language)


@dataclass(frozen=True, slots=True)
class RankedDocument:
    """A document with its score, of which its record gave `record`, and its passages as (address, score), best first."""

    document: str
    score: float
    passages: tuple[tuple[Address, float], ...]
    record: float = 0.0


def rank(found: Iterable[Found]) -> list[RankedDocument]:
    """Documents, best first; equal scores in the order of their ids."""
    groups: dict[str, list[tuple[Address, float]]] = defaultdict(list)
    records: dict[str, float] = defaultdict(float)
    for one in sorted(found, key=lambda one: (-one.score, one.id)):
        place = address(one.id)
        if place.page:
            groups[one.document].append((place, one.score))
        else:
            records[one.document] = one.score
            groups[one.document] += []
    ranked = (
        RankedDocument(
            document,
            RECORD * records[document] + sum(score * TAIL**n for n, (_, score) in enumerate(passages)),
            tuple(passages),
            RECORD * records[document],
        )
        for document, passages in groups.items()
    )
    return sorted(ranked, key=lambda one: (-one.score, one.document))
