"""Records as formats can use them."""

from collections.abc import Callable
from typing import Any

import pytest

from axtar.citations.csl_item import clean, csl_item, date_parts, name
from axtar.model import Document

MakeDocument = Callable[..., Document]


def test_what_is_no_csl_json_is_left_out(document: MakeDocument) -> None:
    """Values of another shape, keys of another spelling, and nothing at all."""
    record = {
        "title": "Bridges",
        "volume": 3,
        "publisher": None,
        "note": ["a", "list"],
        "composer": "a string",
        "event_date": "1990",
        "page": True,
        "genre": " ",
    }
    assert csl_item(document(record)) == {"id": "abcd1234", "type": "document", "title": "Bridges", "volume": "3"}


def test_names_are_made_of_what_there_is(document: MakeDocument) -> None:
    """Strings are names as they stand; empty and shapeless ones are left out."""
    authors = [
        "Nizami",
        None,
        {},
        {"family": " "},
        {"given": "Nəsimi"},
        {"literal": "Elm\nNəşriyyatı"},
        {"family": "Kaya", "ORCID": "0"},
    ]
    found = csl_item(document({"author": authors, "editor": {"family": "Kaya"}}))
    assert found["author"] == [
        {"literal": "Nizami"},
        {"literal": "Nəsimi"},
        {"literal": "Elm Nəşriyyatı"},
        {"family": "Kaya"},
    ]
    assert "editor" not in found


@pytest.mark.parametrize(
    ("date", "cleaned"),
    [
        ({"date-parts": [["1987", "05", 3]]}, {"date-parts": [[1987, 5, 3]]}),
        ({"date-parts": [[1987, 13, 3]]}, {"date-parts": [[1987]]}),
        ({"date-parts": [[1987], [1989], [1990]]}, {"date-parts": [[1987], [1989]]}),
        ({"date-parts": [[1987], ["?"]], "circa": 1}, {"date-parts": [[1987]], "circa": True}),
        ({"date-parts": [["²"]], "literal": "spring"}, {"literal": "spring"}),
        ({"raw": "1987?"}, {"literal": "1987?"}),
        ({"date-parts": 1987}, None),
        ("1987", None),
        ({"circa": True}, None),
    ],
)
def test_dates_are_numbers_or_words(document: MakeDocument, date: object, cleaned: dict[str, Any] | None) -> None:
    """Up to the first part that is neither a number nor possible."""
    assert csl_item(document({"issued": date})).get("issued") == cleaned


def test_parts_of_dates_and_names() -> None:
    """The year alone, nothing, and a name with everything."""
    assert date_parts({"date-parts": [[1987]]}) == [1987]
    assert date_parts({"literal": "spring"}) == date_parts(None) == []
    whole = {
        "family": "Beek",
        "given": "Anna",
        "non-dropping-particle": "van der",
        "dropping-particle": "de",
        "suffix": "Jr.",
    }
    assert name(whole) == "van der Beek, Anna de, Jr."


def test_a_text_is_one_clean_line() -> None:
    """Without control characters, private ones, lone surrogates and decomposed letters."""
    assert clean(" a\r\nb\u2028c\x00d\ue000e\ud800f\u00a0g\u0307 ") == "a b c d e f ġ"
    assert clean("<i>") == "<i>"


def test_markup_is_not_text(document: MakeDocument) -> None:
    """CSL-JSON allows a little of it; formats would show it."""
    title = 'On <i>Əkinçi</i> and <span class="nocase">x</span> < y > z'
    assert csl_item(document({"title": title}))["title"] == "On Əkinçi and x < y > z"
