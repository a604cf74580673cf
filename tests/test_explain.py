"""Every number can be asked "why?": the answer has the quotes, the articles and the matches."""

from dataclasses import replace

import pytest
from sample import ENGLISH, graph

from kg.errors import UsageError
from kg.explain import explain, explain_pair
from kg.model import Entity, Graph, Match

ACME = next(entity for entity in graph.entities if entity.id == "acme")
ANNOUNCED = next(s for s in graph.statements if s.predicate == "announced" and s.asserted)


def match(left: str, right: str, left_name: str, right_name: str, *reasons: str, veto: str = "") -> Match:
    return Match(
        left=left,
        right=right,
        left_name=left_name,
        right_name=right_name,
        type="Company",
        score=0.0 if veto else 0.9,
        reasons=reasons,
        veto=veto,
        joined=not veto,
    )


def merged(*matches: Match) -> Graph:
    """The sample, with Acme made of two names, and other matches."""
    two = replace(ACME, members=("k1", "k2", "k3"), aliases=("Acme", "Acme Corp.", "极星"))
    others: list[Entity] = [two if entity is ACME else entity for entity in graph.entities]
    return replace(graph, entities=tuple(others), matches=matches)


def test_a_statement_has_its_quote_its_article_and_its_line() -> None:
    said = explain(graph, ANNOUNCED.id).splitlines()
    assert said[:6] == [
        "Acme  announced  Acme X1",
        f"  id {ANNOUNCED.id}, standing normal, confidence 0.9",
        "  date: 2026-06-03",
        "  “Acme Corp. unveiled the Acme X1 on June 3, 2026.”",
        "    Example News, 2026-06-03T10:00:00+08:00; a/one.md:4, b/copy of one.md:4",
        "    https://news.example.org/acme-and-beta",
    ]
    assert "    read by rules/announced, confidence 0.9" in said


def test_a_statement_has_the_names_of_its_ends() -> None:
    assert "names: Acme, Acme Corp., 极星, 极星公司" in explain(graph, ANNOUNCED.id)
    assert "the same as http://x.example/Q1" in explain(graph, ANNOUNCED.id)


def test_a_statement_has_the_matches_behind_its_ends() -> None:
    said = explain(merged(match("k1", "k2", "Acme", "Acme Corp.", "only a legal form differs")), ANNOUNCED.id)
    assert "  Acme = Acme Corp.: only a legal form differs (0.9)" in said


def test_what_does_not_hold_is_marked() -> None:
    denied = next(statement for statement in graph.statements if statement.status == "denied")
    assert explain(graph, denied.id).startswith("Acme  acquired  Gamma  [denied]\n")


def test_a_value_is_shown_with_its_unit() -> None:
    power = next(s for s in graph.statements if s.predicate == "measurement" and s.subject == "tianjin-center")
    assert explain(graph, power.id).startswith("the 20 MW center  measurement  20 MW\n")


@pytest.mark.parametrize(
    "what",
    ["acme", "Acme", "ACME corp", "极星", "id:acme", "https://kg.example/id/acme", "<https://kg.example/id/acme>"],
)
def test_an_entity_is_found_by_id_iri_or_name(what: str) -> None:
    assert explain(graph, what).startswith("Acme (Company, acme), in 2 articles\n")


@pytest.mark.parametrize("prefix", ["", "id:", "https://kg.example/id/"])
def test_a_statement_is_found_by_id_or_iri(prefix: str) -> None:
    assert explain(graph, prefix + ANNOUNCED.id) == explain(graph, ANNOUNCED.id.removeprefix("statement/"))


def test_an_entity_has_its_statements() -> None:
    assert f"  Acme  announced  Acme X1  ({ANNOUNCED.id})" in explain(graph, "acme").splitlines()


def test_an_unknown_name_gets_the_nearest() -> None:
    with pytest.raises(UsageError, match=r'no statement, entity or name "Gama"\. Did you mean "Gamma"\?'):
        explain(graph, "Gama")


def test_two_names_that_are_one() -> None:
    why = match("k1", "k2", "Acme", "Acme Corp.", "only a legal form differs")
    other = match("k1", "k3", "Acme", "极星", "the lexicon has both")
    assert explain_pair(merged(why, other), "Acme", "Acme Corp.").splitlines() == [
        "Acme and Acme Corp. are one: Acme (Company, acme).",
        "  Acme = Acme Corp.: only a legal form differs (0.9)",
    ]


def test_two_names_that_are_one_by_way_of_a_third() -> None:
    chain = (match("k1", "k2", "Acme", "Acme Co", "first"), match("k2", "k3", "Acme Co", "极星", "second"))
    said = explain_pair(merged(*chain), "Acme", "极星")
    assert "first" in said
    assert "second" in said


def test_two_names_of_one_article() -> None:
    assert explain_pair(replace(graph, matches=()), "Acme", "Acme Corp.").endswith("an article uses both names for it")


def test_two_names_that_are_two_with_what_forbids_it() -> None:
    forbidden = match("acme-member", "gamma-member", "Acme", "Gamma", "one letter differs", veto="they own each other")
    said = explain_pair(replace(graph, matches=(forbidden,)), "Acme", "Gamma")
    assert said.splitlines() == [
        "Acme and Gamma are two: Acme (Company, acme) and Gamma (Company, gamma).",
        "  Acme ≠ Gamma: they own each other (0.0)",
    ]


def test_two_names_that_came_near() -> None:
    assert "  Acme ? Gamma: they share no word (0.2)" in explain_pair(graph, "Gamma", "Acme")


def test_two_names_that_never_met() -> None:
    assert "nothing brought them together" in explain_pair(graph, "Acme", "Ada Example")


def test_the_sample_is_as_these_tests_think() -> None:
    assert ANNOUNCED.evidence[0].document == ENGLISH
