"""The files of a build: what is written is read back, all of it or none; damage is named by file and line."""

import errno
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sample import graph

from kg import jsonl
from kg.errors import BuildFilesError, OutputError
from kg.model import Decision, Graph, Judgement, Literal

SAMPLE: Graph = graph


def full_disk(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def build(tmp_path: Path) -> Path:
    jsonl.write_graph(SAMPLE, tmp_path)
    return tmp_path


def damage(file: Path, line: int, **fields: Any) -> None:
    """Give a row's fields other values; None takes the field away."""
    rows = [json.loads(row) for row in file.read_text(encoding="utf-8").splitlines()]
    row = {**rows[line - 1], **fields}
    rows[line - 1] = {key: value for key, value in row.items() if value is not None or key not in fields}
    file.write_text(jsonl.dump(rows), encoding="utf-8")


def test_what_is_written_is_read_back(build: Path) -> None:
    assert jsonl.read_graph(build) == SAMPLE


def test_a_text_in_a_language_is_read_back(tmp_path: Path) -> None:
    statement = replace(SAMPLE.statements[0], object=Literal(value="ein Wort", datatype="xsd:string", language="de"))
    jsonl.write_graph(replace(SAMPLE, statements=(statement,)), tmp_path)
    assert jsonl.read_graph(tmp_path).statements == (statement,)


def test_reading_and_writing_again_changes_no_byte(build: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    jsonl.write_graph(jsonl.read_graph(build), again)
    assert len(names(again)) == 6
    for name in names(again):
        assert (again / name).read_bytes() == (build / name).read_bytes()


def test_evidence_names_every_file_of_its_article(build: Path) -> None:
    rows = [json.loads(line) for line in (build / "statements.jsonl").read_text(encoding="utf-8").splitlines()]
    sources = {item["source"] for row in rows for item in row["evidence"]}
    assert sources == {source for document in SAMPLE.documents for source in document.sources}
    for item in (item for row in rows for item in row["evidence"]):
        text = next(document.text for document in SAMPLE.documents if document.id == item["document"])
        assert text[item["start"] : item["end"]] == item["text"]


def test_floats_are_rounded(tmp_path: Path) -> None:
    statement = replace(SAMPLE.statements[0], confidence=0.1 + 0.2)
    jsonl.write_graph(replace(SAMPLE, statements=(statement,)), tmp_path)
    assert '"confidence": 0.3,' in (tmp_path / "statements.jsonl").read_text(encoding="utf-8")


def test_a_folder_without_a_build_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(BuildFilesError, match=r"holds no build .* kg build ARTICLES -o"):
        jsonl.read_graph(tmp_path)


@pytest.mark.parametrize(
    ("file", "fields", "message"),
    [
        ("statements.jsonl", {"subject": None}, "it lacks 'subject'"),
        ("statements.jsonl", {"subject": "nobody"}, 'no entity "nobody" in entities.jsonl'),
        ("statements.jsonl", {"confidence": "high"}, "high"),
        ("statements.jsonl", {"qualifiers": []}, "items"),
        ("entities.jsonl", {"labels": {}}, "no label"),
        ("documents.jsonl", {"colour": "red"}, "colour"),
        ("problems.jsonl", {"severity": "bad"}, "bad"),
    ],
)
def test_a_damaged_row_is_named(build: Path, file: str, fields: dict[str, Any], message: str) -> None:
    damage(build / file, 1, **fields)
    with pytest.raises(BuildFilesError, match=rf"{file}:1: not a row that kg writes \(.*{message}.*mend or rebuild"):
        jsonl.read_graph(build)


def test_evidence_of_an_unknown_article_is_damage(build: Path) -> None:
    (build / "documents.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(BuildFilesError, match=r"statements\.jsonl:1: .*no article"):
        jsonl.read_graph(build)


@pytest.mark.parametrize("data", [b'{"id": "statement/1", ', b"\xff\xfe\x00", b"[1, 2]", b"", b"[" * 100_000])
def test_a_line_that_is_no_row_is_named(build: Path, data: bytes) -> None:
    file = build / "statements.jsonl"
    first, *_ = file.read_bytes().splitlines()
    file.write_bytes(first + b"\n" + data + b"\n")
    with pytest.raises(BuildFilesError, match=r"statements\.jsonl:2: "):
        jsonl.read_graph(build)


@pytest.mark.parametrize("name", ["documents.jsonl", "entities.jsonl", "matches.jsonl", "problems.jsonl", "build.json"])
def test_a_missing_file_is_named(build: Path, name: str) -> None:
    (build / name).unlink()
    with pytest.raises(BuildFilesError, match=rf"{name}: .*build again"):
        jsonl.read_graph(build)


def test_decisions_keep_their_order(tmp_path: Path) -> None:
    file = tmp_path / "decisions.jsonl"
    file.write_text(
        '{"left": "Person: A", "right": "Person: B", "judgement": "same"}\n'
        '{"left": "Company: C", "right": "Company: D", "judgement": "different", "by": "Ada", "note": "two firms"}\n',
        encoding="utf-8",
    )
    assert jsonl.read_decisions(file) == (
        Decision(left="Person: A", right="Person: B", judgement=Judgement.SAME),
        Decision(left="Company: C", right="Company: D", judgement=Judgement.DIFFERENT, by="Ada", note="two firms"),
    )
    assert jsonl.read_decisions(tmp_path / "none.jsonl") == ()


def test_a_full_disk_keeps_the_old_file_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    jsonl.write_text(file, "old")
    monkeypatch.setattr(os, "replace", full_disk)
    with pytest.raises(OutputError, match=r"a\.txt: No space left on device; make room"):
        jsonl.write_text(file, "new")
    assert names(tmp_path) == ["a.txt"]
    assert file.read_text(encoding="utf-8") == "old"


def test_a_place_below_a_file_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot write"):
        jsonl.write_text(tmp_path / "file" / "a.txt", "new")


def test_together_moves_all_files_at_the_end(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with jsonl.together(out) as unfinished:
        jsonl.write_text(unfinished / "a.txt", "a")
        jsonl.write_text(unfinished / "deep" / "b.txt", "b")
        assert [path for path in out.iterdir() if not path.name.startswith(".")] == []
    assert names(out) == ["a.txt", "deep"]
    assert (out / "deep" / "b.txt").read_text(encoding="utf-8") == "b"


def test_together_leaves_everything_as_it_was_when_the_work_fails(tmp_path: Path) -> None:
    jsonl.write_text(tmp_path / "a.txt", "old")

    def work() -> None:
        with jsonl.together(tmp_path) as unfinished:
            jsonl.write_text(unfinished / "a.txt", "new")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work()
    assert names(tmp_path) == ["a.txt"]
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "old"


def test_together_moves_nothing_where_one_file_cannot_go(tmp_path: Path) -> None:
    (tmp_path / "b.txt").mkdir()

    def work() -> None:
        with jsonl.together(tmp_path) as unfinished:
            jsonl.write_text(unfinished / "a.txt", "a")
            jsonl.write_text(unfinished / "b.txt", "b")

    with pytest.raises(OutputError, match=r"b\.txt: Is a directory"):
        work()
    assert names(tmp_path) == ["b.txt"]


def test_an_interrupt_among_the_moves_waits_for_the_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, calls = os.replace, []

    def interrupted(path: Path, target: Path) -> None:
        calls.append(path)
        if len(calls) == 2:
            raise KeyboardInterrupt
        real(path, target)

    def work() -> None:
        with jsonl.together(tmp_path) as unfinished:
            for name in "abc":
                (unfinished / name).write_text(name, encoding="utf-8")
            monkeypatch.setattr(os, "replace", interrupted)

    with pytest.raises(KeyboardInterrupt):
        work()
    assert names(tmp_path) == ["a", "b", "c"]


def test_an_error_names_the_place_that_was_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "replace", full_disk)

    def work() -> None:
        with jsonl.together(tmp_path) as unfinished:
            jsonl.write_text(unfinished / "a.txt", "a")

    with pytest.raises(OutputError) as caught:
        work()
    assert str(caught.value).startswith(f"cannot write {tmp_path / 'a.txt'}: No space left")
