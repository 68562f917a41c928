"""One process writes at a time."""

import errno
import os
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from axtar import config
from axtar.errors import DiskError, LibraryError, LockedError, ReadOnlyError
from axtar.ingest.write_lock import write_lock
from axtar.library import Library
from axtar.model import Request


def test_a_second_writer_fails_with_the_name_of_the_first(library: Library, tmp_path: Path) -> None:
    """It waits for the set time, then names the process that holds the lock; searching needs no lock."""
    (tmp_path / "note.txt").write_text("The kettle sang.", "utf8")
    impatient = config.load(library.settings.library, library.settings.engine, {"AXTAR_LOCK_SECONDS": "0"})
    with write_lock(library.settings.index, 0), Library(impatient) as second:
        for change in (lambda: list(second.add([tmp_path / "note.txt"])), second.rebuild):
            with pytest.raises(LockedError, match=r"Another process is writing to this library \(process \d+"):
                change()
        assert second.search(Request("saffron")).total == 1
        assert second.writer.index_pending() == 0
    assert [result.status for result in library.add([tmp_path / "note.txt"])] == ["added"]


def test_a_second_writer_waits_for_the_first(library: Library, tmp_path: Path) -> None:
    """Two libraries that add at the same time both succeed."""
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
        (folder / f"{folder.name}.txt").write_text(f"The kettle of {folder.name} sang.", "utf8")
    statuses: list[str] = []

    def work(folder: Path) -> None:
        with Library(library.settings) as own:
            statuses.extend(result.status for result in own.add([folder]))

    threads = [threading.Thread(target=work, args=(folder,)) for folder in folders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert statuses == ["added", "added"]
    assert library.search(Request("kettle")).total == 2
    assert library.check() == []


def test_the_lock_is_released_after_an_error(tmp_path: Path) -> None:
    """Nothing is left that names a holder."""
    holder = tmp_path / "writer.txt"
    with suppress(ZeroDivisionError), write_lock(tmp_path, 0):
        assert holder.read_text("utf8").startswith("process ")
        raise ZeroDivisionError
    assert not holder.exists()
    with write_lock(tmp_path, 0):
        pass


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    """The message names the file."""
    (tmp_path / "writer.lock").mkdir()
    with pytest.raises(LibraryError, match=r"writer\.lock cannot be written"), write_lock(tmp_path, 0):
        pass


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [(errno.EROFS, ReadOnlyError, "is read-only for this user"), (errno.ENOSPC, DiskError, "the disk is full")],
)
def test_the_cause_of_a_lock_that_cannot_be_taken_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, kind: type[LibraryError], words: str
) -> None:
    """A library may be one that this user may only read."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr("filelock.FileLock.acquire", refuse)
    with pytest.raises(kind, match=words), write_lock(tmp_path, 0):
        pass
