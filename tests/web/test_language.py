"""Every text of the interface goes through gettext."""

import re
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from flask import Flask
from flask.testing import FlaskClient

import axtar.web

WEB = Path(str(axtar.web.__file__)).parent
DATA_TAGS = {"script", "code", "bdi", "mark", "option", "textarea", "title", "time", "progress", "dd", "b"}
DATA_CLASSES = {
    "brand",
    "n",
    "snippet",
    "text",
    "byline",
    "file",
    "place",
    "reference",
    "inline-citation",
    "format",
    "zoom",
    "title",
    "name",
}
"""What is not ours to translate: names, texts, numbers, codes."""

LABELS = ("aria-label", "alt", "title", "placeholder", "data-copied")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


def _catalog() -> Catalog:
    """All messages of templates and modules, each translated as itself in brackets."""
    with (WEB / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]  # babel has no types there
    catalog = Catalog(locale="eo")
    keywords = {"_": None, "_l": None, "gettext": None, "ngettext": (1, 2)}
    for _, _, message, _, _ in extract_from_dir(WEB.parent, methods, options, keywords):
        translated = tuple(f"⟦{one}⟧" for one in message) if isinstance(message, tuple) else f"⟦{message}⟧"
        catalog.add(message, translated)
    return catalog


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """All messages, read out of all templates and modules once."""
    return _catalog()


@pytest.fixture(scope="module")
def brackets(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Translations into a language in which every message stands in brackets."""
    translations = tmp_path_factory.mktemp("translations")
    folder = translations / "eo" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "messages.mo").open("wb") as stream:
        write_mo(stream, catalog)
    return translations


@pytest.fixture
def bracketed(app: Flask, brackets: Path) -> Flask:
    """The application with them."""
    app.extensions["babel"].translation_directories = [str(brackets)]
    return app


def _bare(html: str) -> list[str]:
    """Texts and labels of a page with letters in them that stand outside brackets and are not data."""
    tree: Any = lxml.html.document_fromstring(html.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    for element in list(tree.iter()):
        if isinstance(element.tag, str) and (element.tag in DATA_TAGS or DATA_CLASSES & set(element.classes)):
            element.drop_tree()
    labels = [
        str(value) for name in LABELS for value in tree.xpath(f"//@{name}") if "." not in str(value)
    ]  # but file names
    rest = "\n".join([*tree.itertext(), *labels])
    while "⟦" in rest:  # messages may stand in messages
        rest = re.sub(r"⟦[^⟦⟧]*⟧", "", rest)
    return [line.strip() for line in rest.splitlines() if re.search(r"[^\W\d_]{2}", line)]


READING = ["/", "/?q=Shusha", "/?q=Martuni", "/?q=Shusha&as=p.shusha", "/?q=Shusha&as=p.fuzuli",
           "/e/p.shusha", "/e/h.fuzuli-poet", "/e/p.nowhere",
           "/?q=qzxwvq&exact=1&language=az", "/?q=weavers&page=2", "/d", "/d/{printed}", "/d/{plain}",
           "/d/{printed}/p/2?q=Shusha", "/d/{printed}/p/2?q=Shusha&view=text", "/d/{plain}/p/1?q=Shusha", "/d/nosuch", "/nosuch",
           "/login", "/?q=a&page=x"]  # fmt: skip
WORKING = [
    "/upload",
    "/entries",
    "/entries/new",
    "/e/p.shusha/edit",
    "/jobs",
    "/d/{plain}/edit",
    "/d/{plain}/remove",
    "/d/{printed}",
]


@pytest.mark.parametrize("address", READING)
def test_no_text_escapes_translation(bracketed: Flask, ids: dict[str, str], address: str) -> None:
    """In a language of bracketed messages nothing of the interface is left without brackets."""
    address = address.format(printed=ids["gorod-shusha.pdf"], plain=ids["evil.txt"])
    page = bracketed.test_client().get(address, headers={"Accept-Language": "eo"}).text
    assert '<html lang="eo" dir="ltr">' in page
    assert "⟦" in page
    bare = [
        line for line in _bare(page) if "There is no" not in line and "no document" not in line.lower()
    ]  # messages from below
    assert not bare


@pytest.mark.parametrize("address", WORKING)
@pytest.mark.usefixtures("bracketed")
def test_no_librarians_text_escapes_translation(librarian: FlaskClient, ids: dict[str, str], address: str) -> None:
    """The same behind the login."""
    address = address.format(printed=ids["gorod-shusha.pdf"], plain=ids["evil.txt"])
    page = librarian.get(address, headers={"Accept-Language": "eo"}).text
    assert "⟦" in page
    assert not _bare(page)


def test_the_template_for_translators_is_current(catalog: Catalog) -> None:
    """translations/messages.pot holds the messages of today; babel.cfg says how to make it again."""
    from babel.messages.pofile import read_po

    with (WEB / "translations" / "messages.pot").open("rb") as stream:
        committed = {message.id for message in read_po(stream) if message.id}
    assert committed == {message.id for message in catalog if message.id}


@pytest.mark.parametrize("asked", ["tr", "ar-EG,ar;q=0.9", "", "x" * 3000, "*"])
def test_other_languages_get_english(client: FlaskClient, asked: str) -> None:
    """Until they are translated."""
    assert '<html lang="en" dir="ltr">' in client.get("/", headers={"Accept-Language": asked}).text


def test_messages_keep_their_placeholders(catalog: Catalog) -> None:
    """A message is a sentence with named places, never one glued together."""
    for message in catalog:
        for one in message.id if isinstance(message.id, (tuple, list)) else (message.id,):
            assert "%s" not in one
            assert "%d" not in one
            assert one.count("%(") == len(PLACEHOLDER.findall(one))
