"""What codes are called, from the tables in web/data: a new kind of work, place or expansion needs a line there, and no code."""

from collections.abc import Iterator, Mapping
from typing import IO

from flask_babel import lazy_gettext

from axtar import tables


def table(name: str) -> Mapping[str, object]:
    """The names of a table's codes, translated when they are written out."""
    return {code: lazy_gettext(text) for code, text in tables.rows(__package__, f"data/{name}")[1:]}


def extract(
    file: IO[bytes],
    _keywords: object,
    _comments: object,
    options: object,  # noqa: ARG001 - Babel names it
) -> Iterator[tuple[int, None, str, list[str]]]:
    """The names of a table as messages for translators: a method of extraction for Babel (see babel.cfg)."""
    for number, (_code, text) in enumerate(tables.parse_rows(file.read().decode("utf8"))[1:], 1):
        yield number, None, text, []


TYPES, KINDS, EXPANSIONS = table("types.tsv"), table("kinds.tsv"), table("expansions.tsv")
REASONS, STATUSES = table("reasons.tsv"), table("statuses.tsv")
