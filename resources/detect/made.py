"""What the tables of language detection were made of: made.tsv, a SHA-256 for each file that went in and came out.

A test compares it with the checkout: who edits a source must make the tables again, and nobody edits a table by hand.
"""

import gzip
import hashlib
from pathlib import Path

ROOT = Path(__file__).parents[2]
TABLE = Path(__file__).with_name("made.tsv")
SOURCES = ("words.tsv", "persons.tsv", "talk.tsv", "letters.json", "az_forms.tsv.gz")
TEXTS = ("text_az.txt.gz", "text_en.txt.gz", "text_ru.txt.gz", "text_tr.txt.gz")


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def checkout() -> dict[str, str]:
    """The files of the checkout: sources, and the tables made of them."""
    data = ROOT / "src" / "axtar" / "detect" / "data"
    files = [Path(__file__).with_name(name) for name in SOURCES]
    files += [
        data / "latn.txt",
        data / "cyrl.txt",
        data / "confidence.tsv",
        *sorted((data / "profiles").glob("*.json")),
    ]
    return {path.relative_to(ROOT).as_posix(): _hash(path.read_bytes()) for path in files}


def recorded() -> dict[str, str]:
    """What stands in the table."""
    rows = (line.partition("\t") for line in TABLE.read_text("utf8").splitlines()[1:])
    return {name: found for name, _, found in rows}


def write(folder: Path) -> None:
    """Record the checkout and the texts (unpacked) that were in a folder."""
    texts = {name: _hash(gzip.decompress((folder / name).read_bytes())) for name in TEXTS}
    rows = sorted((checkout() | texts).items())
    TABLE.write_text("file\tSHA-256\n" + "".join(f"{name}\t{found}\n" for name, found in rows), "utf8")
