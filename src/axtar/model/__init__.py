"""The nouns that modules hand to each other: frozen, slotted, without behaviour beyond reading themselves.

All offsets count code points of the text that the object belongs to; `text[start:end]` is what was written there.
"""

from axtar.model.answers import Answer, Expansion, Hit, PassageHit, Reason, Request, Snippet, Spelling
from axtar.model.clauses import (
    COUNTED_EXACTLY,
    FACETS,
    NUMBER_FIELDS,
    POSITION_FIELDS,
    TEXT_FIELDS,
    VALUE_FIELDS,
    All,
    AnyOf,
    Best,
    Clause,
    Constant,
    Entry,
    Everything,
    Found,
    Match,
    Phrase,
    Prefix,
    Range,
    Ranked,
)
from axtar.model.documents import Document, Extract, Outcome, Page, Record
from axtar.model.texts import Detected, Mention, Passage, Term, Token

__all__ = [
    "COUNTED_EXACTLY",
    "FACETS",
    "NUMBER_FIELDS",
    "POSITION_FIELDS",
    "TEXT_FIELDS",
    "VALUE_FIELDS",
    "All",
    "Answer",
    "AnyOf",
    "Best",
    "Clause",
    "Constant",
    "Detected",
    "Document",
    "Entry",
    "Everything",
    "Expansion",
    "Extract",
    "Found",
    "Hit",
    "Match",
    "Mention",
    "Outcome",
    "Page",
    "Passage",
    "PassageHit",
    "Phrase",
    "Prefix",
    "Range",
    "Ranked",
    "Reason",
    "Record",
    "Request",
    "Snippet",
    "Spelling",
    "Term",
    "Token",
]
