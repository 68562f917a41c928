"""Verifies catalogue, index and originals against each other."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from axtar.catalogue import Catalogue
from axtar.errors import AxtarError
from axtar.ingest.index_store import IndexStore
from axtar.ingest.originals import Originals, sha256
from axtar.model import MatchAll

MAX_NAMED = 5
"""How many documents a finding names; the others are counted."""

REBUILD = "Run `axtar rebuild`."


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem, and what to do about it."""

    problem: str
    remedy: str


def check(catalogue: Catalogue, store: IndexStore, originals: Originals) -> list[Finding]:
    """Return all findings. Every original is read, which takes a while in a large library."""
    return list(_check_catalogue(catalogue)) or [
        *_check_index(catalogue, store),
        *_check_originals(catalogue, originals),
    ]


def _check_catalogue(catalogue: Catalogue) -> Iterator[Finding]:
    for line in catalogue.check():
        yield Finding(f"The catalogue is damaged: {line}.", "Restore index/catalogue.sqlite from a backup.")


def _check_index(catalogue: Catalogue, store: IndexStore) -> Iterator[Finding]:
    try:
        if store.is_missing():
            if catalogue.documents.count():
                yield Finding("There is no index.", REBUILD)
            return
        indexed = set(store.engine().documents(MatchAll()))
    except AxtarError as error:
        yield Finding("The index cannot be read.", f"{error}")
        return
    failed = catalogue.index_state.failures(store.engine_name)
    existing = {document.id for document in catalogue.documents.list_all() if document.id not in failed}
    if store.is_outdated():
        yield Finding("The index was made by another version of axtar or of its tables.", REBUILD)
    stale = set(catalogue.index_state.stale(store.engine_name))
    if missing := (existing - indexed) | (existing & stale):
        problem = f"Missing from the index, or indexed in an older version: {_listed(sorted(missing))}."
        yield Finding(problem, "Run `axtar rebuild`, or add any file: that indexes them as well.")
    if catalogue.entities.pending_variants():
        problem = "Entities were changed, and the affected documents are not reindexed yet."
        yield Finding(problem, "Run `axtar rebuild`, or add any file: that reindexes them as well.")
    yield from _failures(catalogue, store.engine_name)
    if orphans := indexed - existing:
        yield Finding(f"In the index, but not in the catalogue: {_listed(sorted(orphans))}.", REBUILD)


def _failures(catalogue: Catalogue, engine: str) -> Iterator[Finding]:
    """Name each document whose text could not be analyzed, with the reason."""
    for id_, reason in catalogue.index_state.failures(engine).items():
        yield Finding(
            f"The text of {id_} ({catalogue.documents.get(id_).file}) cannot be searched: {reason}.",
            "It is tried again after an update of axtar. Please report this with the file, or remove the document.",
        )


def _check_originals(catalogue: Catalogue, originals: Originals) -> Iterator[Finding]:
    missing, changed = [], []
    for document in catalogue.documents.list_all():
        path = originals.folder / document.path
        if not path.is_file():
            missing.append(document.path)
        elif sha256(path) != document.sha256:
            changed.append(document.path)
    if missing:
        problem = f"Originals missing below documents/: {_listed(missing)}."
        yield Finding(problem, "Put them back, or remove the documents.")
    if changed:
        yield Finding(f"Originals changed since they were added: {_listed(changed)}.", "Run `axtar add documents`.")


def _listed(names: list[str]) -> str:
    rest = len(names) - MAX_NAMED
    return ", ".join(islice(names, MAX_NAMED)) + (f" and {rest} more" if rest > 0 else "")
