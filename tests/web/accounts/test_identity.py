"""The session cookie of the librarian, and the session at the server behind it."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from axtar.catalogue.sessions import SessionRepository
from axtar.errors import LibraryError
from axtar.library import Library
from axtar.web import create_app
from axtar.web.accounts.identity import is_librarian_cookie

Post = Callable[..., TestResponse]


def _cookie(client: FlaskClient) -> str:
    cookie = client.get_cookie("axtar")
    assert cookie
    return cookie.value


def test_a_stolen_cookie_is_worthless_after_the_logout(app: Flask, librarian: FlaskClient) -> None:
    """The session ends at the server, not only in the librarian's browser."""
    stolen = _cookie(librarian)
    thief = app.test_client()
    thief.set_cookie("axtar", stolen)
    assert thief.get("/upload").status_code == 200
    token = librarian.get("/upload").text.split('name="csrf_token" value="')[1].split('"')[0]
    assert librarian.post("/logout", data={"csrf_token": token}).status_code == 303
    thief.set_cookie("axtar", stolen)
    assert thief.get("/upload").status_code == 303


def test_a_login_continues_no_earlier_cookie(app: Flask, password: str, post: Post) -> None:
    """A cookie that was planted before the login, or belongs to an earlier login, opens nothing after it."""
    client, attacker = app.test_client(), app.test_client()
    attacker.get("/login")
    planted = _cookie(attacker)
    client.set_cookie("axtar", planted)
    assert post(client, "/login", password=password).status_code == 303
    first = _cookie(client)
    assert first != planted
    assert attacker.get("/upload").status_code == 303
    assert post(client, "/login", password=password).status_code == 303
    attacker.set_cookie("axtar", first)
    assert attacker.get("/upload").status_code == 303
    assert client.get("/upload").status_code == 200


def test_sessions_survive_a_restart(library: Library, librarian: FlaskClient) -> None:
    """Another application of the same library knows the session."""
    later = create_app(library).test_client()
    later.set_cookie("axtar", _cookie(librarian))
    assert later.get("/upload").status_code == 200


def test_the_server_recognizes_a_librarian_by_the_header(
    app: Flask, client: FlaskClient, librarian: FlaskClient
) -> None:
    """Without a request, as long as its body has not been read; any other header is a reader's."""
    header = f"other=1; axtar={_cookie(librarian)}; another=2"
    assert is_librarian_cookie(app, header)
    client.get("/login")
    for foreign in (
        "",
        ";=;",
        f"axtar={_cookie(client)}",
        "axtar=" + "x" * 100_000,
        header.replace("axtar=", "axtar=x"),
    ):
        assert not is_librarian_cookie(app, foreign)
    assert is_librarian_cookie(app, header)


def test_a_request_looks_its_session_up_once(librarian: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """However often templates and checks ask."""
    lookups: list[str] = []
    get = SessionRepository.get

    def counted(self: SessionRepository, token_hash: str) -> object:
        lookups.append(token_hash)
        return get(self, token_hash)

    monkeypatch.setattr(SessionRepository, "get", counted)
    assert librarian.get("/jobs").status_code == 200
    assert len(lookups) == 1


@pytest.mark.usefixtures("password")
def test_nobody_logs_in_to_a_library_that_cannot_be_written(
    client: FlaskClient, password: str, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The login says so; reading goes on."""

    def refuse(_self: SessionRepository, *_arguments: str) -> None:
        raise LibraryError("/secret/catalogue.sqlite is read-only.")

    monkeypatch.setattr(SessionRepository, "add", refuse)
    answer = post(client, "/login", password=password)
    assert answer.status_code == 503
    assert "nobody can log in" in answer.text
    assert "/secret" not in answer.text
    assert client.get("/?q=Shusha").status_code == 200
