"""Normal forms: one term for what texts write in several ways, beside their words.

    on-line → online    U.S.S.R. → USSR    14 июля 1922 → 1922-07-14    XVII əsr → 17-century    ISBN 0-306-… → 978030640…

A passage is indexed with them after its words, and a query is searched for them as well, so that any of the ways finds all.
"""

from collections.abc import Iterator, Sequence

from axtar.analysis.normal_forms import centuries, dates, identifiers
from axtar.analysis.normal_forms.compounds import acronyms, closed_compounds
from axtar.analysis.normal_forms.look_alikes import look_alike_words
from axtar.analysis.normal_forms.spaced_letters import drop_cap_words, words_of_spaced_letters
from axtar.model import Token

__all__ = [
    "acronyms",
    "closed_compounds",
    "drop_cap_words",
    "look_alike_words",
    "merge_acronyms",
    "normal_terms",
    "words_of_spaced_letters",
]


def normal_terms(tokens: Sequence[Token], text: str) -> Iterator[Token]:
    """Yield the terms of the dates, centuries and identifiers of a text.

    `tokens` are its words in today's spelling.
    """
    yield from dates.date_terms(tokens, text)
    yield from centuries.century_terms(tokens, text)
    yield from identifiers.identifier_terms(text)


def merge_acronyms(tokens: Sequence[Token], text: str) -> list[Token]:
    """Return the words of a query with each acronym as one word: U.S.S.R. is no four words."""
    by_start = {acronym.start: acronym for acronym in acronyms(text)}
    merged: list[Token] = []
    end = 0
    for token in tokens:
        if token.start >= end:
            merged.append(by_start.get(token.start, token))
            end = merged[-1].end
    return merged
