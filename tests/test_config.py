"""Settings: where they come from, which source wins, and what is said of a wrong one."""

from pathlib import Path

import pytest

from axtar import config
from axtar.config import Settings
from axtar.errors import SettingsError


def write(folder: Path, text: str) -> Path:
    """A library's folder with an axtar.toml."""
    (folder / "axtar.toml").write_text(text, "utf8")
    return folder


def test_without_any_source_the_defaults_hold(tmp_path: Path) -> None:
    """A folder that holds nothing gives the default of everything but the folder."""
    settings = config.load(tmp_path, environ={})
    assert settings == Settings(library=tmp_path.resolve())
    assert (settings.documents, settings.index) == (tmp_path.resolve() / "documents", tmp_path.resolve() / "index")


def test_the_file_beats_the_defaults(tmp_path: Path) -> None:
    """axtar.toml in the library's folder is read, with numbers and switches as TOML has them."""
    settings = config.load(write(tmp_path, 'engine = "whoosh"\nport = 9000\nauthority = false'), environ={})
    assert (settings.engine, settings.port, settings.authority) == ("whoosh", 9000, False)


def test_the_environment_beats_the_file(tmp_path: Path) -> None:
    """AXTAR_PORT wins over axtar.toml, which goes on to give the rest."""
    root = write(tmp_path, 'engine = "whoosh"\nport = 9000')
    settings = config.load(root, environ={"AXTAR_PORT": "9001", "PORT": "1"})
    assert (settings.engine, settings.port) == ("whoosh", 9001)


def test_the_argument_beats_all(tmp_path: Path) -> None:
    """What the command line names wins over the environment, for the engine and for the folder."""
    root = write(tmp_path, 'engine = "whoosh"')
    settings = config.load(root, "tantivy", {"AXTAR_ENGINE": "whoosh", "AXTAR_LIBRARY": "/elsewhere"})
    assert (settings.engine, settings.library) == ("tantivy", root.resolve())


def test_the_environment_names_the_library(tmp_path: Path) -> None:
    """AXTAR_LIBRARY is the folder where no argument names one, and its axtar.toml is the one that is read."""
    root = write(tmp_path, "page_size = 25")
    settings = config.load(environ={"AXTAR_LIBRARY": str(root)})
    assert (settings.library, settings.page_size) == (root.resolve(), 25)


def test_without_a_name_the_current_folder_is_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder in which one stands is the library."""
    monkeypatch.chdir(tmp_path)
    assert config.load(environ={}).library == tmp_path.resolve()


@pytest.mark.parametrize(("word", "meant"), [("yes", True), ("On", True), ("1", True), ("no", False), ("FALSE", False)])
def test_switches_are_read_as_people_write_them(tmp_path: Path, word: str, *, meant: bool) -> None:
    """Yes and no in any of the usual words and cases."""
    assert config.load(tmp_path, environ={"AXTAR_AUTHORITY": word}).authority is meant


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("ports = 1", "'ports'"),
        ('port = "many"', "'port'"),
        ("port = -1", "'port'"),
        ("port = 1.5", "'port'"),
        ("port = true", "'port'"),
        ('authority = "perhaps"', "'authority'"),
        ('engine = "lucene"', "'lucene'"),
        ("engine = 3", "'3'"),
        ("port = ", "axtar.toml"),
    ],
)
def test_a_wrong_setting_in_the_file_is_named(tmp_path: Path, text: str, named: str) -> None:
    """An unknown setting, or one of the wrong kind, is an error that says which."""
    with pytest.raises(SettingsError, match=named):
        config.load(write(tmp_path, text), environ={})


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    """Nobody has to guess which file was meant."""
    (tmp_path / "axtar.toml").write_bytes(b"host = '\xff'")
    with pytest.raises(SettingsError, match=r"axtar\.toml cannot be read"):
        config.load(tmp_path, environ={})


def test_a_wrong_setting_in_the_environment_is_named(tmp_path: Path) -> None:
    """The value is shown as it was given, and what it should be."""
    with pytest.raises(SettingsError, match="'workers' is 'two'; it should be a whole number"):
        config.load(tmp_path, environ={"AXTAR_WORKERS": "two"})


def test_an_unknown_variable_is_named(tmp_path: Path) -> None:
    """A slip in a variable's name does not pass in silence; what is not axtar's is not its business."""
    with pytest.raises(SettingsError, match="'prot'"):
        config.load(tmp_path, environ={"AXTAR_PROT": "9000", "PROT": "1"})


def test_settings_cannot_be_changed(tmp_path: Path) -> None:
    """They are the same for the whole life of a library."""
    settings = config.load(tmp_path, environ={})
    with pytest.raises(AttributeError):
        settings.port = 1  # type: ignore[misc]  # that is what must not work
