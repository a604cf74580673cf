"""Which occurrences of labelled names are wanted, and which mentions are right; the text stands in the test."""

import pytest

from kg import ontology
from kg.evaluate.rates import Tally
from kg.evaluate.score import Figures, score
from kg.gold import GoldArticle, GoldEntity, GoldStatement
from kg.model import Document, Graph, Mention

TERMS = ontology.load()
LABELS = (
    GoldEntity(id="acme", type="Company", names=("the Acme", "Acme Group")),
    GoldEntity(id="cloud", type="Software", names=("Acme Cloud",)),
    GoldEntity(id="ostend", type="City", names=("Ostend",)),
    GoldEntity(id="plant", type="Facility", names=("yellow plant",)),
    GoldEntity(id="cooling", type="Technology", names=("cooling",)),
)


def figures(
    text: str, *said: tuple[str, str], nominal: bool = False, labels: tuple[GoldEntity, ...] = LABELS
) -> Figures:
    """The figures of a text in which the first place of each anchor was found as that class."""
    mentions = [
        Mention(
            document="d",
            begin=text.index(anchor),
            end=text.index(anchor) + len(anchor),
            anchor=anchor,
            type=kind,
            name=anchor,
            nominal=nominal,
        )
        for anchor, kind in said
    ]
    graph = Graph(base="", documents=(Document(id="d", text=text, sources=("a.txt",)),))
    return score(graph, [GoldArticle(source="a.txt", entities=labels)], {"a.txt": text}, TERMS, mentions)


def counts(found: Figures) -> Tally:
    """Right, said, found, wanted."""
    rate = found.mentions
    assert rate is not None
    right, hit = round(rate.precision * rate.said), round(rate.recall * rate.wanted)
    return Tally(right=right, said=rate.said, found=hit, wanted=rate.wanted)


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        ("Acme left Ostend for Acme.", (("Acme", "Company"), ("Ostend", "City")), Tally(2, 2, 2, 3)),
        ("Acme left Ostend.", (("Acme left", "Company"), ("Ostend", "Person")), Tally(0, 2, 0, 2)),
        ("The Acme's new plant", (("The Acme", "Organization"),), Tally(1, 1, 1, 1)),
        ("An acme of style, Ostender", (), Tally(0, 0, 0, 0)),
        ("ACME", (("ACME", "Company"),), Tally(1, 1, 1, 1)),
        ("Its Yellow plant", (("Its Yellow plant", "Facility"),), Tally(1, 1, 1, 1)),
        ("Acme Cloud", (("Acme Cloud", "Software"), ("Acme", "Company")), Tally(1, 1, 1, 1)),
        ("Acme Cloud", (("Acme", "Company"),), Tally(0, 0, 0, 1)),
        ("Acme\nGroup", (("Acme\nGroup", "Company"), ("Acme", "Company")), Tally(1, 1, 1, 1)),
        ("Acme Group", (("Acme", "Company"),), Tally(1, 1, 1, 1)),
        ("Group cooling", (("cooling", "Product"), ("Group", "Technology")), Tally(0, 0, 0, 0)),
        ("在Ostend的", (("Ostend", "City"),), Tally(1, 1, 1, 1)),
    ],
)
def test_mentions(text: str, said: tuple[tuple[str, str], ...], expected: Tally) -> None:
    """Borders and root must fit; vague things, inner names and names of other words do not count."""
    assert counts(figures(text, *said)) == expected


def test_a_phrase_counts_only_where_it_is_a_labelled_name() -> None:
    text = "The firm has a yellow plant."
    assert counts(figures(text, ("The firm", "Company"), ("a yellow plant", "Facility"), nominal=True)) == Tally(
        0, 0, 1, 1
    )


def test_misses_and_false_alarms_have_their_place() -> None:
    slips = figures("In Ostend, Acme grew.", ("Acme", "City")).slips
    assert [(slip.kind, slip.name, slip.begin, slip.end) for slip in slips if slip.about == "mention"] == [
        ("mention missed", "City", 3, 9),
        ("mention missed", "Company", 11, 15),
        ("mention not in the labels", "City", 11, 15),
    ]
    assert slips[0].what == 'City "Ostend" in "In Ostend, Acme grew."'


def test_without_mentions_there_is_no_figure_of_them() -> None:
    assert score(Graph(base=""), [GoldArticle(source="a.txt")], {}, TERMS).mentions is None


@pytest.mark.parametrize(
    ("label", "sentence"),
    [
        (GoldStatement(subjects=("acme",), predicate="locatedIn", objects=("ostend",)), "Acme moved to Ostend."),
        (GoldStatement(subjects=("acme",), predicate="measurement", value="644000000000 USD"), "It was $644 billion."),
        (GoldStatement(subjects=("acme",), predicate="measurement", value="7 W"), "Acme grew."),
        (GoldStatement(subjects=("cloud",), predicate="operator", objects=("cooling",)), ""),
    ],
)
def test_a_missed_statement_has_its_likely_sentence(label: GoldStatement, sentence: str) -> None:
    text = "Acme grew. Ostend is a town. Acme moved to Ostend. It was $644 billion."
    graph = Graph(base="", documents=(Document(id="d", text=text, sources=("a.txt",)),))
    gold = GoldArticle(source="a.txt", entities=LABELS, statements=(label,))
    [slip] = [slip for slip in score(graph, [gold], {}, TERMS).slips if slip.about == "statement"]
    assert text[slip.begin : slip.end] == sentence
