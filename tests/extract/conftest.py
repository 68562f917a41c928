"""PDF files for the tests, written with reportlab."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

MakePdf = Callable[..., Path]


@pytest.fixture(scope="session")
def vera() -> str:
    """A free font shipped with reportlab, which has the letters of Turkish."""
    pdfmetrics.registerFont(TTFont("Vera", Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"))
    return "Vera"


@pytest.fixture
def make_pdf(tmp_path: Path, vera: str) -> MakePdf:
    """A function that writes a PDF of the given pages, each a list of lines, and returns its path."""

    def make(
        pages: Sequence[Sequence[str]], name: str = "a.pdf", title: str = "", author: str = "", **options: object
    ) -> Path:
        buffer = io.BytesIO()
        canvas = Canvas(buffer, pagesize=(400, 600), **options)
        canvas.setTitle(title)
        canvas.setAuthor(author)
        for lines in pages:
            canvas.setFont(vera, 10)
            for row, line in enumerate(lines):
                canvas.drawString(50, 550 - 14 * row, line)
            canvas.showPage()
        canvas.save()
        path = tmp_path / name
        path.write_bytes(buffer.getvalue())
        return path

    return make
