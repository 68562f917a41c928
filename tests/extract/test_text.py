"""Plain text: encodings, pages, sections."""

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axtar.extract import read
from axtar.extract.cleanup.encoding import decode
from axtar.extract.sections import LENGTH, Block, blocks, pages

TURKISH = "Kitaplık küçük bir yapıdır; gençler ve yaşlılar oraya akşamları gelir, ışıklı salonda gazete okur."
RUSSIAN = "Библиотека стоит у старого моста. По вечерам сюда приходят читать газеты и письма из соседних городов."
AZERBAIJANI = (
    "Kitabxana köhnə körpünün yanındadır; axşamlar gənclər bura qəzet oxumağa gəlir, işıqlı salonda çay içirlər."
)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", AZERBAIJANI),
        ("utf-8-sig", AZERBAIJANI),
        ("utf-16", AZERBAIJANI),
        ("utf-32", RUSSIAN),
        ("windows-1254", TURKISH),
        ("windows-1254", "Şükrü Öğüt\nkısa yazı"),
        ("windows-1251", RUSSIAN),
        ("windows-1251", "Старый мост"),
        ("koi8-r", RUSSIAN),
        ("koi8-r", "Старый мост"),
        ("ascii", "A bridge."),
        ("utf-16-be", "\ufeff" + RUSSIAN),
    ],
)
def test_encodings_are_told_apart(encoding: str, text: str) -> None:
    """The code pages of the region's old files, also for a single line."""
    assert decode(text.encode(encoding)) == text.removeprefix("\ufeff")


def test_a_few_bad_bytes_do_not_change_the_encoding() -> None:
    """UTF-8 with a broken byte stays UTF-8."""
    data = (RUSSIAN * 20).encode() + b"\xff"
    assert decode(data) == RUSSIAN * 20 + "\ufffd"


@given(st.binary())
def test_no_bytes_are_refused(data: bytes) -> None:
    """Whatever comes, text comes out."""
    assert isinstance(decode(data), str)
    assert isinstance(decode(codecs.BOM_UTF16_LE + data), str)


def test_form_feeds_part_pages(tmp_path: Path) -> None:
    """Numbers count the pages; labels come from what is printed."""
    path = tmp_path / "a.txt"
    path.write_text("First page, a-\nbout it.\n\n12\n\fSecond page.\n\n13\n\fThird\n\n14\n\f", encoding="utf-8")
    extract = read(path)
    assert extract.paged
    assert [(page.number, page.label) for page in extract.pages] == [(1, "12"), (2, "13"), (3, "14")]
    assert extract.pages[0].text == "First page, about it.\n\n12"


def test_text_without_pages_is_cut_into_sections(tmp_path: Path) -> None:
    """Sections have no labels, and no text is lost."""
    path = tmp_path / "a.txt"
    path.write_text(
        "\n\n".join(f"Paragraph {number} " + "of some words " * 20 for number in range(60)), encoding="utf-8"
    )
    extract = read(path)
    assert not extract.paged
    assert len(extract.pages) > 3
    assert [page.number for page in extract.pages] == list(range(1, len(extract.pages) + 1))
    assert all(page.label is None and len(page.text) <= LENGTH for page in extract.pages)
    assert "\n\n".join(page.text for page in extract.pages).count("Paragraph") == 60


def test_sections_begin_at_headings() -> None:
    """A numbered, marked or capital heading begins a section when the one before is long enough."""
    text = "A" + "a" * 1500 + ".\n\n2. The second chapter\n\nText.\n\nSHORT\n\nMore."
    assert [page.text.split("\n")[0][:10] for page in pages(blocks(text))] == ["Aaaaaaaaaa", "2. The sec"]


def test_endless_paragraphs_are_cut_at_sentences() -> None:
    """Else at blanks, else anywhere: nothing is longer than a section."""
    sentences = [page.text for page in pages([Block("A sentence. " * 1000)])]
    assert all(text.endswith(".") for text in sentences)
    assert " ".join(sentences) == ("A sentence. " * 1000).strip()
    assert all(text.endswith("word") for text in (page.text for page in pages([Block("word " * 2000)])))
    assert [len(page.text) for page in pages([Block("x" * 7000)])] == [LENGTH, LENGTH, 1000]


@given(st.lists(st.builds(Block, st.text(), st.booleans())))
def test_sections_lose_nothing(parts: list[Block]) -> None:
    """All that is not blank is in some section, in order."""
    together = "".join(page.text for page in pages(parts))
    assert "".join(together.split()) == "".join("".join(part.text for part in parts).split())
