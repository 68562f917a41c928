"""A file's statements in RDF, by rdflib. Nothing is fetched, and no entity of XML is opened."""

import json
import warnings
from typing import TYPE_CHECKING

from axtar.errors import CorruptError

if TYPE_CHECKING:
    from rdflib import Graph


def parse_graph(data: bytes, syntax: str) -> "Graph":
    """What a file in UTF-8 and one of rdflib's syntaxes says. Raises CorruptError."""
    from rdflib import Graph

    try:
        text = data.decode("utf-8-sig")
        _REFUSALS.get(syntax, lambda _: None)(text)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's parser of JSON-LD warns of rdflib itself
            return Graph().parse(data=text, format=syntax)
    except CorruptError:
        raise
    except Exception as error:
        line = " ".join(str(error).split())[:200] or type(error).__name__
        raise CorruptError(f"The file cannot be read as RDF ({syntax}): {line}. Nothing was imported.") from error


def _refuse_entities(text: str) -> None:
    """XML that declares entities can open other files, and grow without end."""
    from xml.parsers import expat

    def refuse(*_: object) -> None:
        raise CorruptError("The file declares a document type, which may hide entities. Save it without, or as Turtle.")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(text.encode(), True)  # noqa: FBT003 - expat's own argument: this is all


def _refuse_addresses(text: str) -> None:
    """JSON-LD whose context lies elsewhere would be fetched from there."""
    waiting = [json.loads(text)]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            context = value.get("@context")
            parts = context if isinstance(context, list) else [context]
            if "@import" in value or any(isinstance(part, str) for part in parts):
                raise CorruptError(
                    "The file refers to a context elsewhere, and nothing is fetched. Write the context into it."
                )
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


_REFUSALS = {"xml": _refuse_entities, "json-ld": _refuse_addresses}
