"""Checksums of the sources and the generated tables of language detection.

checksums.tsv has a SHA-256 for each file. A test compares them with the checkout: whoever edits a source must regenerate the
tables, and tables are not edited by hand.
"""

import gzip
import hashlib
from pathlib import Path

ROOT = Path(__file__).parents[2]
TABLE = Path(__file__).with_name("checksums.tsv")
SOURCES = ("words.tsv", "persons.tsv", "talk.tsv", "letters.json", "az_forms.tsv.gz")
TEXTS = ("text_az.txt.gz", "text_en.txt.gz", "text_ru.txt.gz", "text_tr.txt.gz")


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def checkout() -> dict[str, str]:
    """Compute the checksums of the sources and the generated tables in the checkout."""
    data = ROOT / "src" / "axtar" / "detect" / "data"
    files = [Path(__file__).with_name(name) for name in SOURCES]
    files += [
        data / "latn.txt",
        data / "cyrl.txt",
        data / "confidence.tsv",
        *sorted((data / "profiles").glob("*.json")),
    ]
    return {path.relative_to(ROOT).as_posix(): _sha256(path.read_bytes()) for path in files}


def recorded() -> dict[str, str]:
    """Read the recorded checksums."""
    rows = (line.partition("\t") for line in TABLE.read_text("utf8").splitlines()[1:])
    return {name: checksum for name, _, checksum in rows}


def write(folder: Path) -> None:
    """Record the checksums of the checkout and of the uncompressed texts in a folder."""
    texts = {name: _sha256(gzip.decompress((folder / name).read_bytes())) for name in TEXTS}
    rows = sorted((checkout() | texts).items())
    TABLE.write_text("file\tSHA-256\n" + "".join(f"{name}\t{checksum}\n" for name, checksum in rows), "utf8")
