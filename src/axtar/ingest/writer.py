"""Changes documents and the index of a library, one process at a time."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from axtar.catalogue import Catalogue
from axtar.config import Settings
from axtar.errors import IndexOutdatedError, IndexUnreadableError, LockedError
from axtar.ingest.add import add
from axtar.ingest.file_search import find_files
from axtar.ingest.index import Indexer
from axtar.ingest.index_store import IndexStore
from axtar.ingest.originals import Originals
from axtar.ingest.sidecar import checked_record
from axtar.ingest.write_lock import write_lock
from axtar.model import AddResult, Document, Record
from axtar.progress import ProgressCallback, ignore_progress

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LibraryWriter:
    """Changes a library. Every change takes the write lock.

    Changes raise LockedError if another process holds the lock for too long. `add`, `edit` and `reindex_changed` also index
    what a killed process left pending, and raise IndexOutdatedError if the index must be rebuilt first.
    """

    settings: Settings
    catalogue: Catalogue
    store: IndexStore
    originals: Originals
    indexer: Indexer

    def add(self, paths: Sequence[Path], on_progress: ProgressCallback = ignore_progress) -> Iterator[AddResult]:
        """Add files and folders; yield the result of each file once it is stored and can be found.

        `on_progress` reports on a single file.
        """
        with self._session():
            yield from add(
                find_files(paths, follow_links=self.settings.follow_links),
                catalogue=self.catalogue,
                originals=self.originals,
                indexer=self.indexer,
                on_progress=on_progress,
            )

    def edit(self, id_: str, record: Record) -> Document:
        """Replace a document's record.

        Raises NotFoundError, and UsageError for a record that cannot be stored.
        """
        with self._session():
            before = self.catalogue.documents.get(id_).record
            document = self.catalogue.documents.edit(id_, checked_record(before, record))
            self.indexer.index_pending()
        return document

    def remove(self, id_: str) -> None:
        """Remove a document. Its id remains as a tombstone, and its original stays where it is.

        Needs no usable index. Raises NotFoundError.
        """
        with write_lock(self.settings.index, self.settings.lock_seconds):
            with suppress(IndexUnreadableError):
                self._note_missing_index()
            self.catalogue.documents.remove(id_)
            self.indexer.delete(id_)

    def reindex_changed(self, on_progress: ProgressCallback = ignore_progress) -> int:
        """Reindex the documents that changed entities affect; return how many."""
        with self._session(on_progress) as count:
            return count

    def rebuild(self, on_progress: ProgressCallback = ignore_progress) -> int:
        """Rebuild the index from the catalogue, while the old one is searched.

        Reports progress in pages, and returns the number of documents.
        """
        with write_lock(self.settings.index, self.settings.lock_seconds):
            return self.indexer.rebuild(on_progress)

    def index_pending(self, on_progress: ProgressCallback = ignore_progress) -> int:
        """Index what a killed process left pending; return the number of documents.

        Does nothing while another process writes, or if the index was made by another version and must be rebuilt.
        """
        with suppress(LockedError, IndexOutdatedError), write_lock(self.settings.index, 0):
            return self._complete_index(on_progress)
        return 0

    def stale(self) -> list[str]:
        """Return the documents that the index lacks in their current revision."""
        if self.store.is_missing():
            return [document.id for document in self.catalogue.documents.list_all()]
        return self.catalogue.index_state.stale(self.settings.engine)

    def needs_rebuild(self) -> bool:
        """Whether the index is outdated or damaged, so that nothing can change before a rebuild."""
        try:
            return self.store.is_outdated()
        except IndexUnreadableError:
            return True

    @contextmanager
    def _session(self, on_progress: ProgressCallback = ignore_progress) -> Iterator[int]:
        """Hold the lock on a current index; yield the number of pending documents indexed first."""
        with write_lock(self.settings.index, self.settings.lock_seconds):
            yield self._complete_index(on_progress)

    def _complete_index(self, on_progress: ProgressCallback) -> int:
        """Index pending documents, or rebuild a damaged index; return the number of documents.

        Raises IndexOutdatedError if the index was made by another version.
        """
        try:
            self._note_missing_index()
            self.store.require_current()
        except IndexUnreadableError as error:
            _log.warning("%s Rebuilding it now.", error)
            return self.indexer.rebuild(on_progress)
        return self.indexer.index_pending(on_progress)

    def _note_missing_index(self) -> None:
        if self.store.is_missing():
            self.catalogue.index_state.clear(self.settings.engine)
