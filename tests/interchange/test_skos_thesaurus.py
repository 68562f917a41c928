"""Subjects as SKOS."""

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS

from axtar import interchange, thesaurus
from axtar.errors import UnsupportedError


@pytest.mark.parametrize(("format_", "syntax"), [("turtle", "turtle"), ("rdf", "xml")])
def test_every_subject_is_a_concept_with_a_usual_label_in_each_language(format_: str, syntax: str) -> None:
    """Another program reads as many concepts as we have, each with one preferred label in four languages."""
    known = list(thesaurus.concepts())[:60]
    graph = Graph().parse(data=interchange.write_subjects(known, format_), format=syntax)
    found = set(graph.subjects(RDF.type, SKOS.Concept))
    assert len(found) == len(known)
    for concept in found:
        labels = [label.language for label in graph.objects(concept, SKOS.prefLabel) if isinstance(label, Literal)]
        assert sorted(filter(None, labels)) == ["az", "en", "ru", "tr"]


def test_a_wider_concept_and_synonyms_are_told() -> None:
    """A civil war is a war, and a truce a ceasefire."""
    known = [thesaurus.concept(id_) for id_ in ("s.civil-war", "s.ceasefire")]
    graph = Graph().parse(data=interchange.write_subjects(known, "turtle"), format="turtle")
    war, ceasefire = (URIRef(f"urn:axtar:subject:{id_}") for id_ in ("s.civil-war", "s.ceasefire"))
    assert URIRef("urn:axtar:subject:s.war") in set(graph.objects(war, SKOS.broader))
    assert Literal("truce", lang="en") in set(graph.objects(ceasefire, SKOS.altLabel))


def test_subjects_are_no_table() -> None:
    """CSV is for entities; the error names what there is."""
    with pytest.raises(UnsupportedError, match="turtle"):
        interchange.write_subjects([], "csv")
