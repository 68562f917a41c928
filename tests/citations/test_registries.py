"""The registries of citation styles and export formats."""

from collections.abc import Callable
from datetime import date

import pytest

from axtar.citations import EXPORT_FORMATS, STYLES, cite, export
from axtar.model import Document, Page

MakeDocument = Callable[..., Document]
RECORD = {"type": "book", "title": "Xalçalar", "author": [{"family": "Əliyeva", "given": "Nigar"}]}


@pytest.mark.parametrize("style", STYLES)
def test_every_style_formats_a_citation(document: MakeDocument, style: str) -> None:
    """The table names a style that citeproc-py can find and apply."""
    citation = cite(document(RECORD), Page(9, "7", ""), style, "/d/abcd1234/p/9", date(2026, 11, 21))
    assert citation.style == STYLES[style].id == style
    assert "Xalçalar" in citation.bibliography
    assert citation.inline or citation.note
    assert STYLES[style].label


@pytest.mark.parametrize("format_", EXPORT_FORMATS)
def test_every_format_writes_a_file(document: MakeDocument, format_: str) -> None:
    """It has a label, a media type and a suffix, and contains the title and the link."""
    text = export(document(RECORD), Page(9, "7", ""), format_, "/d/abcd1234/p/9")
    assert "Xalçalar" in text
    assert "/d/abcd1234/p/9" in text
    row = EXPORT_FORMATS[format_]
    assert row.label
    assert row.suffix.startswith(".")
    assert row.media_type.count("/") == 1
