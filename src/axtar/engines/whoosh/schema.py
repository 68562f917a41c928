"""What Whoosh stores of an entry."""

import re
from array import array
from collections.abc import Iterator

from whoosh import columns, fields, formats

from axtar.engines import facet_key
from axtar.model import POSITION_FIELDS, TEXT_FIELDS, VALUE_FIELDS, IndexedPassage

NUMBER = 3
"""Counted up with every change to `SCHEMA` or to how `Terms` and `Value` write."""

_BLANKS = re.compile("[ \t\n\f\r]+")  # those of tantivy's whitespace tokenizer


class Terms(fields.FieldType):  # type: ignore[misc]  # the package has no types
    """Finished terms parted by blanks; a posting's weight is the frequency, its value the places as 32-bit numbers."""

    def __init__(self, *, positions: bool) -> None:
        self.positions = positions
        super().__init__(formats.Format() if positions else formats.Existence(), analyzer=None, scorable=True)

    def index(self, value: str, **_options: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """The posting of each term."""
        places: dict[str, list[int]] = {}
        for place, term in enumerate(_words(value)):
            places.setdefault(term, []).append(place)
        for term, each in places.items():
            yield term.encode(), len(each), float(len(each)), array("I", each).tobytes() if self.positions else b""


def _words(text: str) -> list[str]:
    return list(filter(None, _BLANKS.split(text)))


def length(field: str) -> str:
    """The column of a field's lengths: Whoosh's own are approximate, and more so with each merge."""
    return f"{field}_length"


class Value(fields.FieldType):  # type: ignore[misc]  # the package has no types
    """Values to filter by, as they are."""

    def __init__(self) -> None:
        super().__init__(formats.Existence(), analyzer=None)

    def index(self, value: list[str], **_options: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """The posting of each value."""
        for each in set(value):
            yield each.encode(), 1, 1.0, b""


SCHEMA = fields.Schema(
    key=fields.COLUMN(columns.VarBytesColumn()),
    profile=fields.COLUMN(columns.VarBytesColumn()),
    **{length(field): fields.COLUMN(columns.NumericColumn("I")) for field in TEXT_FIELDS},
    **{field: Terms(positions=field in POSITION_FIELDS) for field in TEXT_FIELDS},
    **{field: Value() for field in (*VALUE_FIELDS, "year")},
)


def stored(entry: IndexedPassage) -> dict[str, object]:
    """An entry as it is stored."""
    texts = {field: getattr(entry, field) for field in TEXT_FIELDS}
    values = {field: facet_key.values(entry, field) for field in (*VALUE_FIELDS, "year")}
    lengths = {length(field): len(_words(text)) for field, text in texts.items()}
    return {"key": entry.id.encode(), "profile": facet_key.facet_key(entry).encode(), **texts, **values, **lengths}
