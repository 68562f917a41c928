"""The catalogue of a library: all that is true, in one SQLite file."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Unpack

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from axtar.catalogue import corpus_words, documents, entities, index_state, jobs, pages, schema
from axtar.catalogue.documents import ExtractedFile
from axtar.catalogue.entities import EntityRevision
from axtar.catalogue.jobs import Job, JobChanges
from axtar.catalogue.sqlite import Store
from axtar.errors import LibraryError
from axtar.model import Document, Page, Record
from axtar.names import Entity


class Catalogue:
    """One transaction per call. Threads may share it; other processes may read, and write in turn, at the same time.

    Every call raises LibraryError where the file is damaged or cannot be written, LockedError after 30 s of waiting.
    """

    def __init__(self, path: Path) -> None:
        """Open the file, or create it. Raises LibraryError where it is no catalogue, or one of a newer axtar."""
        self.path = path
        self._store = Store(path)

    def close(self) -> None:
        """Close the file."""
        self._store.close()

    def check(self) -> list[str]:
        """What SQLite finds wrong with the file; empty when all is well. Reads all of it."""
        try:
            with self._store.reading() as connection:
                found = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
                orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        except LibraryError as error:  # damage can be such that SQLite gives up looking for it
            return [str(error)]
        missing = [f"a row of {row[0]} refers to a missing row of {row[2]}" for row in orphans]
        return [line for line in found if line != "ok"] + missing

    # ------------------------------------------------------------------ documents
    def put(self, items: Sequence[ExtractedFile]) -> list[tuple[str, str]]:
        """Store files, all or none; for each, its document's id and added, updated, unchanged, kept or restored.

        Content that a living document has now changes nothing but where it lies, and its record where the one beside the
        file has changed: kept says that it did, but the record was edited here. Content that a removed one had brings
        that one back, with its record. Other content at the path or source of a living one is its new version, and its
        record is kept where it was edited. Anything else is a new document.
        """
        with self._store.writing() as connection:
            return [documents.put(connection, item) for item in items]

    def known(self, sha256: str, sidecar: Record | None = None) -> Document | None:
        """The living document whose current version has this content; none where the record beside the file has changed."""
        with self._store.reading() as connection:
            return documents.by_content(connection, sha256, sidecar)

    def at_source(self, source: str) -> Document | None:
        """The living document that was added from this place."""
        with self._store.reading() as connection:
            return documents.by_source(connection, source)

    def document(self, id_: str) -> Document:
        """A living document. Raises NotFoundError, or RemovedError with its title and the date."""
        with self._store.reading() as connection:
            return documents.find(connection, id_)

    def documents(self, ids: Sequence[str] | None = None, limit: int | None = None, offset: int = 0) -> list[Document]:
        """Living documents, these or all, by title."""
        with self._store.reading() as connection:
            return documents.by_title(connection, ids, limit, offset)

    def count(self) -> int:
        """How many documents live here."""
        with self._store.reading() as connection:
            return documents.count(connection)

    def edit(self, id_: str, record: Record) -> Document:
        """Give a document another record, which later versions of its file keep. Raises NotFoundError."""
        with self._store.writing() as connection:
            return documents.edit(connection, id_, record)

    def remove(self, id_: str) -> None:
        """Leave a tombstone with id, record and date; the text of its pages goes. Raises NotFoundError."""
        with self._store.writing() as connection:
            documents.remove(connection, id_)

    # ------------------------------------------------------------------ pages
    def page(self, id_: str, number: int, sha256: str | None = None) -> Page:
        """A page of a living document, of its current version or another. Raises NotFoundError naming the range."""
        with self._store.reading() as connection:
            return pages.find(connection, documents.find(connection, id_), number, sha256)

    def page_labelled(self, id_: str, label: str) -> int | None:
        """The number of the first page of a living document that bears a printed label. Raises NotFoundError."""
        with self._store.reading() as connection:
            return pages.labelled(connection, documents.find(connection, id_), label)

    def pages(self, id_: str) -> Iterator[Page]:
        """All pages of a document's current version, a few in memory at a time. Raises NotFoundError at once."""
        with self._store.reading() as connection:
            version = pages.current_version(connection, documents.find(connection, id_).id)
        return self._pages(version)

    def page_texts(self, wanted: Sequence[tuple[str, int]]) -> dict[tuple[str, int], Page]:
        """Pages by document and number, in one query; what is not there is left out."""
        with self._store.reading() as connection:
            return pages.many(connection, wanted)

    def _pages(self, version: int) -> Iterator[Page]:
        after = 0
        while batch := self._batch(version, after):
            yield from batch
            after = batch[-1].number

    def _batch(self, version: int, after: int) -> list[Page]:
        with self._store.reading() as connection:  # none stays open between two pages: the reader may never come back
            return pages.batch(connection, version, after)

    # ------------------------------------------------------------------ what an index lacks
    def stale(self, engine: str) -> list[str]:
        """Documents, removed ones too, whose current state has not been marked as indexed in this engine."""
        with self._store.reading() as connection:
            return index_state.stale(connection, engine)

    def mark_indexed(self, engine: str, ids: Sequence[str]) -> None:
        """Note that an engine holds these as they are now. The caller holds the library's lock since it read them."""
        with self._store.writing() as connection:
            index_state.mark(connection, engine, ids)

    def forget_index(self, engine: str) -> None:
        """Note that an engine holds nothing."""
        with self._store.writing() as connection:
            index_state.forget(connection, engine)

    # ------------------------------------------------------------------ what was seen in the texts
    def add_spellings(self, rows: Iterable[tuple[str, str, str, str]]) -> None:
        """Remember how names are written: name (entity id or `~key`), folded base, text to show, language."""
        with self._store.writing() as connection:
            corpus_words.add_spellings(connection, rows)

    def spellings(self, names: Sequence[str]) -> list[tuple[str, str, str, str]]:
        """What add_spellings was given for these names."""
        with self._store.reading() as connection:
            return corpus_words.spellings(connection, names)

    def add_words(self, words: Iterable[str]) -> None:
        """Remember folded words for did-you-mean."""
        with self._store.writing() as connection:
            corpus_words.add_words(connection, words)

    def similar_words(self, word: str, limit: int) -> list[str]:
        """Remembered words that differ from this one in a letter or two, nearest first."""
        with self._store.reading() as connection:
            return corpus_words.similar(connection, word, limit)

    def clear_derived(self) -> None:
        """Forget all spellings and words."""
        with self._store.writing() as connection:
            corpus_words.clear(connection)

    # ------------------------------------------------------------------ the library's own entities
    def entities(self, ids: Sequence[str] | None = None) -> list[EntityRevision]:
        """The own entities, these or all, by id."""
        with self._store.reading() as connection:
            return entities.kept(connection, ids)

    def entities_since(self, mark: str) -> tuple[str, list[Entity]] | None:
        """All own entities and the mark of their state; None where it is this one."""
        with self._store.reading() as connection:
            present = entities.mark(connection)
            return None if present == mark else (present, [one.entity for one in entities.kept(connection)])

    def save_entities(self, items: Sequence[Entity], by: str) -> list[str]:
        """Keep sound entities, all or none, and note what is to be read again; returns the ids of those that changed."""
        with self._store.writing() as connection:
            return entities.save(connection, items, by)

    def remove_entity(self, id_: str) -> None:
        """Forget an own entity, and note what is to be read again. Raises NotFoundError."""
        with self._store.writing() as connection:
            entities.remove(connection, id_)

    def unread(self) -> list[str]:
        """Folded spellings that entities gained or lost, and whose passages are to be read again."""
        with self._store.reading() as connection:
            return entities.forms(connection)

    def reread(self, read: Sequence[str], ids: Sequence[str] | None, mark: str) -> bool:
        """Make documents (None: all) stale, and forget these spellings; False where the entities are no longer as marked."""
        with self._store.writing() as connection:
            return entities.reread(connection, read, ids, mark)

    # ------------------------------------------------------------------ jobs
    def add_job(self, kind: str, file: str = "", path: str = "") -> Job:
        """Queue something of a kind (see `Job`); `file` is what a person calls it, `path` where an upload lies."""
        with self._store.writing() as connection:
            return jobs.add(connection, kind, file, path)

    def job(self, id_: int) -> Job:
        """One job. Raises NotFoundError."""
        with self._store.reading() as connection:
            return jobs.find(connection, id_)

    def next_job(self, kinds: Sequence[str] = jobs.KINDS) -> Job | None:
        """Take the oldest queued job of these kinds, which is running from then on; no other thread or process gets the same."""
        with self._store.writing() as connection:
            return jobs.claim(connection, kinds)

    def update_job(self, id_: int, **changes: Unpack[JobChanges]) -> Job:
        """Note how far a job has come: state, done, total, message, document. Raises NotFoundError."""
        with self._store.writing() as connection:
            return jobs.change(connection, id_, changes)

    def jobs(self, limit: int = 50) -> list[Job]:
        """The latest jobs, newest first."""
        with self._store.reading() as connection:
            return jobs.newest(connection, limit)

    def requeue_jobs(self) -> int:
        """Queue again what ran when its process died; return how many. Only the process that runs jobs calls this."""
        with self._store.writing() as connection:
            return jobs.requeue(connection)

    # ------------------------------------------------------------------ settings
    def setting(self, key: str) -> str | None:
        """A small value that was stored, or None."""
        with self._store.reading() as connection:
            return connection.scalar(select(schema.setting.c.value).where(schema.setting.c.key == key))

    def set_setting(self, key: str, value: str) -> None:
        """Store a small value."""
        row = insert(schema.setting).values(key=key, value=value)
        with self._store.writing() as connection:
            connection.execute(row.on_conflict_do_update(index_elements=["key"], set_={"value": value}))
