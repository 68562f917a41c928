"""A library: one collection on disk. It opens, composes and closes its parts.

with Library(config.load(Path("my-library"))) as library:
    for result in library.add([Path("books")]):
        print(result)
    print(library.search(Request("Şuşa")).hits)
"""

import logging
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from axtar.catalogue import Catalogue, Job
from axtar.config import Settings
from axtar.errors import AxtarError, LibraryError, ReadOnlyError
from axtar.ingest import check
from axtar.ingest.entities import Entities
from axtar.ingest.index import Indexer
from axtar.ingest.index_store import IndexStore
from axtar.ingest.job_handlers import ingest_handlers
from axtar.ingest.limits import DEFAULT_LIMITS, IngestLimits
from axtar.ingest.originals import Originals, safe_name
from axtar.ingest.uploads import discard_abandoned, discard_upload, receive_upload
from axtar.ingest.write_lock import jobs_lock, write_lock
from axtar.ingest.writer import LibraryWriter
from axtar.jobs.runner import Jobs
from axtar.model import Answer, Request, TermQuery
from axtar.page_renderer import PageRenderer
from axtar.permissions import restrict_to_owner
from axtar.references import References
from axtar.search.page_views import PageViews
from axtar.search.search import search
from axtar.search.sources import Sources
from axtar.workers.pool import WorkerPool

_log = logging.getLogger(__name__)


class Library:
    """One collection. Threads may share it; other processes may search while one writes.

    `documents` and `pages` read the catalogue, `entities` looks entities up and edits them, `writer` changes documents and
    index, `jobs` is the queue of background work, `citations` cites, and `page_views` shows pages.
    """

    def __init__(
        self, settings: Settings, limits: IngestLimits = DEFAULT_LIMITS, workers: WorkerPool | None = None
    ) -> None:
        """Open a library, or create one in a folder that has none.

        Libraries may share `workers`; without any, this one has a pool of its own.

        Raises LibraryError if the folder cannot be created or the catalogue cannot be read.
        """
        self.settings = settings
        try:
            settings.index.mkdir(0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(
                f"The folder {settings.index} cannot be created: {error.strerror}. "
                "Choose a library folder that can be written, with --library or AXTAR_LIBRARY."
            ) from error
        restrict_to_owner(settings.index)
        catalogue = settings.index / "catalogue.sqlite"
        self.store = IndexStore(settings.index, settings.engine, settings.authority)
        if not catalogue.exists():
            with write_lock(settings.index, settings.lock_seconds):
                self.store.writable_engine()  # searching a new library finds nothing, instead of failing
        self.catalogue = Catalogue(catalogue)
        self.documents, self.pages = self.catalogue.documents, self.catalogue.pages
        self.entities = Entities(self.catalogue, authority=settings.authority)
        self.originals = Originals(settings.documents)
        self.workers = workers or WorkerPool(settings.workers or os.cpu_count() or 1)
        self._owns_workers = workers is None
        indexer = Indexer(self.catalogue, self.store, self.entities, self.workers, settings.authority, limits)
        self.writer = LibraryWriter(settings, self.catalogue, self.store, self.originals, indexer)
        self.jobs = Jobs(self.catalogue.jobs, ingest_handlers(self.writer), self._runnable_kinds)
        self.citations = References(self.catalogue)
        self._uploads = settings.index / "uploads"
        self._renderer = PageRenderer()
        self.page_views = PageViews(self.catalogue, self._renderer, self.sources, self.originals.find)
        self.add, self.edit, self.remove = self.writer.add, self.writer.edit, self.writer.remove
        self.rebuild = self.writer.rebuild

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the catalogue, and end the processes that work for this library alone."""
        self._renderer.close()
        if self._owns_workers:
            self.workers.close()
        self.catalogue.close()

    def search(self, request: Request) -> Answer:
        """Answer a request."""
        return search(request, self.sources())

    def sources(self) -> Sources:
        """Return what a search reads from, with the entities as they are now."""
        return Sources(self.catalogue, self.store.engine(), self.entities.refresh())

    def documents_naming(self, entity: str) -> int:
        """Return the number of documents that name an entity in any spelling."""
        return len(self.store.engine().documents(TermQuery("names", entity)))

    def passages_naming(self, entity: str) -> int:
        """Return the number of passages that name an entity; faster than `documents_naming`."""
        return self.store.engine().frequency("names", entity)

    def check(self) -> Sequence[check.Finding]:
        """Verify catalogue, index and originals against each other; return problems with remedies."""
        return check.check(self.catalogue, self.store, self.originals)

    def failures(self) -> Mapping[str, str]:
        """Return the reasons why the texts of some documents cannot be searched, by document."""
        return self.writer.indexer.failures()

    def submit_upload(self, stream: BinaryIO, filename: str) -> Job:
        """Store an upload and queue a job that adds it. Raises UsageError for an unusable name."""
        path = receive_upload(stream, filename, self._uploads)
        try:
            return self.jobs.submit("file", safe_name(filename), str(path))
        except BaseException:
            discard_upload(path)
            raise

    @contextmanager
    def running_jobs(self) -> Iterator[None]:
        """Be the one process that runs the library's jobs: `jobs.run_pending`.

        Jobs that a killed process left are queued again, and uploads without a job are deleted. Raises LockedError at once if
        another process runs the jobs, and ReadOnlyError.
        """
        with jobs_lock(self.settings.index):
            try:
                self.jobs.resume()
                discard_abandoned(self._uploads, self.catalogue.jobs.unfinished_paths())
            except ReadOnlyError:
                raise
            except AxtarError as error:  # such as a locked catalogue; new jobs can be run, if not now, then later
                _log.warning("Interrupted jobs are not resumed: %s", error)
            yield

    def find_original(self, id_: str) -> Path | None:
        """Return the original of a document if it exists. Raises NotFoundError for an unknown id."""
        return self.originals.find(self.documents.get(id_))

    def _runnable_kinds(self) -> Sequence[str] | None:
        """Return the kinds of jobs that may run now: None for all, only a rebuild if one is needed."""
        return ("rebuild",) if self.writer.needs_rebuild() else None
