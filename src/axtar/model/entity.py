"""Entities, and the row of a table that one is written as: reading and writing side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

LANGUAGES = ("en", "az", "az-Cyrl", "az-Arab", "tr", "ru", "hy", "ka", "fa")
STATUSES = {"u": "usual", "v": "variant", "h": "historical", "c": "contested"}
"""What a mark behind a spelling says. Without one the first of a cell is the usual one, any other a variant."""

_MARKS = {status: mark for mark, status in STATUSES.items()}


@dataclass(frozen=True, slots=True)
class EntitySpelling:
    """One way of writing a name. `status`: usual, variant, historical or contested."""

    text: str
    language: str
    status: str


@dataclass(frozen=True, slots=True)
class Entity:
    """One place, person or organisation; `lat` and `lon` in degrees. No spelling is preferred over another side's."""

    id: str
    kind: str
    country: str
    lat: float | None
    lon: float | None
    wikidata: str
    geonames: str
    spellings: tuple[EntitySpelling, ...]


# ------------------------------------------------------------------ rows
def entity_from_row(row: Sequence[str]) -> Entity:
    """An entity as a row of the tables writes it, without the source."""
    id_, kind, country, lat, lon, wikidata, geonames, *cells = row
    spellings = tuple(
        EntitySpelling(text, language, status)
        for language, cell in zip(LANGUAGES, cells, strict=True)
        for text, status in parse_cell(cell)
    )
    return Entity(id_, kind, country, _degrees(lat), _degrees(lon), wikidata, geonames, spellings)


def entity_to_row(entity: Entity) -> list[str]:
    """An entity as `entity_from_row` reads it."""
    degrees = ["" if one is None else repr(one) for one in (entity.lat, entity.lon)]
    cells = (format_cell([one for one in entity.spellings if one.language == language]) for language in LANGUAGES)
    return [entity.id, entity.kind, entity.country, *degrees, entity.wikidata, entity.geonames, *cells]


def parse_cell(cell: str) -> list[tuple[str, str]]:
    """The spellings of a cell with their status: `Xankəndi; Stepanakert^c`."""
    found = []
    for place, item in enumerate(part.strip() for part in cell.split(";")):
        text, _, mark = item.partition("^")
        if text:
            found.append((text, STATUSES[mark] if mark else "usual" if place == 0 else "variant"))
    return found


def format_cell(spellings: Sequence[EntitySpelling]) -> str:
    """Spellings of one language as `parse_cell` reads them."""
    return "; ".join(format_spelling(one, "usual" if place == 0 else "variant") for place, one in enumerate(spellings))


def format_spelling(spelling: EntitySpelling, unmarked: str) -> str:
    """A spelling with its mark, unless its status goes without one."""
    return spelling.text + ("" if spelling.status == unmarked else f"^{_MARKS[spelling.status]}")


def _degrees(text: str) -> float | None:
    """A coordinate, or none."""
    return float(text) if text else None
