"""The Chinese rules are data: their keys are documented, and another ontology reads Chinese by a folder of its own."""

from pathlib import Path

import pytest
import yaml
from factory import article, fact

from kg import lexicon, ontology
from kg.extract.chinese.relations import PLACES
from kg.extract.rules import RuleExtractor
from kg.model import Annotations

RULES = Path(__file__).parents[2] / "ontology" / "rules" / "zh"
README = (RULES / "README.md").read_text(encoding="utf-8")
MAIN = (RULES.parent / "README.md").read_text(encoding="utf-8")

THEATRE = """\
@prefix : <https://theatre.example/terms/> .
@prefix kg: <https://kg.example/schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:Person a owl:Class ; kg:identity "person" .
:Ensemble a owl:Class ; kg:identity "organization" .
:Play a owl:Class ; kg:identity "model" .
:staged a owl:ObjectProperty ; rdfs:domain :Ensemble ; rdfs:range :Play .
:memberOf a owl:ObjectProperty ; rdfs:domain :Person ; rdfs:range :Ensemble .
"""
FILES = {
    "names.yaml": "{person: Person, organization: Ensemble, model: Play}",
    "zh/names.yaml": "{heads: {Ensemble: [剧团]}, kinds: {Play: [话剧]}, roles: ['(?:副)?团长']}",
    "zh/cues.yaml": "{planned: [将, 将于]}",
    "zh/relations.yaml": """
rules:
  - {id: stage, predicate: staged, verbs: [上演], subject: "subj:Ensemble", object: "obj:Play", take: [date]}
  - {id: post, predicate: memberOf, take: [role], patterns: ["{object:Ensemble} <role> {subject:Person}"]}
""",
}


@pytest.fixture(scope="module")
def theatre(tmp_path_factory: pytest.TempPathFactory) -> RuleExtractor:
    folder = tmp_path_factory.mktemp("theatre")
    (folder / "rules" / "zh").mkdir(parents=True)
    (folder / "theatre.ttl").write_text(THEATRE, encoding="utf-8")
    for name, text in FILES.items():
        (folder / "rules" / name).write_text(text, encoding="utf-8")
    terms = ontology.load(folder)
    return RuleExtractor(terms, lexicon.load(terms.folder))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("云汀剧团将于2031年5月上演话剧《江雪三号》。", "云汀剧团 | staged | 江雪三号 | date=2031-05 | planned"),
        ("云汀剧团团长沈知遥说，票已售完。", "沈知遥 | memberOf | 云汀剧团 | role=团长 | actual"),
    ],
)
def test_another_ontology_reads_chinese(theatre: RuleExtractor, sentence: str, expected: str) -> None:
    document = article(f"剧场消息\n{sentence}")
    found = theatre.extract(document, Annotations(document=document.id)).relations
    assert expected in [fact(relation) for relation in found]


def test_without_chinese_rules_nothing_is_said(theatre: RuleExtractor, tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "theatre.ttl").write_text(THEATRE, encoding="utf-8")
    (tmp_path / "rules" / "names.yaml").write_text(FILES["names.yaml"], encoding="utf-8")
    terms = ontology.load(tmp_path)
    document = article("剧场消息\n云汀剧团将于2031年5月上演话剧《江雪三号》。")
    bare = RuleExtractor(terms, lexicon.load(terms.folder))
    assert bare.extract(document, Annotations(document=document.id)).relations == ()


def test_every_key_and_place_of_the_shipped_rules_is_documented() -> None:
    for path in sorted(RULES.glob("*.yaml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        keys = {*content, *(key for row in content.get("rules", ()) for key in row)} - {"rules", "patterns"}
        assert sorted(key for key in keys if f"`{key}`" not in README + MAIN) == []
    assert sorted(place for place in PLACES if f"`{place}`" not in README) == []
