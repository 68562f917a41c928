"""Entities as SKOS concepts (https://www.w3.org/TR/skos-reference/), with rdflib.

skos:prefLabel    the usual spelling of a language, of which SKOS allows one; it expresses no preference between sides
skos:altLabel     all other spellings; hidden labels are read as alternative ones
skos:notation     the id, which is also part of the URI of concepts that axtar wrote
skos:exactMatch   Wikidata and GeoNames
wgs84:lat, :long  degrees
axtar:kind        the kind, as in the CSV table
axtar:country     ISO 3166
axtar:spellings   the table's cell for each language, with the order and the historical and contested status of spellings
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from axtar.errors import CorruptError, UsageError
from axtar.interchange.parsed_entities import ParsedEntities, Validate
from axtar.interchange.rdf import parse_graph
from axtar.model.entity import ENTITY_ID, LANGUAGES, STATUSES, Entity, EntitySpelling, format_cell, parse_cell

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

NAMESPACE = "urn:axtar:names#"
CONCEPT_PREFIX = "urn:axtar:entity:"
WGS84 = "http://www.w3.org/2003/01/geo/wgs84_pos#"
MATCH_PREFIXES = {
    "wikidata": (
        "http://www.wikidata.org/entity/",
        "https://www.wikidata.org/wiki/",
        "https://www.wikidata.org/entity/",
    ),
    "geonames": ("https://sws.geonames.org/", "http://sws.geonames.org/", "https://www.geonames.org/"),
}
"""The URI prefixes of equivalent entities in other databases: first as we write them, then as others do."""


# ------------------------------------------------------------------ writing
def write(entities: Sequence[Entity], syntax: str) -> bytes:
    """Write entities as concepts in one of rdflib's syntaxes, in UTF-8."""
    from rdflib import Graph, Literal, Namespace, URIRef
    from rdflib.namespace import RDF, SKOS

    graph = Graph()
    axtar, wgs84 = Namespace(NAMESPACE), Namespace(WGS84)
    graph.bind("axtar", axtar)
    graph.bind("wgs84", wgs84)
    for entity in entities:
        concept = URIRef(CONCEPT_PREFIX + entity.id)
        graph.add((concept, RDF.type, SKOS.Concept))
        graph.add((concept, SKOS.notation, Literal(entity.id)))
        graph.add((concept, axtar.kind, Literal(entity.kind)))
        if entity.country:
            graph.add((concept, axtar.country, Literal(entity.country)))
        for name, degrees in (("lat", entity.lat), ("long", entity.lon)):
            if degrees is not None:
                graph.add((concept, wgs84[name], Literal(repr(degrees))))
        for name, (prefix, *_) in MATCH_PREFIXES.items():
            if value := getattr(entity, name):
                graph.add((concept, SKOS.exactMatch, URIRef(prefix + value + ("/" if name == "geonames" else ""))))
        for spelling in entity.spellings:
            label = SKOS.prefLabel if spelling.status == "usual" else SKOS.altLabel
            graph.add((concept, label, Literal(spelling.text, lang=spelling.language)))
        for language in LANGUAGES:
            if cell := format_cell([each for each in entity.spellings if each.language == language]):
                graph.add((concept, axtar.spellings, Literal(cell, lang=language)))
    return graph.serialize(format=syntax, encoding="utf-8")


# ------------------------------------------------------------------ reading
def read(data: bytes, validate: Validate, *, syntax: str) -> ParsedEntities:
    """Parse the concepts of a file, in the order of their URIs.

    A note lists the languages whose labels were left out. Raises CorruptError naming the first invalid concept.
    """
    from rdflib.namespace import RDF, SKOS

    graph = parse_graph(data, syntax)
    entities: list[Entity] = []
    concepts: dict[str, str] = {}
    unsupported: set[str] = set()
    for concept in sorted(set(graph.subjects(RDF.type, SKOS.Concept)), key=str):
        try:
            entity = validate(_entity(graph, concept, unsupported))
        except UsageError as error:
            raise CorruptError(f"{concept}: {error} Nothing was imported.") from error
        if entity.id in concepts:
            raise CorruptError(
                f"{concept}: the id {entity.id} is already used by {concepts[entity.id]}. Nothing was imported."
            )
        if entity.id:
            concepts[entity.id] = str(concept)
        entities.append(entity)
    if not entities:
        raise CorruptError("The file contains no skos:Concept. Nothing was imported.")
    note = f"Labels in languages that axtar does not search were left out: {', '.join(sorted(unsupported))}."
    return ParsedEntities(entities, (note,) if unsupported else ())


def _entity(graph: "Graph", concept: "Node", unsupported: set[str]) -> Entity:
    from rdflib import URIRef
    from rdflib.namespace import SKOS

    def single(property_: str) -> str:
        values = sorted({str(value).strip() for value in graph.objects(concept, URIRef(property_))})
        if len(values) > 1:
            raise UsageError(f"{property_} has several values: {values[0]!r} and {values[1]!r}.")
        return values[0] if values else ""

    matches = [str(value) for value in graph.objects(concept, SKOS.exactMatch)]
    kind = single(NAMESPACE + "kind")
    if not kind:
        raise UsageError(f"It has no kind. Add the property {NAMESPACE}kind, such as town or person.")
    return Entity(
        _id(concept, single(str(SKOS.notation))),
        kind,
        single(NAMESPACE + "country"),
        _degrees(single(WGS84 + "lat")),
        _degrees(single(WGS84 + "long")),
        _match(matches, "wikidata"),
        _match(matches, "geonames"),
        tuple(_spellings(graph, concept, unsupported)),
    )


def _id(concept: "Node", notation: str) -> str:
    """Return the id in a concept's URI or notation if either is one of axtar's.

    Returns "" otherwise.
    """
    if str(concept).startswith(CONCEPT_PREFIX):
        return str(concept).removeprefix(CONCEPT_PREFIX)
    return notation if ENTITY_ID.fullmatch(notation) else ""


def _degrees(text: str) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        raise UsageError(f"{text!r} is not a number of degrees.") from None


def _match(uris: Sequence[str], name: str) -> str:
    """Return the id in a URI of Wikidata or GeoNames.

    Raises UsageError if there are several ids.
    """
    ids = {
        uri.removeprefix(prefix).partition("/")[0]
        for uri in uris
        for prefix in MATCH_PREFIXES[name]
        if uri.startswith(prefix)
    }
    if len(ids) > 1:
        raise UsageError(f"It matches several entities of {name}: {', '.join(sorted(ids))}.")
    return next(iter(ids), "")


def _spellings(graph: "Graph", concept: "Node", unsupported: set[str]) -> Iterator[EntitySpelling]:
    """Yield the labels in the order of the cells.

    Cells add only the historical or contested status of a spelling.
    """
    from rdflib.namespace import SKOS

    usual = dict.fromkeys(_labels(graph, concept, str(SKOS.prefLabel), unsupported), "usual")
    others = (_labels(graph, concept, str(SKOS[name]), unsupported) for name in ("altLabel", "hiddenLabel"))
    labels = dict.fromkeys(chain.from_iterable(others), "variant") | usual
    statuses = dict(_cell_statuses(graph, concept))
    for label in (*(key for key in statuses if key in labels), *(key for key in labels if key not in statuses)):
        language, text = label
        marked = statuses.get(label) in {"historical", "contested"}
        yield EntitySpelling(text, language, statuses[label] if marked else labels[label])


def _labels(graph: "Graph", concept: "Node", property_: str, unsupported: set[str]) -> Iterator[tuple[str, str]]:
    """Yield language and text of labels, sorted; collect the tags of unsupported languages."""
    from rdflib import URIRef

    for value in sorted(graph.objects(concept, URIRef(property_)), key=str):
        tag = getattr(value, "language", None)
        if not tag:
            raise UsageError(f"The label {str(value)!r} has no language tag.")
        language = _language(tag)
        if language:
            yield language, " ".join(str(value).split())
        else:
            unsupported.add(tag)


def _cell_statuses(graph: "Graph", concept: "Node") -> Iterator[tuple[tuple[str, str], str]]:
    """Yield language, text and status of the spellings in the cells."""
    from rdflib import URIRef

    for value in graph.objects(concept, URIRef(NAMESPACE + "spellings")):
        language = _language(getattr(value, "language", None) or "")
        if any(mark and mark not in STATUSES for _, _, mark in (item.partition("^") for item in str(value).split(";"))):
            raise UsageError(f"Unknown mark in {str(value)!r}.")
        yield from (((language, text), status) for text, status in parse_cell(str(value)))


def _language(tag: str) -> str:
    """Return axtar's code for a BCP 47 tag; "" for an unsupported language."""
    known = {code.lower(): code for code in LANGUAGES}
    lower = tag.lower()
    first, _, rest = lower.partition("-")
    return known.get(lower) or ("" if rest in {"cyrl", "arab"} else known.get(first, ""))
