"""The tables that say what codes are called."""

from pathlib import Path

import pytest
from flask import Flask

from axtar.web import messages

DATA = Path(str(messages.__file__)).parent / "data"


@pytest.mark.parametrize("path", sorted(DATA.glob("*.tsv")), ids=lambda path: path.name)
def test_a_table_names_every_code_once(app: Flask, path: Path) -> None:
    """Two cells a line, no code twice, and what a translator gets is what is shown."""
    rows = [line.split("\t") for line in path.read_text("utf8").splitlines() if not line.startswith("#")][1:]
    assert all(len(row) == 2 and all(row) for row in rows)
    assert len({code for code, _ in rows}) == len(rows)
    with path.open("rb") as file:
        found = [text for _, _, text, _ in messages.extract(file, (), (), options={})]
    with app.test_request_context():
        assert [str(name) for name in messages.table(path.name).values()] == found == [name for _, name in rows]
