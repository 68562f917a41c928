"""Parsing of RDF files with rdflib, without fetching anything or expanding XML entities."""

import json
import warnings
from typing import TYPE_CHECKING

from axtar.errors import CorruptError

if TYPE_CHECKING:
    from rdflib import Graph


MAX_XML_DEPTH = 100
"""Levels of elements; RDF/XML as programs write it has three to ten."""


def parse_graph(data: bytes, syntax: str) -> "Graph":
    """Parse a file in UTF-8 in one of rdflib's syntaxes. Raises CorruptError."""
    from rdflib import Graph

    try:
        text = data.decode("utf-8-sig")
        _CHECKS.get(syntax, lambda _: None)(text)
        with warnings.catch_warnings():
            # rdflib's JSON-LD parser uses deprecated parts of rdflib.
            warnings.simplefilter("ignore", DeprecationWarning)
            return Graph().parse(data=text, format=syntax)
    except CorruptError:
        raise
    except Exception as error:
        line = " ".join(str(error).split())[:200] or type(error).__name__
        raise CorruptError(f"The file cannot be read as RDF ({syntax}): {line}. Nothing was imported.") from error


def _refuse_hostile_xml(text: str) -> None:
    """Refuse XML that can declare entities, or that is nested deeply.

    Entities may read other files or expand without limit, and rdflib's time grows with the square of the depth. Raises
    CorruptError.
    """
    from xml.parsers import expat

    def refuse(*_: object) -> None:
        raise CorruptError(
            "The file has a document type declaration, which is not allowed. Save it without one, or as Turtle."
        )

    depth = 0

    def descend(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_XML_DEPTH:
            raise CorruptError(f"The file is nested more than {MAX_XML_DEPTH} levels deep. Nothing was imported.")

    def ascend(*_: object) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = descend, ascend
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(text.encode(), True)  # noqa: FBT003 - expat's signature: this is the final part


def _refuse_remote_contexts(text: str) -> None:
    """Refuse JSON-LD with a remote context, which rdflib would fetch. Raises CorruptError."""
    pending = [json.loads(text)]
    while pending:
        value = pending.pop()
        if isinstance(value, dict):
            if "@import" in value or _has_text(value.get("@context")):
                raise CorruptError(
                    "The file refers to a remote context, which is not fetched. Include the context in the file."
                )
            pending.extend(value.values())
        elif isinstance(value, list):
            pending.extend(value)


def _has_text(context: object) -> bool:
    """Whether a context is the address of one, or a list with one at any depth."""
    pending = [context]
    while pending:
        part = pending.pop()
        if isinstance(part, str):
            return True
        pending.extend(part if isinstance(part, list) else ())
    return False


_CHECKS = {"xml": _refuse_hostile_xml, "json-ld": _refuse_remote_contexts}
