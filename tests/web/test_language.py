"""Every text of the interface is translatable."""

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
"""Elements with data, which is not translated: names, texts, numbers, codes."""

LABELS = ("aria-label", "alt", "title", "placeholder", "data-copied")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


def _make_catalog() -> Catalog:
    """Return all messages of templates, modules and tables, each translated to itself in translations."""
    with (WEB / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]  # babel has no types there
    catalog = Catalog(locale="eo")
    keywords = {"_": None, "_l": None, "gettext": None, "ngettext": (1, 2)}
    for _, _, message, _, _ in extract_from_dir(WEB.parent, methods, options, keywords):
        translated = tuple(f"⟦{text}⟧" for text in message) if isinstance(message, tuple) else f"⟦{message}⟧"
        catalog.add(message, translated)
    return catalog


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """All messages, extracted once."""
    return _make_catalog()


@pytest.fixture(scope="module")
def translations(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Translations into a language in which every message is in translations."""
    root = tmp_path_factory.mktemp("translations")
    folder = root / "eo" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "messages.mo").open("wb") as stream:
        write_mo(stream, catalog)
    return root


@pytest.fixture
def bracketed_app(app: Flask, translations: Path) -> Flask:
    """The application with these translations."""
    app.extensions["babel"].translation_directories = [str(translations)]
    return app


def _untranslated(html: str) -> list[str]:
    """Return texts and labels of a page that contain words outside translations and are not data."""
    tree: Any = lxml.html.document_fromstring(html.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    for element in list(tree.iter()):
        if isinstance(element.tag, str) and (element.tag in DATA_TAGS or DATA_CLASSES & set(element.classes)):
            element.drop_tree()
    labels = [
        str(value) for name in LABELS for value in tree.xpath(f"//@{name}") if "." not in str(value)
    ]  # except file names
    rest = "\n".join([*tree.itertext(), *labels])
    while "⟦" in rest:  # messages may contain messages
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
def test_every_text_is_translated(bracketed_app: Flask, ids: dict[str, str], address: str) -> None:
    """With all messages in translations, no text of the interface is outside translations."""
    address = address.format(printed=ids["gorod-shusha.pdf"], plain=ids["evil.txt"])
    page = bracketed_app.test_client().get(address, headers={"Accept-Language": "eo"}).text
    assert '<html lang="eo" dir="ltr">' in page
    assert "⟦" in page
    rest = [
        line
        for line in _untranslated(page)
        if "this choice has no effect" not in line and "no document" not in line.lower()
    ]  # messages of lower layers
    assert not rest


@pytest.mark.parametrize("address", WORKING)
@pytest.mark.usefixtures("bracketed_app")
def test_every_text_of_librarians_pages_is_translated(
    librarian: FlaskClient, ids: dict[str, str], address: str
) -> None:
    """The same holds for librarians' pages."""
    address = address.format(printed=ids["gorod-shusha.pdf"], plain=ids["evil.txt"])
    page = librarian.get(address, headers={"Accept-Language": "eo"}).text
    assert "⟦" in page
    assert not _untranslated(page)


def test_the_template_for_translators_is_up_to_date(catalog: Catalog) -> None:
    """translations/messages.pot has all current messages; babel.cfg has the command that updates it."""
    from babel.messages.pofile import read_po

    with (WEB / "translations" / "messages.pot").open("rb") as stream:
        committed = {message.id for message in read_po(stream) if message.id}
    assert committed == {message.id for message in catalog if message.id}


@pytest.mark.parametrize("accepted", ["tr", "ar-EG,ar;q=0.9", "", "x" * 3000, "*"])
def test_languages_without_a_translation_get_english(client: FlaskClient, accepted: str) -> None:
    """The interface is English for every other language."""
    assert '<html lang="en" dir="ltr">' in client.get("/", headers={"Accept-Language": accepted}).text


def test_placeholders_are_named(catalog: Catalog) -> None:
    """Translators may need to change their order."""
    for message in catalog:
        for text in message.id if isinstance(message.id, (tuple, list)) else (message.id,):
            assert "%s" not in text
            assert "%d" not in text
            assert text.count("%(") == len(PLACEHOLDER.findall(text))
