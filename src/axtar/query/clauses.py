"""Nodes of a query become clauses: what each asks of one passage."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

from axtar import analysis, names, terms
from axtar.errors import QuerySyntaxError
from axtar.model import All, AnyOf, Best, Clause, Constant, Everything, Expansion, Match, Phrase, Prefix, Range, Ranked
from axtar.query.parse import And, Field, Near, Node, Not, Or, Prefixed, Quoted, Together, Words
from axtar.query.sequences import all_of, any_of, leaves, sequence, sequences, unique
from axtar.query.units import Unit, Units, content

YEARS = range(-9999, 10_000)


@dataclass
class Clauses:
    """Makes clauses of nodes, and collects what is told to the reader."""

    units: Units
    expansions: list[Expansion] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    origins: dict[Clause, str] = field(default_factory=dict)

    def told(self, units: Iterable[Unit]) -> tuple[Clause, ...]:
        """The clauses of units, which the reader is told about."""
        clauses = []
        for unit in units:
            clauses.append(self.noted(unit.text, unit.clause))
            self.expansions.extend(unit.expansions)
            self.words.append(unit.text)
        return tuple(clauses)

    def noted(self, words: str, clause: Clause) -> Clause:
        """A clause, with the words noted that it was made of."""
        for leaf in leaves(clause):
            self.origins.setdefault(leaf, words)
        return clause

    def clause(self, node: Node) -> Clause:  # noqa: PLR0911 - one return for each kind of node
        """What a node asks of one passage."""
        match node:
            case Words(text):
                return all_of(self.told(content(self.units.of(text))))
            case Quoted():
                return self.phrase(node)
            case Prefixed(text):
                return Prefix("surface", _surface(text))
            case Near(left, right, distance):
                return self.near(left, right, distance)
            case Field(name, value):
                return _FIELDS[name](self, value)
            case And(nodes) | Together(nodes):
                positive = tuple(self.clause(one) for one in nodes if not isinstance(one, Not))
                negative = tuple(self.clause(one.node) for one in nodes if isinstance(one, Not))
                return Ranked(all_of(positive), excluded=negative) if negative else all_of(positive)
            case Or(nodes):
                return AnyOf(tuple(self.clause(one) for one in nodes))
            case Not(inner):
                return Ranked(Everything(), excluded=(self.clause(inner),))

    def phrase(self, node: Quoted) -> Clause:
        """Exact words in this order; or, inflected, their lemmas and entities, in each language that they can be read in."""
        readings = sequences(node.text, inflected=node.inflected and not self.units.exact)
        name = "lemma" if node.inflected and not self.units.exact else "surface"
        return any_of(tuple(sequence(name, one) for one in readings))

    def near(self, left: Node, right: Node, distance: int) -> Clause:
        """Single words, in any inflection, at most `distance` words apart in either order; larger things in one passage."""
        if not (isinstance(left, Words) and isinstance(right, Words) and _is_word(left) and _is_word(right)):
            return All((self.clause(left), self.clause(right)))
        name = "surface" if self.units.exact else "lemma"
        pairs = [
            (one, other)
            for a in sequences(left.text, inflected=not self.units.exact)
            for b in sequences(right.text, inflected=not self.units.exact)
            for one, other in ((a, b), (b, a))
        ]
        for unit in (*self.units.of(left.text), *self.units.of(right.text)):
            self.expansions.extend(unit.expansions[:1])
        return any_of(tuple(Phrase(name, (*one, *other), distance) for one, other in pairs))

    def in_field(self, name: str, value: Node) -> Clause:
        """Words, a phrase or a prefix in the title or among the authors."""
        if isinstance(value, Prefixed):
            return Prefix(name, _surface(value.text))
        if isinstance(value, Quoted):
            return any_of(tuple(sequence(name, one) for one in sequences(value.text, inflected=False)))
        units = self.units.of(_text(value))
        return all_of(tuple(self.noted(unit.text, _moved(unit.clause, name)) for unit in units))

    def in_places(self, value: Node) -> Clause:
        """Passages that name a place."""
        text = _text(value)
        ids = unique(
            id_
            for mention in names.query_mentions(analysis.tokenize(text), text)
            for id_ in mention.entities
            if terms.is_place(id_)
        )
        if not ids:
            raise QuerySyntaxError(f"No place named {text!r} is known; search for it as a word.")
        return any_of(tuple(Match("places", id_) for id_ in ids))


def _moved(clause: Clause, name: str) -> Clause:
    """The same question put to another text field, which holds the terms of all fields together."""
    match clause:
        case Match(_, term, boost):
            return Match(name, term, boost)
        case AnyOf(clauses):
            return AnyOf(tuple(_moved(one, name) for one in clauses))
        case Best(clauses):
            return Best(tuple(_moved(one, name) for one in clauses))
        case Constant(inner, boost):
            return Constant(_moved(inner, name), boost)
        case Phrase(_, words):
            return sequence(name, words)
        case _:  # pragma: no cover - units are made of nothing else
            return clause


def _is_word(node: Words) -> bool:
    return len(analysis.tokenize(node.text)) == 1


def _year(_: Clauses, value: Node) -> Clause:
    low, dots, high = _text(value).partition("..")
    first = _one_year(low)
    return Range("year", first, _one_year(high) if dots else first)


def _one_year(text: str) -> int | None:
    """A year; None for an end that is left open."""
    if not text:
        return None
    if not text.lstrip("-").isdecimal() or int(text[:6]) not in YEARS:
        raise QuerySyntaxError("year: takes a year or a range, as in year:1994 or year:1990..2000.")
    return int(text[:6])


def _value(name: str, _: Clauses, value: Node) -> Clause:
    return Match(name, _text(value).lower())


def _text(node: Node) -> str:
    match node:
        case Words(text) | Quoted(text, _) | Prefixed(text):
            return text
        case _:  # pragma: no cover - the grammar allows nothing else behind a field
            raise QuerySyntaxError("A field takes a word or a phrase.")


def _surface(text: str) -> str:
    return analysis.fold(analysis.lower(text, "und"))


FILTERS = ("year", "language", "type", "place")
_FIELDS: dict[str, Callable[[Clauses, Node], Clause]] = {
    "title": lambda expander, value: expander.in_field("title", value),
    "author": lambda expander, value: expander.in_field("author", value),
    "place": lambda expander, value: expander.in_places(value),
    "year": _year,
    "language": partial(_value, "language"),
    "type": partial(_value, "type"),
}
