"""A kill at any moment loses nothing that was reported, and processes read while another writes."""

import re
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import Popen  # noqa: TC003 - used in an alias

import pytest

from axtar import config
from axtar.library import Library
from axtar.model import Request

pytestmark = pytest.mark.usefixtures("unmeasured")

Start = Callable[..., "Popen[str]"]
FILES = 120
SMALL_BATCHES = """
from functools import partial
from axtar import library
from axtar.ingest.limits import IngestLimits
library.Library = partial(library.Library, limits=IngestLimits(batch_files=50, pages_per_task=10))
"""
"""Opens libraries with batches so small that the files are several batches and tasks."""


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of short files, each with a unique word."""
    folder = tmp_path_factory.mktemp("many")
    for number in range(FILES):
        text = f"The lantern called zq{number}x burns in the upper window of the house. "
        (folder / f"note-{number:03}.txt").write_text(text, "utf8")
    return folder


def collect(process: "Popen[str]", ids: list[str]) -> None:
    """Collect the ids that a process reports until it ends."""
    assert process.stdout
    ids.extend(match[1] for line in process.stdout if (match := re.match(r"added: .* \((\w+)\)", line)))


@pytest.mark.parametrize(
    ("wait", "workers"),
    [(("lines", 0), 1), (("lines", 1), 2), (("lines", 60), 1), (("seconds", 1.2), 1), (("seconds", 1.8), 2)],
)
def test_a_kill_loses_nothing_that_was_reported(
    start: Start, many: Path, tmp_path: Path, wait: tuple[str, float], workers: int
) -> None:
    """Killed before, between and after batches: reported documents are stored, and the next start indexes pending ones."""
    process = start("--library", tmp_path, "add", many, before=SMALL_BATCHES, AXTAR_WORKERS=str(workers))
    ids: list[str] = []
    reader = threading.Thread(target=collect, args=(process, ids))
    reader.start()
    kind, amount = wait
    if kind == "seconds":
        time.sleep(amount)
    else:
        while reader.is_alive() and len(ids) < amount:
            time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    reader.join(30)
    assert process.communicate(timeout=30)[1] == ""  # the pipe closes only after all worker processes have ended
    with Library(config.load(tmp_path, environ={"AXTAR_WORKERS": "1"})) as library:
        library.writer.index_pending()
        assert {document.id for document in library.documents.list_all()} >= set(ids)
        assert library.check() == []
        assert library.search(Request("lantern", limit=1)).total == library.documents.count()
        results = list(library.add([many]))
        assert {result.status for result in results} <= {"added", "unchanged"}
        assert library.documents.count() == FILES
        assert library.check() == []
        assert not list(tmp_path.rglob("*.part"))


def test_searching_works_while_another_process_adds(start: Start, many: Path, tmp_path: Path) -> None:
    """Searches before, during and after the writing never find fewer documents than the one before."""
    process = start("--library", tmp_path, "add", many, before=SMALL_BATCHES)
    totals: list[int] = []
    with Library(config.load(tmp_path, environ={})) as library:
        while process.poll() is None:
            time.sleep(0.02)
            totals.append(library.search(Request("lantern", limit=1)).total)
        totals.append(library.search(Request("lantern", limit=1)).total)
        assert process.returncode == 0
        assert totals == sorted(totals)
        assert totals[-1] == FILES
        assert library.check() == []
