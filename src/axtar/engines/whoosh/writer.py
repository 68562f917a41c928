"""Writing to a Whoosh index."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from whoosh import index
from whoosh.codec.whoosh3 import W3Codec
from whoosh.writing import SegmentWriter

from axtar.engines.failures import translated_errors
from axtar.engines.whoosh.files import ERRORS
from axtar.engines.whoosh.schema import to_fields
from axtar.errors import LockedError
from axtar.model import IndexedPassage

WRITER_MB = 256
"""Megabytes of postings that a writer collects before it sorts them into a file; with 32 it takes twice as long."""

_TEMPORARY = "_MAIN_*.toc.*"  # tables of contents that Whoosh renames when they are complete


class WhooshWriter:
    """A writer to a segment of its own, to which Whoosh's deletes do not apply."""

    def __init__(self, writer: SegmentWriter, folder: Path) -> None:
        self._writer = writer
        self._folder = folder

    def add(self, passages: Iterable[IndexedPassage]) -> None:
        """Index passages."""
        for passage in passages:
            with translated_errors(self._folder, ERRORS):
                self._writer.add_document(**to_fields(passage))

    def delete(self, document: str) -> None:
        """Delete the passages of a document that earlier writers added."""
        with translated_errors(self._folder, ERRORS):
            self._writer.delete_by_term("document", document)


@contextmanager
def open_writer(files: index.FileIndex, folder: Path, limit_mb: int) -> Iterator[WhooshWriter]:
    """Open a writer for this block, whose changes are on disk when it has ended."""
    with _locked(files, folder):
        with translated_errors(folder, ERRORS):
            for path in folder.glob(_TEMPORARY):  # a killed writer left it behind
                path.unlink(missing_ok=True)
            writer = files.writer(_lk=False, limitmb=limit_mb, codec=_codec(), compound=False)
        try:
            yield WhooshWriter(writer, folder)
            with translated_errors(folder, ERRORS):
                writer.commit()
        except BaseException:
            with suppress(*ERRORS):  # the first error says why; what has no table of contents is not in the index
                writer.cancel()
            raise


@contextmanager
def _locked(files: index.FileIndex, folder: Path) -> Iterator[None]:
    """Hold Whoosh's lock, which a writer that fails would retain.

    The system releases it with the process.
    """
    with translated_errors(folder, ERRORS):
        lock = files.lock("WRITELOCK")
        if not lock.acquire():
            raise LockedError(f"Another process is writing to the index in {folder}. Try again later.")
    try:
        yield
    finally:
        lock.release()


def _codec() -> W3Codec:
    """Return a codec without lengths per block of postings.

    Only Whoosh's matchers use these lengths, at the cost of a call per posting.
    """
    codec = W3Codec()
    codec.length_stats = False
    return codec
