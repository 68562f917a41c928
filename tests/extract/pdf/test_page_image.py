"""Pages as images, and the boxes of words on them."""

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from axtar.errors import CorruptError, EncryptedError, NotFoundError
from axtar.extract import read
from axtar.extract.limits import ExtractionLimits
from axtar.extract.pdf.page_image import Box, boxes, render

MakePdf = Callable[..., Path]

LINES = ["The quiet bridge stands near the Hay-", "dar house in Şuşa, and the old", "mill stands behind it."]


def rendered(path: Path, width: int = 800, number: int = 1) -> Image.Image:
    """The rendered page."""
    return Image.open(io.BytesIO(render(path, number, width))).convert("L")


def changed(path: Path, **values: object) -> Path:
    """Change keys of the PDF's first page."""
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        for key, value in values.items():
            document.pages[0].obj[f"/{key}"] = value
        document.save(path)
    return path


def word_boxes(path: Path, word: str) -> list[Box]:
    """The boxes of a word on the first page."""
    text = read(path).pages[0].text
    start = text.index(word)
    return boxes(path, 1, [(start, start + len(word))], text)


def ink(image: Image.Image, box: Box) -> float:
    """The share of dark pixels in a box."""
    width, height = image.size
    part = image.crop((int(box[0] * width), int(box[1] * height), int(box[2] * width) + 1, int(box[3] * height) + 1))
    histogram = part.histogram()
    return sum(histogram[:128]) / (part.width * part.height)


def test_the_image_has_the_requested_width(make_pdf: MakePdf) -> None:
    """It has the proportions of the page, and ink on it."""
    image = rendered(make_pdf([LINES]))
    assert image.size == (800, 1200)
    assert min(image.tobytes()) < 50


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_box_covers_its_word(make_pdf: MakePdf, turn: int) -> None:
    """On pages rotated by any angle there is ink in the box, and it ends before the next words."""
    path = changed(make_pdf([LINES]), Rotate=turn)
    image = rendered(path)
    assert image.size == ((800, 1200) if turn % 180 == 0 else (800, 534))
    (box,) = word_boxes(path, "bridge")
    assert ink(image, box) > 0.1
    width, height = (box[2] - box[0], box[3] - box[1]) if turn % 180 == 0 else (box[3] - box[1], box[2] - box[0])
    assert 0.05 < width < 0.15
    assert 0.01 < height < 0.03


def test_a_box_covers_its_word_on_a_cropped_page(make_pdf: MakePdf) -> None:
    """Boxes are fractions of the page as shown, not of the sheet."""
    path = make_pdf([LINES])
    (whole,) = word_boxes(path, "bridge")
    changed(path, CropBox=pikepdf.Array([40, 300, 340, 600]))
    (cropped,) = word_boxes(path, "bridge")
    assert rendered(path).size == (800, 800)
    assert cropped[0] == pytest.approx((whole[0] * 400 - 40) / 300, abs=0.005)
    assert cropped[1] == pytest.approx(whole[1] * 600 / 300, abs=0.005)
    assert ink(rendered(path), cropped) > 0.1


def test_a_word_on_two_lines_has_two_boxes(make_pdf: MakePdf) -> None:
    """A word divided at a line end has a box on each line."""
    first, second = word_boxes(make_pdf([LINES]), "Haydar")
    assert first[0] > 0.4
    assert second[0] < 0.2
    assert second[1] > first[1]


def test_a_change_of_font_does_not_split_a_box(tmp_path: Path) -> None:
    """Words in several fonts on one line have one box."""
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


def test_boxes_are_in_the_order_of_the_spans(make_pdf: MakePdf) -> None:
    """An empty span has no box."""
    path = make_pdf([LINES])
    text = read(path).pages[0].text
    spans = [(text.index(word), text.index(word) + len(word)) for word in ("mill", "quiet")]
    mill, quiet = boxes(path, 1, spans, text)
    assert mill[1] > quiet[1]
    assert boxes(path, 1, [], text) == []
    assert boxes(path, 1, [(3, 3)], text) == []


def test_huge_images_are_scaled_down(make_pdf: MakePdf) -> None:
    """However wide an image is requested, it has no more pixels than the limits allow."""
    image = Image.open(io.BytesIO(render(make_pdf([LINES]), 1, 100_000, ExtractionLimits(image_pixels=10_000))))
    assert image.width * image.height <= 10_400


def test_a_page_of_extreme_proportions_cannot_be_shown(make_pdf: MakePdf) -> None:
    """A page less than a pixel high is an error with its size, not a crash."""
    with pytest.raises(CorruptError, match="cannot be shown"):
        render(changed(make_pdf([LINES]), MediaBox=pikepdf.Array([0, 0, 14000, 1])), 1, 600)


def test_a_missing_page_is_an_error(make_pdf: MakePdf) -> None:
    """The error names the range of pages."""
    path = make_pdf([LINES, LINES])
    for number in (0, 3, -1):
        with pytest.raises(NotFoundError, match="its pages are 1 to 2"):
            render(path, number, 100)


def test_a_damaged_page_cannot_be_shown(make_pdf: MakePdf) -> None:
    """The error names the damaged page; the others are shown."""
    path = make_pdf([LINES, LINES])
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        document.Root.Pages.Kids[0] = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Nothing))
        document.save(path, fix_metadata_version=False)
    with pytest.raises(CorruptError, match="page 1 is damaged"):
        render(path, 1, 100)
    assert rendered(path, 100, 2).width == 100


def test_encrypted_files_cannot_be_shown(make_pdf: MakePdf) -> None:
    """Opening raises the same errors as reading."""
    from reportlab.lib.pdfencrypt import StandardEncryption

    with pytest.raises(EncryptedError):
        render(make_pdf([LINES], encrypt=StandardEncryption("open sesame")), 1, 100)
