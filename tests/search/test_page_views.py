"""Pages as printed and as text, with boxes and highlights, of real samples."""

import io
import unicodedata
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from axtar.errors import NotFoundError
from axtar.library import Library
from axtar.model import Request


def id_of(library: Library, file: str) -> str:
    """Return the id of a document by the name of its file."""
    return next(document.id for document in library.documents.list_all() if document.file == file)


def text_inside(path: Path, number: int, box: tuple[float, float, float, float]) -> str:
    """Return the text that PDFium extracts inside a box of a page."""
    pdf = pypdfium2.PdfDocument(path)
    page = pdf[number - 1]
    width, height = page.get_size()
    left, top, right, bottom = box
    text_page = page.get_textpage()
    text = text_page.get_text_bounded(left * width, height - bottom * height, right * width, height - top * height)
    for handle in (text_page, page, pdf):
        handle.close()
    return unicodedata.normalize("NFC", str(text))


@pytest.mark.parametrize(
    ("file", "query", "words"),
    [
        ("shusha-a-town-on-a-plateau.pdf", "Шуша", ("Shush", "Şuşa", "Шуш", "Schuscha", "Շուշի")),
        ("xudaferin-korpuleri.pdf", "körpü", ("körpü", "Körpü", "KÖRPÜ")),
    ],
)
def test_boxes_enclose_the_matched_words(finished: Library, file: str, query: str, words: tuple[str, ...]) -> None:
    """The text inside each box on each page of a hit is a form of the word."""
    id_ = id_of(finished, file)
    (hit,) = [hit for hit in finished.search(Request(query, limit=50)).hits if hit.document.id == id_]
    path = finished.find_original(id_)
    assert path
    numbers = {passage.page for passage in hit.passages}
    assert numbers
    for number in numbers:
        boxes = finished.page_views.boxes(id_, number, Request(query))
        assert boxes
        for box in boxes:
            assert all(0 <= side <= 1 for side in box)
            assert any(word in text_inside(path, number, box) for word in words), (
                number,
                text_inside(path, number, box),
            )


def test_a_page_without_matches_has_no_boxes(finished: Library) -> None:
    """Neither an empty query nor one without matches has boxes."""
    id_ = id_of(finished, "xudaferin-korpuleri.pdf")
    assert finished.page_views.boxes(id_, 1, Request("")) == finished.page_views.boxes(id_, 1, Request("zzzzzz")) == []


def test_a_page_is_rendered_as_an_image(finished: Library) -> None:
    """It is a PNG of the requested width, and not blank."""
    picture = Image.open(io.BytesIO(finished.page_views.image(id_of(finished, "xudaferin-korpuleri.pdf"), 1, 500)))
    assert (picture.format, picture.width) == ("PNG", 500)
    low, high = picture.convert("L").getextrema()
    assert (low, high) != (255, 255)


def test_only_existing_pages_of_pdfs_can_be_rendered(copied: Library) -> None:
    """A text file has no image, nor has a page after the last one or a PDF whose original is missing."""
    text, pdf = id_of(copied, "weavers.txt"), id_of(copied, "xudaferin-korpuleri.pdf")
    original = copied.find_original(pdf)
    assert original
    for id_, number in ((text, 1), (pdf, 999)):
        with pytest.raises(NotFoundError):
            copied.page_views.image(id_, number, 100)
    original.unlink()
    with pytest.raises(NotFoundError, match="no PDF to show"):
        copied.page_views.image(pdf, 1, 100)
    with pytest.raises(NotFoundError):
        copied.page_views.boxes(pdf, 1, Request("körpü"))


def test_highlights_on_a_page_are_those_of_its_passages(finished: Library) -> None:
    """The whole page has the highlights of its passages, also if they are in two languages."""
    for query in ("Шуша", '"stone bridge"', "carpets"):
        for hit in finished.search(Request(query, limit=50)).hits:
            for passage in hit.passages:
                highlighted = finished.page_views.highlighted(hit.document.id, passage.page, Request(query))
                text = finished.pages.get(hit.document.id, passage.page).text
                assert highlighted.text == text
                words = [highlighted.text[start:end] for start, end in highlighted.highlights]
                assert {passage.text[start:end] for start, end in passage.highlights} <= set(words)


@pytest.mark.parametrize("query", ["", "  ", '"', "AND", "\ud800", "year:soon"])
def test_a_page_is_shown_for_any_query(finished: Library, query: str) -> None:
    """Empty, invalid and undecodable queries show the text of the page."""
    id_ = id_of(finished, "weavers.txt")
    assert finished.page_views.highlighted(id_, 1, Request(query)).text == finished.pages.get(id_, 1).text
