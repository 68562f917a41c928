"""The page of an entity."""

import re

import lxml.html
import pytest
from flask.testing import FlaskClient

from axtar.analyzer import shipped_analyzer
from axtar.library import Library
from axtar.web.messages import ENTITY_KINDS

ANALYZER = shipped_analyzer(authority=True)


def test_the_page_shows_all_spellings(client: FlaskClient) -> None:
    """Spellings of all sides and in all alphabets are shown with their language and status."""
    page = client.get("/e/p.khankendi").text
    entity = ANALYZER.gazetteer.entity("p.khankendi")
    shown = "".join(map(str, lxml.html.document_fromstring(page).itertext()))
    assert all(spelling.text in shown for spelling in entity.spellings)
    assert '<bdi lang="hy">' in page
    assert "contested" in page
    assert "none is preferred" in page


def test_the_page_links_to_other_authority_files_and_to_the_search(client: FlaskClient) -> None:
    """External identifiers are links, and the search is for this entity only."""
    page = client.get("/e/p.shusha").text
    assert 'href="https://www.wikidata.org/wiki/Q158903"' in page
    assert 'href="https://www.geonames.org/147105"' in page
    (address, count) = re.search(
        r'href="(/\?q=Shusha&amp;as=p.shusha)">Search the library \((\d+) documents\)', page
    ).groups()  # type: ignore[union-attr]  # it is there
    answer = client.get(address.replace("&amp;", "&").replace("/?", "/api/search?")).get_json()
    assert answer["total"] == int(count) >= 3


def test_the_page_has_a_map_and_a_year_chart(client: FlaskClient) -> None:
    """Both are drawn without a style or script in the page; places and years are links."""
    page = client.get("/e/p.shusha").text
    assert re.search(r'<a class="there name" href="/e/p.khankendi">', page)
    assert re.search(r'<a class="here name" href="/e/p.shusha">', page)
    assert re.search(r"46\.\d+° ⟦?E|47° E", page)
    assert '<a href="/?q=Shusha&amp;year=1999&amp;as=p.shusha" rel="nofollow">' in page
    assert "1999: 1 document<" in page
    assert "<style" not in page
    assert "style=" not in page


def test_without_coordinates_and_documents_there_are_no_charts(client: FlaskClient) -> None:
    """A person has no map, and without documents there is no year chart."""
    page = client.get("/e/h.fuzuli-poet").text
    assert "<svg" not in page
    assert "0 documents" in page
    assert "historical person" in page


@pytest.mark.parametrize("id_", ["p.nowhere", "x", "p.shusha%09city", "%00", "p.shusha%0Ap.lachin"])
def test_unknown_entities_are_not_found(client: FlaskClient, id_: str) -> None:
    """Unknown ids are answered with 404, those with control characters too."""
    assert client.get(f"/e/{id_}").status_code == 404
    assert "no entity with the identifier “p.nowhere”" in client.get("/e/p.nowhere").text


def test_every_entity_kind_has_a_name() -> None:
    """Every kind in the authority file has a displayed name."""
    from axtar.names.tables import lines

    assert {line.split("\t")[1] for line in lines("entities.tsv")} <= ENTITY_KINDS.keys()


@pytest.mark.usefixtures("unmeasured")
def test_every_entity_can_be_searched() -> None:
    """The canonical query finds the entity in every interface language; every fifth entity is tested."""
    from axtar.names.tables import lines
    from axtar.search import query
    from axtar.search.query.choices import Choices

    nothing = query.IndexStatistics(lambda _: (), lambda _field, _term: 0, lambda _clause: 0, lambda: 0)
    for line in lines("entities.tsv")[::5]:
        id_ = line.partition("\t")[0]
        for language in ("en", "az"):
            node = query.parse(ANALYZER.canonical_query(ANALYZER.gazetteer.entity(id_), language))
            plan = query.make_plan(node, ANALYZER, nothing, Choices(entities=frozenset({id_})))
            assert [expansion.id for expansion in plan.expansions if expansion.kind == "entity"] == [id_]


def test_results_link_to_the_page(client: FlaskClient) -> None:
    """The searched entities and the values of the places facet link to their pages."""
    page = client.get("/?q=Shusha").text
    assert '<a class="name" href="/e/p.shusha"><bdi>' in page
    assert re.search(r'<a class="about" href="/e/p.shusha" aria-label="About [^"]*Shusha', page)


def test_an_entity_without_a_query_has_no_search_link(
    client: FlaskClient, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its page is shown, without a link that would find something else."""
    monkeypatch.setattr(library.entities.analyzer, "canonical_query", lambda _entity, _language: "")
    page = client.get("/e/p.shusha").text
    assert "Shusha" in page
    assert "Search the library (" not in page
