"""What an article has to reach, found by its surface; sentences of our own, with invented names."""

import pytest

from kg.coverage.dates import dates
from kg.coverage.names import names
from kg.coverage.numbers import numbers
from kg.extract.tokens import sentences


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Then Acme and Beta of the Isles met.", ["Acme", "Beta of the Isles"]),
        ("It was J. P. Moss, CEO of Gamma Corp. in Ostend.", ["J. P. Moss", "Gamma Corp", "Ostend"]),
        (
            "Then Acme's Falcon 9 and the eBike X1 cost Marks & Venn much.",
            ["Acme", "Falcon 9", "eBike X1", "Marks & Venn"],
        ),
        ("Servers were sold. He sold servers.", []),
        ("“Ostend” was cold. We left Ostend.", ["Ostend", "Ostend"]),
        ("Acme grew. Acme’s town slept. Towns grew.", ["Acme", "Acme"]),
        ("AMR grew on Monday in June by 24 GB and 300MW in Q2.", ["AMR"]),
        ("Chief Executive Ada Moss and Dr Bea Lind spoke.", ["Ada Moss", "Bea Lind"]),
        ("Markets Rally While Everybody Sleeps Soundly", []),
        (
            "极星科技有限公司与北冥大学宣布合作，发布《水城志》，用Acme的芯片。",
            ["极星科技有限公司", "北冥大学", "水城志", "Acme"],
        ),
    ],
)
def test_names(text: str, found: list[str]) -> None:
    assert [place.text for place in names(text, sentences(text))] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It paid $1.5 billion (€1.4bn).", [("$1.5 billion", 1.5e9), ("€1.4bn", 1.4e9)]),
        ("It paid 1,200 dollars, USD 30 million.", [("1,200 dollars", 1200), ("USD 30 million", 3e7)]),
        ("30%, 4.5 percent, 96GB, 300 MW", [("30%", 30), ("4.5 percent", 4.5), ("96GB", 96), ("300 MW", 300)]),
        ("a 20-minute run of 3 million tonnes", [("20-minute", 20), ("3 million tonnes", 3e6)]),
        ("投资6440亿美元，占比20%，耗时15分钟", [("6440亿美元", 6.44e11), ("20%", 20), ("15分钟", 15)]),
        ("in 2026, 8 servers, version 3.0, H100", []),
    ],
)
def test_numbers(text: str, found: list[tuple[str, float]]) -> None:
    assert [(place.text, max(place.values)) for place in numbers(text)] == [
        (name, pytest.approx(value)) for name, value in found
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("On June 3, 2026, it", {"June 3, 2026": {"year": 2026, "month": 6, "day": 3}}),
        (
            "on 3 June and 2026-06-04",
            {"3 June": {"month": 6, "day": 3}, "2026-06-04": {"year": 2026, "month": 6, "day": 4}},
        ),
        ("in Q2 2026", {"Q2 2026": {"year": 2026, "quarter": 2}}),
        ("in the second half of 2026", {"second half of 2026": {"year": 2026, "half": 2}}),
        ("by 2027, 2,025 units; $2025; it may", {"2027": {"year": 2027}}),
        ("since May, last Friday, next year", {"since May": {"month": 5}, "last Friday": {}, "next year": {}}),
        (
            "2026年6月3日和2027年下半年，去年",
            {
                "2026年6月3日": {"year": 2026, "month": 6, "day": 3},
                "2027年下半年": {"year": 2027, "half": 2},
                "去年": {},
            },
        ),
    ],
)
def test_dates(text: str, found: dict[str, dict[str, int]]) -> None:
    assert {place.text: dict(place.date) for place in dates(text)} == found
