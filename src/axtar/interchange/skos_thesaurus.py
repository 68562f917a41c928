"""The thesaurus as SKOS concepts, written by rdflib.

skos:prefLabel    the preferred word of a language; skos:altLabel its synonyms
skos:notation     the id; skos:broader the broader concept
skos:inScheme     the subject field (table) that a concept belongs to
"""

from collections.abc import Iterable

from axtar.thesaurus import Concept

CONCEPT = "urn:axtar:subject:"
SCHEME = "urn:axtar:subjects:"


def write(concepts: Iterable[Concept], syntax: str) -> bytes:
    """Write concepts in one of rdflib's syntaxes, in UTF-8."""
    from rdflib import Graph, Literal, URIRef
    from rdflib.namespace import RDF, SKOS

    graph = Graph()
    for concept in concepts:
        node, scheme = URIRef(CONCEPT + concept.id), URIRef(SCHEME + concept.field)
        graph.add((scheme, RDF.type, SKOS.ConceptScheme))
        graph.add((node, RDF.type, SKOS.Concept))
        graph.add((node, SKOS.notation, Literal(concept.id)))
        graph.add((node, SKOS.inScheme, scheme))
        if concept.broader:
            graph.add((node, SKOS.broader, URIRef(CONCEPT + concept.broader)))
        labelled: set[str] = set()
        for word in concept.words:
            label = SKOS.altLabel if word.language in labelled else SKOS.prefLabel
            labelled.add(word.language)
            graph.add((node, label, Literal(word.text, lang=word.language)))
    return graph.serialize(format=syntax, encoding="utf-8")
