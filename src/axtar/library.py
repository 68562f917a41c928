"""A library: the only orchestrator. The command line and the web call this, and nothing below it.

with Library(config.load(Path("my-library"))) as library:
    for outcome in library.add([Path("books")]):
        print(outcome)
    print(library.search(Request("Şuşa")).hits)
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self

from axtar import media_types, names
from axtar.catalogue import Catalogue, EntityRevision, Job
from axtar.config import Settings
from axtar.errors import IndexOutdatedError, IndexUnreadableError, LibraryError, LockedError, NotFoundError
from axtar.ingest import add, check, entity_changes, originals
from axtar.ingest.entity_changes import ImportResult
from axtar.ingest.index_store import IndexStore
from axtar.ingest.write_lock import write_lock
from axtar.jobs import runner
from axtar.model import AddResult, Answer, Document, HighlightedText, Page, Record, Request, TermQuery
from axtar.page_renderer import PageRenderer
from axtar.permalinks import document_link, page_link
from axtar.progress import ProgressCallback, ignore_progress
from axtar.search import results, search
from axtar.search.explanation import by_word
from axtar.search.to_json import answer_to_json, document_to_json

if TYPE_CHECKING:
    from axtar.citations import Citation

__all__ = ["EntityRevision", "ImportResult", "Job", "Library", "answer_to_json", "by_word", "document_to_json"]


class Library:
    """One collection on disk. Threads may share it; any number of processes may search while one writes."""

    def __init__(self, settings: Settings) -> None:
        """Open a library, or make one in a folder that has none. Raises LibraryError where it cannot be read."""
        self.settings = settings
        names.use_authority(on=settings.authority)
        try:
            settings.index.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(
                f"The folder {settings.index} cannot be created: {error.strerror}. "
                "Choose a library folder that can be written, with --library or AXTAR_LIBRARY."
            ) from error
        self.catalogue = Catalogue(settings.index / "catalogue.sqlite")
        self.store = IndexStore(settings.index, settings.engine, settings.authority)
        self._shelf = add.Shelf(settings, self.catalogue, self.store)
        self.refresh()
        self._printed = PageRenderer()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the catalogue's file, and end the process that draws pages; the library's own names are no longer in force."""
        self._printed.close()
        entity_changes.lift()
        self.catalogue.close()

    # ------------------------------------------------------------------ changing
    def add(self, paths: Sequence[Path], told: ProgressCallback = ignore_progress) -> Iterator[AddResult]:
        """Add files and folders; what became of each is yielded when it is safe on disk and can be found.

        Of a single file `told` hears how far it has come.
        """
        with self._writing():
            yield from add.add(self._shelf, originals.find_files(paths), told)

    def find_files(self, paths: Iterable[Path]) -> list[Path]:
        """The files that `add` would look at, to show progress by."""
        return list(originals.find_files(paths))

    def edit(self, id_: str, record: Record) -> Document:
        """Give a document another record. Raises NotFoundError."""
        with self._writing():
            document = self.catalogue.documents.edit(id_, originals.clean_record(record))
            add.index_pending(self._shelf)
        return document

    def remove(self, id_: str) -> None:
        """Take a document out; its id stays and says what happened, its original stays where it is. Raises NotFoundError."""
        with self._writing():
            self.catalogue.documents.remove(id_)
            add.index_pending(self._shelf)

    def rebuild(self, told: ProgressCallback = ignore_progress) -> int:
        """Make the index again from the catalogue while the old one is searched; returns the number of documents.

        `told` hears of the pages that are done, and of all.
        """
        with write_lock(self.settings.index, self.settings.lock_seconds):
            return add.rebuild(self._shelf, told)

    def repair(self) -> int:
        """Finish what a killed process left half done; returns the number of documents.

        Does nothing while another writes, or where only a rebuild helps: a start must not fail on it.
        """
        if not self.stale() and not self.catalogue.entities.pending_variants():
            return 0
        with suppress(LockedError, IndexOutdatedError), write_lock(self.settings.index, 0):
            self.store.demand_current()
            return add.index_pending(self._shelf)
        return 0

    def stale(self) -> list[str]:
        """Documents that the index does not hold as the catalogue does."""
        self._notice_missing_index()
        return self.catalogue.index_state.stale(self.settings.engine)

    @contextmanager
    def _writing(self, told: ProgressCallback = ignore_progress) -> Iterator[int]:
        """The lock, held, on an index that may be written to; what a killed process left half done is finished first.

        Yields how many documents that were.
        """
        with write_lock(self.settings.index, self.settings.lock_seconds):
            self._notice_missing_index()
            self.store.demand_current()
            yield add.index_pending(self._shelf, told)

    def _notice_missing_index(self) -> None:
        if self.store.missing():
            self.catalogue.index_state.clear(self.settings.engine)

    # ------------------------------------------------------------------ reading
    def search(self, request: Request) -> Answer:
        """The answer to a request."""
        self.refresh()
        return search.search(self.catalogue, self.store.engine(), request)

    def documents_naming(self, entity: str) -> int:
        """How many documents name an entity in any spelling."""
        return len(self.store.engine().documents(TermQuery("names", entity)))

    def passages_naming(self, entity: str) -> int:
        """How many passages do; quicker to tell."""
        return self.store.engine().frequency("names", entity)

    def count(self) -> int:
        """How many documents there are."""
        return self.catalogue.documents.count()

    def document(self, id_: str) -> Document:
        """One document. Raises NotFoundError, or RemovedError where it was."""
        return self.catalogue.documents.get(id_)

    def documents(self, limit: int | None = None, offset: int = 0) -> list[Document]:
        """Documents by title."""
        return self.catalogue.documents.list_all(limit=limit, offset=offset)

    def page(self, id_: str, number: int) -> Page:
        """One page. Raises NotFoundError."""
        return self.catalogue.pages.get(id_, number)

    def page_labelled(self, id_: str, label: str) -> int | None:
        """The number of the first page with this printed label; None where there is none. Raises NotFoundError."""
        return self.catalogue.pages.number_of_label(id_, label)

    def pages(self, id_: str) -> Iterator[Page]:
        """All pages of a document, a few in memory at a time."""
        return self.catalogue.pages.iterate(id_)

    def check(self) -> list[check.Finding]:
        """What is not as it should be, and what to do about it; empty when all is well."""
        return check.check(self.settings, self.catalogue, self.store)

    # ------------------------------------------------------------------ the library's own names
    def refresh(self) -> None:
        """Put the library's own entities into force, which another process may have changed. Searching does so by itself."""
        entity_changes.refresh(self.catalogue)

    def entities(self) -> list[EntityRevision]:
        """The library's own entities, by id: corrections of the authority file's, and additions to it."""
        return self.catalogue.entities.list_all()

    def own_entity(self, id_: str) -> EntityRevision | None:
        """The library's own entity with this id, if it has one."""
        return self.catalogue.entities.find(id_)

    def save_entity(self, entity: names.Entity, by: str) -> names.Entity:
        """Keep an own entity; without an id it gets one. In force at once; `read_again` looks through the texts.

        Raises UsageError where it cannot be.
        """
        [whole] = entity_changes.validated_entities(self.catalogue, [entity])
        entity_changes.save_entities(self.catalogue, [whole], by)
        self.refresh()
        return whole

    def remove_entity(self, id_: str) -> None:
        """Forget an own entity: the authority file's comes back, if it has one. Raises NotFoundError."""
        entity_changes.remove_entity(self.catalogue, id_)
        self.refresh()

    def import_entities(self, data: bytes, format_: str, by: str) -> ImportResult:
        """Keep all entities of a file in one of vocabulary.FORMATS, or none. In force at once; see `save_entity`.

        Raises CorruptError naming the line or the concept that cannot be used.
        """
        done = entity_changes.import_entities(self.catalogue, data, format_, by)
        self.refresh()
        return done

    def export_entities(self, format_: str, *, everything: bool = False) -> bytes:
        """The library's own entities as a file; with `everything` those of the authority file as well, as they are in force."""
        own = [one.entity for one in self.entities()]
        return (
            entity_changes.export_entities(own, format_)
            if not everything
            else entity_changes.export_entities(entity_changes.merged_entities(own), format_)
        )

    def read_again(self, told: ProgressCallback = ignore_progress) -> int:
        """Index again what names a changed entity; returns the number of documents, and tells how many are done of how many."""
        with self._writing(told) as count:
            return count

    # ------------------------------------------------------------------ a page as printed
    def mark(self, id_: str, number: int, request: Request) -> HighlightedText:
        """A page's whole text with the spans that a request matches; its filters are for whole documents and passages."""
        page = self.page(id_, number)
        return HighlightedText(
            page.text,
            results.highlight_page(page, search.queries_to_highlight(self.catalogue, self.store.engine(), request)),
        )

    def page_image(self, id_: str, number: int, width: int) -> bytes:
        """A page of a PDF as PNG. Raises NotFoundError where there is none to show, ExtractionError where it cannot be."""
        return self._printed.picture(*self._pdf(id_), number, width)

    def page_boxes(self, id_: str, number: int, request: Request) -> list[tuple[float, float, float, float]]:
        """Where a request's matches stand on a PDF's page: left, top, right, bottom as fractions of the page."""
        marked = self.mark(id_, number, request)
        if not marked.highlights:
            return []
        return self._printed.boxes(*self._pdf(id_), number, marked.highlights, marked.text)

    def original(self, id_: str) -> Path | None:
        """The original file, if it is still there. Never a file outside the library."""
        document = self.document(id_)
        path = self.settings.documents / document.path
        return path if path.is_file() and originals.is_inside(path, self.settings.documents) else None

    def _pdf(self, id_: str) -> tuple[Path, str]:
        """The original and the SHA-256 of a PDF. Raises NotFoundError."""
        document, path = self.document(id_), self.original(id_)
        if path is None or document.media_type != media_types.PDF.media_type:
            raise NotFoundError(f"Document {id_} has no PDF to show.")
        return path, document.sha256

    # ------------------------------------------------------------------ citing
    def cite(self, id_: str, page: int | None, style: str, base_url: str) -> "Citation":
        """A citation of a document, or of one of its pages."""
        from axtar import citations

        document = self.document(id_)
        return citations.cite(
            document, self._cited(id_, page), style, self._url(base_url, id_, page), dt.datetime.now(dt.UTC).date()
        )

    def export(self, id_: str, page: int | None, format_: str, base_url: str) -> str:
        """A document's record for another program, in one of citations.FORMATS."""
        from axtar import citations

        return citations.export(self.document(id_), self._cited(id_, page), format_, self._url(base_url, id_, page))

    def _cited(self, id_: str, page: int | None) -> Page | None:
        return None if page is None else self.page(id_, page)

    @staticmethod
    def _url(base_url: str, id_: str, page: int | None) -> str:
        return base_url.rstrip("/") + (document_link(id_) if page is None else page_link(id_, page))

    # ------------------------------------------------------------------ jobs
    def needs_rebuild(self) -> bool:
        """Whether the index must be made again before anything can be added: other tables made it, or it is damaged."""
        try:
            return self.store.outdated()
        except IndexUnreadableError:
            return True

    def submit_names(self, label: str) -> Job:
        """Queue what `read_again` does; `label` says which names were changed."""
        return self.catalogue.jobs.add("names", label)

    def submit(self, stream: BinaryIO, filename: str) -> Job:
        """Take in an upload and queue it; `work` adds it."""
        path = originals.receive_upload(stream, filename, self.settings.index / "uploads")
        return self.catalogue.jobs.add("file", originals.safe_name(filename), str(path))

    def submit_rebuild(self) -> Job:
        """Queue a rebuild of the index, or name the one that waits already."""
        waiting = (job for job in self.jobs() if job.kind == "rebuild" and job.state == "queued")
        return next(waiting, None) or self.catalogue.jobs.add("rebuild")

    def jobs(self) -> list[Job]:
        """The latest jobs, newest first."""
        return self.catalogue.jobs.latest()

    def resume(self) -> None:
        """Queue again the jobs that a killed server left running. For the start of a server, before its first `work`."""
        self.catalogue.jobs.requeue()

    def work(self) -> None:
        """Work off the queued jobs, one after the other. Raises LockedError where another process writes: they wait.

        Where the index must be made again, all wait for a rebuild of it.
        """
        jobs = self.catalogue.jobs
        while job := jobs.claim_next(("rebuild",)) if self.needs_rebuild() else jobs.claim_next():
            runner.work(self, job)

    # ------------------------------------------------------------------ small things kept
    def setting(self, key: str) -> str | None:
        """A value that was kept in the catalogue."""
        return self.catalogue.settings.get(key)

    def set_setting(self, key: str, value: str) -> None:
        """Keep a value in the catalogue."""
        self.catalogue.settings.set(key, value)
