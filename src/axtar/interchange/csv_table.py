"""Entities as CSV: one row each, with the columns of `resources/names/`.

Cells are separated by commas, semicolons or tabs.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from axtar.errors import CorruptError, UsageError
from axtar.interchange.parsed_entities import ParsedEntities, Validate
from axtar.model.entity import LANGUAGES, STATUSES, Entity, entity_from_row, entity_to_row

COLUMNS = ("id", "kind", "country", "lat", "lon", "wikidata", "geonames", *LANGUAGES)
IGNORED_COLUMNS = {"source"}
"""Columns of the tables in `resources/names/` that are not part of an entity."""

BOM = "\ufeff"  # Excel recognizes UTF-8 by it
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_TEXT_MARK = "'"  # spreadsheets show a cell that begins with it as text, without it
_NUMBER_COLUMNS = frozenset({"lat", "lon"})  # a negative number is no formula


def write(entities: Sequence[Entity]) -> bytes:
    """Write a table in UTF-8 that spreadsheets can open."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for entity in entities:
        writer.writerow(
            cell if column in _NUMBER_COLUMNS else escape_formula(cell)
            for column, cell in zip(COLUMNS, entity_to_row(entity), strict=True)
        )
    return (BOM + text.getvalue()).encode()


def escape_formula(cell: str) -> str:
    """Return a cell that no spreadsheet computes: with an apostrophe before a formula.

    One that has apostrophes there already gets one more, so that `unescape_formula` can take back exactly one.
    """
    return f"{_TEXT_MARK}{cell}" if cell.lstrip(_TEXT_MARK).startswith(_FORMULA_STARTS) else cell


def unescape_formula(cell: str) -> str:
    """Return a cell as it was before `escape_formula`."""
    is_escaped = cell.startswith(_TEXT_MARK) and cell.lstrip(_TEXT_MARK).startswith(_FORMULA_STARTS)
    return cell[1:] if is_escaped else cell


def read(data: bytes, validate: Validate) -> ParsedEntities:
    """Parse the entities of a table. Raises CorruptError naming the first invalid line."""
    lines: dict[str, int] = {}
    entities = []
    for line, row in _rows(_text(data)):
        try:
            entity = validate(_entity(row))
        except UsageError as error:
            raise CorruptError(f"Line {line}: {error} Nothing was imported.") from error
        if entity.id in lines:
            raise CorruptError(
                f"Line {line}: the id {entity.id} is already used in line {lines[entity.id]}. Nothing was imported."
            )
        if entity.id:
            lines[entity.id] = line
        entities.append(entity)
    return ParsedEntities(entities)


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CorruptError("The file is not in UTF-8. Save it as “CSV UTF-8” and try again.") from error


def _rows(text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield each row that is not empty, with the number of its last line.

    Rows are mappings by column. Raises CorruptError naming the line.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        _check_header(header)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(header):
                problem = f"{len(cells)} cells, but the header names {len(header)} columns"
                raise CorruptError(f"Line {reader.line_num}: {problem}. Nothing was imported.")
            yield reader.line_num, dict(zip(header, (unescape_formula(cell.strip()) for cell in cells), strict=False))
    except csv.Error as error:
        raise CorruptError(f"Line {reader.line_num}: {error}. Nothing was imported.") from error


def _delimiter(text: str) -> str:
    """Return the delimiter that is most frequent in the header."""
    header = text.partition("\n")[0]
    return max(",;\t", key=header.count)


def _check_header(header: Sequence[str]) -> None:
    """Raise CorruptError if columns are missing, unknown or duplicate."""
    unknown = [name for name in header if name not in COLUMNS and name not in IGNORED_COLUMNS]
    if "kind" not in header or unknown or len(set(header)) < len(header):
        problem = (
            f"unknown column {unknown[0]!r}" if unknown else "a column is duplicate, or the column kind is missing"
        )
        raise CorruptError(f"Line 1 must name the columns: {problem}. Columns: {' '.join(COLUMNS)}.")


def _entity(row: Mapping[str, str]) -> Entity:
    cells = {name: row.get(name, "") for name in COLUMNS}
    for name in ("lat", "lon"):
        try:
            float(cells[name] or 0)
        except ValueError:
            raise UsageError(f"{name} must be degrees such as 39.76, not {cells[name]!r}.") from None
    for language in LANGUAGES:
        for item in cells[language].split(";"):
            mark = item.strip().partition("^")[2]
            if mark and mark not in STATUSES:
                known = ", ".join(f"^{known_mark} {status}" for known_mark, status in STATUSES.items())
                raise UsageError(f"Unknown mark in {item.strip()!r}. A spelling may be marked {known}.")
    return entity_from_row([cells[name] for name in COLUMNS])
