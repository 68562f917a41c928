"""The command line, run in this process as its entry point runs it."""

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from axtar.cli import main


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> list[Any]:
        """The objects that it wrote, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run `axtar` with arguments and a standard input, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AXTAR_WORKERS", "1")

    def ran(*arguments: str | Path, stdin: str = "") -> Ran:
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf8", write_through=True) for _ in range(2))
        with monkeypatch.context() as patched:
            patched.setattr(sys, "argv", ["axtar", *map(str, arguments)])
            patched.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf8"))
            patched.setattr(sys, "stdout", out)
            patched.setattr(sys, "stderr", err)
            with pytest.raises(SystemExit) as ended:
                main()
        texts = [stream.buffer.getvalue().decode() for stream in (out, err)]
        return Ran(int(ended.value.code or 0), *texts)

    return ran
