"""Pages as printed, made elsewhere and kept."""

from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from axtar import page_renderer
from axtar.errors import CorruptError, NotFoundError, TimedOutError
from axtar.extract.pdf import page_image
from axtar.page_renderer import PageRenderer

SAMPLE = Path(__file__).parents[1] / "documents" / "gorod-shusha.pdf"
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> Iterator[PageRenderer]:
    """With more patience than a busy machine needs."""
    monkeypatch.setattr(page_renderer, "SECONDS", 60.0)
    made = PageRenderer()
    yield made
    made.close()


def hostile(folder: Path) -> Path:
    """A page that draws a form ten times, which draws a form ten times, and so on: a thousand million lines."""
    with pikepdf.new() as pdf:
        inner = pdf.make_stream(
            b"0 0 m 9 9 l S", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9]
        )
        for _ in range(9):
            resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=inner))
            inner = pdf.make_stream(
                b"/F Do " * 10,
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Form,
                BBox=[0, 0, 9, 9],
                Resources=resources,
            )
        pdf.add_blank_page()
        pdf.pages[0].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=inner))
        pdf.pages[0].obj.Contents = pdf.make_stream(b"/F Do")
        pdf.save(folder / "hostile.pdf")
    return folder / "hostile.pdf"


def test_a_page_is_drawn_once(pages: PageRenderer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Elsewhere; then it is kept, and so is where its words stand."""
    picture = pages.picture(SAMPLE, "hash", 1, 600)
    assert picture.startswith(PNG)
    boxes = pages.boxes(SAMPLE, "hash", 1, ((0, 5),), "")
    monkeypatch.setattr(pages._desk, "call", None)
    assert pages.picture(SAMPLE, "hash", 1, 600) == picture
    assert pages.boxes(SAMPLE, "hash", 1, ((0, 5),), "") == boxes


def test_little_is_kept(pages: PageRenderer, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was looked at longest ago goes."""
    monkeypatch.setattr(pages._desk, "call", lambda _function, _path, number, _width: bytes([number]) * 400)
    monkeypatch.setattr(page_renderer, "CACHE_BYTES", 1000)
    for number in (1, 2, 1, 3):
        pages.picture(SAMPLE, "hash", number, 600)
    assert [key[1] for key in pages._kept] == [1, 3]  # type: ignore[index] # keys are tuples


def test_a_hostile_page_costs_its_own_picture(
    pages: PageRenderer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Too slow or too large, it is given up and not tried again soon, in any size; others are drawn."""
    path = hostile(tmp_path)
    with monkeypatch.context() as impatient:
        impatient.setattr(pages._desk, "_seconds", 1.0)
        with pytest.raises(TimedOutError, match=r"hostile.pdf: page 1 cannot be shown as printed: "):
            pages.picture(path, "hostile", 1, 600)
    assert pages.picture(SAMPLE, "hash", 1, 600).startswith(PNG)
    with monkeypatch.context() as patched:
        patched.setattr(pages._desk, "call", None)
        for ask in (lambda: pages.picture(path, "hostile", 1, 900), lambda: pages.boxes(path, "hostile", 1, (), "")):
            with pytest.raises(TimedOutError, match="tried again later"):
                ask()
    monkeypatch.setattr("axtar.page_renderer.time.monotonic", lambda: 1e9)
    monkeypatch.setattr(pages._desk, "call", lambda *_: b"at last")
    assert pages.picture(path, "hostile", 1, 600) == b"at last"


def test_errors_of_a_page_are_its_own(pages: PageRenderer, tmp_path: Path) -> None:
    """Those that drawing in this process would raise."""
    with pytest.raises(NotFoundError, match="has no page 99"):
        pages.picture(SAMPLE, "hash", 99, 600)
    (tmp_path / "no.pdf").write_bytes(b"%PDF-1.7 nothing")
    with pytest.raises(CorruptError):
        pages.picture(tmp_path / "no.pdf", "no", 1, 600)


def test_the_picture_is_that_of_page_image(pages: PageRenderer) -> None:
    """Nothing is lost on the way."""
    assert pages.picture(SAMPLE, "hash", 2, 300) == page_image.render(SAMPLE, 2, 300)
