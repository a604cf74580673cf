"""What counts as reached, and the figures of it; the article and its graph stand in the test."""

import json
from dataclasses import replace

import pytest

from kg import ontology
from kg.coverage.measure import Coverage, coverage, total
from kg.coverage.reach import date_parts
from kg.coverage.report import as_json, missing_lines, table
from kg.model import Document, Evidence, Graph, Literal, Mention, Statement

TERMS = ontology.load()
TEXT = (
    "Acme Ocean Group paid $3 million for Beta on June 3.\n"
    "Beta has 300 MW since last Friday. Gamma saw 300 MW, and 40% of it, in 2025. Gamma slept."
)
DOCUMENT = Document(id="d", text=TEXT, sources=("a.txt",), published="2026-06-05")


def mention(anchor: str, *, last: bool = False) -> Mention:
    begin = TEXT.rindex(anchor) if last else TEXT.index(anchor)
    return Mention(document="d", begin=begin, end=begin + len(anchor), anchor=anchor, type="Company", name=anchor)


def statement(sentence: str, target: str | Literal = "x", **qualifiers: str) -> Statement:
    begin = TEXT.index(sentence)
    evidence = Evidence(document="d", begin=begin, end=begin + len(sentence), quote=sentence)
    return Statement(
        id=sentence,
        subject="y",
        predicate="acquired",
        object=target,
        qualifiers=tuple(sorted(qualifiers.items())),
        evidence=(evidence,),
    )


FIRST = statement(TEXT.split("\n")[0], amount="3000000 USD", date="2026-06-03")
SECOND = statement("Beta has 300 MW since last Friday.", Literal(value="300", unit="MW"))
MENTIONS = (mention("Acme"), mention("Beta"), mention("Beta", last=True), mention("Gamma"), mention("Gamma", last=True))


def covered(*statements: Statement) -> Coverage:
    [found] = coverage(Graph(base="", documents=(DOCUMENT,), statements=statements), MENTIONS, TERMS)
    return found


def test_what_reached_the_graph() -> None:
    """A part of a name is not the name, and the number of one sentence is not that of another."""
    found = covered(FIRST, SECOND)
    assert (found.names.reached, found.names.found, found.names.missing) == (4, 5, ("Acme Ocean Group",))
    assert (found.numbers.reached, found.numbers.found, found.numbers.missing) == (2, 4, ("300 MW", "40%"))
    assert (found.dates.reached, found.dates.found, found.dates.missing) == (1, 3, ("last Friday", "2025"))
    assert (found.sentences.reached, found.sentences.found) == (2, 4)
    assert found.reached == pytest.approx(7 / 12)


def test_a_relative_date_needs_a_date_that_quotes_its_sentence() -> None:
    dated = replace(SECOND, qualifiers=(("date", "2026-05-29"),))
    assert covered(FIRST, dated).dates.missing == ("2025",)


def test_the_day_of_the_article_is_in_the_graph() -> None:
    document = replace(DOCUMENT, published="2026-06-03")
    [found] = coverage(Graph(base="", documents=(document,)), (), TERMS)
    assert found.dates.missing == ("last Friday", "2025")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2026", {"year": 2026}),
        ("2026-06-03", {"year": 2026, "month": 6, "day": 3}),
        ("2026-Q2", {"year": 2026, "quarter": 2}),
        ("2026-H1", {"year": 2026, "half": 1}),
        ("soon", {}),
    ],
)
def test_dates_in_parts(text: str, parts: dict[str, int]) -> None:
    assert dict(date_parts(text)) == parts


def test_the_worst_article_first_and_all_of_them_last() -> None:
    empty = Document(id="e", text="Nothing happened here.", sources=("b.txt",))
    part = replace(DOCUMENT, id="f", part_of="d", lines=(7, 8))
    graph = Graph(base="", documents=(empty, DOCUMENT, part), statements=(FIRST,))
    found = coverage(graph, MENTIONS, TERMS)
    assert [each.article for each in found] == ["a.txt:7", "a.txt", "b.txt"]
    assert [" ".join(line.split()) for line in table(found).splitlines()] == [
        "names numbers dates sentences quoted",
        "a.txt:7 0% (0 of 5) 0% (0 of 4) 0% (0 of 3) 0% (0 of 4)",
        "a.txt 80% (4 of 5) 25% (1 of 4) 33% (1 of 3) 25% (1 of 4)",
        "b.txt - - - 0% (0 of 1)",
        "all 40% (4 of 10) 12% (1 of 8) 17% (1 of 6) 11% (1 of 9)",
    ]
    assert total(found).names.found == 10


def test_what_is_missing() -> None:
    found = [covered(FIRST)]
    assert list(missing_lines(found, 1)) == [
        "a.txt",
        "  names: Acme Ocean Group",
        "  numbers: 300 MW (2), and 1 more",
        "  dates: last Friday, and 1 more",
    ]
    row = json.loads(as_json(found, None))
    assert row["articles"][0]["missing"]["dates"] == ["last Friday", "2025"]
    assert row["articles"][0]["numbers"] == {"reached": 1, "found": 4, "share": 0.25}
    assert row["total"]["article"] == "all"
    assert json.loads(as_json(found, 1))["articles"][0]["missing"]["dates"] == ["last Friday"]
