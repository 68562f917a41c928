"""Worker processes: what one file does to its worker costs that file only."""

import io
import logging
import os
import pickle
import queue
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from axtar import progress
from axtar.errors import AxtarError, CorruptError, EmptyError, ExtractionError, TimedOutError
from axtar.extract import parallel
from axtar.extract.parallel import map_files, read_all
from axtar.model import ExtractedDocument
from axtar.workers import pool, worker
from axtar.workers.pool import Timeouts


# ------------------------------------------------------------------ what workers do here
def trouble(path: Path) -> str:
    """The file's text, or whatever its name says."""
    match path.stem:
        case "crash":
            os._exit(3)
        case "hang":
            time.sleep(600)
        case "stall":
            progress.beat()
            time.sleep(600)
        case "slow":
            for _ in range(14):
                time.sleep(0.25)
                progress.beat()
        case "bug":
            raise KeyError("a key")
        case "refused":
            raise CorruptError("refused.txt: is damaged")
        case "big":
            return str(len(bytearray(8 << 30)))
        case "chatty":
            print("this must not reach the pipe")  # noqa: T201 - on purpose
    return path.read_text(encoding="utf-8")


def step_by_step(path: Path) -> str:
    """The file's name, after three steps that are told."""
    for step in range(1, 4):
        progress.beat(step, 3)
        time.sleep(2 * worker._BEAT_SECONDS)
    return path.stem


def secret(_path: Path) -> object:
    """A result that cannot be sent."""
    return lambda: None


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
        def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - handed on as they are
            super().__init__(*args, **options)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Recorded)
    return started


def alive(processes: list[subprocess.Popen[bytes]]) -> int:
    """How many of them have not ended."""
    return sum(process.poll() is None for process in processes)


# ------------------------------------------------------------------ the pool
def test_all_files_are_read_and_workers_end(tmp_path: Path, processes: list[subprocess.Popen[bytes]]) -> None:
    """Every path comes back once with what `read` makes of it, and no process stays behind."""
    paths = files(tmp_path, *map(str, range(40)))
    paths.append(tmp_path / "missing.txt")
    results = dict(read_all(paths, workers=2))
    assert set(results) == set(paths)
    for path in paths[:-1]:
        extract = results[path]
        assert isinstance(extract, ExtractedDocument)
        assert extract.pages[0].text == path.stem
    assert isinstance(results[paths[-1]], ExtractionError)
    assert alive(processes) == 0


def test_no_files_need_no_worker() -> None:
    """Nothing to do starts nothing."""
    assert list(read_all([], workers=4)) == []


def test_a_crash_costs_its_file_only(tmp_path: Path) -> None:
    """A worker that dies names its file; the files after it are read by another."""
    results = dict(map_files(trouble, files(tmp_path, "a", "crash", "b", "c"), workers=1))
    error = results.pop(tmp_path / "crash.txt")
    assert isinstance(error, TimedOutError)
    assert str(error).startswith("crash.txt: the process that read it crashed (status 3)")
    assert sorted(map(str, results.values())) == ["a", "b", "c"]


def test_a_hang_costs_its_file_only(tmp_path: Path) -> None:
    """Silence ends the worker: while a file opens, and between two pages."""
    results = dict(map_files(trouble, files(tmp_path, "a", "hang", "stall", "b"), 1, Timeouts(opening=4.0, page=2.0)))
    assert str(results[tmp_path / "hang.txt"]).startswith("hang.txt: no progress for 4 seconds")
    assert str(results[tmp_path / "stall.txt"]).startswith("stall.txt: no progress for 2 seconds")
    assert (results[tmp_path / "a.txt"], results[tmp_path / "b.txt"]) == ("a", "b")


def test_how_far_work_has_come_is_told(tmp_path: Path) -> None:
    """Steps done and in all, at most a few in a second."""
    told: list[tuple[int, int]] = []
    paths = files(tmp_path, "steps")
    results = dict(map_files(step_by_step, paths, 1, told=lambda done, total: told.append((done, total))))
    assert results == {paths[0]: "steps"}
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_slow_work_with_signs_of_life_goes_on(tmp_path: Path) -> None:
    """What beats is not ended, however long it takes in all."""
    results = dict(map_files(trouble, files(tmp_path, "slow"), 1, Timeouts(opening=60.0, page=3.0)))
    assert results == {tmp_path / "slow.txt": "slow"}


def test_errors_come_back_as_they_are_and_bugs_are_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """An ExtractionError keeps its class; any other names file and exception, and its traceback is in the log."""
    with caplog.at_level(logging.ERROR):
        results = dict(map_files(trouble, files(tmp_path, "refused", "bug", "a"), workers=1))
    assert type(results[tmp_path / "refused.txt"]) is CorruptError
    assert str(results[tmp_path / "bug.txt"]).startswith("bug.txt: reading it failed unexpectedly (KeyError: 'a key')")
    assert "in trouble" in caplog.text
    assert results[tmp_path / "a.txt"] == "a"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the address space")
def test_too_much_memory_costs_its_file_only(tmp_path: Path) -> None:
    """A file that wants eight gibibytes is refused, and its worker goes on."""
    results = dict(map_files(trouble, files(tmp_path, "big", "a"), workers=1))
    assert "MemoryError" in str(results[tmp_path / "big.txt"])
    assert results[tmp_path / "a.txt"] == "a"


def test_what_workers_print_does_not_disturb(tmp_path: Path) -> None:
    """Standard output of a worker is not the pipe."""
    assert dict(map_files(trouble, files(tmp_path, "chatty"), workers=1)) == {tmp_path / "chatty.txt": "chatty"}


def test_paths_are_taken_as_there_is_room(tmp_path: Path, processes: list[subprocess.Popen[bytes]]) -> None:
    """A million paths are not listed before the first result, and stopping early ends the workers."""
    taken = []

    def endless() -> Iterator[Path]:
        (path,) = files(tmp_path, "a")
        while True:
            taken.append(path)
            yield path

    results = map_files(trouble, endless(), workers=2)
    for _ in range(5):
        assert next(results)[1] == "a"
    assert alive(processes) == 2
    results.close()  # type: ignore[attr-defined] # it is a generator
    assert alive(processes) == 0
    assert len(taken) < 200


def test_large_files_travel_alone(tmp_path: Path) -> None:
    """Small files share a message, large ones do not."""
    paths = files(tmp_path, *map(str, range(20)))
    for path in paths[:2]:
        path.write_bytes(b"x" * 200_000)
    assert [len(batch) for batch in parallel._batches(paths)] == [1, 1, 16, 2]


def test_a_worker_that_cannot_start_stops_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken installation is said once, not once for every file."""
    monkeypatch.setattr(pool, "_BOOT", "raise SystemExit(7)")
    with pytest.raises(AxtarError, match=r"cannot start .* status 7"):
        list(map_files(trouble, files(tmp_path, "a"), workers=1))


def test_a_worker_ends_with_its_parent(tmp_path: Path) -> None:
    """Whoever kills the parent leaves no worker behind, not even one that hangs."""
    command = [sys.executable, "-c", pool._BOOT, *sys.path]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        worker.send(process.stdin, trouble)
        worker.send(process.stdin, files(tmp_path, "stall"))
        assert worker.receive(process.stdout) == (worker.READY, None)
        assert worker.receive(process.stdout) == (worker.HEARTBEAT, (0, 0))
        process.stdin.close()
        assert process.wait(timeout=60) == 0


@pytest.mark.parametrize("told", [(), (trouble,), (trouble, ["slow", "a"])])
def test_a_worker_whose_parent_was_killed_ends_in_silence(tmp_path: Path, told: tuple[object, ...]) -> None:
    """Before it had its task, before it was ready, while it worked: nobody is left to read of a broken pipe."""
    command = [sys.executable, "-c", pool._BOOT, *sys.path]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        for message in told:
            worker.send(process.stdin, files(tmp_path, *message) if isinstance(message, list) else message)
        if not told:
            process.stdin.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 0


# ------------------------------------------------------------------ the worker's side, in this process
def said(out: io.BytesIO) -> list[tuple[int, object]]:
    """The messages in a stream."""
    out.seek(0)
    messages = []
    while True:
        try:
            messages.append(worker.receive(out))
        except EOFError:
            return messages


def test_a_worker_answers_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Results, errors and signs of life, one message each, until the empty batch."""
    monkeypatch.setattr(progress, "_listeners", [])
    monkeypatch.setattr(time, "sleep", lambda _: None)
    batches: queue.SimpleQueue[list[Path]] = queue.SimpleQueue()
    batches.put(files(tmp_path, "slow", "refused", "bug"))
    batches.put([])
    out = io.BytesIO()
    worker.apply_to_batches(trouble, batches, out)
    kinds = [kind for kind, _ in said(out)]
    assert set(kinds[:-3]) == {worker.HEARTBEAT}
    assert kinds[-3:] == [worker.DONE, worker.DONE, worker.FAILED]


def test_results_that_cannot_be_sent_are_failures(tmp_path: Path) -> None:
    """A result that does not pickle is the function's bug."""
    out = io.BytesIO()
    worker.send_result(secret, tmp_path, out)
    assert [kind for kind, _ in said(out)] == [worker.FAILED]


def test_half_a_message_is_the_end() -> None:
    """A stream that breaks off within a message has ended."""
    stream = io.BytesIO()
    worker.send(stream, "message")
    for length in (0, 2, 6):
        with pytest.raises(EOFError):
            worker.receive(io.BytesIO(stream.getvalue()[:length]))


def test_every_error_travels() -> None:
    """Errors survive the way between processes with their message."""
    assert str(pickle.loads(pickle.dumps(EmptyError("a.pdf: no text")))) == "a.pdf: no text"  # noqa: S301 - our own
