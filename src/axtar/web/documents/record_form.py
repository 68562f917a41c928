"""The form of a bibliographic record, and the way between its fields and CSL-JSON.

Only what a librarian changed is changed: the month of a date, a name's particles and every field that the form does not
show stay as they are.
"""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional, Regexp

from axtar.model import Record
from axtar.web.messages import DOCUMENT_TYPES

PLAIN = {
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
"""Fields of the form that hold one text, and their names in CSL-JSON."""


def _text(label: str, *checks: object, most: int = 500) -> StringField:
    return StringField(label, [Optional(), Length(max=most), *checks], filters=[_trimmed])


def _trimmed(text: str | None) -> str:
    return " ".join((text or "").split())


class RecordForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """What can be said of a work."""

    type = SelectField(_l("Kind of work"), choices=list(DOCUMENT_TYPES))
    title = StringField(_l("Title"), [DataRequired(_l("A work needs a title.")), Length(max=1000)], filters=[_trimmed])
    authors = TextAreaField(
        _l("Authors"),
        [Length(max=10_000)],
        description=_l("One on each line: Family, Given. A body's name goes without a comma."),
    )
    container_title = _text(_l("Journal, newspaper or book that it stands in"))
    volume = _text(_l("Volume"), most=50)
    issue = _text(_l("Issue"), most=50)
    pages = _text(_l("Pages"), most=50)
    year = _text(_l("Year"), Regexp(r"^-?[0-9]{1,4}$", message=_l("A year is a number such as 1998.")), most=5)
    publisher = _text(_l("Publisher"))
    place = _text(_l("Place of publication"))
    language = _text(
        _l("Language"),
        Regexp(
            r"^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$",
            message=_l("A language is a code such as az, tr, ru, en or az-Cyrl."),
        ),
        most=35,
    )
    doi = _text(_l("DOI"), Regexp(r"^10\.[0-9]{4,9}/\S+$", message=_l("A DOI looks like 10.1234/abcd.")))
    url = _text(
        _l("Web address"),
        Regexp(r"^https?://\S+$", message=_l("A web address begins with https:// or http://.")),
        most=2000,
    )
    isbn = _text(
        _l("ISBN"), Regexp(r"^[0-9][0-9 -]{8,15}[0-9Xx]$", message=_l("An ISBN has 10 or 13 digits.")), most=20
    )


def fields_of(record: Record) -> dict[str, str]:
    """A record as the form shows it."""
    fields = {field: str(record.get(name) or "") for field, name in PLAIN.items()}
    year = _date_parts(record)[:1]
    return fields | {
        "type": str(record.get("type") or "document"),
        "authors": "\n".join(_line(name) for name in record.get("author", ())),
        "year": str(year[0]) if year else "",
    }


def merged(record: Record, fields: Mapping[str, Any]) -> Record:
    """The record with what the form says; an emptied field goes, all that the form does not show stays."""
    new = dict(record) | {"type": fields["type"]}
    for field, name in PLAIN.items():
        _put(new, name, fields[field], changed=fields[field] != str(record.get(name) or ""))
    known = {_line(name): name for name in record.get("author", ())}
    lines = [line for line in (_trimmed(line) for line in fields["authors"].splitlines()) if line]
    _put(new, "author", [known.get(line) or _name(line) for line in lines], changed=True)
    old = _date_parts(record)
    if fields["year"] != (str(old[0]) if old else ""):
        _put(new, "issued", {"date-parts": [[int(fields["year"])]]} if fields["year"] else None, changed=True)
    return new


def _put(record: dict[str, Any], name: str, value: object, *, changed: bool) -> None:
    if not value:
        record.pop(name, None)
    elif changed:
        record[name] = value


def _date_parts(record: Record) -> list[Any]:
    parts = (record.get("issued") or {}).get("date-parts") or [[]]
    return [part for part in parts[0] if part]


def _line(name: Mapping[str, str]) -> str:
    return _trimmed(name.get("literal") or ", ".join(part for part in (name.get("family"), name.get("given")) if part))


def _name(line: str) -> dict[str, str]:
    family, comma, given = line.partition(",")
    return (
        {"family": family.strip(), "given": given.strip()} if comma and given.strip() else {"literal": line.strip(" ,")}
    )
