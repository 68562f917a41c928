"""Catalogue, index and files verified against each other."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from axtar.catalogue import Catalogue
from axtar.config import Settings
from axtar.errors import AxtarError
from axtar.ingest import originals
from axtar.ingest.index_store import IndexStore
from axtar.model import MatchAll

SHOWN = 5
"""Documents that a finding names; the rest is counted."""

REBUILD = "Run `axtar rebuild`."


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be, and what to do."""

    problem: str
    remedy: str


def check(settings: Settings, catalogue: Catalogue, store: IndexStore) -> list[Finding]:
    """Everything found. Reads all originals, so it takes a while in a large library."""
    return list(_catalogue(catalogue)) or [*_index(catalogue, store), *_originals(settings, catalogue)]


def _catalogue(catalogue: Catalogue) -> Iterator[Finding]:
    for line in catalogue.check():
        yield Finding(f"The catalogue is damaged: {line}.", "Restore index/catalogue.sqlite from a backup.")


def _index(catalogue: Catalogue, store: IndexStore) -> Iterator[Finding]:
    try:
        if store.missing():
            if catalogue.documents.count():
                yield Finding("There is no index.", REBUILD)
            return
        indexed = set(store.engine().documents(MatchAll()))
    except AxtarError as error:
        yield Finding(f"The index cannot be read: {error}", REBUILD)
        return
    living = {document.id for document in catalogue.documents.list_all()}
    if store.outdated():
        yield Finding("The index was made by another version of axtar or of its tables.", REBUILD)
    if lacking := (living - indexed) | (living & set(catalogue.index_state.stale(store.engine_name))):
        problem = f"Not in the index as they are: {_listed(sorted(lacking))}."
        yield Finding(problem, "Run `axtar rebuild`, or add anything: that repairs it.")
    if catalogue.entities.pending_variants():
        problem = "Names were changed, and the texts have not been read again for them."
        yield Finding(problem, "Search or add anything: that does it.")
    if left := indexed - living:
        yield Finding(f"In the index, but not in the catalogue: {_listed(sorted(left))}.", REBUILD)


def _originals(settings: Settings, catalogue: Catalogue) -> Iterator[Finding]:
    missing, changed = [], []
    for document in catalogue.documents.list_all():
        path = settings.documents / document.path
        if not path.is_file():
            missing.append(document.path)
        elif originals.sha256(path) != document.sha256:
            changed.append(document.path)
    if missing:
        problem = f"Originals missing below documents/: {_listed(missing)}."
        yield Finding(problem, "Put them back, or remove the documents.")
    if changed:
        yield Finding(f"Originals changed since they were added: {_listed(changed)}.", "Run `axtar add documents`.")


def _listed(names: list[str]) -> str:
    rest = len(names) - SHOWN
    return ", ".join(islice(names, SHOWN)) + (f" and {rest} more" if rest > 0 else "")
