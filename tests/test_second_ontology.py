"""Another field, football, by another folder alone: no change of code, and nothing of the default ontology."""

import ast
import re
from pathlib import Path

import pytest

from kg import ontology
from kg.build import Options, build
from kg.model import Graph, Statement
from kg.sparql.query import query
from kg.validate import validate

FOOTBALL = Path(__file__).parent / "data" / "second_ontology"

ARTICLES = {
    "cup.txt": """\
Rovers win the Harbour Cup
By Lena Vogt, The Touchline, May 4, 2031

Brelle Rovers won the Harbour Cup on Saturday after a goal by the striker Tomasz Wilk.
Rovers' old rival Ostmar United had already won the Coast League in the year 2029.
""",
    "transfer.txt": """\
A goalkeeper moves to the coast
By Lena Vogt, The Touchline, June 11, 2031

The goalkeeper Ingrid Brandt will join Ostmar United in July. Brandt left FC Hollerfeld in May.
Ostmar United's stadium, Lantern Park, holds 24,000 people.
The club denied that Tomasz Wilk had joined Ostmar United. "If he leaves, we will talk," said a spokeswoman.
""",
    "port.txt": """\
Wilk at home in the harbour
By Per Anders, Coast Courier, June 20, 2031

Rovers striker Tomasz Wilk joined Brelle Rovers in 2028.
Lantern Park, a ground in Ostmar, is the home of Ostmar United.
""",
}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("football")
    (folder / "articles").mkdir()
    for name, text in ARTICLES.items():
        (folder / "articles" / name).write_text(text, encoding="utf-8")
    return folder / "graph"


@pytest.fixture(scope="module")
def graph(out: Path) -> Graph:
    return build([out.parent / "articles"], out, Options(ontology=FOOTBALL))


def line(statement: Statement) -> str:
    qualifiers = ", ".join(f"{key}={value}" for key, value in statement.qualifiers)
    return f"{statement.subject} | {statement.predicate} | {statement.object} | {qualifiers}"


def test_statements(graph: Graph) -> None:
    assert {line(statement) for statement in graph.statements if statement.predicate != "capacity"} == {
        "brelle-rovers | rivalOf | ostmar-united | ",
        "brelle-rovers | won | harbour-cup | date=2031-05-03",
        "ingrid-brandt | playsFor | fc-hollerfeld | date=2031-05, status=ended",
        "ingrid-brandt | playsFor | ostmar-united | date=2031-07, status=planned",
        "lantern-park | basedIn | ostmar | ",
        "ostmar-united | homeGround | lantern-park | ",
        "ostmar-united | won | coast-league | date=2029",
        "tomasz-wilk | playsFor | brelle-rovers | date=2028",
        "tomasz-wilk | playsFor | ostmar-united | status=denied",
    }
    assert not graph.problems


def test_only_qualifiers_of_the_ontology(graph: Graph) -> None:
    assert "lantern-park | capacity | 24000 | " in {line(statement) for statement in graph.statements}


def test_every_statement_has_its_sentence(graph: Graph) -> None:
    texts = {document.id: document.text for document in graph.documents}
    for statement in graph.statements:
        assert statement.evidence
        for evidence in statement.evidence:
            assert texts[evidence.document][evidence.begin : evidence.end] == evidence.quote
            assert evidence.annotator.startswith("rules:")


def test_articles_share_their_entities(graph: Graph) -> None:
    entities = {entity.id: entity for entity in graph.entities}
    assert (entities["tomasz-wilk"].type, len(entities["tomasz-wilk"].documents)) == ("Player", 3)
    assert entities["brelle-rovers"].aliases == ("Brelle Rovers", "Rovers")
    assert entities["harbour-cup"].labels == {"en": "Harbour Cup", "de": "Hafenpokal"}


def test_nothing_of_the_default_ontology_leaks_in(graph: Graph, out: Path) -> None:
    terms = ontology.load(FOOTBALL)
    assert {entity.type for entity in graph.entities} <= set(terms.classes)
    assert {statement.predicate for statement in graph.statements} <= set(terms.properties)
    turtle = (out / "graph.ttl").read_text(encoding="utf-8")
    default = ontology.load()
    assert default.iri not in turtle
    assert terms.iri in turtle
    foreign = set(default.classes) - set(terms.classes)
    page = (out / "graph.html").read_text(encoding="utf-8")
    assert [name for name in foreign if re.search(rf'"(?:type|kind|class)":\s*"{name}"', page)] == []


def test_it_can_be_asked(graph: Graph, out: Path) -> None:
    terms = ontology.load(FOOTBALL)
    answer = query(
        out, f"SELECT ?who WHERE {{ ?who <{terms.iri}won> ?what . ?what rdfs:label 'Harbour Cup'@en }}", terms
    )
    assert "brelle-rovers" in str(answer.rows)


def test_it_conforms_to_shapes_made_from_it(graph: Graph, out: Path) -> None:
    report = validate(out, ontology.load(FOOTBALL))
    assert report.conforms, report


def test_without_rules_and_lexicon_text_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    (tmp_path / "bare" / "football.ttl").write_bytes((FOOTBALL / "football.ttl").read_bytes())
    (tmp_path / "a.txt").write_text(ARTICLES["port.txt"], encoding="utf-8")
    bare = build([tmp_path / "a.txt"], tmp_path / "out", Options(ontology=tmp_path / "bare", exports=()))
    assert bare.statements == ()
    assert len(bare.documents) == 1


def test_no_code_names_a_term_of_the_default_ontology() -> None:
    default = ontology.load()
    terms = {*default.classes, *(name for name in default.properties if not name.islower())}
    schema_org = {"rdf.py": {"Person", "Article"}}  # IRIs of schema.org
    found = [
        f"{path.name}:{node.lineno} {node.value}"
        for path in sorted(Path(ontology.__file__).parent.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in terms - schema_org.get(path.name, set())
    ]
    assert found == []
