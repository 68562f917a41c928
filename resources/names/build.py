"""Makes src/axtar/names/data/{entities,spellings,keys}.tsv from the hand-edited tables beside this script.

    python resources/names/build.py [FOLDER]

Writes to the package, or to FOLDER. The same tables always give the same bytes; tests/names compares.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from axtar.analysis import tables
from axtar.names.authority import LANGUAGES, folded, parse
from axtar.names.key import keys

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[1] / "src" / "axtar" / "names" / "data"
SOURCES = (
    "places.tsv",
    "persons.tsv",
    "organisations.tsv",
    "settlements.tsv",
)  # of entities with the same spelling the first is named first
HEADER = ["id", "kind", "country", "lat", "lon", "wikidata", "geonames", *LANGUAGES, "source"]
NOTICE = "# Made by resources/names/build.py; edit the tables there.\n"


def main(folder: Path) -> None:
    """Write the three tables."""
    entities = [row for name in SOURCES for row in read(HERE / name)]
    write(folder / "entities.tsv", ((row["id"], "\t".join(row[name] for name in HEADER[1:-1])) for row in entities))
    write(folder / "spellings.tsv", gather(pair for row in entities for pair in spellings(row)))
    write(folder / "keys.tsv", gather(pair for row in entities for pair in sounds(row)))


def read(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a hand-edited table by column, with Cyrillic Azerbaijani filled in.

    Raises SystemExit naming the line that cannot be used.
    """
    seen: set[str] = set()
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        cells = line.split("\t")
        if not line.strip() or line.startswith("#") or cells[0] == "id":
            continue
        if len(cells) != len(HEADER):
            sys.exit(f"{path.name}:{number}: {len(cells)} cells, but {len(HEADER)} columns ({' '.join(HEADER)})")
        row = dict(zip(HEADER, (cell.strip() for cell in cells), strict=True))
        if row["id"] in seen:
            sys.exit(f"{path.name}:{number}: the id {row['id']} is there already")
        seen.add(row["id"])
        row["az-Cyrl"] = row["az-Cyrl"] or cyrillic(row["az"])
        yield row


def cyrillic(latin: str) -> str:
    """A cell of Azerbaijani in Latin letters, in the Cyrillic of 1958–1991."""
    letters: dict[str, str] = {}
    for old, new in tables.mapping("cyrillic_az.tsv").items():
        if len(new) == 1:
            letters.setdefault(new, old)
    letters |= {new.upper(): old.upper() for new, old in letters.items() if new != "i"} | {"İ": letters["i"].upper()}
    items = []
    for item in latin.split(";"):
        text, hat, mark = item.partition("^")
        items.append("".join(letters.get(letter, letter) for letter in text) + hat + mark)
    return ";".join(items)


def texts(row: dict[str, str]) -> Iterator[str]:
    """All spellings of an entity."""
    for language in LANGUAGES:
        yield from (text for text, _ in parse(row[language]))


def spellings(row: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Folded spelling and id; of a person with a family name also `Family Given` and `G. Family`."""
    for text in texts(row):
        words = folded(text).split(" ")
        forms = [words]
        if row["kind"] == "person" and len(words) > 1:
            *given, family = words
            initials = [name[0] for name in given]
            forms += [
                [family, *given],
                [*initials, family],
                [family, *initials],
                [initials[0], family],
                [family, initials[0]],
            ]
        for form in forms:
            if "".join(form):
                yield " ".join(form), row["id"]


def sounds(row: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Key and id, for spellings of one word."""
    for text in texts(row):
        if " " not in folded(text):
            for key in keys(text):
                yield key, row["id"]


def gather(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Each first part with all its second parts, in the order in which they came."""
    table: dict[str, dict[str, None]] = {}
    for first, second in pairs:
        table.setdefault(first, {})[second] = None
    return ((first, " ".join(seconds)) for first, seconds in table.items())


def write(path: Path, pairs: Iterable[tuple[str, str]]) -> None:
    """A sorted table."""
    body = sorted(f"{first}\t{rest}\n" for first, rest in pairs)
    path.write_text(NOTICE + "".join(body), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA)
