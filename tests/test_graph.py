from itertools import permutations

import pytest
from factory import default, referent

from kg.graph import entities, fold
from kg.lexicon import Entry, Lexicon
from kg.model import Annotations, Document, Graph, Literal, Mention, Problem, Referent, Relation, Resolution

BASE = "https://kg.example/id/"
LEXICON = Lexicon(
    entries={
        "lenovo": Entry(
            id="lenovo",
            type="Company",
            names=(("en", "Lenovo"), ("en", "Lenovo Group"), ("zh", "联想")),
            same_as=("http://www.wikidata.org/entity/Q1",),
        )
    },
    by_name={},
    by_adjective={},
)
TEXT = "Acme announced Rocket. Acme announced Rocket on Tuesday. Acme and Bolt are partners."


def one(*group: Referent) -> list[tuple[str, ...]]:
    return [tuple(each.key for each in group)]


def mention(article: str, kind: str, name: str) -> Mention:
    return Mention(document=article, begin=0, end=4, anchor="Acme", type=kind, name=name)


def says(
    article: str,
    subject: tuple[str, str],
    predicate: str,
    target: tuple[str, str] | Literal,
    place: int = 0,
    confidence: float = 0.8,
    status: str = "actual",
    **qualifiers: str,
) -> Relation:
    """The relation in the article's sentence number `place`."""
    begin = (0, 23, 57)[place]
    return Relation(
        document=article,
        subject=mention(article, *subject),
        predicate=predicate,
        object=target if isinstance(target, Literal) else mention(article, *target),
        qualifiers=tuple(sorted(qualifiers.items())),
        begin=begin,
        end=TEXT.index(".", begin) + 1,
        status=status,
        annotator="rules",
        confidence=confidence,
    )


ACME, BOLT, ROCKET = ("Company", "Acme"), ("Company", "Bolt"), ("Server", "Rocket")


def build(*relations: Relation, merged: dict[str, str] | None = None) -> Graph:
    """The graph of relations; things of one name are one, and those that `merged` gives another name."""
    things: dict[str, Referent] = {}
    for relation in relations:
        for end in (relation.subject, relation.object):
            if isinstance(end, Mention):
                made = referent(end.document, end.type, end.name)
                things[made.key] = made
    clusters: dict[str, list[str]] = {}
    for key, thing in things.items():
        clusters.setdefault((merged or {}).get(thing.name, thing.name), []).append(key)
    articles = sorted({relation.document for relation in relations})
    return fold(
        [Document(id=article, text=TEXT, sources=(article,)) for article in articles],
        [Annotations(document=each, relations=tuple(r for r in relations if r.document == each)) for each in articles],
        Resolution(
            referents=tuple(things[key] for key in sorted(things)),
            clusters=tuple(sorted(tuple(sorted(keys)) for keys in clusters.values())),
        ),
        default(),
        LEXICON,
        BASE,
    )


def test_the_lexicon_gives_id_labels_and_links() -> None:
    group = (referent("a", "Company", "Lenovo Group", "the PC maker Lenovo", hint="lenovo"),)
    (found,) = entities(group, one(*group), default(), LEXICON)
    assert (found.id, dict(found.labels)) == ("lenovo", {"en": "Lenovo", "zh": "联想"})
    assert found.aliases == ("Lenovo", "Lenovo Group", "the PC maker Lenovo", "联想")
    assert found.same_as == ("http://www.wikidata.org/entity/Q1",)


def test_labels_are_the_most_used_full_names() -> None:
    group = (
        referent("a", "Company", "Torvald Systems", "Torvald", "托瓦德", weight=5),
        referent("b", "Company", "Torvald Systems N.V.", "Torvald", weight=2),
    )
    (found,) = entities(group, one(*group), default(), LEXICON)
    assert (found.id, dict(found.labels)) == ("torvald-systems", {"en": "Torvald Systems", "zh": "托瓦德"})
    assert found.documents == ("a", "b")


def test_the_class_is_the_most_specific_then_the_most_used() -> None:
    group = (
        referent("a", "Organization", "Acme", weight=9),
        referent("b", "Company", "Acme", weight=2),
        referent("c", "Publisher", "Acme", weight=1),
    )
    assert entities(group, one(*group), default(), LEXICON)[0].type == "Company"


def test_ids_that_meet_are_lengthened_whatever_the_order() -> None:
    group = [
        referent("a", "Company", "Lenovo", hint="lenovo"),
        referent("a", "Technology", "Lenovo"),
        referent("a", "Person", "Wei Zhang"),
        referent("b", "Person", "Wei Zhang"),
        referent("a", "City", "Mercury"),
        referent("a", "Technology", "Mercury"),
        referent("b", "Technology", "Mercury-Place"),
    ]
    seen = set()
    for order in list(permutations(group))[::700]:
        found = entities(order, [(each.key,) for each in order], default(), LEXICON)
        seen.add(tuple((entity.id, entity.members) for entity in found))
    (only,) = seen
    ids = [name for name, _ in only]
    assert {"lenovo", "lenovo-technology", "mercury-technology", "mercury-place"} <= set(ids)
    assert len(set(ids)) == len(group)
    assert sum(name.startswith("wei-zhang-person-") for name in ids) == 2


def test_a_statement_has_its_evidence_and_not_in_its_id() -> None:
    (alone,) = build(says("a", ACME, "announced", ROCKET)).statements
    (both,) = build(says("a", ACME, "announced", ROCKET), says("b", ACME, "announced", ROCKET)).statements
    assert (alone.subject, alone.predicate, alone.object) == ("acme", "announced", "rocket")
    assert alone.evidence[0].quote == "Acme announced Rocket."
    assert alone.id == both.id
    assert [evidence.document for evidence in both.evidence] == ["a", "b"]


def test_confidence_counts_articles_not_sentences() -> None:
    twice = build(says("a", ACME, "announced", ROCKET, 0, 0.6), says("a", ACME, "announced", ROCKET, 1, 0.5))
    other = build(says("a", ACME, "announced", ROCKET, 0, 0.6), says("b", ACME, "announced", ROCKET, 1, 0.5))
    sure = build(says("a", ACME, "announced", ROCKET, 0, 1.0))
    assert [graph.statements[0].confidence for graph in (twice, other, sure)] == [0.6, 0.8, 0.99]


def test_one_place_is_one_piece_of_evidence() -> None:
    low, high = (says("a", ACME, "announced", ROCKET, 0, confidence) for confidence in (0.6, 0.7))
    for relations in ((low, high), (high, low)):
        assert [evidence.confidence for evidence in build(*relations).statements[0].evidence] == [0.7]


@pytest.mark.parametrize("less", [{}, {"date": "2020"}, {"date": "2020-06"}])
def test_in_an_article_what_says_less_is_the_same_fact(less: dict[str, str]) -> None:
    graph = build(
        says("a", ACME, "announced", ROCKET, 0, **less),
        says("a", ACME, "announced", ROCKET, 1, date="2020-06-18"),
        says("a", ACME, "announced", ROCKET, 2, date="2021-01-01"),
    )
    counts = {dict(statement.qualifiers)["date"]: len(statement.evidence) for statement in graph.statements}
    assert counts == {"2020-06-18": 2, "2021-01-01": 1}


def test_across_articles_it_is_only_where_one_says_more() -> None:
    plain, day = says("a", ACME, "announced", ROCKET), says("b", ACME, "announced", ROCKET, date="2020-06-18")
    assert len(build(plain, day).statements) == 1
    assert len(build(plain, day, says("c", ACME, "announced", ROCKET, date="2021-01-01")).statements) == 3


def test_another_status_is_another_statement() -> None:
    graph = build(says("a", ACME, "acquired", BOLT, status="denied"), says("a", ACME, "acquired", BOLT, date="2020"))
    found = {statement.status: statement for statement in graph.statements}
    assert set(found) == {"denied", "actual"}
    assert found["denied"].qualifiers == (("status", "denied"),)
    assert [found["denied"].standing, found["actual"].standing] == ["deprecated", "normal"]


def test_a_symmetric_predicate_has_one_direction() -> None:
    graph = build(says("a", BOLT, "partnerOf", ACME), says("b", ACME, "partnerOf", BOLT))
    assert [(statement.subject, statement.object) for statement in graph.statements] == [("acme", "bolt")]
    assert len(build(says("a", BOLT, "acquired", ACME), says("b", ACME, "acquired", BOLT)).statements) == 2


def test_a_relation_whose_ends_became_one_is_gone() -> None:
    assert not build(says("a", ACME, "partnerOf", BOLT), merged={"Bolt": "Acme"}).statements


def test_values_stay_values() -> None:
    value = Literal(value="300", unit="W")
    (found,) = build(says("a", ROCKET, "measurement", value, metric="power")).statements
    assert found.object == value


def test_the_order_of_articles_changes_nothing() -> None:
    relations = [
        says("a", ACME, "announced", ROCKET),
        says("b", ACME, "announced", ROCKET, 1, date="2020-06-18"),
        says("c", BOLT, "partnerOf", ACME, 2, 0.3),
    ]
    first, *others = (build(*order) for order in permutations(relations))
    assert all(other == first for other in others)
    assert [each.id for each in first.statements] == sorted(each.id for each in first.statements)


def test_problems_of_both_sides_are_kept_sorted() -> None:
    early, late = (Problem(code="KG-X01", message=message, document="a") for message in ("a", "b"))
    graph = fold(
        [Document(id="a", text=TEXT, sources=("a",))],
        [Annotations(document="a", problems=(late,))],
        Resolution(problems=(early,)),
        default(),
        LEXICON,
        BASE,
    )
    assert graph.problems == (early, late)
