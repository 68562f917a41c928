"""Search requests, and the answers to them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from axtar.model.document import Document


@dataclass(frozen=True, slots=True)
class Request:
    """A search request.

    `text` is the query, `filters` the values to filter by for each facet, `limit` and `offset` the window of hits to return.
    `without`: spellings left out of the query's expansion. `entities`: entity ids; a name that may mean one of them is searched
    as that entity only; likewise lemma terms (`az:at`) of words. `depth`: passages to return for each document; each is analysed
    again to highlight its matches, which is the most expensive step. `explained`: how many of these, from the best, get the
    reasons for their scores.
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
    """A spelling or inflected form that a search looked for.

    `count` is the number of passages that contain it, `term` its identifier in `Request.without`.
    """

    text: str
    language: str
    count: int
    term: str = ""


@dataclass(frozen=True, slots=True)
class Expansion:
    """What a query term was searched as.

    `kind`: exact, word, number, name (by phonetic key), entity, subject or also (everyday words; both with `id`). An entity that
    the term may mean but was not searched as, since the reader chose another, has the kind `other`; readings of a word that are
    not searched, since they are improbable or others were chosen, have the kind `reading`. `count`: the number of passages that
    contain the name or entity in any spelling.
    """

    text: str
    kind: str
    spellings: tuple[Spelling, ...]
    id: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class HighlightedText:
    """Text to display, with the spans that matched."""

    text: str
    highlights: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """A part of a score: how the typed `word` matched, and its share of the score.

    `kind` is how it matched, `written` the forms in which it did. Kinds for a passage: exact, word, entity, name, subject,
    number (as in `Expansion`), pieces (n-grams of the word), present (the word occurs at all), adjacent, near (two words),
    phrase, beginning (prefix), title, author, filter, everything, missing. Kinds for a document: best, further (passages),
    record. `count`: how many passages of the library match in this way, 0 if that is not meaningful.
    """

    word: str
    kind: str
    written: tuple[str, ...]
    count: int
    score: float


@dataclass(frozen=True, slots=True)
class PassageHit:
    """A matching passage with its whole `text`.

    `snippet` is its best window; `reasons` explain the score if requested.
    """

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
    """A document with its best passages.

    `matches` counts all its matching passages; `reasons` explain its score.
    """

    score: float
    document: Document
    passages: tuple[PassageHit, ...]
    matches: int
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a request.

    `total`: the number of matching documents. `facets`: matching documents by value. `notices`: messages for the reader.
    """

    request: Request
    took_ms: float
    total: int
    expansions: tuple[Expansion, ...]
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]]
    suggestions: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
