"""What passages are counted by: one string that holds a passage's document and the values of some facets.

Few passages differ in it (with all facets but places a document has one profile per language), so that an engine needs to
count one column only, and counts of documents are exact: passages of one document with the same values share one string.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from axtar.model import FACETS, IndexedPassage


def facet_key(entry: IndexedPassage, fields: Sequence[str] = FACETS) -> str:
    """A JSON list: the document, then a list of the values of each field."""
    return json.dumps([entry.document, *(values(entry, field) for field in fields)], ensure_ascii=False)


def values(entry: IndexedPassage, field: str) -> list[str]:
    """The values of a value field as strings; a missing or empty one is no value."""
    value = getattr(entry, field)
    return [str(each) for each in (value if isinstance(value, tuple) else (value,)) if each not in (None, "")]


def document(text: str) -> str:
    """The document of a profile."""
    found: str = _read(text)[0]
    return found


@lru_cache(maxsize=1 << 16)
def _read(text: str) -> list[Any]:
    """Remembered, because question after question counts the same profiles."""
    parts: list[Any] = json.loads(text)
    return parts


def documents(counts: Mapping[str, int]) -> dict[str, int]:
    """Passages per document, from passages per profile."""
    found: dict[str, int] = {}
    for text, count in counts.items():
        id_ = document(text)
        found[id_] = found.get(id_, 0) + count
    return found


def facets(profiles: Iterable[str], fields: Iterable[str], held: Sequence[str] = FACETS) -> dict[str, dict[str, int]]:
    """For each field, how many documents have a profile with each value; `held` are the fields in the profiles.

    Raises ValueError for what is not among those.
    """
    places = {field: held.index(field) + 1 for field in fields}
    found: dict[str, dict[str, set[str]]] = {field: {} for field in places}
    for text in profiles:
        parts = _read(text)
        for field, place in places.items():
            for value in parts[place]:
                found[field].setdefault(value, set()).add(parts[0])
    return {field: {value: len(having) for value, having in each.items()} for field, each in found.items()}
