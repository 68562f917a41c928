"""Parsing and cleaning of records as JSON."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axtar.record_json import MAX_DEPTH, check_depth, clean_record, parse_item, parse_value, read_stored

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.text(), inner, max_size=4), max_leaves=20
)  # fmt: skip


@given(JSON)
def test_a_value_is_parsed_as_it_was_written_or_refused(value: object) -> None:
    """Only what is no JSON, such as NaN, is refused."""
    text = json.dumps(value)
    try:
        assert parse_value(text) == value
    except ValueError as error:
        assert any(constant in text for constant in ("NaN", "Infinity")), error  # noqa: PT017 - both outcomes are right


@given(st.binary(max_size=200))
def test_any_bytes_are_one_item_or_refused(data: bytes) -> None:
    """Nothing but ValueError is raised, which includes those of JSON and UTF-8."""
    with suppress(ValueError):
        assert isinstance(parse_item(data), dict)


def test_lone_surrogates_and_control_characters_are_replaced() -> None:
    """A cleaned record can be written to any file; line breaks and tabs stay."""
    record = clean_record({"id": 7, "title": "A\ud800", "author": [{"family\0": "\udcff\x1b[2J"}], "note": "a\nb\tc"})
    assert record == {"title": "A?", "author": [{"family ": "? [2J"}], "note": "a\nb\tc"}
    assert json.dumps(record, ensure_ascii=False).encode("utf8")


def test_depth_is_limited() -> None:
    """Without recursion, so that no value overflows the stack."""
    value: object = "x"
    for _ in range(MAX_DEPTH):
        value = [value]
    check_depth(value)
    for _ in range(100_000):
        value = {"a": value}
    with pytest.raises(ValueError, match="nested more than"):
        check_depth(value)


@pytest.mark.parametrize(
    ("text", "record"),
    [
        ("", {}),
        ("[1]", {}),
        ("{", {}),
        ("[" * 100_000, {}),
        ('{"a": NaN, "b": 1e999, "c": 1.5}', {"a": None, "b": None, "c": 1.5}),
        ('{"a": "\\ud800\\u0000"}', {"a": "? "}),
        ('{"a": 1, "b": ' + "[" * 30 + "]" * 30 + "}", {"a": 1}),
        (
            '{"a": [[], [], [], [], [], [], [], [], [], [], [], [], [], [], [], [], [], [], [], [], []]}',
            {"a": [[]] * 21},
        ),
    ],
)
def test_what_is_stored_is_read_as_far_as_it_can_be_used(text: str, record: object) -> None:
    """An older version or another program may have stored anything."""
    assert read_stored(text) == record
