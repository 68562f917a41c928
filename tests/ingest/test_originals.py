"""Names and paths of originals, and the copies that are made of files."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from axtar.errors import UnsupportedError, UsageError
from axtar.ingest import originals as module
from axtar.ingest.found_file import FoundFile
from axtar.ingest.originals import Originals, is_inside, safe_name, sha256


def store(originals: Originals, path: Path, previous: str | None = None) -> Path:
    """Copy a file and store the copy."""
    return originals.store(originals.snapshot(FoundFile(path)), previous)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("note.txt", "note.txt"),
        ("a/b\\c.txt", "c.txt"),
        ("Şuşa.pdf", "Şuşa.pdf"),
        ("S\u0327us\u0327a", "Şuşa"),
        ("a:b?.txt", "a_b_.txt"),
        ("n" * 200, "n" * 180),
        ("a." + "t" * 20, "a." + "t" * 12),
        ("a\x1b[2Jb\x9b\n.txt", "a_[2Jb__.txt"),
        ("a\u202efdp.txt", "a_fdp.txt"),
        ("lone\udcff.txt", "lone_.txt"),
    ],
)
def test_a_safe_name_can_be_stored_anywhere(name: str, expected: str) -> None:
    """Folders are dropped, special characters replaced, and long names shortened; the suffix is preserved."""
    assert safe_name(name) == expected


def test_a_name_without_characters_is_refused() -> None:
    """The message says what to do."""
    with pytest.raises(UsageError, match="Rename"):
        safe_name(" . ")


def test_a_new_version_replaces_the_copy_of_the_old_one(tmp_path: Path) -> None:
    """Another document of the same name is numbered; the same content is not copied twice."""
    originals = Originals(tmp_path / "documents")
    versions = [tmp_path / str(number) / "note.txt" for number in range(3)]
    for number, path in enumerate(versions):
        path.parent.mkdir()
        path.write_text(f"version {number}", "utf8")
    assert store(originals, versions[0]) == Path("note.txt")
    assert store(originals, versions[0]) == Path("note.txt")
    assert store(originals, versions[1]) == Path("note (2).txt")
    assert store(originals, versions[2], "note.txt") == Path("note.txt")
    assert sha256(tmp_path / "documents" / "note.txt") == sha256(versions[2])
    originals.discard_all()
    assert sorted(path.name for path in (tmp_path / "documents").iterdir()) == ["note (2).txt", "note.txt"]


def test_many_documents_of_one_name_are_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After some numbers, a part of the hash tells them apart, so that no search for a number takes long."""
    monkeypatch.setattr(module, "_MAX_NUMBER", 3)
    originals = Originals(tmp_path / "documents")
    stored = []
    for number in range(4):
        (tmp_path / "note.txt").write_text(f"content {number}", "utf8")
        stored.append(store(originals, tmp_path / "note.txt"))
    assert stored[:2] == [Path("note.txt"), Path("note (2).txt")]
    assert all(path.stem.startswith("note (") and len(path.stem) == len("note ()") + 12 for path in stored[2:])
    taken = tmp_path / "documents" / stored[3].name
    taken.write_text("something else", "utf8")
    with pytest.raises(UsageError, match="taken too often"):
        store(originals, tmp_path / "note.txt")


def test_a_copy_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy for which there is no room is not begun; an unfinished one is deleted."""
    (tmp_path / "note.txt").write_text("The lantern was red.", "utf8")
    originals = Originals(tmp_path / "documents")
    with monkeypatch.context() as patch:
        usage = shutil.disk_usage(tmp_path)._replace(free=10)
        patch.setattr(shutil, "disk_usage", lambda _path: usage)
        with pytest.raises(UnsupportedError, match="its copy needs 20 bytes, and the library's disk has 10 bytes left"):
            originals.snapshot(FoundFile(tmp_path / "note.txt"))

    def full(_path: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(module, "sync_file", full)
    with pytest.raises(OSError, match="No space left"):
        originals.snapshot(FoundFile(tmp_path / "note.txt"))
    assert not [path for path in (tmp_path / "documents").rglob("*") if path.is_file()]


def test_copies_that_a_killed_process_left_are_deleted(tmp_path: Path) -> None:
    """They lie in a hidden folder, which nobody adds."""
    (tmp_path / "note.txt").write_text("The lantern was red.", "utf8")
    originals = Originals(tmp_path / "documents")
    snapshot = originals.snapshot(FoundFile(tmp_path / "note.txt"))
    assert snapshot.path.exists()
    Originals(tmp_path / "documents").discard_all()
    assert list((tmp_path / "documents").iterdir()) == []


def test_a_copy_has_the_permissions_of_a_new_file(tmp_path: Path) -> None:
    """Those that the process gives to every file that it makes."""
    (tmp_path / "note.txt").write_text("The lantern was red.", "utf8")
    (tmp_path / "note.txt").chmod(0o777)
    (tmp_path / "new").touch()
    stored = tmp_path / "documents" / store(Originals(tmp_path / "documents"), tmp_path / "note.txt")
    assert stored.stat().st_mode == (tmp_path / "new").stat().st_mode


def test_links_are_resolved_before_a_path_counts_as_inside(tmp_path: Path) -> None:
    """A link in a folder may lead out of it."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "secret.txt").touch()
    (tmp_path / "folder" / "link.txt").symlink_to(tmp_path / "secret.txt")
    assert is_inside(tmp_path / "folder" / "other.txt", tmp_path / "folder")
    assert not is_inside(tmp_path / "folder" / "link.txt", tmp_path / "folder")


def test_the_hash_of_a_pipe_is_an_error(tmp_path: Path) -> None:
    """Nobody writes to it, and nobody waits for that."""
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnsupportedError, match="named pipe"):
        sha256(tmp_path / "pipe")
