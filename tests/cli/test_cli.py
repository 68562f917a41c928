"""The command line as a whole: help, version, exit codes and messages of errors."""

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from axtar.cli import axtar

COMMANDS = sorted(axtar.commands)
Run = Callable[..., Any]
IdOf = Callable[[Path, str], str]


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
def test_every_command_has_help(run: Run, command: tuple[str, ...]) -> None:
    """Both `--help` and `-h` write the usage of the command."""
    for flag in ("--help", "-h"):
        result = run(*command, flag)
        assert (result.code, result.err) == (0, "")
        assert result.out.startswith(f"Usage: axtar {command[0] if command else ''}")


@pytest.mark.parametrize("command", [(), ("entities",), ("subjects",), *((name,) for name in COMMANDS)])
def test_help_fits_80_columns(run: Run, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """No line is wider, and no summary of a command is cut off."""
    monkeypatch.setenv("COLUMNS", "80")
    lines = run(*command, "--help").out.splitlines()
    assert max(map(len, lines)) <= 80
    assert not [line for line in lines if line.endswith("...") and not line.startswith("Usage:")]


def test_the_commands_are_those_documented() -> None:
    """No command is missing, and none was added unnoticed."""
    promised = "add analyze check cite detect edit entities list names password rebuild remove samples search serve show subjects"
    assert promised.split() == COMMANDS


def test_the_version_is_shown(run: Run) -> None:
    """`axtar --version` names the program and its version."""
    assert run("--version").out.startswith("axtar, version ")


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    """The exit code is that of a usage error, since nothing was done."""
    result = run()
    assert result.code == 2
    assert "search" in result.out + result.err


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        (2, ("nonsense",)),
        (2, ("search",)),
        (2, ("search", "--limit", "0", "a")),
        (2, ("search", "--year", "soon", "carpet")),
        (2, ("edit", "{bees}", "no sign")),
        (2, ("edit", "{bees}", "author=[{")),
        (2, ("cite", "{bees}", "--format", "word")),
        (3, ("show", "nothing0")),
        (3, ("show", "{bees}", "--page", "99")),
        (3, ("remove", "--yes", "nothing0")),
        (3, ("edit", "nothing0", "title=A")),
        (3, ("cite", "nothing0")),
        (6, ("--engine", "lucene", "list")),
    ],
)
def test_each_error_has_its_exit_code_and_one_line(
    run: Run, id_of: IdOf, collection: Path, code: int, arguments: tuple[str, ...]
) -> None:
    """The message is on standard error, standard output is empty, and there is no traceback."""
    bees = id_of(collection, "bees.txt")
    result = run("--library", collection, *(part.format(bees=bees) if part == "{bees}" else part for part in arguments))
    assert (result.code, result.out) == (code, "")
    assert result.err.strip()
    assert "Traceback" not in result.err
    if code != 2:
        assert result.err.startswith("axtar: ")
        assert len(result.err.splitlines()) == 1


def test_an_invalid_setting_has_its_exit_code(run: Run, copy: Path) -> None:
    """A misspelt setting in axtar.toml is named."""
    (copy / "axtar.toml").write_text("prot = 1", "utf8")
    result = run("--library", copy, "list")
    assert (result.code, "'prot'" in result.err) == (6, True)


def test_an_outdated_index_is_a_notice_for_search_and_an_error_for_add(
    run: Run, copy: Path, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both name `axtar rebuild`, which repairs the index."""
    monkeypatch.setattr("axtar.ingest.index_store.fingerprint", lambda _engine, *, authority: f"another {authority}")
    searched = run("--library", copy, "search", "--json", "saffron")
    assert (searched.code, searched.json[0]["total"]) == (0, 1)
    assert "axtar rebuild" in searched.err
    added = run("--library", copy, "add", sources)
    assert (added.code, "axtar rebuild" in added.err) == (5, True)
    assert run("--library", copy, "check").code == 1
    assert run("--library", copy, "rebuild").out == "The index holds 9 documents.\n"
    assert run("--library", copy, "check").out == "All is well: 9 documents.\n"
    assert run("--library", copy, "search", "saffron").err == ""


# ------------------------------------------------------------------ folders that cannot be used
CREATING = (("add", "note.txt"), ("serve",), ("entities", "import", "note.csv"))
READING = (("list",), ("search", "kettle"), ("check",), ("rebuild",))


@pytest.fixture
def note(tmp_path: Path) -> Path:
    """A text file, and a table of entities beside it."""
    (tmp_path / "note.csv").write_text("kind,en\nvillage,Zorvan\n", "utf8")
    (tmp_path / "note.txt").write_text("The kettle sang.", "utf8")
    return tmp_path / "note.txt"


def fails(result: Any, code: int, *parts: str) -> bool:  # noqa: ANN401 - a Result of conftest
    """Whether a command failed with a code and one sentence that contains all parts."""
    assert (result.code, result.out) == (code, ""), result
    assert result.err.startswith("axtar: ")
    assert result.err.count("\n") == 1
    return all(part in result.err for part in parts)


@pytest.mark.parametrize("command", [*CREATING, *READING])
@pytest.mark.parametrize("library", ["note.txt", "note.txt/library"])
def test_a_library_that_is_a_file_or_below_one_is_refused(
    run: Run, note: Path, command: tuple[str, ...], library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the option nor AXTAR_LIBRARY may name a file."""
    monkeypatch.setenv("AXTAR_LIBRARY", library)
    assert fails(run(*command), 6, f"{library} is not a folder", "AXTAR_LIBRARY")
    monkeypatch.delenv("AXTAR_LIBRARY")
    result = run("--library", note, *command)
    assert (result.code, "is a file" in result.err) == (2, True)


@pytest.mark.parametrize("command", CREATING)
def test_a_folder_that_cannot_be_created_is_named(run: Run, note: Path, command: tuple[str, ...]) -> None:
    """A file stands where the folder of the index should be; not even root can create a folder in /proc."""
    library = note.parent / "library"
    library.mkdir()
    (library / "index").write_text("", "utf8")
    assert fails(run("--library", library, *command), 5, f"{library / 'index'} cannot be created", "--library")
    assert fails(run("--library", "/proc/axtar", *command), 5, "/proc/axtar", "cannot be created")


@pytest.mark.parametrize("command", READING)
def test_a_catalogue_that_cannot_be_opened_is_named(run: Run, note: Path, command: tuple[str, ...]) -> None:
    """A folder stands where its file should be, which SQLite reports like a file system that is read-only."""
    library = note.parent / "library"
    (library / "index" / "catalogue.sqlite").mkdir(parents=True)
    assert fails(run("--library", library, *command), 5, "catalogue.sqlite cannot be opened")


def test_a_lock_that_cannot_be_written_is_named(run: Run, copy: Path, note: Path) -> None:
    """Searching goes on, and adding fails with a sentence."""
    (copy / "index" / "writer.lock").unlink(missing_ok=True)
    (copy / "index" / "writer.lock").mkdir()
    assert run("--library", copy, "search", "saffron").code == 0
    assert fails(run("--library", copy, "add", "--quiet", note), 5, "writer.lock cannot be written")


def test_an_error_of_the_system_is_one_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk, say, is reported like a library that cannot be used."""

    def load(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "index/catalogue.sqlite")

    monkeypatch.setattr("axtar.config.load", load)
    assert fails(run("list"), 5, "index/catalogue.sqlite cannot be read or written: No space left on device.")
