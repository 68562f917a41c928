"""Nodes of a query become clauses: what each asks of one passage."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

from axtar import analysis, analyzer
from axtar.errors import QuerySyntaxError
from axtar.model import (
    BooleanQuery,
    Conjunction,
    ConstantScore,
    Disjunction,
    DisjunctionMax,
    EngineQuery,
    Expansion,
    MatchAll,
    PhraseQuery,
    PrefixQuery,
    QueryWord,
    RangeQuery,
    TermQuery,
)
from axtar.search.query.builders import all_of, any_of, leaves, phrase_of, term_sequences, unique
from axtar.search.query.parser import (
    And,
    FieldFilter,
    ImplicitAnd,
    Near,
    Node,
    Not,
    Or,
    PrefixNode,
    QuotedPhrase,
    Words,
)
from axtar.search.query.terms import QueryTerm, QueryTermBuilder, content_terms

YEARS = range(-9999, 10_000)


@dataclass
class QueryCompiler:
    """Makes clauses of nodes, and collects what is told to the reader."""

    terms: QueryTermBuilder
    expansions: list[Expansion] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    origins: dict[EngineQuery, str] = field(default_factory=dict)

    def described(self, units: Iterable[QueryTerm]) -> tuple[EngineQuery, ...]:
        """The clauses of units, which the reader is told about."""
        clauses = []
        for unit in units:
            clauses.append(self.with_origin(unit.text, unit.query))
            self.expansions.extend(unit.expansions)
            self.words.append(unit.text)
        return tuple(clauses)

    def with_origin(self, words: str, clause: EngineQuery) -> EngineQuery:
        """A clause, with the words noted that it was made of."""
        for leaf in leaves(clause):
            self.origins.setdefault(leaf, words)
        return clause

    def query(self, node: Node) -> EngineQuery:  # noqa: PLR0911 - one return for each kind of node
        """What a node asks of one passage."""
        match node:
            case Words(text):
                return all_of(self.described(content_terms(self.terms.of(text))))
            case QuotedPhrase():
                return self.phrase(node)
            case PrefixNode(text):
                return PrefixQuery("surface", _surface(text))
            case Near(left, right, distance):
                return self.near(left, right, distance)
            case FieldFilter(name, value):
                return _FIELDS[name](self, value)
            case And(nodes) | ImplicitAnd(nodes):
                positive = tuple(self.query(one) for one in nodes if not isinstance(one, Not))
                negative = tuple(self.query(one.node) for one in nodes if isinstance(one, Not))
                return BooleanQuery(all_of(positive), must_not=negative) if negative else all_of(positive)
            case Or(nodes):
                return Disjunction(tuple(self.query(one) for one in nodes))
            case Not(inner):
                return BooleanQuery(MatchAll(), must_not=(self.query(inner),))

    def query_words(self, text: str) -> list[QueryWord]:
        """The words of a part of the query, in every reading."""
        return self.terms.analyzer.analyze_query(text)

    def phrase(self, node: QuotedPhrase) -> EngineQuery:
        """Exact words in this order; or, inflected, their lemmas and entities, in each language that they can be read in."""
        readings = term_sequences(
            self.query_words(node.text), inflected=node.inflected and not self.terms.choices.exact
        )
        name = "lemma" if node.inflected and not self.terms.choices.exact else "surface"
        return any_of(tuple(phrase_of(name, one) for one in readings))

    def near(self, left: Node, right: Node, distance: int) -> EngineQuery:
        """Single words, in any inflection, at most `distance` words apart in either order; larger things in one passage."""
        if not (isinstance(left, Words) and isinstance(right, Words) and _is_word(left) and _is_word(right)):
            return Conjunction((self.query(left), self.query(right)))
        name = "surface" if self.terms.choices.exact else "lemma"
        pairs = [
            (one, other)
            for a in term_sequences(self.query_words(left.text), inflected=not self.terms.choices.exact)
            for b in term_sequences(self.query_words(right.text), inflected=not self.terms.choices.exact)
            for one, other in ((a, b), (b, a))
        ]
        for unit in (*self.terms.of(left.text), *self.terms.of(right.text)):
            self.expansions.extend(unit.expansions[:1])
        return any_of(tuple(PhraseQuery(name, (*one, *other), distance) for one, other in pairs))

    def in_field(self, name: str, value: Node) -> EngineQuery:
        """Words, a phrase or a prefix in the title or among the authors."""
        if isinstance(value, PrefixNode):
            return PrefixQuery(name, _surface(value.text))
        if isinstance(value, QuotedPhrase):
            return any_of(
                tuple(phrase_of(name, one) for one in term_sequences(self.query_words(value.text), inflected=False))
            )
        units = self.terms.of(_text(value))
        return all_of(tuple(self.with_origin(unit.text, _moved(unit.query, name)) for unit in units))

    def in_places(self, value: Node) -> EngineQuery:
        """Passages that name a place."""
        text = _text(value)
        ids = unique(
            id_
            for mention in self.terms.analyzer.query_mentions(text)
            for id_ in mention.entities
            if analyzer.is_place(id_)
        )
        if not ids:
            raise QuerySyntaxError(f"No place named {text!r} is known; search for it as a word.")
        return any_of(tuple(TermQuery("places", id_) for id_ in ids))


def _moved(clause: EngineQuery, name: str) -> EngineQuery:
    """The same question put to another text field, which holds the terms of all fields together."""
    match clause:
        case TermQuery(_, term, boost):
            return TermQuery(name, term, boost)
        case Disjunction(clauses):
            return Disjunction(tuple(_moved(one, name) for one in clauses))
        case DisjunctionMax(clauses):
            return DisjunctionMax(tuple(_moved(one, name) for one in clauses))
        case ConstantScore(inner, boost):
            return ConstantScore(_moved(inner, name), boost)
        case PhraseQuery(_, words):
            return phrase_of(name, words)
        case _:  # pragma: no cover - units are made of nothing else
            return clause


def _is_word(node: Words) -> bool:
    return len(analysis.tokenize(node.text)) == 1


def _year(_: QueryCompiler, value: Node) -> EngineQuery:
    low, dots, high = _text(value).partition("..")
    first = _one_year(low)
    return RangeQuery("year", first, _one_year(high) if dots else first)


def _one_year(text: str) -> int | None:
    """A year; None for an end that is left open."""
    if not text:
        return None
    if not text.lstrip("-").isdecimal() or int(text[:6]) not in YEARS:
        raise QuerySyntaxError("year: takes a year or a range, as in year:1994 or year:1990..2000.")
    return int(text[:6])


def _value(name: str, _: QueryCompiler, value: Node) -> EngineQuery:
    return TermQuery(name, _text(value).lower())


def _text(node: Node) -> str:
    match node:
        case Words(text) | QuotedPhrase(text, _) | PrefixNode(text):
            return text
        case _:  # pragma: no cover - the grammar allows nothing else behind a field
            raise QuerySyntaxError("A field takes a word or a phrase.")


def _surface(text: str) -> str:
    return analysis.fold(analysis.lower(text, "und"))


FILTERS = ("year", "language", "type", "place")
_FIELDS: dict[str, Callable[[QueryCompiler, Node], EngineQuery]] = {
    "title": lambda expander, value: expander.in_field("title", value),
    "author": lambda expander, value: expander.in_field("author", value),
    "place": lambda expander, value: expander.in_places(value),
    "year": _year,
    "language": partial(_value, "language"),
    "type": partial(_value, "type"),
}
