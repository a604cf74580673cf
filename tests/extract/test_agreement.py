"""One place decides between extractors, and says why."""

from dataclasses import replace

from factory import default

from kg.extract.agreement import agree
from kg.model import Annotations, Mention, Obstacle, Relation

TEXT = "Acme Works bought Norden in Oslo."


def mention(anchor: str, kind: str, who: str, confidence: float = 1.0, *, nominal: bool = False) -> Mention:
    begin = TEXT.index(anchor)
    return Mention(
        document="d",
        begin=begin,
        end=begin + len(anchor),
        anchor=anchor,
        type=kind,
        name=anchor,
        nominal=nominal,
        annotator=who,
        confidence=confidence,
    )


def relation(
    subject: str, predicate: str, target: str, who: str, confidence: float = 0.8, status: str = "actual"
) -> Relation:
    return Relation(
        document="d",
        subject=mention(subject, "Company", who),
        predicate=predicate,
        object=mention(target, "Company", who),
        begin=0,
        end=len(TEXT),
        status=status,
        annotator=who,
        confidence=confidence,
    )


def part(*said: Mention | Relation) -> Annotations:
    return Annotations(
        document="d",
        mentions=tuple(each for each in said if isinstance(each, Mention)),
        relations=tuple(each for each in said if isinstance(each, Relation)),
    )


def test_one_extractor_agrees_with_itself() -> None:
    alone = part(mention("Acme Works", "Company", "rules:name"))
    assert agree([alone], default()) is alone


def test_of_the_same_words_the_later_extractor_decides_and_the_other_is_the_reason() -> None:
    first = part(mention("Norden", "Place", "names", 0.7))
    found = agree([first, part(mention("Norden", "Company", "rules:name"))], default())
    assert [(each.type, each.reason) for each in found.mentions] == [("Company", "names says Place (0.7)")]
    assert [each.obstacle for each in found.refusals] == [Obstacle.VETO]


def test_two_that_say_the_same_agree() -> None:
    first = part(mention("Norden", "Company", "names", 0.7))
    found = agree([first, part(mention("Norden", "Company", "rules:name"))], default())
    assert found.mentions[0].reason == "names agrees (0.7)"
    assert found.refusals == ()


def test_a_class_above_is_no_contradiction() -> None:
    first = part(mention("Norden", "Organization", "names", 0.7))
    found = agree([first, part(mention("Norden", "Company", "rules:name"))], default())
    assert found.mentions[0].reason == "names says Organization (0.7)"
    assert found.refusals == ()


def test_a_name_that_overlaps_another_gives_way() -> None:
    first = replace(part(mention("Works", "Company", "names", 0.99)), tentative=True)
    found = agree([first, part(mention("Acme Works", "Company", "rules:name"))], default())
    assert [each.anchor for each in found.mentions] == ["Acme Works"]
    assert '"Acme Works"' in found.refusals[0].detail


def test_a_name_inside_a_phrase_stays() -> None:
    first = part(mention("Norden", "Company", "names", 0.99))
    phrase = mention("Norden in Oslo", "Facility", "rules:placed", nominal=True)
    assert {each.anchor for each in agree([first, part(phrase)], default()).mentions} == {"Norden", "Norden in Oslo"}


def test_a_name_that_nobody_took_up_must_be_sure() -> None:
    unsure, sure = mention("Norden", "Company", "names", 0.8), mention("Oslo", "City", "names", 0.95)
    found = agree([replace(part(unsure, sure), tentative=True), part()], default())
    assert [each.anchor for each in found.mentions] == ["Oslo"]
    assert found.refusals[0].obstacle is Obstacle.THRESHOLD


def test_a_model_says_how_sure_its_names_must_be() -> None:
    unsure, less = mention("Norden", "Company", "names", 0.6), mention("Oslo", "City", "names", 0.4)
    found = agree([replace(part(unsure, less), tentative=True, sure=0.5), part()], default())
    assert [each.anchor for each in found.mentions] == ["Norden"]
    assert "needs 0.5" in found.refusals[0].detail


def test_a_fact_that_two_read_in_one_sentence_is_surer() -> None:
    first, second = (
        relation("Acme Works", "acquired", "Norden", "rules:buy"),
        relation("Acme Works", "acquired", "Norden", "relations", 0.5),
    )
    found = agree([part(first), part(second)], default())
    assert [(each.annotator, each.confidence, each.reason) for each in found.relations] == [
        ("rules:buy", 0.9, "relations agrees (0.5)")
    ]


def test_a_fact_the_other_way_round_is_vetoed() -> None:
    first = part(relation("Acme Works", "acquired", "Norden", "rules:buy"))
    found = agree([first, part(relation("Norden", "acquired", "Acme Works", "relations"))], default())
    assert [each.annotator for each in found.relations] == ["rules:buy"]
    assert found.refusals[0].obstacle is Obstacle.VETO


def test_a_symmetric_fact_has_no_other_way_round() -> None:
    first = part(relation("Acme Works", "partnerOf", "Norden", "rules:with"))
    found = agree([first, part(relation("Norden", "partnerOf", "Acme Works", "relations"))], default())
    assert found.relations[0].reason.startswith("relations agrees")


def test_what_was_denied_is_not_said_as_a_fact() -> None:
    first = part(relation("Acme Works", "acquired", "Norden", "rules:buy", status="denied"))
    other = replace(relation("Acme Works", "acquired", "Norden", "relations"), begin=40, end=60)
    assert [each.status for each in agree([first, part(other)], default()).relations] == ["denied"]


def test_a_pair_that_an_earlier_extractor_has_read_in_a_sentence_is_settled() -> None:
    first = part(relation("Acme Works", "acquired", "Norden", "rules:buy"))
    found = agree([first, part(relation("Acme Works", "partnerOf", "Norden", "relations"))], default())
    assert [each.predicate for each in found.relations] == ["acquired"]


def test_one_extractor_may_read_two_facts_of_a_pair() -> None:
    both = (
        relation("Acme Works", "acquired", "Norden", "rules:buy"),
        relation("Acme Works", "competitorOf", "Norden", "rules:rival"),
    )
    assert len(agree([part(mention("Oslo", "City", "names")), part(*both)], default()).relations) == 2
