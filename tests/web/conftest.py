"""A library of real files for every test: built_library once, and copied for each test so that it may change it."""

import json
import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from playwright.sync_api import Browser, Playwright, expect, sync_playwright
from werkzeug.test import TestResponse

from axtar import config
from axtar.accounts import passwords
from axtar.library import Library
from axtar.page_renderer import RenderLimits
from axtar.web import create_app
from axtar.web.http_server import HttpServer
from axtar.web.server import job_thread

SAMPLES = Path(__file__).parents[2] / "documents"
PRINTED = ("shusha-a-town-on-a-plateau", "gorod-shusha", "xudaferin-korpuleri", "agri-dagi")
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox",  # tests may run as root
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
EVIL = "<script>alert('title')</script>"

Post = Callable[..., TestResponse]


def _write(folder: Path, name: str, text: str, **record: object) -> None:
    (folder / name).write_text(text, "utf8")
    if record:
        (folder / name).with_suffix(".csl.json").write_text(json.dumps(record), "utf8")


def _incoming(folder: Path) -> None:
    for stem in PRINTED:
        for file in (f"{stem}.pdf", f"{stem}.csl.json"):
            shutil.copy(SAMPLES / file, folder)
    _write(
        folder,
        "evil.txt",
        "A note on Shusha, whose <img src=x onerror=alert(1)> markup is part of the text.",
        type="book",
        title=EVIL,
        author=[{"literal": "<b>Nobody</b>"}],
        issued={"date-parts": [[1999, 4, 12]]},
        language="en",
        URL="javascript:alert('url')",
        custom={"shelf": "B 7"},
    )
    _write(
        folder,
        "leaf.html",
        "<h1>A loose leaf</h1><p>The orchard keeper wrote about apricots.</p><script>alert(1)</script>",
    )
    for number in range(1, 13):
        _write(
            folder,
            f"letter-{number:02}.txt",
            f"Letter number {number}. The weavers' carpet market opened again this spring, he wrote.",
            type="personal_communication",
            title=f"Letter {number}",
            issued={"date-parts": [[1900 + number]]},
            language="en",
        )


@pytest.fixture(scope="session")
def built_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a finished library: four printed samples, a hostile record, a web page and twelve letters."""
    root, incoming = tmp_path_factory.mktemp("built"), tmp_path_factory.mktemp("incoming")
    _incoming(incoming)
    with Library(config.load(root, environ={"AXTAR_UPLOAD_MB": "1"})) as library:
        outcomes = list(library.add([incoming]))
    assert {outcome.status for outcome in outcomes} == {"added"}, outcomes
    return root


def _opened(root: Path) -> Library:
    return Library(config.load(root, environ={"AXTAR_UPLOAD_MB": "1"}))


@pytest.fixture
def library(built_library: Path, tmp_path: Path) -> Iterator[Library]:
    """A copy of the finished library."""
    shutil.copytree(built_library, tmp_path / "library")
    with _opened(tmp_path / "library") as library:
        library.page_views.renderer._limits = RenderLimits(timeout=120, patience=120)  # for a busy machine
        yield library


@pytest.fixture
def ids(library: Library) -> dict[str, str]:
    """The ids of the documents by their file names."""
    return {document.file: document.id for document in library.documents.list_all(100, 0)}


@pytest.fixture(scope="session")
def bytecode_cache(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Compiled templates, shared by all applications: compiling takes longer than most requests."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("compiled")))


@pytest.fixture
def app(library: Library, bytecode_cache: FileSystemBytecodeCache) -> Flask:
    """A new application."""
    app = create_app(library)
    app.testing = True
    app.jinja_env.bytecode_cache = bytecode_cache
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A reader's client."""
    return app.test_client()


def _post(client: FlaskClient, address: str, **data: object) -> TestResponse:
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get(address).text)
    assert token, f"no form at {address}"
    return client.post(address, data={"csrf_token": token[1], **data})


@pytest.fixture
def password(library: Library) -> str:
    """The librarian's password, with a hash that is fast to compute: the default takes a tenth of a second on purpose."""
    passwords.set_password(library.catalogue.settings, "pomegranate", method="pbkdf2:sha256:1")
    return "pomegranate"


@pytest.fixture
def post() -> Post:
    """Load the form at an address and submit it: `post(client, address, **fields)`."""
    return _post


@pytest.fixture
def librarian(app: Flask, password: str) -> FlaskClient:
    """The client of a librarian who is logged in."""
    client = app.test_client()
    assert _post(client, "/login", password=password).status_code == 303
    return client


# ------------------------------------------------------------------ a browser
@pytest.fixture(scope="session")
def browser_driver() -> Iterator[Playwright]:
    """Playwright. Skips the test if Debian's chromium is missing, or fails it on CI."""
    if not Path(CHROMIUM).exists():
        message = f"{CHROMIUM} is missing: install Debian's chromium to run the browser tests"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(browser_driver: Playwright) -> Iterator[Browser]:
    """One chromium for all tests. On a busy machine it is given half a minute for what should happen at once."""
    expect.set_options(timeout=30_000)
    browser = browser_driver.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS), timeout=120_000)
    yield browser
    browser.close()


@pytest.fixture
def server_address(app: Flask, library: Library) -> Iterator[str]:
    """The address of the library, served with its job thread."""
    with job_thread(library), running(HttpServer(app, "127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.port}"


@contextmanager
def running(server: HttpServer) -> Iterator[HttpServer]:
    """Run a server in a thread of its own until the block ends."""
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield server
    finally:
        server.stop()
        thread.join(60)
    assert not thread.is_alive()
