"""Generate src/axtar/names/data/{entities,spellings,keys}.tsv from the hand-edited tables in this folder.

    python resources/names/build.py [FOLDER]

Writes to the package, or to FOLDER. The output is deterministic; tests/names compares it with the shipped tables.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from axtar.model.entity import LANGUAGES, entity_from_row, parse_cell
from axtar.names.gazetteer.variants import cyrillic, grouped, lookup_forms, lookup_keys

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[1] / "src" / "axtar" / "names" / "data"
# In the order of precedence: of entities with the same spelling the first ranks first.
SOURCES = ("places.tsv", "persons.tsv", "organisations.tsv", "settlements.tsv")
HEADER = ["id", "kind", "country", "lat", "lon", "wikidata", "geonames", *LANGUAGES, "source"]
NOTICE = "# Made by resources/names/build.py; edit the tables there.\n"


def main(folder: Path) -> None:
    """Write the three tables."""
    rows = [[row[name] for name in HEADER[:-1]] for name in SOURCES for row in read(HERE / name)]
    entities = [entity_from_row(row) for row in rows]
    write(folder / "entities.tsv", ((id_, "\t".join(rest)) for id_, *rest in rows))
    write(folder / "spellings.tsv", group((form, entity.id) for entity in entities for form in lookup_forms(entity)))
    write(folder / "keys.tsv", group((key, entity.id) for entity in entities for key in lookup_keys(entity)))


def read(path: Path) -> Iterator[dict[str, str]]:
    """Read the rows of a hand-edited table by column, with missing Azerbaijani Cyrillic added.

    Raises SystemExit naming the first invalid line.
    """
    seen: set[str] = set()
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        cells = line.split("\t")
        if not line.strip() or line.startswith("#") or cells[0] == "id":
            continue
        if len(cells) != len(HEADER):
            sys.exit(f"{path.name}:{number}: {len(cells)} cells instead of {len(HEADER)} ({' '.join(HEADER)})")
        row = dict(zip(HEADER, (cell.strip() for cell in cells), strict=True))
        if row["id"] in seen:
            sys.exit(f"{path.name}:{number}: duplicate id {row['id']}")
        seen.add(row["id"])
        row["az-Cyrl"] = row["az-Cyrl"] or cyrillic(row["az"])
        yield row


def texts(row: dict[str, str]) -> Iterator[str]:
    """Yield all spellings of an entity."""
    for language in LANGUAGES:
        yield from (text for text, _ in parse_cell(row[language]))


def spellings(row: dict[str, str]) -> Iterator[str]:
    """Yield the folded forms by which an entity is looked up."""
    return lookup_forms(entity_from_row([row[name] for name in HEADER[:-1]]))


def group(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Group pairs by key, the values separated by blanks."""
    return ((key, " ".join(values)) for key, values in grouped(pairs).items())


def write(path: Path, pairs: Iterable[tuple[str, str]]) -> None:
    """Write a table sorted by key."""
    body = sorted(f"{first}\t{rest}\n" for first, rest in pairs)
    path.write_text(NOTICE + "".join(body), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA)
