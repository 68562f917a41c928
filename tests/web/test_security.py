"""Security headers, hosts, request sizes and errors."""

import logging

import pytest
from flask import Flask
from flask.testing import FlaskClient

from axtar.errors import IndexOutdatedError
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
