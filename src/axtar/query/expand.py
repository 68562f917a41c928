"""A query's tree becomes a plan: what an engine is asked, what is shown of it, and what may be switched off.

Words typed without operators are read as a reader means them (`_soft`): in a short query every name must be in the document
(or every word, where there is no name), somewhere; in a long one, a question, any word may match and the ranking decides.
Other words only rank, because a word of one language cannot stand in a document of another, but a name can.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from axtar import analysis, terms
from axtar.model import AnyOf, Clause, Constant, Everything, Expansion, Match, Phrase
from axtar.query.clauses import FILTERS, Clauses
from axtar.query.parse import And, Field, Node, Not, Quoted, Together, Words
from axtar.query.sequences import any_of, unique
from axtar.query.units import Unit, Units
from axtar.query.vocabulary import Vocabulary
from axtar.query.weights import ADJACENT, GRAM, NEAR

SHORT = 3
"""Up to so many words a query is not a question: all that it names must be found."""


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
    )


def _soft(reader: Clauses, text: str) -> tuple[list[Clause], list[Clause]]:
    """What a document must hold of words typed without operators, and what only ranks."""
    units = reader.units.of(text)
    content = [unit for unit in units if unit.kind != "stopword"] or units
    clauses = reader.told(content)
    ranking = _adjacent(content) if reader.units.exact else [*_grams(content), *_adjacent(content), *_near(content)]
    if not content:
        return [AnyOf(())], []
    if len(content) > SHORT:
        return [any_of(clauses)], ranking
    needed = [
        unit for unit in content if unit.kind == "entity" or (unit.kind == "name" and unit.text[:1].isupper())
    ] or content
    required = [clause for unit, clause in zip(content, clauses, strict=True) if unit in needed]
    return required, [clause for clause in clauses if clause not in required] + ranking


def _grams(units: Iterable[Unit]) -> list[Clause]:
    return [Match("grams", gram, GRAM) for unit in units for gram in unique(analysis.grams(unit.surface))]


def _adjacent(units: Sequence[Unit]) -> list[Clause]:
    """Neighbours as they are written, in order; what only binds words may stand between."""
    return [
        Constant(Phrase("surface", (one.surface, other.surface), 1), ADJACENT * (one.rarity + other.rarity))
        for one, other in pairwise(units)
    ]


def _near(units: Sequence[Unit]) -> list[Clause]:
    """Neighbours in any inflection and order, near each other."""
    found: list[Clause] = []
    for one, other in pairwise(units):
        pairs = [pair for pair in product(_places(one.clause), _places(other.clause)) if _may_meet(*pair)]
        orders = (Phrase("lemma", order, 2) for pair in pairs for order in (pair, pair[::-1]))
        if pairs:
            found.append(Constant(any_of(tuple(orders)), NEAR * (one.rarity + other.rarity)))
    return found


def _places(clause: Clause) -> list[str]:
    """What stands in the lemma field where a unit matches: its lemmas and entities."""
    match clause:
        case Match("lemma", term) | Match("names", term) if not term.startswith("~") and "=" not in term:
            return [term]
        case AnyOf(clauses):
            return unique(term for one in clauses for term in _places(one))
        case _:
            return []


def _may_meet(one: str, other: str) -> bool:
    """Whether two lemmas may stand in one passage: an entity with everything, a word with words of its language."""
    language, colon, _ = one.partition(":")
    another, other_colon, _ = other.partition(":")
    return one != other and (not colon or not other_colon or language == another)
