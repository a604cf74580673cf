"""Checks a build: its `graph.ttl` against the shapes of the ontology, its terms against the ontology's names.

Import late: pySHACL is heavy. Nothing is fetched from anywhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyshacl
from rdflib import RDF, SH, Graph
from rdflib.exceptions import ParserError
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import BNode, Node

from kg.errors import BuildFilesError
from kg.jsonl import ENTITIES, STATEMENTS, read_graph
from kg.ontology import Ontology
from kg.shapes import shapes

TURTLE = "graph.ttl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a validation found.

    Attributes:
        results: sentences with node, path and message, sorted; empty when the build conforms.
    """

    results: tuple[str, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether nothing was found."""
        return not self.results

    @property
    def count(self) -> int:
        """How many things were found."""
        return len(self.results)


def validate(folder: Path, ontology: Ontology) -> Report:
    """Check the build in a folder: the rows of its JSON lines first, then its `graph.ttl` with pySHACL.

    The ontology is not added to the data, since a build carries every ancestor of a class itself; so a missing one is
    found, and the ontology's own labels are not taken for entities.
    Raises BuildFilesError when a file of the build is missing or damaged.
    """
    results = {*_unknown_terms(folder, ontology), *_broken_shapes(folder / TURTLE, ontology)}
    return Report(results=tuple(sorted(results)))


def _unknown_terms(folder: Path, ontology: Ontology) -> Iterator[str]:
    """Classes, predicates and qualifiers of the rows that the ontology does not have: as of another ontology."""
    graph = read_graph(folder)
    expected = f"which {ontology.file.name} does not have; build again with this ontology, or name the right one"
    for entity in graph.entities:
        if entity.type not in ontology.classes:
            yield f'{ENTITIES}: {entity.id} is of class "{entity.type}", {expected}'
    for statement in graph.statements:
        if statement.predicate not in ontology.properties:
            yield f'{STATEMENTS}: {statement.id} has the predicate "{statement.predicate}", {expected}'
        for name, _ in statement.qualifiers:
            if name not in ontology.qualifiers:
                yield f'{STATEMENTS}: {statement.id} has the qualifier "{name}", {expected}'


def _broken_shapes(file: Path, ontology: Ontology) -> Iterator[str]:
    data = _parse(file)
    _, report, _ = pyshacl.validate(
        data,
        shacl_graph=Graph().parse(data=shapes(ontology), format="turtle"),
        inference="none",
        do_owl_imports=False,
        inplace=True,
    )
    if not isinstance(report, Graph):
        raise BuildFilesError(f"{file}: pySHACL could not check it ({report}); build again")
    for result in report.subjects(RDF.type, SH.ValidationResult):
        yield _sentence(file.name, report, result)


def _parse(file: Path) -> Graph:
    try:
        return Graph().parse(data=file.read_text(encoding="utf-8"), format="turtle")
    except OSError as error:
        raise BuildFilesError(f"{file}: cannot be read ({error.strerror}); build again") from error
    except BadSyntax as error:
        raise BuildFilesError(f"{file}:{error.lines + 1}: broken Turtle; build again") from error
    except (ParserError, ValueError, IndexError) as error:  # rdflib runs off the end of an unfinished file
        raise BuildFilesError(f"{file}: broken Turtle, perhaps cut short ({error}); build again") from error


def _sentence(name: str, report: Graph, result: Node) -> str:
    """One result of the report: which node, by which path, with which value, breaks what."""
    focus, path = report.value(result, SH.focusNode), report.value(result, SH.resultPath)
    value, message = report.value(result, SH.value), report.value(result, SH.resultMessage)
    at = f"{name}: <{focus}>"
    if path is not None and not isinstance(path, BNode):
        at += f" <{path}>"
    if value is not None and value != focus and not isinstance(value, BNode):
        at += f" {value.n3()}"
    return f"{at}: {message or report.value(result, SH.sourceConstraintComponent)}"
