"""How things are written out."""

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
def in_page(app: Flask) -> Iterator[None]:
    """Within a request, where the interface has a language."""
    with app.test_request_context():
        yield


def _document(*, paged: bool) -> Document:
    return Document("d", "d.pdf", "d.pdf", "application/pdf", "", paged=paged, page_count=9, record={})


@given(st.text(), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted).map(tuple)))
def test_marking_changes_no_letter(text: str, spans: list[tuple[int, int]]) -> None:
    """Without the marks the text is what it was, escaped; whatever the spans are."""
    marked = filters.highlighted(text, tuple(spans))
    assert marked.replace("<mark>", "").replace("</mark>", "") == escape(text)


def test_marks_are_the_only_markup() -> None:
    """What looks like markup in a text is text."""
    assert filters.highlighted("<b>Şuşa</b> & co", ((3, 7),)) == Markup("&lt;b&gt;<mark>Şuşa</mark>&lt;/b&gt; &amp; co")


@pytest.mark.usefixtures("in_page")
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
def test_a_page_is_named_by_what_is_printed_on_it(number: int, label: str | None, paged: bool, name: str) -> None:
    """The printed label comes first, the physical number where it differs; sections have no page."""
    assert filters.page_name(_document(paged=paged), number, label) == name


@pytest.mark.usefixtures("in_page")
@pytest.mark.parametrize(("label", "name"), [("341", "p. 341 (page 2 of the file)"), (None, "page 2 of the file")])
def test_a_page_of_a_plain_text_is_none_of_a_pdf(label: str | None, name: str) -> None:
    """A text file cut at form feeds has pages too."""
    assert filters.page_name(replace(_document(paged=True), media_type="text/plain"), 2, label) == name


@pytest.mark.usefixtures("in_page")
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
def test_languages_have_names(code: str, name: str) -> None:
    """A code that nobody knows is shown as it is."""
    assert filters.language_name(code) == name


@pytest.mark.usefixtures("in_page")
def test_a_place_that_nobody_knows_is_shown_by_its_id() -> None:
    """An index may be older than the authority file."""
    assert filters.entity_name("no such place") == "no such place"
    assert filters.entity_country("no such place") == ""


@pytest.mark.usefixtures("in_page")
@pytest.mark.parametrize(
    ("id_", "country"), [("p.martuni-gegharkunik", "Armenia"), ("p.azerbaijan", ""), ("o.osce", "")]
)
def test_namesakes_are_told_apart_by_their_country(id_: str, country: str) -> None:
    """A country has none, nor has what is of many."""
    assert filters.entity_country(id_) == country


@pytest.mark.parametrize(
    ("spelling", "shown"),
    [("en:carpet", "carpet"), ("und:x", "x"), ("Şuşa", "Şuşa"), ("12:30", "12:30"), ("az:", "az:"), ("tr:a:b", "a:b")],
)
def test_dictionary_forms_are_shown_without_their_mark(spelling: str, shown: str) -> None:
    """The language before the colon is for the engine."""
    assert filters.without_language(spelling) == shown


@pytest.mark.parametrize("address", ["javascript:alert(1)", " https://x", "data:text/html,x", "//x.org", "", None])
def test_only_web_addresses_become_links(address: str | None) -> None:
    """A record may say anything; a link leads to the web or nowhere."""
    assert filters.web_address(address) == ""


def test_broken_file_names_can_be_sent() -> None:
    """Lone surrogates would break the whole page."""
    assert filters.encodable("a\udcffb") == "a?b"
    assert filters.encodable(Markup("<i>\udcffə</i>")) == Markup("<i>?ə</i>")
    assert filters.encodable(3) == 3


@pytest.mark.parametrize(("code", "attribute"), [("az-Cyrl", "az-Cyrl"), ('x" onload=', ""), (None, "")])
def test_lang_attributes_hold_codes_only(code: str | None, attribute: str) -> None:
    """What a record says of its language may be a sentence."""
    assert filters.record_language({"language": code}) == attribute


@pytest.mark.parametrize(
    ("language", "text", "tag"),
    [("az", "Şuşa", "az"), ("az", "Шуша", "az-Cyrl"), ("az", "شوشا", "az-Arab"), ("ru", "Шуша", "ru"), ("ru", "ok", "ru"),
     ("und", "Шуша", "und"), ("hy", "Շուշի", "hy"), ("az", "1905", "az")],
)  # fmt: skip
def test_a_lang_attribute_tells_the_script(language: str, text: str, tag: str) -> None:
    """Where it is not the one that the language is mostly written in."""
    assert filters.language_tag(language, text) == tag
