"""Entities in files: a table for a spreadsheet (CSV), and SKOS in RDF for other catalogues. docs/names.md describes both.

Every format holds all that an entity has; what is written and read again is the same. Subjects are written as SKOS only.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from axtar.errors import CorruptError, UnsupportedError
from axtar.interchange import csv_table, skos, skos_thesaurus
from axtar.names import Entity
from axtar.thesaurus import Concept

__all__ = ["FORMATS", "LARGEST", "Format", "Read", "format_of", "read", "write", "write_subjects"]

LARGEST = 32 << 20
"""Bytes of a file that is read; the whole authority file is a tenth of it in any format."""


@dataclass(frozen=True, slots=True)
class Format:
    """How a format is called, the endings of its files, its media type, and its name in rdflib if it is RDF."""

    label: str
    suffixes: tuple[str, ...]
    media_type: str
    rdf: str = ""


FORMATS = {
    "csv": Format("CSV", (".csv", ".tsv", ".txt"), "text/csv"),
    "turtle": Format("SKOS Turtle", (".ttl",), "text/turtle", "turtle"),
    "rdf": Format("SKOS RDF/XML", (".rdf", ".xml"), "application/rdf+xml", "xml"),
    "jsonld": Format("SKOS JSON-LD", (".jsonld", ".json"), "application/ld+json", "json-ld"),
}


@dataclass(frozen=True, slots=True)
class Read:
    """Sound entities, those without an id as yet included, and what a reader should know of the file."""

    entities: list[Entity]
    notes: tuple[str, ...] = ()


def format_of(name: str) -> str:
    """The format of a file by the ending of its name. Raises UnsupportedError."""
    for format_, known in FORMATS.items():
        if name.lower().endswith(known.suffixes):
            return format_
    endings = " ".join(suffix for known in FORMATS.values() for suffix in known.suffixes)
    raise UnsupportedError(f"{name}: entities are read from files that end in {endings}.")


def read(data: bytes, format_: str) -> Read:
    """The entities of a file. Raises CorruptError naming the first line or concept that cannot be used."""
    if len(data) > LARGEST:
        raise CorruptError(f"A file of entities may have {LARGEST >> 20} MB. Cut it into several.")
    known = FORMATS[format_]
    return Read(*(skos.read(data, known.rdf) if known.rdf else (csv_table.read_csv(data), ())))


def write(entities: Sequence[Entity], format_: str) -> bytes:
    """A file of these entities."""
    known = FORMATS[format_]
    return skos.write(entities, known.rdf) if known.rdf else csv_table.write_csv(entities)


def write_subjects(subjects: Iterable[Concept], format_: str) -> bytes:
    """A file of these concepts. Raises UnsupportedError where the format is not one of RDF."""
    known = FORMATS[format_]
    if not known.rdf:
        raise UnsupportedError(
            f"Subjects are written as SKOS: {', '.join(f for f, one in FORMATS.items() if one.rdf)}."
        )
    return skos_thesaurus.write(subjects, known.rdf)
