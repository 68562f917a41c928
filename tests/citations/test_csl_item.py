"""Normalization of records to CSL-JSON items."""

from collections.abc import Callable
from typing import Any

import pytest

from axtar.citations.csl_item import clean_text, date_parts, format_name, to_csl_item
from axtar.model import Document

MakeDocument = Callable[..., Document]


def test_malformed_fields_are_dropped(document: MakeDocument) -> None:
    """Values of the wrong shape, unknown fields and empty values are; every field of CSL-JSON is kept."""
    record = {
        "title": "Bridges",
        "volume": 3,
        "publisher": None,
        "note": ["a", "list"],
        "composer": "a string",
        "event_date": "1990",
        "typo": "an unknown field",
        "director": [{"family": "Kaya"}],
        "page": True,
        "genre": " ",
    }
    assert to_csl_item(document(record)) == {
        "id": "abcd1234",
        "type": "document",
        "title": "Bridges",
        "volume": "3",
        "director": [{"family": "Kaya"}],
    }


def test_names_are_normalized(document: MakeDocument) -> None:
    """Strings become literal names; empty and malformed names are dropped."""
    authors = [
        "Nizami",
        None,
        {},
        {"family": " "},
        {"given": "Nəsimi"},
        {"literal": "Elm\nNəşriyyatı"},
        {"family": "Kaya", "ORCID": "0"},
    ]
    item = to_csl_item(document({"author": authors, "editor": {"family": "Kaya"}}))
    assert item["author"] == [
        {"literal": "Nizami"},
        {"literal": "Nəsimi"},
        {"literal": "Elm Nəşriyyatı"},
        {"family": "Kaya"},
    ]
    assert "editor" not in item


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
def test_dates_are_numbers_or_a_literal(document: MakeDocument, date: object, cleaned: dict[str, Any] | None) -> None:
    """Numbers end before the first part that is not a number or out of range."""
    assert to_csl_item(document({"issued": date})).get("issued") == cleaned


def test_parts_of_dates_and_names() -> None:
    """A year alone, a date without numbers, and a name with all parts."""
    assert date_parts({"date-parts": [[1987]]}) == [1987]
    assert date_parts({"literal": "spring"}) == date_parts(None) == []
    whole = {
        "family": "Beek",
        "given": "Anna",
        "non-dropping-particle": "van der",
        "dropping-particle": "de",
        "suffix": "Jr.",
    }
    assert format_name(whole) == "van der Beek, Anna de, Jr."


def test_a_text_becomes_one_line() -> None:
    """Control, private-use and surrogate characters are removed, and decomposed letters composed."""
    assert clean_text(" a\r\nb\u2028c\x00d\ue000e\ud800f\u00a0g\u0307 ") == "a b c d e f ġ"
    assert clean_text("<i>") == "<i>"


def test_markup_is_removed(document: MakeDocument) -> None:
    """CSL-JSON allows rich text, which export formats would print as it is."""
    title = 'On <i>Əkinçi</i> and <span class="nocase">x</span> < y > z'
    assert to_csl_item(document({"title": title}))["title"] == "On Əkinçi and x < y > z"
