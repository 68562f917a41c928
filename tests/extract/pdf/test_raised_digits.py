"""Raised digits on PDF pages, as footnotes have them."""

from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from axtar.extract.limits import ExtractionLimits
from axtar.extract.pdf.reader import read
from axtar.progress import ignore_progress


def test_small_raised_digits_are_no_part_of_words(tmp_path: Path, vera: str) -> None:
    """The number of a footnote becomes a superscript; that of a formula, and one of full size, do not."""
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(400, 600))
    for row, (word, digits, rise) in enumerate([("inscriptions", "12", 4), ("CO", "2", -2), ("level", "42", 0)]):
        line = canvas.beginText(50, 500 - 40 * row)
        line.setFont(vera, 10)
        line.textOut(word)
        line.setFont(vera, 6 if rise else 10)
        line.setRise(rise)
        line.textOut(digits)
        canvas.drawText(line)
    canvas.save()
    (page,) = read(tmp_path / "a.pdf", ignore_progress, ExtractionLimits()).pages
    assert "inscriptions¹²" in page.text
    assert not {"²", "⁴"} & set(page.text.replace("inscriptions¹²", ""))
