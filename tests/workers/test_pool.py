"""The pool: an item that crashes, hangs or needs too much memory fails alone."""

import os
import signal
import stat
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from importlib import import_module
from typing import Any

import pytest

from axtar.errors import AxtarError, CorruptError, ExtractionError, LockedError
from axtar.progress import ProgressCallback
from axtar.workers.messages import Kind
from axtar.workers.pool import ItemFailure, Timeouts, WorkerPool
from axtar.workers.process import PROGRAM
from axtar.workers.timeouts import DEFAULT_TIMEOUTS

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
        time.sleep(2 * DEFAULT_TIMEOUTS.interval)
    return name


def stop(name: str, _on_progress: ProgressCallback) -> str:
    """Return the name, or stop the whole process."""
    if name == "stop":
        os.kill(os.getpid(), signal.SIGSTOP)
    return name


def process_id(_name: str, _on_progress: ProgressCallback) -> int:
    """Return the id of the process in which this runs."""
    return os.getpid()


def run(pool: WorkerPool, names: Iterable[str], timeouts: Timeouts = DEFAULT_TIMEOUTS) -> Iterator[tuple[str, Result]]:
    """Apply `act` to names, one in a batch."""
    return pool.run(act, ([name] for name in names), timeouts)


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    """A pool of one process, which is closed after the test."""
    with WorkerPool() as opened:
        yield opened


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
def test_every_item_has_a_result(processes: list[subprocess.Popen[bytes]]) -> None:
    """Items are distributed over the workers, and no process is left when the pool is closed."""
    names = [str(number) for number in range(40)]
    with WorkerPool(2) as pool:
        assert dict(run(pool, names)) == {name: name for name in names}
        assert len(processes) == 2
    assert alive(processes) == 0


def test_no_items_start_no_worker(processes: list[subprocess.Popen[bytes]]) -> None:
    """Without work no process is started."""
    with WorkerPool(4) as pool:
        assert list(run(pool, [])) == []
    assert not processes


def test_a_crash_fails_only_its_item(pool: WorkerPool) -> None:
    """The items after it are processed by another worker, also those of the same batch."""
    results = dict(pool.run(act, [["a", "crash", "b", "c"]]))
    assert results.pop("crash") == ItemFailure("the process working on it crashed (status 3)")
    assert results == {name: name for name in ("a", "b", "c")}


def test_a_hang_fails_only_its_item(pool: WorkerPool) -> None:
    """A worker is killed if the first heartbeat of its item is late, or a later one."""
    timeouts = Timeouts(first_heartbeat=4.0, next_heartbeat=2.0)
    assert dict(run(pool, ["a", "hang", "stall", "b"], timeouts)) == {
        "a": "a",
        "hang": ItemFailure("no progress for 4 seconds"),
        "stall": ItemFailure("no progress for 2 seconds"),
        "b": "b",
    }


def test_a_worker_that_reads_no_input_blocks_nobody(pool: WorkerPool) -> None:
    """A batch larger than a pipe is sent to a process that is stopped: the process is killed, and the batch goes to another."""
    large = "x" * 1_000_000
    assert dict(pool.run(stop, [["stop"], [large]], Timeouts(first_heartbeat=4.0))) == {
        "stop": ItemFailure("no progress for 4 seconds"),
        large: large,
    }


def test_progress_is_reported(pool: WorkerPool) -> None:
    """Steps done and total steps reach the callback."""
    reported: list[tuple[int, int]] = []
    results = pool.run(step_by_step, [["steps"]], on_progress=lambda done, total: reported.append((done, total)))
    assert dict(results) == {"steps": "steps"}
    assert reported == [(1, 3), (2, 3), (3, 3)]


def test_slow_work_with_heartbeats_goes_on(pool: WorkerPool) -> None:
    """An item may take longer than the timeout as long as it sends heartbeats."""
    assert dict(run(pool, ["slow"], Timeouts(first_heartbeat=60.0, next_heartbeat=3.0))) == {"slow": "slow"}


def test_extraction_errors_are_results_and_other_exceptions_failures(pool: WorkerPool) -> None:
    """An ExtractionError keeps its class; any other exception comes with its traceback."""
    results = dict(run(pool, ["refused", "bug", "a"]))
    assert type(results["refused"]) is CorruptError
    failure = results["bug"]
    assert isinstance(failure, ItemFailure)
    assert failure.reason == "KeyError: 'a key'"
    assert "in act" in failure.trace
    assert results["a"] == "a"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the address space")
def test_a_memory_overrun_fails_only_its_item(pool: WorkerPool, processes: list[subprocess.Popen[bytes]]) -> None:
    """An item that needs eight gibibytes is refused, and its worker goes on."""
    results = dict(run(pool, ["big", "a"]))
    failure = results["big"]
    assert isinstance(failure, ItemFailure)
    assert "MemoryError" in failure.reason
    assert results["a"] == "a"
    assert len(processes) == 1


def test_what_a_function_prints_does_not_disturb_messages(pool: WorkerPool) -> None:
    """Standard output of a worker is not the pipe to its parent."""
    assert dict(run(pool, ["chatty"])) == {"chatty": "chatty"}


# ------------------------------------------------------------------ one run after another, and one within another
def test_processes_are_kept_for_the_next_run(pool: WorkerPool) -> None:
    """A later run has the same process, whatever its function; after a crash there is another."""
    ((_, first),) = pool.run(process_id, [["a"]])
    assert dict(run(pool, ["a"])) == {"a": "a"}
    assert list(pool.run(process_id, [["a"]])) == [("a", first)]
    assert len(dict(run(pool, ["crash"]))) == 1
    ((_, other),) = pool.run(process_id, [["a"]])
    assert other != first


def test_runs_may_be_nested(pool: WorkerPool, processes: list[subprocess.Popen[bytes]]) -> None:
    """A run within another that is suspended has processes of its own, which later runs use again."""
    results = []
    for name, result in run(pool, ["a", "b", "c"]):
        results.append((name, result, *run(pool, [f"{name}1", f"{name}2"])))
    assert results == [
        (name, name, (f"{name}1", f"{name}1"), (f"{name}2", f"{name}2")) for name in ("a", "b", "c")
    ]  # fmt: skip
    assert len(processes) == 2


def test_threads_share_a_pool(pool: WorkerPool, processes: list[subprocess.Popen[bytes]]) -> None:
    """Runs of several threads are independent of each other."""
    names = [[f"{thread}-{number}" for number in range(20)] for thread in range(4)]
    with ThreadPoolExecutor(4) as threads:
        for results, sent in zip(threads.map(lambda sent: dict(run(pool, sent)), names), names, strict=True):
            assert results == {name: name for name in sent}
    assert len(processes) <= 4


def test_an_idle_process_ends(processes: list[subprocess.Popen[bytes]]) -> None:
    """It ends by itself, and the next run has another."""
    program = PROGRAM.replace("serve()", "serve(idle_seconds=1.0)")
    with WorkerPool(program=program) as pool:
        assert dict(run(pool, ["a"])) == {"a": "a"}
        ended = len(processes)
        assert processes[-1].wait(60) == 0
        assert dict(run(pool, ["b", "c"])) == {"b": "b", "c": "c"}
    assert len(processes) > ended


def test_a_worn_process_is_replaced(processes: list[subprocess.Popen[bytes]]) -> None:
    """After an item that leaves it with too much memory; the rest of the batch is processed by another."""
    program = PROGRAM.replace("serve()", "from axtar.workers import worker; worker.WORN_ADDRESS_SPACE = 1; serve()")
    with WorkerPool(program=program) as pool:
        assert dict(pool.run(act, [["a", "b"], ["c"]])) == {"a": "a", "b": "b", "c": "c"}
    assert len(processes) == 3


# ------------------------------------------------------------------ calls
def divide(dividend: int, divisor: int) -> tuple[int, int]:
    """Return the quotient and the remainder."""
    return divmod(dividend, divisor)


def test_a_call_returns_the_result_or_raises(pool: WorkerPool) -> None:
    """Its arguments are those of the function; any exception is an ExtractionError."""
    assert pool.call(divide, 7, 2, timeout=60.0) == (3, 1)
    with pytest.raises(ExtractionError, match="ZeroDivisionError"):
        pool.call(divide, 7, 0, timeout=60.0)


# ------------------------------------------------------------------ workers that are not trusted
def send_something_else(name: str, _on_progress: ProgressCallback) -> str:
    """Write to the pipe to the parent what is no message, or a result too many."""
    out = next(number for number in range(3, 20) if _is_pipe_to_write(number))
    if name == "two results":
        os.write(out, 2 * (struct.pack(">BI", Kind.DONE, 2) + b"\xa1a"))
    elif name != "a":
        os.write(out, name.encode())
    return name


def _is_pipe_to_write(number: int) -> bool:
    with suppress(OSError):
        return stat.S_ISFIFO(os.fstat(number).st_mode) and os.write(number, b"") == 0
    return False


def test_a_worker_that_sends_something_else_fails_only_its_item(pool: WorkerPool) -> None:
    """A process that a hostile file has taken over is killed; no item after it is lost."""
    results = list(pool.run(send_something_else, [["a"], ["~" * 100], ["a"], ["two results"], ["a"]]))
    failures = [(name, result.reason) for name, result in results if isinstance(result, ItemFailure)]
    assert failures[0][0] == "~" * 100
    assert "sent something else" in failures[0][1]
    assert [name for name, result in results if result == "a" == name] == ["a"] * 3


def refuse_otherwise(name: str, _on_progress: ProgressCallback) -> str:
    """Raise an AxtarError that is not about a file."""
    raise LockedError(name)


def test_an_error_that_is_not_about_the_item_is_a_failure(pool: WorkerPool) -> None:
    """It has its class, message and traceback."""
    ((_, failure),) = pool.run(refuse_otherwise, [["a"]])
    assert isinstance(failure, ItemFailure)
    assert failure.reason == "LockedError: a"
    assert "refuse_otherwise" in failure.trace


# ------------------------------------------------------------------ starting and ending
def test_batches_are_fetched_when_there_is_room(processes: list[subprocess.Popen[bytes]]) -> None:
    """An endless iterable is not listed before the first result, and closing the results frees the workers."""
    fetched = []

    def endless() -> Iterator[str]:
        while True:
            fetched.append("a")
            yield "a"

    with WorkerPool(2) as pool:
        results = run(pool, endless())
        for _ in range(5):
            assert next(results)[1] == "a"
        assert alive(processes) == 2
        results.close()  # type: ignore[attr-defined] # it is a generator
        assert len(fetched) < 50
    assert alive(processes) == 0


def test_a_worker_that_cannot_start_ends_the_run() -> None:
    """A broken installation is reported once, not once for every item."""
    with (
        WorkerPool(program="raise SystemExit(7)") as pool,
        pytest.raises(AxtarError, match=r"cannot start .* status 7"),
    ):
        list(run(pool, ["a"]))


def test_a_function_that_cannot_be_imported_fails_its_items(
    pool: WorkerPool, capfd: pytest.CaptureFixture[str]
) -> None:
    """The process says why on its standard error."""
    assert dict(pool.run(Unknown(), [["a"]])) == {"a": ItemFailure("the process working on it crashed (status 1)")}
    assert "unknown_module" in capfd.readouterr().err


class Unknown:
    """A function that another process cannot import."""

    __annotations__ = {"return": str}

    def __call__(self, name: str, _on_progress: ProgressCallback) -> str:
        """Return the name."""
        return name

    def __reduce__(self) -> tuple[Callable[..., object], tuple[str]]:
        return import_module, ("unknown_module",)


def test_closing_a_pool_ends_its_runs(pool: WorkerPool, processes: list[subprocess.Popen[bytes]]) -> None:
    """A run that goes on raises an error, as does a new one; no process is left."""
    results = run(pool, ["a", "hang"])
    assert next(results) == ("a", "a")
    pool.close()
    assert alive(processes) == 0
    with pytest.raises(AxtarError, match="have been ended"):
        next(results)
    with pytest.raises(AxtarError, match="have been ended"):
        next(run(pool, ["a"]))
