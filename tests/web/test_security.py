"""Security headers, hosts, request sizes and errors."""

import logging
from itertools import product

import pytest
from flask import Flask
from flask.testing import FlaskClient

from axtar.catalogue.documents import DocumentRepository
from axtar.catalogue.sessions import SessionRepository
from axtar.errors import (
    AxtarError,
    IndexOutdatedError,
    IndexUnreadableError,
    LibraryError,
    LockedError,
    SettingsError,
)
from axtar.library import Library
from axtar.web import create_app, security


@pytest.mark.parametrize(
    "address", ["/", "/?q=Shusha", "/d", "/login", "/d/nosuch", "/static/axtar.css", "/api/search?q=a"]
)
def test_every_response_has_the_security_headers(client: FlaskClient, address: str) -> None:
    """Pages, files and errors all have the strict policy."""
    with client.get(address) as response:
        headers = response.headers
    assert headers["Content-Security-Policy"] == security.POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Cache-Control"] in {"no-cache", "no-store"}
    assert {"Cookie", "Accept-Language"} <= set(headers["Vary"].split(", "))
    assert "Werkzeug" not in headers.get("Server", "")


def test_the_policy_allows_nothing_inline() -> None:
    """The policy has no exceptions."""
    assert security.POLICY.startswith("default-src 'none'")
    assert "unsafe" not in security.POLICY
    assert "*" not in security.POLICY


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "[::1]:8000", "[::1]", "LOCALHOST:1"])
def test_names_of_the_local_machine_are_allowed(client: FlaskClient, host: str) -> None:
    """A reader on this machine may use any of its names, with or without a port."""
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "10.0.0.7",
        "localhost@evil",
        "evil:127.0.0.1",
    ],
)
def test_foreign_host_names_are_refused(client: FlaskClient, host: str) -> None:
    """A page elsewhere cannot point a name of its own at a library on loopback and read it."""
    response = client.get("/", headers={"Host": host})
    assert response.status_code == 400


@pytest.mark.parametrize(
    ("host", "listening", "ours"),
    [
        ("library.example:80", "library.example", True),
        ("10.0.0.7", "10.0.0.7", True),
        ("10.0.0.8", "10.0.0.7", False),
        ("10.0.0.8:80", "0.0.0.0", True),  # noqa: S104 - compared, not listened on
        ("[fe80::1]:80", "::", True),
        ("evil.example", "0.0.0.0", False),  # noqa: S104 - as above
    ],
)
def test_a_server_on_all_addresses_allows_addresses(host: str, listening: str, ours: bool) -> None:
    """Addresses cannot be rebound by a foreign page, names can."""
    assert security.is_allowed_host(host, listening) is ours


def test_the_listening_address_overrides_the_setting(library: Library) -> None:
    """`axtar serve --host 10.0.0.7` answers requests for that address, whatever the library's settings say."""
    assert library.settings.host == "127.0.0.1"
    client = create_app(library, "10.0.0.7").test_client()
    assert client.get("/healthz", headers={"Host": "10.0.0.7:8000"}).status_code == 200
    assert client.get("/healthz", headers={"Host": "10.0.0.8:8000"}).status_code == 400


def test_a_malformed_host_is_refused(client: FlaskClient) -> None:
    """Whatever the server listens on."""
    for host in ("", " ", ":80", "[", "[]", "a b", "a/b", "a\\b", "a@localhost", "ə"):
        assert client.get("/", headers={"Host": host}).status_code == 400
    for listening in ("", "0.0.0.0", "::", "a"):  # noqa: S104 - compared, not listened on
        assert not security.is_allowed_host("", listening)


def test_a_trusted_host_is_allowed_with_any_port() -> None:
    """The names under which a proxy serves the library."""
    assert security.is_allowed_host("Library.example.org:443", "127.0.0.1", ("library.example.org",))
    assert not security.is_allowed_host("evil.library.example.org", "127.0.0.1", ("library.example.org",))


@pytest.mark.parametrize("error", [LibraryError, LockedError, IndexUnreadableError, SettingsError])
def test_paths_of_the_server_are_logged_and_not_shown(
    client: FlaskClient,
    library: Library,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: type[AxtarError],
) -> None:
    """What is wrong with a file is for whoever runs the server."""

    def fail(_request: object) -> None:
        raise error("/srv/secret/catalogue.sqlite is broken")

    monkeypatch.setattr(library, "search", fail)
    for address in ("/?q=a", "/api/search?q=a"):
        answer = client.get(address)
        assert answer.status_code == error.http_status
        assert "secret" not in answer.text
    assert "/srv/secret" in caplog.text


def test_an_address_cannot_forge_a_line_of_the_log(
    client: FlaskClient, library: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Line ends and terminal sequences of an address are escaped."""

    def fail(_id: str) -> None:
        raise LibraryError("broken")

    monkeypatch.setattr(library.catalogue.documents, "get", fail)
    assert client.get("/d/x%0aERROR%20forged%1b[2J").status_code == 500
    assert "\nERROR forged" not in caplog.text
    assert "\x1b" not in caplog.text


def test_a_catalogue_that_cannot_be_read_has_an_error_page(
    librarian: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page that says so does not fail for the same reason; nobody is a librarian meanwhile."""

    def fail(_self: object, *_arguments: object) -> None:
        raise LibraryError("/srv/secret/catalogue.sqlite is damaged")

    monkeypatch.setattr(SessionRepository, "get", fail)
    monkeypatch.setattr(DocumentRepository, "count", fail)
    answer = librarian.get("/")
    assert answer.status_code == 500
    assert "Details are in the server log" in answer.text
    assert librarian.get("/upload").status_code == 303


METHODS = ("HEAD", "OPTIONS", "TRACE", "PROPFIND", "x", "GET\t")
ADDRESSES = ("/", "/login", "/logout", "/upload", "/rebuild", "/nosuch", "/static/axtar.css", "/api/search")
FORMS = ("/upload", "/rebuild", "/d/{}/edit", "/d/{}/remove", "/entries/new", "/entries/import", "/logout")


def test_other_methods_change_nothing_and_echo_nothing(client: FlaskClient) -> None:
    """HEAD and OPTIONS are answered, everything else is refused; nothing sends the request back."""
    for address, method in product(ADDRESSES, METHODS):
        with client.open(address, method=method, headers={"X-Secret": "entrails"}) as answer:
            assert answer.status_code < 500
            assert "entrails" not in answer.get_data(as_text=True)
            assert method in {"HEAD", "OPTIONS"} or answer.status_code in {303, 400, 404, 405}


def test_the_login_leads_back(client: FlaskClient) -> None:
    """To the page that was asked for, but never to an address that only accepts forms."""
    assert client.get("/upload").headers["Location"] == "/login?next=/upload"
    assert client.post("/upload").headers["Location"] == "/login?next=/upload"
    assert client.post("/rebuild").headers["Location"] == "/login"
    assert client.post("/entries/import").headers["Location"] == "/login"


def test_every_form_needs_the_token_of_its_session(librarian: FlaskClient, ids: dict[str, str]) -> None:
    """Another site can send a form, but does not know the token."""
    for form, token in product(FORMS, (None, "", "x", "IjAi.AAAAAA.AAAA")):
        data = {} if token is None else {"csrf_token": token}
        answer = librarian.post(form.format(ids["evil.txt"]), data=data)
        assert answer.status_code == 400
        assert "has expired" in answer.text
    assert librarian.get("/upload").status_code == 200


def test_every_form_of_the_url_map_is_protected(app: Flask) -> None:
    """No view is exempt."""
    assert not app.extensions["csrf"]._exempt_views
    assert not app.extensions["csrf"]._exempt_blueprints


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_pages_for_reading_accept_no_other_method(client: FlaskClient, method: str) -> None:
    """Nothing can be changed through an address that is for reading."""
    assert getattr(client, method)("/").status_code in {400, 405}


def test_a_very_long_query_is_answered(client: FlaskClient) -> None:
    """A pasted book is truncated, not an error."""
    assert client.get("/", query_string={"q": "ə( " * 60_000}).status_code == 200


@pytest.mark.parametrize("query", ["page=-1", "page=abc", "page=99999999999", "page=0"])
def test_an_invalid_page_number_is_reported(client: FlaskClient, query: str) -> None:
    """The message says which values are allowed."""
    response = client.get(f"/?q=a&{query}")
    assert response.status_code == 400
    assert "whole number" in response.text


def test_an_outdated_index_is_reported(
    app: Flask, client: FlaskClient, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The API answers with the error's message, the page with a link to the jobs."""

    def outdated(_request: object) -> None:
        raise IndexOutdatedError("The index is outdated. Run axtar rebuild.")

    monkeypatch.setattr(library, "search", outdated)
    assert app.testing
    assert client.get("/?q=a").status_code == 503
    assert 'href="/jobs">Go to the jobs' in client.get("/?q=a").text
    assert client.get("/api/search?q=a").get_json() == {
        "error": "The index is outdated. Run axtar rebuild.",
        "status": 503,
    }


def test_internal_errors_are_logged_but_not_shown(
    app: Flask, library: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The reader sees a short message, the log has the traceback."""

    def broken(_request: object) -> None:
        raise ZeroDivisionError("entrails")

    monkeypatch.setattr(library, "search", broken)
    app.testing = False
    with caplog.at_level(logging.ERROR):
        response = app.test_client().get("/?q=a")
    assert response.status_code == 500
    assert "entrails" not in response.text
    assert "entrails" in caplog.text


@pytest.mark.parametrize(
    "query",
    [
        "(" * 300,
        '"' * 500,
        "a OR " * 300,
        "NOT",
        "a NEAR/999 b",
        "title:",
        "year:1-2-3",
        "*",
        "🙂",
        "\u202ea",
        "x\0y",
        "-" * 50,
    ],
)
@pytest.mark.parametrize("address", ["/", "/api/search"])
def test_a_strange_query_is_answered(client: FlaskClient, address: str, query: str) -> None:
    """Whatever is typed, the worst outcome is no results."""
    assert client.get(address, query_string={"q": query}).status_code == 200
