"""Ranking of documents by the scores of their passages.

A document's score is that of its best passage; each further passage adds less than the one before. Its record (title and authors,
indexed as page 0) adds to the score, so that a document about a subject ranks above one that mentions it in passing.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from axtar.model import PassageId, ScoredPassage

PASSAGE_DECAY = 0.15
"""Weight of the second-best passage; each further one has this fraction of the weight before."""

RECORD_WEIGHT = 0.5
"""Weight of the record's score."""


@dataclass(frozen=True, slots=True)
class RankedDocument:
    """A document with its score, and its passages with theirs, best first.

    `record`: the record's part of the score.
    """

    document: str
    score: float
    passages: tuple[tuple[PassageId, float], ...]
    record: float = 0.0


def rank(passages: Iterable[ScoredPassage]) -> list[RankedDocument]:
    """Rank the documents of passages, best first; equal scores are in the order of ids."""
    by_document: dict[str, list[tuple[PassageId, float]]] = defaultdict(list)
    records: dict[str, float] = defaultdict(float)
    for passage in sorted(passages, key=lambda passage: (-passage.score, passage.id)):
        id_ = PassageId.parse(passage.id)
        if id_.page:
            by_document[passage.document].append((id_, passage.score))
        else:
            records[passage.document] = passage.score
            by_document[passage.document] += []
    ranked = (
        RankedDocument(
            document,
            RECORD_WEIGHT * records[document]
            + sum(score * PASSAGE_DECAY**n for n, (_, score) in enumerate(best_passages)),
            tuple(best_passages),
            RECORD_WEIGHT * records[document],
        )
        for document, best_passages in by_document.items()
    )
    return sorted(ranked, key=lambda document: (-document.score, document.document))
