"""Detection of file formats, and the messages about files that cannot be read."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from axtar.errors import CorruptError, EmptyError, ExtractionError, UnsupportedError
from axtar.extract import read

MakePdf = Callable[..., Path]


def test_a_pdf_is_read_whatever_its_name(make_pdf: MakePdf, tmp_path: Path) -> None:
    """The signature of a file takes precedence over its suffix."""
    for name in ("a.txt", "b.html", "c", "d.doc"):
        shutil.copy(make_pdf([["A page."]]), tmp_path / name)
        assert read(tmp_path / name).media_type == "application/pdf"


@pytest.mark.parametrize("junk", [b"HTTP/1.1 200 OK\r\n\r\n", b"<p>A page of a mirror.</p>\n" * 1000, b"\0" * 5000])
def test_a_pdf_may_begin_after_junk(make_pdf: MakePdf, tmp_path: Path, junk: bytes) -> None:
    """Its pages are those of the file without it."""
    path = tmp_path / "junk.pdf"
    path.write_bytes(junk + make_pdf([["A page."], ["Another page."]]).read_bytes())
    assert [page.text for page in read(path).pages] == ["A page.", "Another page."]


@pytest.mark.parametrize(
    ("name", "content", "error", "message"),
    [
        ("a.pdf", b"Just a text.\n", UnsupportedError, "not PDF, as its name says, but plain text"),
        ("a.pdf", b"<!DOCTYPE html><html></html>", UnsupportedError, "not PDF, as its name says, but HTML"),
        ("a.pdf", b"PK\x03\x04rest", UnsupportedError, "not PDF, as its name says, but a ZIP archive"),
        ("a.pdf", b"\x00\x01\x02" * 100, CorruptError, "does not begin as PDF does"),
        ("a.pdf", b"", EmptyError, "0 bytes"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", UnsupportedError, "a PNG picture, which axtar does not read"),
        ("a.txt", b"text\x00with nul", UnsupportedError, "an unknown format, which axtar does not read"),
        ("a.docx", b"PK\x03\x04rest", UnsupportedError, "an Office document"),
        ("a.json", b"{}", UnsupportedError, "axtar does not read"),
        ("a.txt", b" \n ", EmptyError, "is empty"),
        ("a.html", b"<html></html>", EmptyError, "no text"),
        ("a.md", b"\n\n", EmptyError, "no text"),
    ],
)
def test_a_file_that_cannot_be_read_has_a_message_of_one_line(
    tmp_path: Path, name: str, content: bytes, error: type[ExtractionError], message: str
) -> None:
    """The message names the file and what its content looks like."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(error) as caught:
        read(tmp_path / name)
    assert str(caught.value).startswith(f"{name}: ")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_html_is_distinguished_from_plain_text(tmp_path: Path) -> None:
    """HTML named .txt or without a suffix is read as HTML; named .md it remains Markdown."""
    for name, media_type in {"a.txt": "text/html", "a": "text/html", "a.md": "text/markdown"}.items():
        (tmp_path / name).write_text("<!-- c -->\n<html><body><p>Text</p></body></html>", encoding="utf-8")
        assert read(tmp_path / name).media_type == media_type


def test_a_text_that_quotes_the_pdf_signature_is_a_text(tmp_path: Path) -> None:
    """The signature after the start of a file makes a PDF only together with PDF objects."""
    (tmp_path / "a.md").write_text("A PDF begins with `%PDF-1.7`.", encoding="utf-8")
    assert read(tmp_path / "a.md").media_type == "text/markdown"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_text_is_not_binary(tmp_path: Path, encoding: str) -> None:
    """Its NUL bytes are accepted if it begins with a byte order mark."""
    (tmp_path / "a.txt").write_bytes("\ufeffWords.".encode(encoding))
    assert read(tmp_path / "a.txt").pages[0].text == "Words."
