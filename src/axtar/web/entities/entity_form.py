"""The form of an entry, and the way between its fields and an entity. Each spelling has a line."""

from collections.abc import Mapping
from typing import Any

from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import Length, Optional, Regexp, ValidationError

from axtar import names
from axtar.names import LANGUAGES, Entity, EntitySpelling
from axtar.web.filters import language_name
from axtar.web.messages import ENTITY_KINDS, SPELLING_STATUSES


def _degrees(_form: object, field: Any) -> None:  # noqa: ANN401 - WTForms ships no types
    try:
        float(field.data.replace(",", "."))
    except ValueError:
        raise ValidationError(_("Degrees are a number such as 39.76.")) from None


def _trimmed(text: str | None) -> str:
    return " ".join((text or "").split())


def _short(label: str, *checks: object, description: str = "") -> StringField:
    return StringField(label, [Optional(), Length(max=40), *checks], filters=[_trimmed], description=description)


class EntryForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """What can be said of a place, person or body; a field for the spellings in each language comes below."""

    kind = SelectField(_l("What it is"))
    country = SelectField(_l("Country"))
    lat = _short(
        _l("Latitude"), _degrees, description=_l("In degrees, north of the equator, such as 39.76. May stay empty.")
    )
    lon = _short(
        _l("Longitude"), _degrees, description=_l("In degrees, east of Greenwich, such as 46.75. May stay empty.")
    )
    wikidata = _short(
        _l("Wikidata"), Regexp("^Q[1-9][0-9]*$", message=_l("An id of Wikidata is a Q and digits, such as Q79808."))
    )
    geonames = _short(_l("GeoNames"), Regexp("^[1-9][0-9]*$", message=_l("An id of GeoNames is made of digits.")))

    def choose(self, entity: Entity) -> None:
        """Offer the kinds that go with the entity's id, and all countries."""
        start = entity.id[:2]
        kinds = [kind for kind, begins in names.kinds().items() if not start or begins == start]
        self.kind.choices = sorted(
            ((kind, str(ENTITY_KINDS.get(kind, kind))) for kind in kinds), key=lambda one: one[1]
        )
        known = {code: name for code, name in get_locale().territories.items() if len(code) == 2 and code.isalpha()}
        if entity.country:
            known.setdefault(entity.country, entity.country)
        self.country.choices = [("", "–"), *sorted(known.items(), key=lambda one: one[1])]


def _name_of(language: str) -> str:
    return "spellings_" + language.replace("-", "_")


def _area(language: str) -> TextAreaField:
    return TextAreaField(_l("Spellings"), [Length(max=20_000)], render_kw={"lang": language, "dir": "auto"})


for _language in LANGUAGES:
    setattr(EntryForm, _name_of(_language), _area(_language))


def fields_of(entity: Entity) -> dict[str, str]:
    """An entity as the form shows it."""
    plain = {name: getattr(entity, name) for name in ("kind", "country", "wikidata", "geonames")}
    degrees = {name: "" if value is None else repr(value) for name, value in (("lat", entity.lat), ("lon", entity.lon))}
    return plain | degrees | {_name_of(language): _lines(entity, language) for language in LANGUAGES}


def _lines(entity: Entity, language: str) -> str:
    chosen = [one for one in entity.spellings if one.language == language]
    return "\n".join(
        one.text + ("" if one.status == _unmarked(place) else f" ({SPELLING_STATUSES[one.status]})")
        for place, one in enumerate(chosen)
    )


def _unmarked(place: int) -> str:
    """What a spelling is that nothing is said of."""
    return "usual" if place == 0 else "variant"


def entity_of(fields: Mapping[str, Any]) -> Entity:
    """What the form says; without an id."""
    spellings = [one for language in LANGUAGES for one in _spellings(fields[_name_of(language)] or "", language)]
    lat, lon = (float(fields[name].replace(",", ".")) if fields[name] else None for name in ("lat", "lon"))
    wikidata, geonames = fields["wikidata"], fields["geonames"]
    return Entity("", fields["kind"], fields["country"], lat, lon, wikidata, geonames, tuple(spellings))


def _spellings(text: str, language: str) -> list[EntitySpelling]:
    lines = [line for line in (_trimmed(line) for line in text.splitlines()) if line]
    return [_one(line, language, place) for place, line in enumerate(lines)]


def _one(line: str, language: str, place: int) -> EntitySpelling:
    """A line of the form as a spelling."""
    for status, name in SPELLING_STATUSES.items() if line.endswith(")") else ():
        word = f"({name})"
        if line[-len(word) :].casefold() == word.casefold():
            return EntitySpelling(line[: -len(word)].strip(), language, status)
    return EntitySpelling(line, language, _unmarked(place))


def hint() -> str:
    """How spellings are written into the form."""
    return str(
        _(
            "One spelling on each line, the usual one first. Write (%(historical)s) or (%(contested)s) behind a spelling "
            "that is; all are searched alike, and none is preferred.",
            historical=SPELLING_STATUSES["historical"],
            contested=SPELLING_STATUSES["contested"],
        )
    )


def labels() -> dict[str, str]:
    """The languages by the names of their fields."""
    return {_name_of(language): language_name(language) for language in LANGUAGES}
