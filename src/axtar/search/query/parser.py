"""What a reader typed becomes a tree. The grammar is ours (grammar.lark, explained in docs/query.md), never an engine's."""

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from axtar.errors import QuerySyntaxError

if TYPE_CHECKING:
    from lark import Lark, Token, Tree


@dataclass(frozen=True, slots=True)
class Words:
    """Words typed one after the other, without an operator: what most queries wholly are."""

    text: str


@dataclass(frozen=True, slots=True)
class QuotedPhrase:
    """Words in this order; in their exact spelling, or in any inflection."""

    text: str
    inflected: bool = False


@dataclass(frozen=True, slots=True)
class PrefixNode:
    """Words that begin so."""

    text: str


@dataclass(frozen=True, slots=True)
class Near:
    """Two things with at most `distance` words between them, in either order."""

    left: "Node"
    right: "Node"
    distance: int


@dataclass(frozen=True, slots=True)
class FieldFilter:
    """A value looked for in one field of the record."""

    name: str
    value: "Node"


@dataclass(frozen=True, slots=True)
class And:
    """All of these."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class ImplicitAnd:
    """Things typed side by side."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of these."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Not this."""

    node: "Node"


Node = Words | QuotedPhrase | PrefixNode | Near | FieldFilter | And | ImplicitAnd | Or | Not

NEAR_DISTANCE = 10
"""Words that may stand between the two sides of NEAR when no number is given."""

MAX_QUERY_LENGTH = 2_000
"""Code points of a query that are read: a pasted page is cut, not refused."""


def parse(text: str) -> Node:
    """The tree of a query. Raises QuerySyntaxError, with a hint for the reader, where it is not in the grammar."""
    from lark.exceptions import LarkError, VisitError

    try:
        tree = _parser().parse(text[:MAX_QUERY_LENGTH])
        return _Builder().node(tree.children[0])  # type: ignore[arg-type]  # the start rule holds a tree
    except VisitError as error:  # pragma: no cover - the builder raises nothing of its own
        raise error.orig_exc from error
    except LarkError as error:
        raise QuerySyntaxError(_hint(text)) from error


def parse_as_words(text: str) -> Words:
    """A query read as plain words, whatever signs it holds."""
    return Words(" ".join(re.sub(r'["“”„«»()*]', " ", text[:MAX_QUERY_LENGTH]).split()))


@cache
def _parser() -> "Lark":
    from lark import Lark

    grammar = resources.files("axtar.search.query").joinpath("grammar.lark").read_text("utf8")
    return Lark(grammar, parser="lalr", maybe_placeholders=False)


def _hint(text: str) -> str:
    if text.count('"') % 2 or text.count("“") != text.count("”"):
        return 'A quotation mark is not closed: write "two words" with one at each end.'
    if text.count("(") != text.count(")"):
        return "A parenthesis is not closed."
    return "The query ends or begins with an operator (AND, OR, NOT, NEAR), or a field has no value."


class _Builder:
    """Turns lark's tree into ours, joining words that stand side by side."""

    def node(self, tree: "Tree[Token]") -> Node:
        return getattr(self, tree.data)(tree.children)  # type: ignore[no-any-return]  # one method for each rule below

    def disjunction(self, children: list[Any]) -> Node:
        return Or(tuple(self.node(child) for child in children))

    def conjunction(self, children: list[Any]) -> Node:
        return And(tuple(self.node(child) for child in children))

    def run(self, children: list[Any]) -> Node:
        nodes: list[Node] = []
        for child in children:
            node = self.node(child)
            if isinstance(node, Words) and nodes and isinstance(nodes[-1], Words):
                nodes[-1] = Words(f"{nodes[-1].text} {node.text}")
            else:
                nodes.append(node)
        return nodes[0] if len(nodes) == 1 else ImplicitAnd(tuple(nodes))

    def negation(self, children: list[Any]) -> Node:
        return Not(self.node(children[-1]))

    def near(self, children: list[Any]) -> Node:
        left, operator, right = children
        distance = int(operator.partition("/")[2] or NEAR_DISTANCE)
        return Near(self.node(left), self.node(right), distance)

    def field(self, children: list[Any]) -> Node:
        return FieldFilter(children[0].rstrip(":"), self.node(children[1]))

    def phrase(self, children: list[Any]) -> Node:
        return QuotedPhrase(children[0][1:-1])

    def inflected(self, children: list[Any]) -> Node:
        return QuotedPhrase(children[0][2:-1], inflected=True)

    def prefix(self, children: list[Any]) -> Node:
        return PrefixNode(children[0].rstrip("*"))

    def word(self, children: list[Any]) -> Node:
        return Words(str(children[0]))
