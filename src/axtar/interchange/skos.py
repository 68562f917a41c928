"""Entities as SKOS concepts (https://www.w3.org/TR/skos-reference/), by rdflib.

skos:prefLabel    the usual spelling of a language: SKOS allows one for each. It is preferred over nobody else's
skos:altLabel     all other spellings; hidden labels are read as these
skos:notation     the id; a concept's own address, when it is ours, says it too
skos:exactMatch   Wikidata and GeoNames
wgs84:lat, :long  degrees
axtar:kind        as in the table
axtar:country     ISO 3166
axtar:spellings   for each language the table's cell, which keeps the order, and marks the historical and the contested
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from axtar.errors import CorruptError, UsageError
from axtar.interchange.rdf import parse_graph
from axtar.names import ID, LANGUAGES, STATUSES, Entity, EntitySpelling, format_cell, parse_cell, validated

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

OURS = "urn:axtar:names#"
CONCEPT = "urn:axtar:entity:"
WGS84 = "http://www.w3.org/2003/01/geo/wgs84_pos#"
MATCHES = {
    "wikidata": (
        "http://www.wikidata.org/entity/",
        "https://www.wikidata.org/wiki/",
        "https://www.wikidata.org/entity/",
    ),
    "geonames": ("https://sws.geonames.org/", "http://sws.geonames.org/", "https://www.geonames.org/"),
}
"""How the addresses of the same thing elsewhere begin: as we write them, then as others do."""


# ------------------------------------------------------------------ writing
def write(entities: Sequence[Entity], syntax: str) -> bytes:
    """The concepts in one of rdflib's syntaxes, in UTF-8."""
    from rdflib import Graph, Literal, Namespace, URIRef
    from rdflib.namespace import RDF, SKOS

    graph = Graph()
    ours, wgs84 = Namespace(OURS), Namespace(WGS84)
    graph.bind("axtar", ours)
    graph.bind("wgs84", wgs84)
    for one in entities:
        concept = URIRef(CONCEPT + one.id)
        graph.add((concept, RDF.type, SKOS.Concept))
        graph.add((concept, SKOS.notation, Literal(one.id)))
        graph.add((concept, ours.kind, Literal(one.kind)))
        if one.country:
            graph.add((concept, ours.country, Literal(one.country)))
        for name, degrees in (("lat", one.lat), ("long", one.lon)):
            if degrees is not None:
                graph.add((concept, wgs84[name], Literal(repr(degrees))))
        for name, (address, *_) in MATCHES.items():
            if value := getattr(one, name):
                graph.add((concept, SKOS.exactMatch, URIRef(address + value + ("/" if name == "geonames" else ""))))
        for spelling in one.spellings:
            label = SKOS.prefLabel if spelling.status == "usual" else SKOS.altLabel
            graph.add((concept, label, Literal(spelling.text, lang=spelling.language)))
        for language in LANGUAGES:
            if row := format_cell([each for each in one.spellings if each.language == language]):
                graph.add((concept, ours.spellings, Literal(row, lang=language)))
    return graph.serialize(format=syntax, encoding="utf-8")


# ------------------------------------------------------------------ reading
def read(data: bytes, syntax: str) -> tuple[list[Entity], tuple[str, ...]]:
    """The concepts, in the order of their addresses, and notes on what was left out.

    Raises CorruptError naming the concept that cannot be used.
    """
    from rdflib.namespace import RDF, SKOS

    graph = parse_graph(data, syntax)
    found: list[Entity] = []
    seen: dict[str, str] = {}
    strange: set[str] = set()
    for concept in sorted(set(graph.subjects(RDF.type, SKOS.Concept)), key=str):
        try:
            entity = validated(_entity(graph, concept, strange))
        except UsageError as error:
            raise CorruptError(f"{concept}: {error} Nothing was imported.") from error
        if entity.id in seen:
            raise CorruptError(
                f"{concept}: the id {entity.id} is that of {seen[entity.id]} already. Nothing was imported."
            )
        if entity.id:
            seen[entity.id] = str(concept)
        found.append(entity)
    if not found:
        raise CorruptError("The file holds no skos:Concept. Nothing was imported.")
    left_out = f"Labels in languages that axtar does not search were left out: {', '.join(sorted(strange))}."
    return found, (left_out,) if strange else ()


def _entity(graph: "Graph", concept: "Node", strange: set[str]) -> Entity:
    from rdflib import URIRef
    from rdflib.namespace import SKOS

    def one(address: str) -> str:
        values = sorted({str(value).strip() for value in graph.objects(concept, URIRef(address))})
        if len(values) > 1:
            raise UsageError(f"{address} is said twice: {values[0]!r} and {values[1]!r}.")
        return values[0] if values else ""

    matches = [str(value) for value in graph.objects(concept, SKOS.exactMatch)]
    kind = one(OURS + "kind")
    if not kind:
        raise UsageError(f"It does not say what it is: give it {OURS}kind, such as town or person.")
    return Entity(
        _id(concept, one(str(SKOS.notation))),
        kind,
        one(OURS + "country"),
        _degrees(one(WGS84 + "lat")),
        _degrees(one(WGS84 + "long")),
        _match(matches, "wikidata"),
        _match(matches, "geonames"),
        tuple(_spellings(graph, concept, strange)),
    )


def _id(concept: "Node", notation: str) -> str:
    """The id that a concept's address or its notation says, if either is one of ours."""
    if str(concept).startswith(CONCEPT):
        return str(concept).removeprefix(CONCEPT)
    return notation if ID.fullmatch(notation) else ""


def _degrees(text: str) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        raise UsageError(f"{text!r} is no number of degrees.") from None


def _match(addresses: Sequence[str], name: str) -> str:
    """The id in an address of Wikidata or GeoNames; several are too many to choose from."""
    found = {
        address.removeprefix(start).partition("/")[0]
        for address in addresses
        for start in MATCHES[name]
        if address.startswith(start)
    }
    if len(found) > 1:
        raise UsageError(f"It is the same as several of {name}: {', '.join(sorted(found))}.")
    return next(iter(found), "")


def _spellings(graph: "Graph", concept: "Node", strange: set[str]) -> Iterator[EntitySpelling]:
    """The labels in the order of the cells. The labels say what is spelled so, the cells only how old or contested that is."""
    from rdflib.namespace import SKOS

    usual = dict.fromkeys(_labels(graph, concept, str(SKOS.prefLabel), strange), "usual")
    others = (_labels(graph, concept, str(SKOS[name]), strange) for name in ("altLabel", "hiddenLabel"))
    labels = dict.fromkeys(chain.from_iterable(others), "variant") | usual
    noted = dict(_noted(graph, concept))
    for label in (*(key for key in noted if key in labels), *(key for key in labels if key not in noted)):
        language, text = label
        special = noted.get(label) in {"historical", "contested"}
        yield EntitySpelling(text, language, noted[label] if special else labels[label])


def _labels(graph: "Graph", concept: "Node", address: str, strange: set[str]) -> Iterator[tuple[str, str]]:
    """Languages and texts of labels, in a steady order; languages that we do not know are noted."""
    from rdflib import URIRef

    for value in sorted(graph.objects(concept, URIRef(address)), key=str):
        tag = getattr(value, "language", None)
        if not tag:
            raise UsageError(f"The label {str(value)!r} does not say its language.")
        language = _language(tag)
        if language:
            yield language, " ".join(str(value).split())
        else:
            strange.add(tag)


def _noted(graph: "Graph", concept: "Node") -> Iterator[tuple[tuple[str, str], str]]:
    """Languages and texts with their status, as the cells have them."""
    from rdflib import URIRef

    for value in graph.objects(concept, URIRef(OURS + "spellings")):
        language = _language(getattr(value, "language", None) or "")
        if any(mark and mark not in STATUSES for _, _, mark in (item.partition("^") for item in str(value).split(";"))):
            raise UsageError(f"{str(value)!r} marks a spelling with a sign that is not known.")
        yield from (((language, text), status) for text, status in parse_cell(str(value)))


def _language(tag: str) -> str:
    """Our code for a BCP 47 tag; "" for a language that axtar does not search."""
    known = {code.lower(): code for code in LANGUAGES}
    small = tag.lower()
    first, _, rest = small.partition("-")
    return known.get(small) or ("" if rest in {"cyrl", "arab"} else known.get(first, ""))
