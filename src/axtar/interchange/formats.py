"""The registry of interchange formats.

A new format is one module that reads and writes entities, and one row here.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from axtar.errors import CorruptError, UnsupportedError
from axtar.interchange import csv_table, skos, skos_thesaurus
from axtar.interchange.parsed_entities import ParsedEntities, Validate
from axtar.model.entity import Entity
from axtar.thesaurus import Concept, concepts

MAX_BYTES = 32 << 20
"""The size of the largest file that is read; all entities that axtar ships are a tenth of it in any format."""


@dataclass(frozen=True, slots=True)
class InterchangeFormat:
    """A file format for entities.

    It has a label, file name suffixes, a media type, a reader and writers. `write_concepts` is None if the format cannot
    represent a thesaurus.
    """

    label: str
    suffixes: tuple[str, ...]
    media_type: str
    read: Callable[[bytes, Validate], ParsedEntities]
    write: Callable[[Sequence[Entity]], bytes]
    write_concepts: Callable[[Iterable[Concept]], bytes] | None = None


def _skos(label: str, suffixes: tuple[str, ...], media_type: str, syntax: str) -> InterchangeFormat:
    """Return the format of SKOS in one of rdflib's syntaxes."""
    return InterchangeFormat(
        label,
        suffixes,
        media_type,
        partial(skos.read, syntax=syntax),
        partial(skos.write, syntax=syntax),
        partial(skos_thesaurus.write, syntax=syntax),
    )


FORMATS: Mapping[str, InterchangeFormat] = {
    "csv": InterchangeFormat("CSV", (".csv", ".tsv", ".txt"), "text/csv", csv_table.read, csv_table.write),
    "turtle": _skos("SKOS Turtle", (".ttl",), "text/turtle", "turtle"),
    "rdf": _skos("SKOS RDF/XML", (".rdf", ".xml"), "application/rdf+xml", "xml"),
    "jsonld": _skos("SKOS JSON-LD", (".jsonld", ".json"), "application/ld+json", "json-ld"),
}
"""All formats by id."""


def format_for_file(name: str) -> str:
    """Return the id of the format with a file name's suffix.

    Raises UnsupportedError for any other suffix.
    """
    for format_, row in FORMATS.items():
        if name.lower().endswith(row.suffixes):
            return format_
    suffixes = " ".join(suffix for row in FORMATS.values() for suffix in row.suffixes)
    raise UnsupportedError(f"{name}: entities are read from files that end in {suffixes}.")


def read_entities(data: bytes, format_: str, validate: Validate, max_bytes: int = MAX_BYTES) -> ParsedEntities:
    """Parse and validate the entities of a file.

    Raises CorruptError naming the first invalid line or concept.
    """
    if len(data) > max_bytes:
        raise CorruptError(f"The file is larger than {max_bytes >> 20} MB. Split it into several, and import each.")
    return FORMATS[format_].read(data, validate)


def write_entities(entities: Sequence[Entity], format_: str) -> bytes:
    """Return the content of a file with these entities."""
    return FORMATS[format_].write(entities)


def write_thesaurus(format_: str) -> bytes:
    """Return the content of a file with the whole thesaurus.

    Raises UnsupportedError if the format is not SKOS.
    """
    return write_concepts(concepts(), format_)


def write_concepts(selected: Iterable[Concept], format_: str) -> bytes:
    """Return the content of a file with these thesaurus concepts.

    Raises UnsupportedError if the format is not SKOS.
    """
    write = FORMATS[format_].write_concepts
    if write is None:
        supported = ", ".join(id_ for id_, row in FORMATS.items() if row.write_concepts)
        raise UnsupportedError(f"The thesaurus is exported as SKOS only: {supported}.")
    return write(selected)
