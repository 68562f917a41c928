"""The form of an entity, and the conversion between its fields and an Entity.

Each spelling is a line of a text area.
"""

from collections.abc import Mapping
from typing import Any

from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import Length, Optional, Regexp, ValidationError

from axtar.model.entity import LANGUAGES, Entity, EntitySpelling
from axtar.web.context import library
from axtar.web.filters import language_name
from axtar.web.form_fields import trimmed, trimmed_lines
from axtar.web.messages import ENTITY_KINDS, SPELLING_STATUSES


def _validate_degrees(_form: object, field: Any) -> None:  # noqa: ANN401 - WTForms ships no types
    try:
        _parse_degrees(field.data)
    except ValueError:
        raise ValidationError(_("Enter degrees as a number, for example 39.76.")) from None


def _parse_degrees(text: str) -> float:
    return float(text.replace(",", "."))


def _text(label: str, *validators: object, description: str = "") -> StringField:
    return StringField(label, [Optional(), Length(max=40), *validators], filters=[trimmed], description=description)


class EntityForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """The properties of an entity.

    A text area for the spellings in each language is added to the class below.
    """

    kind = SelectField(_l("Kind of entity"))
    country = SelectField(_l("Country"))
    lat = _text(
        _l("Latitude"),
        _validate_degrees,
        description=_l("Decimal degrees, positive north of the equator, for example 39.76. Optional."),
    )
    lon = _text(
        _l("Longitude"),
        _validate_degrees,
        description=_l("Decimal degrees, positive east of Greenwich, for example 46.75. Optional."),
    )
    wikidata = _text(
        _l("Wikidata"),
        Regexp("^Q[1-9][0-9]*$", message=_l("Enter a Wikidata identifier: Q and digits, for example Q79808.")),
    )
    geonames = _text(
        _l("GeoNames"), Regexp("^[1-9][0-9]*$", message=_l("Enter a GeoNames identifier, which consists of digits."))
    )

    def set_choices(self, entity: Entity) -> None:
        """Offer all countries, and the kinds that an entity with this id may have."""
        prefix = entity.id[:2]
        kinds = [
            kind for kind, kind_prefix in library().entities.kinds().items() if not prefix or kind_prefix == prefix
        ]
        self.kind.choices = sorted(
            ((kind, str(ENTITY_KINDS.get(kind, kind))) for kind in kinds), key=lambda choice: choice[1]
        )
        countries = {code: name for code, name in get_locale().territories.items() if len(code) == 2 and code.isalpha()}
        if entity.country:
            countries.setdefault(entity.country, entity.country)
        self.country.choices = [("", "–"), *sorted(countries.items(), key=lambda choice: choice[1])]


def _field_name(language: str) -> str:
    return "spellings_" + language.replace("-", "_")


def _text_area(language: str) -> TextAreaField:
    return TextAreaField(_l("Spellings"), [Length(max=20_000)], render_kw={"lang": language, "dir": "auto"})


for _language in LANGUAGES:
    setattr(EntityForm, _field_name(_language), _text_area(_language))


def form_data(entity: Entity) -> dict[str, str]:
    """Return an entity as the values of the form's fields."""
    plain = {name: getattr(entity, name) for name in ("kind", "country", "wikidata", "geonames")}
    degrees = {name: "" if value is None else repr(value) for name, value in (("lat", entity.lat), ("lon", entity.lon))}
    return plain | degrees | {_field_name(language): _spelling_lines(entity, language) for language in LANGUAGES}


def _spelling_lines(entity: Entity, language: str) -> str:
    spellings = [spelling for spelling in entity.spellings if spelling.language == language]
    return "\n".join(
        spelling.text
        + ("" if spelling.status == _default_status(position) else f" ({SPELLING_STATUSES[spelling.status]})")
        for position, spelling in enumerate(spellings)
    )


def _default_status(position: int) -> str:
    """Return the status of a spelling that states none, by its position in the text area."""
    return "usual" if position == 0 else "variant"


def parse_entity(data: Mapping[str, Any]) -> Entity:
    """Return the entity that the form's values describe, without an id."""
    spellings = [
        spelling for language in LANGUAGES for spelling in _parse_spellings(data[_field_name(language)], language)
    ]
    lat, lon = (_parse_degrees(data[name]) if data[name] else None for name in ("lat", "lon"))
    return Entity("", data["kind"], data["country"], lat, lon, data["wikidata"], data["geonames"], tuple(spellings))


def _parse_spellings(text: str | None, language: str) -> list[EntitySpelling]:
    return [_parse_spelling(line, language, position) for position, line in enumerate(trimmed_lines(text))]


def _parse_spelling(line: str, language: str, position: int) -> EntitySpelling:
    """Parse a line such as "Berdzor (contested)".

    The status is in the language of the interface.
    """
    for status, name in SPELLING_STATUSES.items() if line.endswith(")") else ():
        suffix = f"({name})"
        if line[-len(suffix) :].casefold() == suffix.casefold():
            return EntitySpelling(line[: -len(suffix)].strip(), language, status)
    return EntitySpelling(line, language, _default_status(position))


def spellings_hint() -> str:
    """Return the instructions for the text areas of spellings."""
    return str(
        _(
            "One spelling per line, the usual one first. Add (%(historical)s) or (%(contested)s) after a spelling where "
            "it applies. A search for one spelling finds all of them; none is preferred.",
            historical=SPELLING_STATUSES["historical"],
            contested=SPELLING_STATUSES["contested"],
        )
    )


def language_labels() -> dict[str, str]:
    """Return the names of the languages by the names of their text areas."""
    return {_field_name(language): language_name(language) for language in LANGUAGES}
