"""The command line, run in the process of the tests as its entry point runs it."""

import io
import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from axtar.cli import main


@dataclass(frozen=True)
class Result:
    """The exit code of a command, its standard output and its standard error."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> list[Any]:
        """The objects on standard output, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Result]
IdOf = Callable[[Path, str], str]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run `axtar` with arguments and a standard input, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AXTAR_WORKERS", "1")

    def run_axtar(*arguments: str | Path, stdin: str = "") -> Result:
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf8", write_through=True) for _ in range(2))
        with monkeypatch.context() as patched:
            patched.setattr(sys, "argv", ["axtar", *map(str, arguments)])
            patched.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf8"))
            patched.setattr(sys, "stdout", out)
            patched.setattr(sys, "stderr", err)
            with pytest.raises(SystemExit) as ended:
                main()
        texts = [stream.buffer.getvalue().decode() for stream in (out, err)]
        return Result(int(ended.value.code or 0), *texts)

    return run_axtar


@pytest.fixture
def copy(collection: Path, tmp_path: Path) -> Path:
    """The folder of a copy of the finished library, to be changed."""
    return Path(shutil.copytree(collection, tmp_path / "copy"))


@pytest.fixture
def id_of(run: Run) -> IdOf:
    """Look up the id of a document in a library by the name of its file."""

    def look_up(library: Path, file: str) -> str:
        documents = run("--library", library, "list", "--json").json
        (id_,) = [document["id"] for document in documents if document["file"] == file]
        return str(id_)

    return look_up
