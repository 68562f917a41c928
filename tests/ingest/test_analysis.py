"""A text that cannot be analyzed costs its own document only, and that is stored, named and not tried again in vain."""

from dataclasses import replace
from pathlib import Path

import pytest

from axtar import config
from axtar.ingest.limits import DEFAULT_LIMITS, IngestLimits
from axtar.library import Library
from axtar.model import Request
from axtar.workers.pool import Timeouts, WorkerPool
from axtar.workers.process import PROGRAM

NO_TIME = IngestLimits(analysis_seconds=0.0, analysis_characters_per_second=10**9)
"""Limits that no text keeps."""

POISONED = """
from axtar.ingest import index_passages
whole = index_passages.split_passages

def split_passages(page):
    if "hang" in page.text:
        import time
        time.sleep(600)
    if "crash" in page.text:
        import os
        os._exit(9)
    if "memory" in page.text:
        bytearray(1 << 40)
    return whole(page)

index_passages.split_passages = split_passages
"""
"""A worker in which some words of a text do what a fault in the analysis of other texts would do."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two texts."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "kettle.txt").write_text("The kettle sang in the kitchen of the old house.", "utf8")
    (folder / "lantern.txt").write_text("The lantern burned in the upper window of the house.", "utf8")
    return folder


def open_library(tmp_path: Path, limits: IngestLimits = DEFAULT_LIMITS) -> Library:
    """Open the library of a test."""
    return Library(config.load(tmp_path / "library", environ={"AXTAR_WORKERS": "1"}), limits)


def test_a_text_that_takes_too_long_is_reported_and_stored(folder: Path, tmp_path: Path) -> None:
    """Its document can be listed, read, edited and removed; `check` names it; the library stays usable."""
    with open_library(tmp_path, NO_TIME) as library:
        results = list(library.add([folder]))
        assert {result.status for result in results} == {"failed"}
        assert all("took more than 0 seconds" in result.message for result in results)
        assert library.documents.count() == 2
        assert library.writer.stale() == []
        assert library.search(Request("kettle")).total == 0
        ids = [str(result.document) for result in results]
        assert set(library.failures()) == set(ids)
        assert library.pages.get(ids[0], 1).text.startswith("The")
        assert [ids[0] in finding.problem or ids[1] in finding.problem for finding in library.check()] == [True, True]
        library.remove(ids[0])
        assert set(library.failures()) == {ids[1]}


def test_a_failed_text_is_not_tried_again_before_an_update(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither adding the same files nor a rebuild tries it again; another version of axtar or another content does."""
    with open_library(tmp_path, NO_TIME) as library:
        list(library.add([folder]))
    (folder / "pipe.txt").write_text("A pipe lay on the table of the house.", "utf8")
    with open_library(tmp_path) as library:
        statuses = {Path(result.path).stem: result.status for result in library.add([folder])}
        assert statuses == {"kettle": "failed", "lantern": "failed", "pipe": "added"}
        assert library.rebuild() == 1
        assert len(library.failures()) == 2
        (folder / "kettle.txt").write_text("The kettle whistled in the kitchen of the old house.", "utf8")
        statuses = {Path(result.path).stem: result.status for result in library.add([folder])}
        assert statuses == {"kettle": "updated", "lantern": "failed", "pipe": "unchanged"}
        monkeypatch.setattr("axtar.ingest.index_store.fingerprint", lambda _engine, *, authority: f"new {authority}")
        assert library.rebuild() == 3
        assert library.failures() == {}
        assert library.search(Request("house")).total == 3
        assert library.check() == []


def test_an_edited_document_is_tried_again(folder: Path, tmp_path: Path) -> None:
    """An edit is another revision, whose failure is recorded anew."""
    with open_library(tmp_path, NO_TIME) as library:
        [first, second] = [str(result.document) for result in library.add([folder])]
        library.edit(first, {"title": "Kettles"})
        assert set(library.failures()) == {first, second}
    with open_library(tmp_path) as library:
        library.edit(first, {"title": "Kettles of the house"})
        assert set(library.failures()) == {second}
        assert library.search(Request("kettles")).total == 1


def test_pages_after_a_failure_are_not_analyzed(tmp_path: Path) -> None:
    """A long document fails once, whatever the number of its tasks, and leaves nothing in the index."""
    text = tmp_path / "book.txt"
    text.write_text("\f".join(f"Page {number} of the book on kettles." for number in range(1, 41)), "utf8")
    with open_library(tmp_path, replace(NO_TIME, pages_per_task=2, commit_passages=1)) as library:
        [result] = library.add([text])
        assert result.status == "failed"
        assert library.store.engine().count() == 0


def test_a_poisoned_text_costs_its_own_document_only(tmp_path: Path) -> None:
    """A crash, a hang or a memory overrun: all other documents of the task are found, and each file has its result."""
    folder = tmp_path / "texts"
    folder.mkdir()
    words = {"crash": "crashed", "hang": "no progress for 6 seconds", "memory": "MemoryError"}
    for name in ("atlas", *words, "zodiac"):
        (folder / f"{name}.txt").write_text(f"A {name} in the upper window of the house.", "utf8")
    pages = ("The first page of a book.", "The second page brings a crash.", *["Another page."] * 3)
    (folder / "book.txt").write_text("\f".join(pages), "utf8")
    program = PROGRAM.replace("; serve()", f"; exec({POISONED!r}); serve()")
    limits = replace(DEFAULT_LIMITS, pages_per_task=4, analysis_timeouts=Timeouts(30.0, 6.0, 6.0))
    with WorkerPool(1, program) as workers:
        library = Library(config.load(tmp_path / "library", environ={}), limits, workers)
        results = {Path(result.path).stem: result for result in library.add([folder])}
        assert {name for name, result in results.items() if result.status == "failed"} == {*words, "book"}
        assert {name for name, result in results.items() if result.status == "added"} == {"atlas", "zodiac"}
        messages = {name: results[name].message for name in words}
        assert [name for name, reason in words.items() if reason not in messages[name]] == [], messages
        assert library.search(Request("house")).total == 2
        assert library.search(Request("book")).total == 0
        for name in (*words, "book"):
            library.remove(str(results[name].document))
        assert library.check() == []
        library.close()
