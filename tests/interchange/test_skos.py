"""Entities as SKOS concepts."""

import pytest

from axtar import interchange, names
from axtar.errors import CorruptError
from axtar.interchange import ParsedEntities


def read(data: bytes, format_: str) -> ParsedEntities:
    """Parse and validate entities."""
    return interchange.read_entities(data, format_, names.validated)


PREFIXES = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix axtar: <urn:axtar:names#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix wgs84: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
"""


TWICE = (
    'axtar:kind "town"; skos:altLabel "A town"@en; skos:notation "p.shusha" . '
    '<urn:axtar:entity:p.shusha> a skos:Concept; axtar:kind "town"; skos:altLabel "B town"@en'
)


def turtle(body: str) -> bytes:
    """Return a file with one concept of another database."""
    return f"{PREFIXES} <https://example.org/c/1> a skos:Concept ; {body} .".encode()


def test_a_concept_of_another_database_can_be_read() -> None:
    """Labels of all types, and variants of language tags and URIs; a note lists the unsupported languages."""
    parsed = read(
        turtle(
            'axtar:kind "town" ; skos:notation "17" ; skos:prefLabel "Stepanakert"@en-GB, "Xankəndi"@AZ-latn, "Степанакерт"@ru ;'
            'skos:altLabel "Vararakn"@en, "Stepanakerd"@de ; skos:hiddenLabel "Stepanokert"@en, "Xankendi"@az-Cyrl-AZ;'
            'axtar:spellings "Vararakn^h"@en ; wgs84:lat 39.8 ; wgs84:long "46.75" ;'
            "skos:exactMatch <https://www.wikidata.org/wiki/Q182610>, <http://sws.geonames.org/585220/>, <urn:x:y>"
        ),
        "turtle",
    )
    [entity] = parsed.entities
    assert (entity.id, entity.wikidata, entity.geonames, entity.lat, entity.lon) == (
        "",
        "Q182610",
        "585220",
        39.8,
        46.75,
    )
    assert {(each.language, each.text, each.status) for each in entity.spellings} == {
        ("en", "Stepanakert", "usual"),
        ("en", "Vararakn", "historical"),
        ("en", "Stepanokert", "variant"),
        ("az", "Xankəndi", "usual"),
        ("az", "Xankendi", "variant"),
        ("ru", "Степанакерт", "usual"),
    }
    assert parsed.notes == ("Labels in languages that axtar does not search were left out: de.",)


def test_a_notation_in_the_form_of_an_id_is_the_id() -> None:
    """For a concept with any URI."""
    assert (
        read(turtle('axtar:kind "city"; skos:notation "p.shusha"; skos:prefLabel "Shusha"@en'), "turtle").entities[0].id
        == "p.shusha"
    )


@pytest.mark.parametrize(("body", "message"), [
    ('skos:prefLabel "A town"@en', "example.org/c/1: It has no kind"),
    ('axtar:kind "town"; skos:prefLabel "A town"', "'A town' has no language tag"),
    ('axtar:kind "town"; skos:prefLabel "A town"@en, "B town"@en', "second usual spelling in en"),
    ('axtar:kind "town"; skos:altLabel "A town"@fr', "at least one language"),
    ('axtar:kind "town", "city"; skos:altLabel "A town"@en', "has several values"),
    ('axtar:kind "town"; skos:altLabel "A town"@en; axtar:spellings "A town^q"@en', "Unknown mark in 'A town"),
    ('axtar:kind "town"; skos:altLabel "A town"@en; wgs84:lat "north"', "not a number of degrees"),
    ('axtar:kind "town"; skos:altLabel "A town"@en; skos:exactMatch wd:Q1, wd:Q2', "several entities of wikidata: Q1, Q2"),
    (TWICE, "p.shusha is already used by https://example.org/c/1"),
    ('axtar:kind "town" ; [', "cannot be read as RDF"),
    ("skos:note " + "[ skos:note " * 5000, "cannot be read as RDF"),
])  # fmt: skip
def test_the_error_names_the_invalid_concept(body: str, message: str) -> None:
    """By its URI."""
    with pytest.raises(CorruptError, match=message):
        read(turtle(body), "turtle")


def test_a_file_without_concepts_is_refused() -> None:
    """An import of nothing would look like a success."""
    with pytest.raises(CorruptError, match="no skos:Concept"):
        read(b"<urn:a> <urn:b> <urn:c> .", "turtle")
