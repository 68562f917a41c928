"""Entities as a table: one row each, with the columns of `resources/names/`. Commas, semicolons or tabs part the columns."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from axtar.errors import CorruptError, UsageError
from axtar.names import LANGUAGES, STATUSES, Entity, entity_from_row, entity_to_row, validated

COLUMNS = ("id", "kind", "country", "lat", "lon", "wikidata", "geonames", *LANGUAGES)
IGNORED_COLUMNS = {"source"}
"""Columns that our own tables have and that say nothing of an entity."""

BOM = "\ufeff"  # by which Excel knows that a file is UTF-8


def write_csv(entities: Sequence[Entity]) -> bytes:
    """A table in UTF-8, as spreadsheets read it."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows(entity_to_row(one) for one in entities)
    return (BOM + text.getvalue()).encode()


def read_csv(data: bytes) -> list[Entity]:
    """The entities of a table. Raises CorruptError naming the first line that cannot be used."""
    seen: dict[str, int] = {}
    found = []
    for line, row in _rows(_text(data)):
        try:
            entity = validated(_entity(row))
        except UsageError as error:
            raise CorruptError(f"Line {line}: {error} Nothing was imported.") from error
        if entity.id in seen:
            raise CorruptError(
                f"Line {line}: the id {entity.id} is in line {seen[entity.id]} already. Nothing was imported."
            )
        if entity.id:
            seen[entity.id] = line
        found.append(entity)
    return found


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CorruptError("The file is not in UTF-8. Save it as “CSV UTF-8” and try again.") from error


def _rows(text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Each row that is not empty, by column, with the line on which it ends."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        _check(header)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(header):
                raise CorruptError(
                    f"Line {reader.line_num}: {len(cells)} cells, but {len(header)} columns. Nothing was imported."
                )
            yield reader.line_num, dict(zip(header, (cell.strip() for cell in cells), strict=False))
    except csv.Error as error:
        raise CorruptError(f"Line {reader.line_num}: {error}. Nothing was imported.") from error


def _delimiter(text: str) -> str:
    """The sign that parts the names of the columns."""
    header = text.partition("\n")[0]
    return max(",;\t", key=header.count)


def _check(header: Sequence[str]) -> None:
    """Raises CorruptError where columns are missing, unknown or there twice."""
    unknown = [name for name in header if name not in COLUMNS and name not in IGNORED_COLUMNS]
    if "kind" not in header or unknown or len(set(header)) < len(header):
        wrong = f"the column {unknown[0]!r} is not known" if unknown else "a column is there twice, or kind is missing"
        raise CorruptError(f"Line 1 should name the columns, but {wrong}. Columns: {' '.join(COLUMNS)}.")


def _entity(row: Mapping[str, str]) -> Entity:
    cells = {name: row.get(name, "") for name in COLUMNS}
    for name in ("lat", "lon"):
        try:
            float(cells[name] or 0)
        except ValueError:
            raise UsageError(f"{name} should be degrees such as 39.76, not {cells[name]!r}.") from None
    for language in LANGUAGES:
        for item in cells[language].split(";"):
            mark = item.strip().partition("^")[2]
            if mark and mark not in STATUSES:
                known = ", ".join(f"^{sign} {status}" for sign, status in STATUSES.items())
                raise UsageError(f"{item.strip()!r}: a spelling may be marked as {known}.")
    return entity_from_row([cells[name] for name in COLUMNS])
