"""How things are written out, mostly as template filters: marked text, names of languages and kinds of works, pages."""

import datetime as dt
from urllib.parse import quote

from babel import Locale, UnknownLocaleError
from flask import current_app
from flask_babel import format_datetime, format_decimal, format_percent, get_locale
from flask_babel import gettext as _
from markupsafe import Markup, escape

from axtar import names
from axtar.analysis import script
from axtar.errors import NotFoundError
from axtar.languages import LANGUAGES, UNDETERMINED
from axtar.media_types import PDF
from axtar.model import Document, Record
from axtar.web.messages import DOCUMENT_TYPES, ENTITY_KINDS


def marked(text: str, highlights: tuple[tuple[int, int], ...]) -> Markup:
    """The text, escaped, with <mark> around each span."""
    parts, done = [], 0
    for start, end in sorted(highlights):
        if start >= done:
            parts += [escape(text[done:start]), Markup("<mark>"), escape(text[start:end]), Markup("</mark>")]
            done = end
    return Markup("").join([*parts, escape(text[done:])])


def writable(value: object) -> object:
    """The value as it can be sent: lone surrogates (of file names that are no valid Unicode) become question marks."""
    if not isinstance(value, str) or value.isascii():
        return value
    sendable = value.encode("utf-8", "replace").decode()
    return Markup(sendable) if isinstance(value, Markup) else sendable  # noqa: S704 - it was Markup before


def language_name(code: str) -> str:
    """A language's name in the language of the interface (from CLDR), or its code."""
    if code == UNDETERMINED:
        return str(_("Unknown language"))
    try:
        return Locale.parse(code, sep="-").get_display_name(get_locale()) or code
    except (UnknownLocaleError, ValueError):
        return code


def tag(language: str, text: str) -> str:
    """The tag (BCP 47) of a text in a language, with its script where that is not the usual one: az-Cyrl."""
    known = LANGUAGES.get(language)
    written = script(text)
    return f"{language}-{written}" if known and written in known.scripts[1:] else language


def type_name(code: str) -> str:
    """The name of a CSL type, or the type itself where we have none."""
    return str(DOCUMENT_TYPES.get(code, code))


def unmarked(spelling: str) -> str:
    """A spelling as a reader knows it: dictionary forms are searched with their language before a colon."""
    code, _colon, word = spelling.partition(":")
    return word if word and code in {*LANGUAGES, UNDETERMINED} else spelling


def entity_name(id_: str) -> str:
    """The names of an entity in the interface language, those of all sides, in the order of the alphabet; or its id."""
    try:
        entity = names.entity(id_)
    except NotFoundError:
        return id_
    here = get_locale().language
    current = [one for one in entity.spellings if one.status in {"usual", "contested"}] or list(entity.spellings)
    own = [one.text for one in current if one.language == here] or [one.text for one in current[:1]]
    return " / ".join(sorted(dict.fromkeys(own)))


def country_name(code: str) -> str:
    """A country's name in the language of the interface (from CLDR), or its code (ISO 3166)."""
    return str(get_locale().territories.get(code, code))


def entity_kind(id_: str) -> str:
    """What an entity is, in words; nothing where the authority file does not know it."""
    try:
        kind = names.entity(id_).kind
    except NotFoundError:
        return ""
    return str(ENTITY_KINDS.get(kind, kind))


def entity_country(id_: str) -> str:
    """The country of an entity, which tells namesakes apart; nothing for countries, and where none is known."""
    try:
        entity = names.entity(id_)
    except NotFoundError:
        return ""
    return country_name(entity.country) if entity.kind != "country" else ""


def moment(text: str) -> str:
    """A time of the catalogue (ISO 8601, UTC) as the reader's language writes it."""
    return str(format_datetime(dt.datetime.fromisoformat(text), "medium"))


def percent(share: float) -> str:
    """A share as the reader's language writes it."""
    return str(format_percent(share))


def decimal(number: float) -> str:
    """A score as the reader's language writes it, with two decimals."""
    return str(format_decimal(number, "0.00"))


def page_name(document: Document, number: int, label: str | None) -> str:
    """A page as a reader names it: the printed number first, the physical one where it differs. Empty if not paged."""
    if not document.paged:
        return ""
    if label == str(number):
        return str(_("p. %(label)s", label=label))
    if document.media_type == PDF.media_type:
        physical = _("PDF page %(number)s", number=number)
    else:
        physical = _("page %(number)s of the file", number=number)
    if label is None:
        return str(physical)
    return str(_("p. %(label)s (%(physical)s)", label=label, physical=physical))


def web_address(text: object) -> str:
    """A record's URL if it may stand in a link, else nothing: records come from files that anybody may have written."""
    address = str(text or "")
    return address if address.lower().startswith(("https://", "http://")) else ""


def record_fields(document: Document) -> list[tuple[str, str, str]]:
    """The record in words: name, value, and the address that the value leads to, if any."""
    record = document.record
    doi = str(record.get("DOI") or "")
    rows = [
        (_("Authors"), "; ".join(document.authors), ""),
        (_("Kind of work"), type_name(document.type), ""),
        (_("In"), record.get("container-title"), ""),
        (_("Volume"), record.get("volume"), ""),
        (_("Issue"), record.get("issue"), ""),
        (_("Pages"), record.get("page"), ""),
        (_("Year"), document.year, ""),
        (_("Publisher"), record.get("publisher"), ""),
        (_("Place of publication"), record.get("publisher-place"), ""),
        (_("Language"), record.get("language") and language_name(str(record["language"])), ""),
        (_("DOI"), doi, f"https://doi.org/{quote(doi, safe='/')}"),
        (_("Web address"), record.get("URL"), web_address(record.get("URL"))),
        (_("ISBN"), record.get("ISBN"), ""),
        (_("Summary"), record.get("abstract"), ""),
        (_("File"), document.file, ""),
    ]
    return [(name, str(value), address) for name, value, address in rows if value]


def languages_of(record: Record) -> str:
    """The value of a `lang` attribute for what the record says."""
    code = str(record.get("language") or "")
    return code if code.replace("-", "").isalnum() and code.isascii() else ""


def interface_languages() -> list[str]:
    """The languages that the interface speaks: English, and those with a compiled catalogue."""
    return [
        "en",
        *(
            locale.language
            for locale in current_app.extensions["babel"].instance.list_translations()
            if locale.language != "en"
        ),
    ]


FILTERS = {
    "marked": marked,
    "language_name": language_name,
    "type_name": type_name,
    "entity_name": entity_name,
    "entity_kind": entity_kind,
    "entity_country": entity_country,
    "unmarked": unmarked,
    "moment": moment,
    "percent": percent,
    "decimal": decimal,
    "tag": tag,
    "web_address": web_address,
    "languages_of": languages_of,
}
