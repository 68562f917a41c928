"""A query's tree becomes a plan: what an engine is asked, what is shown of it, and what may be switched off.

Words typed without operators are read as a reader means them (`_soft`): in a short query every name must be in the document
(or every word, where there is no name), somewhere; in a long one, or one that asks, any word may match and the ranking decides.
Other words only rank, because a word of one language cannot stand in a document of another, but a name can.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from axtar.analyzer import Analyzer
from axtar.model import Disjunction, EngineQuery, Expansion, MatchAll
from axtar.search.query.builders import any_of
from axtar.search.query.choices import NO_CHOICES, Choices
from axtar.search.query.compile import FILTERS, QueryCompiler
from axtar.search.query.index_statistics import IndexStatistics
from axtar.search.query.parser import And, FieldFilter, ImplicitAnd, Node, Not, QuotedPhrase, Words
from axtar.search.query.proximity import adjacency_boost, ngram_boost, prefix_overlap_boost, proximity_boost
from axtar.search.query.terms import QueryTermBuilder, content_terms, is_name

SHORT = 3
"""Up to so many words a query that does not ask is no question: all that it names must be found."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to ask: a document must hold each of `required` somewhere, in passages that pass `filters` and not `excluded`.

    `optional` only ranks. Where nothing is found, `relaxed` may be tried instead of `required`, unless the reader wrote AND or
    a phrase alone: that is found or is not. `expansions` say what was
    searched, `words` what was typed.
    """

    required: tuple[EngineQuery, ...]
    optional: tuple[EngineQuery, ...] = ()
    filters: tuple[EngineQuery, ...] = ()
    excluded: tuple[EngineQuery, ...] = ()
    relaxed: tuple[EngineQuery, ...] = ()
    expansions: tuple[Expansion, ...] = ()
    words: tuple[str, ...] = ()
    origins: Mapping[EngineQuery, str] = field(default_factory=dict)


def make_plan(node: Node, analyzer: Analyzer, statistics: IndexStatistics, choices: Choices = NO_CHOICES) -> Plan:
    """The plan of a parsed query, with the reader's choices."""
    terms = QueryTermBuilder(analyzer, statistics, choices)
    reader = QueryCompiler(terms)
    clauses: list[EngineQuery] = []
    optional: list[EngineQuery] = []
    filters: list[EngineQuery] = []
    excluded: list[EngineQuery] = []
    relaxed: list[EngineQuery] = []
    children = node.nodes if isinstance(node, And | ImplicitAnd) else (node,)
    for child in children:
        if isinstance(child, Not):
            excluded.append(QueryCompiler(terms).query(child.node))
        elif isinstance(child, FieldFilter) and child.name in FILTERS:
            filters.append(reader.query(child))
        elif isinstance(child, Words):
            required, ranking = _soft(reader, child.text)
            clauses += required
            optional += ranking
            relaxed += [*required, *(clause for clause in ranking if isinstance(clause, Disjunction))]
        else:
            clauses.append(reader.query(child))
            if isinstance(child, QuotedPhrase):
                relaxed += (unit.query for unit in reader.terms.of(child.text))
    mixed = not isinstance(node, And) and any(isinstance(child, Words) for child in children)
    return Plan(
        tuple(clauses) or (MatchAll(),),
        tuple(optional),
        tuple(filters),
        tuple(excluded),
        (any_of(tuple(relaxed)),) if mixed and len(relaxed) > 1 else (),
        tuple(reader.expansions),
        tuple(reader.words),
        reader.origins,
    )


def _soft(reader: QueryCompiler, text: str) -> tuple[list[EngineQuery], list[EngineQuery]]:
    """What a document must hold of words typed without operators, and what only ranks."""
    units = reader.terms.of(text)
    said = content_terms(units)
    clauses = reader.described(said)
    pairs = adjacency_boost(said)
    added = (
        pairs
        if reader.terms.choices.exact
        else [*ngram_boost(said), *prefix_overlap_boost(said), *pairs, *proximity_boost(said)]
    )
    ranking = [reader.with_origin(words, clause) for words, clause in added]
    if not said:
        return [Disjunction(())], []
    if len(said) > SHORT or any(unit.kind == "question" for unit in units):
        return [any_of(clauses)], ranking
    needed = [unit for unit in said if is_name(unit)] or said
    required = [clause for unit, clause in zip(said, clauses, strict=True) if unit in needed]
    return required, [clause for clause in clauses if clause not in required] + ranking
