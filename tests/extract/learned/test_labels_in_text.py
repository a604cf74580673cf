"""Labels know names, not places: they are laid over the text, and over what stands in each sentence."""

from factory import article, default, extract

from kg.extract.learned.labels import LabelledArticle, labelled_rows, together
from kg.gold import GoldArticle, GoldEntity, GoldStatement

TEXT = "Acme buys Norden\nAcme Works Ltd. acquired Norden Robotics in May. Zeta and Acme sell laptops.\n"
ACME = GoldEntity(id="acme", type="Company", names=("Acme Works Ltd.", "Acme"))
NORDEN = GoldEntity(id="norden", type="Company", names=("Norden Robotics", "Norden"))
LAPTOPS = GoldEntity(id="laptops", type="ProductCategory", names=("laptops",))
BOUGHT = GoldStatement(subjects=("acme",), predicate="acquired", objects=("norden",))


def labelled(*entities: GoldEntity, statements: tuple[GoldStatement, ...] = (BOUGHT,)) -> LabelledArticle:
    return LabelledArticle(article(TEXT), GoldArticle(source="article.txt", entities=entities, statements=statements))


def marked(which: LabelledArticle) -> list[list[tuple[str, str]]]:
    found = which.named()
    return [
        [(" ".join(word.text for word in words[span.first : span.last]), span.type) for span in spans]
        for words, spans in zip(found.sentences, found.spans, strict=True)
    ]


def test_a_name_counts_wherever_it_stands_the_longer_first() -> None:
    assert marked(labelled(ACME, NORDEN)) == [
        [("Acme", "Company"), ("Norden", "Company")],
        [("Acme Works Ltd.", "Company"), ("Norden Robotics", "Company")],
        [("Acme", "Company")],
    ]


def test_what_kinds_of_thing_are_called_is_no_name() -> None:
    assert all(kind != "ProductCategory" for row in marked(labelled(ACME, LAPTOPS)) for _, kind in row)


def test_a_name_of_two_things_says_nothing() -> None:
    other = GoldEntity(id="other", type="Person", names=("Acme",))
    assert marked(labelled(ACME, other))[0] == []


def test_a_sentence_with_both_ends_is_taken_to_say_it() -> None:
    which = labelled(ACME, NORDEN)
    rows = list(labelled_rows(which, extract(TEXT).mentions, default(), "en", "g"))
    said = [(row.row.names[left], name, row.row.names[right]) for row in rows for left, name, right in row.facts]
    assert said
    assert {(name, right) for _, name, right in said} == {("acquired", said[0][2])}


def test_of_an_end_without_a_label_nothing_is_known() -> None:
    rows = list(labelled_rows(labelled(ACME), extract(TEXT).mentions, default(), "en", "g"))
    assert rows
    assert all(row.open and not row.facts for row in rows)


def test_articles_that_share_a_subject_are_one_group_through_others_too() -> None:
    def about(*subjects: str) -> LabelledArticle:
        found = tuple(GoldStatement(subjects=(each,), predicate="acquired", objects=("x",)) for each in subjects)
        return labelled(ACME, statements=found)

    assert together([about("a"), about("b"), about("a", "c"), about("c")]) == [0, 1, 0, 0]
