"""Files that are replaced whole and flushed."""

import os
from pathlib import Path

import pytest

from axtar import durable


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files and folders that were flushed, in this order."""
    names: list[str] = []
    fsync = os.fsync

    def recorded(descriptor: int) -> None:
        names.append(Path(f"/proc/self/fd/{descriptor}").readlink().name)
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", recorded)
    return names


def test_a_file_is_flushed_before_it_gets_its_name_and_the_folder_after(tmp_path: Path, synced: list[str]) -> None:
    """Nothing else remains in the folder, also if a crash left a part of an earlier try."""
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / ".pointer.json.part").write_text("a longer text than the new one")
    durable.write_atomically(folder / "pointer.json", "ə")
    assert (folder / "pointer.json").read_text("utf8") == "ə"
    assert [path.name for path in folder.iterdir()] == ["pointer.json"]
    assert synced == [".pointer.json.part", "folder"]


def test_each_new_folder_is_flushed_in_its_parent(tmp_path: Path, synced: list[str]) -> None:
    """A folder that exists costs nothing, and retains its mode."""
    durable.make_folder(tmp_path / "a" / "b", 0o700)
    assert synced == [tmp_path.name, "a"]
    assert (tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o700
    durable.make_folder(tmp_path / "a" / "b", 0o755)
    assert (tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o700


def test_a_folder_that_cannot_be_opened_is_not_flushed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows no folder can."""

    def refused(*_: object) -> int:
        raise PermissionError

    monkeypatch.setattr(os, "open", refused)
    durable.sync_folder(tmp_path)
