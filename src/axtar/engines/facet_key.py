"""Facet keys, by which engines count passages and documents.

A key is one string for the document of a passage and its values for some facets. The passages of a document share few distinct
keys (without places, one for each language), so that an engine has to aggregate one column only, and the document counts
derived from it are exact.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from axtar.model import FACETS, IndexedPassage


def facet_key(passage: IndexedPassage, fields: Sequence[str] = FACETS) -> str:
    """Return the facet key of a passage.

    It is a JSON list: the document, then a list of values for each field.
    """
    return json.dumps([passage.document, *(values(passage, field) for field in fields)], ensure_ascii=False)


def values(passage: IndexedPassage, field: str) -> list[str]:
    """Return the values of a value field as strings; a missing or empty value is left out."""
    value = getattr(passage, field)
    return [str(each) for each in (value if isinstance(value, tuple) else (value,)) if each not in (None, "")]


def document(key: str) -> str:
    """Return the document of a key."""
    id_: str = _parse(key)[0]
    return id_


@lru_cache(maxsize=1 << 16)
def _parse(key: str) -> list[Any]:
    """Parse a key. Cached, since successive searches count the same keys."""
    parts: list[Any] = json.loads(key)
    return parts


def count_by_document(counts: Mapping[str, int]) -> dict[str, int]:
    """Sum the passages per key to passages per document."""
    totals: dict[str, int] = {}
    for key, count in counts.items():
        id_ = document(key)
        totals[id_] = totals.get(id_, 0) + count
    return totals


def count_facets(
    keys: Iterable[str], fields: Iterable[str], key_fields: Sequence[str] = FACETS
) -> dict[str, dict[str, int]]:
    """Count, for each field, the documents that have a key with each value.

    `key_fields` are the fields in the keys. Raises ValueError for a field that is not among them.
    """
    positions = {field: key_fields.index(field) + 1 for field in fields}
    documents: dict[str, dict[str, set[str]]] = {field: {} for field in positions}
    for key in keys:
        parts = _parse(key)
        for field, position in positions.items():
            for value in parts[position]:
                documents[field].setdefault(value, set()).add(parts[0])
    return {field: {value: len(ids) for value, ids in by_value.items()} for field, by_value in documents.items()}
