"""The files for Neo4j: what is written comes back, whatever an article wrote."""

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
import sample
from hypothesis import given
from hypothesis import strategies as st
from sample import ENGLISH, HOSTILE, graph

from kg.export.cypher import BATCH, identifier, literal, script
from kg.export.neo4j import DELIMITER, Neo4jExporter, table
from kg.export.property_graph import Node, Relationship, nodes, relationships
from kg.ids import BASE, quantity_id
from kg.model import Entity, Evidence, Graph, Literal
from kg.ontology import load

ontology = load()
anything = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Neo4jExporter(ontology).export(graph, tmp_path / "neo4j")


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def tokens(cypher: str) -> Iterator[str]:
    """The script's tokens as Cypher reads them; fails where a string is left open."""
    pattern = r"'(?:[^'\\]|\\.)*'|`(?:[^`]|``)*`|[A-Za-z_$][\w$]*|-?\d[\d.e]*|\s+|[^\w'`\s]"
    end = 0
    for found in re.finditer(pattern, cypher):
        assert found.start() == end, f"no token: {cypher[end : end + 40]}"
        end = found.end()
        if not found[0].isspace():
            yield found[0]
    assert end == len(cypher)


def read_string(token: str) -> str:
    """What Cypher makes of a string literal."""
    known = {"n": "\n", "t": "\t", "r": "\r"}
    unescaped = re.sub(
        r"\\(?:u([0-9A-F]{4})|(.))",
        lambda found: chr(int(found[1], 16)) if found[1] else known.get(found[2], found[2]),
        token[1:-1],
        flags=re.DOTALL,
    )
    assert token[0] == token[-1] == "'"
    return unescaped


def unicode_first(cypher: str) -> str:
    r"""The text as versions of Cypher see it that decode `\uXXXX` before anything else."""
    return re.sub(r"\\u([0-9A-F]{4})", lambda found: chr(int(found[1], 16)), cypher)


def test_the_folder_holds_four_files(folder: Path) -> None:
    assert {each.name for each in folder.iterdir()} == {"nodes.csv", "relationships.csv", "load.cypher", "README.md"}
    assert "--array-delimiter=U+001F --multiline-fields=true" in (folder / "README.md").read_text()


def test_each_entity_and_each_measured_value_is_one_node(folder: Path) -> None:
    uris = [row["uri:ID"] for row in rows(folder / "nodes.csv")]
    values = [quantity_id(*value) for value in (("20", "MW"), ("644000000000", "USD"), ("1.15", ""))]
    assert sorted(uris) == sorted(BASE + name for name in [*(entity.id for entity in graph.entities), *values])


def test_each_statement_is_one_relationship_between_nodes(folder: Path) -> None:
    found = rows(folder / "relationships.csv")
    assert [row["statementId"] for row in found] == [statement.id for statement in graph.statements]
    uris = {row["uri:ID"] for row in rows(folder / "nodes.csv")}
    assert {row[end] for row in found for end in (":START_ID", ":END_ID")} <= uris


def test_a_node_has_labels_names_and_values(folder: Path) -> None:
    found = {row["id"]: row for row in rows(folder / "nodes.csv")}
    acme = found["acme"]
    assert acme[":LABEL"].split(DELIMITER) == ["Resource", "Company", "Organization"]
    assert (acme["name"], acme["name_en"], acme["name_zh"]) == ("Acme", "Acme", "极星")
    assert acme["aliases:string[]"].split(DELIMITER) == ["Acme", "Acme Corp.", "极星", "极星公司"]
    assert acme["sameAs:string[]"] == "http://x.example/Q1"
    quantity = found[quantity_id("20", "MW")]
    assert quantity[":LABEL"].split(DELIMITER) == ["Resource", "Quantity"]
    assert (quantity["name"], quantity["value:double"], quantity["unit"]) == ("20 MW", "20.0", "MW")


def test_a_relationship_has_qualifiers_and_evidence(folder: Path) -> None:
    found = {row["statementId"]: row for row in rows(folder / "relationships.csv")}
    [denied] = [row for row in found.values() if row[":TYPE"] == "acquired"]
    assert denied["asserted:boolean"] == "false"
    assert (denied["status"], denied["standing"], denied["confidence:double"]) == ("denied", "deprecated", "0.9")
    assert (denied["amount"], denied["amountValue:double"]) == ("1500000000 USD", "1500000000.0")
    assert denied["quotes:string[]"] == sample.DENIED
    assert denied["publishers:string[]"] == "Example News"
    assert denied["urls:string[]"] == "https://news.example.org/acme-and-beta"
    [planned] = [row for row in found.values() if row["date"] == "2027"]
    assert (planned["dateFrom:date"], planned["dateTo:date"]) == ("2027-01-01", "2027-12-31")
    assert planned["asserted:boolean"] == "false"


def test_evidence_without_publisher_keeps_its_place() -> None:
    first = next(each for each in sample.STATEMENTS if each.evidence[0].document == ENGLISH)
    second = Evidence(document="article/unknown", begin=0, end=4, quote="Else")
    [edge] = relationships(replace(graph, statements=(replace(first, evidence=(second, *first.evidence)),)), ontology)
    assert edge.properties["publishers"] == ("", "Example News")
    assert edge.properties["articles"] == ("article/unknown", ENGLISH)


def test_a_list_of_nothing_is_left_out() -> None:
    unknown = Evidence(document="article/unknown", begin=0, end=4, quote="Else")
    [edge] = relationships(replace(graph, statements=(replace(sample.STATEMENTS[0], evidence=(unknown,)),)), ontology)
    assert edge.properties.keys().isdisjoint({"publishers", "urls", "annotators"})


def test_a_text_object_is_a_node_of_its_own() -> None:
    statement = replace(sample.STATEMENTS[0], object=Literal(value="5", datatype="xsd:string"))
    source = Graph(base=BASE, statements=(statement,))
    [node] = nodes(source, ontology)
    [edge] = relationships(source, ontology)
    assert node.labels == ("Resource", "Literal")
    assert edge.end == node.uri != BASE + quantity_id("5", "")


def test_a_number_too_large_for_a_double_is_named_but_not_measured() -> None:
    statement = replace(sample.STATEMENTS[0], object=Literal(value="9" * 400))
    [node] = nodes(Graph(base=BASE, statements=(statement,)), ontology)
    assert "value" not in node.properties
    assert node.properties["name"] == "9" * 400


def test_a_hostile_name_comes_back_from_the_csv(folder: Path) -> None:
    assert HOSTILE in {row["name"] for row in rows(folder / "nodes.csv")}


@given(st.lists(anything, min_size=1, max_size=4), anything)
def test_any_text_comes_back_from_the_csv(names: list[str], text: str) -> None:
    written = table(("uri",), [{"uri": text, "aliases": tuple(names)}])
    header, row = csv.reader(StringIO(written, newline=""))
    assert header == ["uri:ID", "aliases:string[]"]
    assert row[0] == text
    assert row[1].split(DELIMITER) == [name.replace(DELIMITER, " ") for name in names]


def test_missing_and_empty_are_not_the_same_in_the_csv() -> None:
    assert table(("uri", "id"), [{"uri": "x", "id": "", "flag": True}, {"uri": "y"}]) == (
        'uri:ID,id,flag:boolean\nx,"",true\ny,,\n'
    )


@given(anything)
def test_any_text_comes_back_from_a_cypher_string(text: str) -> None:
    written = literal(text)
    [token] = tokens(written)
    assert read_string(token) == text
    assert "\n" not in written


@given(st.text(alphabet="\\u0027'`x5Cnt\n\x01", max_size=30))
def test_a_string_ends_where_it_should_in_versions_that_decode_unicode_first(text: str) -> None:
    [token] = tokens(unicode_first(literal(text)))
    assert read_string(token) == text


def test_values_are_written_as_cypher_types() -> None:
    assert literal({"a": 1e16, "b": True, "c": date(2027, 1, 1), "d": ("x", "y"), "名": "z"}) == (
        "{a: 1e16, b: true, c: date('2027-01-01'), d: ['x', 'y'], `名`: 'z'}"
    )


@given(anything)
def test_an_identifier_ends_where_it_should(name: str) -> None:
    written = identifier(name)
    assert list(tokens(written)) == [written]
    assert "\\" not in written


def test_the_script_has_each_statement_once_and_matches_before_it_makes(folder: Path) -> None:
    text = (folder / "load.cypher").read_text(encoding="utf-8")
    strings = [read_string(token) for token in tokens(text) if token.startswith("'")]
    for statement in graph.statements:
        assert strings.count(statement.id) == 1
    assert HOSTILE in strings
    types = {statement.predicate for statement in graph.statements}
    assert text.count("IF NOT EXISTS") == list(tokens(text)).count("CREATE") == len(types) + 1
    assert "MERGE (n:Resource {uri: row.uri}) SET n = row, n:`Resource`:`Company`:`Organization`;" in text
    assert "MERGE (a)-[r:`announced` {statementId: row.properties.statementId}]->(b) SET r = row.properties;" in text


def test_rows_go_in_batches() -> None:
    many = [
        Node(uri=str(number), labels=("Resource", "T"), properties={"uri": str(number)}) for number in range(BATCH + 1)
    ]
    edges = [Relationship(begin="0", end="1", type="t", properties={"statementId": str(number)}) for number in range(3)]
    assert script(many, edges).count("UNWIND") == 3


def test_languages_make_columns_that_need_no_quotes() -> None:
    entity = Entity(id="x", type="Company", labels={"zh-Hant": "聯想"})
    [node] = nodes(Graph(base=BASE, entities=(entity,)), ontology)
    assert node.properties["name_zh_Hant"] == "聯想"
