"""Documents: records, originals, citations, tombstones."""

import json
import re

import pytest
from flask.testing import FlaskClient

from axtar.library import Library

HOSTILE = [
    "../../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "%2e%2e",
    "%00",
    "a" * 5000,
    "' OR 1=1 --",
    "%ff",
    "<script>",
]


def test_documents_are_listed_by_title(client: FlaskClient, library: Library) -> None:
    """All documents can be browsed without a query."""
    page = client.get("/d").text
    assert len(re.findall(r'<h2[^>]*><a href="/d/', page)) == library.documents.count()
    assert client.get("/d?page=2").status_code == 200
    assert client.get("/d?page=-2").status_code == 400


def test_a_document_shows_its_record(client: FlaskClient, ids: dict[str, str]) -> None:
    """The page of a document has its record, its pages with both numbers, its citation and its original."""
    page = client.get(f"/d/{ids['gorod-shusha.pdf']}").text
    assert "Образцова, Нина" in page
    assert "2019" in page
    assert re.search(r'href="/d/\w+/p/3">p\. \S+ \(PDF page 3\)', page)
    assert f'href="/d/{ids["gorod-shusha.pdf"]}/file"' in page
    assert '<details class="cite" open>' in page


@pytest.mark.parametrize("address", ["/d/{}", "/d/{}/p/1", "/?q=Shusha", "/d"])
def test_records_are_escaped(client: FlaskClient, ids: dict[str, str], address: str) -> None:
    """Titles, names and texts that look like HTML are shown as text; a script is not linked."""
    page = client.get(address.format(ids["evil.txt"])).text
    assert "&lt;script&gt;alert(&#39;title&#39;)" in page
    assert "alert('title')" not in page
    assert "<img src=x" not in page
    assert "<b>Nobody" not in page
    assert 'href="javascript:' not in page


def test_queries_are_escaped(client: FlaskClient) -> None:
    """The query comes back as text, in attributes too."""
    page = client.get(
        "/", query_string={"q": '"><script>alert(1)</script>', "language": "\"'><x>", "without": "<y>"}
    ).text
    assert "<script>alert" not in page
    assert "<x>" not in page
    assert "<y>" not in page


def test_a_removed_document_is_reported(client: FlaskClient, library: Library, ids: dict[str, str]) -> None:
    """An old link is answered with 410 and what happened."""
    gone = ids["letter-01.txt"]
    library.remove(gone)
    for address in (f"/d/{gone}", f"/d/{gone}/p/1", f"/d/{gone}/file", f"/d/{gone}/cite?format=ris"):
        response = client.get(address)
        assert response.status_code == 410
        assert "removed" in response.text


@pytest.mark.parametrize("id_", HOSTILE)
@pytest.mark.parametrize("tail", ["", "/file", "/p/1", "/p/1.png", "/cite?format=ris"])
def test_hostile_ids_are_not_found(client: FlaskClient, id_: str, tail: str) -> None:
    """No id leads to anything but a document of this library."""
    response = client.get(f"/d/{id_}{tail}")
    assert response.status_code in {404, 308}
    assert "root:" not in response.text


def test_a_pdf_is_shown_and_other_originals_are_downloaded(client: FlaskClient, ids: dict[str, str]) -> None:
    """A browser would run the scripts of an HTML file on our site."""
    with client.get(f"/d/{ids['agri-dagi.pdf']}/file") as pdf, client.get(f"/d/{ids['leaf.html']}/file") as html:
        shown = pdf.data
    assert shown.startswith(b"%PDF")
    assert pdf.headers["Content-Disposition"].startswith("inline")
    assert pdf.headers["Content-Type"] == "application/pdf"
    assert html.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in html.headers["Content-Security-Policy"]
    assert {pdf.headers["X-Content-Type-Options"], html.headers["X-Content-Type-Options"]} == {"nosniff"}


def test_a_part_of_an_original_can_be_fetched(client: FlaskClient, ids: dict[str, str]) -> None:
    """PDF viewers request ranges of a large file."""
    with client.get(f"/d/{ids['agri-dagi.pdf']}/file", headers={"Range": "bytes=0-3"}) as response:
        assert (response.status_code, response.data) == (206, b"%PDF")


def test_a_missing_original_is_reported(client: FlaskClient, library: Library, ids: dict[str, str]) -> None:
    """The record stays when the file is gone, and its pages are shown as text."""
    id_ = ids["agri-dagi.pdf"]
    (library.settings.documents / library.documents.get(id_).path).unlink()
    response = client.get(f"/d/{id_}/file")
    assert response.status_code == 404
    assert "is no longer in" in response.text
    page = client.get(f"/d/{id_}/p/1")
    assert page.status_code == 200
    assert '<div class="text"' in page.text


def test_an_original_outside_the_library_is_never_sent(
    client: FlaskClient, library: Library, ids: dict[str, str]
) -> None:
    """A symbolic link in place of an original is not followed."""
    id_ = ids["letter-02.txt"]
    secret = library.settings.library.parent / "secret.txt"
    secret.write_text("the secret")
    original = library.settings.documents / library.documents.get(id_).path
    original.unlink()
    original.symlink_to(secret)
    response = client.get(f"/d/{id_}/file")
    assert response.status_code == 404
    assert b"the secret" not in response.data


@pytest.mark.parametrize(
    ("format_", "sign", "suffix"),
    [("bibtex", "@article", "bib"), ("ris", "TY  - JOUR", "ris"), ("csl-json", "article-journal", "json")],
)
def test_citations_are_downloaded(
    client: FlaskClient, ids: dict[str, str], format_: str, sign: str, suffix: str
) -> None:
    """Each format is a file that contains the permanent link of the page."""
    id_ = ids["gorod-shusha.pdf"]
    response = client.get(f"/d/{id_}/cite?format={format_}&page=2")
    assert response.headers["Content-Disposition"] == f"attachment; filename={id_}-p2.{suffix}"
    assert sign in response.text
    assert f"/d/{id_}/p/2" in response.text


def test_the_csl_json_export_is_json(client: FlaskClient, ids: dict[str, str]) -> None:
    """The CSL-JSON export can be parsed."""
    assert json.loads(client.get(f"/d/{ids['gorod-shusha.pdf']}/cite?format=csl-json").text)


@pytest.mark.parametrize(
    ("query", "status"), [("format=docx", 400), ("format=ris&page=-1", 400), ("format=ris&page=99", 404), ("", 302)]
)
def test_an_invalid_citation_request_is_refused(
    client: FlaskClient, ids: dict[str, str], query: str, status: int
) -> None:
    """An unknown format or page is an error; a missing format redirects to the document."""
    assert client.get(f"/d/{ids['gorod-shusha.pdf']}/cite?{query}").status_code == status
