"""Which reader reads a file, and what is said of files that none reads."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from axtar.errors import CorruptError, EmptyError, ExtractionError, UnsupportedError
from axtar.extract import SUFFIXES, read

MakePdf = Callable[..., Path]


def test_a_pdf_is_read_whatever_its_name(make_pdf: MakePdf, tmp_path: Path) -> None:
    """What a file begins with counts more than what it is called."""
    for name in ("a.txt", "b.html", "c", "d.doc"):
        shutil.copy(make_pdf([["A page."]]), tmp_path / name)
        assert read(tmp_path / name).media_type == "application/pdf"


@pytest.mark.parametrize(
    ("name", "content", "error", "message"),
    [
        ("a.pdf", b"Just a text.\n", UnsupportedError, "is not a PDF but looks like plain text"),
        ("a.pdf", b"<!DOCTYPE html><html></html>", UnsupportedError, "is not a PDF but looks like HTML"),
        ("a.pdf", b"PK\x03\x04rest", UnsupportedError, "is not a PDF but looks like a ZIP archive"),
        ("a.pdf", b"\x00\x01\x02" * 100, CorruptError, "does not begin like one"),
        ("a.pdf", b"", EmptyError, "0 bytes"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", UnsupportedError, "a PNG picture that axtar does not read"),
        ("a.txt", b"text\x00with nul", UnsupportedError, "not a format that axtar does not read"),
        ("a.docx", b"PK\x03\x04rest", UnsupportedError, "an Office document"),
        ("a.json", b"{}", UnsupportedError, "axtar does not read"),
        ("a.txt", b" \n ", EmptyError, "is empty"),
        ("a.html", b"<html></html>", EmptyError, "no text"),
        ("a.md", b"\n\n", EmptyError, "no text"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(
    tmp_path: Path, name: str, content: bytes, error: type[ExtractionError], message: str
) -> None:
    """The line names the file and says what it looks like."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(error) as caught:
        read(tmp_path / name)
    assert str(caught.value).startswith(f"{name}: ")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_an_extraction_error(tmp_path: Path) -> None:
    """A file that went away between listing and reading costs itself only."""
    with pytest.raises(ExtractionError, match=r"gone\.txt: cannot be opened \(No such file"):
        read(tmp_path / "gone.txt")


def test_html_is_told_from_text(tmp_path: Path) -> None:
    """HTML called .txt, or without a suffix, is read as HTML; as .md it stays Markdown."""
    for name, media_type in {"a.txt": "text/html", "a": "text/html", "a.md": "text/markdown"}.items():
        (tmp_path / name).write_text("<!-- c -->\n<html><body><p>Text</p></body></html>", encoding="utf-8")
        assert read(tmp_path / name).media_type == media_type


def test_a_text_about_pdf_is_a_text(tmp_path: Path) -> None:
    """The mark of a PDF further down does not make one."""
    (tmp_path / "a.md").write_text("A PDF begins with `%PDF-1.7`.", encoding="utf-8")
    assert read(tmp_path / "a.md").media_type == "text/markdown"


def test_suffixes_are_those_that_are_read(tmp_path: Path) -> None:
    """Every suffix in the table has a reader."""
    for suffix in SUFFIXES - {".pdf"}:
        (tmp_path / f"a{suffix}").write_text("Words.", encoding="utf-8")
        assert read(tmp_path / f"a{suffix}").pages[0].text == "Words."
