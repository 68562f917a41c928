"""Answers: what a reader asks, and sees."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from axtar.model.document import Document


@dataclass(frozen=True, slots=True)
class Request:
    """One question as a reader puts it: filters by facet, spellings switched off, and which hits to show.

    `entities` holds ids of entities: a word that may be one of them is searched as it alone. `depth` is how many passages of a
    document are wanted: each is analysed again to mark what matched, which is what costs most. The best `explained` of them are
    told with the reasons of their scores.
    """

    text: str
    limit: int = 10
    offset: int = 0
    exact: bool = False
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    depth: int = 10
    explained: int = 0


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
class HighlightedText:
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
    snippet: HighlightedText
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
