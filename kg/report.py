"""What a person reads after a build: problems, one a line, and what was made and where."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from kg.model import Graph, Problem


def problem_line(problem: Problem) -> str:
    """`file:line: KG-R04 message`, as compilers do, so that editors can jump there."""
    where = f"{problem.source}:{problem.line}" if problem.line else problem.source
    return f"{where + ': ' if where else ''}{problem.code} {problem.severity.value}: {problem.message}"


def summary(graph: Graph, out: Path, exports: Sequence[str]) -> str:
    """A few plain sentences: how much was read, what was found, where to look."""
    classes = Counter(entity.type for entity in graph.entities)
    predicates = Counter(statement.predicate for statement in graph.statements)
    files = {source for document in graph.documents for source in document.sources}
    quotes = sum(len(statement.evidence) for statement in graph.statements)
    lines = [
        f"Read {len(graph.documents)} articles in {len(files)} files.",
        f"Found {len(graph.entities)} entities ({_most(classes)}) and {len(graph.statements)} statements ({_most(predicates)}),",
        f"each with the sentence that says it: {quotes} quotes.",
    ]
    bad = Counter(problem.severity.value for problem in graph.problems)
    if graph.problems:
        lines.append(f"Problems: {', '.join(f'{count} {name}' for name, count in sorted(bad.items()))} (problems.jsonl).")
    if "html" in exports:
        lines.append(f"Look:  open {out / 'graph.html'} in a browser")
    if "turtle" in exports:
        lines.append(f"Ask:   kg query -b {out} 'SELECT ?who ?what {{ ?who ont:announced ?what }}'")
    if graph.statements:
        lines.append(f"Check: kg explain -b {out} {graph.statements[0].id}")
    return "\n".join(lines)


def _most(counts: Counter[str]) -> str:
    best = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{count} {name}" for name, count in best[:3]) or "none"
