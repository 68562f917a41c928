"""The query language of search engines, and the passages that they index and return."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IndexedPassage:
    """A passage as an engine indexes it.

    Text fields are terms separated by spaces; the others are values for filters and facets. `surface`, `lemma` and `title`
    store positions, equal in the first two; `names`, `ngrams` and `author` are bags of terms.
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
    ngrams: str
    title: str
    author: str


TEXT_FIELDS = ("surface", "lemma", "names", "ngrams", "title", "author")
POSITION_FIELDS = ("surface", "lemma", "title")
VALUE_FIELDS = ("id", "document", "language", "type", "places")
NUMBER_FIELDS = ("year",)
FACETS = ("language", "year", "type", "places")

EXACT_FACET_LIMIT = 1_000
"""The number of matching documents up to which engines count the `places` facet exactly; above it they may estimate."""


# ------------------------------------------------------------------ queries
@dataclass(frozen=True, slots=True)
class TermQuery:
    """Matches passages with this term in a text field, or this value in a value field.

    In a text field it is scored by BM25.
    """

    field: str
    term: str
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class PhraseQuery:
    """Matches the terms in this order, with up to `slop` other words between them.

    The field must store positions.
    """

    field: str
    terms: tuple[str, ...]
    slop: int = 0
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class PrefixQuery:
    """Matches passages with a term that has this prefix; all score alike."""

    field: str
    text: str
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class RangeQuery:
    """Matches passages whose number is in a range, both ends included; None leaves an end open."""

    field: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Conjunction:
    """Matches if all queries do; scores are summed."""

    queries: tuple["EngineQuery", ...]


@dataclass(frozen=True, slots=True)
class Disjunction:
    """Matches if at least one query does; scores are summed."""

    queries: tuple["EngineQuery", ...]


@dataclass(frozen=True, slots=True)
class DisjunctionMax:
    """Matches if at least one query does; the highest score counts."""

    queries: tuple["EngineQuery", ...]


@dataclass(frozen=True, slots=True)
class ConstantScore:
    """Matches what its query matches, with `boost` as the score.

    Neither term frequency nor passage length counts.
    """

    query: "EngineQuery"
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class BooleanQuery:
    """Matches what `must` and every `filter` do and no `must_not` does.

    `should` only adds to the score.
    """

    must: "EngineQuery"
    should: tuple["EngineQuery", ...] = ()
    filter: tuple["EngineQuery", ...] = ()
    must_not: tuple["EngineQuery", ...] = ()


@dataclass(frozen=True, slots=True)
class MatchAll:
    """Matches all passages; all score alike."""


EngineQuery = (
    TermQuery
    | PhraseQuery
    | PrefixQuery
    | RangeQuery
    | Conjunction
    | Disjunction
    | DisjunctionMax
    | ConstantScore
    | BooleanQuery
    | MatchAll
)


@dataclass(frozen=True, slots=True)
class ScoredPassage:
    """A passage that matched a query, with its score."""

    id: str
    document: str
    score: float
