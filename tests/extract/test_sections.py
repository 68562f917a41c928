"""Sections of documents without pages."""

from hypothesis import given
from hypothesis import strategies as st

from axtar.extract.blocks import Block
from axtar.extract.sections import MAX_LENGTH, build_sections, paragraph_blocks


def test_sections_begin_at_headings() -> None:
    """A numbered or marked heading, or one in capitals, begins a section if the one before is long enough."""
    text = "A" + "a" * 1500 + ".\n\n2. The second chapter\n\nText.\n\nSHORT\n\nMore."
    assert [page.text.split("\n")[0][:10] for page in build_sections(paragraph_blocks(text))] == [
        "Aaaaaaaaaa",
        "2. The sec",
    ]


def test_long_paragraphs_are_cut_after_sentences() -> None:
    """They are cut at spaces if there is no sentence end, and anywhere if there is no space."""
    sentences = [page.text for page in build_sections([Block("A sentence. " * 1000)])]
    assert all(text.endswith(".") for text in sentences)
    assert " ".join(sentences) == ("A sentence. " * 1000).strip()
    assert all(text.endswith("word") for text in (page.text for page in build_sections([Block("word " * 2000)])))
    assert [len(page.text) for page in build_sections([Block("x" * 7000)])] == [MAX_LENGTH, MAX_LENGTH, 1000]


@given(st.lists(st.builds(Block, st.text(), st.booleans())))
def test_sections_lose_nothing(parts: list[Block]) -> None:
    """All text but white space is in a section, in order."""
    together = "".join(page.text for page in build_sections(parts))
    assert "".join(together.split()) == "".join("".join(part.text for part in parts).split())
