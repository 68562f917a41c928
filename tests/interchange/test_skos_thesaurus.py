"""The thesaurus as SKOS."""

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS

from axtar import interchange, thesaurus
from axtar.errors import UnsupportedError


@pytest.mark.parametrize(("format_", "syntax"), [("turtle", "turtle"), ("rdf", "xml")])
def test_every_concept_has_one_preferred_label_in_each_language(format_: str, syntax: str) -> None:
    """rdflib parses as many concepts as were written."""
    written = list(thesaurus.concepts())[:60]
    graph = Graph().parse(data=interchange.write_concepts(written, format_), format=syntax)
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert len(concepts) == len(written)
    for concept in concepts:
        labels = [label.language for label in graph.objects(concept, SKOS.prefLabel) if isinstance(label, Literal)]
        assert sorted(filter(None, labels)) == ["az", "en", "ru", "tr"]


def test_broader_concepts_and_synonyms_are_written() -> None:
    """A civil war is a war, and a truce a ceasefire."""
    written = [thesaurus.concept(id_) for id_ in ("s.civil-war", "s.ceasefire")]
    graph = Graph().parse(data=interchange.write_concepts(written, "turtle"), format="turtle")
    war, ceasefire = (URIRef(f"urn:axtar:subject:{id_}") for id_ in ("s.civil-war", "s.ceasefire"))
    assert URIRef("urn:axtar:subject:s.war") in set(graph.objects(war, SKOS.broader))
    assert Literal("truce", lang="en") in set(graph.objects(ceasefire, SKOS.altLabel))


def test_the_thesaurus_cannot_be_written_as_csv() -> None:
    """The error lists the supported formats."""
    with pytest.raises(UnsupportedError, match="turtle"):
        interchange.write_concepts([], "csv")
