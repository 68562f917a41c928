"""Several processes on one library: readers beside rebuilds, and writers at the same time."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from axtar import config
from axtar.library import Library
from axtar.model import Request

pytestmark = pytest.mark.usefixtures("unmeasured")

Start = Callable[..., "subprocess.Popen[str]"]

REBUILDS = 1000 if os.environ.get("AXTAR_FAULTS") == "all" else 20

READER = """
import select, sys
from pathlib import Path
from axtar import config
from axtar.library import Library
from axtar.model import Request

settings = config.load(Path(sys.argv[1]), sys.argv[2], {"AXTAR_WORKERS": "1"})
searches = 0
with Library(settings) as kept:
    print("ready", flush=True)
    while not select.select([sys.stdin], [], [], 0)[0]:
        with Library(settings) as opened:
            for library in (kept, opened):
                assert library.search(Request("lantern")).total == 3
                searches += 1
print(searches)
"""
"""Searches until something is typed, with a library that stays open and with new ones."""


def _write_notes(folder: Path, names: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / f"{name}.txt").write_text(f"The lantern of {name * 5} burns in the window.", "utf8")
    return folder


@pytest.mark.parametrize("engine", config.ENGINES)
def test_readers_beside_rebuilds_see_all_documents(tmp_path: Path, engine: str) -> None:
    """None of their searches fails or finds less, however often the index is replaced."""
    settings = config.load(tmp_path / "library", engine, {"AXTAR_WORKERS": "1"})
    with Library(settings) as library:
        assert len(list(library.add([_write_notes(tmp_path / "notes", "abc")]))) == 3
        readers = [
            subprocess.Popen(
                [sys.executable, "-c", READER, settings.library, engine],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            )
            for _ in range(2)
        ]
        for reader in readers:
            assert reader.stdout
            assert reader.stdout.readline() == "ready\n"
        for _ in range(REBUILDS):
            assert library.rebuild() == 3
        for reader in readers:
            searches, errors = reader.communicate("\n", timeout=60)
            assert reader.returncode == 0, errors
            assert int(searches) > 0
        assert library.check() == []
        assert len(list(settings.index.glob(f"{engine}-*"))) == 1


@pytest.mark.parametrize("engine", config.ENGINES)
def test_writers_take_turns(start: Start, tmp_path: Path, engine: str) -> None:
    """Processes add at the same time: each file is added once, and reported by one of them."""
    options = ("--library", tmp_path / "library", "--engine", engine)
    folders = [_write_notes(tmp_path / names, names) for names in ("abcx", "defx", "ghix")]
    running = [start(*options, "add", folder) for folder in folders]
    ended = [process.communicate(timeout=300) for process in running]
    assert [(process.returncode, errors) for process, (_, errors) in zip(running, ended, strict=True)] == [(0, "")] * 3
    with Library(config.load(tmp_path / "library", engine, {"AXTAR_WORKERS": "1"})) as library:
        found = library.search(Request("lantern"))
        assert sorted(hit.document.file for hit in found.hits) == [f"{name}.txt" for name in "abcdefghix"]
        assert library.check() == []
    added = re.findall(r"added: (\w)\.txt", "".join(out for out, _ in ended))
    assert sorted(added) == list("abcdefghix")
