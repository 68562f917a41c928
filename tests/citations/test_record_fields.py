"""Validation of bibliographic records against the fields of CSL-JSON 1.0."""

import re

import citeproc
import pytest

from axtar.citations.record_fields import DOCUMENT_TYPES, FIELDS, kind_of, validated
from axtar.errors import UsageError
from axtar.web.messages import DOCUMENT_TYPES as TYPES_ON_THE_PAGE

NAME = {"family": "Zardabi", "given": "Həsən bəy"}

VALID = [
    ("title", "Bridges"),
    ("volume", "XII"),
    ("volume", 12),
    ("edition", 2.5),
    ("type", "article-journal"),
    ("author", [NAME]),
    ("author", [{"literal": "Elm"}, NAME | {"suffix": "Jr.", "non-dropping-particle": "van", "comma-suffix": True}]),
    ("editor", [{"given": "Nizami"}]),
    ("issued", {"date-parts": [[1875]]}),
    ("issued", {"date-parts": [["1875", "7", 22]], "circa": True}),
    ("issued", {"date-parts": [[1875, 7], [1877]], "season": 2}),
    ("issued", {"literal": "spring 1875"}),
    ("accessed", {"raw": "2024-05-03"}),
    ("categories", ["history", "bridges"]),
    ("custom", {"shelf": "12"}),
]

INVALID = [
    ("title", 7, "must be text"),
    ("title", ["Bridges"], "must be text"),
    ("publisher", {"name": "Elm"}, "must be text"),
    ("volume", [12], "must be a number or text"),
    ("volume", True, "must be a number or text"),
    ("type", "novel", "must be a CSL type"),
    ("type", ["book"], "must be a CSL type"),
    ("author", "Zardabi", "must be names"),
    ("author", NAME, "must be names"),
    ("author", [], "must be names"),
    ("author", ["Zardabi"], "must be names"),
    ("author", [{}], "must be names"),
    ("author", [{"family": " "}], "must be names"),
    ("author", [{"family": 7}], "must be names"),
    ("author", [{"name": "Zardabi"}], "must be names"),
    ("issued", 1875, "must be a date"),
    ("issued", "1875", "must be a date"),
    ("issued", {}, "must be a date"),
    ("issued", {"circa": True}, "must be a date"),
    ("issued", {"literal": " "}, "must be a date"),
    ("issued", {"year": 1875}, "must be a date"),
    ("issued", {"date-parts": 1875}, "must be a date"),
    ("issued", {"date-parts": []}, "must be a date"),
    ("issued", {"date-parts": [[]]}, "must be a date"),
    ("issued", {"date-parts": [1875]}, "must be a date"),
    ("issued", {"date-parts": [[1875, 7, 22, 1]]}, "must be a date"),
    ("issued", {"date-parts": [[1], [2], [3]]}, "must be a date"),
    ("issued", {"date-parts": [["²"]]}, "must be a date"),
    ("issued", {"date-parts": [[True]]}, "must be a date"),
    ("issued", {"date-parts": [[1875, 13]]}, "the month 13, which must be from 1 to 12"),
    ("issued", {"date-parts": [[1875, 7, "32"]]}, "the day 32"),
    ("issued", {"date-parts": [[0]]}, "the year 0"),
    ("issued", {"date-parts": [[18750]]}, "the year 18750"),
    ("categories", "history", "must be a JSON list of strings"),
    ("categories", [7], "must be a JSON list of strings"),
    ("custom", "shelf", "must be a JSON object"),
    ("typo", "x", "There is no field 'typo'"),
    ("Title", "Bridges", "There is no field 'Title'"),
    ("year", "1875", "There is no field 'year'"),
]


@pytest.mark.parametrize(("field", "value"), VALID)
def test_a_value_of_the_kind_of_its_field_is_valid(field: str, value: object) -> None:
    """The record is returned as it is."""
    assert validated({"title": "Bridges", field: value}) == {"title": "Bridges", field: value}


@pytest.mark.parametrize(("field", "value", "message"), INVALID)
def test_an_unknown_field_or_a_value_of_another_kind_is_refused(field: str, value: object, message: str) -> None:
    """The message names the field, and what it can hold."""
    with pytest.raises(UsageError, match=re.escape(message)) as raised:
        validated({"title": "Bridges", field: value})
    assert field in str(raised.value)


def test_an_unknown_field_is_answered_with_all_fields() -> None:
    """A librarian finds the right one in the message."""
    with pytest.raises(UsageError) as raised:
        kind_of("typo")
    assert all(field in str(raised.value) for field in FIELDS)


def test_the_id_and_empty_fields_are_dropped() -> None:
    """Reference managers write them; a record has no use for them."""
    assert validated({"id": "x", "title": "Bridges", "publisher": "", "note": None}) == {"title": "Bridges"}


def test_the_tables_agree_with_the_citation_processor_and_the_form() -> None:
    """Every variable that citeproc-py renders, and every type that the form on the page offers, is in the tables."""
    fields = {field.replace("-", "_"): kind for field, kind in FIELDS.items()}
    assert {fields[variable] for variable in citeproc.NAMES} == {"names"}
    assert {fields[variable] for variable in citeproc.DATES} == {"date"}
    assert set(FIELDS.values()) == {"text", "number", "names", "date", "type", "list", "object"}
    assert set(TYPES_ON_THE_PAGE) <= DOCUMENT_TYPES
