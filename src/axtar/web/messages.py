"""Translated names of codes, from tables.

A new type of document, entity or expansion needs a row there, and no code.
"""

from collections.abc import Iterator, Mapping
from typing import IO

from flask_babel import lazy_gettext

from axtar import tables


def load(package: str, name: str) -> Mapping[str, object]:
    """Return the names in a table by code, each translated when it is rendered.

    The first row is a header.
    """
    return {code: lazy_gettext(text) for code, text in tables.rows(package, name)[1:]}


def extract(
    file: IO[bytes],
    _keywords: object,
    _comments: object,
    options: object,  # noqa: ARG001 - Babel names it
) -> Iterator[tuple[int, None, str, list[str]]]:
    """Extract the names in a table for translators, with comment and code.

    An extraction method for Babel; see babel.cfg.
    """
    content = file.read().decode("utf8")
    comments = [line.removeprefix("#").strip() for line in content.splitlines() if line.startswith("#")]
    for number, (code, text) in enumerate(tables.parse_rows(content)[1:], 1):
        yield number, None, text, [*comments, code]


DOCUMENT_TYPES = load("axtar.web", "data/document_types.tsv")
ENTITY_KINDS = load("axtar.web", "data/entity_kinds.tsv")
EXPANSIONS = load("axtar.web", "data/expansions.tsv")
SPELLING_STATUSES = load("axtar.web", "data/spelling_statuses.tsv")
SEARCH_TIPS = load("axtar.web", "data/search_tips.tsv")
REASONS = load("axtar.search", "reasons.tsv")
