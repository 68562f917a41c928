"""The nouns that modules hand to each other: frozen, slotted, without behaviour beyond reading themselves.

All offsets count code points of the text that the object belongs to; `text[start:end]` is what was written there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Record = Mapping[str, Any]
"""A bibliographic record: one CSL-JSON item (https://docs.citationstyles.org), without `id`."""


# ------------------------------------------------------------------ what a file holds
@dataclass(frozen=True, slots=True)
class Page:
    """A page of a document. `number` is physical, from 1; `label` is what is printed on it, if anything is.

    In a document that is not `paged` a page is a section that axtar cut, and neither may be cited.
    """

    number: int
    label: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Extract:
    """All that was read from a file. `record` holds what the file says of itself: a proposal, never trusted."""

    media_type: str
    paged: bool
    pages: tuple[Page, ...]
    record: Record = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Detected:
    """The language (ISO 639-1 or `und`), script (ISO 15924) and confidence (0 to 1) of a text."""

    language: str
    script: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of a page's text in one language and script: `page.text[start:end] == text`."""

    page: int
    start: int
    end: int
    language: str
    script: str
    text: str


# ------------------------------------------------------------------ what a text says
@dataclass(frozen=True, slots=True)
class Token:
    """A word as it stands in the text. `text` is the written form without hyphenation; offsets span what is on the page."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in running text, of one or several words.

    `base` is the spelling without its case ending ("Şuşa" of "Şuşada"), `keys` its cross-script keys (none where `entities`
    say all), `entities` the ids of all authority records that it may be, best first. The span covers all its words.
    A text's keys are those to store, a query's those to look for.
    """

    start: int
    end: int
    base: str
    keys: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a text as the index sees it; `mentions` are the names that begin here.

    `surface` is the folded word, `lemma` its folded dictionary form. Azerbaijani in Cyrillic is written in Latin in both.
    `language` is that of its letters, where they tell another than its passage's; else empty.
    """

    text: str
    start: int
    end: int
    surface: str
    lemma: str
    mentions: tuple[Mention, ...] = ()
    language: str = ""


# ------------------------------------------------------------------ what an engine stores
@dataclass(frozen=True, slots=True)
class Entry:
    """A passage as an engine stores it: finished terms parted by blanks, and values to filter and count by.

    `surface`, `lemma` and `title` keep positions, and those of the first two agree; `names`, `grams` and `author` are bags.
    """

    id: str
    document: str
    language: str
    type: str
    year: int | None
    places: tuple[str, ...]
    surface: str
    lemma: str
    names: str
    grams: str
    title: str
    author: str


TEXT_FIELDS = ("surface", "lemma", "names", "grams", "title", "author")
VALUE_FIELDS = ("id", "document", "language", "type", "places")
NUMBER_FIELDS = ("year",)
FACETS = ("language", "year", "type", "places")


# ------------------------------------------------------------------ what an engine is asked
@dataclass(frozen=True, slots=True)
class Match:
    """Passages with this term in a text field (scored by BM25) or this value in a value field."""

    field: str
    term: str
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Phrase:
    """Terms one after the other in a field with positions; up to `slop` other words between them, in this order."""

    field: str
    terms: tuple[str, ...]
    slop: int = 0
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Prefix:
    """Passages with a term that begins so; scored alike."""

    field: str
    text: str
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Range:
    """Passages whose number lies between, both ends included; None leaves an end open."""

    field: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class All:
    """Every clause matches; scores add up."""

    clauses: tuple["Clause", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one clause matches; scores add up."""

    clauses: tuple["Clause", ...]


@dataclass(frozen=True, slots=True)
class Best:
    """At least one clause matches; the best score counts."""

    clauses: tuple["Clause", ...]


@dataclass(frozen=True, slots=True)
class Constant:
    """What a clause matches, all scored alike: how often and in how long a passage does not count."""

    clause: "Clause"
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Ranked:
    """What `required` matches and `excluded` does not; `optional` only adds to the score, `filters` only narrow."""

    required: "Clause"
    optional: tuple["Clause", ...] = ()
    filters: tuple["Clause", ...] = ()
    excluded: tuple["Clause", ...] = ()


@dataclass(frozen=True, slots=True)
class Everything:
    """All passages, scored alike."""


Clause = Match | Phrase | Prefix | Range | All | AnyOf | Best | Constant | Ranked | Everything


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that an engine found."""

    id: str
    document: str
    score: float


# ------------------------------------------------------------------ what a reader sees
_NAME = ("family", "given")


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the library: `file` is the original's name, `path` where it lies below `documents/`."""

    id: str
    file: str
    path: str
    media_type: str
    sha256: str
    paged: bool
    page_count: int
    record: Record
    removed: str | None = None

    @property
    def title(self) -> str:
        """The record's title, or the file's name."""
        return str(self.record.get("title") or self.file)

    @property
    def authors(self) -> tuple[str, ...]:
        """Authors as `Family, Given` or as a literal, in the record's order; what is no name is passed over."""
        names = self.record.get("author")
        return tuple(
            written
            for name in (names if isinstance(names, list) else ())
            if isinstance(name, Mapping)
            if (written := str(name.get("literal") or ", ".join(str(name[part]) for part in _NAME if name.get(part))))
        )

    @property
    def year(self) -> int | None:
        """The year of the record's `issued`, if it has one of at most four digits."""
        try:
            year = int(self.record["issued"]["date-parts"][0][0])
        except (KeyError, IndexError, TypeError, ValueError):  # a record may hold anything
            return None
        return year if 0 < abs(year) < 10_000 else None

    @property
    def type(self) -> str:
        """The record's CSL type."""
        return str(self.record.get("type") or "document")


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way of writing, or one inflected word, that a search looked for, and how many passages hold it.

    `term` is what `Request.without` takes to leave it out.
    """

    text: str
    language: str
    count: int
    term: str = ""


@dataclass(frozen=True, slots=True)
class Expansion:
    """What a word of the query was searched as. `kind`: exact, word, number, name (by its key), entity or subject (`id` says).

    An entity that the word may be but was not searched as, since the reader chose another, has the kind `other`. `count` is
    the number of passages that hold a name or entity in any spelling.
    """

    text: str
    kind: str
    spellings: tuple[Spelling, ...]
    id: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Snippet:
    """Text to show with the spans that matched."""

    text: str
    highlights: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """A part of a score: how (`kind`) a typed `word` is in a passage, as what it is `written` there, and what that is worth.

    Kinds of a passage: exact, word, entity, name, subject, number (ways of finding a word, as in `Expansion`), pieces (of the
    word), present (the word is there at all), adjacent, near (two words), phrase, beginning, title, author, filter,
    everything; missing. Kinds of a document: best, further (passages), record. `count` is how many passages of the library
    hold the word so, 0 where that says nothing.
    """

    word: str
    kind: str
    written: tuple[str, ...]
    count: int
    score: float


@dataclass(frozen=True, slots=True)
class PassageHit:
    """A passage that answers a query: `text` whole, `snippet` its best window; `reasons` where they were asked for."""

    score: float
    page: int
    label: str | None
    language: str
    text: str
    highlights: tuple[tuple[int, int], ...]
    snippet: Snippet
    url: str
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A document with its best passages; `matches` counts all its passages that matched, `reasons` say what its score is."""

    score: float
    document: Document
    passages: tuple[PassageHit, ...]
    matches: int
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """One question as a reader puts it: filters by facet, spellings switched off, and which hits to show.

    `as_` holds ids of entities: a word that may be one of them is searched as it alone. `depth` is how many passages of a
    document are wanted: each is analysed again to mark what matched, which is what costs most. The best `explained` of them are
    told with the reasons of their scores.
    """

    text: str
    limit: int = 10
    offset: int = 0
    exact: bool = False
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    as_: tuple[str, ...] = ()
    depth: int = 10
    explained: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a request: `total` counts documents; `facets` documents by value; `notices` are for the reader."""

    request: Request
    took_ms: float
    total: int
    expansions: tuple[Expansion, ...]
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]]
    suggestions: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: added, updated, unchanged, restored, kept or failed (`message` says why).

    `kept`: the record beside it has changed, but that of the document was edited, and stays.
    """

    path: str
    status: str
    document: str | None = None
    message: str = ""
    warnings: tuple[str, ...] = ()
