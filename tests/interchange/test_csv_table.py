"""Entities as CSV tables."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axtar import interchange, names
from axtar.errors import CorruptError
from axtar.interchange import ParsedEntities
from axtar.interchange.csv_table import escape_formula, unescape_formula
from axtar.model.entity import Entity, EntitySpelling

HEADER = "id,kind,country,lat,lon,wikidata,geonames,en,az,az-Cyrl,az-Arab,tr,ru,hy,ka,fa\n"


def read(data: bytes) -> ParsedEntities:
    """Parse and validate entities."""
    return interchange.read_entities(data, "csv", names.validated)


@pytest.mark.parametrize("encode", [lambda text: text.encode(), lambda text: text.encode("utf-8-sig")])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_tables_of_any_spreadsheet_can_be_read(encode: object, delimiter: str) -> None:
    """With commas, semicolons or tabs, with or without a byte order mark, some of the columns, and empty rows."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerows(
        [["kind", "az", "en", "source"], [], ["town", "Xankəndi; Stepanakert^c", "", "hand"], ["", "", "", ""]]
    )
    assert callable(encode)
    [entity] = read(encode(text.getvalue())).entities
    assert (entity.id, entity.kind, entity.lat) == ("", "town", None)
    assert [(spelling.text, spelling.status) for spelling in entity.spellings] == [
        ("Xankəndi", "usual"),
        ("Stepanakert", "contested"),
    ]


def test_a_row_may_be_shorter_than_the_header() -> None:
    """Spreadsheets leave out empty cells at the end."""
    assert read((HEADER + ",town,,,,,,Ab\n").encode()).entities[0].spellings[0].text == "Ab"


@pytest.mark.parametrize(("text", "message"), [
    (HEADER + ",town,,,,,,Ab\n,planet,,,,,,Ab\n", "Line 3: The kind 'planet'"),
    (HEADER + ",town,,north,,,,Ab\n", "Line 2: lat must be degrees"),
    (HEADER + ",town,,,,,,Ab^x\n", r"Line 2: Unknown mark in 'Ab\^x'. A spelling may be marked \^u usual"),
    (HEADER + ",town,,,,,,\n", "Line 2: An entity needs a spelling"),
    (HEADER + 'p.shusha,town,,,,,,Ab\n\n"p.shusha",town,,,,,,"A\nb"\n', "Line 5: the id p.shusha is already used in line 2"),
    (HEADER + ",town" + "," * 20 + "\n", "Line 2: 22 cells, but the header names 16 columns"),
    (HEADER + ',town,"Ab"x,\n', "Line 2: .*expected"),
    ("kind,german\n", "Line 1 must name the columns: unknown column 'german'"),
    ("id,en\n", "column kind is missing"),
    ("kind,en,en\n", "a column is duplicate"),
    ("", "Line 1 must name the columns"),
])  # fmt: skip
def test_the_error_names_the_invalid_line(text: str, message: str) -> None:
    """And what is wrong with it."""
    with pytest.raises(CorruptError, match=message):
        read(text.encode())


def test_another_encoding_is_refused() -> None:
    """Spreadsheets save plain CSV in a regional encoding."""
    with pytest.raises(CorruptError, match="UTF-8"):
        read((HEADER + ",town,,,,,,Şuşa\n").encode("cp1254"))


@pytest.mark.parametrize(
    ("cell", "escaped"),
    [
        ("Şuşa", "Şuşa"),
        ("'Şuşa", "'Şuşa"),
        ("", ""),
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
    ],
)
def test_a_formula_is_text_in_a_spreadsheet(cell: str, escaped: str) -> None:
    """It begins with an apostrophe, which is taken back."""
    assert escape_formula(cell) == escaped
    assert unescape_formula(escaped) == cell


@given(st.text(st.sampled_from("'=+-@\t\rab＝")))
def test_escaping_a_formula_loses_nothing(cell: str) -> None:
    """However many apostrophes a cell begins with."""
    assert unescape_formula(escape_formula(cell)) == cell
    assert not escape_formula(cell).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_entities_with_formulas_survive_a_round_trip() -> None:
    """No cell of the table begins a formula but a negative number of degrees."""
    spellings = (EntitySpelling("=cmd|' /C calc'!A0", "en", "usual"), EntitySpelling("@Şuşa", "az", "usual"))
    entity = names.validated(Entity("", "town", "", -39.7, -46.5, "", "", spellings))
    table = interchange.write_entities([entity], "csv")
    cells = [cell for row in csv.reader(io.StringIO(table.decode("utf-8-sig"))) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == ["-39.7", "-46.5"]
    assert read(table).entities == [entity]


def test_a_cell_of_a_hundred_thousand_letters_is_refused() -> None:
    """The message names the line."""
    with pytest.raises(CorruptError, match="Line 2: field larger"):
        read((HEADER + ",town,,,,,," + "A" * 200_000 + "\n").encode())
