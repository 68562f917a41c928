"""The data files of language detection, and what changes when one of them does."""

import hashlib
from functools import cache
from pathlib import Path

_ALGORITHM = 5  # raise it when the same data would give other passages
PROFILES = ("az", "az-ascii", "az-cyrl", "tr-ascii")
_NAMES = (
    "latn.txt",
    "cyrl.txt",
    "arabic.tsv",
    "letters.tsv",
    "alphabets.tsv",
    "abbreviations.txt",
    "confidence.tsv",
    *(f"profiles/{name}.json" for name in PROFILES),
)


def read(name: str) -> str:
    """The text of a data file."""
    return (Path(__file__).with_name("data") / name).read_text("utf8")


@cache
def version() -> str:
    """Differs where passages or their languages may differ: the algorithm's number and a hash of its data."""
    digest = hashlib.sha256("\0".join(map(read, _NAMES)).encode()).hexdigest()
    return f"{_ALGORITHM}-{digest[:12]}"
