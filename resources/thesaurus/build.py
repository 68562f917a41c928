"""Makes src/axtar/thesaurus/data/{concepts,words}.tsv from the hand-edited tables beside this script.

    python resources/thesaurus/build.py [FOLDER]

Writes to the package, or to FOLDER. Lemmas are those of axtar.analysis, so run it again when that changes. The same tables
and the same analysis always give the same bytes; tests/subjects compares.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from axtar import analysis
from axtar.thesaurus import LANGUAGES

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[1] / "src" / "axtar" / "thesaurus" / "data"
HEADER = ["id", *LANGUAGES, "broader"]
NOTICE = "# Made by resources/thesaurus/build.py; edit the tables there.\n"


def main(folder: Path) -> None:
    """Write both tables."""
    rows = [(path.stem, row) for path in sorted(HERE.glob("*.tsv")) for row in read(path)]
    write(folder / "concepts.tsv", {row["id"]: concept(field, row) for field, row in rows})
    write(folder / "words.tsv", gather(pair for _, row in rows for pair in words(row)))


def read(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a hand-edited table by column. Raises SystemExit naming the line that cannot be used."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        cells = line.split("\t")
        cells += [""] * (len(HEADER) - 1 == len(cells))
        if len(cells) != len(HEADER) or not all(cells[:-1]):
            sys.exit(f"{path.name}:{number}: every concept needs {', '.join(HEADER[:-1])}, and may have {HEADER[-1]}")
        if cells[0] != "id":
            yield dict(zip(HEADER, cells, strict=True))


def concept(field: str, row: dict[str, str]) -> str:
    """A row as it is shipped: each word with its lemmas."""
    cells = (
        "; ".join(f"{text}={lemmas}" if lemmas else text for text, lemmas in items(row, code)) for code in LANGUAGES
    )
    return "\t".join((field, row["broader"], *cells))


def words(row: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Marked lemmas and id, for all words that lead to the concept."""
    for code in LANGUAGES:
        for _, lemmas in items(row, code):
            if lemmas:
                yield f"{code}:{lemmas}", row["id"]


def items(row: dict[str, str], language: str) -> Iterator[tuple[str, str]]:
    """The words of a cell as written, and their lemmas; none of a word that is only a label (`~`)."""
    for text in row[language].split("; "):
        tokens = () if text.startswith("~") else analysis.tokenize(text)
        yield text, " ".join(analysis.lemmas(token.text, language)[0] for token in tokens)


def gather(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each first part with all its second parts, in the order in which they came."""
    table: dict[str, dict[str, None]] = {}
    for first, second in pairs:
        table.setdefault(first, {})[second] = None
    return {first: " ".join(seconds) for first, seconds in table.items()}


def write(path: Path, table: dict[str, str]) -> None:
    """A sorted table."""
    body = sorted(f"{first}\t{rest}\n" for first, rest in table.items())
    path.write_text(NOTICE + "".join(body), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA)
