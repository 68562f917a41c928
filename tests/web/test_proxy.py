"""The reverse proxy: whose X-Forwarded headers are believed, and what TLS changes."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from axtar import config
from axtar.accounts import passwords
from axtar.accounts.authenticator import Authenticator
from axtar.accounts.throttle import LoginThrottle
from axtar.library import Library
from axtar.web import create_app
from axtar.web.accounts.identity import is_librarian_cookie
from axtar.web.accounts.views import AUTHENTICATOR
from axtar.web.context import base_url
from axtar.web.proxy import is_proxy

FORWARDED = {
    "X-Forwarded-For": "192.0.2.7",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "library.example.org",
    "Referer": "https://library.example.org/login",
}
PROXY = "10.0.0.2"


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """The application of an empty library behind a proxy, with a page that reports what it sees."""
    settings = config.load(tmp_path, environ={"AXTAR_PROXY": PROXY, "AXTAR_TRUSTED_HOSTS": "library.example.org"})
    with Library(settings) as library:
        passwords.set_password(library.catalogue.settings, "pomegranate", method="pbkdf2:sha256:1")
        app = create_app(library)
        app.testing = True
        app.add_url_rule("/seen", view_func=lambda: [request.remote_addr, request.scheme, request.host])
        yield app


@pytest.fixture
def proxied(app: Flask) -> FlaskClient:
    """A client behind the proxy."""
    client = app.test_client()
    client.environ_base["REMOTE_ADDR"] = PROXY
    return client


def _seen(client: FlaskClient, headers: dict[str, str]) -> list[str]:
    answer: list[str] = client.get("/seen", headers=headers).get_json()
    return answer


def _log_in(client: FlaskClient, typed: str = "pomegranate") -> tuple[int, str]:
    form = client.get("/login", headers=FORWARDED)
    token = re.search(r'name="csrf_token" value="([^"]+)"', form.text)
    assert token
    answer = client.post("/login", headers=FORWARDED, data={"csrf_token": token[1], "password": typed})
    return answer.status_code, answer.headers.get("Set-Cookie", "")


def test_the_proxy_is_believed(proxied: FlaskClient) -> None:
    """Address, scheme and host are the reader's."""
    assert _seen(proxied, FORWARDED) == ["192.0.2.7", "https", "library.example.org"]


def test_the_proxy_adds_its_address_at_the_end(proxied: FlaskClient) -> None:
    """What the reader wrote into the header before is not believed."""
    chain = {**FORWARDED, "X-Forwarded-For": "127.0.0.1, 192.0.2.7"}
    assert _seen(proxied, chain)[0] == "192.0.2.7"


@pytest.mark.parametrize("address", ["10.0.0.3", "127.0.0.1", "", "unknown", "::ffff:10.0.0.3"])
def test_nobody_else_is_believed(app: Flask, address: str) -> None:
    """Forwarded headers of other connections are ignored, in every spelling."""
    client = app.test_client()
    client.environ_base["REMOTE_ADDR"] = address
    assert _seen(client, FORWARDED) == [address, "http", "localhost"]
    assert _seen(client, {"Forwarded": "for=192.0.2.7;proto=https;host=library.example.org"}) == [
        address, "http", "localhost",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-For": "x" * 10_000},
        {"X-Forwarded-For": ", ,"},
        {"X-Forwarded-Proto": "javascript"},
        {"X-Forwarded-Host": "library.example.org/evil"},
        {"X-Forwarded-Host": "evil.example"},
    ],
)
def test_a_strange_forwarded_header_is_answered(proxied: FlaskClient, headers: dict[str, str]) -> None:
    """A foreign host is refused although the proxy forwards it."""
    expected = 400 if "X-Forwarded-Host" in headers else 200
    assert proxied.get("/", headers=headers).status_code == expected


def test_over_tls_the_cookie_is_for_tls_and_this_host_only(proxied: FlaskClient) -> None:
    """Its name has the prefix that browsers check; pages say that the site is to be asked for over TLS only."""
    status, cookie = _log_in(proxied)
    assert status == 303
    assert cookie.startswith("__Host-axtar=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
    page = proxied.get("/jobs", headers=FORWARDED)
    assert page.status_code == 200
    assert page.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_a_cookie_of_a_plain_connection_opens_nothing_over_tls(app: Flask, proxied: FlaskClient) -> None:
    """Another site of the domain could have set it."""
    _log_in(proxied)
    cookie = proxied.get_cookie("__Host-axtar")
    assert cookie
    other = app.test_client()
    other.environ_base["REMOTE_ADDR"] = PROXY
    other.set_cookie("axtar", cookie.value)
    assert other.get("/jobs", headers=FORWARDED).status_code == 303
    assert is_librarian_cookie(app, f"__Host-axtar={cookie.value}")


def test_without_tls_nothing_demands_it(app: Flask) -> None:
    """A browser that reads on this machine must not be sent to TLS."""
    page = app.test_client().get("/login")
    assert page.headers["Set-Cookie"].startswith("axtar=")
    assert "Secure" not in page.headers["Set-Cookie"]
    assert "Strict-Transport-Security" not in page.headers


def test_failed_logins_count_for_the_reader_and_not_for_the_proxy(app: Flask, proxied: FlaskClient) -> None:
    """One reader behind the proxy does not delay another."""
    app.extensions[AUTHENTICATOR] = Authenticator(
        app.extensions["axtar"].catalogue.settings, LoginThrottle(clock=lambda: 0.0)
    )
    assert [_log_in(proxied, "wrong")[0] for _ in range(6)] == [403] * 5 + [429]
    other = {**FORWARDED, "X-Forwarded-For": "192.0.2.8"}
    form = proxied.get("/login", headers=other).text
    token = form.split('name="csrf_token" value="')[1].split('"')[0]
    answer = proxied.post("/login", headers=other, data={"csrf_token": token, "password": "pomegranate"})
    assert answer.status_code == 303


def test_permanent_links_have_the_address_of_the_proxy(app: Flask, proxied: FlaskClient) -> None:
    """Citations are read elsewhere."""
    app.add_url_rule("/base", view_func=base_url)
    assert proxied.get("/base", headers=FORWARDED).text == "https://library.example.org"


@pytest.mark.parametrize(
    ("address", "trusted"),
    [
        ("10.0.0.2", True),
        ("::ffff:10.0.0.2", True),
        ("172.16.5.4", True),
        ("10.0.0.20", False),
        ("", False),
        ("::1", False),
    ],
)
def test_a_proxy_is_an_address_or_a_network(address: str, trusted: bool) -> None:
    """An IPv6 socket reports IPv4 addresses in IPv6 form."""
    assert is_proxy(address, ("10.0.0.2", "172.16.0.0/12")) is trusted
