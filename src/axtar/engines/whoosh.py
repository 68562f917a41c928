"""The engine in pure Python: Whoosh-Reloaded (https://whoosh-reloaded.readthedocs.io) keeps the postings.

Matching and scoring are ours (`engines.scores`); Whoosh finds the postings of a term, and merges and deletes.
"""

import re
import threading
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from heapq import nlargest, nsmallest
from importlib.metadata import version as release
from io import SEEK_END, BytesIO
from mmap import ACCESS_READ, mmap
from operator import itemgetter
from pathlib import Path
from time import sleep
from typing import Any

from whoosh import columns, fields, formats, index
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.reading import IndexReader, TermNotFound
from whoosh.writing import SegmentWriter

from axtar.engines import profile
from axtar.engines.protocol import Engine, Writer
from axtar.engines.scores import coarse, scores
from axtar.errors import AxtarError, IndexUnreadableError, LibraryError, LockedError
from axtar.model import TEXT_FIELDS, VALUE_FIELDS, Clause, Entry, Found

_SCHEMA_NUMBER = 2  # count up with every change to `_SCHEMA` or to how `_Terms` and `_Value` write
_POSITIONS = ("surface", "lemma", "title")
_BLANKS = re.compile("[ \t\n\f\r]+")  # those of tantivy's whitespace tokenizer
_MEMORY = 256  # megabytes of postings that a writer collects before it sorts them into a file; 32 take twice the time
_TRIES = 5  # at opening what another process may be replacing


def version() -> str:
    """The engine, the release of its library and our schema: an index made by another one may not be readable."""
    return f"whoosh {release('whoosh-reloaded')} schema {_SCHEMA_NUMBER}"


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
        self._index = _open(folder)
        self._generation = -1
        self._segments: list[_Segment] = []
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

    def search(self, clause: Clause, limit: int) -> list[Found]:
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

    def documents(self, clause: Clause) -> dict[str, int]:
        """Every document with a matching passage, and how many match."""
        return profile.documents(self._profiles(clause))

    def facets(self, clause: Clause, fields: Iterable[str]) -> Mapping[str, Mapping[str, int]]:
        """For each field, how many documents have a matching passage with each value."""
        return profile.facets(self._profiles(clause), fields)

    def matches(self, clause: Clause) -> int:
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

    def _profiles(self, clause: Clause) -> dict[str, int]:
        """Matching passages per profile."""
        with self._reading() as segments:
            counts: Counter[bytes] = Counter()
            for segment in segments:
                counts.update(map(segment.profiles.__getitem__, scores(clause, segment)))
        return {text.decode(): count for text, count in counts.items()}

    @contextmanager
    def _reading(self) -> Iterator["list[_Segment]"]:
        """The segments of the last commit, for one thread at a time: their files have one position to read from."""
        with self._lock:
            self._reload()
            yield self._segments

    def _reload(self) -> None:
        """Open what was committed since, again where a writer removed files while they were being opened."""
        for left in reversed(range(_TRIES)):
            generation = self._index.latest_generation()
            if generation == self._generation:
                return
            try:
                with _readable(self._folder):
                    segments = _segments(self._index.reader())
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

    def add(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            texts = {field: getattr(entry, field) for field in TEXT_FIELDS}
            values = {field: profile.values(entry, field) for field in (*VALUE_FIELDS, "year")}
            stored = {"key": entry.id.encode(), "profile": profile.profile(entry).encode()}
            lengths = {_length(field): len(_words(text)) for field, text in texts.items()}
            self._writer.add_document(**stored, **texts, **values, **lengths)

    def delete(self, document: str) -> None:
        self._writer.delete_by_term("document", document)


# ------------------------------------------------------------------ what is stored
class _Terms(fields.FieldType):  # type: ignore[misc]  # the package has no types
    """Finished terms parted by blanks; a posting's weight is the frequency, its value the places as 32-bit numbers."""

    def __init__(self, *, positions: bool) -> None:
        self.positions = positions
        super().__init__(formats.Format() if positions else formats.Existence(), analyzer=None, scorable=True)

    def index(self, value: str, **_options: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """The posting of each term."""
        places: dict[str, list[int]] = {}
        for place, term in enumerate(_words(value)):
            places.setdefault(term, []).append(place)
        for term, each in places.items():
            yield term.encode(), len(each), float(len(each)), array("I", each).tobytes() if self.positions else b""


def _words(text: str) -> list[str]:
    return list(filter(None, _BLANKS.split(text)))


def _length(field: str) -> str:
    """The column of a field's lengths: Whoosh's own are approximate, and more so with each merge."""
    return f"{field}_length"


class _Value(fields.FieldType):  # type: ignore[misc]  # the package has no types
    """Values to filter by, as they are."""

    def __init__(self) -> None:
        super().__init__(formats.Existence(), analyzer=None)

    def index(self, value: list[str], **_options: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """The posting of each value."""
        for each in set(value):
            yield each.encode(), 1, 1.0, b""


_SCHEMA = fields.Schema(
    key=fields.COLUMN(columns.VarBytesColumn()),
    profile=fields.COLUMN(columns.VarBytesColumn()),
    **{_length(field): fields.COLUMN(columns.NumericColumn("I")) for field in TEXT_FIELDS},
    **{field: _Terms(positions=field in _POSITIONS) for field in TEXT_FIELDS},
    **{field: _Value() for field in (*VALUE_FIELDS, "year")},
)


def _codec() -> W3Codec:
    """Without the lengths per block of postings that only Whoosh's matchers use: they cost a call per posting."""
    codec = W3Codec()
    codec.length_stats = False
    return codec


class _Storage(FileStorage):  # type: ignore[misc]  # the package has no types
    """Maps files into memory: Whoosh would copy a segment into memory, or leave files open where they are broken."""

    def open_file(self, name: str, **options: object) -> StructFile:
        """A file to read."""
        with Path(self.folder, name).open("rb") as file:
            empty = not file.seek(0, SEEK_END)
            content = BytesIO() if empty else mmap(file.fileno(), 0, access=ACCESS_READ)
        return StructFile(content, name=name, **options)


def _open(folder: Path) -> index.FileIndex:
    """Tries again where another process replaced the TOC between listing and opening it."""
    storage = _Storage(str(folder))
    if not any(not path.name.startswith((".", "_MAIN_")) for path in folder.iterdir()) and not _has_toc(folder):
        return index.FileIndex.create(storage, _SCHEMA)
    for left in reversed(range(_TRIES)):
        try:
            return index.FileIndex(storage, _SCHEMA)
        except (OSError, index.EmptyIndexError):
            if not left:
                raise
            sleep(0.05)
    raise AssertionError


def _has_toc(folder: Path) -> bool:
    return any(folder.glob("_MAIN_*.toc"))


# ------------------------------------------------------------------ what is read
class _Segment:
    """A part of the index that was written at once, with the statistics of the whole."""

    def __init__(self, reader: IndexReader, whole: IndexReader, total_length: Callable[[str], int]) -> None:
        self.reader = reader
        self.ids = reader.column_reader("key")
        self.profiles = reader.column_reader("profile")
        self._whole = whole
        self._columns = {field: reader.column_reader(_length(field)) for field in TEXT_FIELDS}
        self._lengths: dict[str, array[int]] = {}
        self._total_length = total_length

    def found(self, number: int, score: float) -> Found:
        """What a search answers."""
        return Found(self.ids[number].decode(), profile.document(self.profiles[number].decode()), score)

    def having(self, field: str, term: str) -> int:
        """How many passages hold a term: Whoosh's own figure includes deleted ones until the segment is merged."""
        if self.reader.has_deletions():
            return len(self.frequencies(field, term))
        return int(self.reader.doc_frequency(field, term))

    def passages(self) -> Iterator[int]:
        """All that are not deleted."""
        return iter(self.reader.all_doc_ids())

    def frequencies(self, field: str, term: str) -> dict[int, int]:
        """A posting's weight is the frequency."""
        return {matcher.id(): int(matcher.weight()) for matcher in self._postings(field, term)}

    def places(self, field: str, term: str) -> dict[int, Sequence[int]]:
        """A posting's value is the places."""
        return {matcher.id(): array("I", matcher.value()) for matcher in self._postings(field, term)}

    def terms(self, field: str, prefix: str) -> Iterator[str]:
        """All terms of a field that begin so."""
        known = field in self.reader.indexed_field_names()
        return (term.decode() for term in self.reader.expand_prefix(field, prefix)) if known else iter(())

    def lengths(self, field: str) -> Sequence[int]:
        """Read once and kept: four bytes a passage and field."""
        if field not in self._lengths:
            self._lengths[field] = array("I", map(coarse, self.exact_lengths(field)))
        return self._lengths[field]

    def exact_lengths(self, field: str) -> Iterator[int]:
        """As they were stored."""
        yield from self._columns[field]

    def total(self) -> int:
        """How many passages the whole index has, deleted ones included until their segment is merged."""
        return int(self._whole.doc_count_all())

    def total_length(self, field: str) -> int:
        """How many terms the whole index has in a field."""
        return self._total_length(field)

    def total_having(self, field: str, term: str) -> int:
        """How many passages of the whole index have a term."""
        return int(self._whole.doc_frequency(field, term))

    def _postings(self, field: str, term: str) -> Iterator[Any]:
        """A Whoosh matcher that stands on each passage with the term, deleted ones left out."""
        try:
            matcher = self.reader.postings(field, term)
        except TermNotFound:
            return
        while matcher.is_active():
            yield matcher
            matcher.next()


def _segments(whole: IndexReader) -> "list[_Segment]":
    segments: list[_Segment] = []

    @cache
    def total_length(field: str) -> int:
        return sum(sum(segment.exact_lengths(field)) for segment in segments)

    if whole.doc_count_all():
        segments += [_Segment(reader, whole, total_length) for reader, _ in whole.leaf_readers()]
    return segments
