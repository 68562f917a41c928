"""Names and paths of originals."""

from pathlib import Path

import pytest

from axtar.errors import UsageError
from axtar.ingest.originals import Originals, is_inside, safe_name, sha256


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
    assert originals.store(versions[0]) == Path("note.txt")
    assert originals.store(versions[0]) == Path("note.txt")
    assert originals.store(versions[1]) == Path("note (2).txt")
    assert originals.store(versions[2], "note.txt") == Path("note.txt")
    assert sha256(tmp_path / "documents" / "note.txt") == sha256(versions[2])
    assert len(list((tmp_path / "documents").iterdir())) == 2


def test_links_are_resolved_before_a_path_counts_as_inside(tmp_path: Path) -> None:
    """A link in a folder may lead out of it."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "secret.txt").touch()
    (tmp_path / "folder" / "link.txt").symlink_to(tmp_path / "secret.txt")
    assert is_inside(tmp_path / "folder" / "other.txt", tmp_path / "folder")
    assert not is_inside(tmp_path / "folder" / "link.txt", tmp_path / "folder")
