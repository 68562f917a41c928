"""The start page and the search page."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from axtar.library import Library
from axtar.model import EXACT_FACET_LIMIT, Request
from axtar.web.search.views import EXAMPLES, MAX_FACET_VALUES, facet_values


def _titles(page: str) -> list[str]:
    return re.findall(r'<article>\s*<h2[^>]*><a href="/d/([^"?]+)', page)


def test_the_start_page_has_examples_and_the_number_of_documents(client: FlaskClient, library: Library) -> None:
    """The start page has the search box, the examples and a link to all documents."""
    page = client.get("/").text
    assert 'role="search"' in page
    assert f"Browse the {library.documents.count()} documents in this library" in page
    assert page.count('<li><a href="/?q=') == len(EXAMPLES)


@pytest.mark.parametrize("query", ["Şuşa", "Шуша", "Shusha", "şuşada"])
def test_every_spelling_finds_the_same_documents(client: FlaskClient, ids: dict[str, str], query: str) -> None:
    """A name in any alphabet finds its documents in all alphabets."""
    found = _titles(client.get("/", query_string={"q": query}).text)
    assert {ids["gorod-shusha.pdf"], ids["shusha-a-town-on-a-plateau.pdf"]} <= set(found)


def test_a_hit_shows_highlighted_passages_with_their_language(client: FlaskClient) -> None:
    """Snippets have highlights, a lang attribute and a link to the page that keeps the query."""
    page = client.get("/", query_string={"q": "Шуша"}).text
    assert re.search(r'<p class="snippet" lang="ru"[^>]*>[^<]*<mark>Шуш', page)
    assert re.search(r'href="/d/\w+/p/\d+\?q=%D0%A8', page)


def test_a_hit_explains_its_score(client: FlaskClient) -> None:
    """Without JavaScript, it shows the share of each word, the forms found, and the reasons with their scores."""
    page = client.get("/", query_string={"q": "Шуша market"}).text
    why = "".join(re.findall(r'<details class="why">(.*?)</details>', page, re.DOTALL))
    assert why.count("Why this result?") == page.count("<article>")
    assert re.search(r"<bdi>Шуша</bdi></b> \d+% · Found as: <bdi>", why)
    assert "a name of the same place, person or organisation" in why
    assert re.search(r'best passage <span class="n">\d+\.\d\d</span>', why)


def test_results_are_paged(client: FlaskClient) -> None:
    """Twelve documents make two pages of results that link to each other."""
    first = client.get("/?q=weavers").text
    second = client.get("/?q=weavers&page=2").text
    assert len(_titles(first)) == 10
    assert len(_titles(second)) == 2
    assert not set(_titles(first)) & set(_titles(second))
    assert '<link rel="next" href="/?q=weavers&amp;page=2">' in first
    assert '<link rel="prev" href="/?q=weavers">' in second
    assert 'rel="next"' not in second


def test_a_page_after_the_last_is_empty(client: FlaskClient) -> None:
    """A page number beyond the results shows no hits and is no error."""
    response = client.get("/?q=weavers&page=900")
    assert response.status_code == 200
    assert not _titles(response.text)


@pytest.mark.parametrize("filter_", ["type=book", "year=1999", "language=en"])
def test_filters_narrow_the_results(client: FlaskClient, ids: dict[str, str], filter_: str) -> None:
    """A selected facet value is marked, and its link removes it again."""
    page = client.get(f"/?q=Shusha&{filter_}").text
    assert ids["evil.txt"] in _titles(page)
    assert ids["gorod-shusha.pdf"] not in _titles(page)
    assert re.search(r'class="facet-value selected" href="/\?q=Shusha" aria-current="true"', page)
    facet, value = filter_.split("=")
    assert f'<input type="hidden" name="{facet}" value="{value}">' in page


def test_selected_filters_are_shown_above_the_hits(client: FlaskClient) -> None:
    """On a phone all filters are below the last hit; the selected ones can be removed above the first."""
    assert 'class="chips only"' not in client.get("/?q=Shusha").text
    page = client.get("/?q=Shusha&type=book&language=en").text
    chips = page.split('class="chips only"')[1].split("</ul>")[0]
    assert re.findall(r"<bdi>([^<]+)</bdi>", chips) == ["English", "Book"]
    assert 'href="/?q=Shusha&amp;language=en"' in chips


def test_a_spelling_can_be_excluded_and_included_again(client: FlaskClient) -> None:
    """Each chip links to the search without its spelling; an excluded one is struck through and links back."""
    page = client.get("/?q=Shusha").text
    assert re.search(r'<a href="/\?q=Shusha&amp;without=Shushi"', page)
    without = client.get("/?q=Shusha&without=Shushi").text
    assert '<a href="/?q=Shusha" rel="nofollow"><del><bdi>Shushi</bdi></del>' in without
    assert "without=Shushi&amp;without=Shushi" not in without
    assert "&amp;without=Shushi&amp;without=" in without


def test_exact_spelling_switches_expansion_off(client: FlaskClient) -> None:
    """With exact spelling the singular does not find the plural."""
    assert len(_titles(client.get("/?q=weaver").text)) == 10
    page = client.get("/?q=weaver&exact=1").text
    assert 'name="exact" value="1" checked' in page
    assert not _titles(page)


def test_an_empty_answer_suggests_other_searches(client: FlaskClient) -> None:
    """It links to the search without filters, without quotation marks and with all spellings."""
    page = client.get("/", query_string={"q": '"qzxwv"', "type": "book", "exact": "1"}).text
    assert "No results" in page
    assert 'href="/?q=%22qzxwv%22&amp;exact=1">Search without filters' in page
    assert 'href="/?q=qzxwv">Search without quotation marks' in page
    assert 'href="/?q=%22qzxwv%22">Search all spellings' in page


def test_a_query_with_a_syntax_error_is_searched_with_a_notice(client: FlaskClient) -> None:
    """A missing parenthesis costs no hits."""
    page = client.get("/", query_string={"q": "(weavers"}).text
    assert 'class="message notice"' in page
    assert len(_titles(page)) == 10


def test_facets_are_bounded(app: Flask) -> None:
    """Of a thousand places the most frequent are shown, and always the selected ones."""
    search_request = Request("a", filters={"places": ("p.rare",)})
    with app.test_request_context():
        found = facet_values(search_request, "places", {f"p.{number}": number for number in range(1000)})
    assert len(found) == MAX_FACET_VALUES
    assert (found[0].text, found[-1].text) == ("p.999", "p.rare")
    assert [choice.text for choice in found if choice.selected] == ["p.rare"]


def test_estimated_counts_are_marked(client: FlaskClient, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only counts of places are estimated, and only if very many documents match."""
    exact = client.get("/?q=Şuşa").text
    answer = replace(library.search(Request("Şuşa")), total=EXACT_FACET_LIMIT + 1)
    monkeypatch.setattr(library, "search", lambda _request: answer)
    marked = client.get("/?q=Şuşa").text
    places = marked.count('<span class="n"><abbr title="Estimated from a sample of the documents">≈</abbr> ')
    assert (exact.count("≈"), marked.count("≈")) == (0, places)
    assert 0 < places < marked.count('<span class="n">')


@pytest.fixture
def namesakes(library: Library, tmp_path: Path) -> None:
    """Add two documents: one on the poet, one on the town that bears his name."""
    (tmp_path / "poet.txt").write_text("Mehmet bin Süleyman wrote his divan in Baghdad.", "utf8")
    (tmp_path / "town.txt").write_text("The railway reached Karyagino in that year.", "utf8")
    assert {result.status for result in library.add([tmp_path / "poet.txt", tmp_path / "town.txt"])} == {"added"}


@pytest.mark.usefixtures("namesakes")
def test_an_ambiguous_name_is_narrowed_with_one_click(client: FlaskClient) -> None:
    """Each meaning is listed with its kind; links narrow the search to it, switch to another, or widen it again."""
    both = client.get("/?q=Fuzuli").text
    assert len(_titles(both)) == 2
    assert "historical person" in both
    assert '<a href="/?q=Fuzuli&amp;as=p.fuzuli" rel="nofollow">Search only this</a>' in both
    town = client.get("/?q=Fuzuli&as=p.fuzuli").text
    assert len(_titles(town)) == 1
    assert '<a href="/?q=Fuzuli&amp;as=h.fuzuli-poet" rel="nofollow">Search only this</a>' in town
    assert '<a href="/?q=Fuzuli" rel="nofollow">Search all meanings</a>' in town


def test_an_unambiguous_name_is_not_narrowed(client: FlaskClient) -> None:
    """There is no choice to make; a choice that fits no word can be undone."""
    assert "Search only this" not in client.get("/?q=Shusha").text
    assert '<a href="/?q=Shusha" rel="nofollow">Search all' in client.get("/?q=Shusha&as=p.fuzuli").text
