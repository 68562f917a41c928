"""Records of any JSON: wherever they come in, every page and command that shows them answers."""

import html
import json
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from axtar.citations import EXPORT_FORMATS, STYLES
from axtar.citations.record_fields import DOCUMENT_TYPES, FIELDS
from axtar.errors import UsageError
from axtar.library import Library
from axtar.model import Request
from axtar.search.to_json import answer_to_json, document_to_json

TEXTS = st.text(max_size=30) | st.sampled_from(
    ["\ud800", "\0", "<script>", "az-", "x" * 5000, "\x1b[2J", "1e999", "-", "/", "9" * 30]
)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | TEXTS
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["family", "given", "literal", "date-parts", "raw", "circa", "season", "suffix"]) | TEXTS,
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
NAMES = st.lists(
    st.dictionaries(st.sampled_from(["family", "given", "literal", "suffix", "comma-suffix"]), SCALARS, max_size=4),
    max_size=4,
)
DATES = st.dictionaries(
    st.sampled_from(["date-parts", "literal", "raw", "circa", "season"]),
    st.lists(st.lists(SCALARS, max_size=4), max_size=3) | SCALARS,
)
RECORDS = st.dictionaries(
    st.sampled_from(sorted(FIELDS)) | TEXTS,
    VALUES | NAMES | DATES | st.sampled_from(sorted(DOCUMENT_TYPES)),
    max_size=8,
)
WORST = [
    {"language": 5, "title": 7, "type": 5, "author": 1, "issued": 1},
    {"language": ["az"], "title": {"a": 1}, "type": ["book"], "author": {"family": "A"}, "issued": {"date-parts": 1}},
    {"author": [None, "A", {"family": 5, "given": None}, {"literal": {}}], "issued": {"date-parts": [[float("inf")]]}},
    {"issued": {"date-parts": [["9" * 4400, True]]}, "URL": 5, "DOI": "\ud800", "editor": [{"family": ["A"]}]},
    {"title": "", "type": "", "language": "\0", "custom": {"a": {"b": [1]}}, "issued": None, "author": []},
]  # fmt: skip
PROPERTY = settings(
    max_examples=6,
    deadline=None,
    report_multiple_bugs=False,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
"""Each example loads a dozen pages."""


def put(library: Library, id_: str, text: str) -> None:
    """Store a record in the catalogue behind axtar's back."""
    with sqlite3.connect(library.settings.index / "catalogue.sqlite") as connection:
        value = text.encode("utf8", "surrogatepass") if re.search("[\ud800-\udfff]", text) else text
        connection.execute("UPDATE document SET record = ?, revision = revision + 1 WHERE id = ?", (value, id_))
    connection.close()


def show_everywhere(library: Library, librarian: FlaskClient, id_: str) -> None:
    """Load every page and make every text and JSON that shows the record of a document."""
    for address in (
        f"/d/{id_}",
        f"/d/{id_}/p/1",
        f"/d/{id_}/edit",
        f"/d/{id_}/remove",
        "/d",
        "/?q=markup",
        "/api/search?q=markup",
    ):
        response = librarian.get(address)
        assert response.status_code == 200, (address, response.text)
    for format_ in EXPORT_FORMATS:
        assert librarian.get(f"/d/{id_}/cite?format={format_}").status_code == 200
        library.citations.export(id_, None, format_, "http://127.0.0.1")
    document = library.documents.get(id_)
    style = sorted(STYLES)[len(document.record) % len(STYLES)]  # each takes as long as a page
    library.citations.cite(id_, None, style, "http://127.0.0.1")
    json.dumps(document_to_json(document), allow_nan=False).encode()
    json.dumps(dict(document.record), allow_nan=False, ensure_ascii=False).encode()
    answer = library.search(Request("markup"))
    json.dumps(answer_to_json(answer), allow_nan=False).encode()


@pytest.fixture
def evil(ids: dict[str, str]) -> str:
    """The id of the document whose record is changed."""
    return ids["evil.txt"]


@PROPERTY
@example(WORST[0])
@example(WORST[1])
@example(WORST[2])
@example(WORST[3])
@example(WORST[4])
@given(record=RECORDS)
def test_a_record_in_the_catalogue_is_shown(
    library: Library, librarian: FlaskClient, evil: str, record: dict[str, Any]
) -> None:
    """An older version or another program may have stored anything; then the record can be corrected in the form."""
    put(library, evil, json.dumps(record, ensure_ascii=False))
    show_everywhere(library, librarian, evil)


@pytest.mark.parametrize(
    "text", ["", "[]", "7", "{", "null", '{"title": NaN, "custom": {"a": 1e999}}', '{"custom": ' + "[" * 900 + "]" * 900 + "}",
             '{"custom": ' + "[" * 100_000 + "]" * 100_000 + "}", '{"title": "\\ud800\\u0000"}']
)  # fmt: skip
def test_what_is_no_record_is_shown(library: Library, librarian: FlaskClient, evil: str, text: str) -> None:
    """It is an empty record, or one without what cannot be used."""
    put(library, evil, text)
    show_everywhere(library, librarian, evil)


@PROPERTY
@given(record=RECORDS)
def test_an_edited_record_is_shown_or_refused(
    library: Library, librarian: FlaskClient, evil: str, record: dict[str, Any]
) -> None:
    """The library is what the command line, the form and other programs edit through."""
    try:
        library.edit(evil, record)
    except UsageError as error:
        assert str(error).endswith(".")  # noqa: PT017 - both outcomes are right
    show_everywhere(library, librarian, evil)


@PROPERTY
@given(record=RECORDS)
def test_a_record_in_a_sidecar_is_shown(
    library: Library, librarian: FlaskClient, tmp_path: Path, record: dict[str, Any]
) -> None:
    """Its document is added, or updated, whatever the sidecar holds."""
    (tmp_path / "note.txt").write_text("A note on markup.", "utf8")
    (tmp_path / "note.csl.json").write_text(json.dumps(record), "utf8")
    (result,) = library.add([tmp_path / "note.txt"])
    assert result.status in {"added", "updated", "unchanged"}
    assert result.document
    show_everywhere(library, librarian, result.document)


@PROPERTY
@given(
    values=st.dictionaries(
        st.sampled_from(
            ["title", "authors", "type", "year", "language", "doi", "url", "isbn", "volume", "pages", "publisher"]
        ),
        st.text(max_size=50) | st.sampled_from(["\0", "a\n,b\n;", "1998", "-5", "az", "book", "https://x.example/"]),
    ),
    record=RECORDS,
)
def test_a_record_in_the_form_is_saved_or_refused(
    library: Library, librarian: FlaskClient, evil: str, values: dict[str, str], record: dict[str, Any]
) -> None:
    """Whatever was stored before, and whatever is typed."""
    put(library, evil, json.dumps(record, ensure_ascii=False))
    page = librarian.get(f"/d/{evil}/edit").text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert token
    shown = {
        name: html.unescape(value) for name, value in re.findall(r'<input[^>]* name="(\w+)"[^>]* value="([^"]*)"', page)
    }
    form = {**shown, "csrf_token": token[1], "title": "Bridges", "type": "book", **values}
    response = librarian.post(
        f"/d/{evil}/edit", data={name: text.encode("utf8", "replace").decode() for name, text in form.items()}
    )
    assert response.status_code in {303, 400}, response.text
    show_everywhere(library, librarian, evil)


@pytest.mark.parametrize("record", WORST)
def test_any_record_is_indexed(library: Library, librarian: FlaskClient, evil: str, record: dict[str, Any]) -> None:
    """A rebuild reads the records of all documents."""
    put(library, evil, json.dumps(record, ensure_ascii=False))
    library.rebuild()
    show_everywhere(library, librarian, evil)
