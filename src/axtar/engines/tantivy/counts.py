"""Counts of matching passages and documents, by tantivy's aggregations."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import tantivy
from tantivy import FieldType, Query

from axtar.engines import facet_key
from axtar.engines.tantivy.queries import both
from axtar.engines.tantivy.schema import PARTITIONS, SCHEMA, SEPARATE_FACET
from axtar.model import EXACT_FACET_LIMIT

_ALL_VALUES = 1_000_000
_SPLIT = 8  # tantivy's limit is 65,000 buckets; beyond it the partitions are counted in this many groups
_SAMPLE = 500  # about the number of documents from which counts are estimated


def count_by_key(searcher: tantivy.Searcher, query: Query) -> dict[str, int]:
    """Count the matching passages by facet key."""
    return {bucket["key"]: bucket["doc_count"] for bucket in _buckets(searcher, query, _by("facet_key"))}


def count_separate_facet(searcher: tantivy.Searcher, query: Query, documents: int) -> dict[str, int]:
    """Count the matching documents by value of SEPARATE_FACET.

    If more than EXACT_FACET_LIMIT documents match, the counts are estimated from a sample of the partitions.
    """
    size = len(PARTITIONS) if documents <= EXACT_FACET_LIMIT else len(PARTITIONS) * _SAMPLE // documents or 1
    buckets = _buckets(searcher, query, _by("facet_key", _by(SEPARATE_FACET)), PARTITIONS[:size])
    rows = (
        (facet_key.document(bucket["key"]), inner["key"])
        for bucket in buckets
        for inner in bucket[SEPARATE_FACET]["buckets"]
    )
    counts = Counter(value for _, value in set(rows))
    return {value: round(count * len(PARTITIONS) / size) for value, count in counts.items()}


def _by(field: str, inner: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return the aggregation of passages by the values of a field.

    `inner` is an aggregation within each bucket.
    """
    terms = {"terms": {"field": field, "size": _ALL_VALUES, "segment_size": _ALL_VALUES}}
    return {field: terms | ({"aggs": inner} if inner else {})}


def _buckets(
    searcher: tantivy.Searcher, query: Query, aggregation: dict[str, Any], partitions: range = PARTITIONS
) -> list[Any]:
    """Return the buckets of an aggregation by facet key.

    The aggregation is split by partition if it exceeds tantivy's limit of buckets.
    """
    part = Query.range_query(SCHEMA, "partition", FieldType.Integer, partitions[0], partitions[-1])
    try:
        result = searcher.aggregate(query if partitions == PARTITIONS else both(query, part), aggregation)
    except ValueError as error:
        if "bucket limit" not in str(error) or len(partitions) == 1:
            raise
    else:
        return list(result["facet_key"]["buckets"])
    size = -(-len(partitions) // _SPLIT)
    groups = (partitions[first : first + size] for first in range(0, len(partitions), size))
    return [bucket for group in groups for bucket in _buckets(searcher, query, aggregation, group)]
