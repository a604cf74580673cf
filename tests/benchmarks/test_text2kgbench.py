"""The benchmark on tiny invented data sets in both layouts that it comes in."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks.text2kgbench import gazetteers, metric, rivals, spans, values
from benchmarks.text2kgbench.__main__ import main
from benchmarks.text2kgbench.dataset import Example, tasks
from benchmarks.text2kgbench.learning import best_cut
from benchmarks.text2kgbench.metric import Triple
from benchmarks.text2kgbench.ontologies import convert, words
from benchmarks.text2kgbench.reading import Reading
from benchmarks.text2kgbench.scoring import figures
from benchmarks.text2kgbench.system import Scored, chosen
from kg.extract.learned.pairs import Argument, Memory, View

BOOKS = ("Red Harbour", "Silent Mill", "The Glass Orchard", "Nine Lanterns", "Winter Ferry", "Old Quarry")
PEOPLE = ("Mara Veldt", "Jonas Pike", "Ilse Korn", "Tom Arden", "Petra Lund", "Otto Brisk")
BOOK_ONTOLOGY = {
    "title": "Book Ontology",
    "id": "ont_1_book",
    "concepts": [{"qid": "Q5", "label": "human"}, {"qid": "Q571", "label": "book"}],
    "relations": [
        {"pid": "P50", "label": "author", "domain": "Q571", "range": "Q5"},
        {"pid": "P110", "label": "illustrator ", "domain": "Q571", "range": "Q5"},
        {"pid": "P577", "label": "publication date", "domain": "Q571", "range": ""},
    ],
}


def sentence(number: int) -> tuple[str, list[tuple[str, str, str]]]:
    book = f"{BOOKS[number % 6]} {number}"
    writer, painter = PEOPLE[number % 6], PEOPLE[(number * 5 + 1) % 6]
    year = 1900 + number
    text = f"{book} is a {year} novel written by {writer} and illustrated by {painter}."
    date = f"01 January {year}"
    return text, [(book, "author", writer), (book, "illustrator ", painter), (book, "publication date", date)]


def lines(records: list[dict[str, object]]) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def wikidata(tmp_path: Path) -> Path:
    """One record a triple in training, labels beside ids."""
    train = [
        {"id": f"t{number}", "sub_label": s, "rel_label": r, "obj_label": o, "sent": sentence(number)[0], "sub": "Q1"}
        for number in range(40)
        for s, r, o in sentence(number)[1]
    ]
    truth = [
        {
            "id": f"ont_1_book_test_{number}",
            "sent": sentence(number)[0],
            "triples": [{"sub": s, "rel": r.strip(), "obj": o} for s, r, o in sentence(number)[1]],
        }
        for number in range(60, 66)
    ]
    return write(
        tmp_path / "wikidata",
        {
            "ontologies/1_book_ontology.json": json.dumps(BOOK_ONTOLOGY),
            "ontologies/owl/ont_1_book.ttl": "",
            "train/ont_1_book_train.jsonl": lines(train),
            "test/ont_1_book_test.jsonl": lines([{"id": each["id"], "sent": each["sent"]} for each in truth]),
            "ground_truth/ont_1_book_ground_truth.jsonl": lines(truth),
        },
    )


@pytest.fixture
def dbpedia(tmp_path: Path) -> Path:
    """A list of triples in training, underscores for spaces, camel case, ranges by name."""
    ontology = {
        "title": "Harbour Ontology",
        "id": "ont_12_harbour",
        "concepts": [{"qid": "Harbour", "label": "Harbour"}, {"qid": "City", "label": "City"}],
        "relations": [
            {"pid": "cityServed", "label": "cityServed", "domain": "Harbour", "range": "City"},
            {"pid": "numberOfPiers", "label": "numberOfPiers", "domain": "Harbour", "range": "number"},
            {"pid": "cityServed", "label": "cityServed", "domain": "City", "range": "Town"},
        ],
    }

    def record(number: int) -> dict[str, object]:
        name, city = f"Port {BOOKS[number % 6]} {chr(65 + number % 26)}", ("Ostmark", "Velden", "Nordby")[number % 3]
        triples = [
            {"sub": name.replace(" ", "_"), "rel": "cityServed", "obj": city},
            {"sub": name.replace(" ", "_"), "rel": "numberOfPiers", "obj": f"{number + 2}.0"},
        ]
        text = f"{name} serves the city of {city} and has {number + 2} piers."
        return {"id": f"ont_12_harbour_test_{number}", "sent": text, "triples": triples}

    train, test = [record(number) for number in range(40)], [record(number) for number in range(50, 56)]
    return write(
        tmp_path / "dbpedia",
        {
            "ontologies/12_harbour_ontology.json": json.dumps(ontology),
            "train/ont_12_harbour_train.jsonl": lines(train),
            "test/ont_12_harbour_test.jsonl": lines([{"id": each["id"], "sent": each["sent"]} for each in test]),
            "ground_truth/ont_12_harbour_ground_truth.jsonl": lines(test),
        },
    )


@pytest.mark.parametrize("layout", ["wikidata", "dbpedia"])
def test_learns_and_scores_both_layouts(
    layout: str, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = request.getfixturevalue(layout)
    assert main([str(folder), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["all"]["official_f1"] > 0.8
    assert said["all"]["micro_f1"] > 0.8
    assert said["all"]["ontology_conformance"] == 1.0
    assert said["all"]["invented_arguments"] == 0.0
    assert said["comparison"]["Vicuna-13B"] == {"official_f1": 0.35, "micro_f1": 0.194}


def test_prints_a_table(dbpedia: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(dbpedia)]) == 0
    printed = capsys.readouterr().out
    assert "12_harbour" in printed
    assert "Alpaca-LoRA-13B" in printed


def test_the_same_figures_twice(wikidata: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([str(wikidata), "--json"])
    first = capsys.readouterr().out
    main([str(wikidata), "--json"])
    assert capsys.readouterr().out == first


def test_the_ontology_in_kg_form(wikidata: Path, dbpedia: Path) -> None:
    books = convert(next(tasks(wikidata)))
    assert books.properties["relation_author"].range == ("class_Q5",)
    assert books.properties["relation_illustrator"].label == "illustrator"
    assert books.properties["relation_publication_date"].quantity
    harbours = convert(next(tasks(dbpedia)))
    assert harbours.properties["relation_numberOfPiers"].quantity
    assert harbours.properties["relation_cityServed"].domain == ("class_City", "class_Harbour")
    assert harbours.classes["class_City"].label == "City"


@pytest.mark.parametrize(
    ("damage", "complaint"),
    [
        (lambda folder: (folder / "train/ont_1_book_train.jsonl").unlink(), "no file of ontology 1_book"),
        (lambda folder: (folder / "ontologies/1_book_ontology.json").unlink(), "no ontology"),
        (
            lambda folder: (folder / "ontologies/1_book_ontology.json").write_text("{}"),
            "expected concepts and relations",
        ),
        (lambda folder: (folder / "train/ont_1_book_train.jsonl").write_text("{}\nno"), "jsonl:1: no record"),
        (lambda folder: (folder / "test/ont_1_book_test.jsonl").write_text(""), "compare their ids"),
    ],
)
def test_says_what_is_wrong_with_a_data_set(
    wikidata: Path, damage: object, complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    damage(wikidata)  # type: ignore[operator]
    assert main([str(wikidata)]) == 2
    assert complaint in capsys.readouterr().err


def test_a_folder_of_another_kind_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert "no such folder" in capsys.readouterr().err


def test_the_official_metric_leaves_out_relations_that_are_not_gold() -> None:
    gold = [Triple("Red_Harbour", "author", "Mara Veldt"), Triple("Red Harbour", "author", "Ilse Korn")]
    predicted = [Triple("red harbour", "author", "mara veldt"), Triple("Red Harbour", "editor", "Tom Arden")]
    assert metric.official(gold, predicted) == (1.0, 0.5, pytest.approx(2 / 3))
    assert metric.counts(gold, predicted) == (1, 2, 2)
    assert metric.official([], predicted) == (0.0, 0.0, 0.0)


def test_counts_invented_and_rewritten_arguments_apart(wikidata: Path) -> None:
    task = next(tasks(wikidata))
    text = task.test[0].text
    year = next(text[begin:end] for begin, end in values.dates(text))
    found = [Triple("Nowhere", "author", "Mara Veldt"), Triple(BOOKS[0], "publication date", f"{year}-01-01")]
    result = figures(task, [found, *([[]] * (len(task.test) - 1))])
    assert (result.invented, result.rewritten) == (0.25, 0.5)
    wrong = figures(task, [[Triple(BOOKS[0], "no such relation", "Mara Veldt")], *([[]] * (len(task.test) - 1))])
    assert wrong.conformance == 0.0


def test_dates_and_numbers_in_every_form() -> None:
    assert values.forms("March 5, 1994")["day first"] == "05 March 1994"
    assert values.forms("5 March 1994")["iso"] == "1994-03-05"
    assert values.forms("1994")["first of year"] == "01 January 1994"
    assert values.forms("March 1994")["iso exact"] == "1994-03"
    assert values.forms("1,200")["decimal"] == "1200.0"
    assert [values.kind(text) for text in ("1994", "1,200", "Acme", "May 1994", "May 2, 1994")] == [
        "year",
        "number",
        "text",
        "month",
        "day",
    ]


def test_candidates_overlap_so_that_the_model_can_choose() -> None:
    read = spans.read('The Glass Orchard (1994), by Ilse Korn of Nordby, tells "a tale of salt"; it is a crime novel.')
    found = {read.span(one.first, one.last) for one in spans.candidates(read, {"crime"})}
    assert {"Glass Orchard", "The Glass Orchard", "1994", "Ilse Korn", "Nordby", "a tale of salt"} <= found
    assert {"crime", "crime novel", "Ilse Korn of Nordby"} <= found


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Mara Elise Veldt (born 1950) is a painter.", "Mara Veldt"),
        ("Jonas Adriaan van der Pike was an admiral.", "Jonas van der Pike"),
        ("Otto Emil Brisk Sr. led the party.", "Otto Brisk"),
        ("Otto Emil Brisk, Jr. led the party.", "Otto Brisk"),
    ],
)
def test_full_names_are_candidates_without_their_middle_too(text: str, short: str) -> None:
    read = spans.read(text)
    assert short in {read.argument(one) for one in spans.candidates(read) if one.kind == spans.SHORT}


def test_a_name_without_its_middle_is_not_invented(wikidata: Path) -> None:
    task = next(tasks(wikidata))
    example = Example("1", "Mara Elise Veldt wrote it.", (Triple("Mara Veldt", "author", "Elise"),))
    judged = figures(replace(task, test=(example,)), [[Triple("Mara Veldt", "author", "Elise")]])
    assert (judged.invented, judged.rewritten, judged.f1) == (0.0, 0.5, 1.0)


def test_candidates_are_judged_beside_their_rivals() -> None:
    places = [(0, 1, 0), (0, 2, 0), (3, 2, 0)]
    judged = rivals.inputs(places, [2.0, 2.0, -1.0], [1.0, 0.5, 0.2])
    assert judged[:, 4].tolist() == [3.0, 3.0, -3.0]  # which subject leads
    assert judged[0, 6] == 0.5  # the first is likelier than the second for its relation
    assert judged[1, 6] == -0.5
    assert judged[2, 6] == rivals.FAR  # with its subject there is no other
    assert rivals.inputs([], [], []).shape == (0, judged.shape[1])


def test_the_surest_triple_of_a_sentence_needs_less() -> None:
    words = spans.Words(["A", "B", "C"], ["NNP"] * 3)
    arguments = [Argument(at, at + 1, "name") for at in range(3)]
    sentence = spans.Sentence("A B C", (), words)
    reading = Reading(sentence, arguments, ["A", "B", "C"], View(words, arguments, Memory(())), ())
    found = [Scored(0, 1, 0, ()), Scored(0, 2, 0, ())]
    kept = chosen(reading, found, ["author", "author"], np.array([0.2, 0.1]), 0.5)
    assert kept == [0]
    assert not chosen(reading, found, ["author", "author"], np.array([0.02, 0.01]), 0.5)


def test_words_of_a_label() -> None:
    assert words("cityServed") == ["city", "served"]
    assert words("IUCN conservation status") == ["iucn", "conservation", "status"]


def test_what_lists_say_of_a_string() -> None:
    assert gazetteers.traits("Japanese") == ("adjective of a Country",)
    assert "given name" in gazetteers.traits("Anna Qvistmark")
    assert "first cue organ" in gazetteers.traits("University of Ostmark")
    assert gazetteers.traits("") == ()


def test_the_cut_takes_what_raises_the_expected_f1() -> None:
    assert best_cut([0.9, 0.8, 0.1, 0.05], 3.0) == 0.8
    assert best_cut([0.9, 0.8, 0.1, 0.001], 10.0) == 0.1
    assert best_cut([], 3.0) == 1.0


def test_arguments_are_seen_beside_the_names_that_the_tagger_finds() -> None:
    read = spans.read("Angela Merkel visited the city of Paris in France .")
    names = gazetteers.names(read.tokens)
    assert (0, 2) in [(name.first, name.last) for name in names]
    exact, part = (list(gazetteers.tagged(Argument(0, last, "name"), names)) for last in (2, 1))
    assert exact[0].startswith("tagged ")
    assert part[0] == "cuts a name"
