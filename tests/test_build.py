"""The main job, as a library: equal input gives equal bytes, and a build's files appear together or not at all."""

import os
import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg import build as job
from kg import lexicon, ontology
from kg.build import Annotate, Options, build, failed
from kg.errors import BuildFilesError, OntologyError, UsageError
from kg.ids import document_id
from kg.model import Annotations, Document, Graph

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
FOOTBALL = ROOT / "tests" / "data" / "second_ontology"
FAST = Options(ontology=FOOTBALL, exports=())

TRANSFER = """\
Ada Moss joins Brelle Rovers

By Bea Lind, Coast Daily, June 5, 2026

Striker Ada Moss joined Brelle Rovers on June 3, 2026. She signed a contract for two years.
"""
RIVALS = """\
---
title: "Brelle Rovers sign Ada Moss"
excerpt: "Brelle Rovers signed Ada Moss on June 3, 2026."
provider: {name: Harbour Wire, domain: wire.example.org}
---
"""


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text(TRANSFER, encoding="utf-8")
    (folder / "deep" / "b.md").write_text(RIVALS, encoding="utf-8")
    return folder


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def sources(graph: Graph) -> set[str]:
    return {source for document in graph.documents for source in document.sources}


def test_two_articles_that_say_the_same_give_one_statement(articles: Path, tmp_path: Path) -> None:
    graph = build([articles], tmp_path / "out", FAST)
    (statement,) = graph.statements
    assert (statement.subject, statement.predicate, statement.object) == ("ada-moss", "playsFor", "brelle-rovers")
    texts = {document.id: document.text for document in graph.documents}
    assert {evidence.document for evidence in statement.evidence} == set(texts)
    for evidence in statement.evidence:
        assert texts[evidence.document][evidence.begin : evidence.end] == evidence.quote


def test_the_files_of_a_build(articles: Path, tmp_path: Path) -> None:
    build([articles], tmp_path / "out", Options(ontology=FOOTBALL))
    data = {"build.json", "documents.jsonl", "entities.jsonl", "statements.jsonl", "matches.jsonl", "problems.jsonl"}
    neo4j = {f"neo4j/{name}" for name in ("nodes.csv", "relationships.csv", "load.cypher", "README.md")}
    assert set(content(tmp_path / "out")) == data | neo4j | {"ontology.ttl", "graph.ttl", "graph.html"}


# The same input gives the same bytes.


def kg(*arguments: object, seed: str = "0") -> None:
    """A build in a process of its own, under a seed of its own for hashes."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "kg", "build", "-q", *map(str, arguments)]
    subprocess.run(command, check=True, env=environment, capture_output=True)


def test_two_hash_seeds_and_two_processes_give_the_same_bytes(tmp_path: Path) -> None:
    kg(SEEDS, "-o", tmp_path / "one", seed="1")
    kg(SEEDS, "-o", tmp_path / "two", "--processes", 2, seed="2")
    one = content(tmp_path / "one")
    assert len(one) == 13
    assert one == content(tmp_path / "two")


def test_the_order_of_files_changes_no_byte(tmp_path: Path) -> None:
    files = sorted(path for path in SEEDS.iterdir() if path.suffix in (".md", ".txt"))
    build(files, tmp_path / "one")
    build([*reversed(files), files[0]], tmp_path / "two")
    one = content(tmp_path / "one")
    assert one["statements.jsonl"]
    assert one == content(tmp_path / "two")


def test_building_again_changes_no_byte(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([articles], out, FAST)
    first = content(out)
    build([articles], out, FAST)
    assert content(out) == first


def test_an_article_less_takes_its_evidence_away(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([articles], out, FAST)
    (articles / "a.txt").unlink()
    build([articles], out, FAST)
    build([articles / "deep" / "b.md"], tmp_path / "alone", FAST)
    alone = content(tmp_path / "alone")
    assert content(out)["statements.jsonl"].replace(b"deep/b.md", b"b.md") == alone["statements.jsonl"]


def test_extraction_can_be_sent_to_another_process() -> None:
    terms = ontology.load(FOOTBALL)
    annotate = Annotate(terms, lexicon.load(FOOTBALL), ("rules",))
    text = "Ada Moss joins Brelle Rovers\nStriker Ada Moss joined Brelle Rovers."
    family = (Document(id=document_id(None, text), text=text, sources=("a.txt",)),)
    sent, again = (pickle.loads(pickle.dumps(annotate)) for _ in range(2))
    assert sent is again  # made once in a process
    assert sent(family) == annotate(family)
    assert annotate(family).relations


# What is an article.


def test_the_output_inside_the_input_is_no_article(articles: Path, tmp_path: Path) -> None:
    out = articles / "out"
    for _ in range(2):
        graph = build([articles], out, Options(ontology=FOOTBALL))
        (out / "notes.txt").write_text(TRANSFER.replace("Moss", "Note"), encoding="utf-8")
        assert sources(graph) == {"a.txt", "deep/b.md"}
        assert graph.problems == ()


def test_articles_may_stand_in_the_output_folder(articles: Path) -> None:
    for _ in range(2):
        graph = build([articles], articles, Options(ontology=FOOTBALL))
        assert sources(graph) == {"a.txt", "deep/b.md"}
        assert graph.problems == ()
    assert sources(build([articles / "deep"], articles, FAST)) == {"b.md"}


def test_a_folder_without_articles_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    graph = build([tmp_path / "in"], tmp_path / "out", FAST)
    assert [problem.code for problem in graph.problems] == ["KG-R10"]
    assert failed(graph)


# People's decisions.


def test_decisions_in_the_output_folder_are_obeyed_and_kept(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    decision = b'{"left": "Player: Ada Moss", "right": "Club: Brelle Rovers", "judgement": "different", "by": "me"}\n'
    (out / "decisions.jsonl").write_bytes(decision)
    graph = build([articles], out, FAST)
    assert any("decided different by me" in reason for match in graph.matches for reason in match.reasons)
    assert (out / "decisions.jsonl").read_bytes() == decision


def test_damaged_decisions_stop_the_build_before_it_begins(articles: Path, tmp_path: Path) -> None:
    decisions = tmp_path / "mine.jsonl"
    decisions.write_text('{"left": "Player: Ada"}\n', encoding="utf-8")
    options = Options(ontology=FOOTBALL, exports=(), decisions=decisions)
    with pytest.raises(BuildFilesError, match=r"mine\.jsonl:1: not a row"):
        build([articles], tmp_path / "out", options)
    assert not (tmp_path / "out").exists()


def test_decisions_that_were_named_have_to_be_there(articles: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.jsonl does not exist"):
        build([articles], tmp_path / "out", Options(decisions=tmp_path / "none.jsonl"))


# Options.


@pytest.mark.parametrize("base", ["", "relative/", "https://a.example/no-end", "https://a.example/a b/", "urn:<x>:"])
def test_a_base_that_cannot_begin_an_iri_is_refused(articles: Path, tmp_path: Path, base: str) -> None:
    with pytest.raises(UsageError, match="cannot begin an IRI"):
        build([articles], tmp_path / "out", Options(base=base))


def test_an_unknown_class_in_the_lexicon_is_named(articles: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(FOOTBALL, folder)
    lines = ["class: Cllub", "entries:", "  ostmar-athletic: {en: [Ostmar Athletic]}"]
    (folder / "lexicon" / "more.yaml").write_text("\n".join(lines), encoding="utf-8")
    expected = r'more\.yaml:3: "ostmar-athletic" is of class "Cllub", which football\.ttl .* Did you mean Club\?'
    with pytest.raises(OntologyError, match=expected):
        build([articles], tmp_path / "out", Options(ontology=folder))


def test_exports_of_an_earlier_build_do_not_outlive_it(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([articles], out, Options(ontology=FOOTBALL, exports=("turtle", "html")))
    build([articles], out, Options(ontology=FOOTBALL, exports=("html",)))
    assert (out / "graph.html").exists()
    assert not (out / "graph.ttl").exists()


def test_content_is_what_readers_get_or_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\ufeffAcme, 联想\r\n", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"\x00\x01\x02" * 50)
    assert job.content(tmp_path / "a.txt") == "Acme, 联想\n"
    assert job.content(tmp_path / "b.txt") == job.content(tmp_path) == job.content(tmp_path / "none.txt") == ""


def test_progress_is_told(articles: Path, tmp_path: Path) -> None:
    said: list[str] = []
    build([articles], tmp_path / "out", FAST, said.append)
    assert said[:2] == ["reading 2 files", "extracting from 2 articles"]
    assert said[-1].startswith("writing ")


def test_long_work_shows_how_far_it_is() -> None:
    said: list[str] = []
    items = [Annotations(document=str(number)) for number in range(250)]
    assert list(job._counted(items, 250, said.append)) == items
    assert said == ["extracted 100 of 250", "extracted 200 of 250"]
