"""Entities (places, persons, organisations), and the table row that represents one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

LANGUAGES = ("en", "az", "az-Cyrl", "az-Arab", "tr", "ru", "hy", "ka", "fa")
STATUSES = {"u": "usual", "v": "variant", "h": "historical", "c": "contested"}
"""The status that each mark after a spelling stands for. Unmarked, the first spelling of a cell is usual, any other a variant."""

ENTITY_ID = re.compile(r"[a-z]\.[a-z0-9-]{1,80}")
"""The form of every entity's id: `p.shusha`."""

_MARKS = {status: mark for mark, status in STATUSES.items()}


class EntityType(StrEnum):
    """The type of an entity: the prefix of its id."""

    PLACE = "p."
    PERSON = "h."
    ORGANISATION = "o."


@dataclass(frozen=True, slots=True)
class EntitySpelling:
    """A spelling of a name in one language. `status`: usual, variant, historical or contested."""

    text: str
    language: str
    status: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A place, person or organisation; `lat` and `lon` in degrees.

    No side's spelling is preferred over another's.
    """

    id: str
    kind: str
    country: str
    lat: float | None
    lon: float | None
    wikidata: str
    geonames: str
    spellings: tuple[EntitySpelling, ...]


def entity_type(id_: str) -> EntityType:
    """Return the type that an entity's id begins with: PLACE for `p.shusha`.

    Raises ValueError if the id has none.
    """
    return EntityType(id_[:2])


# ------------------------------------------------------------------ rows
def entity_from_row(row: Sequence[str]) -> Entity:
    """Build an entity from its table row.

    The cells are id, kind, country, lat, lon, wikidata and geonames, then one for each language.
    """
    id_, kind, country, lat, lon, wikidata, geonames, *cells = row
    spellings = tuple(
        EntitySpelling(text, language, status)
        for language, cell in zip(LANGUAGES, cells, strict=True)
        for text, status in parse_cell(cell)
    )
    return Entity(id_, kind, country, _degrees(lat), _degrees(lon), wikidata, geonames, spellings)


def entity_to_row(entity: Entity) -> list[str]:
    """Return the row that `entity_from_row` parses."""
    degrees = ["" if value is None else repr(value) for value in (entity.lat, entity.lon)]
    by_language = (
        [spelling for spelling in entity.spellings if spelling.language == language] for language in LANGUAGES
    )
    cells = map(format_cell, by_language)
    return [entity.id, entity.kind, entity.country, *degrees, entity.wikidata, entity.geonames, *cells]


def parse_cell(cell: str) -> list[tuple[str, str]]:
    """Split a cell such as `Xankəndi; Stepanakert^c` into spellings with their status."""
    spellings = []
    for place, item in enumerate(part.strip() for part in cell.split(";")):
        text, _, mark = item.partition("^")
        if text:
            spellings.append((text, STATUSES[mark] if mark else _unmarked_status(place)))
    return spellings


def format_cell(spellings: Sequence[EntitySpelling]) -> str:
    """Return the cell that `parse_cell` splits into these spellings of one language."""
    return "; ".join(format_spelling(spelling, _unmarked_status(place)) for place, spelling in enumerate(spellings))


def format_spelling(spelling: EntitySpelling, unmarked: str) -> str:
    """Return a spelling followed by the mark of its status.

    The status `unmarked` needs no mark.
    """
    return spelling.text + ("" if spelling.status == unmarked else f"^{_MARKS[spelling.status]}")


def _unmarked_status(place: int) -> str:
    """Return the status of an unmarked spelling at a place in its cell, from 0."""
    return "usual" if place == 0 else "variant"


def _degrees(text: str) -> float | None:
    return float(text) if text else None
