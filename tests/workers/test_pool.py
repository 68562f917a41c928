"""The pool: an item that crashes, hangs or needs too much memory fails alone."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from axtar.errors import AxtarError, CorruptError, ExtractionError
from axtar.progress import ProgressCallback
from axtar.workers import pool
from axtar.workers.pool import ItemFailure, PoolSettings, Timeouts
from axtar.workers.worker import HEARTBEAT_SECONDS

Result = str | ExtractionError | ItemFailure


# ------------------------------------------------------------------ functions that the workers apply
def act(name: str, on_progress: ProgressCallback) -> str:
    """Return the name, or do what it says."""
    match name:
        case "crash":
            os._exit(3)
        case "hang":
            time.sleep(600)
        case "stall":
            on_progress(0, 0)
            time.sleep(600)
        case "slow":
            for _ in range(14):
                time.sleep(0.25)
                on_progress(0, 0)
        case "bug":
            raise KeyError("a key")
        case "refused":
            raise CorruptError("refused.txt: is damaged")
        case "big":
            return str(len(bytearray(8 << 30)))
        case "chatty":
            print("this must not reach the pipe")  # noqa: T201 - on purpose
    return name


def step_by_step(name: str, on_progress: ProgressCallback) -> str:
    """Return the name after three steps, each of which is reported."""
    for step in range(1, 4):
        on_progress(step, 3)
        time.sleep(2 * HEARTBEAT_SECONDS)
    return name


def run(
    names: Iterable[str], settings: PoolSettings | None = None, function: Callable[..., str] = act
) -> Iterator[tuple[str, Result]]:
    """Apply a function to names, one in a batch."""
    return pool.run(function, ([name] for name in names), settings or PoolSettings())


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


# ------------------------------------------------------------------ results and failures
def test_every_item_has_a_result_and_workers_end(processes: list[subprocess.Popen[bytes]]) -> None:
    """Items are distributed over the workers, and no process is left."""
    names = [str(number) for number in range(40)]
    assert dict(run(names, PoolSettings(workers=2))) == {name: name for name in names}
    assert len(processes) == 2
    assert alive(processes) == 0


def test_no_items_start_no_worker(processes: list[subprocess.Popen[bytes]]) -> None:
    """Without work no process is started."""
    assert list(run([], PoolSettings(workers=4))) == []
    assert not processes


def test_a_crash_fails_only_its_item() -> None:
    """The items after it are processed by another worker, also those of the same batch."""
    results = dict(pool.run(act, [["a", "crash", "b", "c"]], PoolSettings()))
    assert results.pop("crash") == ItemFailure("the process working on it crashed (status 3)")
    assert results == {name: name for name in ("a", "b", "c")}


def test_a_hang_fails_only_its_item() -> None:
    """A worker is killed if the first heartbeat of its item is late, or a later one."""
    settings = PoolSettings(timeouts=Timeouts(first_heartbeat=4.0, next_heartbeat=2.0))
    assert dict(run(["a", "hang", "stall", "b"], settings)) == {
        "a": "a",
        "hang": ItemFailure("no progress for 4 seconds"),
        "stall": ItemFailure("no progress for 2 seconds"),
        "b": "b",
    }


def test_progress_is_reported() -> None:
    """Steps done and total steps reach the callback."""
    reported: list[tuple[int, int]] = []
    results = pool.run(step_by_step, [["steps"]], PoolSettings(), lambda done, total: reported.append((done, total)))
    assert dict(results) == {"steps": "steps"}
    assert reported == [(1, 3), (2, 3), (3, 3)]


def test_slow_work_with_heartbeats_goes_on() -> None:
    """An item may take longer than the timeout as long as it sends heartbeats."""
    settings = PoolSettings(timeouts=Timeouts(first_heartbeat=60.0, next_heartbeat=3.0))
    assert dict(run(["slow"], settings)) == {"slow": "slow"}


def test_extraction_errors_are_results_and_other_exceptions_failures() -> None:
    """An ExtractionError keeps its class; any other exception comes with its traceback."""
    results = dict(run(["refused", "bug", "a"]))
    assert type(results["refused"]) is CorruptError
    failure = results["bug"]
    assert isinstance(failure, ItemFailure)
    assert failure.reason == "KeyError: 'a key'"
    assert "in act" in failure.trace
    assert results["a"] == "a"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the address space")
def test_a_memory_overrun_fails_only_its_item(processes: list[subprocess.Popen[bytes]]) -> None:
    """An item that needs eight gibibytes is refused, and its worker goes on."""
    results = dict(run(["big", "a"]))
    failure = results["big"]
    assert isinstance(failure, ItemFailure)
    assert "MemoryError" in failure.reason
    assert results["a"] == "a"
    assert len(processes) == 1


def test_what_a_function_prints_does_not_disturb_messages() -> None:
    """Standard output of a worker is not the pipe to its parent."""
    assert dict(run(["chatty"])) == {"chatty": "chatty"}


# ------------------------------------------------------------------ starting and ending
def test_batches_are_fetched_when_there_is_room(processes: list[subprocess.Popen[bytes]]) -> None:
    """An endless iterable is not listed before the first result, and closing the results ends the workers."""
    fetched = []

    def endless() -> Iterator[str]:
        while True:
            fetched.append("a")
            yield "a"

    results = run(endless(), PoolSettings(workers=2))
    for _ in range(5):
        assert next(results)[1] == "a"
    assert alive(processes) == 2
    results.close()  # type: ignore[attr-defined] # it is a generator
    assert alive(processes) == 0
    assert len(fetched) < 50


def test_a_worker_that_cannot_start_ends_the_run() -> None:
    """A broken installation is reported once, not once for every item."""
    with pytest.raises(AxtarError, match=r"cannot start .* status 7"):
        list(run(["a"], PoolSettings(program="raise SystemExit(7)")))
