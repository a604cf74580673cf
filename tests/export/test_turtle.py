"""Turtle: any parser reads back what was said, in an order that never changes."""

import random
import re
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from sample import HOSTILE, graph

from kg.export.rdf import triples
from kg.export.terms import RDFS, XSD, Text, Triple, prefixes
from kg.export.turtle import TurtleExporter, turtle
from kg.ids import BASE
from kg.model import Entity, Graph
from kg.ontology import load

ontology = load()
bound = prefixes(BASE, ontology)
anything = st.text(st.characters(exclude_categories=["Cs"]))


def written(source: Graph) -> str:
    return turtle(triples(source, ontology), prefixes(source.base, ontology), source.base)


def by_oxigraph(text: str) -> set[Triple]:
    found: set[Triple] = set()
    for quad in ox.parse(text, format=ox.RdfFormat.TURTLE):
        target = quad.object
        assert isinstance(quad.subject, ox.NamedNode), "every node has an IRI"
        assert isinstance(target, ox.NamedNode | ox.Literal), "every node has an IRI"
        if isinstance(target, ox.NamedNode):
            found.add((quad.subject.value, quad.predicate.value, target.value))
        else:
            kind = "" if target.language or target.datatype.value == XSD + "string" else target.datatype.value
            found.add((quad.subject.value, quad.predicate.value, Text(target.value, kind, target.language or "")))
    return found


def by_rdflib(text: str) -> set[Triple]:
    found: set[Triple] = set()
    for subject, predicate, target in rdflib.Graph().parse(data=text, format="turtle"):
        if isinstance(target, rdflib.Literal):
            kind = str(target.datatype or "")
            found.add((str(subject), str(predicate), Text(str(target), kind, target.language or "")))
        else:
            found.add((str(subject), str(predicate), str(target)))
    return found


def test_both_parsers_read_the_triples_that_were_written() -> None:
    text = written(graph)
    expected = set(triples(graph, ontology))
    assert by_oxigraph(text) == expected
    assert by_rdflib(text) == expected


def test_a_hostile_name_is_one_literal() -> None:
    assert (BASE + "o-brien", RDFS + "label", Text(HOSTILE, language="en")) in by_rdflib(written(graph))


@settings(max_examples=60, deadline=None)
@given(name=anything, label=anything, quote=anything)
def test_any_names_and_quotes_come_back(name: str, label: str, quote: str) -> None:
    entity = Entity(id=f"x{name}", type=f"T{name}", labels={"en": label}, aliases=(quote,), same_as=(name,))
    hostile = Graph(base=BASE, entities=(entity,))
    text, expected = written(hostile), set(triples(hostile, ontology))
    assert by_oxigraph(text) == expected
    assert by_rdflib(text) == expected


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("pq"), anything), max_size=8), st.randoms())
def test_order_and_repetition_do_not_matter(rows: list[tuple[str, str, str]], luck: random.Random) -> None:
    said: list[Triple] = [(BASE + s, BASE + p, Text(o)) for s, p, o in rows]
    shuffled = said + said[:2]
    luck.shuffle(shuffled)
    assert turtle(shuffled, bound, BASE) == turtle(said, bound, BASE)


def test_a_person_can_read_it() -> None:
    text = written(graph)
    assert text.startswith("@prefix article: <https://kg.example/id/article/> .\n@prefix dcterms:")
    assert (
        '\n\nid:acme-x1 a ont:Product, ont:Server ;\n    rdfs:label "Acme X1"@en ;\n    skos:altLabel "X1"@en .\n\n'
        in text
    )
    assert 'id:天津 a ont:City, ont:Place ;\n    rdfs:label "Tianjin"@en, "天津"@zh .' in text


def test_entities_come_first_then_articles_statements_evidence_and_quantities() -> None:
    subjects = re.findall(r"^(\w+):\S+ a ", written(graph), re.MULTILINE)
    assert list(dict.fromkeys(subjects)) == ["id", "article", "statement", "evidence", "quantity"]


def test_all_prefixes_are_declared_even_for_an_empty_graph() -> None:
    head = written(Graph(base="http://other.example/"))
    assert [line.split()[1].rstrip(":") for line in head.splitlines()] == sorted(bound)
    assert "@prefix id: <http://other.example/> ." in head


def test_long_lists_have_one_object_a_line() -> None:
    said: list[Triple] = [(BASE + "s", BASE + "p", BASE + f"object-number-{number}") for number in range(9)]
    assert ",\n        id:object-number-1,\n" in turtle(said, bound, BASE)


def test_numbers_keep_their_lexical_form() -> None:
    values = ["1", "1.0", "-0.50", "644000000000", "1e3", "+1", ".5"]
    said: list[Triple] = [(BASE + "s", BASE + "p", Text(value, XSD + "decimal")) for value in values]
    assert by_oxigraph(turtle(said, bound, BASE)) == set(said)


def test_the_exporter_writes_the_file_and_the_same_bytes_again(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "graph.ttl"
    assert TurtleExporter().export(graph, target) == target
    assert target.read_text(encoding="utf-8") == written(graph)
    turned = replace(graph, entities=graph.entities[::-1], statements=graph.statements[::-1])
    assert TurtleExporter(ontology).export(turned, tmp_path).read_bytes() == target.read_bytes()
