"""Clauses: what an engine is asked, of the entries that it stores."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IndexedPassage:
    """A passage as an engine stores it: finished terms parted by blanks, and values to filter and count by.

    `surface`, `lemma` and `title` keep positions, and those of the first two agree; `names`, `ngrams` and `author` are bags.
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

COUNTED_EXACTLY = 1_000
"""Matching documents up to which every engine counts the places of each; of more it may estimate how many name a place."""


# ------------------------------------------------------------------ what an engine is asked
@dataclass(frozen=True, slots=True)
class TermQuery:
    """Passages with this term in a text field (scored by BM25) or this value in a value field."""

    field: str
    term: str
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class PhraseQuery:
    """Terms one after the other in a field with positions; up to `slop` other words between them, in this order."""

    field: str
    terms: tuple[str, ...]
    slop: int = 0
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class PrefixQuery:
    """Passages with a term that begins so; scored alike."""

    field: str
    text: str
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class RangeQuery:
    """Passages whose number lies between, both ends included; None leaves an end open."""

    field: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Conjunction:
    """Every clause matches; scores add up."""

    queries: tuple["EngineQuery", ...]


@dataclass(frozen=True, slots=True)
class Disjunction:
    """At least one clause matches; scores add up."""

    queries: tuple["EngineQuery", ...]


@dataclass(frozen=True, slots=True)
class DisjunctionMax:
    """At least one clause matches; the best score counts."""

    queries: tuple["EngineQuery", ...]


@dataclass(frozen=True, slots=True)
class ConstantScore:
    """What a clause matches, all scored alike: how often and in how long a passage does not count."""

    query: "EngineQuery"
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class BooleanQuery:
    """What `must` matches and `must_not` does not; `should` only adds to the score, `filter` only narrow."""

    must: "EngineQuery"
    should: tuple["EngineQuery", ...] = ()
    filter: tuple["EngineQuery", ...] = ()
    must_not: tuple["EngineQuery", ...] = ()


@dataclass(frozen=True, slots=True)
class MatchAll:
    """All passages, scored alike."""


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
    """A passage that an engine found."""

    id: str
    document: str
    score: float
