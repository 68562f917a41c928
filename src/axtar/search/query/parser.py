"""Parser of the query language: grammar.lark, described in docs/query.md."""

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from axtar import analysis
from axtar.errors import QuerySyntaxError

if TYPE_CHECKING:
    from lark import Lark, Token, Tree


@dataclass(frozen=True, slots=True)
class Words:
    """Words side by side, without an operator; most queries are nothing else."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in this order: in their exact spelling, or in any inflection."""

    text: str
    inflected: bool = False


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin with a text."""

    text: str


@dataclass(frozen=True, slots=True)
class Near:
    """Two operands with at most `distance` words between them, in either order."""

    left: "Node"
    right: "Node"
    distance: int


@dataclass(frozen=True, slots=True)
class Field:
    """Words, a phrase, a prefix or a value in one field."""

    name: str
    value: "Node"


@dataclass(frozen=True, slots=True)
class And:
    """Operands joined by AND: all must match."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class ImplicitAnd:
    """Operands side by side, without AND; see `plan` for what must match."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Operands joined by OR: at least one must match."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """An operand that must not match."""

    node: "Node"


_PARENTHESIS = re.compile("[()]")
Node = Words | Phrase | Prefix | Near | Field | And | ImplicitAnd | Or | Not

DEFAULT_NEAR_DISTANCE = 10
"""Words that may be between the operands of NEAR if no number is given."""

MAX_QUERY_LENGTH, MAX_QUERY_WORDS = 2_000, 300
"""Code points and words after which a query is cut off: a pasted page is searched."""

MAX_OPERANDS, MAX_PREFIXES, MAX_DEPTH = 100, 10, 20
"""Operands, words with an asterisk, and levels of parentheses in a query."""

MIN_PREFIX = 2
"""Letters before an asterisk."""


def searched_part(text: str) -> str:
    """Return the beginning of a query that is searched: all of it, unless it is too long."""
    text = text[:MAX_QUERY_LENGTH]
    tokens = analysis.tokenize(text)
    return text[: tokens[MAX_QUERY_WORDS - 1].end] if len(tokens) > MAX_QUERY_WORDS else text


def parse(text: str) -> Node:
    """Parse a query. Raises QuerySyntaxError, with a hint for the reader."""
    from lark.exceptions import LarkError, VisitError

    text = searched_part(text)
    _check_depth(text)
    try:
        tree = _parser().parse(text)
        builder = _Builder()
        node = builder.node(tree.children[0])  # type: ignore[arg-type]  # the start rule has one child, a tree
    except VisitError as error:  # pragma: no cover - the builder raises nothing of its own
        raise error.orig_exc from error
    except LarkError as error:
        raise QuerySyntaxError(_hint(text)) from error
    for count, limit, name in (
        (builder.operands, MAX_OPERANDS, "operands"),
        (builder.prefixes, MAX_PREFIXES, "words with an asterisk"),
    ):
        if count > limit:
            raise QuerySyntaxError(f"The query has {count} {name}, and at most {limit} are possible.")
    return node


def _check_depth(text: str) -> None:
    """Raise QuerySyntaxError if parentheses are nested too deeply."""
    depth = 0
    for mark in _PARENTHESIS.findall(text):
        depth = max(0, depth + (1 if mark == "(" else -1))
        if depth > MAX_DEPTH:
            raise QuerySyntaxError(f"Parentheses are nested in more than {MAX_DEPTH} levels.")


def parse_as_words(text: str) -> Words:
    """Read a query as plain words, without quotation marks, parentheses and asterisks."""
    return Words(" ".join(re.sub(r'["“”„«»()*]', " ", searched_part(text)).split()))


@cache
def _parser() -> "Lark":
    from lark import Lark

    grammar = resources.files("axtar.search.query").joinpath("grammar.lark").read_text("utf8")
    return Lark(grammar, parser="lalr", maybe_placeholders=False)


def _hint(text: str) -> str:
    if text.count('"') % 2 or text.count("“") != text.count("”"):
        return 'A quotation mark is not closed: enclose a phrase in two of them, as in "two words".'
    if text.count("(") != text.count(")"):
        return "A parenthesis is not closed."
    return "The query begins or ends with an operator (AND, OR, NOT, NEAR), or a field has no value."


class _Builder:
    """Converts the tree of lark, with one method for each rule of the grammar.

    Words side by side become one node. It counts `operands` and `prefixes`.
    """

    def __init__(self) -> None:
        self.operands = self.prefixes = 0

    def node(self, tree: "Tree[Token]") -> Node:
        return getattr(self, tree.data)(tree.children)  # type: ignore[no-any-return]  # getattr is untyped

    def disjunction(self, children: list[Any]) -> Node:
        self.operands += len(children)
        return Or(tuple(self.node(child) for child in children))

    def conjunction(self, children: list[Any]) -> Node:
        self.operands += len(children)
        return And(tuple(self.node(child) for child in children))

    def run(self, children: list[Any]) -> Node:
        nodes: list[Node] = []
        for child in children:
            node = self.node(child)
            if isinstance(node, Words) and nodes and isinstance(nodes[-1], Words):
                nodes[-1] = Words(f"{nodes[-1].text} {node.text}")
            else:
                nodes.append(node)
        self.operands += len(nodes)
        return nodes[0] if len(nodes) == 1 else ImplicitAnd(tuple(nodes))

    def negation(self, children: list[Any]) -> Node:
        return Not(self.node(children[-1]))

    def near(self, children: list[Any]) -> Node:
        left, operator, right = children
        distance = int(operator.partition("/")[2] or DEFAULT_NEAR_DISTANCE)
        return Near(self.node(left), self.node(right), distance)

    def field(self, children: list[Any]) -> Node:
        return Field(children[0].rstrip(":"), self.node(children[1]))

    def phrase(self, children: list[Any]) -> Node:
        return Phrase(children[0][1:-1])

    def inflected(self, children: list[Any]) -> Node:
        return Phrase(children[0][2:-1], inflected=True)

    def prefix(self, children: list[Any]) -> Node:
        self.prefixes += 1
        text = children[0].rstrip("*")
        if len(analysis.fold(text)) < MIN_PREFIX:  # a tenth of all words begin with an a
            raise QuerySyntaxError(f"{text}* is too short: type at least {MIN_PREFIX} letters before the asterisk.")
        return Prefix(text)

    def word(self, children: list[Any]) -> Node:
        return Words(str(children[0]))
