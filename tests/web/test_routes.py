"""Generated requests to every route, by schemathesis: none of them ends in an internal error or an undocumented status.

The description of the routes is made from the application's own list of addresses and the tables below, so that a new route
is fuzzed without a change here.
"""

import logging
import re
from collections.abc import Mapping
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case
from schemathesis.config import SchemathesisConfig
from schemathesis.core.result import Ok
from werkzeug.routing import Rule

Schema = dict[str, Any]
AnyCase = Case[Any]

EXAMPLES = 10  # for each of about thirty operations, logged in and not

SEARCH = ("q", "page", "exact", "without", "as", "language", "type", "year", "places")
QUERY = {
    "search.results": SEARCH,
    "api.search": (*SEARCH, "limit", "explain"),
    "api.suggestions": ("q",),
    "documents.listing": ("page",),
    "documents.show": (*SEARCH, "from"),
    "documents.cite": ("format", "page"),
    "pages.show": (*SEARCH, "view", "width"),
    "pages.image": ("width",),
    "pages.go_to_page": (*SEARCH, "number"),
    "accounts.login": ("next",),
}
"""The parameters of each endpoint's query; the others have none."""

RECORD = (
    "type",
    "title",
    "authors",
    "container_title",
    "volume",
    "issue",
    "pages",
    "year",
    "publisher",
    "place",
    "language",
)
ENTITY = ("kind", "country", "lat", "lon", "wikidata", "geonames", "spellings_en", "spellings_az", "spellings_ru")
FORMS = {
    "document_edit.edit": (*RECORD, "doi", "url", "isbn"),
    "entity_edit.new": ENTITY,
    "entity_edit.edit": ENTITY,
    "accounts.login": ("password",),
    "jobs.add_files": ("files",),
    "entity_edit.import_file": ("file",),
}
"""The fields of each endpoint's form."""

GUESSES: Mapping[str, tuple[str, ...]] = {
    "q": (
        "Shusha",
        '"',
        "(",
        "year:1..",
        "*",
        "\0",
        "title:x NEAR/3 y",
        "{{7*7}}",
        "%00",
        "../../etc/passwd",
        "-" * 300,
    ),
    "page": ("0", "1", "-1", "999999999999", "1e9", "²", "x"),
    "year": ("1999", "99999", "x"),
    "format": ("bibtex", "ris", "csl-json", "x", "../x"),
    "width": ("0", "900", "99999999999"),
    "next": ("/jobs", "//evil.example", "javascript:x", "\\\\evil.example"),
    "lat": ("nan", "inf", "1e400", "91", "40,5"),
    "lon": ("nan", "-inf", "181", "46.7"),
}
"""Values that are worth trying, beside any string."""

STATUSES = {200, 303, 302, 304, 308, 400, 403, 404, 405, 410, 413, 415, 416, 422, 429, 503}


def _string(name: str, ids: tuple[str, ...] = ()) -> Schema:
    choices = [*GUESSES.get(name, ()), *ids]
    return {"anyOf": [{"type": "string", "maxLength": 200}, *([{"enum": choices}] if choices else [])]}


def _operation(rule: Rule, method: str, ids: tuple[str, ...]) -> Schema:
    parameters = [
        {"name": name, "in": "query", "required": False, "schema": _string(name)}
        for name in QUERY.get(rule.endpoint, ())
    ]
    parameters += [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "integer"} if name == "number" else _string(name, ids),
        }
        for name in sorted(rule.arguments)
    ]
    operation: Schema = {
        "parameters": parameters,
        "responses": {str(status): {"description": ""} for status in STATUSES},
    }
    if method == "POST" and rule.endpoint in FORMS:
        properties = {name: _string(name) for name in FORMS[rule.endpoint]}
        kind = "multipart/form-data" if {"files", "file"} & properties.keys() else "application/x-www-form-urlencoded"
        operation["requestBody"] = {"content": {kind: {"schema": {"type": "object", "properties": properties}}}}
    return operation


def describe(app: Flask, ids: tuple[str, ...]) -> Schema:
    """Return the OpenAPI description of an application's routes."""
    paths: Schema = {}
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "accounts.logout":  # would end the session of the requests after it
            continue
        path = re.sub(r"<(?:[^<>:]+:)?(\w+)>", r"{\1}", rule.rule)
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            paths.setdefault(path, {})[method.lower()] = _operation(rule, method, ids)
    return {"openapi": "3.0.3", "info": {"title": "axtar", "version": "1"}, "paths": paths}


@pytest.fixture
def ids(ids: dict[str, str]) -> tuple[str, ...]:
    """Ids that exist: of documents and of an entity."""
    return (*list(ids.values())[:3], "p.shusha")


@pytest.fixture(params=["reader", "librarian"])
def cookies(app: Flask, request: pytest.FixtureRequest) -> dict[str, str]:
    """The cookies of a reader, or of a librarian whose forms are accepted without a token."""
    cookies = {}
    if request.param == "librarian":
        cookie = request.getfixturevalue("librarian").get_cookie("axtar")
        cookies = {"axtar": cookie.value}
    app.config["WTF_CSRF_ENABLED"] = request.param == "reader"
    app.testing = False  # an exception becomes the page of an internal error, as it does for readers
    return cookies


def _check(case: AnyCase, cookies: dict[str, str], log: str) -> int:
    """Send a generated request, check its answer and return its status."""
    answer = case.call(headers={"Host": "localhost"}, cookies=cookies)
    assert answer.status_code in STATUSES, f"{case.method} {case.formatted_path}: {answer.status_code}\n{log[-2000:]}"
    text = answer.content.decode("utf8", "replace")
    assert "Traceback" not in text
    assert "catalogue.sqlite" not in text
    assert "content-security-policy" in answer.headers
    return answer.status_code


def test_no_generated_request_is_an_internal_error(
    app: Flask, ids: tuple[str, ...], cookies: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    """Every answer has a documented status, and nothing is logged as an exception."""
    schema = schemathesis.openapi.from_dict(describe(app, ids), config=SchemathesisConfig())
    schema.app = app
    operations = [result.ok() for result in schema.get_all_operations() if isinstance(result, Ok)]
    assert len(operations) >= 29
    statuses: dict[str, set[int]] = {}
    for operation in operations:

        @settings(
            max_examples=EXAMPLES,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def fuzz(case: AnyCase) -> None:
            statuses.setdefault(case.operation.label, set()).add(_check(case, cookies, caplog.text))

        fuzz()
    assert statuses["GET /jobs"] == ({200} if cookies else {303})
    assert {200, 303, 400, 404} <= set().union(*statuses.values())
    assert not [record for record in caplog.records if record.exc_info and record.levelno >= logging.ERROR]
