"""Documents: the content extracted from a file, and the document that a library stores."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Record = Mapping[str, Any]
"""A bibliographic record: one CSL-JSON item (https://docs.citationstyles.org), without `id`."""

_NAME = ("family", "given")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a document. `number` is physical, from 1.

    `label` is the printed page number, if there is one.

    In a document that is not `paged`, a page is a section made by axtar, and its number must not be cited.
    """

    number: int
    label: str | None
    text: str


@dataclass(frozen=True, slots=True)
class ExtractedDocument:
    """The content of a file.

    `record` holds the metadata found in the file: a proposal, never trusted.
    """

    media_type: str
    paged: bool
    pages: tuple[Page, ...]
    record: Record = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the library.

    `file` is the name of the original, `path` its place relative to `documents/`.
    """

    id: str
    file: str
    path: str
    media_type: str
    sha256: str
    paged: bool
    page_count: int
    record: Record
    removed_at: str | None = None

    @property
    def title(self) -> str:
        """The record's title, or the file name."""
        return self.text("title") or self.file

    @property
    def authors(self) -> tuple[str, ...]:
        """The authors as `Family, Given` or as a literal, in the record's order.

        Malformed names are skipped.
        """
        names = self.record.get("author")
        return tuple(
            written
            for name in (names if isinstance(names, list) else ())
            if isinstance(name, Mapping)
            if (
                written := _text(name.get("literal"))
                or ", ".join(filter(None, (_text(name.get(part)) for part in _NAME)))
            )
        )

    @property
    def year(self) -> int | None:
        """The year of the record's `issued` date, if it has one of at most four digits."""
        try:
            year = int(self.record["issued"]["date-parts"][0][0])
        except (KeyError, IndexError, TypeError, ValueError, OverflowError):  # a record may hold any JSON
            return None
        return year if 0 < abs(year) < 10_000 else None

    @property
    def type(self) -> str:
        """The record's CSL type; `document` if it has none."""
        return self.text("type") or "document"

    def text(self, field: str) -> str:
        """Return a field of the record as text; empty if it holds neither text nor a number.

        A record may hold any JSON, whatever the field is for.
        """
        return _text(self.record.get(field))


def _text(value: object) -> str:
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


@dataclass(frozen=True, slots=True)
class AddResult:
    """The outcome of adding one file.

    `status`: added, updated, unchanged, restored, kept, skipped or failed (`message` gives the reason of the last two).

    `kept`: the sidecar record has changed, but the document's own record was edited and is preserved.
    """

    path: str
    status: str
    document: str | None = None
    message: str = ""
    warnings: tuple[str, ...] = ()
