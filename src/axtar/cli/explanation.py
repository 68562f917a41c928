"""Explanations of scores as text."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from axtar import tables
from axtar.cli.output import counted

if TYPE_CHECKING:
    from axtar.model import Hit, PassageHit


def explain_document(hit: "Hit") -> str:
    """Return a document's score as the sum of its parts."""
    shares = " + ".join(f"{reason_names()[reason.kind]} {reason.score:.2f}" for reason in hit.reasons)
    return f"{hit.score:.2f} = {shares}"


def explain_passage(passage: "PassageHit") -> Iterator[str]:
    """Yield a line for each word of the query.

    It has the word's share of the score, its forms in the passage, how rare they are, and the kinds of match.
    """
    from axtar.search.explanation import by_word

    yield f"{passage.score:.2f} points; words that are rare in the library contribute more:"
    for word in by_word(passage.reasons):
        written = f", found as {', '.join(f'“{form}”' for form in word.written)}" if word.written else ""
        rare = f", in {counted(word.count, 'passage')} of the library" if word.count else ""
        parts = ", ".join(reason_names()[kind] + (f" {score:.2f}" if score else "") for kind, score in word.kinds)
        yield f"{word.share:4.0%} {word.word or 'whole query'}{written}{rare}: {parts}"


@cache
def reason_names() -> dict[str, str]:
    """Return the names of reasons by kind, from the table that the web page uses too."""
    return dict(tables.rows("axtar.search", "reasons.tsv"))
