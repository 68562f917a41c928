"""Persons in all spellings, orders and abbreviations.

The table tests/data/names/persons.tsv was written before the rules.

Each form of a name is a document. A query of the full name must find the other forms, and no one else of the family.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from operator import attrgetter
from pathlib import Path

import pytest

from axtar.analyzer import shipped_analyzer, text_fields
from axtar.model import (
    Conjunction,
    ConstantScore,
    Disjunction,
    DisjunctionMax,
    EngineQuery,
    PhraseQuery,
    TermQuery,
)
from axtar.names.gazetteer.variants import cyrillic
from axtar.search.query import make_plan, parse
from axtar.search.query.choices import NO_CHOICES, Choices
from axtar.search.query.index_statistics import IndexStatistics
from axtar.tables import parse_rows

TABLE = Path(__file__).parents[2] / "data" / "names" / "persons.tsv"
SENTENCES = {
    "en": "The second part tells what {} wrote about those years.",
    "tr": "İkinci bölümde {} ile ilgili eski yazılar anlatılmaktadır.",
    "az": "İkinci hissədə {} haqqında köhnə yazılar təsvir olunur.",
    "az-Cyrl": "Икинҹи һиссәдә {} һаггында көһнә јазылар тәсвир олунур.",
    "ru": "Во второй части рассказывается, что писал {} о тех годах.",
}
ANALYZER = shipped_analyzer(authority=True)
ANALYSED_AS = {"az-Cyrl": "az"}
COLUMNS = ("en", "tr", "az", "ru", "other")
FULL = {"full", "inverted", "comma", "between", "between inverted"}


@dataclass(frozen=True)
class Name:
    """A spelling of a person's name in one language, with what may stand between."""

    owner: str
    language: str
    given: str
    between: str
    family: str

    @property
    def full(self) -> str:
        """The given and the family name."""
        return f"{self.given} {self.family}"

    @property
    def initial(self) -> str:
        """The initial and the family name."""
        return f"{self.letter}. {self.family}"

    @property
    def letter(self) -> str:
        """The initial: Russian has two letters for one sound."""
        return self.given[: 2 if self.given.startswith("Дж") else 1]

    def forms(self) -> Iterator[tuple[str, str]]:
        """Yield the kind and the text of each form that a book may write."""
        letter, father = self.letter, self.between[:1]
        yield "full", self.full
        yield "inverted", f"{self.family} {self.given}"
        yield "comma", f"{self.family}, {self.given}"
        yield "initial", self.initial
        yield "initial after", f"{self.family} {letter}."
        if self.between:
            yield "between", f"{self.given} {self.between} {self.family}"
        if father.isupper():
            yield "between inverted", f"{self.family} {self.given} {self.between}"
            yield "initials", f"{letter}. {father}. {self.family}"
            yield "initials after", f"{self.family} {letter}.{father}."


def names() -> Iterator[Name]:
    """Yield all names of the table, Azerbaijani in both alphabets."""
    for owner, *cells in parse_rows(TABLE.read_text("utf8"))[1:]:
        for column, cell in zip(COLUMNS, cells, strict=True):
            for text in filter(None, cell.split("; ")):
                language = {"other": "en"}.get(column, column)
                yield _name(owner, language, text)
                if column == "az":
                    yield _name(owner, "az-Cyrl", cyrillic(text))


def _name(owner: str, language: str, text: str) -> Name:
    given, *rest = text.split(" ")
    between = text[text.index("{") + 1 : text.index("}")] if "{" in text else ""
    return Name(owner, language, given, between, rest[-1])


@dataclass(frozen=True)
class Document:
    """A form of a name in a sentence of its language, with its index terms."""

    name: Name
    kind: str
    text: str
    fields: dict[str, list[str]]


def documents() -> Iterator[Document]:
    """Yield a document for each form of each name, not yet analysed."""
    for name in dict.fromkeys(names()):
        yield from (Document(name, kind, text, {}) for kind, text in name.forms())


class Library:
    """Documents in memory, which are searched by the terms of a plan."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.analyzer = ANALYZER
        self.documents = [
            replace(document, fields=self._fields(document.name.language, document.text)) for document in documents
        ]
        self.having: dict[tuple[str, str], set[int]] = defaultdict(set)
        for number, document in enumerate(self.documents):
            for field, terms in document.fields.items():
                for term in terms:
                    self.having[field, term].add(number)

    def _fields(self, language: str, text: str) -> dict[str, list[str]]:
        tokens = self.analyzer.analyze(SENTENCES[language].format(text), ANALYSED_AS.get(language, language))
        return {field: terms.split() for field, terms in text_fields(tokens).items()}

    def search(self, text: str, choices: Choices = NO_CHOICES) -> list[Document]:
        """Return the documents in which all that a query requires occurs."""
        statistics = IndexStatistics(
            lambda _: (),
            lambda field, term: len(self.having[field, term]),
            lambda query: len(self._matching(query)),
            lambda: len(self.documents),
        )
        plan = make_plan(parse(text), self.analyzer, statistics, choices)
        found = set.intersection(*(self._matching(query) for query in plan.required))
        if not found and plan.relaxed:
            found = set.union(*(self._matching(query) for query in plan.relaxed))
        return [self.documents[number] for number in sorted(found)]

    def _matching(self, query: EngineQuery) -> set[int]:
        match query:
            case TermQuery(field, term):
                return self.having[field, term]
            case PhraseQuery(field, terms):
                alike = set.intersection(*(self.having[field, term] for term in terms))
                return {number for number in alike if _has_phrase(self.documents[number].fields[field], terms)}
            case ConstantScore(inner):
                return self._matching(inner)
            case Conjunction(queries):
                return set.intersection(*map(self._matching, queries))
            case Disjunction(queries) | DisjunctionMax(queries):
                return set().union(*map(self._matching, queries))
            case _:
                raise AssertionError(query)


def _has_phrase(terms: Sequence[str], phrase: Sequence[str]) -> bool:
    return any(tuple(terms[at : at + len(phrase)]) == tuple(phrase) for at in range(len(terms)))


@cache
def figures() -> dict[str, float]:
    """Return the shares of the forms that queries find, and of the hits that are meant."""
    library, counts = Library(documents()), Counter[str]()
    sounds = {document.name.owner: _initial_of(document.name) for document in library.documents}
    for asked, text_of in (("full", attrgetter("full")), ("initial", attrgetter("initial"))):
        for owner, text in dict.fromkeys((name.owner, text_of(name)) for name in names()):
            hits = library.search(text)
            found = Counter(document.kind for document in hits if document.name.owner == owner)
            for document in library.documents:
                if document.name.owner == owner:
                    kind = "full" if document.kind in FULL else "initial"
                    counts[f"{asked} of {kind}"] += 1
                    counts[f"{asked} {document.kind} of"] += 1
            for kind, number in found.items():
                counts[f"{asked} {kind}"] += number
                counts[f"{asked} finds {'full' if kind in FULL else 'initial'}"] += number
            for document in hits:
                is_meant = document.name.owner == owner or (
                    sounds[document.name.owner] == sounds[owner] and (asked == "initial" or document.kind not in FULL)
                )
                counts[f"{asked} hits"] += 1
                counts[f"{asked} meant"] += is_meant
    shares = {
        f"{asked} finds {kind}": counts[f"{asked} finds {kind}"] / counts[f"{asked} of {kind}"]
        for asked in ("full", "initial")
        for kind in ("full", "initial")
    }
    kinds = {key: counts[key.removesuffix(" of")] / counts[key] for key in sorted(counts) if key.endswith(" of")}
    precision = {
        f"precision of {asked}": counts[f"{asked} meant"] / counts[f"{asked} hits"] for asked in ("full", "initial")
    }
    return {**shares, **precision, **kinds}


def _initial_of(name: Name) -> tuple[str, str]:
    """Return what an abbreviated name tells: the initial, and the family of the id."""
    given, _, family = name.owner.partition("-")
    return given[0], family


@pytest.mark.parametrize(
    ("figure", "least"),
    [
        ("full finds full", 0.95),
        ("full finds initial", 0.92),
        ("precision of full", 0.96),
        ("initial finds full", 0.90),
        ("initial finds initial", 0.90),
        ("precision of initial", 0.92),
    ],
)
def test_persons_are_found_in_every_form(figure: str, least: float) -> None:
    """Of the forms of a name, and of the hits, at least this share."""
    assert figures()[figure] >= least


# ------------------------------------------------------------------ others of the family
LIBRARY = ("Heydər Sadıqov gəldi.", "H. Sadıqov gəldi.", "Hikmət Sadıqov gəldi.", "Tək qalan Sadıqov gəldi.")


def hits(query: str, *chosen: str) -> list[str]:
    """Return the texts of a small library that a query finds."""
    library = Library(Document(Name("", "az", "", "", ""), "", text, {}) for text in LIBRARY)
    return [document.text for document in library.search(query, Choices(entities=frozenset(chosen)))]


def test_a_full_name_finds_the_initial_and_no_one_else() -> None:
    """In any spelling, order and letter case."""
    for query in ("Heydər Sadıqov", "Садыгов Гейдар", "Sadygov, Heydar", "heydər sadıqov"):
        assert hits(query) == list(LIBRARY[:2]), query


def test_an_initial_finds_full_names() -> None:
    """It finds all that it may stand for."""
    assert hits("Г. Садыгов") == hits("Sadıqov H.") == list(LIBRARY[:3])


def test_others_of_the_family_are_found_if_chosen_or_if_there_is_nothing_else() -> None:
    """They are one expansion, by whose id they are chosen."""
    assert hits("Heydər Sadıqov", "~sadkv") == hits("Rəşid Sadıqov") == list(LIBRARY)
