"""Files read in worker processes: a crash or a hang costs only the page, or the file, being read."""

import io
import logging
import os
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from axtar.errors import CorruptError, ExtractionError, TimedOutError
from axtar.extract import parallel
from axtar.extract.limits import DEFAULT_LIMITS, ExtractionLimits
from axtar.extract.parallel import map_files, read_all
from axtar.model import ExtractedDocument
from axtar.progress import ProgressCallback
from axtar.workers.pool import Timeouts, WorkerPool


# ------------------------------------------------------------------ the function that the workers apply
def text_or_trouble(path: Path, on_progress: ProgressCallback, *, limits: ExtractionLimits = DEFAULT_LIMITS) -> str:
    """Return the file's text, or do what its name says."""
    match path.stem:
        case "crash":
            os._exit(3)
        case "stall":
            on_progress(0, 0)
            time.sleep(600)
        case "steps":
            on_progress(1, 2)
        case "bug":
            raise KeyError("a key")
        case "refused":
            raise CorruptError("refused.txt: is damaged")
    assert not limits.unreadable_pages
    return path.read_text(encoding="utf-8")


def pages_or_trouble(
    path: Path, on_progress: ProgressCallback, *, limits: ExtractionLimits = DEFAULT_LIMITS
) -> list[str]:
    """Return the words of the file as its pages, or do at a page what its word says."""
    words = path.read_text(encoding="utf-8").split()
    for number, word in enumerate(words, start=1):
        on_progress(number, 2 * len(words))
        if number in limits.unreadable_pages:
            words[number - 1] = ""
        elif word == "crash":
            os._exit(3)
        elif word == "stall":
            time.sleep(600)
    on_progress(len(words) + 1, 2 * len(words))
    if "later" in words:
        os._exit(4)
    return words


def files(folder: Path, *names: str) -> list[Path]:
    """Files of these names, each with its name as content."""
    paths = [folder / f"{name}.txt" for name in names]
    for path in paths:
        path.write_text(path.stem, encoding="utf-8")
    return paths


@pytest.fixture
def workers() -> Iterator[WorkerPool]:
    """A pool of one process, which is closed after the test."""
    with WorkerPool() as opened:
        yield opened


def test_all_files_are_read(tmp_path: Path) -> None:
    """Every path is returned once with the result of `read`."""
    paths = files(tmp_path, *map(str, range(40)))
    paths.append(tmp_path / "missing.txt")
    with WorkerPool(2) as workers:
        results = dict(read_all(paths, workers))
    assert set(results) == set(paths)
    for path in paths[:-1]:
        document = results[path]
        assert isinstance(document, ExtractedDocument)
        assert document.pages[0].text == path.stem
    assert isinstance(results[paths[-1]], ExtractionError)


def test_a_crash_fails_only_its_file(tmp_path: Path, workers: WorkerPool) -> None:
    """The error names the file; the files after it are read by another worker."""
    results = dict(map_files(text_or_trouble, files(tmp_path, "a", "crash", "b", "c"), workers))
    error = results.pop(tmp_path / "crash.txt")
    assert isinstance(error, TimedOutError)
    assert str(error).startswith("crash.txt: the process working on it crashed (status 3)")
    assert sorted(map(str, results.values())) == ["a", "b", "c"]


def test_a_hang_fails_only_its_file(tmp_path: Path, workers: WorkerPool) -> None:
    """The error names the file whose worker was killed, and for how long it made no progress."""
    results = dict(
        map_files(text_or_trouble, files(tmp_path, "a", "stall", "b"), workers, Timeouts(next_heartbeat=2.0))
    )
    assert str(results[tmp_path / "stall.txt"]).startswith("stall.txt: no progress for 2 seconds")
    assert (results[tmp_path / "a.txt"], results[tmp_path / "b.txt"]) == ("a", "b")


def test_progress_of_a_file_is_reported(tmp_path: Path, workers: WorkerPool) -> None:
    """The callback of the caller receives what the worker's function reports."""
    reported: list[tuple[int, int]] = []
    paths = files(tmp_path, "steps")
    results = map_files(text_or_trouble, paths, workers, on_progress=lambda done, total: reported.append((done, total)))
    assert dict(results) == {paths[0]: "steps"}
    assert reported == [(1, 2)]


def test_errors_are_kept_and_bugs_are_logged(
    tmp_path: Path, workers: WorkerPool, caplog: pytest.LogCaptureFixture
) -> None:
    """An ExtractionError keeps its class; any other exception names the file, and its traceback is in the log."""
    with caplog.at_level(logging.ERROR):
        results = dict(map_files(text_or_trouble, files(tmp_path, "refused", "bug", "a"), workers))
    assert type(results[tmp_path / "refused.txt"]) is CorruptError
    assert str(results[tmp_path / "bug.txt"]).startswith("bug.txt: reading failed unexpectedly (KeyError: 'a key')")
    assert "in text_or_trouble" in caplog.text
    assert results[tmp_path / "a.txt"] == "a"


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("a b crash d", ["a", "b", "", "d"]),
        ("stall b c", ["", "b", "c"]),
        ("a crash c stall", ["a", "", "c", ""]),
        ("a " * 50 + "crash" + " b crash" * 4, ["a"] * 50 + [""] + ["b", ""] * 4),
    ],
)
def test_a_page_costs_only_itself(tmp_path: Path, workers: WorkerPool, text: str, pages: list[str]) -> None:
    """The file is read again without the pages that crash or hang their reader, also if pages are read at once."""
    path = tmp_path / "pages.txt"
    path.write_text(text, encoding="utf-8")
    assert dict(map_files(pages_or_trouble, [path], workers, Timeouts(next_heartbeat=1.0))) == {path: pages}


@pytest.mark.parametrize("text", ["crash", "a crash" + " crash" * 5, "a b later"])
def test_what_is_no_matter_of_a_few_pages_fails_the_file(tmp_path: Path, workers: WorkerPool, text: str) -> None:
    """A file of one page, one with too many bad pages, and one that fails after its pages were read."""
    path = tmp_path / "pages.txt"
    path.write_text(text, encoding="utf-8")
    error = dict(map_files(pages_or_trouble, [path], workers))[path]
    assert isinstance(error, TimedOutError)
    assert "crashed" in str(error)


def test_a_page_that_crashes_pdfium_is_left_empty(tmp_path: Path, workers: WorkerPool) -> None:
    """It is named in a warning, and the other pages have their text, their numbers and their labels."""
    path = tmp_path / "book.pdf"
    path.write_bytes(_book(pages=8, bomb=5, first_label=7))
    document = dict(read_all([path], workers))[path]
    assert isinstance(document, ExtractedDocument)
    assert [(page.number, page.label) for page in document.pages] == [
        (number, str(number + 6)) for number in range(1, 9)
    ]
    assert [page.number for page in document.pages if "lantern" not in page.text] == [5]
    assert [warning[:27] for warning in document.warnings] == ["page 5: could not be read, "]


def _book(pages: int, bomb: int, first_label: int) -> bytes:
    """Return a PDF with printed page numbers; one page has a stream that unpacks to more memory than a worker has."""
    book = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    for number in range(pages):
        page = book.add_blank_page()
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        text = f"BT /F 12 Tf 72 720 Td (A lantern) Tj 0 -600 Td ({number + first_label}) Tj ET"
        page.Contents = book.make_stream(text.encode())
    packer = zlib.compressobj(9)
    first, piece = (packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    stream = book.make_stream(b"")
    stream.write(first + piece * 1_500 + packer.flush(), filter=pikepdf.Name.FlateDecode)
    book.pages[bomb - 1].Contents = stream
    out = io.BytesIO()
    book.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue()


def test_large_files_are_sent_alone(tmp_path: Path) -> None:
    """Small files share a message, large ones do not."""
    paths = files(tmp_path, *map(str, range(20)))
    for path in paths[:2]:
        path.write_bytes(b"x" * 200_000)
    assert [len(batch) for batch in parallel._batches(paths)] == [1, 1, 16, 2]
