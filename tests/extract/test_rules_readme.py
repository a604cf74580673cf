"""The README of the rules: it knows every key, and what it shows works."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from factory import article, fact

from kg import lexicon, ontology
from kg.extract import rulebook
from kg.extract.elements import elements
from kg.extract.relations import _PLACES
from kg.extract.rules import RuleExtractor
from kg.model import Annotations

RULES = Path(__file__).parents[2] / "ontology" / "rules"
README = (RULES / "README.md").read_text(encoding="utf-8")
LANGUAGE = {"rules", "patterns"}  # documented by the heads of sections
EXAMPLES = re.findall(r"```yaml\n# (\S+)\n(.*?)```", README, re.S)

THEATRE = """\
@prefix : <https://theatre.example/terms/> .
@prefix kg: <https://kg.example/schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:Person a owl:Class ; kg:identity "person" .
:Ensemble a owl:Class ; kg:identity "organization" .
:Play a owl:Class ; kg:identity "model" .
:Venue a owl:Class .
:Town a owl:Class ; kg:identity "place" .
:Chart a owl:Class .
:staged a owl:ObjectProperty ; rdfs:domain :Ensemble ; rdfs:range :Play .
:memberOf a owl:ObjectProperty ; rdfs:domain :Person ; rdfs:range :Ensemble .
:playsAt a owl:ObjectProperty ; rdfs:domain :Ensemble ; rdfs:range :Venue .
:listedIn a owl:ObjectProperty ; rdfs:domain :Play ; rdfs:range :Chart .
:standsIn a owl:ObjectProperty ; rdfs:domain :Venue ; rdfs:range :Town .
:livesIn a owl:ObjectProperty ; rdfs:domain :Ensemble ; rdfs:range :Town .
:ownedBy a owl:ObjectProperty ; rdfs:domain :Venue .
:figure a owl:DatatypeProperty ; rdfs:range xsd:decimal .
"""


@pytest.fixture(scope="module")
def theatre(tmp_path_factory: pytest.TempPathFactory) -> ontology.Ontology:
    """An ontology folder with all examples of the README as its rules."""
    folder = tmp_path_factory.mktemp("theatre")
    (folder / "rules").mkdir()
    (folder / "theatre.ttl").write_text(THEATRE, encoding="utf-8")
    for name, text in EXAMPLES:
        (folder / "rules" / name).write_text(text, encoding="utf-8")
    return ontology.load(folder)


def keys(value: Any) -> Iterator[str]:
    """The keys of a rules file that are words of the language: of the top, and of rules."""
    if isinstance(value, Mapping):
        yield from value
        for row in value.get("rules", ()):
            yield from row


@pytest.mark.parametrize("path", sorted(RULES.glob("*.yaml")), ids=lambda path: path.name)
def test_every_key_of_the_shipped_rules_is_documented(path: Path) -> None:
    used = set(keys(yaml.safe_load(path.read_text(encoding="utf-8"))))
    assert used
    assert sorted(key for key in used if f"`{key}`" not in README and key not in LANGUAGE) == []


def test_every_place_value_and_qualifier_of_the_shipped_rules_is_documented() -> None:
    book = rulebook.load(ontology.load())
    assert sorted(place for place in _PLACES if f"`{place}`" not in README) == []
    taken = {name for rule in (*book.frames, *book.patterns) for name in rule.take}
    assert sorted(name for name in taken if f"`{name}`" not in README) == []
    values = {
        element.kind for rule in book.patterns for text in rule.patterns for element in elements(rule.id, text)
    }  # kinds of elements
    assert values <= {"slot", "word", "wide", "gap", "role", "kind", "value"}


def test_the_examples_are_rules(theatre: ontology.Ontology) -> None:
    book = rulebook.load(theatre)
    assert [name for name, _ in EXAMPLES] == [
        "names.yaml",
        "cues.yaml",
        "measures.yaml",
        "relations.yaml",
        "patterns.yaml",
        "follows.yaml",
    ]
    assert len(book.frames) >= 6
    assert len(book.patterns) >= 3
    assert len(book.derived) == 2
    assert book.names["contexts"]
    assert book.cues["planned"]
    assert book.measures["predicate"] == "figure"


def test_the_examples_use_every_key_of_the_shipped_rules_but_those_of_a_trade() -> None:
    shown = {key for _, text in EXAMPLES for key in keys(yaml.safe_load(text))}
    for path in RULES.glob("*.yaml"):
        missing = set(keys(yaml.safe_load(path.read_text(encoding="utf-8")))) - shown
        assert missing <= {"line", "line_predicate", "qualifiers"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The Marlow Players staged the comedy Glass Hearts in May 2031.",
            "Marlow Players | staged | Glass Hearts | date=2031-05 | actual",
        ),
        (
            "Ada Reed, artistic director of the Marlow Players, was pleased.",
            "Ada Reed | memberOf | Marlow Players | role=artistic director | actual",
        ),
        (
            "The Marlow Players will premiere the tragedy Salt Roads.",
            "Marlow Players | staged | Salt Roads |  | planned",
        ),
        (
            "The old Anchor Theatre in the town of Brelle needs a new roof and warmer seats.",
            "Anchor Theatre | standsIn | Brelle |  | actual",
        ),
        (
            "The Marlow Players' production of the comedy Glass Hearts begins in May 2031.",
            "Marlow Players | staged | Glass Hearts | date=2031-05 | actual",
        ),
        (
            "The comedy Glass Hearts entered the Brelle Chart in 34th place.",
            "Glass Hearts | listedIn | Brelle Chart | rank=34 | actual",
        ),
        ("The Anchor Theatre has 900 seats.", "Anchor Theatre | figure | 900 | metric=seats | actual"),
    ],
)
def test_the_examples_read_sentences(theatre: ontology.Ontology, sentence: str, expected: str) -> None:
    document = article(f"News from the stage\n{sentence}")
    extractor = RuleExtractor(theatre, lexicon.load(theatre.folder))
    found = extractor.extract(document, Annotations(document=document.id))
    assert expected in [fact(relation) for relation in found.relations]
