"""Files read in worker processes: a crash or a hang fails only the file being read."""

import logging
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from axtar.errors import CorruptError, ExtractionError, TimedOutError
from axtar.extract import parallel
from axtar.extract.parallel import map_files, read_all
from axtar.model import ExtractedDocument
from axtar.progress import ProgressCallback
from axtar.workers.pool import Timeouts, WorkerPool


# ------------------------------------------------------------------ the function that the workers apply
def text_or_trouble(path: Path, on_progress: ProgressCallback) -> str:
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
    return path.read_text(encoding="utf-8")


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


def test_large_files_are_sent_alone(tmp_path: Path) -> None:
    """Small files share a message, large ones do not."""
    paths = files(tmp_path, *map(str, range(20)))
    for path in paths[:2]:
        path.write_bytes(b"x" * 200_000)
    assert [len(batch) for batch in parallel._batches(paths)] == [1, 1, 16, 2]
