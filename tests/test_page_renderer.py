"""Rendering of PDF pages in a process of its own, with a cache."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pytest

from axtar.errors import AxtarError, BusyError, CorruptError, NotFoundError, TimedOutError
from axtar.extract.pdf import page_image
from axtar.page_renderer import PageRenderer, RenderLimits

SAMPLE = Path(__file__).parents[1] / "documents" / "gorod-shusha.pdf"
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def renderer() -> Iterator[PageRenderer]:
    """A renderer with a timeout that is long enough for a busy machine."""
    page_renderer = PageRenderer(RenderLimits(timeout=60.0, patience=60.0))
    yield page_renderer
    page_renderer.close()


def hostile(folder: Path) -> Path:
    """Write a PDF with nested forms, each of which draws the next one ten times: a billion lines."""
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


def test_a_page_is_rendered_once(renderer: PageRenderer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Images and boxes come from the cache when they are requested again."""
    image = renderer.image(SAMPLE, "hash", 1, 600)
    assert image.startswith(PNG)
    boxes = renderer.boxes(SAMPLE, "hash", 1, ((0, 5),), "")
    monkeypatch.setattr(renderer._process, "call", None)
    assert renderer.image(SAMPLE, "hash", 1, 600) == image
    assert renderer.boxes(SAMPLE, "hash", 1, ((0, 5),), "") == boxes


def test_the_cache_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    """The least recently used image is removed first."""
    renderer = PageRenderer(RenderLimits(cache_bytes=1000))
    calls: list[int] = []

    def render(_function: object, _path: Path, number: int, _width: int, *, timeout: float) -> bytes:  # noqa: ARG001
        calls.append(number)
        return bytes([number]) * 400

    monkeypatch.setattr(renderer._process, "call", render)
    for number in (1, 2, 1, 3, 1, 2):
        renderer.image(SAMPLE, "hash", number, 600)
    assert calls == [1, 2, 3, 2]


def test_a_hostile_page_costs_only_its_own_image(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that is too slow or too large is not tried again soon, at any size; others are rendered."""
    path = hostile(tmp_path)
    renderer = PageRenderer(RenderLimits(timeout=3.0, patience=60.0))
    with pytest.raises(TimedOutError, match=r"hostile.pdf: page 1 cannot be shown as printed: "):
        renderer.image(path, "hostile", 1, 600)
    assert renderer.image(SAMPLE, "hash", 1, 600).startswith(PNG)
    with monkeypatch.context() as patched:
        patched.setattr(renderer._process, "call", None)
        for render in (
            lambda: renderer.image(path, "hostile", 1, 900),
            lambda: renderer.boxes(path, "hostile", 1, (), ""),
        ):
            with pytest.raises(TimedOutError, match="tried again later"):
                render()
    monkeypatch.setattr("axtar.page_renderer.time.monotonic", lambda: 1e9)
    monkeypatch.setattr(renderer._process, "call", lambda *_, **__: b"image")
    assert renderer.image(path, "hostile", 1, 600) == b"image"
    monkeypatch.undo()
    renderer.close()


def test_errors_of_a_page_are_raised_to_the_caller(renderer: PageRenderer, tmp_path: Path) -> None:
    """They are the same as without a process of its own."""
    with pytest.raises(NotFoundError, match="has no page 99"):
        renderer.image(SAMPLE, "hash", 99, 600)
    (tmp_path / "no.pdf").write_bytes(b"%PDF-1.7 nothing")
    with pytest.raises(CorruptError):
        renderer.image(tmp_path / "no.pdf", "no", 1, 600)


def test_the_process_renders_as_page_image_does(renderer: PageRenderer) -> None:
    assert renderer.image(SAMPLE, "hash", 2, 300) == page_image.render(SAMPLE, 2, 300)


class SlowProcess:
    """A process whose calls take until they are released."""

    def __init__(self) -> None:
        self.calls: list[object] = []
        self.released = threading.Event()

    def call(self, _function: object, _path: Path, number: int, width: int, *, timeout: float) -> bytes:
        """Render when it is released."""
        self.calls.append((number, width))
        assert self.released.wait(timeout)
        return b"page %d" % number

    def close(self) -> None:
        """End the call."""
        self.released.set()


@pytest.fixture
def slow() -> Iterator[tuple[PageRenderer, SlowProcess]]:
    """A renderer whose process is slow, and the process; callers have no patience."""
    renderer, process = PageRenderer(RenderLimits(timeout=60.0, patience=0.05)), SlowProcess()
    renderer._process = process  # type: ignore[assignment]  # it has the same methods
    yield renderer, process
    renderer.close()


def test_twelve_slow_pages_occupy_no_caller(slow: tuple[PageRenderer, SlowProcess]) -> None:
    """One is drawn and one waits; the others are refused at once, and nobody waits until they are drawn."""
    renderer, process = slow
    reasons = []
    for number in range(1, 13):
        with pytest.raises(BusyError) as refused:
            renderer.image(SAMPLE, "hash", number, 600)
        reasons.append(str(refused.value))
    assert [("takes long" in reason) for reason in reasons] == [True] * 2 + [False] * 10
    assert len(process.calls) == 1
    assert renderer.is_available("hash", 1, 600)
    assert not renderer.is_available("hash", 12, 600)
    process.released.set()
    while not renderer.is_available("hash", 12, 600) or len(process.calls) < 2:
        time.sleep(0.01)
    assert process.calls == [(1, 600), (2, 600)]


def test_pages_that_are_cached_do_not_wait(slow: tuple[PageRenderer, SlowProcess]) -> None:
    """A page that is being drawn holds up no other that is there."""
    renderer, process = slow
    renderer._store(("hash", 1, 600), b"cached")
    with pytest.raises(BusyError):
        renderer.image(SAMPLE, "hash", 2, 600)
    assert renderer.image(SAMPLE, "hash", 1, 600) == b"cached"
    assert process.calls == [(2, 600)]


def test_a_page_that_several_ask_for_is_drawn_once(slow: tuple[PageRenderer, SlowProcess]) -> None:
    """All get the same image."""
    renderer, process = slow
    renderer._limits = RenderLimits(timeout=60.0, patience=60.0)
    with ThreadPoolExecutor(5) as callers:
        images = [callers.submit(renderer.image, SAMPLE, "hash", 1, 600) for _ in range(5)]
        while not process.calls:
            time.sleep(0.01)
        process.released.set()
        assert {image.result() for image in images} == {b"page 1"}
    assert process.calls == [(1, 600)]


def test_closing_ends_what_is_being_drawn(tmp_path: Path) -> None:
    """It does not wait for a slow page, and who waits for one is told."""
    renderer = PageRenderer(RenderLimits(timeout=600.0, patience=600.0))
    with ThreadPoolExecutor(2) as callers:
        first = callers.submit(renderer.image, hostile(tmp_path), "hostile", 1, 600)
        while not renderer._process._pool._busy:
            time.sleep(0.01)
        second = callers.submit(renderer.image, SAMPLE, "hash", 1, 600)
        while len(renderer._pending) < 2:
            time.sleep(0.01)
        renderer.close()
        with pytest.raises(AxtarError):
            first.result(60)
        with pytest.raises(BusyError):
            second.result(60)
