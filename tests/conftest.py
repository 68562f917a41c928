"""Real libraries of real files: one built once for all who only read, and copies of it for those who change."""

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

SAMPLES = Path(__file__).parents[1] / "documents"
TEXTS = Path(__file__).parent / "data" / "library"
PRINTED = ("shusha-a-town-on-a-plateau", "xudaferin-korpuleri")

# How long an example takes says how busy the machine is. What else is set (by CI, by --hypothesis-profile) stays.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

MakeBad = Callable[[Path, str], Path]
Opened = Callable[..., Library]
Started = Callable[..., "subprocess.Popen[str]"]


def opened(root: Path, engine: str = "tantivy", **environ: str) -> Library:
    """The library in a folder, with settings that no environment touches; one worker, since tests share the machine."""
    return Library(config.load(root, engine, {"AXTAR_WORKERS": "1", **environ}))


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to add: our own texts in four languages and four alphabets, two printed samples, and all their records."""
    folder = tmp_path_factory.mktemp("sources")
    shutil.copytree(TEXTS, folder, dirs_exist_ok=True)
    for stem in PRINTED:
        for suffix in (".pdf", ".csl.json"):
            shutil.copy(SAMPLES / f"{stem}{suffix}", folder)
    return folder


@pytest.fixture(scope="session")
def collection(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a finished library of all sources, indexed by both engines. Only for reading; see `copied`."""
    root = tmp_path_factory.mktemp("collection")
    with opened(root) as library:
        outcomes = list(library.add([sources]))
    assert {outcome.status for outcome in outcomes} == {"added"}, outcomes
    with opened(root, "whoosh") as library:
        library.rebuild()
    return root


@pytest.fixture(scope="session", params=["tantivy", "whoosh"])
def shared(collection: Path, request: pytest.FixtureRequest) -> Iterator[Library]:
    """The finished library, opened with each engine. Only for reading."""
    with opened(collection, request.param) as library:
        yield library


@pytest.fixture(scope="session")
def finished(collection: Path) -> Iterator[Library]:
    """The finished library, opened with the default engine. Only for reading."""
    with opened(collection) as library:
        yield library


@pytest.fixture
def copied(collection: Path, tmp_path: Path) -> Iterator[Library]:
    """A copy of the finished library, to be changed."""
    shutil.copytree(collection, tmp_path / "copied")
    with opened(tmp_path / "copied") as library:
        yield library


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Library]:
    """A new library."""
    with opened(tmp_path / "library") as library:
        yield library


@pytest.fixture
def unmeasured(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No coverage, here or in processes that are started, of code that other tests run: to measure it takes three times as long.

    For tests that ask whole tables, or kill what they start, which then tells nothing anyway.
    """
    monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
    measuring = sys.gettrace()
    sys.settrace(None)
    yield
    sys.settrace(measuring)


@pytest.fixture
def start() -> Iterator[Started]:
    """Start `axtar` as a process of its own, with pipes: `start(*arguments, **environment)`. It ends with the test.

    `before` is Python that runs there first.
    """
    running: list[subprocess.Popen[str]] = []

    def started(*arguments: str | Path, before: str = "", **environ: str) -> "subprocess.Popen[str]":
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
        running.append(process)
        return process

    yield started
    for process in running:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            with suppress(OSError):  # what was not sent yet has nowhere to go
                stream.close()  # type: ignore[union-attr]  # all three are pipes


def _blank(**encryption: object) -> bytes:
    buffer = io.BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(buffer, **encryption)  # type: ignore[arg-type]  # pikepdf's own argument
    return buffer.getvalue()


def _bad(folder: Path, kind: str) -> Path:
    content = {
        "corrupt": b"%PDF-1.7\n" + bytes(range(256)) * 40,
        "encrypted": _blank(encryption=pikepdf.Encryption(owner="a", user="b")),
        "blank": _blank(),
        "hollow": b"",
        "picture": b"\x89PNG\r\n\x1a\n" + bytes(200),
    }
    path = folder / f"{kind}.pdf"
    path.write_bytes(content[kind])
    return path


@pytest.fixture
def bad() -> MakeBad:
    """Write a file that cannot be read: corrupt, encrypted, blank (pages without text), hollow (no bytes) or a picture."""
    return _bad
