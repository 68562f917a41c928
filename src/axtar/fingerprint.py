"""The fingerprint of an index: a hash of everything that shapes its terms.

Everything is listed here. Raise the number of a part when its code makes other terms from the same tables; changed tables and
releases of libraries change the fingerprint by themselves. An index with another fingerprint is outdated and must be rebuilt.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable


@dataclass(frozen=True, slots=True)
class Part:
    """A part of axtar that shapes index terms.

    It has the number of its version, the package of its tables, and the libraries that it uses.
    """

    name: str
    number: int
    tables: str = ""
    libraries: tuple[str, ...] = ()


PARTS = (
    Part("index terms", 5),
    Part("analysis", 8, "axtar.analysis", ("pymorphy3", "pymorphy3-dicts-ru", "snowballstemmer")),
    Part("names", 6, "axtar.names"),
    Part("language detection", 8, "axtar.detect", ("langdetect",)),
)

ENGINES = {
    "tantivy": Part("tantivy", 3, libraries=("tantivy",)),
    "whoosh": Part("whoosh", 4, libraries=("whoosh-reloaded",)),
}


def fingerprint(engine: str, *, authority: bool) -> str:
    """Return a hash of everything that shapes an index of an engine.

    `authority`: whether names are looked up in the gazetteer.
    """
    lines = [*map(describe, (*PARTS, ENGINES[engine])), f"authority {authority}"]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


@cache
def describe(part: Part) -> str:
    """Return the name and number of a part, its libraries' releases, and a hash of its tables."""
    releases = [f"{library} {metadata.version(library)}" for library in part.libraries]
    return " ".join((part.name, str(part.number), *releases, _hash_of_tables(part.tables)))


def _hash_of_tables(package: str) -> str:
    digest = hashlib.sha256()
    for file in _files(resources.files(package) / "data") if package else ():
        digest.update(file.name.encode() + b"\n" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _files(folder: Traversable) -> Iterator[Traversable]:
    """Yield all files below a folder, ordered by path."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _files(entry)
        else:
            yield entry
