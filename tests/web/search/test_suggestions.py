"""Suggestions of names while a query is typed."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from axtar.library import Library
from axtar.model import Request
from axtar.web.search import suggestions


def _suggestions(client: FlaskClient, typed: str) -> list[dict[str, Any]]:
    found = client.get("/api/suggest", query_string={"q": typed}).get_json()
    assert found["query"] == typed.replace("\0", " ")[:2000]
    return list(found["suggestions"])


@pytest.mark.parametrize("typed", ["Шуш", "sus", "şuş", "Շուշ"])
def test_names_are_suggested_in_any_script(client: FlaskClient, typed: str) -> None:
    """Each suggestion has an entity with a page of its own."""
    found = _suggestions(client, typed)
    assert "p.shusha" in [suggestion["id"] for suggestion in found]
    assert {client.get(f"/e/{suggestion['id']}").status_code for suggestion in found} == {200}


@pytest.mark.parametrize("typed", ["", " ", "qqqq", "\0", "x" * 3000, "Shus ", "Shusha.", '"Shusha"', "Shusha OR"])
def test_nothing_is_suggested_without_the_beginning_of_a_name(client: FlaskClient, typed: str) -> None:
    """Nothing is suggested for an empty query, for other words, or after the end of a word."""
    assert _suggestions(client, typed) == []


def test_suggestions_are_limited(client: FlaskClient) -> None:
    """One letter begins hundreds of names, of which eight are suggested."""
    assert len(_suggestions(client, "a")) == 8


def test_the_search_box_has_the_address_of_the_suggestions(client: FlaskClient) -> None:
    """The search page and the header of every other page have it."""
    for address in ("/", "/d"):
        assert 'data-suggest="/api/suggest"' in client.get(address).text


@pytest.mark.parametrize(
    ("typed", "id_", "replaces"),
    [
        ("carpets of Shus", "p.shusha", "Shus"),
        ("the road to Nagorno-Kar", "p.nagorno-karabakh", "Nagorno-Kar"),
        ("bridge (Shusha OR Xank", "p.khankendi", "Xank"),
        ("place:Шуш", "p.shusha", "Шуш"),
        ("ковры Нагорный Кар", "p.nagorno-karabakh", "Нагорный Кар"),
        ("Minsk  gr", "o.minsk-group", "Minsk  gr"),
    ],
)
def test_the_end_of_a_query_is_completed(client: FlaskClient, typed: str, id_: str, replaces: str) -> None:
    """A suggestion replaces the last one to four words, as they are written in the query."""
    found = {suggestion["id"]: suggestion["replaces"] for suggestion in _suggestions(client, typed)}
    assert found.get(id_) == replaces, found


@given(st.text(alphabet="ab OR-\"'(). \t", max_size=30))
def test_endings_are_ends_of_the_query(typed: str) -> None:
    """Whatever is typed, the endings are its last letters, the longest first, and at most four."""
    found = suggestions.endings(typed)
    assert all(end and typed.endswith(end) for end in found)
    assert sorted(found, key=len, reverse=True) == found
    assert len(found) <= suggestions.MAX_WORDS


def test_entities_in_the_library_come_first_with_their_counts(client: FlaskClient, library: Library) -> None:
    """The count is that of a search for the entity; the others are labelled as not in the library."""
    found = _suggestions(client, "Shus")
    counts = [suggestion["documents"] for suggestion in found]
    assert counts[0]
    assert [bool(count) for count in counts] == sorted(map(bool, counts), reverse=True)
    (shusha,) = [suggestion for suggestion in found if suggestion["id"] == "p.shusha"]
    assert shusha["documents"] == library.search(Request("Shusha", entities=("p.shusha",))).total
    assert f"{shusha['documents']} documents" in shusha["label"]
    assert {"not in the library" in suggestion["label"] for suggestion in found if not suggestion["documents"]} <= {
        True
    }


def test_namesakes_are_distinguished(client: FlaskClient) -> None:
    """Labels show kind and country, and a spelling that may mean several entities is marked as ambiguous."""
    found = {suggestion["id"]: suggestion for suggestion in _suggestions(client, "Fuzul")}
    town, poet = found["p.fuzuli"], found["h.fuzuli-poet"]
    assert town["ambiguous"] is poet["ambiguous"] is True
    assert "Azerbaijan" in town["label"]
    assert "historical person" in poet["label"]
    assert {
        suggestion["ambiguous"] for suggestion in _suggestions(client, "Shush") if suggestion["id"] == "p.shusha"
    } == {False}
