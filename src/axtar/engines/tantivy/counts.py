"""Matching passages and documents, counted by tantivy's aggregations."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import tantivy
from tantivy import FieldType, Query

from axtar.engines import facet_key
from axtar.engines.tantivy.queries import both
from axtar.engines.tantivy.schema import COUNTED_APART, PARTS, SCHEMA
from axtar.model import EXACT_FACET_LIMIT

_ALL_VALUES = 1_000_000
_SPLIT = 8  # tantivy counts at most 65,000 values at once; where there are more, each of so many parts is counted
_SAMPLE = 500  # of more documents than can be counted one by one, about so many are


def profiles(searcher: tantivy.Searcher, query: Query) -> dict[str, int]:
    """Matching passages per profile."""
    return {each["key"]: each["doc_count"] for each in _counted(searcher, query, _by("profile"))}


def _by(field: str, inner: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """An aggregation: passages per value of a field, and within each by the inner one."""
    terms = {"terms": {"field": field, "size": _ALL_VALUES, "segment_size": _ALL_VALUES}}
    return {field: terms | ({"aggs": inner} if inner else {})}


def _counted(searcher: tantivy.Searcher, query: Query, by: dict[str, Any], parts: range = PARTS) -> list[Any]:
    """The buckets of an aggregation by profile; where tantivy cannot count so many, those of a part of the documents each."""
    part = Query.range_query(SCHEMA, "part", FieldType.Integer, parts[0], parts[-1])
    try:
        answer = searcher.aggregate(query if parts == PARTS else both(query, part), by)
    except ValueError as error:
        if "bucket limit" not in str(error) or len(parts) == 1:
            raise
    else:
        return list(answer["profile"]["buckets"])
    size = -(-len(parts) // _SPLIT)
    pieces = (parts[first : first + size] for first in range(0, len(parts), size))
    return [each for piece in pieces for each in _counted(searcher, query, by, piece)]


def apart(searcher: tantivy.Searcher, query: Query, documents: int) -> dict[str, int]:
    """Documents by value of the facet that is counted apart; where very many match, estimated from a part of them."""
    size = len(PARTS) if documents <= EXACT_FACET_LIMIT else len(PARTS) * _SAMPLE // documents or 1
    buckets = _counted(searcher, query, _by("profile", _by(COUNTED_APART)), PARTS[:size])
    rows = (
        (facet_key.document(each["key"]), value["key"]) for each in buckets for value in each[COUNTED_APART]["buckets"]
    )
    counts = Counter(value for _, value in set(rows))
    return {value: round(count * len(PARTS) / size) for value, count in counts.items()}
