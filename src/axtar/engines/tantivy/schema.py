"""The tantivy schema, and the document that represents a passage in it."""

from typing import Any
from zlib import crc32

import tantivy

from axtar.engines import facet_key
from axtar.model import FACETS, POSITION_FIELDS, TEXT_FIELDS, VALUE_FIELDS, IndexedPassage

SEPARATE_FACET = "places"
"""The facet in which passages of a document differ, so that it is not part of the facet key."""

KEY_FACETS = tuple(field for field in FACETS if field != SEPARATE_FACET)
"""The facets in the facet key."""

PARTITIONS = range(4096)
"""Partitions of about as many documents each, by the hash of their ids."""


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for field in TEXT_FIELDS:
        option = "position" if field in POSITION_FIELDS else "freq"
        builder.add_text_field(field, tokenizer_name="whitespace", index_option=option)
    for field in VALUE_FIELDS:
        if field != "id":
            fast = field == SEPARATE_FACET
            builder.add_text_field(
                field, stored=field == "document", fast=fast, tokenizer_name="raw", index_option="basic"
            )
    builder.add_integer_field("year", indexed=True, fast=True)
    builder.add_text_field("id", stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("batch", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("facet_key", fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("partition", indexed=True, fast=True)
    return builder.build()


SCHEMA = _schema()


def to_document(passage: IndexedPassage, batch: str) -> tantivy.Document:
    """Return the document that tantivy stores for a passage; `batch` identifies the writer."""
    values: dict[str, Any] = {field: getattr(passage, field) for field in TEXT_FIELDS}
    values |= {field: facet_key.values(passage, field) for field in VALUE_FIELDS}
    values |= {"batch": batch, "facet_key": facet_key.facet_key(passage, KEY_FACETS)}
    values["partition"] = crc32(passage.document.encode()) % len(PARTITIONS)
    if passage.year is not None:
        values["year"] = passage.year
    return tantivy.Document(**values)
