"""Readers' queries: parsed, expanded, and compiled to a plan of engine queries."""

from axtar.search.query.builders import any_of, leaves, without_constants
from axtar.search.query.index_statistics import IndexStatistics
from axtar.search.query.keyboard_layout import in_other_layouts
from axtar.search.query.parser import (
    MAX_QUERY_LENGTH,
    MAX_QUERY_WORDS,
    Node,
    parse,
    parse_as_words,
    searched_part,
)
from axtar.search.query.plan import Plan, make_plan
from axtar.search.query.replaceable_words import replaceable_words

__all__ = [
    "MAX_QUERY_LENGTH",
    "MAX_QUERY_WORDS",
    "IndexStatistics",
    "Node",
    "Plan",
    "any_of",
    "in_other_layouts",
    "leaves",
    "make_plan",
    "parse",
    "parse_as_words",
    "replaceable_words",
    "searched_part",
    "without_constants",
]
