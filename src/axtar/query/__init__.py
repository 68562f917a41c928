"""A reader's question: parsed by our grammar, then expanded into what an engine is asked."""

from axtar.query.expand import Plan, expand
from axtar.query.layout import retyped
from axtar.query.parse import Node, parse, plain
from axtar.query.sequences import any_of, bare, leaves
from axtar.query.vocabulary import Vocabulary

__all__ = ["Node", "Plan", "Vocabulary", "any_of", "bare", "expand", "leaves", "parse", "plain", "retyped"]
