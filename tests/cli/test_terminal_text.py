"""Texts of others on a terminal."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axtar.cli.terminal_text import lines, one_line

CLI = Path(__file__).parents[2] / "src" / "axtar" / "cli"

LINES = [
    ("Şuşa — 1905 “köhnə”", "Şuşa — 1905 “köhnə”"),
    ("a\x1b[2Jb", r"a\x1b[2Jb"),
    ("a\nadded: b\r\t", r"a\nadded: b\r\t"),
    ("\x00\x7f\x9b", r"\x00\x7f\x9b"),
    ("a\u202efdp.exe\u2028", r"a\u202efdp.exe\u2028"),
    ("name\udcff", r"name\xff"),
    ("name\ud800", r"name\ud800"),
    ("م\u200cن", "م\u200cن"),
]


@pytest.mark.parametrize(("text", "escaped"), LINES)
def test_one_line_obeys_nothing(text: str, escaped: str) -> None:
    """Letters of every script stay as they are."""
    assert one_line(text) == escaped


def test_a_text_keeps_its_lines() -> None:
    """And its tabs, and the order that its own script needs."""
    assert lines("a\n\tb\u200f\x1b]0;x\x07\r") == "a\n\tb\u200f\\x1b]0;x\\x07\\r"


@given(st.text(st.characters(categories=["Cc", "Cs", "Zl", "Zp", "Cf", "Ll"])))
def test_no_text_has_a_second_line_or_a_control(text: str) -> None:
    """Whatever it holds; and it can be encoded."""
    assert len(one_line(text).splitlines()) <= 1
    assert not re.search(r"[\x00-\x1f\x7f-\x9f]", one_line(text).encode().decode())
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", lines(text).encode().decode())


def test_commands_write_through_the_module_output_only() -> None:
    """It escapes, as its console does; click and print do not."""
    for module in CLI.glob("*.py"):
        text = module.read_text("utf8")
        writes = re.findall(r"(?:click\.s?echo|click\.secho|(?<![\w.])print|sys\.std(?:out|err)\.write)\(", text)
        assert module.name in {"output.py", "safe_console.py"} or not writes, module
