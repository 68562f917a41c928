"""Found passages become ranked documents.

A document is as good as its best passage; its others add a little, each less than the one before, and so does its record (title
and authors, stored as page 0), so that a document about a thing stands above one that names it in passing.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from axtar.model import PassageId, ScoredPassage

TAIL = 0.15
"""What the second passage adds; the third adds TAIL squared, and so on."""

RECORD = 0.5
"""What the record's own score adds."""


@dataclass(frozen=True, slots=True)
class RankedDocument:
    """A document with its score, of which its record gave `record`, and its passages as (address, score), best first."""

    document: str
    score: float
    passages: tuple[tuple[PassageId, float], ...]
    record: float = 0.0


def rank(found: Iterable[ScoredPassage]) -> list[RankedDocument]:
    """Documents, best first; equal scores in the order of their ids."""
    groups: dict[str, list[tuple[PassageId, float]]] = defaultdict(list)
    records: dict[str, float] = defaultdict(float)
    for one in sorted(found, key=lambda one: (-one.score, one.id)):
        place = PassageId.parse(one.id)
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
