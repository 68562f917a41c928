"""Everything hostile at once: a line for each file, and a library that works afterwards."""

import json
import re
import runpy
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Start = Callable[..., "subprocess.Popen[str]"]

HOSTILE = runpy.run_path(str(Path(__file__).with_name("hostile.py")))
HANG = 900
"""Seconds that only a hang takes; the whole corpus takes one or two minutes."""


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[tuple[Path, dict[str, str]]]:
    """The folder of the corpus, and the pattern of the line of each of its files."""
    folder = tmp_path / "in"
    folder.mkdir()
    yield folder, HOSTILE["write_corpus"](folder)
    subprocess.run(["rm", "-r", folder], check=True)  # shutil.rmtree recurses


@pytest.mark.usefixtures("unmeasured")
def test_every_hostile_file_has_its_line(start: Start, tmp_path: Path, corpus: tuple[Path, dict[str, str]]) -> None:
    """Then the library is searched, checked and removed from, and it is as it should be."""
    folder, expected = corpus

    def run(*arguments: str | Path, stdin: str = "") -> tuple[int, str, str]:
        process = start("--library", tmp_path / "library", *arguments)
        out, err = process.communicate(stdin, timeout=HANG)
        assert "Traceback" not in err, err
        return process.returncode, out, err

    code, out, err = run("add", folder)
    assert code == 1
    lines = (out + err).splitlines()
    missing = [name for name, pattern in expected.items() if not any(re.search(pattern, line) for line in lines)]
    assert missing == [], [line for line in lines if any(name in line for name in missing)]
    assert not [line for line in lines if line.startswith("added: forged")]
    code, out, _ = run("add", folder)
    assert (code, [line for line in out.splitlines() if line.startswith("added: ")]) == (1, [])
    assert run("check")[0] == 0
    questions = [" ".join(query.encode("utf8", "replace").decode().split()) for query in HOSTILE["QUERIES"]]
    code, out, _ = run("search", "--json", "-", stdin="\n".join([*questions, "lantern"]).replace("\0", " ") + "\n")
    answers = [json.loads(line) for line in out.splitlines()]
    assert (code, len(answers)) == (0, len(questions) + 1)
    assert answers[-1]["hits"]
    _, out, _ = run("list", "--json")
    documents = [json.loads(line)["id"] for line in out.splitlines()]
    for id_ in documents:
        assert run("show", id_)[0] == 0
        break
    assert run("remove", "--yes", *documents)[0] == 0
    assert run("check")[0] == 0
