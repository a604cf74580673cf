"""The graph as triples: what stands, in which form, and what never does."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import sample
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, RdfFormat, parse
from sample import ENGLISH, graph

from kg.export.dates import span, typed
from kg.export.rdf import CONTEXT, is_currency, quantity, triples
from kg.export.terms import DCTERMS, KG, OA, OWL, PROV, RDF, RDFS, SCHEMA, SKOS, XSD, Text, Triple, escaped, web_iri
from kg.ids import BASE, ONTOLOGY, evidence_id, quantity_id
from kg.model import Document, Entity, Graph, Literal, Statement
from kg.ontology import load

ontology = load()
SECOND = Path(__file__).parent.parent / "data" / "second_ontology"


def made(source: Graph = graph) -> set[Triple]:
    return set(triples(source, ontology))


def of(predicate: str, **qualifiers: str) -> Statement:
    """The sample's statement with that predicate and those qualifiers."""
    found = [
        each
        for each in sample.STATEMENTS
        if each.predicate == predicate and qualifiers.items() <= dict(each.qualifiers).items()
    ]
    return found[0]


def about(node: str) -> dict[str, set[str | Text]]:
    found: dict[str, set[str | Text]] = {}
    for subject, predicate, target in made():
        if subject == BASE + node:
            found.setdefault(predicate, set()).add(target)
    return found


def test_an_entity_has_its_class_and_the_class_s_ancestors() -> None:
    assert about("acme-x1")[RDF + "type"] == {ONTOLOGY + "Server", ONTOLOGY + "Product"}


def test_labels_have_their_language_and_other_names_are_alternative_labels() -> None:
    acme = about("acme")
    assert acme[RDFS + "label"] == {Text("Acme", language="en"), Text("极星", language="zh")}
    assert acme[SKOS + "altLabel"] == {Text("Acme Corp.", language="en"), Text("极星公司", language="zh")}


def test_same_as_is_written_only_where_it_is_an_iri() -> None:
    assert about("acme")[OWL + "sameAs"] == {"http://x.example/Q1"}
    assert OWL + "sameAs" not in about("beta-university")


def test_an_asserted_statement_is_a_plain_triple() -> None:
    assert (BASE + "acme", ONTOLOGY + "announced", BASE + "acme-x1") in made()


@pytest.mark.parametrize("status", ["planned", "denied", "reported", "forecast", "ended"])
def test_what_is_not_asserted_has_a_node_and_no_plain_triple(status: str) -> None:
    statement = replace(of("announced", date="2026-06-03"), qualifiers=(("status", status),))
    found = made(replace(graph, statements=(statement,)))
    assert (BASE + "acme", ONTOLOGY + "announced", BASE + "acme-x1") not in found
    assert (BASE + statement.id, RDF + "object", BASE + "acme-x1") in found
    assert (BASE + statement.id, ONTOLOGY + "status", Text(status)) in found


def test_a_symmetric_statement_stands_both_ways_and_has_one_node() -> None:
    found = made()
    assert (BASE + "acme", ONTOLOGY + "partnerOf", BASE + "beta-university") in found
    assert (BASE + "beta-university", ONTOLOGY + "partnerOf", BASE + "acme") in found
    nodes = [s for s, p, o in found if (p, o) == (RDF + "predicate", ONTOLOGY + "partnerOf")]
    assert nodes == [BASE + of("partnerOf").id]


def test_a_planned_symmetric_statement_stands_neither_way() -> None:
    planned = replace(of("partnerOf"), qualifiers=(("status", "planned"),))
    assert not [each for each in made(replace(graph, statements=(planned,))) if each[1] == ONTOLOGY + "partnerOf"]


def test_every_statement_has_a_node_with_its_parts_and_its_evidence() -> None:
    for statement in sample.STATEMENTS:
        node = about(statement.id)
        assert node[RDF + "type"] == {RDF + "Statement"}
        assert node[RDF + "subject"] == {BASE + statement.subject}
        assert node[RDF + "predicate"] == {ONTOLOGY + statement.predicate}
        assert node[KG + "confidence"] == {Text("0.9", XSD + "decimal")}
        assert node[KG + "standing"] == {Text(statement.standing)}
        places = {BASE + evidence_id(each.document, each.begin, each.end) for each in statement.evidence}
        assert node[PROV + "wasDerivedFrom"] == places


def test_evidence_finds_the_quote_by_position_and_by_its_words() -> None:
    [evidence] = of("acquired").evidence
    place = evidence_id(evidence.document, evidence.begin, evidence.end)
    node, position, quote = about(place), about(place + "-position"), about(place + "-quote")
    assert node[OA + "hasSource"] == {BASE + ENGLISH}
    assert node[OA + "hasSelector"] == {BASE + place + "-position", BASE + place + "-quote"}
    assert node[KG + "annotator"] == {Text("rules/acquired"), Text("rules/worksFor")}
    assert position[RDF + "type"] == {OA + "TextPositionSelector"}
    assert position[OA + "start"] == {Text(str(evidence.begin), XSD + "integer")}
    assert position[OA + "end"] == {Text(str(evidence.end), XSD + "integer")}
    assert quote[RDF + "type"] == {OA + "TextQuoteSelector"}
    [exact], [prefix], [suffix] = (quote[OA + name] for name in ("exact", "prefix", "suffix"))
    assert exact == Text(sample.DENIED)
    assert isinstance(prefix, Text)
    assert isinstance(suffix, Text)
    text = next(document.text for document in graph.documents if document.id == ENGLISH)
    assert prefix.value + sample.DENIED + suffix.value in text
    assert (len(prefix.value), len(suffix.value)) == (CONTEXT, CONTEXT)


def test_a_measurement_is_a_quantity_with_a_unit() -> None:
    assert about(quantity_id("20", "MW")) == {
        RDF + "type": {SCHEMA + "QuantitativeValue"},
        RDFS + "label": {Text("20 MW")},
        SCHEMA + "value": {Text("20", XSD + "decimal")},
        SCHEMA + "unitCode": {Text("MW")},
    }


def test_money_has_a_currency_and_a_bare_number_nothing() -> None:
    money, bare = about(quantity_id("1500000000", "USD")), about(quantity_id("1.15", ""))
    assert money[RDF + "type"] == {SCHEMA + "MonetaryAmount"}
    assert money[SCHEMA + "currency"] == {Text("USD")}
    assert bare.keys() == {RDF + "type", RDFS + "label", SCHEMA + "value"}


def test_an_amount_is_the_quantity_s_node_and_other_qualifiers_are_text() -> None:
    assert about(of("acquired").id)[ONTOLOGY + "amount"] == {BASE + quantity_id("1500000000", "USD")}
    assert about(of("worksFor").id)[ONTOLOGY + "role"] == {Text("chief executive")}
    assert about(of("measurement", metric="收入").id)[ONTOLOGY + "change"] == {Text("-2.5 %")}


def test_an_amount_that_is_no_number_stays_text() -> None:
    odd = replace(of("acquired"), qualifiers=(("amount", "some money"),))
    assert (BASE + odd.id, ONTOLOGY + "amount", Text("some money")) in made(replace(graph, statements=(odd,)))


def test_a_date_keeps_its_text_and_has_its_days() -> None:
    node = about(of("announced", date="2027").id)
    assert node[ONTOLOGY + "date"] == {Text("2027")}
    assert node[KG + "dateFrom"] == {Text("2027-01-01", XSD + "date")}
    assert node[KG + "dateTo"] == {Text("2027-12-31", XSD + "date")}


def test_a_text_object_is_a_literal() -> None:
    said = Literal(value='a "motto"', datatype="xsd:string", language="en")
    statement = replace(of("measurement"), object=said)
    assert (BASE + statement.id, RDF + "object", Text('a "motto"', language="en")) in made(
        replace(graph, statements=(statement,))
    )


def test_an_article_names_what_it_speaks_of_who_wrote_it_and_who_published_it() -> None:
    article = about(ENGLISH)
    assert article[RDF + "type"] == {SCHEMA + "Article", ONTOLOGY + "Article"}
    assert article[DCTERMS + "title"] == {Text("Acme and Beta University to build a center", language="en")}
    assert article[DCTERMS + "issued"] == {Text("2026-06-03T10:00:00+08:00", XSD + "dateTime")}
    assert article[SCHEMA + "url"] == {"https://news.example.org/acme-and-beta"}
    assert article[SCHEMA + "author"] == {BASE + "ada-example", Text("Bob Nobody")}
    assert article[ONTOLOGY + "publishedBy"] == {BASE + "example-news"}
    assert article[KG + "source"] == {Text("a/one.md"), Text("b/copy of one.md")}
    assert article[ONTOLOGY + "mentions"] == {BASE + escaped(entity.id) for entity in graph.entities}


def test_what_is_no_entity_and_no_iri_stays_text() -> None:
    article = about(sample.CHINESE)
    assert article[SCHEMA + "publisher"] == {Text("Nobody's Daily")}
    assert article[SCHEMA + "url"] == {Text("not a url")}
    assert article[DCTERMS + "isPartOf"] == {BASE + ENGLISH}
    assert ONTOLOGY + "publishedBy" not in article


def test_a_company_with_the_author_s_name_is_no_author() -> None:
    namesake = replace(graph.entities[2], type="Company")
    found = made(replace(graph, entities=(namesake,)))
    assert (BASE + ENGLISH, SCHEMA + "author", Text("Ada Example")) in found


def test_another_ontology_gives_its_own_terms() -> None:
    football = load(SECOND)
    name = min(football.classes)
    entity = Entity(id="x", type=name, labels={"en": "X"}, aliases=("X",), documents=("article/1",))
    document = Document(id="article/1", text="X", sources=("x",))
    found = set(triples(Graph(base=BASE, documents=(document,), entities=(entity,)), football))
    assert (BASE + "x", RDF + "type", football.classes[name].iri) in found
    assert any(s == BASE + "article/1" and o == BASE + "x" for s, _, o in found)
    assert not [each for each in found if ONTOLOGY in each[1]]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2027", ("2027-01-01", "2027-12-31")),
        ("2027-06", ("2027-06-01", "2027-06-30")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2026-Q2", ("2026-04-01", "2026-06-30")),
        ("2026-Q4", ("2026-10-01", "2026-12-31")),
        ("2026-H1", ("2026-01-01", "2026-06-30")),
        ("2026-H2", ("2026-07-01", "2026-12-31")),
        ("2020-06-18", ("2020-06-18", "2020-06-18")),
        ("2026-06-03T10:00:00Z", ("2026-06-03", "2026-06-03")),
        ("2023-13-01", None),
        ("2023-02-30", None),
        ("2023-00", None),
        ("0000", None),
        ("2026-Q5", None),
        ("soon", None),
        ("", None),
    ],
)
def test_the_days_of_a_date(text: str, days: tuple[str, str] | None) -> None:
    assert span(text) == days


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026", ("2026", "gYear")),
        ("2026-06", ("2026-06", "gYearMonth")),
        ("2026-06-03", ("2026-06-03", "date")),
        ("2026-06-03T10:00Z", ("2026-06-03T10:00:00+00:00", "dateTime")),
        ("2026-06-03T10:00:00", ("2026-06-03T10:00:00", "dateTime")),
        ("2026-13", ("2026-13", "")),
        ("yesterday", ("yesterday", "")),
    ],
)
def test_the_type_of_a_date(text: str, expected: tuple[str, str]) -> None:
    assert typed(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://example.org/a?b=1&c#d", "https://example.org/a?b=1&c#d"),
        ("HTTPS://例子.example:8080/新闻", "HTTPS://例子.example:8080/新闻"),
        ("https://example.org/a b<c>\\", "https://example.org/a%20b%3Cc%3E%5C"),
        ("https://example.org/100%?a[]=1", "https://example.org/100%25?a%5B%5D=1"),
        ("https://example.org/%41", "https://example.org/%41"),
        ("ftp://example.org/", None),
        ("javascript:alert(1)", None),
        ("/relative", None),
        ("https:///nohost", None),
        ("https://user:secret@example.org/", None),
        ("https://exa mple.org/", None),
        ("", None),
    ],
)
def test_which_text_is_an_iri(text: str, expected: str | None) -> None:
    assert web_iri(text) == expected


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(["https://example.org/", "https://", ""]))
def test_whatever_is_written_as_an_iri_is_one(text: str, start: str) -> None:
    for iri in (BASE + escaped(text), web_iri(start + text)):
        if iri is not None:
            [quad] = parse(f"<{iri}> <{iri}> <{iri}> .", format=RdfFormat.N_TRIPLES)
            assert quad.subject == NamedNode(iri)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3), st.sampled_from(["", "USD", "GW.h", "%"]))
def test_a_quantity_is_read_as_it_is_written(number: Decimal, unit: str) -> None:
    literal = Literal(value=f"{number:f}", unit=unit)
    assert quantity(str(literal)) == literal


def test_ids_that_differ_stay_different() -> None:
    assert len({escaped(name) for name in ("a#b", "a%23b", "a?b", "a b", "a%20b")}) == 5


def test_three_capitals_are_a_currency() -> None:
    assert is_currency("CNY")
    assert not any(map(is_currency, ("MW", "GW.h", "%", "", "TFLOPS", "MPa", "Mio", "USDT")))
