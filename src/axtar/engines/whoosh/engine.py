"""A Whoosh index in a folder: opening, writing, searching."""

import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from heapq import nlargest, nsmallest
from importlib.metadata import version as release
from operator import itemgetter
from pathlib import Path

from whoosh import index
from whoosh.codec.whoosh3 import W3Codec
from whoosh.writing import SegmentWriter

from axtar.engines import facet_key
from axtar.engines.protocol import Engine, Writer
from axtar.engines.whoosh.files import TRIES, open_files
from axtar.engines.whoosh.schema import NUMBER, stored
from axtar.engines.whoosh.scoring import scores
from axtar.engines.whoosh.segments import Segment, segments_of
from axtar.errors import AxtarError, IndexUnreadableError, LibraryError, LockedError
from axtar.model import EngineQuery, IndexedPassage, ScoredPassage

_MEMORY = 256  # megabytes of postings that a writer collects before it sorts them into a file; 32 take twice the time


def version() -> str:
    """The engine, the release of its library and our schema: an index made by another one may not be readable."""
    return f"whoosh {release('whoosh-reloaded')} schema {NUMBER}"


def open_index(folder: Path) -> Engine:
    """Open the index in a folder, or make a new one there. Raises IndexUnreadableError where that cannot be done."""
    with _readable(folder):
        folder.mkdir(parents=True, exist_ok=True)
        return WhooshEngine(folder)


@contextmanager
def _readable(folder: Path) -> Iterator[None]:
    try:
        yield
    except AxtarError:
        raise
    except Exception as error:  # Whoosh unpickles: a damaged file may raise anything
        raise IndexUnreadableError(f"The index in {folder} cannot be read ({error!r}): run `axtar rebuild`.") from error


class WhooshEngine:
    """An index in a folder. Threads search one after the other; a search sees the last commit of any process."""

    name = "whoosh"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._index = open_files(folder)
        self._generation = -1
        self._segments: list[Segment] = []
        self._lock = threading.Lock()
        self._reload()

    @contextmanager
    def writer(self) -> Iterator[Writer]:
        """A writer for this block; Whoosh's lock is the operating system's and does not outlive its process."""
        with _readable(self._folder):
            try:
                writer = self._index.writer(limitmb=_MEMORY, codec=_codec(), compound=False)
            except index.LockError as error:
                raise LockedError(f"Another process writes to the index in {self._folder}.") from error
        try:
            yield _Writer(writer)
            writer.commit()
        except BaseException:
            writer.cancel()
            raise

    def search(self, clause: EngineQuery, limit: int) -> list[ScoredPassage]:
        """The best passages. Scores are rounded so that the order of adding them up decides nothing."""
        with self._reading() as segments:
            hits = [
                (round(score, 4), number, segment)
                for segment in segments
                for number, score in scores(clause, segment).items()
            ]
            worst = min(nlargest(limit, (score for score, _, _ in hits)), default=0.0)
            candidates = [
                (-score, segment.ids[number], number, segment) for score, number, segment in hits if score >= worst
            ]
            best = nsmallest(limit, candidates, key=itemgetter(0, 1))
            return [segment.found(number, -score) for score, _, number, segment in best]

    def documents(self, clause: EngineQuery) -> dict[str, int]:
        """Every document with a matching passage, and how many match."""
        return facet_key.documents(self._profiles(clause))

    def facets(self, clause: EngineQuery, fields: Iterable[str]) -> Mapping[str, Mapping[str, int]]:
        """For each field, how many documents have a matching passage with each value."""
        return facet_key.facets(self._profiles(clause), fields)

    def matches(self, clause: EngineQuery) -> int:
        """How many passages match."""
        with self._reading() as segments:
            return sum(len(scores(clause, segment)) for segment in segments)

    def frequency(self, field: str, term: str) -> int:
        """How many passages hold a term."""
        with self._reading() as segments:
            return sum(segment.having(field, term) for segment in segments)

    def count(self) -> int:
        """How many passages are stored."""
        with self._reading() as segments:
            return sum(int(segment.reader.doc_count()) for segment in segments)

    def _profiles(self, clause: EngineQuery) -> dict[str, int]:
        """Matching passages per profile."""
        with self._reading() as segments:
            counts: Counter[bytes] = Counter()
            for segment in segments:
                counts.update(map(segment.profiles.__getitem__, scores(clause, segment)))
        return {text.decode(): count for text, count in counts.items()}

    @contextmanager
    def _reading(self) -> Iterator["list[Segment]"]:
        """The segments of the last commit, for one thread at a time: their files have one position to read from."""
        with self._lock:
            self._reload()
            yield self._segments

    def _reload(self) -> None:
        """Open what was committed since, again where a writer removed files while they were being opened."""
        for left in reversed(range(TRIES)):
            generation = self._index.latest_generation()
            if generation == self._generation:
                return
            try:
                with _readable(self._folder):
                    segments = segments_of(self._index.reader())
            except LibraryError:
                if not left:
                    raise
                continue
            for segment in self._segments:
                segment.reader.close()
            self._segments, self._generation = segments, generation


class _Writer:
    """What is added here is in a segment of its own, which Whoosh's deleting does not see."""

    def __init__(self, writer: SegmentWriter) -> None:
        self._writer = writer

    def add(self, entries: Iterable[IndexedPassage]) -> None:
        for entry in entries:
            self._writer.add_document(**stored(entry))

    def delete(self, document: str) -> None:
        self._writer.delete_by_term("document", document)


def _codec() -> W3Codec:
    """Without the lengths per block of postings that only Whoosh's matchers use: they cost a call per posting."""
    codec = W3Codec()
    codec.length_stats = False
    return codec
