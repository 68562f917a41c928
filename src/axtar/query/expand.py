"""A query's tree becomes a plan: what an engine is asked, what is shown of it, and what may be switched off.

Words typed without operators are read as a reader means them (`_soft`): in a short query every name must be in the document
(or every word, where there is no name), somewhere; in a long one, or one that asks, any word may match and the ranking decides.
Other words only rank, because a word of one language cannot stand in a document of another, but a name can.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from axtar import terms
from axtar.model import AnyOf, Clause, Everything, Expansion
from axtar.query.clauses import FILTERS, Clauses
from axtar.query.parse import And, Field, Node, Not, Quoted, Together, Words
from axtar.query.ranking import adjacent, beginnings, near, pieces
from axtar.query.sequences import any_of
from axtar.query.units import Units, content, is_name
from axtar.query.vocabulary import Vocabulary

SHORT = 3
"""Up to so many words a query that does not ask is no question: all that it names must be found."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to ask: a document must hold each of `clauses` somewhere, in passages that pass `filters` and not `excluded`.

    `optional` only ranks. Where nothing is found, `relaxed` may be tried instead of `clauses`, unless the reader wrote AND or
    a phrase alone: that is found or is not. `expansions` say what was
    searched, `words` what was typed.
    """

    clauses: tuple[Clause, ...]
    optional: tuple[Clause, ...] = ()
    filters: tuple[Clause, ...] = ()
    excluded: tuple[Clause, ...] = ()
    relaxed: tuple[Clause, ...] = ()
    expansions: tuple[Expansion, ...] = ()
    words: tuple[str, ...] = ()
    origins: Mapping[Clause, str] = field(default_factory=dict)


def expand(node: Node, vocabulary: Vocabulary, *, exact: bool, without: Iterable[str], as_: Iterable[str] = ()) -> Plan:
    """The plan of a query.

    `exact` searches typed spellings only; `without` lists index terms and spellings switched off; a word that may be one of
    the entities `as_` is searched as it alone.
    """
    off = frozenset(spelling for text in without for spelling in (text, terms.spelled(text)))
    units = Units(vocabulary, exact, off, frozenset(as_))
    reader = Clauses(units)
    clauses: list[Clause] = []
    optional: list[Clause] = []
    filters: list[Clause] = []
    excluded: list[Clause] = []
    relaxed: list[Clause] = []
    children = node.nodes if isinstance(node, And | Together) else (node,)
    for child in children:
        if isinstance(child, Not):
            excluded.append(Clauses(units).clause(child.node))
        elif isinstance(child, Field) and child.name in FILTERS:
            filters.append(reader.clause(child))
        elif isinstance(child, Words):
            required, ranking = _soft(reader, child.text)
            clauses += required
            optional += ranking
            relaxed += [*required, *(clause for clause in ranking if isinstance(clause, AnyOf))]
        else:
            clauses.append(reader.clause(child))
            if isinstance(child, Quoted):
                relaxed += (unit.clause for unit in reader.units.of(child.text))
    mixed = not isinstance(node, And) and any(isinstance(child, Words) for child in children)
    return Plan(
        tuple(clauses) or (Everything(),),
        tuple(optional),
        tuple(filters),
        tuple(excluded),
        (any_of(tuple(relaxed)),) if mixed and len(relaxed) > 1 else (),
        tuple(reader.expansions),
        tuple(reader.words),
        reader.origins,
    )


def _soft(reader: Clauses, text: str) -> tuple[list[Clause], list[Clause]]:
    """What a document must hold of words typed without operators, and what only ranks."""
    units = reader.units.of(text)
    said = content(units)
    clauses = reader.told(said)
    pairs = adjacent(said)
    added = pairs if reader.units.exact else [*pieces(said), *beginnings(said), *pairs, *near(said)]
    ranking = [reader.noted(words, clause) for words, clause in added]
    if not said:
        return [AnyOf(())], []
    if len(said) > SHORT or any(unit.kind == "question" for unit in units):
        return [any_of(clauses)], ranking
    needed = [unit for unit in said if is_name(unit)] or said
    required = [clause for unit, clause in zip(said, clauses, strict=True) if unit in needed]
    return required, [clause for clause in clauses if clause not in required] + ranking
