"""Words in all their written forms: tests/data/words lists what queries find, by kind, in texts of one sentence each.

`!` before a query: it must not find the text. `?`: it should find the text, but does not yet.
"""

from pathlib import Path
from typing import NamedTuple

import pytest

from axtar.library import Library
from axtar.model import Request
from axtar.tables import parse_rows

TABLES = sorted((Path(__file__).parents[1] / "data" / "words").glob("*.tsv"))


class Row(NamedTuple):
    """A query, whether it is marked, and the text that it finds."""

    mark: str
    query: str
    text: str


def rows(table: Path) -> list[Row]:
    """Return the rows of a table."""
    pairs = parse_rows(table.read_text("utf8"))[1:]
    return [Row(query[0] if query[0] in "!?" else "", query.lstrip("!?"), text) for query, text in pairs]


def found(library: Library, query: str) -> set[str]:
    """Return the files that a query finds, with all its words."""
    answer = library.search(Request(query, limit=1000))
    relaxed = any(notice.startswith("No document contains all") for notice in answer.notices)
    return set() if relaxed else {hit.document.file for hit in answer.hits}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_words_are_found_in_each_written_form(empty: Library, tmp_path: Path, table: Path) -> None:
    """All rows of a table are in one library, so that no text is found for want of a better one."""
    folder = tmp_path / "texts"
    folder.mkdir()
    files = {text: f"{number}.txt" for number, text in enumerate(dict.fromkeys(row.text for row in rows(table)))}
    for text, name in files.items():
        (folder / name).write_text(text, "utf8")
    list(empty.add([folder]))
    wrong = [row for row in rows(table) if (files[row.text] in found(empty, row.query)) == (row.mark in {"!", "?"})]
    assert wrong == []
