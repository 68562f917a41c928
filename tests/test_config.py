"""Settings: their sources, which source takes precedence, and errors."""

from pathlib import Path

import pytest

from axtar import config
from axtar.config import Settings
from axtar.errors import SettingsError


def write(folder: Path, text: str) -> Path:
    """A library's folder with an axtar.toml."""
    (folder / "axtar.toml").write_text(text, "utf8")
    return folder


def test_defaults_apply_without_any_source(tmp_path: Path) -> None:
    """In an empty folder everything but the folder has its default."""
    settings = config.load(tmp_path, environ={})
    assert settings == Settings(library=tmp_path.resolve())
    assert (settings.documents, settings.index) == (tmp_path.resolve() / "documents", tmp_path.resolve() / "index")


def test_the_file_overrides_the_defaults(tmp_path: Path) -> None:
    """axtar.toml in the library's folder is read, with the numbers and booleans of TOML."""
    settings = config.load(write(tmp_path, 'engine = "whoosh"\nport = 9000\nauthority = false'), environ={})
    assert (settings.engine, settings.port, settings.authority) == ("whoosh", 9000, False)


def test_the_environment_overrides_the_file(tmp_path: Path) -> None:
    """AXTAR_PORT takes precedence over axtar.toml, whose other settings remain."""
    root = write(tmp_path, 'engine = "whoosh"\nport = 9000')
    settings = config.load(root, environ={"AXTAR_PORT": "9001", "PORT": "1"})
    assert (settings.engine, settings.port) == ("whoosh", 9001)


def test_arguments_override_everything(tmp_path: Path) -> None:
    """The engine and the folder of the command line take precedence over the environment."""
    root = write(tmp_path, 'engine = "whoosh"')
    settings = config.load(root, "tantivy", {"AXTAR_ENGINE": "whoosh", "AXTAR_LIBRARY": "/elsewhere"})
    assert (settings.engine, settings.library) == ("tantivy", root.resolve())


def test_the_environment_can_name_the_library(tmp_path: Path) -> None:
    """AXTAR_LIBRARY is used where no argument names a folder, and the axtar.toml in it is read."""
    root = write(tmp_path, "page_size = 25")
    settings = config.load(environ={"AXTAR_LIBRARY": str(root)})
    assert (settings.library, settings.page_size) == (root.resolve(), 25)


def test_the_current_folder_is_the_default_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert config.load(environ={}).library == tmp_path.resolve()


@pytest.mark.parametrize(("word", "value"), [("yes", True), ("On", True), ("1", True), ("no", False), ("FALSE", False)])
def test_booleans_are_read_as_people_write_them(tmp_path: Path, word: str, *, value: bool) -> None:
    """All usual words for yes and no are accepted, in any case."""
    assert config.load(tmp_path, environ={"AXTAR_AUTHORITY": word}).authority is value


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
def test_an_invalid_setting_in_the_file_is_named(tmp_path: Path, text: str, named: str) -> None:
    """The error names an unknown setting, or one of the wrong type."""
    with pytest.raises(SettingsError, match=named):
        config.load(write(tmp_path, text), environ={})


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    """The error names the file."""
    (tmp_path / "axtar.toml").write_bytes(b"host = '\xff'")
    with pytest.raises(SettingsError, match=r"axtar\.toml cannot be read"):
        config.load(tmp_path, environ={})


def test_an_invalid_setting_in_the_environment_is_named(tmp_path: Path) -> None:
    """The error shows the value and says what it should be."""
    with pytest.raises(SettingsError, match="'workers' is 'two'; it should be a whole number"):
        config.load(tmp_path, environ={"AXTAR_WORKERS": "two"})


def test_an_unknown_variable_is_named(tmp_path: Path) -> None:
    """A misspelt AXTAR_ variable is an error; other variables are ignored."""
    with pytest.raises(SettingsError, match="'prot'"):
        config.load(tmp_path, environ={"AXTAR_PROT": "9000", "PROT": "1"})


def test_settings_cannot_be_changed(tmp_path: Path) -> None:
    """Settings are immutable: they stay the same as long as a library is open."""
    settings = config.load(tmp_path, environ={})
    with pytest.raises(AttributeError):
        settings.port = 1  # type: ignore[misc]  # what the test is about


def test_a_library_that_is_a_file_is_named(tmp_path: Path) -> None:
    """Neither a file nor a folder below one can be a library."""
    (tmp_path / "file").write_text("", "utf8")
    for library in (tmp_path / "file", tmp_path / "file" / "library"):
        with pytest.raises(SettingsError, match=f"{library} is not a folder"):
            config.load(library, environ={})


@pytest.mark.parametrize("written", ['["10.0.0.2", "172.16.0.0/12"]', '"10.0.0.2, 172.16.0.0/12"'])
def test_a_list_is_read_from_a_list_or_from_text_with_commas(tmp_path: Path, written: str) -> None:
    """axtar.toml has both, the environment has text only."""
    settings = config.load(
        write(tmp_path, f"proxy = {written}"), environ={"AXTAR_TRUSTED_HOSTS": "Library.Example.org,"}
    )
    assert settings.proxy == ("10.0.0.2", "172.16.0.0/12")
    assert settings.trusted_hosts == ("library.example.org",)


@pytest.mark.parametrize(
    ("name", "value"),
    [("PROXY", "localhost"), ("PROXY", "10.0.0.2:80"), ("TRUSTED_HOSTS", "https://a.example"), ("TRUSTED_HOSTS", "a.example:443"),
     ("TRUSTED_HOSTS", "*.example"), ("TRUSTED_HOSTS", "a b")],
)  # fmt: skip
def test_an_invalid_proxy_or_host_is_reported(tmp_path: Path, name: str, value: str) -> None:
    """The error names the setting, the value and an example."""
    with pytest.raises(SettingsError, match=f"{name.lower()}.*such as"):
        config.load(tmp_path, environ={f"AXTAR_{name}": value})
