"""A library that this user may only read: searching works, writing says why not, and nothing is changed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from axtar import config

COMMANDS = """
import contextlib, io, json, os, sys
from axtar import cli

def run(library, *arguments):
    sys.argv = ["axtar", "--library", library, "--engine", sys.argv[sys.argv.index("--engine") + 1], *arguments]
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), contextlib.suppress(SystemExit):
        code = 0
        try:
            cli.main()
        except SystemExit as error:
            code = error.code
    return code, out.getvalue(), err.getvalue()

folder, note = sys.argv[1:3]
assert run(f"{folder}/library", "add", note)[0] == 0
[id_] = [json.loads(line)["id"] for line in run(f"{folder}/library", "list", "--json")[1].splitlines()]
reading = [("search", "--json", "lantern"), ("list",), ("show", id_), ("show", id_, "--page", "1"), ("cite", id_), ("check",)]
writing = [("add", note), ("edit", id_, "title=Other"), ("remove", "--yes", id_), ("rebuild",)]
for command in reading:
    run(f"{folder}/library", *command)  # imports what it needs
paths = [os.path.join(parent, name) for parent, _, names in os.walk(folder) for name in (*names, "")]
for path in paths:
    os.chmod(path, 0o555 if os.path.isdir(path) else 0o444)
before = sorted((path, os.stat(path).st_mtime_ns) for path in paths)
results = [run(f"{folder}/library", *command) for command in (*reading, *writing)]
after = sorted((os.path.join(parent, name), os.stat(os.path.join(parent, name)).st_mtime_ns)
               for parent, _, names in os.walk(folder) for name in (*names, ""))
for path, _ in after:
    os.chmod(path, 0o755 if os.path.isdir(path) else 0o644)
print(json.dumps([results[: len(reading)], results[len(reading) :], before == after]))
"""

# Root writes whatever the mode is, unless without these capabilities; another user may be unable to start this interpreter.
WITHOUT_PRIVILEGE = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--")


@pytest.mark.parametrize("engine", config.ENGINES)
@pytest.mark.usefixtures("unmeasured")
def test_a_library_can_be_read_that_cannot_be_written(tmp_path: Path, engine: str) -> None:
    """Commands that read succeed; those that write say that the library is read-only."""
    note = tmp_path / "note.txt"
    note.write_text("The lantern burns in the window of the house.", "utf8")
    folder = tmp_path / "folder"
    folder.mkdir()
    ended = subprocess.run(
        [
            *(WITHOUT_PRIVILEGE if os.geteuid() == 0 else ()),
            sys.executable,
            "-c",
            COMMANDS,
            folder,
            note,
            "--engine",
            engine,
        ],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "AXTAR_WORKERS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    reading, writing, unchanged = json.loads(ended.stdout)
    assert [(code, err) for code, _, err in reading] == [(0, "")] * len(reading)
    assert json.loads(reading[0][1])["total"] == 1
    assert [code for code, _, _ in writing] == [5] * len(writing)
    assert all("is read-only" in err for _, _, err in writing), writing
    assert unchanged
