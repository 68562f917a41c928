"""An empty catalogue on disk, and a factory of extracted files."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from axtar.catalogue import Catalogue, ExtractedFile
from axtar.model import ExtractedDocument, Page, Record

Make = Callable[..., ExtractedFile]


def make(
    name: str, text: str, path: str | None = None, source: str | None = None, record: Record | None = None
) -> ExtractedFile:
    """Return an extracted file; form feeds separate the pages of its text."""
    pages = tuple(Page(number, str(number + 10), part) for number, part in enumerate(text.split("\f"), 1))
    return ExtractedFile(
        file=name,
        path=path or name,
        source=source or f"/somewhere/{path or name}",
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        size=len(text),
        extract=ExtractedDocument("text/plain", paged=True, pages=pages),
        record={"title": name} if record is None else record,
    )


@pytest.fixture(scope="session")
def incoming() -> Make:
    """The factory of extracted files."""
    return make


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The path of the catalogue."""
    return tmp_path / "catalogue.sqlite"


@pytest.fixture
def catalogue(file: Path) -> Iterator[Catalogue]:
    """An empty catalogue."""
    opened = Catalogue(file)
    yield opened
    opened.close()
