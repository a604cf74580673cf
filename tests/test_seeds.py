"""The sample articles and their labels: complete, consistent, and in sentences of our own."""

import itertools
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
ORIGINALS = ROOT.parent / "shared" / "corpus" / "seeds"
RUN = 8  # words; shorter runs are shared by any two texts that name the same products and lists

GOLD: dict[str, dict[str, Any]] = yaml.safe_load((SEEDS / "gold.yaml").read_text(encoding="utf-8"))
ARTICLES = sorted(path.name for path in SEEDS.iterdir() if path.name != "gold.yaml")


def text_of(path: Path) -> str:
    return " ".join(path.read_text(encoding="utf-8").split())


def runs(text: str) -> set[tuple[str, ...]]:
    """Every run of RUN words; a Chinese character is a word."""
    words = re.findall(r"[\u4e00-\u9fff]|[^\W\u4e00-\u9fff]+", text.casefold())
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def locals_of(statement: dict[str, Any], end: str) -> list[str]:
    """The local ids that stand at one end ("s" or "o"); several where any of them is right, none beside a value."""
    ids = statement.get(end, [])
    return ids if isinstance(ids, list) else [ids]


def test_every_article_is_labelled() -> None:
    assert len(ARTICLES) == 3
    assert sorted(GOLD) == ARTICLES


@pytest.mark.parametrize("article", ARTICLES)
def test_every_name_stands_in_the_article(article: str) -> None:
    text = text_of(SEEDS / article)
    names = [name for entity in GOLD[article]["entities"].values() for name in entity["names"]]
    assert names
    assert [name for name in names if name not in text] == []


@pytest.mark.parametrize("article", ARTICLES)
def test_every_id_of_a_statement_is_defined(article: str) -> None:
    used = {local for statement in GOLD[article]["statements"] for end in "so" for local in locals_of(statement, end)}
    assert used
    assert used - set(GOLD[article]["entities"]) == set()


@pytest.mark.parametrize("article", ARTICLES)
def test_a_statement_has_an_object_or_a_value(article: str) -> None:
    for statement in GOLD[article]["statements"]:
        assert ("o" in statement) != ("v" in statement), statement
        assert ("v" in statement) == (statement["p"] == "measurement"), statement


@pytest.mark.parametrize("article", ARTICLES)
def test_labels_keep_to_the_vocabulary(article: str) -> None:
    module = pytest.importorskip("kg.ontology", reason="needs kg.ontology")
    ontology = module.load(ROOT / "ontology")
    entities, statements = GOLD[article]["entities"], GOLD[article]["statements"]
    assert {entity["type"] for entity in entities.values()} - set(ontology.classes) == set()
    assert {statement["p"] for statement in statements} - set(ontology.properties) == set()
    qualifiers = {key for statement in statements for key in statement.get("q", {})}
    assert qualifiers - set(ontology.qualifiers) == set()
    for statement in statements:
        kinds = [[entities[local]["type"] for local in locals_of(statement, end)] or [None] for end in "so"]
        for subject, target in itertools.product(*kinds):
            assert ontology.fits(statement["p"], subject, target), statement


@pytest.mark.parametrize("article", ARTICLES)
def test_no_run_of_words_is_taken_from_the_originals(article: str) -> None:
    if not ORIGINALS.is_dir():
        pytest.skip("needs ../shared/corpus/seeds")
    originals = [path for path in sorted(ORIGINALS.iterdir()) if path.name != "gold.yaml"]
    assert originals
    ours = runs(text_of(SEEDS / article))
    assert ours
    assert {path.name: ours & runs(text_of(path)) for path in originals} == {path.name: set() for path in originals}


def test_a_borrowed_run_of_words_is_noticed() -> None:
    sentence = "one two three four five six seven eight nine"
    assert runs(f"Zero {sentence}.") & runs(f"{sentence.title()}, ten")
    assert not runs("one two three four, and five six seven eight") & runs(sentence)
