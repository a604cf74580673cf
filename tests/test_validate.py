"""A right graph conforms; each way to break it is found, and named."""

from pathlib import Path

import pytest

from kg import ontology
from kg.errors import BuildFilesError
from kg.jsonl import write_graph
from kg.model import Entity, Graph, Statement
from kg.validate import Report, validate

DEFAULT = ontology.load()
RIGHT = """\
@prefix : <https://kg.example/id/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix kg: <https://kg.example/schema#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix ont: <https://kg.example/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

:ada a ont:Person ; rdfs:label "Ada"@en ; skos:altLabel "Ada Moss" .
:acme a ont:Company , ont:Organization ; rdfs:label "Acme"@en , "顶峰"@zh ; owl:sameAs <http://other.example/acme> .
:bolt a ont:Company , ont:Organization ; rdfs:label "Bolt"@en .
:daily a ont:Publisher , ont:Organization ; rdfs:label "Daily"@en .

:ada ont:worksFor :acme .
:acme ont:partnerOf :bolt .
:bolt ont:partnerOf :acme .
:acme ont:measurement :q1 .

:q1 a schema:QuantitativeValue ; rdfs:label "20 s" ; schema:value 20.0 ; schema:unitCode "s" .
:q2 a schema:MonetaryAmount ; schema:value 5.5 ; schema:currency "USD" .

:a1 a ont:Article , schema:Article ; dcterms:title "Ada joins Acme" ; schema:url "https://daily.example/1" ;
    dcterms:issued "2026-06-03" ; ont:publishedBy :daily ; ont:mentions :ada , :acme .

:s1 a rdf:Statement ; rdf:subject :ada ; rdf:predicate ont:worksFor ; rdf:object :acme ; ont:role "ceo" ;
    kg:standing "normal" ; kg:confidence 0.9 ; prov:wasDerivedFrom :e1 .
:s2 a rdf:Statement ; rdf:subject :acme ; rdf:predicate ont:acquired ; rdf:object :bolt ; ont:status "planned" ;
    ont:date "2027-Q1" ; kg:dateFrom "2027-01-01"^^xsd:date ; kg:dateTo "2027-03-31"^^xsd:date ; ont:amount :q2 ;
    kg:standing "normal" ; kg:confidence 0.5 ; prov:wasDerivedFrom :e1 .
:s3 a rdf:Statement ; rdf:subject :acme ; rdf:predicate ont:measurement ; rdf:object :q1 ; ont:change "-3.5 %" ;
    ont:metric "start-up time" ; ont:count "4-8" ; kg:standing "normal" ; kg:confidence 1.0 ; prov:wasDerivedFrom :e1 .

:e1 a oa:SpecificResource ; oa:hasSource :a1 ; oa:hasSelector :p1 , :t1 .
:p1 a oa:TextPositionSelector ; oa:start 0 ; oa:end 14 .
:t1 a oa:TextQuoteSelector ; oa:exact "Ada joins Acme" ; oa:suffix " today" .
"""


def checked(folder: Path, turtle: str, graph: Graph | None = None) -> Report:
    write_graph(graph or Graph(base="https://kg.example/id/"), folder)
    (folder / "graph.ttl").write_text(turtle, encoding="utf-8")
    return validate(folder, DEFAULT)


def test_a_right_graph_conforms(tmp_path: Path) -> None:
    report = checked(tmp_path, RIGHT)
    assert report.results == ()
    assert report.conforms
    assert report.count == 0


@pytest.mark.parametrize(
    ("right", "wrong", "node", "path"),
    [
        ('ont:Person ; rdfs:label "Ada"@en', "ont:Person", "ada", "rdf-schema#label"),
        ('ont:Person ; rdfs:label "Ada"@en', 'ont:Person ; rdfs:label "Ada"@en , "Ava"@en', "ada", "rdf-schema#label"),
        ("ont:Company , ont:Organization ; rdfs:label", "ont:Company ; rdfs:label", "acme", "-ns#type"),
        (':ada a ont:Person ; rdfs:label "Ada"', ':ada a ont:Persn ; rdfs:label "Ada"', "ada", "of a class"),
        (":ada ont:worksFor :acme .", ":bolt ont:worksFor :acme .", "bolt", "ont:Person"),
        (":ada ont:worksFor :acme .", ":ada ont:worksFor :q1 .", "ada", "ontology#worksFor"),
        (":bolt ont:partnerOf :acme .", "", "acme", "ont:partnerOf"),
        ("ont:measurement :q1 .", "ont:measurement :bolt .", "acme", "ontology#measurement"),
        ("ont:measurement :q1 .", "ont:measurement 20.0 .", "acme", "ontology#measurement"),
        ("ont:publishedBy :daily", "ont:publishedBy :bolt", "a1", "ontology#publishedBy"),
        ("schema:value 20.0", 'schema:value "20"', "q1", "schema.org/value"),
        ('schema:unitCode "s"', 'schema:unitCode "s" , "min"', "q1", "schema.org/unitCode"),
        ('schema:currency "USD"', 'schema:currency "dollars"', "q2", "schema.org/currency"),
        ('"Ada joins Acme" ; schema:url', '"Ada joins Acme" , "Ada" ; schema:url', "a1", "terms/title"),
        ("rdf:subject :ada ; ", "", "s1", "rdf-syntax-ns#subject"),
        ("rdf:subject :ada ;", "rdf:subject :ada , :acme ;", "s1", "rdf-syntax-ns#subject"),
        ("rdf:predicate ont:worksFor ;", "rdf:predicate ont:loves ;", "s1", "ontology#loves"),
        ("rdf:subject :acme ; rdf:predicate ont:acq", "rdf:subject :ada ; rdf:predicate ont:acq", "s2", "id/ada"),
        ("ont:acquired ; rdf:object :bolt", "ont:acquired ; rdf:object :daily , :bolt", "s2", "-ns#object"),
        ("ont:acquired ; rdf:object :bolt", "ont:acquired ; rdf:object :q1", "s2", "-ns#object"),
        ("ont:measurement ; rdf:object :q1", "ont:measurement ; rdf:object :bolt", "s3", "-ns#object"),
        ("kg:confidence 0.9 ; prov:wasDerivedFrom :e1", "kg:confidence 0.9", "s1", "has evidence"),
        ("kg:confidence 0.9", "kg:confidence 1.1", "s1", "schema#confidence"),
        ("kg:confidence 0.9", "kg:confidence 9e-1", "s1", "schema#confidence"),
        ('kg:standing "normal" ; kg:confidence 0.9', 'kg:standing "odd" ; kg:confidence 0.9', "s1", "schema#standing"),
        ('ont:status "planned"', 'ont:status "plant"', "s2", "ontology#status"),
        ('ont:date "2027-Q1"', 'ont:date "next year"', "s2", "ontology#date"),
        ('"2027-01-01"^^xsd:date', '"2027-01-01"', "s2", "schema#dateFrom"),
        ('"2027-01-01"^^xsd:date', '"2027-06-01"^^xsd:date', "s2", "schema#dateFrom"),
        ("ont:amount :q2", 'ont:amount "5.5 USD"', "s2", "ontology#amount"),
        ('ont:change "-3.5 %"', 'ont:change "less"', "s3", "ontology#change"),
        ('ont:count "4-8"', 'ont:count "some"', "s3", "ontology#count"),
        ('ont:role "ceo"', 'ont:role "ceo" , "founder"', "s1", "ontology#role"),
        ("oa:SpecificResource", "oa:Annotation", "e1", "SpecificResource"),
        ("oa:hasSource :a1 ; ", "", "e1", "oa#hasSource"),
        ("oa:hasSelector :p1 , :t1", "oa:hasSelector :p1", "e1", "one text quote"),
        ("oa:hasSelector :p1 , :t1", "oa:hasSelector :t1", "e1", "one text position"),
        ('oa:exact "Ada joins Acme" ; ', "", "t1", "oa#exact"),
        ('oa:suffix " today"', "oa:suffix :ada", "t1", "oa#suffix"),
        ("oa:start 0", "oa:start 20", "p1", "oa#start"),
        ("oa:end 14", 'oa:end "14"', "p1", "oa#end"),
    ],
)
def test_each_breach_is_found(tmp_path: Path, right: str, wrong: str, node: str, path: str) -> None:
    assert right in RIGHT
    report = checked(tmp_path, RIGHT.replace(right, wrong, 1))
    assert not report.conforms
    found = [result for result in report.results if result.startswith(f"graph.ttl: <https://kg.example/id/{node}>")]
    assert any(path in result for result in found), report.results


def test_metadata_predicates_need_no_evidence(tmp_path: Path) -> None:
    extra = ":s9 a rdf:Statement ; rdf:subject :a1 ; rdf:predicate ont:mentions ; rdf:object :ada ; kg:confidence 1.0 ."
    assert checked(tmp_path, RIGHT + extra).results == ()


def test_unknown_terms_of_the_rows_are_found(tmp_path: Path) -> None:
    graph = Graph(
        base="https://kg.example/id/",
        entities=(Entity(id="nemo", type="Fish", labels={"en": "Nemo"}),),
        statements=(
            Statement(id="statement/1", subject="nemo", predicate="eats", object="nemo", qualifiers=(("mood", "sad"),)),
        ),
    )
    results = checked(tmp_path, RIGHT, graph).results
    assert len(results) == 3
    assert 'entities.jsonl: nemo is of class "Fish", which kg.ttl does not have; build again' in results[0]
    assert 'statement/1 has the predicate "eats"' in results[1]
    assert 'statement/1 has the qualifier "mood"' in results[2]


def test_results_are_sorted_sentences(tmp_path: Path) -> None:
    report = checked(tmp_path, RIGHT.replace("kg:confidence 0.9", "kg:confidence 2.0").replace('"planned"', '"plant"'))
    assert list(report.results) == sorted(report.results)
    assert report.count == 2
    assert report.results[0].startswith("graph.ttl: <https://kg.example/id/s1> <https://kg.example/schema#confidence> ")
    assert "2.0" in report.results[0]


def test_missing_and_broken_files(tmp_path: Path) -> None:
    with pytest.raises(BuildFilesError, match="holds no build"):
        validate(tmp_path, DEFAULT)
    write_graph(Graph(base="https://kg.example/id/"), tmp_path)
    with pytest.raises(BuildFilesError, match=r"graph\.ttl: cannot be read .*; build again"):
        validate(tmp_path, DEFAULT)
    with pytest.raises(BuildFilesError, match=r"graph\.ttl:2: broken Turtle"):
        checked(tmp_path, "\n:x .")
    with pytest.raises(BuildFilesError, match=r"graph\.ttl: broken Turtle, perhaps cut short .*; build again"):
        checked(tmp_path, RIGHT[: RIGHT.rindex(" .")])


def test_a_value_may_be_a_string(tmp_path: Path) -> None:
    turtle = RIGHT.replace("ont:measurement :q1 .", 'ont:measurement "fast"@en .')
    assert checked(tmp_path, turtle.replace("rdf:object :q1", 'rdf:object "fast"@en')).conforms
