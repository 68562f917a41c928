"""Readers of the shipped tables."""

from pathlib import Path

import pytest

from axtar import tables

LINES = ["a\t1", "a b\t2 3", "ab\t4\t5", "ә\t"]


def test_blank_lines_and_comments_are_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Empty cells are preserved, and # begins a comment only at the start of a line."""
    folder = tmp_path / "shipping"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "kinds.tsv").write_text("# what it is\nkind\tname\n\ntown\t\nə\t#1\n", "utf8")
    monkeypatch.syspath_prepend(tmp_path)
    assert tables.rows("shipping", "kinds.tsv") == [["kind", "name"], ["town", ""], ["ə", "#1"]]


@pytest.mark.parametrize(
    ("key", "cells"),
    [("a", "1"), ("a b", "2 3"), ("ab", "4\t5"), ("ә", ""), ("", ""), ("b", ""), ("a\t1", ""), ("я", "")],
)
def test_a_line_is_looked_up_by_its_first_cell(key: str, cells: str) -> None:
    """Neither a prefix of a cell nor a key after the last line is found."""
    assert tables.lookup_sorted(key, LINES) == cells
