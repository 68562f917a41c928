"""The worker's side of the pool, run in this process, and worker processes without a pool."""

import io
import queue
import subprocess
import sys
import time

import pytest

from axtar.errors import CorruptError
from axtar.progress import ProgressCallback
from axtar.workers import worker
from axtar.workers.messages import Kind, decode, receive, send_task
from axtar.workers.process import PROGRAM
from axtar.workers.timeouts import DEFAULT_TIMEOUTS
from axtar.workers.worker import Heartbeat


# ------------------------------------------------------------------ functions that the workers apply
def act(name: str, on_progress: ProgressCallback) -> str:
    """Return the name, or do what it says."""
    match name:
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
    return name


def no_plain_value(_name: str, _on_progress: ProgressCallback) -> object:
    """Return a result that cannot be sent."""
    return lambda: None


def received(out: io.BytesIO) -> list[tuple[Kind, object]]:
    """All messages in a stream."""
    out.seek(0)
    result: list[tuple[Kind, object]] = []
    while True:
        try:
            kind, data = receive(out)
        except EOFError:
            return result
        result.append((kind, decode(kind, data, str)))


# ------------------------------------------------------------------ in this process
@pytest.fixture(autouse=True)
def unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    """This process has no limit of processor time."""
    monkeypatch.setattr("axtar.workers.sandbox.allow_processor_time", lambda _: None)


def test_a_worker_answers_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Results, errors and heartbeats are one message each, until it is told to end."""
    monkeypatch.setattr(time, "sleep", lambda _: None)
    monkeypatch.setattr(worker, "_address_space", lambda: 0)  # this process may be large
    batches: queue.SimpleQueue[worker.Batch | None] = queue.SimpleQueue()
    batches.put((act, DEFAULT_TIMEOUTS, ["slow", "refused"]))
    batches.put((act, DEFAULT_TIMEOUTS, ["bug"]))
    batches.put(None)
    out = io.BytesIO()
    worker.apply_to_batches(batches, out, idle_seconds=60.0)
    kinds = [kind for kind, _ in received(out)]
    assert set(kinds[:-3]) == {Kind.HEARTBEAT}
    assert kinds[-3:] == [Kind.DONE, Kind.REFUSED, Kind.FAILED]


def test_an_idle_worker_retires() -> None:
    """It says so, as a batch that is on the way must go to another."""
    out = io.BytesIO()
    worker.apply_to_batches(queue.SimpleQueue(), out, idle_seconds=0.0)
    assert received(out) == [(Kind.RETIRED, None)]


def test_a_worn_worker_retires(monkeypatch: pytest.MonkeyPatch) -> None:
    """It sends the result of its item, and leaves the rest."""
    monkeypatch.setattr(worker, "_address_space", lambda: worker.WORN_ADDRESS_SPACE + 1)
    batches: queue.SimpleQueue[worker.Batch | None] = queue.SimpleQueue()
    batches.put((act, DEFAULT_TIMEOUTS, ["a", "b"]))
    out = io.BytesIO()
    worker.apply_to_batches(batches, out, idle_seconds=60.0)
    assert received(out) == [(Kind.DONE, "a"), (Kind.RETIRED, None)]


def test_a_result_that_cannot_be_sent_is_a_failure() -> None:
    """A result that is no plain value is a bug of the function."""
    out = io.BytesIO()
    worker.send_result(no_plain_value, "a", out, interval=0.2)
    assert [kind for kind, _ in received(out)] == [Kind.FAILED]


def test_heartbeats_are_limited_to_one_per_interval(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first is sent at once, later ones when an interval has passed since the last."""
    clock = iter([0.0, 0.1, 0.3, 0.4, 0.6])
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    out = io.BytesIO()
    heartbeat = Heartbeat(out, interval=0.2)
    for step in range(1, 6):
        heartbeat(step, 5)
    assert [value for _, value in received(out)] == [(1, 5), (3, 5), (5, 5)]


# ------------------------------------------------------------------ in a process without a pool
def test_a_worker_ends_with_its_parent() -> None:
    """When the parent is killed no worker is left, not even one whose function hangs."""
    command = [sys.executable, "-c", PROGRAM, *sys.path]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        send_task(process.stdin, (act, DEFAULT_TIMEOUTS, ["stall"]))
        assert receive(process.stdout)[0] == Kind.READY
        assert receive(process.stdout)[0] == Kind.HEARTBEAT
        process.stdin.close()
        assert process.wait(timeout=60) == 0


@pytest.mark.parametrize("sent", [(), (None,), ((act, DEFAULT_TIMEOUTS, ["slow", "a"]),)])
def test_a_worker_whose_parent_was_killed_ends_silently(sent: tuple[object, ...]) -> None:
    """Before it has work, before it is ready or while it works, it reports no broken pipe."""
    command = [sys.executable, "-c", PROGRAM, *sys.path]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        for message in sent:
            send_task(process.stdin, message)
        if not sent:
            process.stdin.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 0
