"""Clauses: what an engine is asked, of the entries that it stores."""

from dataclasses import dataclass


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
POSITION_FIELDS = ("surface", "lemma", "title")
VALUE_FIELDS = ("id", "document", "language", "type", "places")
NUMBER_FIELDS = ("year",)
FACETS = ("language", "year", "type", "places")

COUNTED_EXACTLY = 1_000
"""Matching documents up to which every engine counts the places of each; of more it may estimate how many name a place."""


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
