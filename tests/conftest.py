"""Fixtures of real libraries: one that is built once, for tests that only read, and copies of it for tests that change it."""

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, settings

from axtar import config
from axtar.library import Library
from axtar.workers.pool import WorkerPool

SAMPLES = Path(__file__).parents[1] / "documents"
TEXTS = Path(__file__).parent / "data" / "library"
PRINTED = ("shusha-a-town-on-a-plateau", "xudaferin-korpuleri")

# How long an example takes depends on how busy the machine is. Other settings (of CI, of --hypothesis-profile) stay.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

WriteUnreadable = Callable[[Path, str], Path]
Start = Callable[..., "subprocess.Popen[str]"]


workers = WorkerPool()
"""Shared by all libraries of the tests, which so need not wait for processes to start; one, since tests share the machine."""


def open_library(root: Path, engine: str = "tantivy", **environ: str) -> Library:
    """Open the library in a folder, without settings of the environment, with the shared worker processes."""
    return Library(config.load(root, engine, {"AXTAR_WORKERS": "1", **environ}), workers=workers)


@pytest.fixture(scope="session", autouse=True)
def _close_workers() -> Iterator[None]:
    """End the shared worker processes in good order, which saves the coverage they have measured."""
    yield
    workers.close()


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to add: texts in four languages and four alphabets, two PDFs of the samples, and all their records."""
    folder = tmp_path_factory.mktemp("sources")
    shutil.copytree(TEXTS, folder, dirs_exist_ok=True)
    for stem in PRINTED:
        for suffix in (".pdf", ".csl.json"):
            shutil.copy(SAMPLES / f"{stem}{suffix}", folder)
    return folder


@pytest.fixture(scope="session")
def collection(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a library of all sources, indexed by both engines. Only to be read; see `copied`."""
    root = tmp_path_factory.mktemp("collection")
    with open_library(root) as library:
        results = list(library.add([sources]))
    assert {result.status for result in results} == {"added"}, results
    with open_library(root, "whoosh") as library:
        library.rebuild()
    return root


@pytest.fixture(scope="session", params=["tantivy", "whoosh"])
def shared(collection: Path, request: pytest.FixtureRequest) -> Iterator[Library]:
    """The library of all sources, opened with each engine. Only to be read."""
    with open_library(collection, request.param) as library:
        yield library


@pytest.fixture(scope="session")
def finished(collection: Path) -> Iterator[Library]:
    """The library of all sources, opened with the default engine. Only to be read."""
    with open_library(collection) as library:
        yield library


@pytest.fixture
def copied(collection: Path, tmp_path: Path) -> Iterator[Library]:
    """A copy of the library of all sources, to be changed."""
    shutil.copytree(collection, tmp_path / "copied")
    with open_library(tmp_path / "copied") as library:
        yield library


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Library]:
    """A new library without documents."""
    with open_library(tmp_path / "library") as library:
        yield library


@pytest.fixture
def unmeasured(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Disable coverage in this process and in those that it starts; it takes three times as long.

    For tests that evaluate whole tables with code that others cover, or that kill the processes they start, whose coverage is
    lost anyway.
    """
    monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
    trace = sys.gettrace()
    sys.settrace(None)
    yield
    sys.settrace(trace)


@pytest.fixture
def start() -> Iterator[Start]:
    """Start `axtar` as a process with pipes: `start(*arguments, **environment)`. It is killed after the test.

    `before` is Python code that the process runs first.
    """
    processes: list[subprocess.Popen[str]] = []

    def start_process(*arguments: str | Path, before: str = "", **environ: str) -> "subprocess.Popen[str]":
        program = ("-c", f"{before}\nfrom axtar.cli import main\nmain()") if before else ("-m", "axtar.cli")
        process = subprocess.Popen(
            [sys.executable, *program, *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf8",
            start_new_session=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "AXTAR_WORKERS": "1", **environ},
        )
        processes.append(process)
        return process

    yield start_process
    for process in processes:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            with suppress(OSError):  # unsent input cannot be written any more
                stream.close()  # type: ignore[union-attr]  # all three are pipes


def _blank_pdf(**encryption: object) -> bytes:
    """Return a PDF with one blank page."""
    buffer = io.BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(buffer, **encryption)  # type: ignore[arg-type]  # pikepdf's own argument
    return buffer.getvalue()


def _write_unreadable(folder: Path, kind: str) -> Path:
    content = {
        "corrupt": b"%PDF-1.7\n" + bytes(range(256)) * 40,
        "encrypted": _blank_pdf(encryption=pikepdf.Encryption(owner="a", user="b")),
        "blank": _blank_pdf(),
        "zero-length": b"",
        "picture": b"\x89PNG\r\n\x1a\n" + bytes(200),
    }
    path = folder / f"{kind}.pdf"
    path.write_bytes(content[kind])
    return path


@pytest.fixture
def write_unreadable() -> WriteUnreadable:
    """Write a file that cannot be read: corrupt, encrypted, blank (no text), zero-length or a picture."""
    return _write_unreadable
