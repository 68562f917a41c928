"""Fields of records as text: assignments on the command line, and what `axtar show` writes."""

import re
from typing import Any

import pytest

from axtar.citations.record_text import assign, to_text
from axtar.errors import UsageError

ASSIGNMENTS = [
    ("title=Bridges", "title", "Bridges"),
    ("title=Looms = more", "title", "Looms = more"),
    ("title=[Untitled]", "title", "[Untitled]"),
    ("title= Bridges ", "title", "Bridges"),
    ("volume=12", "volume", "12"),
    ("type= book", "type", "book"),
    ("author=Zardabi, Həsən bəy", "author", [{"family": "Zardabi", "given": "Həsən bəy"}]),
    ("author=Elm; van der Beek, Anna, Jr.", "author",
     [{"literal": "Elm"}, {"family": "van der Beek", "given": "Anna", "suffix": "Jr."}]),
    ("author=abc", "author", [{"literal": "abc"}]),
    ('author=[{"literal": "Elm, MMC"}]', "author", [{"literal": "Elm, MMC"}]),
    ("year=2001", "issued", {"date-parts": [[2001]]}),
    ("issued=1875", "issued", {"date-parts": [[1875]]}),
    ("issued=1875-7", "issued", {"date-parts": [[1875, 7]]}),
    ("issued=1875-07-22", "issued", {"date-parts": [[1875, 7, 22]]}),
    ("issued=1875/1877-01", "issued", {"date-parts": [[1875], [1877, 1]]}),
    ("issued=circa 1875", "issued", {"date-parts": [[1875]], "circa": True}),
    ('issued={"literal": "spring 1875"}', "issued", {"literal": "spring 1875"}),
    ('categories=["history"]', "categories", ["history"]),
    ('custom={"shelf": "12"}', "custom", {"shelf": "12"}),
]  # fmt: skip

REFUSED = [
    ("title", "is not FIELD=VALUE"),
    ("typo=x", "There is no field 'typo'"),
    ("typo=", "There is no field 'typo'"),
    ("=x", "There is no field ''"),
    ("id=x", "There is no field 'id'"),
    ("author=[{", "author is not valid JSON"),
    ('author=["Elm"]', "author must be names"),
    ("author=;", "is not a name"),
    ("author=Zardabi,", "is not a name"),
    ("author=, Həsən", "is not a name"),
    ("author=Elm; ", "is not a name"),
    ("author=a, b, c, d", "is not a name"),
    ("year=soon", "is not a year"),
    ("year=20011", "is not a year"),
    ("year=0", "the year 0"),
    ("issued=soon", "issued must be a date"),
    ("issued=1875-13", "the month 13"),
    ("issued=1875/1876/1877", "issued must be a date"),
    ("issued=1875-07-22-01", "issued must be a date"),
    ("type=novel", "must be a CSL type"),
    ("categories=history", "categories is not valid JSON"),
    ("categories={}", "must be a JSON list"),
    ("custom=[]", "must be a JSON object"),
]


@pytest.mark.parametrize(("assignment", "field", "value"), ASSIGNMENTS)
def test_text_is_read_as_the_kind_of_its_field(assignment: str, field: str, value: object) -> None:
    """Names and dates may be typed as people write them, or as JSON."""
    assert assign({}, [assignment]) == {field: value}


@pytest.mark.parametrize(("assignment", "message"), REFUSED)
def test_what_a_field_cannot_hold_is_refused(assignment: str, message: str) -> None:
    """The record that was passed stays as it was."""
    record = {"title": "Bridges", "author": [{"literal": "Elm"}]}
    with pytest.raises(UsageError, match=re.escape(message)):
        assign(record, ["publisher=Elm", assignment])
    assert record == {"title": "Bridges", "author": [{"literal": "Elm"}]}


def test_an_empty_value_removes_a_field_even_an_unknown_one() -> None:
    """Fields that a careless sidecar brought in can be removed."""
    record = {"title": "Bridges", "typo": "x", "issued": {"date-parts": [[1875]]}}
    assert assign(record, ["typo=", "year=", "publisher="]) == {"title": "Bridges"}


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ("title", "Bridges", "Bridges"),
        ("volume", 12, "12"),
        ("author", [{"family": "Zardabi", "given": "Həsən bəy"}, {"literal": "Elm"}], "Zardabi, Həsən bəy; Elm"),
        ("issued", {"date-parts": [[1875]]}, "1875"),
        ("issued", {"date-parts": [["1875", 7, "02"]]}, "1875-07-02"),
        ("issued", {"date-parts": [[1875], [1877, 1]], "circa": True}, "circa 1875/1877-01"),
        ("issued", {"literal": "spring 1875"}, "spring 1875"),
        ("accessed", {"raw": "May 2024"}, "May 2024"),
        ("categories", ["history", "bridges"], "history, bridges"),
        ("custom", {"shelf": "12"}, '{"shelf": "12"}'),
        ("author", "Zardabi", "Zardabi"),
        ("author", ["Zardabi"], '["Zardabi"]'),
        ("typo", "x", "x"),
        ("typo", {"şuşa": None}, '{"şuşa": null}'),
    ],
)
def test_values_are_written_as_words(field: str, value: object, text: str) -> None:
    """Names as names, dates as dates, lists joined; values of the wrong kind as they are."""
    assert to_text(field, value) == text


@pytest.mark.parametrize(
    "record",
    [
        {"author": [{"family": "Zardabi", "given": "Həsən bəy", "suffix": "Jr."}, {"literal": "Elm"}]},
        {"issued": {"date-parts": [[1875], [1877, 1, 31]], "circa": True}},
        {"title": "On [bridges]", "volume": "XII", "type": "book", "custom": {"a": [1]}},
    ],
)
def test_what_is_written_can_be_read_back(record: dict[str, Any]) -> None:
    """The text of a field in `axtar show` can be given to `axtar edit`."""
    assert assign({}, [f"{field}={to_text(field, value)}" for field, value in record.items()]) == record
