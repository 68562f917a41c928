"""Readers' queries: parsed, expanded, and compiled to a plan of engine queries."""

from axtar.search.query.builders import any_of, leaves, without_constants
from axtar.search.query.index_statistics import IndexStatistics
from axtar.search.query.keyboard_layout import in_other_layouts
from axtar.search.query.parser import Node, parse, parse_as_words
from axtar.search.query.plan import Plan, make_plan

__all__ = [
    "IndexStatistics",
    "Node",
    "Plan",
    "any_of",
    "in_other_layouts",
    "leaves",
    "make_plan",
    "parse",
    "parse_as_words",
    "without_constants",
]
