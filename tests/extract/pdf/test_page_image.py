"""Pages as pictures, and where words stand on them."""

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from axtar.errors import CorruptError, EncryptedError, NotFoundError
from axtar.extract import read
from axtar.extract.pdf import page_image
from axtar.extract.pdf.page_image import Box, boxes, render

MakePdf = Callable[..., Path]

LINES = ["The quiet bridge stands near the Hay-", "dar house in Şuşa, and the old", "mill stands behind it."]


def picture(path: Path, width: int = 800, number: int = 1) -> Image.Image:
    """The rendered page."""
    return Image.open(io.BytesIO(render(path, number, width))).convert("L")


def changed(path: Path, **values: object) -> Path:
    """The PDF with other keys in its first page."""
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        for key, value in values.items():
            document.pages[0].obj[f"/{key}"] = value
        document.save(path)
    return path


def word_boxes(path: Path, word: str) -> list[Box]:
    """Where a word of the first page stands."""
    text = read(path).pages[0].text
    start = text.index(word)
    return boxes(path, 1, [(start, start + len(word))], text)


def ink(image: Image.Image, box: Box) -> float:
    """The share of dark pixels within a box."""
    width, height = image.size
    part = image.crop((int(box[0] * width), int(box[1] * height), int(box[2] * width) + 1, int(box[3] * height) + 1))
    histogram = part.histogram()
    return sum(histogram[:128]) / (part.width * part.height)


def test_the_picture_has_the_width_that_was_asked_for(make_pdf: MakePdf) -> None:
    """And the proportions of the page, with ink on it."""
    image = picture(make_pdf([LINES]))
    assert image.size == (800, 1200)
    assert min(image.tobytes()) < 50


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_box_lies_on_its_word(make_pdf: MakePdf, turn: int) -> None:
    """On pages turned any way there is ink in the box, and the word's neighbours are outside."""
    path = changed(make_pdf([LINES]), Rotate=turn)
    image = picture(path)
    assert image.size == ((800, 1200) if turn % 180 == 0 else (800, 534))
    (box,) = word_boxes(path, "bridge")
    assert ink(image, box) > 0.1
    width, height = (box[2] - box[0], box[3] - box[1]) if turn % 180 == 0 else (box[3] - box[1], box[2] - box[0])
    assert 0.05 < width < 0.15
    assert 0.01 < height < 0.03


def test_a_box_lies_on_its_word_on_a_cropped_page(make_pdf: MakePdf) -> None:
    """Fractions are of what is shown, not of the sheet."""
    path = make_pdf([LINES])
    (whole,) = word_boxes(path, "bridge")
    changed(path, CropBox=pikepdf.Array([40, 300, 340, 600]))
    (cropped,) = word_boxes(path, "bridge")
    assert picture(path).size == (800, 800)
    assert cropped[0] == pytest.approx((whole[0] * 400 - 40) / 300, abs=0.005)
    assert cropped[1] == pytest.approx(whole[1] * 600 / 300, abs=0.005)
    assert ink(picture(path), cropped) > 0.1


def test_a_word_on_two_lines_has_two_boxes(make_pdf: MakePdf) -> None:
    """A word that a line end parts is marked on both lines."""
    first, second = word_boxes(make_pdf([LINES]), "Haydar")
    assert first[0] > 0.4
    assert second[0] < 0.2
    assert second[1] > first[1]


def test_a_change_of_font_does_not_part_a_box(tmp_path: Path) -> None:
    """Words in two fonts on one line are marked as one."""
    canvas = Canvas(str(tmp_path / "fonts.pdf"))
    line = canvas.beginText(50, 700)
    for font, word in (("Helvetica", "The old "), ("Helvetica-Bold", "stone "), ("Times-Italic", "bridge")):
        line.setFont(font, 12)
        line.textOut(word)
    canvas.drawText(line)
    canvas.save()
    (box,) = word_boxes(tmp_path / "fonts.pdf", "old stone bridge")
    (last,) = word_boxes(tmp_path / "fonts.pdf", "bridge")
    assert box[2] == last[2]
    assert box[0] < last[0] - 0.05


def test_spans_keep_their_order(make_pdf: MakePdf) -> None:
    """Boxes come in the order of the spans; a span of nothing has none."""
    path = make_pdf([LINES])
    text = read(path).pages[0].text
    spans = [(text.index(word), text.index(word) + len(word)) for word in ("mill", "quiet")]
    mill, quiet = boxes(path, 1, spans, text)
    assert mill[1] > quiet[1]
    assert boxes(path, 1, [], text) == []
    assert boxes(path, 1, [(3, 3)], text) == []


def test_huge_pages_are_scaled_down(make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch) -> None:
    """However wide a picture is asked for, it has no more pixels than we can hold."""
    monkeypatch.setattr(page_image, "MAX_PIXELS", 10_000)
    image = picture(make_pdf([LINES]), width=100_000)
    assert image.width * image.height <= 10_400


def test_a_page_that_is_a_line_cannot_be_shown(make_pdf: MakePdf) -> None:
    """A page without a second dimension is an error with its size, not a crash."""
    with pytest.raises(CorruptError, match="cannot be shown"):
        render(changed(make_pdf([LINES]), MediaBox=pikepdf.Array([0, 0, 14000, 1])), 1, 600)


def test_pages_that_are_not_there(make_pdf: MakePdf) -> None:
    """The error names the pages that there are."""
    path = make_pdf([LINES, LINES])
    for number in (0, 3, -1):
        with pytest.raises(NotFoundError, match="its pages are 1 to 2"):
            render(path, number, 100)


def test_a_broken_page_cannot_be_shown(make_pdf: MakePdf) -> None:
    """A damaged page says so; the others are shown."""
    path = make_pdf([LINES, LINES])
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        document.Root.Pages.Kids[0] = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Nothing))
        document.save(path, fix_metadata_version=False)
    with pytest.raises(CorruptError, match="page 1 is damaged"):
        render(path, 1, 100)
    assert picture(path, 100, 2).width == 100


def test_encrypted_files_cannot_be_shown(make_pdf: MakePdf) -> None:
    """Errors of opening are those of reading."""
    from reportlab.lib.pdfencrypt import StandardEncryption

    with pytest.raises(EncryptedError):
        render(make_pdf([LINES], encrypt=StandardEncryption("open sesame")), 1, 100)
