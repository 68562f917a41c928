"""The Whoosh schema, and the fields that represent a passage in it."""

import re
from array import array
from collections.abc import Iterator

from whoosh import columns, fields, formats

from axtar.engines import facet_key
from axtar.model import POSITION_FIELDS, TEXT_FIELDS, VALUE_FIELDS, IndexedPassage

_WHITESPACE = re.compile("[ \t\n\f\r]+")  # as in tantivy's whitespace tokenizer


class Terms(fields.FieldType):  # type: ignore[misc]  # the package has no types
    """Terms separated by whitespace.

    The weight of a posting is the frequency, its value the positions as 32-bit integers.
    """

    def __init__(self, *, positions: bool) -> None:
        self.positions = positions
        super().__init__(formats.Format() if positions else formats.Existence(), analyzer=None, scorable=True)

    def index(self, value: str, **_options: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield the posting of each term."""
        positions: dict[str, list[int]] = {}
        for position, term in enumerate(_terms(value)):
            positions.setdefault(term, []).append(position)
        for term, each in positions.items():
            yield term.encode(), len(each), float(len(each)), array("I", each).tobytes() if self.positions else b""


def _terms(text: str) -> list[str]:
    return list(filter(None, _WHITESPACE.split(text)))


def length_column(field: str) -> str:
    """Return the name of the column with a field's exact lengths.

    Whoosh's own lengths are approximate, and more so with each merge.
    """
    return f"{field}_length"


class Value(fields.FieldType):  # type: ignore[misc]  # the package has no types
    """Whole values to filter by."""

    def __init__(self) -> None:
        super().__init__(formats.Existence(), analyzer=None)

    def index(self, value: list[str], **_options: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield the posting of each value."""
        for each in set(value):
            yield each.encode(), 1, 1.0, b""


SCHEMA = fields.Schema(
    key=fields.COLUMN(columns.VarBytesColumn()),
    facet_key=fields.COLUMN(columns.VarBytesColumn()),
    **{length_column(field): fields.COLUMN(columns.NumericColumn("I")) for field in TEXT_FIELDS},
    **{field: Terms(positions=field in POSITION_FIELDS) for field in TEXT_FIELDS},
    **{field: Value() for field in (*VALUE_FIELDS, "year")},
)


def to_fields(passage: IndexedPassage) -> dict[str, object]:
    """Return the fields that Whoosh stores for a passage."""
    texts = {field: getattr(passage, field) for field in TEXT_FIELDS}
    values = {field: facet_key.values(passage, field) for field in (*VALUE_FIELDS, "year")}
    lengths = {length_column(field): len(_terms(text)) for field, text in texts.items()}
    key = facet_key.facet_key(passage).encode()
    return {"key": passage.id.encode(), "facet_key": key, **texts, **values, **lengths}
