"""Identifiers depend on content alone, and no two contents are confused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ids import digest, document_id, evidence_id, quantity_id, referent_key, slug, statement_id


@given(st.lists(st.text(), min_size=1, max_size=4), st.lists(st.text(), min_size=1, max_size=4))
def test_different_parts_have_different_digests(left: list[str], right: list[str]) -> None:
    assert (digest(*left) == digest(*right)) == (left == right)


def test_where_one_part_ends_counts() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("a", "") != digest("a")


def test_ids_stay_what_they_are() -> None:
    """A change here changes every IRI that people have kept."""
    assert digest("a", "b") == "facdde7abf1eac5b"
    assert statement_id("lenovo", "announced", "sr860", [("date", "2026")]) == "statement/6830cedf27d37053"
    assert slug("Lenovo's ThinkSystem  SR860_V2 (new)") == "lenovos-thinksystem-sr860-v2-new"


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Peking University", "peking-university"),
        ("北京大学", "北京大学"),
        ("Platform 3.0", "platform-3.0"),
        ("?!", "x"),
    ],
)
def test_slugs(label: str, expected: str) -> None:
    assert slug(label) == expected


@given(st.text())
def test_a_slug_is_never_empty_and_stays_itself(label: str) -> None:
    assert slug(label)
    assert slug(slug(label)) == slug(label)


def test_the_order_of_qualifiers_does_not_count() -> None:
    pairs = [("date", "2026"), ("role", "chief")]
    assert statement_id("a", "p", "b", pairs) == statement_id("a", "p", "b", pairs[::-1])
    assert statement_id("a", "p", "b", pairs) != statement_id("a", "p", "b", pairs[:1])
    assert statement_id("a", "p", "b", ()) != statement_id("b", "p", "a", ())


def test_an_id_says_what_it_is_of() -> None:
    assert document_id(None, "text").startswith("article/")
    assert statement_id("a", "p", "b", ()).startswith("statement/")
    assert evidence_id("article/1", 0, 3).startswith("evidence/")
    assert quantity_id("20", "MW").startswith("quantity/")


def test_what_an_id_is_of_tells_it_apart() -> None:
    assert document_id("https://a.example", "text") != document_id(None, "text")
    assert referent_key("article/1", "Person", "Ada") != referent_key("article/1", "Company", "Ada")
    assert evidence_id("article/1", 1, 23) != evidence_id("article/1", 12, 3)
    assert quantity_id("20", "MW") != quantity_id("20", "kW")
