"""Names that are offered while a question is typed."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from axtar.library import Library
from axtar.model import Request
from axtar.web.search import suggestions


def _offered(client: FlaskClient, typed: str) -> list[dict[str, Any]]:
    found = client.get("/api/suggest", query_string={"q": typed}).get_json()
    assert found["query"] == typed.replace("\0", " ")[:2000]
    return list(found["suggestions"])


@pytest.mark.parametrize("typed", ["Шуш", "sus", "şuş", "Շուշ"])
def test_names_are_suggested(client: FlaskClient, typed: str) -> None:
    """In any script, each with the page that tells more."""
    found = _offered(client, typed)
    assert "p.shusha" in [one["id"] for one in found]
    assert {client.get(f"/e/{one['id']}").status_code for one in found} == {200}


@pytest.mark.parametrize("typed", ["", " ", "qqqq", "\0", "x" * 3000, "Shus ", "Shusha.", '"Shusha"', "Shusha OR"])
def test_nothing_is_suggested_for_nothing(client: FlaskClient, typed: str) -> None:
    """Nor for what begins no name, nor after a word has ended."""
    assert _offered(client, typed) == []


def test_suggestions_are_few(client: FlaskClient) -> None:
    """A letter begins hundreds of names."""
    assert len(_offered(client, "a")) == 8


def test_the_box_knows_where_to_ask(client: FlaskClient) -> None:
    """On the search page and in the header of every other."""
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
def test_the_end_of_a_question_is_completed(client: FlaskClient, typed: str, id_: str, replaces: str) -> None:
    """The last one to four words, as they stand in the question."""
    found = {one["id"]: one["replaces"] for one in _offered(client, typed)}
    assert found.get(id_) == replaces, found


@given(st.text(alphabet="ab OR-\"'(). \t", max_size=30))
def test_an_ending_is_the_end(typed: str) -> None:
    """Whatever is typed, what would be replaced are its last letters, the longest first."""
    found = suggestions.endings(typed)
    assert all(end and typed.endswith(end) for end in found)
    assert sorted(found, key=len, reverse=True) == found
    assert len(found) <= suggestions.MAX_WORDS


def test_what_the_library_names_comes_first_with_its_count(client: FlaskClient, library: Library) -> None:
    """Documents are counted as a search for the entity finds them; what no text names says so."""
    found = _offered(client, "Shus")
    counts = [one["documents"] for one in found]
    assert counts[0]
    assert [bool(count) for count in counts] == sorted(map(bool, counts), reverse=True)
    (shusha,) = [one for one in found if one["id"] == "p.shusha"]
    assert shusha["documents"] == library.search(Request("Shusha", entities=("p.shusha",))).total
    assert f"{shusha['documents']} documents" in shusha["label"]
    assert {"not in the library" in one["label"] for one in found if not one["documents"]} <= {True}


def test_namesakes_are_told_apart(client: FlaskClient) -> None:
    """By kind and country; a spelling that may be other things says so, one of a single thing does not."""
    found = {one["id"]: one for one in _offered(client, "Fuzul")}
    town, poet = found["p.fuzuli"], found["h.fuzuli-poet"]
    assert town["ambiguous"] is poet["ambiguous"] is True
    assert "Azerbaijan" in town["label"]
    assert "historical person" in poet["label"]
    assert {one["ambiguous"] for one in _offered(client, "Shush") if one["id"] == "p.shusha"} == {False}
