"""Tests that need a process of their own: streams, signals, pipes."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from axtar import config
from axtar.library import Library

Started = Callable[..., Any]


@pytest.mark.parametrize(
    ("arguments", "lines", "key"),
    [
        (("analyze", "--json", "--language", "az"), ("Şuşada", "xalçalar"), "terms"),
        (("detect", "--json"), ("Kitabxananın oxu zalında yer var", "Поезд пришёл на станцию"), "language"),
        (("names", "--json"), ("Şuşa", "Konya"), "keys"),
        (("search", "--json", "-"), ("saffron", "Шуша"), "hits"),
    ],
)
def test_commands_answer_line_by_line(
    start: Started, collection: Path, arguments: tuple[str, ...], lines: tuple[str, ...], key: str
) -> None:
    """Each answer is written before the next line is sent, so that a program with many queries starts axtar once."""
    process = start("--library", collection, *arguments)
    for line in lines:
        process.stdin.write(f"{line}\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())[key]
    process.stdin.close()
    assert process.wait(30) == 0
    assert process.stderr.read() == ""


@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_interrupted_add_keeps_what_it_reported(
    start: Started, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: str
) -> None:
    """Ctrl-C ends it with exit code 130; the documents reported are in the library, and a second run adds the rest."""
    # Measuring takes a lock at every new line; an interrupt within leaves it held, and the process waits for itself.
    monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(620):  # more than a batch
        (folder / f"note-{number:03}.txt").write_text(f"The lantern zq{number}x burns.", "utf8")
    process = start("--library", tmp_path / "library", "add", folder, AXTAR_WORKERS=workers)
    first = process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err.strip().startswith("Stopped. Everything reported so far is safe")
    assert "Traceback" not in err
    ids = set(re.findall(r"added: .* \((\w+)\)", first + out))
    with Library(config.load(tmp_path / "library", environ={"AXTAR_WORKERS": "1"})) as library:
        library.writer.index_pending()
        assert {document.id for document in library.documents.list_all()} >= ids != set()
        assert library.check() == []
        assert {outcome.status for outcome in library.add([folder])} <= {"added", "unchanged"}
        assert library.documents.count() == 620


@pytest.mark.parametrize("arguments", ["search --json -", "detect", "analyze"])
def test_a_closed_pipe_is_no_error(start: Started, collection: Path, arguments: str) -> None:
    """`axtar … | head -1` ends silently."""
    process = start("--library", collection, *arguments.split())
    process.stdin.write("Şuşa\n")
    process.stdin.flush()
    assert process.stdout.readline()
    process.stdout.close()
    with suppress(BrokenPipeError):
        for _ in range(10_000):
            process.stdin.write("Şuşa şəhəri\n")
            process.stdin.flush()
    assert process.wait(30) == 0
    assert process.stderr.read() == ""


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("arguments", ["search -", "password", "list"])
def test_closed_standard_streams_are_no_bug(collection: Path, tmp_path: Path, closed: str, arguments: str) -> None:
    """No traceback, and nothing is printed into a file that took the place of a stream."""
    shutil.copytree(collection, tmp_path / "copied")
    command = f"'{sys.executable}' -m axtar.cli --library '{tmp_path / 'copied'}' {arguments} {closed}"
    done = subprocess.run(["sh", "-c", command], check=False, input=b"", capture_output=True, timeout=120)
    assert b"Traceback" not in done.stdout + done.stderr
    assert done.returncode == (2 if arguments == "password" else 0)
    with Library(config.load(tmp_path / "copied", environ={})) as library:
        assert library.check() == []


def test_invalid_utf8_is_searched(collection: Path) -> None:
    """An argument or a line in another encoding is no crash."""
    command = [sys.executable, "-m", "axtar.cli", "--library", str(collection), "search", "--json"]
    for arguments, stdin in (([b"saffron \xfe\xe7"], b""), ([b"-"], b"\xfe\xe7\n")):
        done = subprocess.run([*command, *arguments], input=stdin, capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")
        assert json.loads(done.stdout)["query"]


def test_help_imports_no_large_dependency() -> None:
    """`axtar --help` imports click and axtar only, and answers at once."""
    code = (
        "import sys, contextlib\n"
        "from axtar.cli import main\n"
        "sys.argv = ['axtar', '--help']\n"
        "with contextlib.suppress(SystemExit): main()\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    heavy = "sqlalchemy tantivy whoosh flask lark lxml pymorphy3 langdetect pypdfium2 pikepdf rapidfuzz rich citeproc"
    assert loaded.isdisjoint(heavy.split())
