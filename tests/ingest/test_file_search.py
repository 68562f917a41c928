"""The files below the given paths, and what is said of everything else."""

import os
import subprocess
from pathlib import Path

import pytest

from axtar.ingest.file_search import find_files
from axtar.ingest.found_file import FoundFile


def found(*paths: Path, follow_links: bool = False) -> dict[str, str]:
    """Return what is said of each path, by its name; nothing of a file."""
    results = find_files(paths, follow_links=follow_links)
    return {
        Path(item.path).name: "" if isinstance(item, FoundFile) else f"{item.status}: {item.message}"
        for item in results
    }


def test_files_are_found_in_a_fixed_order(tmp_path: Path) -> None:
    """Folders in the order of their names, each after the files beside it; paths in the order in which they are given."""
    for name in ["b/2.txt", "b/1.txt", "a/3.txt", "c.txt", "c.csl.json"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    paths = [Path(item.path) for item in find_files([tmp_path, tmp_path / "a" / "3.txt"])]
    assert [path.relative_to(tmp_path).as_posix() for path in paths] == [
        "c.txt",
        "a/3.txt",
        "b/1.txt",
        "b/2.txt",
        "a/3.txt",
    ]


def test_what_is_not_added_is_named_with_its_reason(tmp_path: Path) -> None:
    """Hidden files and folders, records without a document, and everything that is no file."""
    for name in (".hidden/4.txt", "a/.5.txt", "a/lonely.csl.json", "a/note.csl.json", "a/note.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    os.mkfifo(tmp_path / "a" / "pipe.pdf")
    (tmp_path / "a" / "zero.txt").symlink_to("/dev/zero")
    (tmp_path / "a" / "gone.txt").symlink_to("nowhere.txt")
    (tmp_path / "a" / "loop.txt").symlink_to("loop.txt")
    reasons = found(tmp_path)
    assert reasons[".hidden"].startswith("skipped: is hidden")
    assert "4.txt" not in reasons
    assert reasons[".5.txt"].startswith("skipped: is hidden")
    assert reasons["lonely.csl.json"].startswith("skipped: is the record of a document that is not beside it")
    assert reasons["pipe.pdf"] == "failed: is a named pipe, not a file; only files are added"
    assert reasons["zero.txt"].startswith("failed: is a device, not a file")
    assert reasons["gone.txt"].startswith("failed: is a link to a file that does not exist")
    assert reasons["loop.txt"].startswith("failed: is a link that leads to itself")
    assert reasons["note.txt"] == ""
    assert "note.csl.json" not in reasons


def test_links_in_a_folder_are_followed_only_if_that_is_wanted(tmp_path: Path) -> None:
    """Those to files and folders elsewhere, and to a folder above, which is read once; each has its line."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "one.txt").touch()
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "file.txt").symlink_to(tmp_path / "elsewhere" / "one.txt")
    (folder / "folder").symlink_to(tmp_path / "elsewhere")
    (folder / "round").symlink_to(folder)
    skipped = found(folder)
    assert set(skipped) == {"file.txt", "folder", "round"}
    assert all(reason.startswith("skipped: is a link, which is not followed") for reason in skipped.values())
    followed = found(folder, follow_links=True)
    assert followed["file.txt"] == followed["one.txt"] == ""
    assert followed["round"] == "skipped: is a link to a folder that is added already"


def test_a_link_that_is_given_is_followed(tmp_path: Path) -> None:
    """It was named, so it is meant; what it leads to must still be a file or a folder."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "one.txt").touch()
    (tmp_path / "folder").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "file.txt").symlink_to(tmp_path / "elsewhere" / "one.txt")
    (tmp_path / "zero").symlink_to("/dev/zero")
    assert found(tmp_path / "folder", tmp_path / "file.txt") == {"one.txt": "", "file.txt": ""}
    assert found(tmp_path / "zero")["zero"].startswith("failed: is a device")


def test_a_missing_path_does_not_stop_the_others(tmp_path: Path) -> None:
    """It is named, and so is a text that is no path at all."""
    (tmp_path / "b.txt").touch()
    reasons = found(tmp_path / "a.txt", Path("nul\0"), tmp_path / "b.txt")
    assert reasons["a.txt"].startswith("failed: there is no such file or folder")
    assert reasons["nul\0"].startswith("failed: is not a path")
    assert reasons["b.txt"] == ""


def test_a_folder_that_cannot_be_listed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folders beside it are read. The tests may run as root, whom no permission stops."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.txt").touch()
    scandir = os.scandir

    def refuse(path: Path) -> object:
        if path.name == "a":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert found(tmp_path) == {"a": "failed: cannot be read, because its permissions forbid it", "b.txt": ""}


def test_folders_are_read_without_recursion(tmp_path: Path) -> None:
    """A file a thousand folders deep is found; where the path exceeds what the system allows, its folder is named."""
    before = Path.cwd()
    try:
        os.chdir(tmp_path)
        for level in range(1200):
            Path("deep").mkdir()
            os.chdir("deep")
            if level == 700:
                Path("note.txt").touch()
    finally:
        os.chdir(before)
    reasons = found(tmp_path)
    subprocess.run(["rm", "-r", tmp_path / "deep"], check=True)  # shutil.rmtree recurses
    assert reasons["note.txt"] == ""
    assert reasons["deep"].startswith("failed: its path is longer than the system allows")
