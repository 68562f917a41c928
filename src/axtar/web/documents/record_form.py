"""The form of a bibliographic record, and the conversion between its fields and CSL-JSON.

Only fields that a librarian changed are changed in the record: the month of a date, the particles of a name and every field
that the form lacks stay as they are.
"""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional, Regexp

from axtar.model import Record
from axtar.web.form_fields import trimmed, trimmed_lines
from axtar.web.messages import DOCUMENT_TYPES

TEXT_FIELDS = {
    "title": "title",
    "container_title": "container-title",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
    "publisher": "publisher",
    "place": "publisher-place",
    "language": "language",
    "doi": "DOI",
    "url": "URL",
    "isbn": "ISBN",
}
"""The form's fields of plain text, and their names in CSL-JSON."""


def _text(label: str, *validators: object, max_length: int = 500) -> StringField:
    return StringField(label, [Optional(), Length(max=max_length), *validators], filters=[trimmed])


class RecordForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """The fields of a record that librarians can edit."""

    type = SelectField(_l("Document type"), choices=list(DOCUMENT_TYPES))
    title = StringField(_l("Title"), [DataRequired(_l("Enter a title.")), Length(max=1000)], filters=[trimmed])
    authors = TextAreaField(
        _l("Authors"),
        [Length(max=10_000)],
        description=_l(
            "One author per line: family name, comma, given name. Write the name of an organisation without a comma."
        ),
    )
    container_title = _text(_l("Published in (journal, newspaper or book)"))
    volume = _text(_l("Volume"), max_length=50)
    issue = _text(_l("Issue"), max_length=50)
    pages = _text(_l("Pages"), max_length=50)
    year = _text(
        _l("Year"),
        Regexp(r"^-?[0-9]{1,4}$", message=_l("Enter the year as a number, for example 1998.")),
        max_length=5,
    )
    publisher = _text(_l("Publisher"))
    place = _text(_l("Place of publication"))
    language = _text(
        _l("Language"),
        Regexp(
            r"^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$",
            message=_l("Enter a language code, for example az, tr, ru, en or az-Cyrl."),
        ),
        max_length=35,
    )
    doi = _text(_l("DOI"), Regexp(r"^10\.[0-9]{4,9}/\S+$", message=_l("Enter a DOI, for example 10.1234/abcd.")))
    url = _text(
        _l("Web address"),
        Regexp(r"^https?://\S+$", message=_l("Enter an address that starts with https:// or http://.")),
        max_length=2000,
    )
    isbn = _text(
        _l("ISBN"),
        Regexp(r"^[0-9][0-9 -]{8,15}[0-9Xx]$", message=_l("Enter an ISBN with 10 or 13 digits.")),
        max_length=20,
    )


def form_data(record: Record) -> dict[str, str]:
    """Return a record as the values of the form's fields."""
    data = {field: _written(record.get(name)) for field, name in TEXT_FIELDS.items()}
    return data | {
        "type": _written(record.get("type")) or "document",
        "authors": "\n".join(_author_line(name) for name in _names(record)),
        "year": _year(record),
    }


def merge(record: Record, data: Mapping[str, Any]) -> Record:
    """Return the record with the changes made in the form; emptied fields are removed."""
    new = dict(record) | {"type": data["type"]}
    for field, name in TEXT_FIELDS.items():
        _set(new, name, data[field], changed=data[field] != _written(record.get(name)))
    known = {_author_line(name): name for name in _names(record)}
    authors = [known.get(line) or _parse_author(line) for line in trimmed_lines(data["authors"])]
    _set(new, "author", authors, changed=True)
    if data["year"] != _year(record):
        _set(new, "issued", {"date-parts": [[int(data["year"])]]} if data["year"] else None, changed=True)
    return new


def _set(record: dict[str, Any], name: str, value: object, *, changed: bool) -> None:
    if not value:
        record.pop(name, None)
    elif changed:
        record[name] = value


# A record may hold any JSON, whatever its fields are for.
def _written(value: object) -> str:
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _names(record: Record) -> list[Mapping[str, Any]]:
    names = record.get("author")
    return [name for name in names if isinstance(name, Mapping)] if isinstance(names, list) else []


def _year(record: Record) -> str:
    try:
        return _written(record["issued"]["date-parts"][0][0])
    except (KeyError, IndexError, TypeError):
        return ""


def _author_line(name: Mapping[str, Any]) -> str:
    parts = (_written(name.get("family")), _written(name.get("given")))
    return trimmed(_written(name.get("literal")) or ", ".join(filter(None, parts)))


def _parse_author(line: str) -> dict[str, str]:
    family, comma, given = line.partition(",")
    if comma and given.strip():
        return {"family": family.strip(), "given": given.strip()}
    return {"literal": line.strip(" ,")}
