"""A Whoosh index in a folder: opening, writing, searching."""

import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from heapq import nlargest, nsmallest
from operator import itemgetter
from pathlib import Path

from whoosh import index
from whoosh.codec.whoosh3 import W3Codec
from whoosh.writing import SegmentWriter

from axtar.engines import facet_key
from axtar.engines.protocol import Engine, Writer
from axtar.engines.whoosh.files import ATTEMPTS, open_index_files
from axtar.engines.whoosh.schema import to_fields
from axtar.engines.whoosh.scoring import scores
from axtar.engines.whoosh.segments import Segment, open_segments
from axtar.errors import AxtarError, IndexUnreadableError, LibraryError, LockedError
from axtar.model import EngineQuery, IndexedPassage, ScoredPassage

WRITER_MB = 256
"""Megabytes of postings that a writer collects before it sorts them into a file; with 32 it takes twice as long."""


def open_index(folder: Path) -> Engine:
    """Open the index in a folder, creating an empty one if there is none.

    Raises IndexUnreadableError if that fails.
    """
    with _translated_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        return WhooshEngine(folder)


@contextmanager
def _translated_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except AxtarError:
        raise
    except Exception as error:  # Whoosh unpickles, and a damaged file may raise anything
        raise IndexUnreadableError(f"The index in {folder} cannot be read ({error!r}). Run `axtar rebuild`.") from error


class WhooshEngine:
    """An index in a folder. Threads search one at a time.

    A search sees the last commit of any process.
    """

    name = "whoosh"

    def __init__(self, folder: Path, writer_mb: int = WRITER_MB) -> None:
        self._folder = folder
        self._writer_mb = writer_mb
        self._index = open_index_files(folder)
        self._generation = -1
        self._segments: list[Segment] = []
        self._lock = threading.Lock()
        self._reload()

    @contextmanager
    def writer(self) -> Iterator[Writer]:
        """Open a writer for this block.

        Its lock is one of the operating system, which does not outlive the process.
        """
        with _translated_errors(self._folder):
            try:
                writer = self._index.writer(limitmb=self._writer_mb, codec=_codec(), compound=False)
            except index.LockError as error:
                raise LockedError(
                    f"Another process is writing to the index in {self._folder}. Try again later."
                ) from error
        try:
            yield _Writer(writer)
            writer.commit()
        except BaseException:
            writer.cancel()
            raise

    def search(self, query: EngineQuery, limit: int) -> list[ScoredPassage]:
        """Return the best passages.

        Scores are rounded, so that they do not depend on the order of addition.
        """
        with self._reading() as segments:
            hits = [
                (round(score, 4), number, segment)
                for segment in segments
                for number, score in scores(query, segment).items()
            ]
            worst = min(nlargest(limit, (score for score, _, _ in hits)), default=0.0)
            candidates = [
                (-score, segment.ids[number], number, segment) for score, number, segment in hits if score >= worst
            ]
            best = nsmallest(limit, candidates, key=itemgetter(0, 1))
            return [segment.scored(number, -score) for score, _, number, segment in best]

    def documents(self, query: EngineQuery) -> dict[str, int]:
        """Return every document with a matching passage, and the number of its matching passages."""
        return facet_key.count_by_document(self._count_by_key(query))

    def facets(self, query: EngineQuery, fields: Iterable[str]) -> Mapping[str, Mapping[str, int]]:
        """Count, for each field, the documents with a matching passage by value."""
        return facet_key.count_facets(self._count_by_key(query), fields)

    def matches(self, query: EngineQuery) -> int:
        """Return the number of matching passages."""
        with self._reading() as segments:
            return sum(len(scores(query, segment)) for segment in segments)

    def frequency(self, field: str, term: str) -> int:
        """Return the number of passages with a term, deleted ones excluded."""
        with self._reading() as segments:
            return sum(segment.frequency(field, term) for segment in segments)

    def count(self) -> int:
        """Return the number of passages in the index."""
        with self._reading() as segments:
            return sum(int(segment.reader.doc_count()) for segment in segments)

    def _count_by_key(self, query: EngineQuery) -> dict[str, int]:
        """Count the matching passages by facet key."""
        with self._reading() as segments:
            counts: Counter[bytes] = Counter()
            for segment in segments:
                counts.update(map(segment.facet_keys.__getitem__, scores(query, segment)))
        return {key.decode(): count for key, count in counts.items()}

    @contextmanager
    def _reading(self) -> Iterator["list[Segment]"]:
        """Lock the segments of the last commit: their files have a single read position."""
        with self._lock:
            self._reload()
            yield self._segments

    def _reload(self) -> None:
        """Open the segments committed since the last call.

        Retries if a writer removes files while they are being opened.
        """
        for remaining in reversed(range(ATTEMPTS)):
            generation = self._index.latest_generation()
            if generation == self._generation:
                return
            try:
                with _translated_errors(self._folder):
                    segments = open_segments(self._index.reader())
            except LibraryError:
                if not remaining:
                    raise
                continue
            for segment in self._segments:
                segment.reader.close()
            self._segments, self._generation = segments, generation


class _Writer:
    """A writer to a segment of its own, to which Whoosh's deletes do not apply."""

    def __init__(self, writer: SegmentWriter) -> None:
        self._writer = writer

    def add(self, passages: Iterable[IndexedPassage]) -> None:
        for passage in passages:
            self._writer.add_document(**to_fields(passage))

    def delete(self, document: str) -> None:
        self._writer.delete_by_term("document", document)


def _codec() -> W3Codec:
    """Return a codec without lengths per block of postings.

    Only Whoosh's matchers use these lengths, at the cost of a call per posting.
    """
    codec = W3Codec()
    codec.length_stats = False
    return codec
