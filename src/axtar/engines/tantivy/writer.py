"""Writing to a tantivy index."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

import tantivy
from tantivy import Occur, Query

from axtar.durable import sync_file, sync_folder
from axtar.engines.failures import translated_errors
from axtar.engines.tantivy import schema
from axtar.engines.tantivy.files import ERRORS
from axtar.engines.tantivy.queries import has_term
from axtar.errors import IndexUnreadableError, LockedError
from axtar.model import IndexedPassage

_WRITER_BYTES = 100_000_000  # of postings that a writer collects in memory before it writes a segment
_TEMPORARY = ".tmp*"  # the files that tantivy renames when they are complete
_PROBE_BYTES = 1 << 16

_log = logging.getLogger(__name__)


class TantivyWriter:
    """A writer that marks what it adds with a `batch`.

    Without it, tantivy's deletes would apply to documents that the same writer added.
    """

    def __init__(self, writer: tantivy.IndexWriter, folder: Path) -> None:
        self._writer = writer
        self._folder = folder
        self._batch = uuid4().hex

    def add(self, passages: Iterable[IndexedPassage]) -> None:
        """Index passages."""
        for passage in passages:
            with translated_errors(self._folder, ERRORS):
                self._writer.add_document(schema.to_document(passage, self._batch))

    def delete(self, document: str) -> None:
        """Delete the passages of a document that earlier writers added."""
        added_here = has_term("batch", self._batch)
        earlier = Query.boolean_query([(Occur.Must, has_term("document", document)), (Occur.MustNot, added_here)])
        with translated_errors(self._folder, ERRORS):
            self._writer.delete_documents_by_query(earlier)


@contextmanager
def open_writer(index: tantivy.Index, folder: Path) -> Iterator[TantivyWriter]:
    """Open a tantivy writer for this block only.

    A long-lived one would retain the files of deleted segments. The block's changes are on disk when it has ended.
    """
    with translated_errors(folder, ERRORS):
        writer = _open(index, folder)
    try:
        yield TantivyWriter(writer, folder)
        with translated_errors(folder, ERRORS):
            writer.commit()
            sync_folder(folder)  # tantivy flushes the files, but not the new name of the last one, meta.json
    except IndexUnreadableError:
        with suppress(*ERRORS):
            writer.rollback()
        _require_space(folder)  # an error in one of tantivy's threads does not say what it was
        raise
    except BaseException:
        with suppress(*ERRORS):  # the first error says why; an uncommitted change is lost also without a rollback
            writer.rollback()
        raise
    finally:
        try:
            writer.wait_merging_threads()
        except ERRORS as error:  # a merge that failed leaves the smaller segments as they were
            _log.warning("Segments of the index in %s could not be merged: %s", folder, error)


def _require_space(folder: Path) -> None:
    """Raise DiskError if nothing can be written to a folder."""
    probe = folder / f"{_TEMPORARY[:-1]}-probe"
    with translated_errors(folder, (OSError,)):
        try:
            probe.write_bytes(bytes(_PROBE_BYTES))
            sync_file(probe)
        finally:
            probe.unlink(missing_ok=True)


def _open(index: tantivy.Index, folder: Path) -> tantivy.IndexWriter:
    """Open a writer, and delete what a killed one left behind.

    Its files would otherwise stay; and a list of deletions among them has the name that the next one is going to get.
    """
    try:
        writer = index.writer(_WRITER_BYTES, num_threads=1)
    except ValueError as error:
        if "LockBusy" not in str(error):
            raise
        raise LockedError(f"Another process is writing to the index in {folder}. Try again later.") from error
    try:
        writer.garbage_collect_files()
        for path in folder.glob(_TEMPORARY):
            path.unlink(missing_ok=True)
    except BaseException:
        with suppress(*ERRORS):
            writer.wait_merging_threads()
        raise
    return writer
