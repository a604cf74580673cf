"""What a person reads after a build."""

from dataclasses import replace
from pathlib import Path

from sample import graph

from kg.model import Graph, Problem, Severity
from kg.report import problem_line, problem_lines, summary

EMPTY = Graph(base=graph.base)


def problem(code: str = "KG-R05", severity: Severity = Severity.INFO, source: str = "", line: int = 0) -> Problem:
    return Problem(code=code, message="what to do", severity=severity, source=source, line=line)


def test_a_problem_is_one_line_that_editors_can_follow() -> None:
    assert problem_line(problem(source="a.md", line=3)) == "a.md:3: KG-R05 info: what to do"
    assert problem_line(problem(source="a.md")) == "a.md: KG-R05 info: what to do"
    assert problem_line(problem(severity=Severity.VIOLATION)) == "KG-R05 violation: what to do"


def test_many_problems_of_one_code_are_counted() -> None:
    many = [*(problem(source=f"{number}.png") for number in range(1200)), problem("KG-R01", source="z.txt")]
    lines = list(problem_lines(many))
    assert len(lines) == 12
    assert lines[-2:] == ["z.txt: KG-R01 info: what to do", "KG-R05: 1,190 more; all are in problems.jsonl"]


def test_the_summary_counts_and_says_where_to_look() -> None:
    said = summary(graph, Path("out"), ("turtle", "html", "neo4j"))
    assert said.startswith("Read 2 articles in 3 files.\nFound 9 entities (3 Company, 1 City, 1 Facility, ...)\n")
    assert "and 11 statements (3 measurement, 2 announced, 1 acquired, ...),\n" in said
    assert "each with the sentence that says it (11 quotes)." in said
    assert "Problems: 1 warning (problems.jsonl)." in said
    for file in ("graph.html", "graph.ttl", "neo4j/", "*.jsonl"):
        assert f"\n  {file.ljust(10)}  " in said


def test_the_commands_to_go_on_with_run_as_they_stand() -> None:
    said = summary(graph, Path("out"), ("turtle",), "bin/kg")
    statement = next(s for s in graph.statements if s.asserted)
    assert f"bin/kg explain -b out {statement.id}" in said
    assert f"bin/kg query -b out 'SELECT ?who ?what {{ ?who ont:{statement.predicate} ?what }}'" in said
    assert " -b " not in summary(graph, Path("exports"), ("turtle",))


def test_what_was_not_made_is_not_spoken_of() -> None:
    said = summary(graph, Path("out"), ())
    assert "graph.html" not in said
    assert "query" not in said
    assert "explain" not in summary(replace(EMPTY, problems=graph.problems), Path("out"), ())
    assert summary(EMPTY, Path("out"), ()).startswith(
        "Read 0 articles in 0 files.\nFound 0 entities\nand 0 statements,"
    )
