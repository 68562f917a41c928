"""A fresh catalogue on disk, and files to put into it."""

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
    """A file whose pages are parted by form feeds, as it comes out of extraction."""
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
    """The maker of files."""
    return make


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the catalogue lies."""
    return tmp_path / "catalogue.sqlite"


@pytest.fixture
def catalogue(file: Path) -> Iterator[Catalogue]:
    """An empty catalogue."""
    opened = Catalogue(file)
    yield opened
    opened.close()
