from collections.abc import Iterable

import pytest
from factory import default, referent
from hypothesis import given, settings
from hypothesis import strategies as st
from things import LEXICON, groups

from kg.model import Annotations, Decision, Document, Judgement, Match, Mention, Referent, Resolution
from kg.resolve.block import candidates
from kg.resolve.resolve import resolve, resolve_referents
from kg.resolve.thing import thing


def run(*found: Referent, decisions: Iterable[Decision] = ()) -> Resolution:
    return resolve_referents(found, default(), LEXICON, tuple(decisions))


def match(resolution: Resolution, one: str, two: str) -> Match:
    return next(each for each in resolution.matches if {each.left_name, each.right_name} == {one, two})


SYSTEMS = referent("a", "Company", "Torvald Systems", "Torvald", "Torvald Systems N.V.")
SHORT = referent("b", "Company", "Torvald")
CLOUD = referent("c", "Company", "Torvald Cloud")
PHARMA = referent("d", "Company", "Torvald Pharma")


def test_a_short_form_joins_the_one_long_form_there_is() -> None:
    found = run(SYSTEMS, SHORT, CLOUD)
    assert groups(found) == {frozenset({"a/Torvald Systems", "b/Torvald"}), frozenset({"c/Torvald Cloud"})}
    assert "cloud" in match(found, "Torvald Systems", "Torvald Cloud").veto


def test_a_short_form_of_two_long_forms_stays_apart() -> None:
    found = run(SYSTEMS, SHORT, PHARMA)
    assert len(found.clusters) == 3
    assert "could stand for Torvald Pharma or Torvald Systems" in match(found, "Torvald", "Torvald Pharma").veto


def test_a_short_form_is_first_what_its_own_article_says() -> None:
    found = run(SYSTEMS, referent("d", "Company", "Torvald"), PHARMA)
    assert frozenset({"d/Torvald", "d/Torvald Pharma"}) in groups(found)
    assert len(found.clusters) == 2


def test_a_surname_joins_inside_its_article_and_bridges_nothing() -> None:
    found = run(
        referent("a", "Person", "Anna Reed"), referent("a", "Person", "Reed"), referent("b", "Person", "Otto Reed")
    )
    assert groups(found) == {frozenset({"a/Anna Reed", "a/Reed"}), frozenset({"b/Otto Reed"})}


def test_two_persons_of_one_surname_in_an_article_share_no_surname() -> None:
    found = run(
        referent("a", "Person", "Anna Reed"), referent("a", "Person", "Reed"), referent("a", "Person", "Otto Reed")
    )
    assert len(found.clusters) == 3


def test_phrases_of_two_articles_are_two_things() -> None:
    found = run(*(referent(article, "ComputingSystem", "high-performance computing platform") for article in "ab"))
    assert len(found.clusters) == 2


def test_a_declared_pair_pulls_other_articles_together() -> None:
    found = run(
        referent("a", "Company", "Qinghe Technology", "青禾科技"),
        referent("b", "Company", "青禾科技有限公司"),
        referent("c", "Company", "Qinghe Technology Ltd"),
    )
    assert len(found.clusters) == 1


def test_the_lexicon_joins_names_that_share_no_letter() -> None:
    found = run(referent("a", "Company", "Lenovo", hint="lenovo"), referent("b", "Company", "联想", hint="lenovo"))
    assert len(found.clusters) == 1
    assert match(found, "Lenovo", "联想").reasons == ("the lexicon has both under lenovo",)


def test_a_union_is_refused_when_two_of_its_members_are_vetoed() -> None:
    found = run(
        referent("a", "Person", "Zhang Wei", "张伟"),
        referent("b", "Person", "Zhang Wei"),
        referent("c", "Person", "Zhang Wei", "章薇"),
    )
    assert len(found.clusters) == 2
    assert any("would meet" in each.veto or "Chinese names differ" in each.veto for each in found.matches)


NAMES = ["Torvald", "Torvald Systems", "Torvald Cloud", "Torvald Pharma", "Torvald AB", "Pellington Micro", "Pelington"]
PEOPLE = ["Anna Reed", "Reed", "A. Reed", "Otto Reed", "Reed Anna", "Anna B. Reed"]
MODELS = ["Anvil 2", "Anvil2", "Anvil 2S", "Anvil", "SR860 V2", "ThinkRack SR860 V2", "ThinkRack SR850 V2"]
pools = st.one_of(
    st.tuples(st.sampled_from("abcd"), st.sampled_from(["Company", "Organization"]), st.sampled_from(NAMES)),
    st.tuples(st.sampled_from("abcd"), st.just("Person"), st.sampled_from(PEOPLE)),
    st.tuples(st.sampled_from("abcd"), st.sampled_from(["Server", "Product"]), st.sampled_from(MODELS)),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(pools, unique=True, max_size=12), st.randoms(use_true_random=False))
def test_order_does_not_matter_and_strangers_change_nothing(rows: list[tuple[str, str, str]], random: object) -> None:
    found = [referent(*row) for row in rows]
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    alone = run(*found)
    assert run(*shuffled) == alone
    stranger = referent("z", "Company", "Quillback Foods")
    assert groups(run(*found, stranger)) == groups(alone) | {frozenset({"z/Quillback Foods"})}


def test_the_clusters_are_a_partition() -> None:
    found = run(SYSTEMS, SHORT, CLOUD, PHARMA)
    assert sorted(key for cluster in found.clusters for key in cluster) == [each.key for each in found.referents]


@pytest.mark.parametrize(
    ("kind", "one", "two", "articles"),
    [
        ("Server", "SR860 V2", "ThinkRack SR860 V2", "ab"),
        ("Facility", "factory in Derby", "Derby factory", "ab"),
        ("Person", "Yuanlin Yang", "Yang Yuanlin", "ab"),
        ("Company", "Pellington Micro", "Pelington Micro", "ab"),
        ("Company", "Quarterman Foods", "Quatrerman Foods", "ab"),
        ("Company", "Pelington", "Pellington Micro", "aa"),
        ("Person", "Anna Castelnau", "Anna Castelnou", "aa"),
        ("Company", "HPK", "Harrow Park Kilns", "aa"),
        ("Person", "A. Reed", "Anna Reed", "aa"),
    ],
)
def test_candidates_bring_together_what_the_rules_join(kind: str, one: str, two: str, articles: str) -> None:
    assert len(run(referent(articles[0], kind, one), referent(articles[1], kind, two)).clusters) == 1


def test_candidates_stay_linear_where_every_name_begins_alike() -> None:
    many = [referent(f"a{at}", "Company", f"China Vessel Number{at}x Lines") for at in range(2000)]
    many += [referent(f"b{at}", "Company", "China Vessel", f"alias{at}") for at in range(2000)]
    things = [thing(each, default()) for each in sorted(many, key=lambda each: each.key)]
    assert len(candidates(things)) < 40 * len(things)


def test_articles_and_metadata_go_in() -> None:
    text = "Harbor Post says that Torvald AB grows."
    mention = Mention(document="a", begin=22, end=32, anchor="Torvald AB", type="Company", name="Torvald AB")
    outlet = Mention(document="a", begin=0, end=11, anchor="Harbor Post", type="Company", name="Harbor Post")
    articles = [
        Document(id="a", text=text, sources=("a.md",), publisher="The Harbor Post", authors=("Anna Reed",)),
        Document(id="b", text="Short.", sources=("b.md",), authors=("Anna Reed",)),
    ]
    found = resolve(articles, [Annotations(document="a", mentions=(mention, outlet))], default(), LEXICON)
    assert groups(found) == {
        frozenset({"a/Torvald AB"}),
        frozenset({"a/Harbor Post", "a/The Harbor Post"}),
        frozenset({"a/Anna Reed", "b/Anna Reed"}),
    }


def say(left: str, judgement: str, right: str) -> Decision:
    return Decision(left=left, right=right, judgement=Judgement(judgement), by="ada", on="2026-01-02", note="known")


def test_people_override_a_veto() -> None:
    found = run(SYSTEMS, CLOUD, decisions=[say("Company: Torvald Systems", "same", "Organization: Torvald Cloud")])
    assert len(found.clusters) == 1
    assert match(found, "Torvald Systems", "Torvald Cloud").reasons == ("decided same by ada on 2026-01-02: known",)


def test_people_part_what_the_rules_join() -> None:
    found = run(SYSTEMS, SHORT, decisions=[say("Company: Torvald Systems", "different", "torvald")])
    assert len(run(SYSTEMS, SHORT).clusters) == 1
    assert found.problems[0].code == "KG-M03"
    found = run(SYSTEMS, SHORT, decisions=[say("Company: Torvald Systems", "different", "Company: Torvald")])
    assert len(found.clusters) == 2
    assert "decided different" in match(found, "Torvald Systems", "Torvald").veto


def test_a_forced_pair_brings_no_veto_to_others() -> None:
    decisions = [say("Company: Torvald", "same", "Company: Torvald Cloud")]
    found = run(SYSTEMS, SHORT, CLOUD, decisions=decisions)
    assert len(found.clusters) == 1


def test_an_entity_id_is_a_key_too() -> None:
    found = run(SYSTEMS, CLOUD, decisions=[say("torvald-systems", "same", "torvald-cloud")])
    assert len(found.clusters) == 1


def test_the_later_of_two_contradicting_decisions_wins() -> None:
    a, b, c = (referent(name, "Company", f"{name.upper()}xalor Works") for name in "abc")
    chain = [
        say("Company: Axalor Works", "same", "Company: Bxalor Works"),
        say("Company: Bxalor Works", "same", "Company: Cxalor Works"),
        say("Company: Axalor Works", "different", "Company: Cxalor Works"),
    ]
    found = run(a, b, c, decisions=chain)
    assert groups(found) == {frozenset({"a/Axalor Works"}), frozenset({"b/Bxalor Works", "c/Cxalor Works"})}
    assert [problem.code for problem in found.problems] == ["KG-M01"]
    assert len(run(a, b, c, decisions=chain[::-1]).clusters) == 1


def test_unsure_takes_an_earlier_word_back() -> None:
    names = "Company: Torvald Systems", "Company: Torvald"
    decisions = [say(names[0], "different", names[1]), say(names[1], "unsure", names[0])]
    assert len(run(SYSTEMS, SHORT, decisions=decisions).clusters) == 1


def test_a_decision_on_nothing_is_told() -> None:
    problem = run(SYSTEMS, decisions=[say("Company: Torvald Systems", "same", "Company: Nowhere")]).problems[0]
    assert (problem.code, problem.severity.value) == ("KG-M02", "info")
    assert '"Company: Nowhere" occurs nowhere' in problem.message
