"""The files below the given paths."""

from pathlib import Path

import pytest

from axtar.errors import NotFoundError
from axtar.ingest.file_search import find_files


def test_files_are_found_in_a_fixed_order(tmp_path: Path) -> None:
    """Folders in the order of their names, each after the files beside it; paths in the order in which they are given."""
    names = ["b/2.txt", "b/1.txt", "a/3.txt", "c.txt", ".hidden/4.txt", "a/.5.txt", "c.csl.json"]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = [path.relative_to(tmp_path).as_posix() for path in find_files([tmp_path, tmp_path / "a" / "3.txt"])]
    assert found == ["c.txt", "a/3.txt", "b/1.txt", "b/2.txt", "a/3.txt"]


def test_a_missing_path_is_an_error(tmp_path: Path) -> None:
    """It is raised when the path is reached, after the files before it."""
    (tmp_path / "a.txt").touch()
    files = find_files([tmp_path / "a.txt", tmp_path / "b.txt"])
    assert next(files).name == "a.txt"
    with pytest.raises(NotFoundError, match=r"b\.txt"):
        next(files)
