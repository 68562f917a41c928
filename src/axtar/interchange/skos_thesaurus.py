"""Subjects as SKOS concepts, by rdflib: what entities share with other catalogues, subjects do as well.

skos:prefLabel    the usual word of a language; skos:altLabel its synonyms
skos:notation     the id, and skos:broader the wider concept
skos:inScheme     the field (table) that a concept belongs to
"""

from collections.abc import Iterable

from axtar.thesaurus import Concept

CONCEPT = "urn:axtar:subject:"
SCHEME = "urn:axtar:subjects:"


def write(concepts: Iterable[Concept], syntax: str) -> bytes:
    """The concepts in one of rdflib's syntaxes, in UTF-8."""
    from rdflib import Graph, Literal, URIRef
    from rdflib.namespace import RDF, SKOS

    graph = Graph()
    for one in concepts:
        concept, scheme = URIRef(CONCEPT + one.id), URIRef(SCHEME + one.field)
        graph.add((scheme, RDF.type, SKOS.ConceptScheme))
        graph.add((concept, RDF.type, SKOS.Concept))
        graph.add((concept, SKOS.notation, Literal(one.id)))
        graph.add((concept, SKOS.inScheme, scheme))
        if one.broader:
            graph.add((concept, SKOS.broader, URIRef(CONCEPT + one.broader)))
        labelled: set[str] = set()
        for word in one.words:
            label = SKOS.altLabel if word.language in labelled else SKOS.prefLabel
            labelled.add(word.language)
            graph.add((concept, label, Literal(word.text, lang=word.language)))
    return graph.serialize(format=syntax, encoding="utf-8")
