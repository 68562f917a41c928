"""Entities in files: what is written can be read again, and what cannot be read says where and why."""

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from axtar import interchange, names
from axtar.errors import CorruptError, UnsupportedError
from axtar.names import Entity, EntitySpelling
from axtar.names.gazetteer.gazetteer import folded

RDF = ("turtle", "rdf", "jsonld")
HEADER = "id,kind,country,lat,lon,wikidata,geonames,en,az,az-Cyrl,az-Arab,tr,ru,hy,ka,fa\n"

TEXTS = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "Zs"), exclude_characters=";^"), min_size=2, max_size=9
)
SPELLINGS = st.builds(
    EntitySpelling,
    TEXTS.filter(lambda text: len(folded(" ".join(text.split()))) > 1),
    st.sampled_from(names.LANGUAGES),
    st.sampled_from(["variant", "historical", "contested"]),
)
USUAL = st.builds(
    lambda number, language: EntitySpelling(f"Usual {number}", language, "usual"),
    st.integers(0, 9),
    st.sampled_from(names.LANGUAGES),
)
DEGREES = st.floats(-90, 90, allow_nan=False)
ENTITIES = st.builds(
    lambda id_, kind, country, point, wikidata, geonames, spellings, usual: names.validated(
        Entity(f"p.l-{id_}", kind, country, point[0], point[1], wikidata, geonames, (*usual, *spellings))
    ),
    st.integers(0, 10**6),
    st.sampled_from(["town", "battle site"]),
    st.sampled_from(["", "AZ"]),
    st.one_of(st.just((None, None)), st.tuples(DEGREES, DEGREES)),
    st.sampled_from(["", "Q79808"]),
    st.sampled_from(["", "584871"]),
    st.lists(SPELLINGS, min_size=1, max_size=5),
    st.lists(USUAL, max_size=3, unique_by=lambda one: one.language),
)


@pytest.mark.parametrize("format_", interchange.FORMATS)
@settings(deadline=None)
@given(entities=st.lists(ENTITIES, min_size=1, max_size=3, unique_by=lambda one: one.id))
def test_what_is_written_is_read_again(format_: str, entities: list[Entity]) -> None:
    """Every field, all statuses, the order of the spellings."""
    read = interchange.read(interchange.write(entities, format_), format_)
    assert sorted(read.entities, key=lambda one: one.id) == sorted(entities, key=lambda one: one.id)
    assert read.notes == ()


@pytest.mark.parametrize("format_", interchange.FORMATS)
def test_entities_of_the_file_are_read_again(format_: str) -> None:
    """Real ones, of every kind and script."""
    chosen = [names.entity(id_) for id_ in ("p.shusha", "p.khankendi", "h.heydar-aliyev", "o.osce")]
    read = interchange.read(interchange.write(chosen, format_), format_)
    assert {one.id: one for one in read.entities} == {one.id: one for one in chosen}


@pytest.mark.parametrize(("name", "format_"), [
    ("a.csv", "csv"), ("A.TSV", "csv"), ("a.ttl", "turtle"), ("a.rdf", "rdf"), ("a.xml", "rdf"), ("a.jsonld", "jsonld"),
])  # fmt: skip
def test_the_ending_tells_the_format(name: str, format_: str) -> None:
    """Whatever its letters."""
    assert interchange.format_of(name) == format_


def test_another_ending_is_refused() -> None:
    """With those that can be read."""
    with pytest.raises(UnsupportedError, match=r"a\.xlsx.*\.csv .*\.ttl"):
        interchange.format_of("a.xlsx")


def test_a_file_may_be_only_so_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody fills the memory."""
    monkeypatch.setattr(interchange, "LARGEST", 10)
    with pytest.raises(CorruptError, match="MB"):
        interchange.read(b"x" * 11, "csv")


# ------------------------------------------------------------------ tables
@pytest.mark.parametrize("encode", [lambda text: text.encode(), lambda text: text.encode("utf-8-sig")])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_may_come_from_any_spreadsheet(encode: object, delimiter: str) -> None:
    """With commas, semicolons or tabs, with or without a mark of UTF-8, some columns, empty rows."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerows(
        [["kind", "az", "en", "source"], [], ["town", "Xankəndi; Stepanakert^c", "", "hand"], ["", "", "", ""]]
    )
    assert callable(encode)
    [one] = interchange.read(encode(text.getvalue()), "csv").entities
    assert (one.id, one.kind, one.lat) == ("", "town", None)
    assert [(each.text, each.status) for each in one.spellings] == [("Xankəndi", "usual"), ("Stepanakert", "contested")]


def test_a_row_may_be_shorter_than_the_header() -> None:
    """A spreadsheet leaves out what is empty at the end."""
    assert interchange.read((HEADER + ",town,,,,,,Ab\n").encode(), "csv").entities[0].spellings[0].text == "Ab"


@pytest.mark.parametrize(("text", "message"), [
    (HEADER + ",town,,,,,,Ab\n,planet,,,,,,Ab\n", "Line 3: The kind 'planet'"),
    (HEADER + ",town,,north,,,,Ab\n", "Line 2: lat should be degrees"),
    (HEADER + ",town,,,,,,Ab^x\n", r"Line 2: 'Ab\^x': a spelling may be marked as \^u usual"),
    (HEADER + ",town,,,,,,\n", "Line 2: An entity needs a spelling"),
    (HEADER + 'p.shusha,town,,,,,,Ab\n\n"p.shusha",town,,,,,,"A\nb"\n', "Line 5: the id p.shusha is in line 2"),
    (HEADER + ",town" + "," * 20 + "\n", "Line 2: 22 cells, but 16 columns"),
    (HEADER + ',town,"Ab"x,\n', "Line 2: .*expected"),
    ("kind,german\n", "Line 1 should name the columns, but the column 'german' is not known"),
    ("id,en\n", "kind is missing"),
    ("kind,en,en\n", "there twice"),
    ("", "Line 1 should name the columns"),
])  # fmt: skip
def test_the_wrong_line_is_named(text: str, message: str) -> None:
    """For whoever opens the table again."""
    with pytest.raises(CorruptError, match=message):
        interchange.read(text.encode(), "csv")


def test_another_encoding_is_named() -> None:
    """A spreadsheet's plain CSV is of the country that it comes from."""
    with pytest.raises(CorruptError, match="UTF-8"):
        interchange.read((HEADER + ",town,,,,,,Şuşa\n").encode("cp1254"), "csv")


# ------------------------------------------------------------------ SKOS
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
    """A concept of another catalogue."""
    return f"{PREFIXES} <https://example.org/c/1> a skos:Concept ; {body} .".encode()


def test_a_concept_of_another_catalogue_is_understood() -> None:
    """Labels of all three kinds, tags of other forms, addresses of other forms; what is not ours is left out and said."""
    read = interchange.read(
        turtle(
            'axtar:kind "town" ; skos:notation "17" ; skos:prefLabel "Stepanakert"@en-GB, "Xankəndi"@AZ-latn, "Степанакерт"@ru ;'
            'skos:altLabel "Vararakn"@en, "Stepanakerd"@de ; skos:hiddenLabel "Stepanokert"@en, "Xankendi"@az-Cyrl-AZ;'
            'axtar:spellings "Vararakn^h"@en ; wgs84:lat 39.8 ; wgs84:long "46.75" ;'
            "skos:exactMatch <https://www.wikidata.org/wiki/Q182610>, <http://sws.geonames.org/585220/>, <urn:x:y>"
        ),
        "turtle",
    )
    [one] = read.entities
    assert (one.id, one.wikidata, one.geonames, one.lat, one.lon) == ("", "Q182610", "585220", 39.8, 46.75)
    assert {(each.language, each.text, each.status) for each in one.spellings} == {
        ("en", "Stepanakert", "usual"),
        ("en", "Vararakn", "historical"),
        ("en", "Stepanokert", "variant"),
        ("az", "Xankəndi", "usual"),
        ("az", "Xankendi", "variant"),
        ("ru", "Степанакерт", "usual"),
    }
    assert read.notes == ("Labels in languages that axtar does not search were left out: de.",)


def test_a_notation_of_ours_is_the_id() -> None:
    """Whatever the concept's address."""
    assert (
        interchange.read(turtle('axtar:kind "city"; skos:notation "p.shusha"; skos:prefLabel "Shusha"@en'), "turtle")
        .entities[0]
        .id
        == "p.shusha"
    )


@pytest.mark.parametrize(("body", "message"), [
    ('skos:prefLabel "A town"@en', "example.org/c/1: It does not say what it is"),
    ('axtar:kind "town"; skos:prefLabel "A town"', "'A town' does not say its language"),
    ('axtar:kind "town"; skos:prefLabel "A town"@en, "B town"@en', "second usual spelling in en"),
    ('axtar:kind "town"; skos:altLabel "A town"@fr', "at least one language"),
    ('axtar:kind "town", "city"; skos:altLabel "A town"@en', "said twice"),
    ('axtar:kind "town"; skos:altLabel "A town"@en; axtar:spellings "A town^q"@en', "a sign that is not known"),
    ('axtar:kind "town"; skos:altLabel "A town"@en; wgs84:lat "north"', "no number of degrees"),
    ('axtar:kind "town"; skos:altLabel "A town"@en; skos:exactMatch wd:Q1, wd:Q2', "several of wikidata: Q1, Q2"),
    (TWICE, "p.shusha is that of https://example.org/c/1 already"),
    ('axtar:kind "town" ; [', "cannot be read as RDF"),
    ("skos:note " + "[ skos:note " * 5000, "cannot be read as RDF"),
])  # fmt: skip
def test_the_wrong_concept_is_named(body: str, message: str) -> None:
    """By its address."""
    with pytest.raises(CorruptError, match=message):
        interchange.read(turtle(body), "turtle")


def test_a_file_without_concepts_is_refused() -> None:
    """Rather than say that nothing had to be done."""
    with pytest.raises(CorruptError, match="no skos:Concept"):
        interchange.read(b"<urn:a> <urn:b> <urn:c> .", "turtle")


BOMB = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><r>&b;</r>'
THIEF = '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><r>&a;</r>'


@pytest.mark.parametrize("text", [BOMB, THIEF, "<!DOCTYPE r SYSTEM 'http://127.0.0.1:9/a.dtd'><r/>"])
def test_xml_with_entities_is_refused(text: str) -> None:
    """Before any parser looks for what they stand for."""
    with pytest.raises(CorruptError, match="document type"):
        interchange.read(text.encode(), "rdf")


@pytest.mark.parametrize("context", [
    "http://127.0.0.1:9/context.jsonld",
    [{"@vocab": "urn:a:"}, "file:///etc/passwd"],
    {"@import": "http://127.0.0.1:9/context.jsonld"},
    {"name": {"@id": "urn:a:name", "@context": "http://127.0.0.1:9/context.jsonld"}},
])  # fmt: skip
def test_json_that_refers_elsewhere_is_refused(context: object) -> None:
    """Nothing is fetched, from this machine or another."""
    with pytest.raises(CorruptError, match="elsewhere"):
        interchange.read(json.dumps([{"@context": context, "@id": "urn:a:b"}]).encode(), "jsonld")


@pytest.mark.parametrize("format_", RDF)
@pytest.mark.parametrize("data", [b"\xff\xfe", b"{", b"<r>", b"\0", b"[[[["])
def test_what_is_no_rdf_is_refused(format_: str, data: bytes) -> None:
    """With the name of the format."""
    with pytest.raises(CorruptError, match=r"cannot be read as RDF|no skos:Concept"):
        interchange.read(data, format_)
