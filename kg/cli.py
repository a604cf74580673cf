"""The command line: each verb is a thin function over a library call. Nothing heavy is imported before a verb runs.

Results go to stdout, progress and problems to stderr. Exit codes: 0 fine, 1 a broken article or none at all (the rest is
built) or an invalid graph, 2 usage, 3 a missing extra, 130 interrupted.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from kg import __version__
from kg.errors import KgError

_EPILOG = "Every verb explains itself: kg VERB --help. Exit codes: 0 fine, 1 a broken article or none, 2 usage, 3 a missing extra."


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line; the exit code."""
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except KgError as error:
        print(f"kg: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("kg: interrupted; files already written are whole", file=sys.stderr)
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kg", description="Articles in, knowledge graph out: every statement with the sentence that says it.", epilog=_EPILOG
    )
    parser.add_argument("--version", action="version", version=f"kg {__version__}")
    verbs = parser.add_subparsers(title="verbs", required=True, metavar="VERB")
    _add_build(verbs)
    _add_export(verbs)
    _add_query(verbs)
    _add_explain(verbs)
    _add_validate(verbs)
    return parser


def _verb(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, help_: str, example: str) -> argparse.ArgumentParser:
    return verbs.add_parser(name, help=help_, description=help_, epilog=f"example: {example}")


def _add_build(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    verb = _verb(verbs, "build", "build a graph from articles: files and folders, any mix", "kg build seeds -o exports")
    verb.add_argument("articles", nargs="+", type=Path, help="files and folders")
    verb.add_argument("-o", "--out", type=Path, default=Path("exports"), help="folder for the results (exports)")
    verb.add_argument("--ontology", type=Path, help="folder with another ontology, its lexicon and rules")
    verb.add_argument("--decisions", type=Path, help="people's judgements (OUT/decisions.jsonl)")
    verb.add_argument("--base", help="what the IRIs of data begin with (https://kg.example/id/)")
    verb.add_argument("--processes", type=_count, default=1, metavar="N", help="work in N processes; the bytes stay the same (1)")
    verb.add_argument("--only-data", action="store_true", help="write the .jsonl files, no exports")
    verb.add_argument("-q", "--quiet", action="store_true", help="no progress")
    verb.set_defaults(run=_build)


def _add_export(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    verb = _verb(verbs, "export", "write one export of a build: turtle, html, neo4j", "kg export turtle -b exports -o graph.ttl")
    verb.add_argument("name", help="which: turtle, html, neo4j, or one of another package")
    verb.add_argument("-b", "--build", type=Path, default=Path("exports"), help="folder of the build (exports)")
    verb.add_argument("-o", "--out", type=Path, help="file or folder to write (in the build's folder)")
    verb.set_defaults(run=_export)


def _add_query(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    verb = _verb(verbs, "query", "ask a build in SPARQL; prefixes are bound", "kg query 'SELECT * { ?s ont:announced ?o }'")
    verb.add_argument("query", help="the query, a file with it, or - for standard input")
    verb.add_argument("-b", "--build", type=Path, default=Path("exports"), help="folder of the build (exports)")
    verb.add_argument("-f", "--format", choices=("table", "csv", "json", "turtle"), default="table", help="of the answer (table)")
    verb.set_defaults(run=_query)


def _add_explain(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    verb = _verb(verbs, "explain", "say why: a statement or entity by id, or two names: one or not?", "kg explain Lenovo 联想")
    verb.add_argument("what", nargs="+", metavar="ID_OR_NAME", help="one id or name, or two names")
    verb.add_argument("-b", "--build", type=Path, default=Path("exports"), help="folder of the build (exports)")
    verb.set_defaults(run=_explain)


def _add_validate(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    verb = _verb(verbs, "validate", "check a build against the shapes of its ontology (SHACL)", "kg validate -b exports")
    verb.add_argument("-b", "--build", type=Path, default=Path("exports"), help="folder of the build (exports)")
    verb.set_defaults(run=_validate)


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("expected a number of at least 1")
    return number


def _build(arguments: argparse.Namespace) -> int:
    from kg.build import EXPORTS, Options, build, failed
    from kg.ids import BASE
    from kg.report import problem_line, summary

    options = Options(
        ontology=arguments.ontology,
        decisions=arguments.decisions,
        base=arguments.base or BASE,
        exports=() if arguments.only_data else EXPORTS,
        processes=arguments.processes,
    )
    progress = None if arguments.quiet else lambda text: print(text, file=sys.stderr)
    graph = build(arguments.articles, arguments.out, options, progress)
    for problem in graph.problems:
        print(problem_line(problem), file=sys.stderr)
    print(summary(graph, arguments.out, options.exports))
    return 1 if failed(graph) else 0


def _export(arguments: argparse.Namespace) -> int:
    from kg.export import export, place
    from kg.jsonl import read_graph

    graph = read_graph(arguments.build)
    print(export(arguments.name, graph, arguments.out or place(arguments.name, arguments.build), _ontology(arguments.build)))
    return 0


def _query(arguments: argparse.Namespace) -> int:
    from kg.sparql.formats import render
    from kg.sparql.query import query

    text = sys.stdin.read() if arguments.query == "-" else arguments.query
    if "{" not in text and Path(text).is_file():
        text = Path(text).read_text(encoding="utf-8")
    print(render(query(arguments.build, text, _ontology(arguments.build)), arguments.format), end="")
    return 0


def _explain(arguments: argparse.Namespace) -> int:
    from kg.explain import explain, explain_pair
    from kg.jsonl import read_graph

    graph = read_graph(arguments.build)
    if len(arguments.what) == 2:
        print(explain_pair(graph, *arguments.what))
    else:
        print(explain(graph, " ".join(arguments.what)))
    return 0


def _validate(arguments: argparse.Namespace) -> int:
    from kg.validate import validate

    report = validate(arguments.build, _ontology(arguments.build))
    for result in report.results:
        print(result)
    print("valid" if report.conforms else f"{report.count} violations")
    return 0 if report.conforms else 1


def _ontology(build: Path):  # type: ignore[no-untyped-def]
    """The ontology that a build was made with, as it stands in the build; kg's own for a folder without one."""
    from kg import ontology
    from kg.errors import BuildFilesError

    file = build / "ontology.ttl"
    if not file.is_file():
        raise BuildFilesError(f"{build} holds no build (ontology.ttl is missing); make one: kg build ARTICLES -o {build}")
    return ontology.load(file)
