import json
from pathlib import Path

from benchmarks.redocred_articles import (
    Article,
    aligned,
    end_to_end_score,
    for_tagger,
    mention_score,
    read,
    triple_score,
    without,
)
from benchmarks.same_entities import entities
from kg.extract.learned.layout import DocumentEntity, EntityDocument, Span
from kg.extract.learned.words import Labelled

WORDS = ["Ada", "Moss", "leads", "Acme", "Rockets", "(", "AR", ")", ";", "Moss", "likes", "AR", "."]
ADA = DocumentEntity("PER", (Span(0, 0, 2), Span(0, 9, 10)))
ACME = DocumentEntity("ORG", (Span(0, 3, 5), Span(0, 6, 7), Span(0, 11, 12)))


def article(title: str = "Acme", words: list[str] | None = None) -> Article:
    document = EntityDocument(title=title, sentences=[words or WORDS], entities=[ADA, ACME])
    return Article(document, {(0, 1): frozenset(("leads",)), (1, 0): frozenset(("led by",))}, True)


def mentions_of(*found: tuple[DocumentEntity, str]) -> list[tuple[Span, str]]:
    return [(span, kind) for entity, kind in found for span in entity.spans]


def test_surnames_and_initials_are_their_entities() -> None:
    assert entities([WORDS], mentions_of((ADA, "PER"), (ACME, "ORG")), {"PER"}, {"TIME"}) == [ADA, ACME]


def test_an_entity_has_the_type_of_most_of_its_mentions() -> None:
    mentions = [(Span(0, 0, 1), "LOC"), (Span(1, 0, 1), "ORG"), (Span(2, 0, 1), "ORG")]
    assert [one.type for one in entities([["AR", "and"], ["AR"], ["AR"]], mentions, (), ())] == ["ORG"]


def test_a_short_form_of_another_type_is_something_else() -> None:
    mentions = [(Span(0, 3, 5), "LOC"), (Span(0, 6, 7), "ORG")]
    assert len(entities([WORDS], mentions, (), ())) == 2


def test_a_surname_belongs_to_the_person_named_last() -> None:
    words = ["Ada", "Moss", "met", "Bo", "Moss", ";", "Moss", "left", "in", "1990", "and", "1990", "."]
    mentions = [(Span(0, 0, 2), "PER"), (Span(0, 3, 5), "PER"), (Span(0, 6, 7), "PER")]
    assert entities([words], mentions, {"PER"}, ())[1].spans == (Span(0, 3, 5), Span(0, 6, 7))


def test_of_dates_the_same_words_are_the_same() -> None:
    words = ["May", "1990", ",", "1990", ",", "1990", "."]
    mentions = [(Span(0, 0, 2), "TIME"), (Span(0, 3, 4), "TIME"), (Span(0, 5, 6), "TIME")]
    assert [len(one.spans) for one in entities([words], mentions, {"PER"}, {"TIME"})] == [1, 2]


def test_files_are_read_and_what_is_tested_is_not_learned_from(tmp_path: Path) -> None:
    row = {
        "title": "Acme",
        "sents": [WORDS],
        "vertexSet": [
            [{"type": "PER", "sent_id": 0, "pos": [0, 2]}, {"type": "PER", "sent_id": 0, "pos": [9, 10]}],
            [{"type": "ORG", "sent_id": 0, "pos": pos} for pos in ([3, 5], [6, 7], [11, 12])],
        ],
        "labels": [{"h": 0, "t": 1, "r": "leads"}, {"h": 1, "t": 0, "r": "led by"}],
    }
    path = tmp_path / "dev.json"
    path.write_text(json.dumps([row]), encoding="utf-8")
    assert read(path, complete=True) == [article()]
    assert without([article()], [article(words=["Other", "text"])]) == []
    assert without([article()], [article("Other", [word.upper() for word in WORDS])]) == []
    other = article("Other", ["Other"])
    assert without([article()], [other]) == [article()]


def test_the_tagger_learns_from_one_mention_at_each_place() -> None:
    document = EntityDocument(title="", sentences=[WORDS], entities=[ADA, DocumentEntity("MISC", (Span(0, 1, 3),))])
    assert for_tagger(Article(document, {}, True)).spans == [[Labelled(0, 2, "PER"), Labelled(9, 10, "PER")]]


def test_a_mention_needs_words_and_type() -> None:
    found = [(Span(0, 0, 2), "PER"), (Span(0, 3, 5), "LOC"), (Span(0, 9, 11), "PER")]
    score = mention_score([article()], [found])
    assert (score.right, score.found, score.gold) == (1, 3, 5)


def test_triples_between_gold_entities() -> None:
    score = triple_score([article()], [{(0, "leads", 1), (0, "owns", 1)}])
    assert (score.right, score.found, score.gold, score.precision, score.recall) == (1, 2, 2, 0.5, 0.5)


def test_an_entity_is_right_with_one_mention_and_strictly_with_all() -> None:
    part = DocumentEntity("ORG", (Span(0, 3, 5),))
    assert aligned([ADA, ACME], [part, ADA]) == {0: 1, 1: 0}
    assert aligned([ADA, ACME], [part, ADA], strict=True) == {1: 0}
    assert aligned([ADA, ACME], [DocumentEntity("LOC", ACME.spans)]) == {}


def test_of_two_parts_of_one_entity_one_is_right() -> None:
    part, rest = DocumentEntity("ORG", ACME.spans[:1]), DocumentEntity("ORG", ACME.spans[1:])
    found = ([ADA, part, rest], [(0, "leads", 1), (0, "leads", 2)])
    score = end_to_end_score([article()], [found], strict=False)
    assert (score.right, score.found, score.gold) == (1, 2, 2)
    assert end_to_end_score([article()], [found], strict=True).right == 0
