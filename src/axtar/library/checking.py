"""Catalogue, index and files verified against each other."""

from dataclasses import dataclass
from itertools import islice

from axtar.catalogue import Catalogue
from axtar.config import Settings
from axtar.errors import AxtarError
from axtar.library import files
from axtar.library.store import IndexStore
from axtar.model import Everything

SHOWN = 5
"""Documents that a finding names; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be, and what to do."""

    problem: str
    remedy: str


def check(settings: Settings, catalogue: Catalogue, store: IndexStore) -> list[Finding]:
    """Everything found. Reads all originals, so it takes a while in a large library."""
    found = [
        Finding(f"The catalogue is damaged: {line}.", "Restore index/catalogue.sqlite from a backup.")
        for line in catalogue.check()
    ]
    return found or [*_index(settings, catalogue, store), *_originals(settings, catalogue)]


def _index(settings: Settings, catalogue: Catalogue, store: IndexStore) -> list[Finding]:
    try:
        if store.missing():
            return [Finding("There is no index.", "Run `axtar rebuild`.")] if catalogue.count() else []
        engine = store.engine()
        indexed = set(engine.documents(Everything()))
    except AxtarError as error:
        return [Finding(f"The index cannot be read: {error}", "Run `axtar rebuild`.")]
    living = {document.id for document in catalogue.documents()}
    found = []
    if store.outdated():
        found.append(
            Finding("The index was made by another version of axtar or of its tables.", "Run `axtar rebuild`.")
        )
    if lacking := sorted((living - indexed) | (set(catalogue.stale(settings.engine)) & living)):
        found.append(
            Finding(
                f"Not in the index as they are: {_listed(lacking)}.",
                "Run `axtar rebuild`, or add anything: that repairs it.",
            )
        )
    if catalogue.unread():
        found.append(
            Finding(
                "Names were changed, and the texts have not been read again for them.",
                "Search or add anything: that does it.",
            )
        )
    if left := sorted(indexed - living):
        found.append(Finding(f"In the index, but not in the catalogue: {_listed(left)}.", "Run `axtar rebuild`."))
    return found


def _originals(settings: Settings, catalogue: Catalogue) -> list[Finding]:
    missing, changed = [], []
    for document in catalogue.documents():
        path = settings.documents / document.path
        if not path.is_file():
            missing.append(document.path)
        elif files.sha256(path) != document.sha256:
            changed.append(document.path)
    found = []
    if missing:
        found.append(
            Finding(
                f"Originals missing below documents/: {_listed(missing)}.", "Put them back, or remove the documents."
            )
        )
    if changed:
        found.append(
            Finding(f"Originals changed since they were added: {_listed(changed)}.", "Run `axtar add documents`.")
        )
    return found


def _listed(names: list[str]) -> str:
    rest = len(names) - SHOWN
    return ", ".join(islice(names, SHOWN)) + (f" and {rest} more" if rest > 0 else "")
