"""Who does what to whom."""

import pytest
from factory import chunked, reading, roles

from kg.extract.frames import frames


@pytest.mark.parametrize(
    ("text", "lemma", "expected"),
    [
        (
            "Varnholt Systems unveiled a rack server in the old harbour.",
            "unveil",
            {"subj": ["Varnholt Systems"], "obj": ["a rack server"], "in": ["the old harbour"]},
        ),
        (
            "The small plant was sold by Varnholt Systems to Kestrova Systems.",
            "sell",
            {"subj": ["Varnholt Systems"], "obj": ["The small plant"], "to": ["Kestrova Systems"]},
        ),
        (
            "The machine that Obrecht Computing built for the institute has failed again.",
            "build",
            {"subj": ["Obrecht Computing"], "obj": ["The machine"], "for": ["the institute"]},
        ),
        (
            "Kestrova Systems, which bought the startup Yarrowby, is growing quickly.",
            "buy",
            {"subj": ["Kestrova Systems"], "obj": ["the startup Yarrowby"]},
        ),
        (
            "Kestrova Systems opened a large office and hired many people.",
            "hire",
            {"subj": ["Kestrova Systems"], "obj": ["many people"]},
        ),
        (
            "Kestrova Systems, Obrecht Computing and Norrask Thermal signed a large contract.",
            "sign",
            {"subj": ["Kestrova Systems", "Obrecht Computing", "Norrask Thermal"], "obj": ["a large contract"]},
        ),
        (
            "Supplied by Obrecht Computing in 2029, the old cluster is still running.",
            "supply",
            {"subj": ["Obrecht Computing"], "obj": ["the old cluster"]},
        ),
        (
            "Kestrova Systems chose Obrecht Computing to build the new machine.",
            "build",
            {"subj": ["Obrecht Computing"], "obj": ["the new machine"]},
        ),
        (
            "Ingrid Halvorsen, chief executive of Varnholt Systems, was pleased.",
            "chief executive",
            {"self": ["Ingrid Halvorsen"], "of": ["Varnholt Systems"]},
        ),
        (
            "Sundervale became a subsidiary of Haoyue Group in the year 2030.",
            "subsidiary",
            {"self": ["Sundervale"], "of": ["Haoyue Group"]},
        ),
        ("Varnholt's rival in the north was pleased.", "rival", {"poss": ["Varnholt"], "in": ["the north"]}),
    ],
)
def test_roles(text: str, lemma: str, expected: dict[str, list[str]]) -> None:
    found = roles(text, lemma)
    assert {role: found.get(role) for role in expected} == expected


def test_a_clause_knows_the_verb_above_it() -> None:
    text = "Kestrova Systems denied that it had bought the startup Yarrowby."
    units, chunks = chunked(text)
    bought = next(frame for frame in frames(0, chunks, units) if frame.lemma == "buy")
    assert bought.governor is not None
    assert bought.governor.lemma == "deny"


def test_a_sentence_without_a_verb_has_no_verb_frame() -> None:
    units, chunks = chunked("A new plant for Graz")
    assert [frame for frame in frames(0, chunks, units) if frame.kind == "verb"] == []


@pytest.mark.parametrize("end", ["such as", "among them", "including"])
def test_a_list_that_breaks_off_is_no_error(end: str) -> None:
    assert roles(f"Varnholt Systems sold two racks, {end}", "sell")["obj"] == ["two racks"]


def test_units_carry_tags_and_lemmas() -> None:
    units = reading("Kestrova Systems acquired two startups.").units[0]
    assert [(unit.text, unit.lemma) for unit in units if unit.span is None][:2] == [
        ("acquired", "acquire"),
        ("startups", "startup"),
    ]
