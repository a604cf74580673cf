"""Questions to the sample graph: answers in every form, and what is refused."""

import csv
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import StringIO
from pathlib import Path

import pyoxigraph as ox
import pytest
from sample import HOSTILE, graph

from kg.errors import BuildFilesError, KgError, OntologyError, QueryError
from kg.export import export
from kg.ids import BASE, ONTOLOGY
from kg.ontology import Ontology, load
from kg.sparql.formats import FORMATS, render
from kg.sparql.query import Answer, query

ontology = load()


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("build")
    export("turtle", graph, folder / "graph.ttl", ontology)
    return folder


def answer(build: Path, text: str) -> Answer:
    return query(build, text, ontology)


def values(found: Answer) -> list[list[str]]:
    """The rows as bare values."""
    return list(csv.reader(StringIO(render(found, "csv"), newline="")))[1:]


def test_select_needs_no_prefixes(build: Path) -> None:
    found = answer(build, "SELECT ?what WHERE { id:acme ont:announced ?what }")
    assert found.variables == ("what",)
    assert values(found) == [[BASE + "acme-x1"]], "what is planned is no plain triple"


def test_statements_are_found_with_their_sentences(build: Path) -> None:
    found = answer(
        build,
        """SELECT ?what ?quote ?url WHERE {
            ?statement rdf:predicate ont:announced ; rdf:object ?what ; ont:status "planned" ; kg:dateFrom ?from ;
                prov:wasDerivedFrom ?evidence .
            ?evidence oa:hasSource/schema:url ?url ; oa:hasSelector/oa:exact ?quote .
            FILTER(?from >= "2027-01-01"^^xsd:date) }""",
    )
    assert values(found) == [
        [
            BASE + "tianjin-center",
            "The 20 MW center in Tianjin is to open in 2027.",
            "https://news.example.org/acme-and-beta",
        ]
    ]


def test_amounts_compare_as_numbers(build: Path) -> None:
    found = answer(
        build, "SELECT ?label { ?s ont:measurement ?q . ?q schema:value ?v ; rdfs:label ?label FILTER(?v > 1000) }"
    )
    assert values(found) == [["644000000000 USD"]]


def test_classes_have_their_ancestors_and_the_ontology_its_labels(build: Path) -> None:
    found = answer(build, 'SELECT ?s { ?s a ont:Organization, ?class . ?class rdfs:label "大学"@zh }')
    assert values(found) == [[BASE + "beta-university"]]


def test_a_prefix_that_the_query_declares_wins(build: Path) -> None:
    found = answer(build, "PREFIX id: <https://elsewhere.example/> SELECT (id:x AS ?x) {}")
    assert values(found) == [["https://elsewhere.example/x"]]


def test_every_prefix_of_the_graph_is_bound(build: Path) -> None:
    first = ["article", "dcterms", "evidence", "id", "kg", "oa", "ont", "owl", "prov", "quantity", "rdf", "rdfs"]
    names = [*first, "schema", "skos", "statement", "xsd"]
    assert answer(build, "ASK {" + " ".join(f"?s{name} {name}:x 1 ." for name in names) + "}").truth is False


def test_a_file_may_be_asked(build: Path) -> None:
    assert answer(build / "graph.ttl", "ASK { id:acme a ont:Company }").truth is True


def test_a_table_is_aligned_in_any_script(build: Path) -> None:
    text = "SELECT ?s ?zh ?what { VALUES ?s { id:天津 id:acme } ?s rdfs:label ?zh OPTIONAL { ?s ont:announced ?what } "
    found = answer(build, text + "FILTER(LANG(?zh) = 'zh') } ORDER BY DESC(?s)")
    assert render(found) == (
        "s        zh    what\n"
        "-------  ----  ----------\n"
        "id:天津  天津\n"
        "id:acme  极星  id:acme-x1\n"
    )  # fmt: skip


def test_a_table_has_one_line_a_row_whatever_the_text(build: Path) -> None:
    [_, _, line] = render(answer(build, "SELECT ?name { id:o-brien rdfs:label ?name }")).splitlines()
    assert line == " ".join(HOSTILE.replace("\x1f", " ").split())


def test_csv_is_the_standard_s(build: Path) -> None:
    found = answer(build, "SELECT ?s ?name ?none { VALUES ?s { id:o-brien } ?s rdfs:label ?name }")
    text = render(found, "csv")
    assert text.startswith("s,name,none\r\n")
    assert values(found) == [[BASE + "o-brien", HOSTILE, ""]]


def test_json_is_the_standard_s(build: Path) -> None:
    found = answer(
        build,
        "SELECT ?s ?name ?v ?text ?none ?b { VALUES ?s { id:acme } ?s rdfs:label ?name FILTER(LANG(?name) = 'zh') "
        'BIND(1.5 AS ?v) BIND("x" AS ?text) BIND(BNODE() AS ?b) }',
    )
    assert json.loads(render(found, "json")) == {
        "head": {"vars": ["s", "name", "v", "text", "none", "b"]},
        "results": {
            "bindings": [
                {
                    "s": {"type": "uri", "value": BASE + "acme"},
                    "name": {"type": "literal", "value": "极星", "xml:lang": "zh"},
                    "v": {"type": "literal", "value": "1.5", "datatype": "http://www.w3.org/2001/XMLSchema#decimal"},
                    "text": {"type": "literal", "value": "x"},
                    "b": {"type": "bnode", "value": "b0"},
                }
            ]
        },
    }


@pytest.mark.parametrize(("text", "expected"), [("ASK { id:acme ?p ?o }", True), ("ASK { id:nobody ?p ?o }", False)])
def test_ask_is_true_or_false(build: Path, text: str, expected: bool) -> None:
    found = answer(build, text)
    assert found.truth is expected
    assert render(found) == ("yes\n" if expected else "no\n")
    assert json.loads(render(found, "json"))["boolean"] is expected
    assert render(found, "csv").strip() == str(expected).lower()


def test_construct_gives_turtle_that_parses(build: Path) -> None:
    found = answer(build, "CONSTRUCT { ?a ont:partnerOf ?b } WHERE { ?a ont:partnerOf ?b }")
    text = render(found)
    assert "id:acme ont:partnerOf id:beta-university ." in text
    assert len(list(ox.parse(text, format=ox.RdfFormat.TURTLE))) == 2
    assert "@prefix schema:" not in text, "only the prefixes that are used"


def test_describe_gives_what_is_said_of_a_thing(build: Path) -> None:
    assert 'rdfs:label "Acme"@en , "极星"@zh' in render(answer(build, "DESCRIBE id:acme"), "turtle")


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("SELECT * { ?s ?p ?o }", ("table", "csv", "json")),
        ("CONSTRUCT WHERE { ?s ?p ?o }", ("table", "turtle")),
        ("CONSTRUCT { _:x rdf:value ?o } WHERE { id:acme ?p ?o }", ("turtle",)),
    ],
)
def test_the_same_question_has_the_same_answer_in_the_same_order(build: Path, text: str, forms: list[str]) -> None:
    for form in forms:
        first = render(answer(build, text), form)
        assert first
        assert render(answer(build, text), form) == first


def test_no_rows_leave_the_head(build: Path) -> None:
    assert render(answer(build, "SELECT ?x { id:nobody ?p ?x }")) == "x\n-\n"


@pytest.mark.parametrize(
    ("text", "form"), [("DESCRIBE id:acme", "csv"), ("DESCRIBE id:acme", "json"), ("ASK {}", "turtle")]
)
def test_a_form_that_cannot_hold_the_answer_is_refused(build: Path, text: str, form: str) -> None:
    with pytest.raises(QueryError, match="use"):
        render(answer(build, text), form)


def test_an_unknown_form_is_refused(build: Path) -> None:
    with pytest.raises(QueryError, match=f"Available: {', '.join(FORMATS)}"):
        render(answer(build, "ASK {}"), "xml")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "SELECT ?s {\n ?s ont:announced ?",
            r"line 2, column \d+: expected one of .*mend it there:\n \?s ont:announced",
        ),
        ("SELECT ?s { ?s foo:bar ?o }", r"unknown prefix; .* one of article, dcterms, .*\n.*\n {20,}\^"),
        ("SELECT ?s { ?s ?p ?o ", "does not parse"),
        ("hello", "does not parse"),
        ("", "empty"),
        (" \n", "empty"),
        ("INSERT DATA { id:a id:b id:c }", "only reads"),
        ("PREFIX insert: <http://x.example/> # INSERT\n delete where { ?s ?p ?o }", "DELETE changes data"),
        ("DROP ALL", "only reads"),
        ("LOAD <http://127.0.0.1/x>", "only reads"),
    ],
)
def test_what_is_no_question_is_explained(build: Path, text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        answer(build, text)


SERVICES = [
    "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { service<URL>{ ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <URL> { ?s ?p ?o } }",
    "SELECT * { SERVICESILENT<URL>{ ?s ?p ?o } }",
    "PREFIX : <URL> SELECT * { SERVICE: { ?s ?p ?o } }",
    "PREFIX x: <URL> SELECT * { SERVICEx: { ?s ?p ?o } }",
    "SELECT * { VALUES ?u { <URL> } SERVICE ?u { ?s ?p ?o } }",
    "SELECT * { BIND(<URL> AS ?u) ?a ?b trueSERVICE?u{ ?s ?p ?o } }",
    'SELECT * { ?a ?b """x"" \\""" SERVICE <URL> { ?s ?p ?o } }',
    "SELECT * { ?a ?b '# ' SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { ?a <http://x.example/\u00a0#> ?c . SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { ?a <http://x.example/\\u0041#> ?c . SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { ?a id:x\\# ?c . SERVICE <URL> { ?s ?p ?o } }",
    "PREFIX : <URL> SELECT * { BIND(1 AS ?a) BIND(2 AS ?b) FILTER(?a<?b)SERVICE#>\n: { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { { SELECT * { SERVICE <URL> { ?s ?p ?o } } } }",
]


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine that counts who calls."""
    calls: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            calls.append(self.path)
            body = b'{"head": {"vars": []}, "results": {"bindings": []}}'
            self.send_response(200)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keeps the test's output clean."""

    http = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{http.server_port}/sparql", calls
    http.shutdown()
    http.server_close()
    thread.join()


@pytest.mark.parametrize("text", SERVICES)
def test_no_query_reaches_another_server(build: Path, server: tuple[str, list[str]], text: str) -> None:
    url, calls = server
    calls.clear()
    with pytest.raises(QueryError):
        answer(build, text.replace("URL", url))
    assert calls == []


def test_without_the_guard_the_store_would_call(server: tuple[str, list[str]]) -> None:
    url, calls = server
    calls.clear()
    list(ox.Store().query(f"SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}"))  # type: ignore[arg-type]
    assert calls == ["/sparql"]


@pytest.mark.parametrize(
    "text",
    [
        'SELECT ?service { ?service rdfs:label "SERVICE"@en # SERVICE\n}',
        "SELECT * { id:service ?p <http://x.example/service#SERVICE> }",
        "SELECT * { ?s ?p '''a SERVICE <x>''', 'it\\'s SERVICE' }",
        'SELECT * { ?s ?p ?o FILTER(?p < 3 && CONTAINS(STR(?o), "service")) }',
    ],
)
def test_the_word_itself_is_no_clause(build: Path, text: str) -> None:
    assert answer(build, text).rows == ()


def test_a_folder_without_a_graph_is_no_build(tmp_path: Path) -> None:
    with pytest.raises(BuildFilesError, match=r"graph.ttl is missing; .*kg export turtle"):
        answer(tmp_path, "ASK {}")


def test_a_damaged_graph_is_named(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("@prefix a: <http://a.example/> .\na:b a:c ")
    with pytest.raises(BuildFilesError, match=r"graph\.ttl: cannot be loaded"):
        answer(tmp_path, "ASK {}")


def test_a_damaged_ontology_is_named(build: Path, tmp_path: Path) -> None:
    (tmp_path / "kg.ttl").write_text("broken")
    broken = Ontology(tmp_path / "kg.ttl", ONTOLOGY, {}, {}, {})
    with pytest.raises(OntologyError, match=r"kg\.ttl: cannot be loaded"):
        query(build, "ASK {}", broken)


def test_an_empty_graph_has_its_prefixes(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("@prefix zz: <http://zz.example/> .\n")
    assert answer(tmp_path, "ASK { ?s a zz:x }").truth is False


def test_errors_are_kg_s_own(build: Path) -> None:
    with pytest.raises(KgError):
        answer(build, "SELECT * { ?s <not an iri> ?o }")
