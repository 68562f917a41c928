"""Files that are small to write and expensive to read."""

from pathlib import Path

import pytest

from axtar.extract.formats import read
from axtar.extract.html import html_blocks
from axtar.extract.limits import ExtractionLimits


def text_of(path: Path, content: str) -> str:
    path.write_text(content, "utf8")
    return "\n".join(page.text for page in read(path).pages)


@pytest.mark.parametrize("tag", ["<div>", "<b>", "<ul><li>", "<table><tr><td>", "<font></p>", "<i></b>"])
def test_deeply_nested_html_keeps_its_text(tmp_path: Path, tag: str) -> None:
    """The parser stops at a depth that no page has; then all tags are removed."""
    for depth in (10, 1_000, 100_000):
        text = text_of(tmp_path / "deep.html", f"<html><body>{tag * depth}text &amp; more")
        assert text.startswith("text & more")


def test_text_after_the_end_of_html_is_kept() -> None:
    """Browsers show it."""
    assert [block.text for block in html_blocks("<p>a</p></body></html><p>b")] == ["a", "b"]


def test_a_tag_with_many_attributes_is_dropped() -> None:
    """An image in a data URL is one attribute."""
    many = " ".join(f"a{number}=1" for number in range(100_000))
    assert [block.text for block in html_blocks(f"<p {many}>a<img src='data:{'x' * 20_000}'>b")] == ["ab"]


def test_comments_before_html_are_skipped(tmp_path: Path) -> None:
    """Each of them might have ended at the end of any later one."""
    assert text_of(tmp_path / "page.html", "<!---->" * 500 + "<html><p>text") == "text"
    assert text_of(tmp_path / "page.txt", "<!---->" * 500 + "text").endswith("text")


@pytest.mark.parametrize("markup", ["![", "a <![CDATA[", "[a](", "**a ", "`a", "<a ", "> ", "- ", "|a", "\\"])
def test_markup_of_a_long_paragraph_is_text(tmp_path: Path, markup: str) -> None:
    """In some of these the parser compares each mark with all others."""
    assert text_of(tmp_path / "long.md", markup * 30_000 + "word").endswith("word")


def test_a_short_paragraph_beside_a_long_one_has_markup(tmp_path: Path) -> None:
    """Each is judged by itself."""
    assert text_of(tmp_path / "a.md", f"**bold**\n\n{'long ' * 5_000}").startswith("bold\n")


def test_a_long_line_is_divided_into_sections(tmp_path: Path) -> None:
    """It is cleaned in parts, between words if it has any."""
    for unit in ("word ", "word", "word\n", "word\n\n"):
        text = text_of(tmp_path / "long.txt", unit * 500_000)
        assert text.count("word") == 500_000 - text.replace("word", "").replace("\n", "").replace(" ", "").count("wo")


def test_a_page_longer_than_any_printed_one_is_divided(tmp_path: Path) -> None:
    """Its form feeds are then line ends."""
    path = tmp_path / "pages.txt"
    path.write_text("first\f" + "word " * 1_000, "utf8")
    assert read(path).paged
    document = read(path, limits=ExtractionLimits(page_characters=2_000))
    assert not document.paged
    assert len(document.pages) == 2


def test_a_million_form_feeds_are_pages(tmp_path: Path) -> None:
    """Empty pages cost little."""
    path = tmp_path / "pages.txt"
    path.write_text("a" + "\f" * 50_000 + "b", "utf8")
    assert len(read(path).pages) == 50_001
