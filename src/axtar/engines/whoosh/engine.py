"""A Whoosh index in a folder: opening, writing, searching."""

import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from heapq import nlargest, nsmallest
from operator import itemgetter
from pathlib import Path

from axtar.durable import make_folder
from axtar.engines import facet_key
from axtar.engines.failures import translated_errors
from axtar.engines.protocol import Engine, Writer
from axtar.engines.whoosh.files import ATTEMPTS, ERRORS, create_index_files, open_index_files
from axtar.engines.whoosh.scoring import scores
from axtar.engines.whoosh.segments import Segment, open_segments
from axtar.engines.whoosh.writer import WRITER_MB, open_writer
from axtar.errors import IndexUnreadableError, LibraryError
from axtar.model import EngineQuery, ScoredPassage


def open_index(folder: Path) -> Engine:
    """Open the index in a folder. Raises IndexUnreadableError if that fails."""
    with translated_errors(folder, ERRORS):
        if not folder.is_dir():
            raise IndexUnreadableError(f"There is no index in {folder}. Run `axtar rebuild`: nothing is lost.")
        return WhooshEngine(folder)


def create_index(folder: Path) -> Engine:
    """Create an empty index in a folder that is empty or does not exist."""
    with translated_errors(folder, ERRORS):
        make_folder(folder)
        if any(folder.iterdir()):
            raise IndexUnreadableError(f"{folder} is not empty, so that no index can be created in it.")
        create_index_files(folder)
        return WhooshEngine(folder)


_NONE = -2
"""The generation before the first is read; Whoosh's is -1 where there is no table of contents."""


class WhooshEngine:
    """An index in a folder. Threads search one at a time.

    A search sees the last commit of any process.
    """

    name = "whoosh"

    def __init__(self, folder: Path, writer_mb: int = WRITER_MB) -> None:
        self._folder = folder
        self._writer_mb = writer_mb
        self._index = open_index_files(folder)
        self._generation = _NONE
        self._segments: list[Segment] = []
        self._lock = threading.Lock()
        self._reload()

    def writer(self) -> AbstractContextManager[Writer]:
        """Open a writer for one block."""
        return open_writer(self._index, self._folder, self._writer_mb)

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

        Retries if a writer removes files while they are being opened. If the folder is deleted, since a rebuild has replaced it,
        the last commit stays readable: its files are mapped into memory.
        """
        for remaining in reversed(range(ATTEMPTS)):
            generation = self._index.latest_generation()
            if generation == self._generation or (self._generation >= 0 and not self._folder.is_dir()):
                return
            try:
                with translated_errors(self._folder, ERRORS):
                    segments = open_segments(self._index.reader())
                    if self._index.latest_generation() != generation:
                        # To Whoosh a file that is missing is a column without values.
                        raise IndexUnreadableError(f"The index in {self._folder} was replaced. Run `axtar rebuild`.")
            except LibraryError:
                if not remaining:
                    raise
                continue
            for segment in self._segments:
                segment.reader.close()
            self._segments, self._generation = segments, generation
