"""Files that other users must not read."""

import os
from pathlib import Path

import pytest

from axtar.permissions import restrict_to_owner


def _mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_group_and_others_lose_their_permissions(tmp_path: Path) -> None:
    """The owner's are unchanged, and a missing file is no error."""
    file, folder = tmp_path / "file", tmp_path / "folder"
    file.touch()
    folder.mkdir()
    for path, before, after in ((file, 0o644, 0o600), (file, 0o440, 0o400), (folder, 0o755, 0o700)):
        path.chmod(before)
        restrict_to_owner(path)
        assert _mode(path) == after
    restrict_to_owner(tmp_path / "missing")


def test_files_of_others_are_unchanged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Their owner may share them."""
    tmp_path.chmod(0o755)
    monkeypatch.setattr(os, "geteuid", lambda: -2)
    restrict_to_owner(tmp_path)
    assert _mode(tmp_path) == 0o755
