"""Login and logout of the librarian."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from axtar.accounts import passwords
from axtar.accounts.authenticator import Authenticator
from axtar.accounts.throttle import LoginThrottle
from axtar.library import Library
from axtar.web.accounts.views import AUTHENTICATOR
from axtar.web.context import EXTENSION

Post = Callable[..., TestResponse]

CLOSED = ["/upload", "/jobs", "/d/{}/edit", "/d/{}/remove"]


@pytest.mark.parametrize(
    ("method", "address"),
    [*(("get", address) for address in CLOSED), *(("post", address) for address in CLOSED if address != "/jobs")],
)
def test_readers_are_redirected_to_the_login(
    client: FlaskClient, ids: dict[str, str], method: str, address: str
) -> None:
    """Librarians' pages redirect to the login for every method, and the login redirects back."""
    address = address.format(ids["evil.txt"])
    response = getattr(client, method)(address)
    assert response.status_code == 303
    assert response.headers["Location"] == f"/login?next={address}"


def test_the_password_opens_a_session_and_logging_out_closes_it(client: FlaskClient, password: str, post: Post) -> None:
    """The login redirects to the requested page, and the session ends with the logout."""
    entered = post(client, "/login?next=/upload", password=password)
    assert (entered.status_code, entered.headers["Location"]) == (303, "/upload")
    assert client.get("/upload").status_code == 200
    cookie = entered.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert post(client, "/upload").status_code == 400  # the form of a librarian who chose no file
    left = client.post("/logout", data={"csrf_token": _token(client)})
    assert left.status_code == 303
    assert left.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get("/upload").status_code == 303


def _token(client: FlaskClient) -> str:
    return client.get("/upload").text.split('name="csrf_token" value="')[1].split('"')[0]


@pytest.mark.parametrize("wrong", ["", "x", "ə" * 10_000])
@pytest.mark.usefixtures("password")
def test_a_wrong_password_opens_no_session(client: FlaskClient, post: Post, wrong: str) -> None:
    """The login is refused, and librarians' pages stay closed."""
    assert post(client, "/login", password=wrong).status_code == 403
    assert client.get("/upload").status_code == 303


def test_guessing_passwords_is_throttled_by_address(app: Flask, client: FlaskClient, password: str, post: Post) -> None:
    """After five wrong passwords even the right one has to wait, at this address and not at another."""
    now = [1000.0]
    settings = app.extensions[EXTENSION].catalogue.settings
    app.extensions[AUTHENTICATOR] = Authenticator(settings, LoginThrottle(clock=lambda: now[0]))
    for _ in range(5):
        assert post(client, "/login", password="x").status_code == 403
    refused = post(client, "/login", password=password)
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "5")
    assert "Wait 5 seconds" in refused.text
    elsewhere = app.test_client()
    elsewhere.environ_base["REMOTE_ADDR"] = "10.0.0.7"
    assert post(elsewhere, "/login", password=password).status_code == 303
    now[0] += 5
    assert post(client, "/login", password=password).status_code == 303


@pytest.mark.usefixtures("password")
def test_a_login_beside_many_others_is_refused_at_once(app: Flask, client: FlaskClient, post: Post) -> None:
    """It says when to try again."""
    settings = app.extensions[EXTENSION].catalogue.settings
    app.extensions[AUTHENTICATOR] = Authenticator(settings, LoginThrottle(), simultaneous=0)
    refused = post(client, "/login", password="pomegranate")
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "1")
    assert "Wait 1 second and" in refused.text


@pytest.mark.parametrize(
    "target",
    ["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "\\\\elsewhere.example", "/\t/elsewhere.example",
     "javascript:alert(1)", "http:elsewhere.example", "///elsewhere.example", "/\n/elsewhere.example", "", "http://["],
)  # fmt: skip
def test_the_login_redirects_to_no_other_site(client: FlaskClient, password: str, post: Post, target: str) -> None:
    """A `next` parameter that is not an address of this site is ignored."""
    token = post(client, "/login", password="x")
    assert token.status_code == 403
    response = client.post(
        "/login", query_string={"next": target}, data={"csrf_token": _login_token(client), "password": password}
    )
    assert response.status_code == 303
    assert response.headers["Location"] == "/jobs"


def _login_token(client: FlaskClient) -> str:
    return client.get("/login").text.split('name="csrf_token" value="')[1].split('"')[0]


def test_a_login_without_a_csrf_token_is_refused(client: FlaskClient, password: str) -> None:
    """Another site cannot log a reader in."""
    response = client.post("/login", data={"password": password})
    assert response.status_code == 400
    assert "has expired" in response.text


def test_a_new_password_closes_open_sessions(librarian: FlaskClient, library: Library) -> None:
    """A session opened with the old password is no longer valid."""
    assert librarian.get("/upload").status_code == 200
    passwords.set_password(library.catalogue.settings, "pomegranate", method="pbkdf2:sha256:1")
    assert librarian.get("/upload").status_code == 303


def test_a_forged_cookie_opens_no_session(client: FlaskClient) -> None:
    """A session cookie that was not signed with the library's key is ignored."""
    client.set_cookie("axtar", "eyJsaWJyYXJpYW4iOiJ4In0.AAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAA")
    assert client.get("/upload").status_code == 303


def test_librarians_pages_are_not_cached(librarian: FlaskClient) -> None:
    """Neither browsers nor proxies store a librarian's pages."""
    assert librarian.get("/jobs").headers["Cache-Control"] == "no-store"


@pytest.mark.usefixtures("password")
def test_logins_are_logged_without_the_password(
    client: FlaskClient, post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    """With the address that they came from, whether they succeed or not."""
    post(client, "/login", password="walnut-tree")
    post(client, "/login", password="pomegranate")
    assert "A login from '127.0.0.1' was refused: wrong" in caplog.text
    assert "A librarian logged in from '127.0.0.1'" in caplog.text
    assert "walnut-tree" not in caplog.text
    assert "pomegranate" not in caplog.text
