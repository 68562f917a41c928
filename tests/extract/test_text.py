"""Plain text: pages and sections."""

from pathlib import Path

from axtar.extract import read
from axtar.extract.sections import MAX_LENGTH


def test_form_feeds_separate_pages(tmp_path: Path) -> None:
    """Pages are numbered from 1, and labelled by their printed numbers."""
    path = tmp_path / "a.txt"
    path.write_text("First page, a-\nbout it.\n\n12\n\fSecond page.\n\n13\n\fThird\n\n14\n\f", encoding="utf-8")
    document = read(path)
    assert document.paged
    assert [(page.number, page.label) for page in document.pages] == [(1, "12"), (2, "13"), (3, "14")]
    assert document.pages[0].text == "First page, about it.\n\n12"


def test_text_without_pages_is_divided_into_sections(tmp_path: Path) -> None:
    """Sections have no labels, and no text is lost."""
    path = tmp_path / "a.txt"
    path.write_text(
        "\n\n".join(f"Paragraph {number} " + "of some words " * 20 for number in range(60)), encoding="utf-8"
    )
    document = read(path)
    assert not document.paged
    assert len(document.pages) > 3
    assert [page.number for page in document.pages] == list(range(1, len(document.pages) + 1))
    assert all(page.label is None and len(page.text) <= MAX_LENGTH for page in document.pages)
    assert "\n\n".join(page.text for page in document.pages).count("Paragraph") == 60
