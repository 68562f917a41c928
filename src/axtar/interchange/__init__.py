"""Entities and thesaurus concepts in files: CSV for spreadsheets, and SKOS in RDF.

Every format preserves everything in an entity. Concepts are exported as SKOS only. docs/names.md describes the formats.
"""

from axtar.interchange.formats import (
    FORMATS,
    InterchangeFormat,
    format_for_file,
    read_entities,
    write_concepts,
    write_entities,
    write_thesaurus,
)
from axtar.interchange.parsed_entities import ParsedEntities, Validate

__all__ = [
    "FORMATS",
    "InterchangeFormat",
    "ParsedEntities",
    "Validate",
    "format_for_file",
    "read_entities",
    "write_concepts",
    "write_entities",
    "write_thesaurus",
]
