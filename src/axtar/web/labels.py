"""What codes are called, from the tables in web/data: a new kind of work, place or expansion needs a line there, and no code."""

from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import IO

from flask_babel import lazy_gettext


def table(name: str) -> Mapping[str, object]:
    """The names of a table's codes, translated when they are written out."""
    content = files(__package__).joinpath("data", name).read_text("utf8")
    return {code: lazy_gettext(text) for code, text in _rows(content.splitlines())}


def extract(
    file: IO[bytes],
    _keywords: object,
    _comments: object,
    options: object,  # noqa: ARG001 - Babel names it
) -> Iterator[tuple[int, None, str, list[str]]]:
    """The names of a table as messages for translators: a method of extraction for Babel (see babel.cfg)."""
    lines = file.read().decode("utf8").splitlines()
    for number, (_code, text) in enumerate(_rows(lines), 1):
        yield number, None, text, []


def _rows(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Codes and names; # begins a comment line, and the first other line is the header."""
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    yield from ((code, text) for code, text in rows[1:])


TYPES, KINDS, EXPANSIONS = table("types.tsv"), table("kinds.tsv"), table("expansions.tsv")
REASONS = table("reasons.tsv")
