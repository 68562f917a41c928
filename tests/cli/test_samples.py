"""The command `samples`: the sample collection as it comes with axtar."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]

DOCUMENTS = Path(__file__).parents[2] / "documents"


def test_samples_are_copied_into_the_documents_folder(run: Run, tmp_path: Path) -> None:
    """The default is the library's; the message says how to index, search and serve them."""
    result = run("samples")
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        "17 sample works with records in documents. Index, search and serve them with:",
        "  axtar add documents",
        "  axtar search Shusha",
        "  axtar serve",
    ]
    copied = {path.name: path.read_bytes() for path in (tmp_path / "documents").iterdir()}
    assert len(copied) == 34
    assert all((DOCUMENTS / name).read_bytes() == content for name, content in copied.items())


def test_a_folder_can_be_named(run: Run, tmp_path: Path) -> None:
    """Names with blanks are quoted in the commands to run next, which name the library too."""
    lines = run("--library", "my library", "samples", "my samples").out.splitlines()
    assert lines[1] == "  axtar --library 'my library' add 'my samples'"
    assert (tmp_path / "my samples" / "gorod-shusha.pdf").is_file()
    assert not (tmp_path / "my library").exists()


def test_files_that_exist_are_not_overwritten(run: Run, tmp_path: Path) -> None:
    """A record that was edited stays; missing files are copied."""
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "gorod-shusha.csl.json").write_text("{}", "utf8")
    assert run("samples").code == 0
    assert (tmp_path / "documents" / "gorod-shusha.csl.json").read_text("utf8") == "{}"
    assert (tmp_path / "documents" / "gorod-shusha.pdf").is_file()


def test_a_folder_that_cannot_be_written_is_named(run: Run, tmp_path: Path) -> None:
    """A file stands in its place, or above it."""
    (tmp_path / "file").write_text("", "utf8")
    result = run("samples", "file/samples")
    assert (result.code, result.out) == (5, "")
    assert result.err.startswith("axtar: file/samples cannot be written: Not a directory.")
    assert run("samples", "file").code == 2


def test_the_list_of_samples_is_the_collection() -> None:
    """The package contains the files of this list, and no documents that a librarian added to a checkout."""
    listed = (DOCUMENTS.parent / "src" / "axtar" / "cli" / "samples.txt").read_text("utf8").split()
    assert set(listed) == {path.name for path in DOCUMENTS.iterdir()}
