"""What a person reads after a build: problems, one a line, and what was made, where, and what to do with it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.model import Graph, Problem

# More notices of one kind than this say nothing new: a folder of 10,000 pictures should not hide one broken article.
SHOWN = 10

_PLACES = {
    "html": ("graph.html", "the graph as a page that works offline: open it in a browser"),
    "turtle": ("graph.ttl", "the graph in RDF, and what queries are answered from"),
    "neo4j": ("neo4j/", "the graph for Neo4j: see the README there"),
}


def problem_lines(problems: Sequence[Problem]) -> Iterator[str]:
    """The problems, one a line, as compilers write them; of one code at most `SHOWN`, and how many more there are."""
    counts: Counter[str] = Counter()
    for problem in problems:
        counts[problem.code] += 1
        if counts[problem.code] <= SHOWN:
            yield problem_line(problem)
    for code, count in sorted(counts.items()):
        if count > SHOWN:
            yield f"{code}: {count - SHOWN:,} more; all are in problems.jsonl"


def problem_line(problem: Problem) -> str:
    """`file:line: KG-R04 warning: message`, so that editors can jump there."""
    where = f"{problem.source}:{problem.line}" if problem.line else problem.source
    return f"{where + ': ' if where else ''}{problem.code} {problem.severity.value}: {problem.message}"


def summary(graph: Graph, out: Path, exports: Sequence[str], command: str = "kg") -> str:
    """How much was read, what was found, which files were made, and commands to go on with.

    `command` is how the reader calls kg: it may be on no search path.
    """
    files = {source for document in graph.documents for source in document.sources}
    quotes = sum(len(statement.evidence) for statement in graph.statements)
    classes = Counter(entity.type for entity in graph.entities)
    predicates = Counter(statement.predicate for statement in graph.statements)
    lines = [
        f"Read {_number(len(graph.documents), 'article')} in {_number(len(files), 'file')}.",
        f"Found {len(graph.entities):,} entities{_most(classes)}",
        f"and {_number(len(graph.statements), 'statement')}{_most(predicates)},",
        f"each with the sentence that says it ({_number(quotes, 'quote')}).",
    ]
    if graph.problems:
        counts = Counter(problem.severity.value for problem in graph.problems)
        found = ", ".join(f"{count:,} {name}" for name, count in sorted(counts.items()))
        lines.append(f"Problems: {found} (problems.jsonl).")
    return "\n".join([*lines, "", f"In {out}:", *_files(exports), *_commands(graph, out, exports, command)])


def _files(exports: Sequence[str]) -> list[str]:
    rows = [_PLACES.get(name, (name, f"what the exporter {name} makes")) for name in exports]
    rows.append(("*.jsonl", "the data: entities, statements with evidence, articles, matches, problems"))
    width = max(len(name) for name, _ in rows)
    return [f"  {name.ljust(width)}  {what}" for name, what in rows]


def _commands(graph: Graph, out: Path, exports: Sequence[str], command: str) -> list[str]:
    if not graph.statements:
        return []
    build = "" if out == Path("exports") else f" -b {out}"
    statement = min(
        graph.statements, key=lambda statement: (not statement.asserted, -statement.confidence, statement.id)
    )
    lines = ["", f"Why is it there?  {command} explain{build} {statement.id}"]
    if "turtle" in exports:
        query = f"SELECT ?who ?what {{ ?who ont:{statement.predicate} ?what }}"
        lines.append(f"Ask a question:   {command} query{build} '{query}'")
    return lines


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _most(counts: Counter[str]) -> str:
    best = [f"{count:,} {name}" for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    return f" ({', '.join([*best[:3], *(['...'] if len(best) > 3 else [])])})" if best else ""
