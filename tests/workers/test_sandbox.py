"""What a worker process may not do: each attempt fails its item alone."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from axtar.progress import ProgressCallback
from axtar.workers import sandbox, seccomp
from axtar.workers.pool import ItemFailure, Timeouts, WorkerPool

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems have few of these protections")


# ------------------------------------------------------------------ what the workers attempt
def open_socket(_argument: str) -> None:
    """Open a socket."""
    with socket.socket():
        pass


def write_file(path: str) -> None:
    """Write a large file."""
    Path(path).write_bytes(bytes(2 * sandbox.FILE_BYTES))


def start_program(_argument: str) -> None:
    """Start another program."""
    subprocess.run([sys.executable, "-c", ""], check=True)


def fork(_argument: str) -> None:
    """Start another process."""
    if os.fork() == 0:
        os._exit(0)


def kill_parent(_argument: str) -> None:
    """Kill the process that reads the results."""
    os.kill(os.getppid(), signal.SIGKILL)


def use_memory(_argument: str) -> None:
    """Take four gibibytes."""
    bytearray(4 << 30)


def open_files(path: str) -> None:
    """Open a file more often than is allowed."""
    with ExitStack() as stack:
        for _ in range(sandbox.OPEN_FILES):
            stack.enter_context(Path(path).open(encoding="utf-8"))


def use_processor(_argument: str) -> None:
    """Work for ever, reporting that all is well."""
    while True:
        pass


def do_no_harm(_argument: str) -> None:
    """Use a thread and a pipe, and send this process a signal."""
    thread = threading.Thread(target=time.sleep, args=(0,))
    thread.start()
    thread.join()
    for end in os.pipe():
        os.close(end)
    os.kill(os.getpid(), 0)


ACTIONS = {
    action.__name__: action
    for action in (
        open_socket,
        write_file,
        start_program,
        fork,
        kill_parent,
        use_memory,
        open_files,
        use_processor,
        do_no_harm,
    )
}


def act(item: tuple[str, str], on_progress: ProgressCallback) -> str:
    """Do what the item names, with its argument."""
    on_progress(0, 0)
    name, argument = item
    ACTIONS[name](argument)
    return name


@pytest.fixture
def workers() -> Iterator[WorkerPool]:
    """A pool of one process, which is closed after the test."""
    with WorkerPool() as opened:
        yield opened


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("open_socket", "PermissionError"),
        ("write_file", "File too large"),
        ("start_program", "PermissionError"),
        ("fork", "PermissionError"),
        ("kill_parent", "PermissionError"),
        ("use_memory", "MemoryError"),
        ("open_files", "Too many open files"),
    ],
)
def test_what_is_denied_fails_its_item(workers: WorkerPool, tmp_path: Path, name: str, reason: str) -> None:
    """The process goes on with the next item."""
    path = tmp_path / "file"
    path.touch()
    harmless = ("do_no_harm", "")
    results = dict(workers.run(act, [[(name, str(path)), harmless]]))
    failure = results[name, str(path)]
    assert isinstance(failure, ItemFailure)
    assert reason in failure.reason
    assert results[harmless] == "do_no_harm"
    assert path.stat().st_size <= sandbox.FILE_BYTES


def test_processor_time_is_limited_by_item(workers: WorkerPool) -> None:
    """A process that never ends is ended by the system, however often it reports progress; the next item has its own time."""
    endless, harmless = ("use_processor", ""), ("do_no_harm", "")
    timeouts = Timeouts(next_heartbeat=300.0, cpu=1.0)
    assert dict(workers.run(act, [[harmless, endless, harmless]], timeouts)) == {
        harmless: "do_no_harm",
        endless: ItemFailure("it took more than 1 seconds of processor time"),
    }


def test_a_worker_has_all_protections(workers: WorkerPool) -> None:
    """Each is found in the state of the process."""
    protections = workers.call(sandbox.protections, timeout=60.0)
    assert len(protections) == 8
    assert all(protections.values()), protections


def test_a_system_without_a_filter_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """On another system or machine the filter is left out."""
    monkeypatch.setattr("platform.machine", lambda: "s390x")
    assert not seccomp.deny_system_calls()


def test_every_machine_has_a_filter_that_ends() -> None:
    """Each jump leads to an instruction of the filter, the last of which allows."""
    for machine in ("x86_64", "aarch64"):
        steps = list(seccomp._filter(machine, 1))
        assert all(index + 1 + max(step.then, step.otherwise) < len(steps) for index, step in enumerate(steps[:-1]))
        assert steps[-1] == (seccomp._RETURN, seccomp._ALLOW, 0, 0)
        assert len(steps) < 256
