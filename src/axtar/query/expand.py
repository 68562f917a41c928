"""A query's tree becomes a plan: what an engine is asked, what is shown of it, and what may be switched off.

Words typed without operators are read as a reader means them (`_soft`): in a short query every name must be in the document
(or every word, where there is no name), somewhere; in a long one, a question, any word may match and the ranking decides.
Other words only rank, because a word of one language cannot stand in a document of another, but a name can.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import TypeVar

from axtar import analysis, detect, names, terms
from axtar.errors import QuerySyntaxError
from axtar.languages import UNDETERMINED
from axtar.model import (
    All,
    Any_,
    Clause,
    Everything,
    Expansion,
    Match,
    Mention,
    Phrase,
    Prefix,
    Range,
    Ranked,
    Spelling,
)
from axtar.query.parse import And, Field, Near, Node, Not, Or, Prefixed, Quoted, Words

T = TypeVar("T")

SURFACE, LEMMA, ENTITY, KEY, GRAM, ADJACENT = 0.3, 1.0, 0.7, 0.2, 0.2, 0.3
"""What a match is worth. They add up: an exact surface matches as its stem too, and so beats the stem alone.

Chosen for the mean reciprocal rank of questions over passages in four languages (docs/quality.md); anything near is as good.
"""

SHORT = 3
"""Up to so many words a query is not a question: all that it names must be found."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the library's texts hold, as far as expansion needs it.

    `spellings` lists (name, folded spelling, spelling as written, language) for index names; `frequency` counts the
    passages that hold a term of a field.
    """

    spellings: Callable[[Sequence[str]], Iterable[tuple[str, str, str, str]]]
    frequency: Callable[[str, str], int]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to ask: a document must hold each of `clauses` somewhere, in passages that pass `filters` and not `excluded`.

    `optional` only ranks. Where nothing is found, `relaxed` may be tried instead of `clauses`. `expansions` say what was
    searched, `words` what was typed.
    """

    clauses: tuple[Clause, ...]
    optional: tuple[Clause, ...] = ()
    filters: tuple[Clause, ...] = ()
    excluded: tuple[Clause, ...] = ()
    relaxed: tuple[Clause, ...] = ()
    expansions: tuple[Expansion, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """One or several words that are searched as one thing. `kind`: word, stopword, name (by its key) or entity."""

    text: str
    surface: str
    clause: Clause
    expansions: tuple[Expansion, ...]
    kind: str


@dataclass
class _Expander:
    """Carries through the tree what all nodes need, and collects what is told to the reader."""

    vocabulary: Vocabulary
    exact: bool
    without: frozenset[str]
    expansions: list[Expansion] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    spellings: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)

    # ---------------------------------------------------------------- words
    def units(self, text: str) -> list[Unit]:
        """The things that a run of words names, in its order: longest names first, then single words."""
        words = terms.analyse_query(text)
        language = detect.detect(text).language
        taken = [one for one in _longest(words) if one.entities or not _is_plain(words, one)]
        self._look_up(name for mention in taken for name in terms.identities(mention))
        units = []
        for word in words:
            mentions = [mention for mention in taken if mention.start == word.start]
            if mentions:
                units.append(self._name(text, word, mentions))
            elif not any(mention.start <= word.start < mention.end for mention in taken):
                units.append(self._word(word, language))
        return units

    def _word(self, word: terms.Word, language: str) -> Unit:
        surfaces = _unique(term.surface for _, term in word.readings)
        clauses: list[Clause] = [Match("surface", surface, SURFACE) for surface in surfaces]
        expansions = [self._surfaces(word.text, surfaces)]
        if not self.exact:
            lemmas = _unique((code, terms.plain_lemma(term, code)) for code, term in word.readings)
            kept = [(code, lemma) for code, lemma in lemmas if lemma not in self.without]
            clauses += [Match("lemma", lemma, LEMMA) for _, lemma in kept]
            expansions.append(
                Expansion(
                    word.text, "word", tuple(self._spelling("lemma", lemma, lemma, code) for code, lemma in lemmas)
                )
            )
        kind = "stopword" if _is_stopword(word, language) else "word"
        return Unit(word.text, surfaces[0], Any_(tuple(clauses)), tuple(expansions), kind)

    def _name(self, text: str, word: terms.Word, mentions: Sequence[Mention]) -> Unit:
        end = max(mention.end for mention in mentions)
        typed = text[word.start : end]
        alone = self._word(word, "")
        if self.exact:
            return alone if end <= word.end else self._exactly(typed)
        names_ = _unique(name for mention in mentions for name in terms.identities(mention))
        clauses = [clause for name in names_ for clause in self._spelled(name)]
        expansions = [self._identity(typed, name) for name in names_]
        if end <= word.end:
            clauses.append(alone.clause)
            expansions += alone.expansions
        kind = "entity" if any(mention.entities for mention in mentions) else "name"
        return Unit(typed, alone.surface, Any_(tuple(clauses)), tuple(expansions), kind)

    def _look_up(self, names_: Iterable[str]) -> None:
        """Fetch the spellings of names that are not known yet, all at once."""
        wanted = [name for name in _unique(names_) if name not in self.spellings]
        self.spellings.update((name, {}) for name in wanted)
        for name, base, text, language in self.vocabulary.spellings(wanted) if wanted else ():
            self.spellings[name].setdefault(base, (text, language))

    def _spelled(self, name: str) -> list[Clause]:
        """A name in all spellings, or in those that the reader left on."""
        boost = KEY if name.startswith("~") else ENTITY
        if name in self.without:
            return []
        if self.without:
            left = [base for base in self.spellings[name] if base not in self.without]
            if len(left) < len(self.spellings[name]):
                return [Match("names", f"{name}={base}", boost) for base in left]
        return [Match("names", name, boost)]

    def _identity(self, typed: str, name: str) -> Expansion:
        rows = self.spellings[name].items()
        spellings = (self._spelling("names", f"{name}={base}", text, language) for base, (text, language) in rows)
        ordered = tuple(sorted((one for one in spellings if one.count), key=lambda one: (-one.count, one.text)))
        return Expansion(typed, "name" if name.startswith("~") else "entity", ordered, name)

    def _surfaces(self, typed: str, surfaces: Sequence[str]) -> Expansion:
        return Expansion(typed, "exact", tuple(self._spelling("surface", surface, surface, "") for surface in surfaces))

    def _spelling(self, field_: str, term: str, text: str, language: str) -> Spelling:
        return Spelling(text, language, self.vocabulary.frequency(field_, term))

    def _exactly(self, text: str) -> Unit:
        clause = self.phrase(Quoted(text))
        return Unit(text, analysis.fold(text), clause, (), "name")

    def told(self, units: Iterable[Unit]) -> tuple[Clause, ...]:
        """The clauses of units, which the reader is told about."""
        clauses = []
        for unit in units:
            clauses.append(unit.clause)
            self.expansions.extend(unit.expansions)
            self.words.append(unit.text)
        return tuple(clauses)

    # ---------------------------------------------------------------- the other nodes
    def clause(self, node: Node) -> Clause:  # noqa: PLR0911 - one return for each kind of node
        """What a node asks of one passage."""
        match node:
            case Words(text):
                units = self.units(text)
                return _all(self.told([unit for unit in units if unit.kind != "stopword"] or units))
            case Quoted():
                return self.phrase(node)
            case Prefixed(text):
                return Prefix("surface", _surface(text))
            case Near(left, right, distance):
                return self.near(left, right, distance)
            case Field(name, value):
                return _FIELDS[name](self, value)
            case And(nodes):
                positive = tuple(self.clause(one) for one in nodes if not isinstance(one, Not))
                negative = tuple(self.clause(one.node) for one in nodes if isinstance(one, Not))
                return Ranked(_all(positive), excluded=negative) if negative else _all(positive)
            case Or(nodes):
                return Any_(tuple(self.clause(one) for one in nodes))
            case Not(inner):
                return Ranked(Everything(), excluded=(self.clause(inner),))

    def phrase(self, node: Quoted) -> Clause:
        """Exact words in this order; or, inflected, their lemmas and entities, in each language that they can be read in."""
        readings = _sequences(node.text, inflected=node.inflected and not self.exact)
        name = "lemma" if node.inflected and not self.exact else "surface"
        return _any(tuple(_sequence(name, sequence) for sequence in readings))

    def near(self, left: Node, right: Node, distance: int) -> Clause:
        """Single words, in any inflection, at most `distance` words apart in either order; larger things in one passage."""
        if not (isinstance(left, Words) and isinstance(right, Words)):
            return All((self.clause(left), self.clause(right)))
        name = "surface" if self.exact else "lemma"
        pairs = [
            (one, other)
            for a in _sequences(left.text, inflected=not self.exact)
            for b in _sequences(right.text, inflected=not self.exact)
            for one, other in ((a, b), (b, a))
        ]
        for unit in (*self.units(left.text), *self.units(right.text)):
            self.expansions.extend(unit.expansions[:1])
        return _any(tuple(Phrase(name, (*one, *other), distance) for one, other in pairs))

    def in_field(self, name: str, value: Node) -> Clause:
        """Words, a phrase or a prefix in the title or among the authors."""
        if isinstance(value, Prefixed):
            return Prefix(name, _surface(value.text))
        if isinstance(value, Quoted):
            return _any(tuple(_sequence(name, sequence) for sequence in _sequences(value.text, inflected=False)))
        units = self.units(_text(value))
        return _all(tuple(_moved(unit.clause, name) for unit in units))

    def in_places(self, value: Node) -> Clause:
        """Passages that name a place."""
        text = _text(value)
        ids = _unique(
            id_
            for mention in names.query_mentions(analysis.tokenize(text), text)
            for id_ in mention.entities
            if terms.is_place(id_)
        )
        if not ids:
            raise QuerySyntaxError(f"No place named {text!r} is known; search for it as a word.")
        return _any(tuple(Match("places", id_) for id_ in ids))


def expand(node: Node, vocabulary: Vocabulary, *, exact: bool, without: Iterable[str]) -> Plan:
    """The plan of a query. `exact` searches typed spellings only; `without` lists index terms and spellings switched off."""
    expander = _Expander(
        vocabulary, exact, frozenset(spelling for text in without for spelling in (text, terms.spelled(text)))
    )
    clauses: list[Clause] = []
    optional: list[Clause] = []
    filters: list[Clause] = []
    excluded: list[Clause] = []
    relaxed: list[Clause] = []
    children = node.nodes if isinstance(node, And) else (node,)
    for child in children:
        if isinstance(child, Not):
            excluded.append(_Expander(vocabulary, exact, expander.without).clause(child.node))
        elif isinstance(child, Field) and child.name in _FILTERS:
            filters.append(expander.clause(child))
        elif isinstance(child, Words):
            required, ranking = _soft(expander, child.text)
            clauses += required
            optional += ranking
            relaxed += [*required, *(clause for clause in ranking if isinstance(clause, Any_))]
        else:
            clauses.append(expander.clause(child))
            if isinstance(child, Quoted):
                relaxed += (unit.clause for unit in expander.units(child.text))
    mixed = any(isinstance(child, Words) for child in children)  # a phrase asked for alone is found or is not
    return Plan(
        tuple(clauses) or (Everything(),),
        tuple(optional),
        tuple(filters),
        tuple(excluded),
        (_any(tuple(relaxed)),) if mixed and len(relaxed) > 1 else (),
        tuple(expander.expansions),
        tuple(expander.words),
    )


def _soft(expander: _Expander, text: str) -> tuple[list[Clause], list[Clause]]:
    """What a document must hold of words typed without operators, and what only ranks."""
    units = expander.units(text)
    content = [unit for unit in units if unit.kind != "stopword"] or units
    clauses = expander.told(content)
    ranking = [] if expander.exact else _grams(content)
    ranking += [Phrase("surface", (one.surface, other.surface), 1, ADJACENT) for one, other in pairwise(units)]
    if not content:
        return [Any_(())], []
    if len(content) > SHORT:
        return [_any(clauses)], ranking
    needed = [
        unit for unit in content if unit.kind == "entity" or (unit.kind == "name" and unit.text[:1].isupper())
    ] or content
    required = [clause for unit, clause in zip(content, clauses, strict=True) if unit in needed]
    return required, [clause for clause in clauses if clause not in required] + ranking


def _grams(units: Iterable[Unit]) -> list[Clause]:
    return [Match("grams", gram, GRAM) for unit in units for gram in _unique(analysis.grams(unit.surface))]


def _is_stopword(word: terms.Word, language: str) -> bool:
    """Whether a word only binds others, in the query's language or, where that is unknown, in any."""
    return any(
        analysis.is_stopword(term.surface, code) for code, term in word.readings if language in (code, UNDETERMINED)
    )


def _is_plain(words: Sequence[terms.Word], mention: Mention) -> bool:
    """Whether an unknown name is rather the ordinary word with which a sentence begins."""
    first = words[0]
    return mention.start == first.start and any(analysis.is_common(first.text, code) for code, _ in first.readings)


def _longest(words: Sequence[terms.Word]) -> list[Mention]:
    """The names that cover the words: longer before shorter, and none inside another."""
    mentions = sorted(
        (mention for word in words for mention in word.mentions), key=lambda one: (one.start - one.end, one.start)
    )
    taken: list[Mention] = []
    for mention in mentions:
        if all(
            mention.end <= other.start
            or mention.start >= other.end
            or (mention.start, mention.end) == (other.start, other.end)
            for other in taken
        ):
            taken.append(mention)
    return taken


def _sequences(text: str, *, inflected: bool) -> list[tuple[str, ...]]:
    """A phrase as sequences of index terms, one for each way in which all its words can be read."""
    words = terms.analyse_query(text)
    if not words:
        return []
    languages = _unique(code for word in words for code, _ in word.readings)
    write = (terms.lemma_term, terms.plain_lemma) if inflected else (lambda term, _: term.surface,)
    sequences = []
    for code in languages:
        first = [dict(reversed(word.readings)).get(code) or word.readings[0][1] for word in words]
        sequences += [tuple(one(term, code) for term in first) for one in write]
    return _unique(sequences)


def _sequence(name: str, sequence: tuple[str, ...]) -> Clause:
    if len(sequence) == 1 or name in _BAGS:
        return _all(tuple(Match(name, term) for term in sequence))
    return Phrase(name, sequence)


def _moved(clause: Clause, name: str) -> Clause:
    """The same question put to another text field, which holds the terms of all fields together."""
    match clause:
        case Match(_, term, boost):
            return Match(name, term, boost)
        case Any_(clauses):
            return Any_(tuple(_moved(one, name) for one in clauses))
        case Phrase(_, sequence):
            return _sequence(name, sequence)
        case _:  # pragma: no cover - units are made of nothing else
            return clause


def _year(_: _Expander, value: Node) -> Clause:
    low, dots, high = _text(value).partition("..")
    try:
        first = int(low) if low else None
        return Range("year", first, (int(high) if high else None) if dots else first)
    except ValueError:
        raise QuerySyntaxError("year: takes a year or a range, as in year:1994 or year:1990..2000.") from None


def _value(name: str, _: _Expander, value: Node) -> Clause:
    return Match(name, _text(value).lower())


def _text(node: Node) -> str:
    match node:
        case Words(text) | Quoted(text, _) | Prefixed(text):
            return text
        case _:  # pragma: no cover - the grammar allows nothing else behind a field
            raise QuerySyntaxError("A field takes a word or a phrase.")


def _surface(text: str) -> str:
    return analysis.fold(analysis.lower(text, "und"))


def _all(clauses: tuple[Clause, ...]) -> Clause:
    return clauses[0] if len(clauses) == 1 else All(clauses) if clauses else Everything()


def _any(clauses: tuple[Clause, ...]) -> Clause:
    return clauses[0] if len(clauses) == 1 else Any_(clauses)


def _unique(items: Iterable[T]) -> list[T]:
    return list(dict.fromkeys(items))


_BAGS = ("author",)  # "Loomis, Anna" and "Anna Loomis" are one author: in this field words have no order
_FILTERS = ("year", "language", "type", "place")
_FIELDS: dict[str, Callable[[_Expander, Node], Clause]] = {
    "title": lambda expander, value: expander.in_field("title", value),
    "author": lambda expander, value: expander.in_field("author", value),
    "place": lambda expander, value: expander.in_places(value),
    "year": _year,
    "language": partial(_value, "language"),
    "type": partial(_value, "type"),
}
