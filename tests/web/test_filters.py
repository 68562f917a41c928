"""Formatting for pages."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from axtar.model import Document
from axtar.web import filters


@pytest.fixture
def request_context(app: Flask) -> Iterator[None]:
    """A request, in which the interface has a language."""
    with app.test_request_context():
        yield


def _document(*, paged: bool) -> Document:
    return Document("d", "d.pdf", "d.pdf", "application/pdf", "", paged=paged, page_count=9, record={})


@given(st.text(), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted).map(tuple)))
def test_highlighting_keeps_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    """Without its <mark> elements the result is the escaped text, whatever the spans are."""
    marked = filters.highlighted(text, tuple(spans))
    assert marked.replace("<mark>", "").replace("</mark>", "") == escape(text)


def test_highlighting_escapes_markup() -> None:
    """Markup in a text is shown as text."""
    assert filters.highlighted("<b>Şuşa</b> & co", ((3, 7),)) == Markup("&lt;b&gt;<mark>Şuşa</mark>&lt;/b&gt; &amp; co")


@pytest.mark.usefixtures("request_context")
@pytest.mark.parametrize(
    ("number", "label", "paged", "name"),
    [
        (2, "341", True, "p. 341 (PDF page 2)"),
        (2, "2", True, "p. 2"),
        (2, "iv", True, "p. iv (PDF page 2)"),
        (2, None, True, "PDF page 2"),
        (2, None, False, ""),
    ],
)
def test_a_page_is_named_by_its_printed_label(number: int, label: str | None, paged: bool, name: str) -> None:
    """The physical number is added where it differs; sections have no page name."""
    assert filters.page_name(_document(paged=paged), number, label) == name


@pytest.mark.usefixtures("request_context")
@pytest.mark.parametrize(("label", "name"), [("341", "p. 341 (page 2 of the file)"), (None, "page 2 of the file")])
def test_a_page_of_a_text_file_is_not_called_a_pdf_page(label: str | None, name: str) -> None:
    """A text file that is split at form feeds has pages too."""
    assert filters.page_name(replace(_document(paged=True), media_type="text/plain"), 2, label) == name


@pytest.mark.usefixtures("request_context")
@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("az", "Azerbaijani"),
        ("az-Cyrl", "Azerbaijani (Cyrillic)"),
        ("und", "Unknown language"),
        ("xx", "xx"),
        ("?!", "?!"),
    ],
)
def test_language_names(code: str, name: str) -> None:
    """An unknown code is shown as it is."""
    assert filters.language_name(code) == name


@pytest.mark.usefixtures("request_context")
def test_an_unknown_entity_is_shown_by_its_id() -> None:
    """An index may be older than the authority file."""
    assert filters.entity_name("no such place") == "no such place"
    assert filters.entity_country("no such place") == ""


@pytest.mark.usefixtures("request_context")
@pytest.mark.parametrize(
    ("id_", "country"), [("p.martuni-gegharkunik", "Armenia"), ("p.azerbaijan", ""), ("o.osce", "")]
)
def test_the_country_of_an_entity(id_: str, country: str) -> None:
    """Countries and international organisations have none."""
    assert filters.entity_country(id_) == country


@pytest.mark.parametrize(
    ("spelling", "shown"),
    [("en:carpet", "carpet"), ("und:x", "x"), ("Şuşa", "Şuşa"), ("12:30", "12:30"), ("az:", "az:"), ("tr:a:b", "a:b")],
)
def test_lemmas_are_shown_without_their_language(spelling: str, shown: str) -> None:
    """The language before the colon is stripped."""
    assert filters.without_language(spelling) == shown


@pytest.mark.parametrize("address", ["javascript:alert(1)", " https://x", "data:text/html,x", "//x.org", "", None])
def test_only_web_addresses_are_linked(address: str | None) -> None:
    """Other schemes, which a record may contain, are not linked."""
    assert filters.web_address(address) == ""


def test_invalid_file_names_can_be_encoded() -> None:
    """Lone surrogates would make the whole page fail."""
    assert filters.encodable("a\udcffb") == "a?b"
    assert filters.encodable(Markup("<i>\udcffə</i>")) == Markup("<i>?ə</i>")
    assert filters.encodable(3) == 3


@pytest.mark.parametrize(("code", "attribute"), [("az-Cyrl", "az-Cyrl"), ('x" onload=', ""), (None, "")])
def test_lang_attributes_contain_only_codes(code: str | None, attribute: str) -> None:
    """The language of a record may be anything, such as a sentence."""
    assert filters.record_language({"language": code}) == attribute


@pytest.mark.parametrize(
    ("language", "text", "tag"),
    [("az", "Şuşa", "az"), ("az", "Шуша", "az-Cyrl"), ("az", "شوشا", "az-Arab"), ("ru", "Шуша", "ru"), ("ru", "ok", "ru"),
     ("und", "Шуша", "und"), ("hy", "Շուշի", "hy"), ("az", "1905", "az")],
)  # fmt: skip
def test_a_lang_attribute_contains_an_unusual_script(language: str, text: str, tag: str) -> None:
    """The script is added where it is not the one in which the language is mostly written."""
    assert filters.language_tag(language, text) == tag
