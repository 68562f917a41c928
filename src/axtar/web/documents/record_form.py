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
    data = {field: str(record.get(name) or "") for field, name in TEXT_FIELDS.items()}
    year = _date_parts(record)[:1]
    return data | {
        "type": str(record.get("type") or "document"),
        "authors": "\n".join(_author_line(name) for name in record.get("author", ())),
        "year": str(year[0]) if year else "",
    }


def merge(record: Record, data: Mapping[str, Any]) -> Record:
    """Return the record with the changes made in the form; emptied fields are removed."""
    new = dict(record) | {"type": data["type"]}
    for field, name in TEXT_FIELDS.items():
        _set(new, name, data[field], changed=data[field] != str(record.get(name) or ""))
    known = {_author_line(name): name for name in record.get("author", ())}
    authors = [known.get(line) or _parse_author(line) for line in trimmed_lines(data["authors"])]
    _set(new, "author", authors, changed=True)
    old = _date_parts(record)
    if data["year"] != (str(old[0]) if old else ""):
        _set(new, "issued", {"date-parts": [[int(data["year"])]]} if data["year"] else None, changed=True)
    return new


def _set(record: dict[str, Any], name: str, value: object, *, changed: bool) -> None:
    if not value:
        record.pop(name, None)
    elif changed:
        record[name] = value


def _date_parts(record: Record) -> list[Any]:
    parts = (record.get("issued") or {}).get("date-parts") or [[]]
    return [part for part in parts[0] if part]


def _author_line(name: Mapping[str, str]) -> str:
    parts = (name.get("family"), name.get("given"))
    return trimmed(name.get("literal") or ", ".join(part for part in parts if part))


def _parse_author(line: str) -> dict[str, str]:
    family, comma, given = line.partition(",")
    if comma and given.strip():
        return {"family": family.strip(), "given": given.strip()}
    return {"literal": line.strip(" ,")}
