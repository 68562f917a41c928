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
    """All documents can be looked through without a question."""
    page = client.get("/d").text
    assert len(re.findall(r'<h2[^>]*><a href="/d/', page)) == library.count()
    assert client.get("/d?page=2").status_code == 200
    assert client.get("/d?page=-2").status_code == 400


def test_a_document_shows_its_record(client: FlaskClient, ids: dict[str, str]) -> None:
    """Record, pages with both numbers, citation and original."""
    page = client.get(f"/d/{ids['gorod-shusha.pdf']}").text
    assert "Образцова, Нина" in page
    assert "2019" in page
    assert re.search(r'href="/d/\w+/p/3">p\. \S+ \(PDF page 3\)', page)
    assert f'href="/d/{ids["gorod-shusha.pdf"]}/file"' in page
    assert '<details class="cite" open>' in page


@pytest.mark.parametrize("address", ["/d/{}", "/d/{}/p/1", "/?q=Shusha", "/d"])
def test_no_record_is_markup(client: FlaskClient, ids: dict[str, str], address: str) -> None:
    """Titles, names and texts that look like HTML are shown, not run; a script is no link."""
    page = client.get(address.format(ids["evil.txt"])).text
    assert "&lt;script&gt;alert(&#39;title&#39;)" in page
    assert "alert('title')" not in page
    assert "<img src=x" not in page
    assert "<b>Nobody" not in page
    assert 'href="javascript:' not in page


def test_a_question_is_not_markup(client: FlaskClient) -> None:
    """What was asked comes back as text, in attributes too."""
    page = client.get(
        "/", query_string={"q": '"><script>alert(1)</script>', "language": "\"'><x>", "without": "<y>"}
    ).text
    assert "<script>alert" not in page
    assert "<x>" not in page
    assert "<y>" not in page


def test_a_removed_document_says_so(client: FlaskClient, library: Library, ids: dict[str, str]) -> None:
    """An old link is answered by what happened, for readers and for machines."""
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


def test_a_pdf_is_shown_and_other_originals_are_kept(client: FlaskClient, ids: dict[str, str]) -> None:
    """A browser would run the scripts of an HTML file on our site: it is handed over as a file."""
    with client.get(f"/d/{ids['agri-dagi.pdf']}/file") as pdf, client.get(f"/d/{ids['leaf.html']}/file") as html:
        shown = pdf.data
    assert shown.startswith(b"%PDF")
    assert pdf.headers["Content-Disposition"].startswith("inline")
    assert pdf.headers["Content-Type"] == "application/pdf"
    assert html.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in html.headers["Content-Security-Policy"]
    assert {pdf.headers["X-Content-Type-Options"], html.headers["X-Content-Type-Options"]} == {"nosniff"}


def test_a_part_of_an_original_can_be_fetched(client: FlaskClient, ids: dict[str, str]) -> None:
    """PDF viewers ask for ranges of a large file."""
    with client.get(f"/d/{ids['agri-dagi.pdf']}/file", headers={"Range": "bytes=0-3"}) as response:
        assert (response.status_code, response.data) == (206, b"%PDF")


def test_a_moved_original_says_so(client: FlaskClient, library: Library, ids: dict[str, str]) -> None:
    """The record stays when the file goes; its page is shown as text."""
    id_ = ids["agri-dagi.pdf"]
    (library.settings.documents / library.document(id_).path).unlink()
    response = client.get(f"/d/{id_}/file")
    assert response.status_code == 404
    assert "is no longer in" in response.text
    page = client.get(f"/d/{id_}/p/1")
    assert page.status_code == 200
    assert '<div class="text"' in page.text


def test_an_original_outside_the_library_is_never_sent(
    client: FlaskClient, library: Library, ids: dict[str, str]
) -> None:
    """A link that somebody put in place of an original leads nowhere."""
    id_ = ids["letter-02.txt"]
    secret = library.settings.library.parent / "secret.txt"
    secret.write_text("the secret")
    original = library.settings.documents / library.document(id_).path
    original.unlink()
    original.symlink_to(secret)
    response = client.get(f"/d/{id_}/file")
    assert response.status_code == 404
    assert b"the secret" not in response.data


@pytest.mark.parametrize(
    ("format_", "sign", "suffix"),
    [("bibtex", "@article", "bib"), ("ris", "TY  - JOUR", "ris"), ("csl-json", "article-journal", "json")],
)
def test_citations_are_files(client: FlaskClient, ids: dict[str, str], format_: str, sign: str, suffix: str) -> None:
    """Each format comes as a file with the permanent link of its page."""
    id_ = ids["gorod-shusha.pdf"]
    response = client.get(f"/d/{id_}/cite?format={format_}&page=2")
    assert response.headers["Content-Disposition"] == f"attachment; filename={id_}-p2.{suffix}"
    assert sign in response.text
    assert f"/d/{id_}/p/2" in response.text


def test_csl_json_parses(client: FlaskClient, ids: dict[str, str]) -> None:
    """What is called JSON is JSON."""
    assert json.loads(client.get(f"/d/{ids['gorod-shusha.pdf']}/cite?format=csl-json").text)


@pytest.mark.parametrize(
    ("query", "status"), [("format=docx", 400), ("format=ris&page=-1", 400), ("format=ris&page=99", 404), ("", 302)]
)
def test_wrong_citations_are_refused(client: FlaskClient, ids: dict[str, str], query: str, status: int) -> None:
    """A format or page that is not there is an error in words; no format leads to the document."""
    assert client.get(f"/d/{ids['gorod-shusha.pdf']}/cite?{query}").status_code == status
