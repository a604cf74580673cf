"""What counts as right, and the figures that come of it; the labels and the graph stand in the test."""

import json
import runpy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg import gold, ontology
from kg.build import Options, build, content
from kg.evaluate.compare import name_key, same_qualifier, same_value
from kg.evaluate.rates import merging
from kg.evaluate.report import as_json, slip_lines, table
from kg.evaluate.score import Figures, score
from kg.gold import GoldArticle, GoldEntity, GoldStatement
from kg.model import Document, Entity, Evidence, Graph, Literal, Statement

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
TEXT = "Acme unveiled the X1\non June 3. Acme and Beta work together."

LABELS = GoldArticle(
    source="a.txt",
    entities=(
        GoldEntity(id="acme", type="Company", names=("Acme", "Acme Corp.")),
        GoldEntity(id="beta", type="University", names=("Beta",)),
        GoldEntity(id="x1", type="Server", names=("the X1",)),
        GoldEntity(id="cooling", type="Technology", names=("cooling",)),
    ),
    statements=(
        GoldStatement(
            subjects=("acme",),
            predicate="announced",
            objects=("x1", "cooling"),
            qualifiers=(("date", "2026-06-03"), ("status", "planned")),
        ),
        GoldStatement(subjects=("acme",), predicate="partnerOf", objects=("beta",), qualifiers=(("date", "2026"),)),
        GoldStatement(subjects=("x1",), predicate="measurement", value="2 min"),
        GoldStatement(subjects=("x1",), predicate="manufacturer", objects=("acme",), optional=True),
    ),
)


def entity(name: str, kind: str) -> Entity:
    return Entity(id=name, type=kind, labels={"en": name}, aliases=(name,), documents=("d",))


def statement(subject: str, predicate: str, target: str | Literal, quote: str = "Acme", **qualifiers: str) -> Statement:
    evidence = (Evidence(document="d", begin=0, end=1, quote=quote),) if quote else ()
    return Statement(
        id=f"{subject} {predicate} {target} {qualifiers}",
        subject=subject,
        predicate=predicate,
        object=target,
        qualifiers=tuple(sorted(qualifiers.items())),
        evidence=evidence,
    )


def scored(entities: tuple[Entity, ...], statements: tuple[Statement, ...] = ()) -> Figures:
    documents = (Document(id="d", text=TEXT, sources=("a.txt",)),)
    graph = Graph(base="", documents=documents, entities=entities, statements=statements)
    return score(graph, [LABELS], {"a.txt": TEXT}, ontology.load())


ACME, BETA, X1 = entity("Acme Corp", "Company"), entity("Beta", "University"), entity("X1", "Server")


def test_everything_right() -> None:
    announced = statement(
        "Acme Corp", "announced", "X1", "Acme unveiled the X1 on", date="2026-06-03", status="planned"
    )
    partners = statement("Beta", "partnerOf", "Acme Corp", date="2026")
    seconds = statement("X1", "measurement", Literal(value="120", unit="s"))
    figures = scored((ACME, BETA, X1), (announced, partners, seconds))
    assert [rate.f1 for rate in (figures.statements, figures.entities, figures.merging, figures.qualifiers)] == [1] * 4
    assert (figures.exact_type, figures.evidence_in_text, figures.slips) == (1, 1, ())


def test_nothing_found() -> None:
    figures = scored(())
    assert (figures.statements.precision, figures.statements.recall, figures.statements.f1) == (0, 0, 0)
    assert list(slip_lines(figures)) == [
        'a.txt: entity missed: Company "Acme"',
        'a.txt: entity missed: University "Beta"',
        'a.txt: entity missed: Server "the X1"',
        "a.txt: statement missed: acme announced x1|cooling",
        "a.txt: statement missed: acme partnerOf beta",
        "a.txt: statement missed: x1 measurement 2 min",
    ]


def test_entities_need_the_root_of_the_class_and_vague_ones_do_not_count() -> None:
    figures = scored((entity("Acme", "Organization"), entity("Beta", "City"), X1, entity("LLM", "Technology")))
    assert (figures.entities.precision, figures.entities.recall) == (2 / 3, 1)
    assert figures.exact_type == 1 / 2
    assert 'a.txt: entity not in the labels: City "Beta"' in slip_lines(figures)


def test_a_named_class_for_a_vague_thing_is_neither_right_nor_wrong() -> None:
    assert scored((ACME, entity("cooling", "Product"))).entities.precision == 1


def test_a_fact_said_twice_is_right_twice_and_found_once() -> None:
    once = statement("Acme Corp", "announced", "X1", date="2026-06-03")
    again = statement("Acme Corp", "announced", "X1", date="2025")
    wrong = statement("X1", "announced", "Acme Corp")
    optional = statement("X1", "manufacturer", "Acme Corp")
    figures = scored((ACME, X1), (once, again, wrong, optional))
    assert (figures.statements.precision, figures.statements.recall) == (3 / 4, 1 / 3)
    assert (figures.qualifiers.precision, figures.qualifiers.recall) == (1, 1 / 3)
    assert "a.txt: qualifier missed: status=planned of acme announced x1|cooling" in slip_lines(figures)
    assert "a.txt: statement not in the labels: X1 announced Acme Corp" in slip_lines(figures)


def test_a_wrong_qualifier() -> None:
    figures = scored((ACME, X1), (statement("Acme Corp", "announced", "X1", date="2025"),))
    assert (figures.qualifiers.precision, figures.qualifiers.recall) == (0, 0)
    assert "a.txt: qualifier wrong: date=2026-06-03 (2025) of acme announced x1|cooling" in slip_lines(figures)


def test_what_comes_from_metadata_or_elsewhere_is_not_counted() -> None:
    figures = scored(
        (ACME, BETA), (statement("Acme Corp", "mentions", "Beta"), statement("Beta", "acquired", "Acme Corp", ""))
    )
    assert (figures.statements.precision, figures.evidence_in_text) == (0, 0)
    assert not [slip for slip in figures.slips if slip.kind == "statement not in the labels"]


def test_a_quote_that_is_not_in_the_text() -> None:
    facts = (statement("Acme Corp", "announced", "X1", "Acme denied"), statement("Acme Corp", "partnerOf", "Beta"))
    assert scored((ACME, BETA, X1), facts).evidence_in_text == 1 / 2


def test_merging_is_b_cubed() -> None:
    """One entity for two things, two of one pair each for a third."""
    rate = merging([("a", "x"), ("a", "x"), ("b", "x"), ("c", "y"), ("c", "z")])
    assert rate.precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5)
    assert rate.recall == pytest.approx((1 + 1 + 1 + 1 / 2 + 1 / 2) / 5)


def test_names_are_compared_without_a_leading_article() -> None:
    assert name_key("The  Acme’s X-1") == name_key("acme x 1")
    assert name_key("Theatre") == "theatre"
    assert name_key("A&B") == name_key("A & B")


@pytest.mark.parametrize(
    ("label", "found", "same"),
    [
        ("15 min", "900 s", True),
        ("644,180,000,000 USD", "644200000000 USD", True),
        ("20 MW", "20000 kW", True),
        ("24 GB", "24 GBy", True),
        ("24 GWh", "24 GW.h", True),
        ("900 GB/s", "900 GBy/s", True),
        ("-4.5 percent", "-4.5 %", True),
        ("1e3", "1000", True),
        ("20 s", "21 s", False),
        ("20 USD", "20 EUR", False),
        ("20", "20 %", False),
        ("many", "many", False),
        ("e5", "e5", False),
        (".5 s", "500 ms", True),
    ],
)
def test_values(label: str, found: str, same: bool) -> None:
    assert same_value(label, found) is same


def test_qualifiers_by_their_datatype() -> None:
    assert same_qualifier("quantity", "2000 USD", "2,000 dollars")
    assert same_qualifier("range", "4-8", "4–8")
    assert not same_qualifier("range", "4-8", "4")
    assert same_qualifier("text", "net income", "income")
    assert not same_qualifier("date", "2026-06", "2026")


def test_figures_as_a_table_and_as_json() -> None:
    figures = scored((ACME, X1))
    assert table(figures).splitlines()[:3] == [
        "                  precision  recall     F1  95 % interval",
        "statements            0.000   0.000  0.000",
        "entities              1.000   0.667  0.800",
    ]
    row = json.loads(as_json(figures, slips=True))
    assert row["entities"] == {"precision": 1, "recall": 2 / 3, "f1": 0.8}
    assert "mentions" not in row
    assert row["predicates"]["announced"] == {"precision": 0, "recall": 0, "f1": 0, "said": 0, "wanted": 1}
    assert list(row["worst"]) == ["a.txt"]
    assert row["calibration"] == {"ece": 0, "brier": 0, "bins": []}
    assert row["slips"][0] == {"source": "a.txt", "kind": "entity missed", "what": 'University "Beta"'}
    assert "slips" not in json.loads(as_json(figures, slips=False))


def test_predicates_and_qualifiers_each_the_worst_first() -> None:
    announced = statement("Acme Corp", "announced", "X1", date="2026-06-03")
    wrong = statement("Acme Corp", "partnerOf", "X1")
    optional = statement("X1", "manufacturer", "Acme Corp")
    figures = scored((ACME, BETA, X1), (announced, optional, wrong))
    assert [(row.name, row.rate.f1, row.rate.said, row.rate.wanted) for row in figures.predicates] == [
        ("partnerOf", 0, 1, 1),
        ("measurement", 0, 0, 1),
        ("announced", 1, 1, 1),
        ("manufacturer", 0, 1, 0),
    ]
    assert [(row.name, row.rate.recall) for row in figures.qualifier_kinds] == [("status", 0), ("date", 1 / 2)]
    assert [row.name for row in figures.worst] == ["a.txt"]
    lines = [line.split() for line in table(figures).splitlines()]
    assert ["manufacturer", "1.000", "-", "-", "1", "0"] in lines
    assert ["1.0", "to", "1.0"] not in [line[:3] for line in lines]
    assert ["0.9", "to", "1.0", "1.000", "0.667", "3"] in lines


def test_a_statement_of_two_articles_is_calibrated_once() -> None:
    """It is right if one of them says so."""
    evidence = tuple(Evidence(document=name, begin=0, end=4, quote="Acme") for name in ("d", "e"))
    both = replace(statement("Acme Corp", "partnerOf", "Beta"), evidence=evidence, confidence=0.7)
    documents = tuple(Document(id=name, text=TEXT, sources=(f"{name}.txt",)) for name in ("d", "e"))
    entities = tuple(replace(each, documents=("d", "e")) for each in (ACME, BETA))
    graph = Graph(base="", documents=documents, entities=entities, statements=(both,))
    labels = [replace(LABELS, source="d.txt"), replace(LABELS, source="e.txt", statements=())]
    figures = score(graph, labels, {}, ontology.load())
    assert [(each.count, each.accuracy) for each in figures.calibration.bins] == [(1, 1)]
    assert (figures.statements.said, figures.statements.precision) == (2, 1 / 2)
    assert set(figures.intervals) == {"statements", "entities", "qualifiers", "merging"}


@pytest.mark.skipif(not (SHARED / "eval" / "score.py").is_file(), reason="needs ../shared/eval/score.py")
@pytest.mark.parametrize("name", ["seeds", "dev"])
def test_the_figures_are_those_of_the_reference(name: str, tmp_path: Path) -> None:
    corpus = SHARED / "corpus" / name
    graph = build([corpus], tmp_path, Options(exports=()))
    labels = gold.load(corpus)
    texts = {article.source: content(corpus / article.source) for article in labels}
    figures = json.loads(as_json(score(graph, labels, texts, ontology.load()), slips=False))
    reference: dict[str, Any] = runpy.run_path(str(SHARED / "eval" / "score.py"))["score"](corpus, tmp_path)
    for key in ("statements", "entities", "merging", "qualifiers"):
        rate, wanted = figures[key], reference[key]
        assert [rate["precision"], rate["recall"], rate["f1"]] == pytest.approx(
            [wanted["p"], wanted["r"], wanted["f1"]], abs=1e-12
        )
    for key in ("exact_type", "evidence_in_text", "articles"):
        assert figures[key] == pytest.approx(reference[key], abs=1e-12)
