"""The shapes follow from the ontology, and the committed file is their output."""

from pathlib import Path

import pyshacl
from rdflib import SH, Graph, URIRef

from kg import ontology
from kg.shapes import shapes

SECOND = Path(__file__).parent / "data" / "second_ontology"


def test_the_committed_file_is_the_output() -> None:
    default = ontology.load(Path(__file__).parent.parent / "ontology")
    committed = (default.folder / "shapes.ttl").read_text(encoding="utf-8")
    assert committed == shapes(default), "make ontology/shapes.ttl anew: the command is in ontology/README.md"


def test_shapes_are_shacl() -> None:
    graph = Graph().parse(data=shapes(ontology.load(SECOND)), format="turtle")
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=graph, meta_shacl=True)
    assert conforms, text


def test_every_class_predicate_and_qualifier_has_its_shape() -> None:
    second = ontology.load(SECOND)
    graph = Graph().parse(data=shapes(second), format="turtle")
    assert {URIRef(term.iri) for term in second.classes.values()} <= set(graph.objects(None, SH.targetClass))
    predicates = {URIRef(term.iri) for term in second.properties.values()}
    assert predicates <= set(graph.objects(None, SH.targetSubjectsOf))
    assert predicates == set(graph.objects(None, SH.targetNode))
    assert {URIRef(term.iri) for term in second.qualifiers.values()} <= set(graph.objects(None, SH.path))


def test_names_that_turtle_cannot_abbreviate(tmp_path: Path) -> None:
    (tmp_path / "any.ttl").write_text(
        "<http://o.example/n#Dr.> a <http://www.w3.org/2002/07/owl#Class> . "
        "<http://o.example/n#3D> a <http://www.w3.org/1999/02/22-rdf-syntax-ns#Property> .",
        encoding="utf-8",
    )
    graph = Graph().parse(data=shapes(ontology.load(tmp_path)), format="turtle")
    assert (None, SH.targetClass, URIRef("http://o.example/n#Dr.")) in graph
    assert (None, SH.targetSubjectsOf, URIRef("http://o.example/n#3D")) in graph


def test_no_line_is_too_long_to_read() -> None:
    assert max(map(len, shapes(ontology.load()).splitlines())) <= 150
