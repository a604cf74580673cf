"""The command line as a user meets it: what it prints, what it returns, and what it does with bad input."""

import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

import pytest

from kg.cli import main

ROOT = Path(__file__).parent.parent
FOOTBALL = ROOT / "tests" / "data" / "second_ontology"
GOOD = """\
Ada Moss joins Brelle Rovers

By Bea Lind, Coast Daily, June 5, 2026

Striker Ada Moss joined Brelle Rovers on June 3, 2026. She signed a contract for two years.
"""
BOMB = "---\ntitle: Bomb\na: &a [x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{chr(ord(name) - 1)}'] * 8)}]\n" for name in "bcdefghij"
)

Output = pytest.CaptureFixture[str]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    return folder


@pytest.fixture
def out(articles: Path, tmp_path: Path, capsys: Output) -> Path:
    """A finished build."""
    assert build(articles, tmp_path / "out") == 0
    capsys.readouterr()
    return tmp_path / "out"


def build(articles: Path, out: Path, *options: str) -> int:
    return main(["build", str(articles), "-o", str(out), "--ontology", str(FOOTBALL), "-q", *options])


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# What it prints.


def test_a_build_says_what_was_made_and_where_to_look(articles: Path, tmp_path: Path, capsys: Output) -> None:
    assert main(["build", str(articles), "-o", str(tmp_path / "out"), "--ontology", str(FOOTBALL)]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("Read 1 article in 1 file.\nFound ")
    assert "1 statement (1 playsFor)" in said.out
    assert "graph.html  the graph as a page" in said.out
    assert said.err.splitlines()[0] == "reading 1 files"


def test_quiet_says_no_progress(articles: Path, tmp_path: Path, capsys: Output) -> None:
    assert build(articles, tmp_path / "out") == 0
    assert capsys.readouterr().err == ""


def test_only_data_writes_no_exports(articles: Path, tmp_path: Path, capsys: Output) -> None:
    assert build(articles, tmp_path / "out", "--only-data") == 0
    assert not {"graph.ttl", "graph.html", "neo4j"} & {path.name for path in (tmp_path / "out").iterdir()}
    assert "graph.html" not in capsys.readouterr().out


@pytest.mark.parametrize(("name", "file"), [("turtle", "graph.ttl"), ("html", "graph.html"), ("neo4j", "neo4j")])
def test_an_export_is_made_from_the_files_of_a_build(
    out: Path, tmp_path: Path, capsys: Output, name: str, file: str
) -> None:
    """With the build's own ontology: what it writes is what the build wrote."""
    target = tmp_path / "again" / file
    assert main(["export", name, "-b", str(out), "-o", str(target)]) == 0
    assert capsys.readouterr().out == f"{target}\n"
    if target.is_dir():
        assert content(target) == content(out / file)
    else:
        assert target.read_bytes() == (out / file).read_bytes()


def test_an_export_goes_into_the_build(out: Path, capsys: Output) -> None:
    (out / "graph.ttl").unlink()
    assert main(["export", "turtle", "-b", str(out)]) == 0
    assert (out / "graph.ttl").is_file()


QUERY = "SELECT ?club { ?who ont:playsFor ?club }"
ANSWER = "club\r\nhttps://kg.example/id/brelle-rovers\r\n"


def test_a_query_is_answered(out: Path, capsys: Output) -> None:
    assert main(["query", QUERY, "-b", str(out), "-f", "csv"]) == 0
    assert capsys.readouterr().out == ANSWER
    assert main(["query", QUERY, "-b", str(out)]) == 0
    assert "id:brelle-rovers" in capsys.readouterr().out


def test_a_query_may_stand_in_a_file(out: Path, tmp_path: Path, capsys: Output) -> None:
    for name in ("query.rq", "my query.rq"):
        file = tmp_path / name
        file.write_text(QUERY, encoding="utf-8")
        assert main(["query", str(file), "-b", str(out), "-f", "csv"]) == 0
        assert capsys.readouterr().out == ANSWER


def test_a_query_may_come_through_a_pipe(out: Path) -> None:
    done = kg("query", "-", "-b", out, "-f", "csv", text=QUERY)
    assert (done.returncode, done.stdout) == (0, ANSWER.encode())


def test_explain_a_statement_and_a_name(out: Path, capsys: Output) -> None:
    assert main(["explain", "Ada Moss", "-b", str(out)]) == 0
    said = capsys.readouterr().out
    statement = said[said.index("statement/") :].split(")")[0]
    assert main(["explain", statement, "-b", str(out)]) == 0
    assert "“Striker Ada Moss joined Brelle Rovers on June 3, 2026.”" in capsys.readouterr().out
    assert main(["explain", "Brelle Rovers", "Ada Moss", "-b", str(out)]) == 0
    assert "are two" in capsys.readouterr().out


def test_a_build_is_valid(out: Path, capsys: Output) -> None:
    assert main(["validate", "-b", str(out)]) == 0
    assert capsys.readouterr().out == "valid\n"
    turtle = (out / "graph.ttl").read_text(encoding="utf-8")
    (out / "graph.ttl").write_text(turtle.replace("oa:exact", "oa:inexact"), encoding="utf-8")
    assert main(["validate", "-b", str(out)]) == 1
    assert "violation" in capsys.readouterr().out.splitlines()[-1]


LABELS = """\
good.txt:
  entities:
    ada: {type: Player, names: [Ada Moss]}
    rovers: {type: Club, names: [Brelle Rovers]}
    city: {type: Town, names: [Brelle]}
  statements:
    - {s: ada, p: playsFor, o: rovers}
"""


def evaluate(articles: Path, *options: str) -> int:
    return main(["eval", str(articles), "--ontology", str(FOOTBALL), *options])


def test_labelled_articles_are_scored_and_nothing_is_written(articles: Path, capsys: Output) -> None:
    (articles / "gold.yaml").write_text(LABELS, encoding="utf-8")
    before = content(articles)
    assert evaluate(articles) == 0
    said = capsys.readouterr()
    assert said.out.splitlines()[1].split() == ["statements", "1.000", "1.000", "1.000"]
    assert said.err == ""
    assert evaluate(articles, "--errors") == 0
    assert 'good.txt: entity missed: Town "Brelle"\n' in capsys.readouterr().out
    assert evaluate(articles, "--errors", "--json") == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["statements"]["f1"], row["evidence_in_text"], row["articles"]) == (1, 1, 1)
    assert {"source": "good.txt", "kind": "entity missed", "what": 'Town "Brelle"'} in row["slips"]
    assert content(articles) == before


def test_labels_of_another_ontology_are_refused(articles: Path, capsys: Output) -> None:
    """Instead of counting as misses, every one of them."""
    (articles / "gold.yaml").write_text(LABELS, encoding="utf-8")
    said = refused(capsys, "eval", articles)
    assert 'gold.yaml:3: good.txt: entity "ada" is of the unknown class "Player"' in said
    assert "--ontology DIR" in said


def test_a_labelled_file_that_is_no_article_is_named(articles: Path, capsys: Output) -> None:
    (articles / "gold.yaml").write_text(LABELS + "picture.png: {}\n", encoding="utf-8")
    (articles / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    (articles / "other.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    evaluate(articles)
    said = capsys.readouterr().err
    assert "picture.png: KG-R05 info" in said
    assert "other.png" not in said


def test_a_page_of_the_figures_is_written(articles: Path, tmp_path: Path, capsys: Output) -> None:
    (articles / "gold.yaml").write_text(LABELS, encoding="utf-8")
    page = tmp_path / "new" / "eval.html"
    assert evaluate(articles, "--html", str(page)) == 0
    said = capsys.readouterr()
    assert (said.out.split()[0], said.err) == ("precision", f"wrote {page}\n")
    assert "Ada Moss</span> joined" in page.read_text(encoding="utf-8")


def test_a_broken_labelled_article_is_a_problem(articles: Path, capsys: Output) -> None:
    (articles / "gold.yaml").write_text(LABELS + "empty.txt: {}\n", encoding="utf-8")
    (articles / "empty.txt").write_bytes(b"")
    assert evaluate(articles) == 1
    assert "empty.txt: KG-R01 violation" in capsys.readouterr().err


def test_coverage_needs_no_labels_and_writes_nothing(articles: Path, capsys: Output) -> None:
    before = content(articles)
    assert main(["coverage", str(articles), "--ontology", str(FOOTBALL), "--missing", "3"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].split() == ["names", "numbers", "dates", "sentences", "quoted"]
    assert said[1].split()[:2] == ["good.txt", "100%"]
    assert "  dates: June 3, 2026" not in said
    assert main(["coverage", str(articles), "--ontology", str(FOOTBALL), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["articles"][0]["article"] == "good.txt"
    assert content(articles) == before


# Bad articles: each is a problem with its file, the rest is built, and the exit code is 1.


def binary() -> bytes:
    return b"\x7fELF" + bytes(range(256)) * 40


@pytest.mark.parametrize(
    ("name", "data", "code", "said"),
    [
        ("broken.md", b'---\ntitle: "never closed\nexcerpt: [\n---\nText.\n', 1, "KG-R06 violation"),
        ("bomb.md", BOMB.encode() + b"---\n\nText of the article.\n", 1, "KG-R07 violation"),
        ("empty.txt", b"", 1, "KG-R01 violation"),
        ("blank.md", b"\n \n", 1, "KG-R01 violation"),
        ("latin.txt", "Zürich öffnet die Tür\n\nDie Stadt öffnet.\n".encode("latin-1"), 1, "KG-R02 violation"),
        ("line.txt", b"A headline\n\n" + b"word " * 40_000 + b"\n", 1, "KG-R09 violation"),
        ("program", binary(), 0, "KG-R05 info"),
        ("table.csv", b"a,b\n1,2\n3,4\n", 0, "KG-R05 info"),
    ],
)
def test_bad_content_is_a_problem_and_the_rest_is_built(
    articles: Path, tmp_path: Path, capsys: Output, name: str, data: bytes, code: int, said: str
) -> None:
    (articles / name).write_bytes(data)
    assert build(articles, tmp_path / "out") == code
    output = capsys.readouterr()
    assert f"{name}" in output.err
    assert said in output.err
    assert "1 statement (1 playsFor)" in output.out


def test_a_line_of_fifty_megabytes(articles: Path, tmp_path: Path, capsys: Output) -> None:
    with (articles / "huge.txt").open("wb") as file:
        file.write(b"A headline\n\n")
        file.truncate(50_000_000)
    assert build(articles, tmp_path / "out") == 1
    output = capsys.readouterr()
    assert "huge.txt: KG-R11 violation: the file has 50,000,000 bytes; expected at most 20,000,000" in output.err
    assert "1 statement (1 playsFor)" in output.out


def test_a_folder_without_articles(tmp_path: Path, capsys: Output) -> None:
    (tmp_path / "articles").mkdir()
    assert build(tmp_path / "articles", tmp_path / "out") == 1
    assert "KG-R10 violation: no article was found" in capsys.readouterr().err


def test_a_surrogate_in_front_matter_does_not_stop_the_build(articles: Path, tmp_path: Path, capsys: Output) -> None:
    text = '---\ntitle: "Half \\ud83d and whole \\ud83d\\ude00"\nexcerpt: "Ada Moss left."\n---\n'
    (articles / "emoji.md").write_text(text, encoding="utf-8")
    assert build(articles, tmp_path / "out") in (0, 1)
    assert "1 statement (1 playsFor)" in capsys.readouterr().out


def test_many_notices_of_one_kind_are_counted(articles: Path, tmp_path: Path, capsys: Output) -> None:
    for number in range(25):
        (articles / f"{number}.bin").write_bytes(binary())
    assert build(articles, tmp_path / "out") == 0
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 11
    assert lines[-1] == "KG-R05: 15 more; all are in problems.jsonl"


# Misuse: one line that says what to do, and nothing is written.


def refused(capsys: Output, *arguments: object) -> str:
    assert main([str(argument) for argument in arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    return said.err


def test_a_path_that_does_not_exist(tmp_path: Path, capsys: Output) -> None:
    said = refused(capsys, "build", tmp_path / "nowhere", "-o", tmp_path / "out")
    assert "nowhere does not exist; give files or folders with articles" in said
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        (
            "rules/more.yaml",
            RULE := "rules:\n  - {id: x, predicate: playsWith, subject: subj, object: obj}\n",
            "more.yaml",
        ),
        ("rules/more.yaml", RULE, 'unknown predicate "playsWith"'),
        ("rules/names.yaml", "heads:\n  Palace: [Palace]\n", 'the class "Palace", which the ontology does not have'),
        ("lexicon/more.yaml", "class: Palace\nentries:\n  x: {en: [X]}\n", 'more.yaml:3: "x" is of class "Palace"'),
        ("lexicon/more.yaml", "class: Club\nentries:\n  x: [", ": no valid YAML ("),
        ("football.ttl", "@prefix : <https://a.example/> .\n:a :b", "football.ttl"),
    ],
)
def test_an_ontology_that_contradicts_itself(
    articles: Path, tmp_path: Path, capsys: Output, file: str, text: str, said: str
) -> None:
    folder = tmp_path / "mine"
    for path in (path for path in FOOTBALL.rglob("*") if path.is_file()):
        (folder / path.relative_to(FOOTBALL)).parent.mkdir(parents=True, exist_ok=True)
        (folder / path.relative_to(FOOTBALL)).write_bytes(path.read_bytes())
    (folder / file).write_text(text, encoding="utf-8")
    assert said in refused(capsys, "build", "-q", articles, "-o", tmp_path / "out", "--ontology", folder)


def test_other_misuse(articles: Path, out: Path, tmp_path: Path, capsys: Output) -> None:
    assert "no such folder" in refused(capsys, "build", articles, "-o", out, "--ontology", tmp_path / "no")
    assert "cannot begin an IRI" in refused(capsys, "build", articles, "-o", out, "--base", "mine")
    assert "holds no build" in refused(capsys, "export", "turtle", "-b", tmp_path)
    assert "holds no build" in refused(capsys, "query", QUERY, "-b", tmp_path)
    assert "holds no build" in refused(capsys, "validate", "-b", tmp_path)
    assert "expected labels beside the articles" in refused(capsys, "eval", articles)
    assert 'Did you mean "turtle"?' in refused(capsys, "export", "turtel", "-b", out)
    assert 'Did you mean "Ada Moss"?' in refused(capsys, "explain", "Ada Mos", "-b", out)
    assert "No such file" in refused(capsys, "query", "missing.rq", "-b", out)
    assert "does not parse" in refused(capsys, "query", "SELECT {", "-b", out)
    assert "does not parse" in refused(capsys, "query", "x " * 3000, "-b", out)


@pytest.mark.parametrize(
    "arguments", [[], ["bulid"], ["build"], ["build", "a", "--processes", "0"], ["build", "a", "--processes", "two"]]
)
def test_a_command_line_that_does_not_parse(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2


@pytest.mark.parametrize("verb", [["export", "turtle"], ["explain", "Ada Moss"], ["validate"]])
def test_a_damaged_build_is_named(out: Path, capsys: Output, verb: list[str]) -> None:
    statements = out / "statements.jsonl"
    statements.write_bytes(statements.read_bytes()[:-40])
    before = content(out)
    assert "statements.jsonl:1: not a row that kg writes" in refused(capsys, *verb, "-b", out)
    assert content(out) == before


@pytest.mark.parametrize(("name", "said"), [("graph.ttl", "kg export turtle"), ("ontology.ttl", "broken Turtle")])
def test_a_damaged_graph_is_named(out: Path, capsys: Output, name: str, said: str) -> None:
    (out / name).write_text("<a> <b", encoding="utf-8")
    error = refused(capsys, "query", QUERY, "-b", out)
    assert name in error
    assert said in error


# Where the output cannot be written: exit code 1, and what was there before stays.


@pytest.mark.parametrize("below", ["file", "file/deeper"])
def test_an_output_that_cannot_be_a_folder(articles: Path, tmp_path: Path, capsys: Output, below: str) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    assert build(articles, tmp_path / below) == 1
    assert "cannot write" in capsys.readouterr().err
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_a_read_only_output(articles: Path, out: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    before = content(out)
    monkeypatch.setattr(os, "mkdir", failing(errno.EROFS))
    assert build(articles, out) == 1
    assert f"kg: cannot write {out}: Read-only file system; make room there or choose" in capsys.readouterr().err
    assert content(out) == before


@pytest.mark.parametrize("written", [0, 1, 5, 8])
def test_a_full_disk(articles: Path, out: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch, written: int) -> None:
    """Full after so many files, among the data or the exports."""
    before = content(out)
    (articles / "more.txt").write_text(GOOD.replace("Moss", "Vance"), encoding="utf-8")
    real, count = os.fdopen, [0]

    def fdopen(descriptor: int, mode: str) -> IO[bytes]:
        count[0] += 1
        if count[0] > written:
            os.close(descriptor)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(descriptor, mode)

    monkeypatch.setattr(os, "fdopen", fdopen)
    assert build(articles, out) == 1
    said = capsys.readouterr()
    assert "No space left on device; make room" in said.err
    assert f"cannot write {out}/" in said.err
    assert ".unfinished" not in said.err
    assert said.out == ""
    assert content(out) == before


def test_an_answer_that_cannot_be_written(out: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = kg("query", QUERY, "-b", out, stdout=full)
    assert (done.returncode, done.stderr) == (1, b"kg: cannot write the answer: No space left on device\n")


def test_a_reader_that_has_seen_enough_is_no_error(out: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as pipe:
        done = kg("query", QUERY, "-b", out, stdout=pipe)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_terminal_without_chinese_is_no_error(out: Path) -> None:
    done = kg("query", "SELECT ('联想' AS ?x) {}", "-b", out, PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert b"\\u8054\\u60f3" in done.stdout


# Ctrl-C.


def test_an_interrupt_leaves_the_old_build(
    articles: Path, out: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(out)
    (articles / "more.txt").write_text(GOOD.replace("Moss", "Vance"), encoding="utf-8")
    monkeypatch.setattr("kg.build.export", interrupted)
    assert build(articles, out) == 130
    assert "interrupted" in capsys.readouterr().err
    assert content(out) == before


def interrupted(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
@pytest.mark.parametrize("processes", [1, 2])
def test_a_signal_in_the_middle_of_the_work(tmp_path: Path, processes: int) -> None:
    """As a terminal sends it: to all processes of the job. Answered at once, by one line."""
    articles, out = tmp_path / "articles", tmp_path / "out"
    articles.mkdir()
    for number in range(600):
        text = GOOD.replace("two years", f"{number} years") + "She will play for Brelle Rovers. " * 20
        (articles / f"{number}.txt").write_text(text, encoding="utf-8")
    command = ["build", articles, "-o", out, "--ontology", FOOTBALL, "--processes", processes]
    with subprocess.Popen(
        [sys.executable, "-m", "kg", *map(str, command)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
        start_new_session=True,
    ) as job:
        assert job.stderr is not None
        assert job.stderr.readline() == "reading 600 files\n"
        time.sleep(0.3)
        os.killpg(job.pid, signal.SIGINT)
        said = job.communicate(timeout=60)
    assert (job.returncode, said[0]) == (130, "")
    assert said[1].splitlines()[-1] == "kg: interrupted; no file is half-written"
    assert "Traceback" not in said[1]
    assert list(out.iterdir()) == []


def kg(
    *arguments: object, text: str = "", stdout: IO[bytes] | int = subprocess.PIPE, **variables: str
) -> "subprocess.CompletedProcess[bytes]":
    """The command in a process of its own."""
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    variables = environment(**variables)
    return subprocess.run(
        command, input=text.encode(), stdout=stdout, stderr=subprocess.PIPE, env=variables, check=False
    )


def environment(**variables: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), **variables}


def failing(code: int) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return fail


# A light start.


def test_help_loads_nothing_heavy() -> None:
    """0.03 s as measured; a budget of 0.3 s would not hold on a busy machine, what is loaded does."""
    script = "import sys; from kg.cli import main\ntry: main(['--help'])\nfinally: print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment(), check=True)
    assert "build a graph from articles" in done.stdout
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert "kg" in loaded
    assert not loaded & {"rdflib", "networkx", "numpy", "pyvis", "yaml", "pyoxigraph", "rapidfuzz", "multiprocessing"}


@pytest.mark.parametrize("verb", ["build", "export", "query", "explain", "validate", "eval", "coverage"])
def test_every_verb_has_help_with_an_example(verb: str, capsys: Output) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([verb, "--help"])
    assert stopped.value.code == 0
    assert f"Example: kg {verb} " in capsys.readouterr().out


def test_it_reads_with_the_extractors_that_are_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = tmp_path / "a.txt"
    article.write_text(
        "News of the day\n\nAcme Corp. has acquired Norden Robotics Ltd. for $20 million.\n", encoding="utf-8"
    )
    for extractors, said in (("rules", True), ("names", False)):
        assert main(["build", str(article), "-o", str(tmp_path / "out"), "--extractors", extractors, "-q"]) == 0
        assert (" 0 statements" not in capsys.readouterr().out) == said
    assert main(["build", str(article), "-o", str(tmp_path / "out"), "--extractors", "rulez", "-q"]) == 2
    assert "Did you mean" in capsys.readouterr().err


def test_why_not_needs_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = tmp_path / "a.txt"
    article.write_text("News of the day\n\nAcme Corp. has acquired Norden Robotics Ltd.\n", encoding="utf-8")
    main(["build", str(article), "-o", str(tmp_path / "out"), "-q"])
    assert main(["explain", "--why-not", " ", "-b", str(tmp_path / "out")]) == 2
    assert "no sentence" in capsys.readouterr().err
