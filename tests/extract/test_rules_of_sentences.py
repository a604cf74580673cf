"""Patterns, ranks, measurements and what follows, on one sentence each."""

import pytest
from factory import extractor, facts, reading

from kg.errors import OntologyError
from kg.extract.chunks import chunk
from kg.extract.patterns import EnglishGrammar, Patterns
from kg.extract.rulebook import PatternRule, Rulebook
from kg.extract.status import Cues

HEADLINE = "News of the week\n"


def matched(
    pattern: str, sentence: str, take: tuple[str, ...] = ()
) -> list[tuple[str, str, tuple[tuple[str, str], ...]]]:
    """What one pattern of `competitorOf` makes of a sentence."""
    rules = extractor()
    rule = PatternRule(id="test", predicate="competitorOf", patterns=(pattern,), take=take)
    book = Rulebook(names=rules.rulebook.names, patterns=(rule,))
    patterns = Patterns(rules.ontology, book, EnglishGrammar(rules.classes, Cues(rules.rulebook)))
    read = reading(sentence)
    chunks = [chunk(units) for units in read.units]
    rules.phrases.resolve(read, chunks)
    return [(found.subject.name, found.object.name, found.qualifiers) for found in patterns.find(read, 0, chunks[0])]


SENTENCE = "Kestrova Systems and its old and bitter rival Obrecht Computing met on 4 March 2031."
PAIR = ("Kestrova Systems", "Obrecht Computing")


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("{subject:Company} and its old and bitter rival {object:Company}", True),
        ("{subject:Organization} and its * rival {object}", True),
        ("{subject:Company} ... rival {object:Company}", True),
        ("{subject:Company} and (its|their) old? new? and bitter (rival|foe) {object:Company}", True),
        ("{subject:Company|!Organization} ... rival {object:Company}", False),
        ("{subject:University} ... rival {object:Company}", False),
        ("{subject:Company} rival {object:Company}", False),
        ("{subject:Company} ... rival {object:Company} meet on <date>", True),
        ("{subject:Company} ... rival {object:Company} meet on <money>", False),
    ],
)
def test_pattern(pattern: str, expected: bool) -> None:
    assert [pair[:2] for pair in matched(pattern, SENTENCE)] == ([PAIR] if expected else [])


def test_a_pattern_takes_values() -> None:
    pattern = "{subject:Company} ... rival {object:Company} meet on <date>"
    assert matched(pattern, SENTENCE, take=("date",)) == [(*PAIR, (("date", "2031-03-04"),))]


def test_an_unknown_slot_is_an_error() -> None:
    with pytest.raises(OntologyError, match='rule test: the slot "whom" is none of'):
        matched("{whom:Company} rival {object}", SENTENCE)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The supercomputer Ptarmigan ranks first in the TOP500.", "Ptarmigan | rankedIn | TOP500 | rank=1 | actual"),
        (
            "The supercomputer Ptarmigan entered the TOP500 in 34th place.",
            "Ptarmigan | rankedIn | TOP500 | rank=34 | actual",
        ),
        (
            "The supercomputer Ptarmigan is among the top five of the Green500.",
            "Ptarmigan | rankedIn | Green500 | rank=1-5 | actual",
        ),
        (
            "Obrecht Computing leads the TOP500 with 43 systems.",
            "Obrecht Computing | rankedIn | TOP500 | count=43, rank=1 | actual",
        ),
        (
            "The Corvid S12 server costs 18,900 euros.",
            "Corvid S12 | measurement | 18900 EUR | metric=price | actual",
        ),
        (
            "The supercomputer Ptarmigan has a peak performance of 38 petaflops.",
            "Ptarmigan | measurement | 38 PFLOPS | metric=peak performance | actual",
        ),
        (
            "Varnholt Systems' revenue rose to $402 million in 2030.",
            "Varnholt Systems | measurement | 402000000 USD | date=2030, metric=revenue | actual",
        ),
        (
            "The Porto plant will create 650 jobs.",
            "Porto plant | measurement | 650 | metric=jobs | planned",
        ),
        (
            "Varnholt Systems expects revenue of $500 million in 2032.",
            "Varnholt Systems | measurement | 500000000 USD | date=2032, metric=revenue | forecast",
        ),
    ],
)
def test_ranks_and_measurements(sentence: str, expected: str) -> None:
    assert expected in facts(HEADLINE + sentence, "2031-03-06")


def test_a_sum_paid_is_no_measurement() -> None:
    found = facts(HEADLINE + "Haoyue Group bought the startup Kestrova for $1.3 billion in 2030.")
    assert found == ["Haoyue Group | acquired | Kestrova | amount=1300000000 USD, date=2030 | actual"]


def test_what_is_announced_is_made() -> None:
    found = facts(HEADLINE + "Varnholt Systems announced the Corvid S12, a server for small offices.")
    assert "Corvid S12 | manufacturer | Varnholt Systems |  | actual" in found


def test_what_is_denied_is_not_made() -> None:
    found = facts(HEADLINE + "Varnholt Systems denied that it had announced the Corvid S12 server.")
    assert not [line for line in found if "manufacturer" in line]


def test_a_line_named_apart() -> None:
    found = facts(HEADLINE + "Servers of the Corvid family sell well. The Corvid S12 is a server for small offices.")
    assert "Corvid S12 | inProductLine | Corvid |  | actual" in found


def test_one_relation_where_two_rules_find_it() -> None:
    found = facts(HEADLINE + "Graz-based Varnholt Systems, which is headquartered in Graz, hired people.")
    assert [line for line in found if "headquarteredIn" in line] == [
        "Varnholt Systems | headquarteredIn | Graz |  | actual"
    ]
