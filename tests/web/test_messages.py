"""Translated names of codes, from tables."""

from importlib.resources import files

import pytest
from flask import Flask

from axtar.web import messages

TABLES = [
    *(("axtar.web", f"data/{path.name}") for path in files("axtar.web").joinpath("data").iterdir()),
    ("axtar.search", "reasons.tsv"),
]


@pytest.mark.parametrize(("package", "name"), sorted(TABLES))
def test_a_table_names_every_code_once(app: Flask, package: str, name: str) -> None:
    """A row has two cells, no code has two rows, and translators get the text that readers see, with its code."""
    path = files(package).joinpath(name)
    rows = [line.split("\t") for line in path.read_text("utf8").splitlines() if not line.startswith("#")][1:]
    assert all(len(row) == 2 and all(row) for row in rows)
    assert len({code for code, _ in rows}) == len(rows)
    with path.open("rb") as file:
        extracted = {comments[-1]: text for _, _, text, comments in messages.extract(file, (), (), options={})}
    with app.test_request_context():
        loaded = {code: str(text) for code, text in messages.load(package, name).items()}
    assert loaded == extracted == dict(rows)
