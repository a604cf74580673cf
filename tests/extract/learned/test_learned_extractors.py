"""The learned extractors: names as proposals, relations of what others named, blocked where no sentence says so."""

from pathlib import Path

import pytest
from factory import article, default, extract
from test_relation_training import rows

from kg import lexicon, ontology
from kg.extract.learned.models import Model, place
from kg.extract.learned.mood import Mood
from kg.extract.learned.names import LearnedNames
from kg.extract.learned.relation_training import train
from kg.extract.learned.relations import LearnedRelations
from kg.extract.rulebook import load as load_rules
from kg.extract.tagger import tag
from kg.model import Annotations, Obstacle

SOLD = "Acme Corp. has acquired Norden Ltd. in Oslo."


@pytest.fixture(scope="module")
def relations(tmp_path_factory: pytest.TempPathFactory) -> LearnedRelations:
    """An extractor with a model of two predicates, in a folder with the default ontology and nothing else."""
    folder = tmp_path_factory.mktemp("ontology")
    (folder / "kg.ttl").write_text(default().file.read_text(encoding="utf-8"), encoding="utf-8")
    model = Model.of(None, train(rows(), default())[0], "en", {})
    place(folder, "en").parent.mkdir()
    place(folder, "en").write_bytes(model.to_bytes())
    return LearnedRelations(ontology.load(folder), lexicon.load(folder))


def said(relations: LearnedRelations, text: str) -> set[tuple[str, str, str]]:
    found = relations.extract(article(text), Annotations(document="d", mentions=extract(text).mentions)).relations
    return {(each.subject.name, each.predicate, each.object.name) for each in found}  # type: ignore[union-attr]


def test_relations_are_read_between_what_others_named(relations: LearnedRelations) -> None:
    assert ("Acme Corp.", "acquired", "Norden Ltd.") in said(relations, f"News\n{SOLD}\n")


def test_a_negation_blocks_and_is_told(relations: LearnedRelations) -> None:
    text = f"News\n{SOLD.replace('has acquired', 'has not acquired')}\n"
    assert said(relations, text) == set()
    told = relations.refusals(article(text), Annotations(document="d", mentions=extract(text).mentions))
    assert any(each.obstacle in (Obstacle.NEGATION, Obstacle.THRESHOLD) for each in told)


def test_a_subject_that_has_one_object_as_a_rule_gets_no_second(relations: LearnedRelations) -> None:
    text = "News\nAcme Corp. is based in Oslo.\nAcme Corp. is based in Leipzig.\n"
    found = {each for each in said(relations, text) if each[1] == "headquarteredIn"}
    assert len(found) == 1


def test_where_no_class_was_learned_nothing_is_said(tmp_path: Path) -> None:
    turtle = (
        "@prefix : <https://garden.example/#> . @prefix owl: <http://www.w3.org/2002/07/owl#> . :Plant a owl:Class ."
    )
    (tmp_path / "kg.ttl").write_text(turtle, encoding="utf-8")
    terms, words = ontology.load(tmp_path), lexicon.load(tmp_path)
    document = article(SOLD)
    for make in (LearnedNames, LearnedRelations):
        found = make(terms, words).extract(document, Annotations(document=document.id))
        assert (found.mentions, found.relations) == ((), ())


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Acme has acquired Norden .", "actual"),
        ("Acme plans to acquire Norden .", "planned"),
        ("Acme reportedly acquired Norden .", "reported"),
        ("Acme denied that it acquired Norden .", "denied"),
    ],
)
def test_the_words_of_a_sentence_give_the_status(text: str, status: str) -> None:
    words = text.split()
    assert Mood(load_rules(default())).status(words, tag(words)) == status


def test_a_question_imagines() -> None:
    mood = Mood(load_rules(default()))
    assert mood.imagined(["Will", "Acme", "buy", "Norden", "?"])
    assert mood.imagined(["If", "Acme", "buys", "Norden", ",", "prices", "fall", "."])
    assert not mood.imagined(["Acme", "buys", "Norden", "."])
