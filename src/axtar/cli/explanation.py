"""Scores told to a person: which of the words that were typed a passage has, as what, and what each is worth."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from axtar import tables

if TYPE_CHECKING:
    from axtar.model import Hit, PassageHit


def of_document(hit: "Hit") -> str:
    """What a document's score is the sum of."""
    shares = " + ".join(f"{_named(reason.kind)} {reason.score:.2f}" for reason in hit.reasons)
    return f"{hit.score:.2f} = {shares}"


def of_passage(passage: "PassageHit") -> Iterator[str]:
    """One line for each word that was typed: its share, as what it is there, how rare it is, and what is worth how much."""
    from axtar.library import by_word

    yield f"{passage.score:.2f} points; the rarer a word is in the library, the more it counts:"
    for why in by_word(passage.reasons):
        written = f", here as {', '.join(f'“{form}”' for form in why.written)}" if why.written else ""
        passages = "passage" if why.count == 1 else "passages"
        rare = f", in {why.count} {passages} of the library" if why.count else ""
        worth = ", ".join(_named(kind) + (f" {score:.2f}" if score else "") for kind, score in why.kinds)
        yield f"{why.share:4.0%} {why.word or 'everything'}{written}{rare}: {worth}"


def _named(kind: str) -> str:
    return names()[kind]


@cache
def names() -> dict[str, str]:
    """Descriptions of the reasons for a score, by kind; the web shows the same."""
    return dict(tables.rows("axtar.search", "reasons.tsv"))
