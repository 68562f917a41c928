"""Commands that only read write nothing and repair nothing, whatever the state of the library."""

import shutil
import socket
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from subprocess import Popen  # noqa: TC003 - used in an alias

import pytest

from axtar import config
from axtar.library import Library

Start = Callable[..., "Popen[str]"]

COMMANDS = (
    ("list",),
    ("show", "ID"),
    ("show", "ID", "--page", "1"),
    ("cite", "ID"),
    ("cite", "ID", "--format", "ris"),
    ("search", "saffron"),
    ("check",),
    ("names", "Shusha"),
    ("analyze", "Shusha"),
)


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file, without those that SQLite has while the catalogue is open."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(("-shm", "-wal")))
    return {str(path): path.read_bytes() for path in files}


def make_current(_root: Path) -> None:
    """Leave the library as it is."""


def make_stale(root: Path) -> None:
    """Make the index lack all documents, as after a kill."""
    with Library(config.load(root, environ={})) as library:
        library.catalogue.index_state.clear("tantivy")


def delete_index(root: Path) -> None:
    """Delete the index."""
    shutil.rmtree(next((root / "index").glob("tantivy-*")))


def damage_pointer(root: Path) -> None:
    """Damage the file that names the active index."""
    (root / "index" / "tantivy.json").write_text("{", "utf8")


@pytest.mark.parametrize("damage", [make_current, make_stale, delete_index, damage_pointer])
def test_reading_writes_nothing(collection: Path, tmp_path: Path, start: Start, damage: Callable[[Path], None]) -> None:
    """No file changes; whatever does not need the index answers; a search without an index names the remedy."""
    root = tmp_path / "copied"
    shutil.copytree(collection, root)
    with Library(config.load(root, environ={})) as library:
        id_ = library.documents.list_all(1)[0].id
    damage(root)
    before = contents(root)
    for name, *rest in COMMANDS:
        arguments = [id_ if argument == "ID" else argument for argument in rest]
        process = start("--library", root, name, *arguments)
        out, err = process.communicate(timeout=120)
        assert contents(root) == before, (name, arguments)
        assert "Traceback" not in err
        if name == "search" and damage in (delete_index, damage_pointer):
            assert (process.returncode, "axtar rebuild" in err) == (5, True), err
        elif name != "check":
            assert (process.returncode, bool(out)) == (0, True), err


def test_serve_answers_while_it_completes_the_index(collection: Path, tmp_path: Path, start: Start) -> None:
    """It starts at once, and finds all documents some time later."""
    root = tmp_path / "copied"
    shutil.copytree(collection, root)
    make_stale(root)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = start("--library", root, "serve", "--port", str(port), AXTAR_WORKERS="1")
    assert process.stdout
    assert any(line.startswith("Serving on ") for line in process.stdout)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=60) as response:
        assert response.status == 200
    with Library(config.load(root, environ={})) as library:
        deadline = time.monotonic() + 120
        while library.writer.stale() and time.monotonic() < deadline:
            time.sleep(0.1)
        assert library.writer.stale() == []
