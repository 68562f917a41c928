"""What tantivy stores of an entry."""

from typing import Any
from zlib import crc32

import tantivy

from axtar.engines import facet_key
from axtar.model import FACETS, POSITION_FIELDS, TEXT_FIELDS, VALUE_FIELDS, IndexedPassage

NUMBER = 2
"""Counted up with every change to the schema."""

COUNTED_APART = "places"
"""The facet in which the passages of a document differ."""

PROFILE = tuple(field for field in FACETS if field != COUNTED_APART)
"""The facets that passages are counted by together."""

PARTS = range(4096)
"""Parts of about as many documents each; a document's passages are all in one."""


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for field in TEXT_FIELDS:
        option = "position" if field in POSITION_FIELDS else "freq"
        builder.add_text_field(field, tokenizer_name="whitespace", index_option=option)
    for field in VALUE_FIELDS:
        if field != "id":
            fast = field == COUNTED_APART
            builder.add_text_field(
                field, stored=field == "document", fast=fast, tokenizer_name="raw", index_option="basic"
            )
    builder.add_integer_field("year", indexed=True, fast=True)
    builder.add_text_field("id", stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("batch", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("profile", fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("part", indexed=True, fast=True)
    return builder.build()


SCHEMA = _schema()


def stored(entry: IndexedPassage, batch: str) -> tantivy.Document:
    """An entry as it is stored; `batch` says which writer did."""
    values: dict[str, Any] = {field: getattr(entry, field) for field in TEXT_FIELDS}
    values |= {field: facet_key.values(entry, field) for field in VALUE_FIELDS}
    values |= {"batch": batch, "profile": facet_key.facet_key(entry, PROFILE)}
    values["part"] = crc32(entry.document.encode()) % len(PARTS)
    if entry.year is not None:
        values["year"] = entry.year
    return tantivy.Document(**values)
