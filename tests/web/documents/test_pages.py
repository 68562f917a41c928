"""Pages as printed and as text."""

import re
import struct
from html import unescape
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from axtar.errors import BusyError, TimedOutError
from axtar.library import Library
from axtar.model import HighlightedText, Page, Passage
from axtar.page_renderer import PageRenderer
from axtar.search.page_views import PageViews
from axtar.web.documents import pages

PNG = b"\x89PNG\r\n\x1a\n"


def test_a_printed_page_shows_its_matches(client: FlaskClient, ids: dict[str, str]) -> None:
    """The image of the page has a rectangle over each match, inside the page."""
    page = client.get(f"/d/{ids['gorod-shusha.pdf']}/p/1", query_string={"q": "Şuşa"}).text
    assert re.search(r'<img src="/d/\w+/p/1\.png\?width=900"', page)
    boxes = re.findall(r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/>', page)
    assert boxes
    for left, top, width, height in (map(float, box) for box in boxes):
        assert 0 <= left < left + width <= 1
        assert 0 <= top < top + height <= 1
    assert f"{len(boxes)} matches on this page" in page


def test_without_a_query_nothing_is_highlighted(client: FlaskClient, ids: dict[str, str]) -> None:
    """The permanent link shows the page without highlights."""
    page = client.get(f"/d/{ids['gorod-shusha.pdf']}/p/1").text
    assert "<rect" not in page
    assert 'class="matches"' not in page


def test_the_text_view_highlights_words(client: FlaskClient, ids: dict[str, str]) -> None:
    """The same page as text has the same matches."""
    page = client.get(f"/d/{ids['gorod-shusha.pdf']}/p/1", query_string={"q": "Şuşa", "view": "text"}).text
    assert "<mark>Шуша</mark>" in page
    assert "<img" not in page


def test_documents_without_pages_show_their_text(client: FlaskClient, ids: dict[str, str]) -> None:
    """A plain text file has no image and no page numbers, but its matches are highlighted."""
    page = client.get(f"/d/{ids['evil.txt']}/p/1", query_string={"q": "Şuşa"}).text
    assert "<mark>Shusha</mark>" in page
    assert "PDF page" not in page
    assert client.get(f"/d/{ids['evil.txt']}/p/1.png").status_code == 404


def test_pages_link_to_their_neighbours(client: FlaskClient, library: Library, ids: dict[str, str]) -> None:
    """The links to the previous and next page keep the query, and end at the first and last page."""
    id_ = ids["gorod-shusha.pdf"]
    end = library.documents.get(id_).page_count
    first, last = client.get(f"/d/{id_}/p/1?q=a").text, client.get(f"/d/{id_}/p/{end}?q=a").text
    assert f'rel="next" href="/d/{id_}/p/2?q=a"' in first
    assert 'rel="prev"' not in first
    assert f'rel="prev" href="/d/{id_}/p/{end - 1}?q=a"' in last
    assert 'rel="next"' not in last
    assert f'href="/d/{id_}/file#page={end}"' in last


@pytest.mark.parametrize(("requested", "width"), [("", 900), ("600", 600), ("10", 600), ("10000", 1900)])
def test_images_have_few_widths(client: FlaskClient, ids: dict[str, str], requested: str, width: int) -> None:
    """The requested width is rounded to one that the server renders, which bounds its work."""
    response = client.get(f"/d/{ids['agri-dagi.pdf']}/p/1.png?width={requested}")
    assert response.data.startswith(PNG)
    assert abs(struct.unpack(">I", response.data[16:20])[0] - width) <= 1
    assert response.headers["Content-Type"] == "image/png"


def test_images_are_cached_by_browsers(client: FlaskClient, ids: dict[str, str]) -> None:
    """The ETag changes only with the file."""
    address = f"/d/{ids['agri-dagi.pdf']}/p/1.png"
    tag = client.get(address).headers["ETag"]
    again = client.get(address, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("number", ["0", "99", "-1", "99999999", "9" * 40, "x", "1.5"])
@pytest.mark.parametrize("tail", ["", ".png"])
def test_a_page_number_out_of_range_is_not_found(
    client: FlaskClient, ids: dict[str, str], number: str, tail: str
) -> None:
    """Every number but those of the document's pages is answered with 404."""
    assert client.get(f"/d/{ids['gorod-shusha.pdf']}/p/{number}{tail}").status_code == 404


@pytest.mark.parametrize("width", ["-5", "0", "x", "99999999"])
def test_an_invalid_width_is_refused(client: FlaskClient, ids: dict[str, str], width: str) -> None:
    """A width that is no number, or far too large, is answered with 400."""
    assert client.get(f"/d/{ids['agri-dagi.pdf']}/p/1.png?width={width}").status_code == 400


@pytest.mark.parametrize(("typed", "page"), [("88", 2), (" 90 ", 4), ("2", 2)])
def test_an_entered_page_number_redirects_to_the_page(
    client: FlaskClient, ids: dict[str, str], typed: str, page: int
) -> None:
    """Printed labels, as a footnote gives them, come before physical numbers."""
    id_ = ids["shusha-a-town-on-a-plateau.pdf"]
    assert client.get(f"/d/{id_}/p", query_string={"number": typed}).location == f"/d/{id_}/p/{page}"


@pytest.mark.parametrize("typed", ["0", "99", "-1", "", "²", "9" * 30])
def test_an_unknown_page_number_is_reported(client: FlaskClient, ids: dict[str, str], typed: str) -> None:
    """The error names the numbers of the existing pages."""
    answer = client.get(f"/d/{ids['agri-dagi.pdf']}/p", query_string={"number": typed})
    assert (answer.status_code, "has pages 1 to" in answer.text) == (404, True)


def test_each_run_of_text_has_its_language(client: FlaskClient, ids: dict[str, str]) -> None:
    """A Russian reference at the end of an English article has lang="ru" for screen readers."""
    last = client.get(f"/d/{ids['shusha-a-town-on-a-plateau.pdf']}/p/4?view=text").text
    assert '<span lang="en">' in last
    assert '<span lang="ru">' in last


@given(
    st.text(alphabet="ab \n", max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted).map(tuple), max_size=4),
    st.lists(st.integers(1, 39), max_size=4, unique=True).map(sorted),
)
def test_splitting_a_text_by_language_loses_nothing(text: str, spans: list[tuple[int, int]], cuts: list[int]) -> None:
    """Joined, the runs are the text with the same highlights, whatever the languages are."""
    spans = [(min(start, len(text)), min(end, len(text))) for start, end in spans]
    edges = [0, *(cut for cut in cuts if cut < len(text)), len(text)]
    found = [Passage(1, start, end, "en", "Latn", text[start:end]) for start, end in pairwise(edges)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pages, "split_passages", lambda _page: found)
        cut = pages.language_runs(Page(1, None, text), HighlightedText(text, tuple(spans)))
    assert "".join(run.text for _, run in cut) == text
    marked = {place for start, end in spans for place in range(start, end)}
    offset, again = 0, set()
    for _, run in cut:
        again |= {offset + place for start, end in run.highlights for place in range(start, end)}
        offset += len(run.text)
    assert again == marked


def test_a_page_links_to_the_other_matching_pages(client: FlaskClient, ids: dict[str, str]) -> None:
    """With a query, a page links to the document's best matching pages by their printed labels."""
    id_ = ids["gorod-shusha.pdf"]
    page = client.get(f"/d/{id_}/p/1?q=Shusha").text
    assert "Best matching pages" in page
    assert f'href="/d/{id_}/p/4?q=Shusha">121</a>' in page
    assert f'href="/d/{id_}/p/1?q=Shusha" aria-current="page">118</a>' in page
    assert "Best matching pages" not in client.get(f"/d/{id_}/p/1").text


ASKED = "q=Shusha&exact=1&language=en&without=Shushi&as=p.shusha&page=2"


def _links(page: str, start: str) -> list[dict[str, list[str]]]:
    """Return the parameters of a page's links whose addresses start so."""
    found = [link for link in map(unescape, re.findall(r' href="([^"]+)"', page)) if link.startswith(start)]
    assert found
    return [parse_qs(urlsplit(link).query) for link in found if "/cite" not in link and "/file" not in link]


def test_links_keep_the_whole_search(client: FlaskClient, ids: dict[str, str]) -> None:
    """From results to document to page and back, every link keeps spellings, choices, filters and the page of results."""
    wanted = parse_qs(ASKED)
    id_ = ids["shusha-a-town-on-a-plateau.pdf"]
    here = {name: values for name, values in wanted.items() if name != "page"}
    found = _links(client.get(f"/?{ASKED.removesuffix('&page=2')}").text, "/d/")
    assert found
    assert [query for query in found if query] == [here] * len([query for query in found if query])
    for address in (f"/d/{id_}?{ASKED}", f"/d/{id_}/p/2?{ASKED}", f"/d/{id_}/p/2?{ASKED}&view=text&width=600"):
        page = client.get(address).text
        for query in (*_links(page, f"/d/{id_}/p/"), *_links(page, "/?")):
            assert wanted.items() <= query.items() or query == {}
            assert query == {} or query.keys() - wanted.keys() <= {"view", "width"}
    permanent = f"/d/{id_}/p/2"
    assert {} in _links(client.get(f"{permanent}?{ASKED}").text, "http://localhost/d/")
    gone = client.get(f"/d/{id_}/p?{ASKED}&number=2").headers["Location"]
    assert parse_qs(urlsplit(gone).query) == wanted


def test_a_page_highlights_exactly_what_was_searched(client: FlaskClient, library: Library, tmp_path: Path) -> None:
    """A chosen entity, an excluded spelling and exact spelling apply to the page as to the results."""
    path = tmp_path / "namesakes.txt"
    path.write_text("Mehmet bin Süleyman never saw Karyagino. In Shusha and Shushi he was read.", "utf8")
    (outcome,) = library.add([path])
    address = f"/d/{outcome.document}/p/1"
    assert _marks(client.get(f"{address}?q=Fuzuli").text) == ["Mehmet bin Süleyman", "Karyagino"]
    assert _marks(client.get(f"{address}?q=Fuzuli&as=p.fuzuli").text) == ["Karyagino"]
    assert _marks(client.get(f"{address}?q=Shusha&without=Shushi").text) == ["Shusha"]
    assert _marks(client.get(f"{address}?q=Shusha&exact=1").text) == ["Shusha"]
    answer = client.get("/api/search?q=Fuzuli&as=p.fuzuli").get_json()
    assert {passage["url"] for hit in answer["hits"] for passage in hit["passages"]} == {
        f"{address}?q=Fuzuli&as=p.fuzuli"
    }


def _marks(page: str) -> list[str]:
    return re.findall("<mark>([^<]*)</mark>", page)


def test_a_page_that_cannot_be_rendered_is_shown_as_text(
    client: FlaskClient, ids: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error image replaces the page, and with a query the highlighted text is shown instead."""

    def refuse(*_: object) -> None:
        raise TimedOutError("gorod-shusha.pdf: page 1 cannot be shown as printed: <it> hung")

    monkeypatch.setattr(PageViews, "image", refuse)
    monkeypatch.setattr(PageViews, "boxes", refuse)
    address = f"/d/{ids['gorod-shusha.pdf']}/p/1"
    picture = client.get(f"{address}.png")
    assert (picture.status_code, picture.content_type) == (422, "image/svg+xml")
    assert "This page cannot be shown as printed" in picture.text
    assert "no-store" in picture.headers["Cache-Control"]
    page = client.get(f"{address}?q=Shusha").text
    assert "Its text is shown instead" in page
    assert "&lt;it&gt; hung" in page
    assert _marks(page)


def test_while_other_pages_are_drawn_the_text_is_shown(
    client: FlaskClient, ids: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The image says when to try again; the page shows its text, with and without a query."""

    def refuse(*_: object) -> None:
        raise BusyError("Other pages are being drawn.")

    monkeypatch.setattr(PageRenderer, "image", refuse)
    monkeypatch.setattr(PageRenderer, "boxes", refuse)
    monkeypatch.setattr(PageRenderer, "is_available", lambda *_: False)
    address = f"/d/{ids['gorod-shusha.pdf']}/p/1"
    picture = client.get(f"{address}.png")
    assert (picture.status_code, picture.content_type) == (503, "image/svg+xml")
    assert picture.headers["Retry-After"] == "5"
    assert "Other pages are being drawn" in picture.text
    for page in (client.get(address), client.get(f"{address}?q=Shusha")):
        assert page.status_code == 200
        assert "Other pages are being drawn" in page.text
        assert "<img" not in page.text
