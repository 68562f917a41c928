"""Compilation of a parsed query: each node becomes an engine query for single passages."""

from collections.abc import Iterable

from axtar import analysis
from axtar.errors import QuerySyntaxError
from axtar.model import (
    BooleanQuery,
    Conjunction,
    Disjunction,
    EngineQuery,
    Expansion,
    MatchAll,
    PhraseQuery,
    PrefixQuery,
    TermQuery,
)
from axtar.search.query.builders import all_of, any_of, leaves, map_parts, phrase_of, term_sequences
from axtar.search.query.filters import FILTERS
from axtar.search.query.parser import And, Field, ImplicitAnd, Near, Node, Not, Or, Phrase, Prefix, Words
from axtar.search.query.terms import QueryTerm, QueryTermBuilder, content_terms


class QueryCompiler:
    """Compiles nodes, and collects what is shown to the reader.

    These are `expansions` of the terms, `words` as typed, and `origins`: the words that each part of a query was made from.
    """

    def __init__(self, terms: QueryTermBuilder) -> None:
        self.terms = terms
        self.expansions: list[Expansion] = []
        self.words: list[str] = []
        self.origins: dict[EngineQuery, str] = {}

    def compile(self, node: Node) -> EngineQuery:  # noqa: PLR0911 - one return for each kind of node
        """Build the query that a passage must match.

        Raises QuerySyntaxError for an invalid value of a field.
        """
        match node:
            case Words(text):
                return all_of(self.compile_terms(content_terms(self.terms.build(text))))
            case Phrase(text, inflected):
                return self._phrase(text, inflected=inflected and not self.terms.choices.exact)
            case Prefix(text):
                return PrefixQuery("surface", _fold(text))
            case Near(left, right, distance):
                return self._near(left, right, distance)
            case Field(name, value) if name in FILTERS:
                return FILTERS[name](_text(value), self.terms.analyzer)
            case Field(name, value):
                return self._text_field(name, value)
            case And(nodes) | ImplicitAnd(nodes):
                required = all_of(tuple(self.compile(child) for child in nodes if not isinstance(child, Not)))
                excluded = tuple(self.compile(child.node) for child in nodes if isinstance(child, Not))
                return BooleanQuery(required, must_not=excluded) if excluded else required
            case Or(nodes):
                return Disjunction(tuple(self.compile(child) for child in nodes))
            case Not(inner):
                return BooleanQuery(MatchAll(), must_not=(self.compile(inner),))

    def compile_terms(self, terms: Iterable[QueryTerm]) -> tuple[EngineQuery, ...]:
        """Return the queries of terms, and record their expansions, words and origins."""
        queries = []
        for term in terms:
            queries.append(self.with_origin(term.text, term.query))
            self.expansions.extend(term.expansions)
            self.words.append(term.text)
        return tuple(queries)

    def with_origin(self, words: str, query: EngineQuery) -> EngineQuery:
        """Record the words that a query was made from, and return it."""
        for leaf in leaves(query):
            self.origins.setdefault(leaf, words)
        return query

    def _phrase(self, text: str, *, inflected: bool) -> EngineQuery:
        """Build a query for the words in this order.

        If `inflected`, it looks for their lemmas and entities, in each language.
        """
        field = "lemma" if inflected else "surface"
        return any_of(tuple(phrase_of(field, terms) for terms in self._sequences(text, inflected=inflected)))

    def _near(self, left: Node, right: Node, distance: int) -> EngineQuery:
        """Build a query for two words at most `distance` words apart, in either order.

        Larger operands match anywhere in one passage.
        """
        if not (isinstance(left, Words) and isinstance(right, Words) and _is_word(left) and _is_word(right)):
            return Conjunction((self.compile(left), self.compile(right)))
        inflected = not self.terms.choices.exact
        phrases = [
            (*first, *second)
            for left_terms in self._sequences(left.text, inflected=inflected)
            for right_terms in self._sequences(right.text, inflected=inflected)
            for first, second in ((left_terms, right_terms), (right_terms, left_terms))
        ]
        for term in (*self.terms.build(left.text), *self.terms.build(right.text)):
            self.expansions.extend(term.expansions[:1])
        field = "lemma" if inflected else "surface"
        return any_of(tuple(PhraseQuery(field, terms, distance) for terms in phrases))

    def _text_field(self, field: str, value: Node) -> EngineQuery:
        """Build a query for words, a phrase or a prefix in the title or in the authors."""
        if isinstance(value, Prefix):
            return PrefixQuery(field, _fold(value.text))
        if isinstance(value, Phrase):
            return any_of(tuple(phrase_of(field, terms) for terms in self._sequences(value.text, inflected=False)))
        terms = self.terms.build(_text(value))
        return all_of(tuple(self.with_origin(term.text, _in_field(term.query, field)) for term in terms))

    def _sequences(self, text: str, *, inflected: bool) -> list[tuple[str, ...]]:
        return term_sequences(self.terms.analyzer.analyze_query(text), inflected=inflected)


def _in_field(query: EngineQuery, field: str) -> EngineQuery:
    """Return the same query for the title or the authors.

    Both contain surfaces, lemmas and names.
    """

    def move(part: EngineQuery) -> EngineQuery:
        match part:
            case TermQuery(_, term, boost):
                return TermQuery(field, term, boost)
            case PhraseQuery(_, terms):
                return phrase_of(field, terms)
            case _:  # pragma: no cover - query terms contain no others
                return part

    return map_parts(query, move)


def _is_word(node: Words) -> bool:
    return len(analysis.tokenize(node.text)) == 1


def _text(node: Node) -> str:
    match node:
        case Words(text) | Phrase(text, _) | Prefix(text):
            return text
        case _:  # pragma: no cover - the grammar allows nothing else after a field
            raise QuerySyntaxError("A field takes a word or a phrase.")


def _fold(text: str) -> str:
    return analysis.fold(analysis.lower(text, "und"))
