"""The commands that run and maintain a library: rebuild, check, serve, password."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from werkzeug.security import check_password_hash

from axtar import config
from axtar.accounts import passwords
from axtar.library import Library

Run = Callable[..., Any]


def test_check_reports_problems_with_their_remedies(run: Run, copy: Path) -> None:
    """The exit code is 1 where a problem was found."""
    (result,) = run("--library", copy, "check", "--json").json
    assert set(result.pop("protections").values()) == {True}
    assert result == {"documents": 9, "findings": []}
    (copy / "documents" / "bees.txt").unlink()
    result = run("--library", copy, "check", "--json")
    assert result.code == 1
    (finding,) = result.json[0]["findings"]
    assert "bees.txt" in finding["problem"]
    assert finding["problem"] in run("--library", copy, "check").out
    assert finding["remedy"] in run("--library", copy, "check").out


def test_check_names_the_protections_that_are_missing(run: Run, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system without filters of calls, such as a container that refuses them, is no problem of the library."""
    state = {"memory limit": True, "ban on network access": False}
    monkeypatch.setattr("axtar.workers.pool.WorkerPool.call", lambda *_, **__: state)
    result = run("--library", copy, "check")
    assert result.code == 0
    assert result.out.startswith("This system lacks protections against hostile files: ban on network access. ")


def test_a_password_is_read_from_a_pipe(run: Run, copy: Path) -> None:
    """A password that is too short changes nothing, and without a library there is no librarian."""
    result = run("--library", copy, "password", stdin="pomegranate\n")
    assert (result.code, result.err) == (0, "")
    assert "pomegranate" not in result.out
    with Library(config.load(copy)) as library:
        stored = str(library.catalogue.settings.get(passwords.PASSWORD_KEY))
        assert check_password_hash(stored, "pomegranate")
        short = run("--library", copy, "password", stdin="apple\n")
        assert (short.code, short.err.count("\n")) == (2, 1)
        assert library.catalogue.settings.get(passwords.PASSWORD_KEY) == stored
    assert run("--library", copy / "nowhere", "password", stdin="pomegranate\n").code == 3


def test_a_password_is_asked_for_twice_and_never_shown(run: Run, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal it is hidden, and asked for again where the two differ."""
    answers = iter(["pomegranate", "promenade", "pomegranate", "pomegranate"])
    monkeypatch.setattr("click.termui.hidden_prompt_func", lambda _prompt: next(answers))
    monkeypatch.setattr("axtar.cli.maintenance.sys", SimpleNamespace(stdin=SimpleNamespace(isatty=lambda: True)))
    result = run("--library", copy, "password")
    assert result.code == 0
    assert "pomegranate" not in result.out + result.err
    with Library(config.load(copy)) as library:
        assert check_password_hash(str(library.catalogue.settings.get(passwords.PASSWORD_KEY)), "pomegranate")


def test_rebuild_reports_the_number_of_documents(run: Run, copy: Path) -> None:
    """With `--quiet` it reports nothing."""
    assert run("--library", copy, "rebuild").out == "The index holds 9 documents.\n"
    assert run("--library", copy, "rebuild", "--quiet").out == ""


# ------------------------------------------------------------------ addresses that cannot be served
@pytest.fixture
def used_port() -> Iterator[int]:
    """A port of this machine on which a socket listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield int(listening.getsockname()[1])


def test_a_port_in_use_is_one_sentence(run: Run, copy: Path, used_port: int) -> None:
    """The port of the option, and that of the settings; the password is not created, since nobody would see it."""
    for options in (("--port", str(used_port)), ()):
        (copy / "axtar.toml").write_text(f"port = {used_port}", "utf8")
        result = run("--library", copy, "serve", *options)
        assert (result.code, result.out) == (6, "")
        assert result.err == (
            f"axtar: Port {used_port} on 127.0.0.1 is in use by another program. Stop it, or choose another with --port.\n"
        )
    with Library(config.load(copy, environ={})) as library:
        assert library.catalogue.settings.get(passwords.PASSWORD_KEY) is None


@pytest.mark.parametrize(
    ("host", "message"),
    [
        ("192.0.2.1", "of 192.0.2.1: Cannot assign requested address"),  # reserved for documentation
        ("no.such.host.invalid", "The host 'no.such.host.invalid' is unknown"),
        ("not a host", "The host 'not a host' is unknown"),
    ],
)
def test_a_host_that_is_not_this_machine_is_one_sentence(run: Run, copy: Path, host: str, message: str) -> None:
    """An address of another machine, and names without an address."""
    result = run("--library", copy, "serve", "--host", host)
    assert (result.code, result.out) == (6, "")
    assert message in result.err
    assert "--host" in result.err
    assert result.err.count("\n") == 1
