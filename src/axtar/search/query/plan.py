"""The plan of a query: the engine queries to run, and their expansions for the reader.

Words typed without operators are interpreted by intent (`_compile_words`). In a short query each name must occur somewhere in
the document (or each word, if there is no name) and the other words only rank, because a document in another language contains
the name but not the word. In a long query or a question any word may match, and the ranking decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from axtar.analyzer import Analyzer
from axtar.model import Disjunction, EngineQuery, Expansion, MatchAll
from axtar.search.query.builders import any_of
from axtar.search.query.choices import NO_CHOICES, Choices
from axtar.search.query.compile import QueryCompiler
from axtar.search.query.filters import FILTERS
from axtar.search.query.index_statistics import IndexStatistics
from axtar.search.query.parser import And, Field, ImplicitAnd, Node, Not, Phrase, Words
from axtar.search.query.proximity import adjacency_boost, ngram_boost, prefix_overlap_boost, proximity_boost
from axtar.search.query.terms import QueryTermBuilder, content_terms, is_name

MAX_SHORT_QUERY_TERMS = 3
"""A query of more content terms is treated as a question: any of them may match."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The engine queries that a query is compiled to, and what is shown about them.

    Each of `required` must match somewhere in a document, in passages that match `filters` and none of `excluded`. `optional`
    only adds to the score. `relaxed` replaces `required` if no document matches; it is empty for a query with AND and for a
    phrase on its own. `expansions` describe what is searched, `words` are the words typed, and `origins` the words that each
    part of a query was made from.
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
    """Make the plan of a parsed query. Raises QuerySyntaxError for an invalid value of a field."""
    terms = QueryTermBuilder(analyzer, statistics, choices)
    compiler = QueryCompiler(terms)
    required: list[EngineQuery] = []
    optional: list[EngineQuery] = []
    filters: list[EngineQuery] = []
    excluded: list[EngineQuery] = []
    relaxed: list[EngineQuery] = []
    children = node.nodes if isinstance(node, And | ImplicitAnd) else (node,)
    for child in children:
        if isinstance(child, Not):
            excluded.append(QueryCompiler(terms).compile(child.node))  # its own compiler: no expansions are shown
        elif isinstance(child, Field) and child.name in FILTERS:
            filters.append(compiler.compile(child))
        elif isinstance(child, Words):
            needed, ranking, fallback = _compile_words(child.text, compiler)
            required += needed
            optional += ranking
            relaxed += [*needed, *(query for query in ranking if isinstance(query, Disjunction)), *fallback]
        else:
            required.append(compiler.compile(child))
            if isinstance(child, Phrase):
                relaxed += (term.query for term in terms.build(child.text))
    can_relax = not isinstance(node, And) and any(isinstance(child, Words) for child in children)
    return Plan(
        tuple(required) or (MatchAll(),),
        tuple(optional),
        tuple(filters),
        tuple(excluded),
        (any_of(tuple(relaxed)),) if can_relax and len(relaxed) > 1 else (),
        tuple(compiler.expansions),
        tuple(compiler.words),
        compiler.origins,
    )


def _compile_words(
    text: str, compiler: QueryCompiler
) -> tuple[list[EngineQuery], list[EngineQuery], list[EngineQuery]]:
    """Return the queries of words without operators.

    They are those required, those that rank, and those to search if no document matches.
    """
    all_terms = compiler.terms.build(text)
    terms = content_terms(all_terms)
    if not terms:
        return [Disjunction(())], [], []
    queries = compiler.compile_terms(terms)
    fallback = [compiler.with_origin(term.text, query) for term in terms for query in term.fallback]
    adjacent = adjacency_boost(terms)
    boosts = (
        adjacent
        if compiler.terms.choices.exact
        else [*ngram_boost(terms), *prefix_overlap_boost(terms), *adjacent, *proximity_boost(terms)]
    )
    ranking = [compiler.with_origin(words, query) for words, query in boosts]
    if len(terms) > MAX_SHORT_QUERY_TERMS or any(term.kind == "question" for term in all_terms):
        return [any_of(queries)], ranking, fallback
    needed = [term for term in terms if is_name(term)] or terms
    required = [query for term, query in zip(terms, queries, strict=True) if term in needed]
    return required, [query for query in queries if query not in required] + ranking, fallback
