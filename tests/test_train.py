"""`kg train` learns from labelled articles of any ontology, and says how well it does on subjects held out."""

from pathlib import Path

import pytest

from kg.cli import main
from kg.errors import UsageError
from kg.extract.learned import models
from kg.model import SURE
from kg.train import table, train

TURTLE = """
@prefix : <https://garden.example/terms#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:Plant a owl:Class . :Gardener a owl:Class .
:bredBy a owl:ObjectProperty ; rdfs:label "bred by"@en ; rdfs:domain :Plant ; rdfs:range :Gardener .
"""
PLANTS = (
    "Rosa Aurelia", "Lilium Boreas", "Iris Candida", "Dahlia Dorada", "Tulipa Estival", "Salvia Fulgor",
    "Acer Grandis", "Malus Hibernia", "Crocus Ignis", "Nerine Jubila", "Phlox Kalina", "Allium Luna",
)  # fmt: skip
BREEDERS = (
    "Ada Lind", "Ben Moor", "Cleo Hart", "Dan Frost", "Eve Stone", "Finn Wolff",
    "Gail Park", "Hugo Lane", "Iris West", "John Reed", "Kate Bloom", "Leo Marsh",
)  # fmt: skip


@pytest.fixture
def garden(tmp_path: Path) -> Path:
    """An ontology without lexicon and rules, and a corpus of twelve articles about twelve plants."""
    (tmp_path / "ontology").mkdir()
    (tmp_path / "ontology" / "kg.ttl").write_text(TURTLE, encoding="utf-8")
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    labels = []
    for number, (plant, breeder) in enumerate(zip(PLANTS, BREEDERS, strict=True)):
        said = f"The new {plant} was bred by {breeder} over many years, and everybody likes it."
        other = PLANTS[(number + 1) % len(PLANTS)]
        text = f"News from the garden show\n\n{said} On the way home {breeder} stumbled over a {other} in a pot.\n"
        (corpus / f"{number}.txt").write_text(text, encoding="utf-8")
        labels += [
            f"{number}.txt:",
            "  entities:",
            f"    p{number}: {{type: Plant, names: [{plant}]}}",
            f"    b{number}: {{type: Gardener, names: [{breeder}]}}",
            f"    other: {{type: Plant, names: [{other}]}}",
            "  statements:",
            f"    - {{s: p{number}, p: bredBy, o: b{number}}}",
        ]
    (corpus / "gold.yaml").write_text("\n".join(labels) + "\n", encoding="utf-8")
    return tmp_path


def test_it_learns_another_field_and_the_next_build_uses_it(garden: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = garden / "ontology"
    assert main(["train", str(garden / "corpus"), "--ontology", str(folder), "-q"]) == 0
    printed = capsys.readouterr().out
    assert "12 articles in 12 groups" in printed
    assert "bredBy" in printed
    model = models.read(models.place(folder, "en"))
    assert model.relations is not None
    assert model.relations.predicates == ("bredBy",)
    (garden / "new.txt").write_text(
        "News from the show\n\nThe new Viola Gaudia was bred by Gus Nord over many years, and everybody likes it.\n",
        encoding="utf-8",
    )
    out = garden / "out"
    assert main(["build", str(garden / "new.txt"), "-o", str(out), "--ontology", str(folder), "-q"]) == 0
    assert "Viola Gaudia" in (out / "entities.jsonl").read_text(encoding="utf-8")
    assert '"predicate": "bredBy"' in (out / "statements.jsonl").read_text(encoding="utf-8")


def test_the_same_labels_give_the_same_bytes(garden: Path) -> None:
    data = [train([garden / "corpus"], garden / "ontology").model.to_bytes() for _ in range(2)]
    assert data[0] == data[1]


def test_figures_are_of_subjects_held_out(garden: Path) -> None:
    trained = train([garden / "corpus"], garden / "ontology")
    assert (trained.articles, trained.groups) == (12, 12)
    assert {each.kind: each.wanted for each in trained.names} == {"Gardener": 24, "Plant": 24}
    assert "threshold" in table(trained)


def test_of_a_few_articles_names_and_relations_are_learned(garden: Path) -> None:
    gold = garden / "corpus" / "gold.yaml"
    gold.write_text("\n".join(gold.read_text(encoding="utf-8").split("\n")[: 5 * 7]) + "\n", encoding="utf-8")
    trained = train([garden / "corpus"], garden / "ontology")
    assert trained.articles == 5
    assert trained.model.sure < SURE
    assert [each.predicate for each in trained.relations] == ["bredBy"]
    path = garden / "small.kgm"
    path.write_bytes(trained.model.to_bytes())
    assert models.read(path).sure == trained.model.sure


def test_labels_of_another_ontology_are_refused(garden: Path) -> None:
    with pytest.raises(UsageError, match="Plant"):
        train([garden / "corpus"])


def test_where_everything_is_related_only_names_are_learned(garden: Path) -> None:
    gold = garden / "corpus" / "gold.yaml"
    lines = [line for line in gold.read_text(encoding="utf-8").split("\n") if "other" not in line]
    gold.write_text("\n".join(lines), encoding="utf-8")
    trained = train([garden / "corpus"], garden / "ontology")
    assert trained.model.relations is None
    assert trained.model.tagger is not None
    assert "no relation" in table(trained)


def test_one_subject_leaves_nothing_to_measure_on(garden: Path) -> None:
    gold = garden / "corpus" / "gold.yaml"
    gold.write_text("\n".join(gold.read_text(encoding="utf-8").split("\n")[:7]) + "\n", encoding="utf-8")
    with pytest.raises(UsageError, match="share no subject"):
        train([garden / "corpus"], garden / "ontology")


def test_the_model_that_comes_with_kg_is_not_replaced_by_mistake(
    garden: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["train", str(garden / "corpus")]) == 2
    assert "-o" in capsys.readouterr().err
