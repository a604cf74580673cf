"""Ask a build: SPARQL 1.1 queries over its `graph.ttl` and its ontology, in Oxigraph's store in memory.

The store is filled anew for each question, so an answer never speaks of an older build. Nothing is written, and nothing
is fetched: `guard` refuses a query that would, before it runs.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from kg.errors import BuildFilesError, OntologyError, QueryError
from kg.ontology import Ontology
from kg.sparql.guard import check

GRAPH = "graph.ttl"

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_EXPECTED = re.compile(r'"(?:[^"\\]|\\.)*"|(?<!\S)[A-Z]{2,}(?=,|$)')


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a query found: rows of a SELECT, the truth of an ASK, or the triples of a CONSTRUCT or DESCRIBE.

    Attributes:
        variables: of a SELECT, in its order, without the question mark.
        rows: a term for each variable, or None where it is unbound; in the query's order.
        truth: of an ASK, else None.
        triples: sorted, blank nodes canonical (RDFC-1.0); None unless the answer is a graph.
        prefixes: those of the build and the ontology, to shorten IRIs with, sorted; the empty one left out.
    """

    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    truth: bool | None = None
    triples: tuple[ox.Triple, ...] | None = None
    prefixes: dict[str, str] = field(default_factory=dict)


def query(build: Path, text: str, ontology: Ontology) -> Answer:
    """The answer of a build to a SPARQL query.

    The prefixes that `graph.ttl` and the ontology declare are bound; a prefix that the query declares itself wins.
    `build` is the folder of a build, or a Turtle file.
    Raises QueryError for a query that does not parse, that changes something or that asks another service,
    BuildFilesError when there is no graph.
    """
    check(text)
    file = build / GRAPH if build.is_dir() else build
    if not file.is_file():
        raise BuildFilesError(f"{file} is missing; write it: kg export turtle, or build: kg build ARTICLES")
    store = ox.Store()
    try:
        prefixes = _load(store, ontology.file)
    except (OSError, SyntaxError) as error:
        raise OntologyError(f"{ontology.file}: cannot be loaded ({error}); mend the file") from error
    try:
        prefixes |= _load(store, file)
    except (OSError, SyntaxError) as error:
        raise BuildFilesError(f"{file}: cannot be loaded ({error}); write it again: kg export turtle") from error
    try:
        return _answer(store.query(text, prefixes=prefixes), prefixes)
    except SyntaxError as error:
        raise QueryError(_explained(str(error), text, prefixes)) from error
    except (OSError, ValueError, RuntimeError) as error:
        raise QueryError(f"the query could not be answered: {error}; simplify it") from error


def _load(store: ox.Store, file: Path) -> dict[str, str]:
    """Loads the file into the store; the prefixes that it declares."""
    parser = ox.parse(path=file, format=ox.RdfFormat.TURTLE)
    next(parser, None)
    store.bulk_load(path=file, format=ox.RdfFormat.TURTLE)
    return dict(parser.prefixes)


def _answer(found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, bound: dict[str, str]) -> Answer:
    prefixes = {prefix: iri for prefix, iri in sorted(bound.items()) if prefix}
    if isinstance(found, ox.QueryBoolean):
        return Answer(truth=bool(found), prefixes=prefixes)
    if isinstance(found, ox.QueryTriples):
        graph = ox.Dataset(ox.Quad(*triple) for triple in found)
        graph.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        return Answer(triples=tuple(sorted((quad.triple for quad in graph), key=str)), prefixes=prefixes)
    names = tuple(variable.value for variable in found.variables)
    return Answer(variables=names, rows=tuple(tuple(row) for row in found), prefixes=prefixes)


def _explained(message: str, text: str, prefixes: dict[str, str]) -> str:
    """The parser's message with the place shown and its classes of characters left out."""
    found = _PLACE.fullmatch(message)
    if found is None:
        return f"the query does not parse: {message}; mend it"
    number, column, what = int(found[1]), int(found[2]), found[3]
    if "Prefix not found" in what:
        bound = ", ".join(prefix for prefix in sorted(prefixes) if prefix)
        what = f"unknown prefix; declare it with PREFIX, or use one of {bound}"
    elif "one of" in what:
        what = f"expected one of {' '.join(_EXPECTED.findall(what))}"
    line = [*text.splitlines(), ""][min(number - 1, len(text.splitlines()))]
    place = f"line {number}, column {column}"
    return f"the query does not parse at {place}: {what}; mend it there:\n{line}\n{' ' * (column - 1)}^"
