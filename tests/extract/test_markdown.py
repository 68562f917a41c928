"""Markdown."""

from pathlib import Path

from axtar.extract import read
from axtar.model import ExtractedDocument


def read_content(tmp_path: Path, name: str, content: str | bytes) -> ExtractedDocument:
    """Read a file of this content."""
    (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return read(tmp_path / name)


def test_markup_is_removed(tmp_path: Path) -> None:
    """Emphasis, links and line ends inside a paragraph are removed; lists, tables, code and HTML keep their text."""
    source = (
        "# Old *bridges*\n\nThe **old** [bri-\ndge](http://example.org) of `the`\ntown<sup>1</sup>.  \nNext line.\n\n"
        "- one\n- two\n\n"
        "| Year | Town |\n|---|---|\n| 1901 | Bakı |\n\n```\ncode\nlines\n```\n\n"
        "<div>In <b>HTML</b></div>\n\n![A picture](x.png)\n\n---\n"
    )
    document = read_content(tmp_path, "a.md", source)
    assert document.record == {"title": "Old bridges"}
    assert not document.paged
    assert document.pages[0].text.split("\n\n") == [
        "Old bridges",
        "The old bridge of the town1.\nNext line.",
        "one",
        "two",
        "Year\tTown\n1901\tBakı",
        "code\nlines",
        "In HTML",
        "A picture",
    ]


def test_headings_begin_sections(tmp_path: Path) -> None:
    """As in HTML; without a first-level heading there is no title."""
    document = read_content(tmp_path, "a.md", f"## One\n\n{'word ' * 300}\n\n## Two\n\ntext")
    assert [page.text[:3] for page in document.pages] == ["One", "Two"]
    assert document.record == {}
