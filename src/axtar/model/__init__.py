"""The values that packages exchange.

They are frozen and slotted, with no behaviour beyond properties derived from their fields. All offsets count code points of the
text that the object belongs to, so that `text[start:end]` is the span as written.
"""

from axtar.model.document import AddResult, Document, ExtractedDocument, Page, Record
from axtar.model.engine_query import (
    EXACT_FACET_LIMIT,
    FACETS,
    NUMBER_FIELDS,
    POSITION_FIELDS,
    TEXT_FIELDS,
    VALUE_FIELDS,
    BooleanQuery,
    Conjunction,
    ConstantScore,
    Disjunction,
    DisjunctionMax,
    EngineQuery,
    IndexedPassage,
    MatchAll,
    PhraseQuery,
    PrefixQuery,
    RangeQuery,
    ScoredPassage,
    TermQuery,
)
from axtar.model.passage_id import PassageId
from axtar.model.search import Answer, Expansion, HighlightedText, Hit, PassageHit, Reason, Request, Spelling
from axtar.model.text import AnalyzedToken, DetectedLanguage, Mention, Passage, PersonNames, QueryWord, Token

__all__ = [
    "EXACT_FACET_LIMIT",
    "FACETS",
    "NUMBER_FIELDS",
    "POSITION_FIELDS",
    "TEXT_FIELDS",
    "VALUE_FIELDS",
    "AddResult",
    "AnalyzedToken",
    "Answer",
    "BooleanQuery",
    "Conjunction",
    "ConstantScore",
    "DetectedLanguage",
    "Disjunction",
    "DisjunctionMax",
    "Document",
    "EngineQuery",
    "Expansion",
    "ExtractedDocument",
    "HighlightedText",
    "Hit",
    "IndexedPassage",
    "MatchAll",
    "Mention",
    "Page",
    "Passage",
    "PassageHit",
    "PassageId",
    "PersonNames",
    "PhraseQuery",
    "PrefixQuery",
    "QueryWord",
    "RangeQuery",
    "Reason",
    "Record",
    "Request",
    "ScoredPassage",
    "Spelling",
    "TermQuery",
    "Token",
]
