"""Helpers for the text fields of forms."""

import pytest

from axtar.web.form_fields import trimmed, trimmed_lines


@pytest.mark.parametrize(
    ("text", "result"), [(None, ""), ("", ""), (" \t\n", ""), (" a\t b\n c ", "a b c"), ("ə", "ə")]
)
def test_text_is_trimmed_to_one_line(text: str | None, result: str) -> None:
    """Runs of white space become one space."""
    assert trimmed(text) == result


@pytest.mark.parametrize(
    ("text", "lines"), [(None, []), ("", []), ("\n \n", []), (" a  b \r\n\r\n c", ["a b", "c"]), ("a\nb\n", ["a", "b"])]
)
def test_empty_lines_are_dropped(text: str | None, lines: list[str]) -> None:
    """Browsers send CR LF between the lines of a text area."""
    assert trimmed_lines(text) == lines
