"""Formatting for pages, mostly as template filters.

Highlighted text; names of languages, types, entities and pages; dates and numbers.
"""

import datetime as dt
from urllib.parse import quote

from babel import Locale, UnknownLocaleError
from flask import current_app
from flask_babel import format_date, format_datetime, format_decimal, format_percent, get_locale
from flask_babel import gettext as _
from markupsafe import Markup, escape

from axtar.analyzer import script
from axtar.errors import NotFoundError
from axtar.languages import LANGUAGES, UNDETERMINED
from axtar.media_types import PDF
from axtar.model import Document, Record
from axtar.web.context import library
from axtar.web.messages import DOCUMENT_TYPES, ENTITY_KINDS

MAX_TAG = 35
"""Characters of the longest language tag (BCP 47)."""


def highlighted(text: str, highlights: tuple[tuple[int, int], ...]) -> Markup:
    """Escape the text and wrap each span in <mark>.

    A span that overlaps an earlier one is dropped.
    """
    parts, position = [], 0
    for start, end in sorted(highlights):
        if start >= position:
            parts += [escape(text[position:start]), Markup("<mark>"), escape(text[start:end]), Markup("</mark>")]
            position = end
    return Markup("").join([*parts, escape(text[position:])])


def encodable(value: object) -> object:
    """Replace lone surrogates in a string with question marks.

    They come from file names that are not valid Unicode.
    """
    if not isinstance(value, str) or value.isascii():
        return value
    text = value.encode("utf-8", "replace").decode()
    return Markup(text) if isinstance(value, Markup) else text  # noqa: S704 - it was Markup before


def language_name(code: str) -> str:
    """Return a language's name in the language of the interface (from CLDR), or its code."""
    if code == UNDETERMINED:
        return str(_("Unknown language"))
    if len(code) > MAX_TAG:
        return code
    try:
        return Locale.parse(code, sep="-").get_display_name(get_locale()) or code
    except (UnknownLocaleError, ValueError):
        return code


def language_tag(language: str, text: str) -> str:
    """Return the language tag (BCP 47) of a text.

    It includes the script if that is not the language's usual one: az-Cyrl.
    """
    known = LANGUAGES.get(language)
    text_script = script(text)
    return f"{language}-{text_script}" if known and text_script in known.scripts[1:] else language


def type_name(code: str) -> str:
    """Return the name of a CSL document type, or the type itself if the table lacks it."""
    return str(DOCUMENT_TYPES.get(code, code))


def without_language(term: str) -> str:
    """Strip the language of a lemma: en:carpet is shown as carpet."""
    code, _colon, word = term.partition(":")
    return word if word and code in {*LANGUAGES, UNDETERMINED} else term


def entity_name(id_: str) -> str:
    """Return an entity's names in the interface language, or its id if it is unknown.

    If sides use different names, all are returned, in alphabetical order.
    """
    try:
        entity = library().entities.get(id_)
    except NotFoundError:
        return id_
    language = get_locale().language
    current = [name for name in entity.spellings if name.status in {"usual", "contested"}] or list(entity.spellings)
    local = [name.text for name in current if name.language == language] or [name.text for name in current[:1]]
    return " / ".join(sorted(dict.fromkeys(local)))


def country_name(code: str) -> str:
    """Return a country's name in the interface language (CLDR), or its code (ISO 3166)."""
    return str(get_locale().territories.get(code, code))


def entity_kind(id_: str) -> str:
    """Return the name of an entity's kind; empty if the entity is unknown."""
    try:
        kind = library().entities.get(id_).kind
    except NotFoundError:
        return ""
    return str(ENTITY_KINDS.get(kind, kind))


def entity_country(id_: str) -> str:
    """Return the country of an entity, which distinguishes namesakes.

    Empty for countries and for unknown entities.
    """
    try:
        entity = library().entities.get(id_)
    except NotFoundError:
        return ""
    return country_name(entity.country) if entity.kind != "country" else ""


def date_time(text: str) -> str:
    """Format a time of the catalogue (ISO 8601, UTC) for the reader's locale."""
    return str(format_datetime(dt.datetime.fromisoformat(text), "medium"))


def date(text: str) -> str:
    """Format the date of a time of the catalogue (ISO 8601, UTC) for the reader's locale."""
    return str(format_date(dt.datetime.fromisoformat(text), "medium"))


def percent(share: float) -> str:
    """Format a share from 0 to 1 as a percentage for the reader's locale."""
    return str(format_percent(share))


def decimal(number: float) -> str:
    """Format a number with two decimals for the reader's locale."""
    return str(format_decimal(number, "0.00"))


def page_name(document: Document, number: int, label: str | None) -> str:
    """Return the name of a page: its printed label, with the physical number if that differs.

    Empty for a section.
    """
    if not document.paged:
        return ""
    if label == str(number):
        return str(_("p. %(label)s", label=label))
    if document.media_type == PDF.media_type:
        if label is None:
            return str(_("PDF page %(number)s", number=number))
        return str(_("p. %(label)s (PDF page %(number)s)", label=label, number=number))
    if label is None:
        return str(_("page %(number)s of the file", number=number))
    return str(_("p. %(label)s (page %(number)s of the file)", label=label, number=number))


def web_address(text: object) -> str:
    """Return a URL if it may be linked, else "".

    Records come from files that anyone may have written.
    """
    address = str(text or "")
    return address if address.lower().startswith(("https://", "http://")) else ""


def record_fields(document: Document) -> list[tuple[str, str, str]]:
    """Return the filled fields of a record as (name, value, address).

    The address is where the value links to, "" if nowhere.
    """
    text, doi = document.text, document.text("DOI")
    rows = [
        (_("Authors"), "; ".join(document.authors), ""),
        (_("Document type"), type_name(document.type), ""),
        (_("Published in"), text("container-title"), ""),
        # Translators: The volume and issue of a journal.
        (_("Volume"), text("volume"), ""),
        (_("Issue"), text("issue"), ""),
        (_("Pages"), text("page"), ""),
        (_("Year"), document.year, ""),
        (_("Publisher"), text("publisher"), ""),
        (_("Place of publication"), text("publisher-place"), ""),
        (_("Language"), text("language") and language_name(text("language")), ""),
        (_("DOI"), doi, f"https://doi.org/{quote(doi, safe='/')}"),
        (_("Web address"), text("URL"), web_address(text("URL"))),
        (_("ISBN"), text("ISBN"), ""),
        (_("Abstract"), text("abstract"), ""),
        (_("File"), document.file, ""),
    ]
    return [(name, str(value), address) for name, value, address in rows if value]


def record_language(record: Record) -> str:
    """Return the record's language as the value of a `lang` attribute.

    Empty if it is not a language tag.
    """
    code = record.get("language")
    return (
        code
        if isinstance(code, str) and len(code) <= MAX_TAG and code.replace("-", "").isalnum() and code.isascii()
        else ""
    )


def interface_languages() -> list[str]:
    """Return the languages of the interface.

    These are English, and those with a compiled message catalogue.
    """
    return [
        "en",
        *(
            locale.language
            for locale in current_app.extensions["babel"].instance.list_translations()
            if locale.language != "en"
        ),
    ]


FILTERS = {
    "highlighted": highlighted,
    "language_name": language_name,
    "language_tag": language_tag,
    "type_name": type_name,
    "entity_name": entity_name,
    "entity_kind": entity_kind,
    "entity_country": entity_country,
    "without_language": without_language,
    "date": date,
    "date_time": date_time,
    "percent": percent,
    "decimal": decimal,
    "web_address": web_address,
    "record_language": record_language,
}
