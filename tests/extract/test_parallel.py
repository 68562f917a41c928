"""Files read in worker processes: a crash or a hang fails only the file being read."""

import logging
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from axtar.errors import CorruptError, ExtractionError, TimedOutError
from axtar.extract import parallel
from axtar.extract.parallel import map_files, read_all
from axtar.model import ExtractedDocument
from axtar.progress import ProgressCallback
from axtar.workers.pool import PoolSettings, Timeouts


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
def processes(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """Every process that the test starts."""
    started: list[subprocess.Popen[bytes]] = []

    class Recorded(subprocess.Popen[bytes]):
        def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - passed on unchanged
            super().__init__(*args, **options)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Recorded)
    return started


def alive(processes: list[subprocess.Popen[bytes]]) -> int:
    """The number of processes that have not ended."""
    return sum(process.poll() is None for process in processes)


def test_all_files_are_read_and_workers_end(tmp_path: Path, processes: list[subprocess.Popen[bytes]]) -> None:
    """Every path is returned once with the result of `read`, and no process is left."""
    paths = files(tmp_path, *map(str, range(40)))
    paths.append(tmp_path / "missing.txt")
    results = dict(read_all(paths, workers=2))
    assert set(results) == set(paths)
    for path in paths[:-1]:
        document = results[path]
        assert isinstance(document, ExtractedDocument)
        assert document.pages[0].text == path.stem
    assert isinstance(results[paths[-1]], ExtractionError)
    assert alive(processes) == 0


def test_no_files_need_no_worker(processes: list[subprocess.Popen[bytes]]) -> None:
    """Without files no process is started."""
    assert list(read_all([], workers=4)) == []
    assert not processes


def test_a_crash_fails_only_its_file(tmp_path: Path) -> None:
    """The error names the file; the files after it are read by another worker."""
    results = dict(map_files(text_or_trouble, files(tmp_path, "a", "crash", "b", "c"), PoolSettings()))
    error = results.pop(tmp_path / "crash.txt")
    assert isinstance(error, TimedOutError)
    assert str(error).startswith("crash.txt: the process working on it crashed (status 3)")
    assert sorted(map(str, results.values())) == ["a", "b", "c"]


def test_a_hang_fails_only_its_file(tmp_path: Path) -> None:
    """The error names the file whose worker was killed, and for how long it made no progress."""
    settings = PoolSettings(timeouts=Timeouts(next_heartbeat=2.0))
    results = dict(map_files(text_or_trouble, files(tmp_path, "a", "stall", "b"), settings))
    assert str(results[tmp_path / "stall.txt"]).startswith("stall.txt: no progress for 2 seconds")
    assert (results[tmp_path / "a.txt"], results[tmp_path / "b.txt"]) == ("a", "b")


def test_progress_of_a_file_is_reported(tmp_path: Path) -> None:
    """The callback of the caller receives what the worker's function reports."""
    reported: list[tuple[int, int]] = []
    paths = files(tmp_path, "steps")
    results = map_files(text_or_trouble, paths, PoolSettings(), lambda done, total: reported.append((done, total)))
    assert dict(results) == {paths[0]: "steps"}
    assert reported == [(1, 2)]


def test_errors_are_kept_and_bugs_are_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """An ExtractionError keeps its class; any other exception names the file, and its traceback is in the log."""
    with caplog.at_level(logging.ERROR):
        results = dict(map_files(text_or_trouble, files(tmp_path, "refused", "bug", "a"), PoolSettings()))
    assert type(results[tmp_path / "refused.txt"]) is CorruptError
    assert str(results[tmp_path / "bug.txt"]).startswith("bug.txt: reading failed unexpectedly (KeyError: 'a key')")
    assert "in text_or_trouble" in caplog.text
    assert results[tmp_path / "a.txt"] == "a"


def test_paths_are_fetched_when_there_is_room(tmp_path: Path, processes: list[subprocess.Popen[bytes]]) -> None:
    """A million paths are not listed before the first result, and stopping early ends the workers."""
    fetched = []

    def endless() -> Iterator[Path]:
        (path,) = files(tmp_path, "a")
        while True:
            fetched.append(path)
            yield path

    results = map_files(text_or_trouble, endless(), PoolSettings(workers=2))
    for _ in range(5):
        assert next(results)[1] == "a"
    assert alive(processes) == 2
    results.close()  # type: ignore[attr-defined] # it is a generator
    assert alive(processes) == 0
    assert len(fetched) < 200


def test_large_files_are_sent_alone(tmp_path: Path) -> None:
    """Small files share a message, large ones do not."""
    paths = files(tmp_path, *map(str, range(20)))
    for path in paths[:2]:
        path.write_bytes(b"x" * 200_000)
    assert [len(batch) for batch in parallel._batches(paths)] == [1, 1, 16, 2]
