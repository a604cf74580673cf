import pytest
from factory import default, referent

from kg.model import Referent
from kg.resolve.match import NameMatcher, Verdict, compare
from kg.resolve.thing import thing


def verdict(left: Referent, right: Referent) -> Verdict:
    return compare(thing(left, default()), thing(right, default()))


VETOED = [
    ("Server", "SR860 V2", "SR850 V2"),
    ("Server", "ThinkRack SR860 V2", "ThinkRack SR860 V3"),
    ("Accelerator", "Anvil 2", "Anvil 2S"),
    ("Accelerator", "Ascent 910B", "Ascent 910C"),
    ("Accelerator", "Anvil", "Anvil 2"),
    ("ComputingSystem", "Qingshan No. 1", "Qingshan No. 2"),
    ("ComputingSystem", "Yuheng", "Yuheng-E"),
    ("ComputingSystem", "青山一号", "青山二号"),
    ("ComputingSystem", "Qingshan No. 1", "青山二号"),
    ("Product", "Vexon Scale", "3rd Gen Vexon Scale"),
    ("Technology", "PCIe 5.0", "PCIe 6.0"),
    ("Facility", "SRX-3", "SRX-8"),
    ("Company", "Torvald", "Torvald Cloud"),
    ("Company", "Torvald Systems", "Torvald Cloud"),
    ("Company", "Torvald Systems", "Torvald Pharma"),
    ("Company", "Torvald", "Torvald China"),
    ("Company", "北禾集团", "北禾云"),
    ("Company", "北禾", "南禾"),
    ("University", "Orlen University", "Orlen University of Technology"),
    ("University", "Orlen University", "Orlen Normal University"),
    ("University", "University of Klamath", "University of Debrin"),
    ("Person", "Anna B. Reed", "Anna C. Reed"),
    ("Person", "Anna Reed", "Otto Reed"),
    ("Person", "Sam Reed", "Sam Reed Jr."),
]


@pytest.mark.parametrize("article", ["a", "b"])
@pytest.mark.parametrize(("kind", "one", "two"), VETOED)
def test_vetoes(kind: str, one: str, two: str, article: str) -> None:
    found = verdict(referent("a", kind, one), referent(article, kind, two))
    assert found.veto
    assert (found.score, found.joins) == (0, False)


@pytest.mark.parametrize(
    ("one", "two"),
    [("Company", "City"), ("City", "Region"), ("City", "Facility"), ("ProductCategory", "Server"), ("Person", "Place")],
)
def test_classes_that_are_never_one(one: str, two: str) -> None:
    assert verdict(referent("a", one, "Durham"), referent("b", two, "Durham")).veto


@pytest.mark.parametrize(
    ("one", "two"), [("Company", "Organization"), ("Accelerator", "Product"), ("Publisher", "Company")]
)
def test_classes_that_may_be_one(one: str, two: str) -> None:
    assert verdict(referent("a", one, "Durham Post"), referent("b", two, "Durham Post")).joins


def test_other_lexicon_entries_are_other_things() -> None:
    assert (
        "lexicon"
        in verdict(
            referent("a", "Company", "Delta", hint="lenovo"), referent("b", "Company", "Delta", hint="dell")
        ).veto
    )


def test_other_chinese_names_are_other_persons() -> None:
    found = verdict(referent("a", "Person", "Zhang Wei", "张伟"), referent("b", "Person", "Zhang Wei", "章薇"))
    assert "Chinese names differ" in found.veto


FIRM = [
    ("Company", "Torvald Systems", "TORVALD SYSTEMS N.V."),
    ("Company", "Super Micro", "Supermicro"),
    ("Company", "Pellington Micro", "Pelington Micro"),
    ("Person", "Yuanlin Yang", "Yang Yuanlin"),
    ("Person", "Dr. Anna Reed", "Anna Reed"),
    ("Server", "H-4220", "H4220"),
    ("Facility", "factory in Derby", "Derby factory"),
    ("ProductCategory", "AI servers", "AI server"),
    ("City", "Zürich", "Zurich"),
]


@pytest.mark.parametrize(("kind", "one", "two"), FIRM)
def test_one_thing_in_two_articles(kind: str, one: str, two: str) -> None:
    found = verdict(referent("a", kind, one), referent("b", kind, two))
    assert found.joins
    assert not found.leaf
    assert found.reasons


NEAR = [
    ("Company", "Pelington", "Pellington Micro"),
    ("Company", "HPK", "Harrow Park Kilns"),
    ("Person", "Reed", "Anna Reed"),
    ("Person", "A. Reed", "Anna Reed"),
    ("Person", "Anna Castelnau", "Anna Castelnou"),
    ("University", "University of Klamath", "Klamath University"),
    ("ComputingSystem", "computing platform", "Computing Platform"),
]


@pytest.mark.parametrize(("kind", "one", "two"), NEAR)
def test_one_thing_inside_one_article_only(kind: str, one: str, two: str) -> None:
    assert verdict(referent("a", kind, one), referent("a", kind, two)).joins
    assert not verdict(referent("a", kind, one), referent("b", kind, two)).joins


@pytest.mark.parametrize(
    ("kind", "one", "two"),
    [
        ("Company", "Torvald", "Torvald Systems"),
        ("Server", "SR860 V2", "ThinkRack SR860 V2"),
        ("Accelerator", "H200", "Norvid H200"),
        ("Person", "Anna Reed", "Anna B. Reed"),
        ("Company", "青禾", "青禾科技"),
    ],
)
def test_a_short_form_is_a_leaf(kind: str, one: str, two: str) -> None:
    found = verdict(referent("a", kind, one), referent("b", kind, two))
    assert found.joins
    assert found.leaf


@pytest.mark.parametrize(
    ("kind", "one", "two"),
    [
        ("Person", "Peter Andersen", "Peter Anderson"),
        ("Company", "Orion", "Arion"),
        ("Accelerator", "MX325", "MX352"),
        ("Company", "AMD", "AMG"),
        ("Technology", "liquid cooling", "direct liquid cooling"),
    ],
)
def test_names_that_only_look_alike(kind: str, one: str, two: str) -> None:
    assert not verdict(referent("a", kind, one), referent("b", kind, two)).joins


def test_a_declared_name_is_another_name_for_the_same() -> None:
    declaring = referent("a", "Company", "Qinghe Technology", "青禾科技")
    assert verdict(declaring, referent("b", "Company", "青禾科技")).joins
    assert verdict(declaring, referent("b", "Company", "Qinghe Robotics", "青禾科技")).veto


def test_an_article_that_uses_the_short_form_outweighs_a_guard_word() -> None:
    full = referent("a", "Company", "Penhill Capital", "Penhill")
    assert verdict(full, referent("b", "Company", "Penhill")).joins


def test_one_lexicon_entry_outweighs_how_names_look() -> None:
    assert verdict(
        referent("a", "Company", "联想", hint="lenovo"), referent("b", "Company", "Lenovo Group", hint="lenovo")
    ).joins


def test_the_matcher_says_it_as_a_match() -> None:
    one, two = referent("a", "Company", "Torvald AB"), referent("b", "Company", "Torvald")
    match = NameMatcher(default()).score(one, two)
    assert (match.left, match.right) == tuple(sorted((one.key, two.key)))
    assert match.joined
    assert match.reasons[0].startswith("both are called Torvald")
