"""The command line: each verb is a thin function over a library call. Nothing heavy is imported before a verb runs.

Results go to stdout, progress and problems to stderr. Exit codes: 0 fine, 1 a broken article or none at all (the rest
is built), an invalid graph or an output that cannot be written, 2 usage, 3 a missing extra, 130 interrupted.
"""

import argparse
import os
import shutil
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from kg import __version__
from kg.errors import BuildFilesError, KgError, OutputError, UsageError

if TYPE_CHECKING:
    from kg.model import Document
    from kg.ontology import Ontology

_DESCRIPTION = "Articles in, knowledge graph out: every statement with the sentence that says it."
_EPILOG = (
    "Every verb explains itself: kg VERB --help. Exit codes: 0 fine, 1 a broken article or none at all (the rest is "
    "built), an invalid graph or an output that cannot be written, 2 usage, 3 a missing extra."
)
_Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal that has no Chinese is no reason to stop
            stream.reconfigure(errors="backslashreplace")
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except KgError as error:
        print(f"kg: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("kg: interrupted; no file is half-written", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader of the answer has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kg", description=_DESCRIPTION, epilog=_EPILOG)
    parser.add_argument("--version", action="version", version=f"kg {__version__}")
    verbs = parser.add_subparsers(title="verbs", required=True, metavar="VERB")
    _add_build(verbs)
    _add_export(verbs)
    _add_query(verbs)
    _add_explain(verbs)
    _add_validate(verbs)
    _add_eval(verbs)
    _add_train(verbs)
    _add_coverage(verbs)
    return parser


def _verb(verbs: _Verbs, name: str, help_: str, example: str) -> argparse.ArgumentParser:
    return verbs.add_parser(
        name, help=help_, description=f"{help_[0].upper()}{help_[1:]}.", epilog=f"Example: {example}"
    )


def _add_build(verbs: _Verbs) -> None:
    verb = _verb(verbs, "build", "build a graph from articles: files and folders, any mix", "kg build seeds -o exports")
    verb.add_argument("articles", nargs="+", type=Path, metavar="ARTICLES", help="files and folders")
    verb.add_argument("-o", "--out", type=Path, default=Path("exports"), help="folder for the results (exports)")
    verb.add_argument("--ontology", type=Path, metavar="DIR", help="another ontology, with its lexicon and rules")
    verb.add_argument("--decisions", type=Path, metavar="FILE", help="people's judgements (OUT/decisions.jsonl)")
    verb.add_argument("--base", metavar="IRI", help="what the IRIs of data begin with (https://kg.example/id/)")
    verb.add_argument(
        "--processes", type=_count, default=1, metavar="N", help="how many work; the bytes stay the same (1)"
    )
    _add_extractors(verb)
    verb.add_argument("--only-data", action="store_true", help="write the .jsonl files, no exports")
    verb.add_argument("-q", "--quiet", action="store_true", help="no progress")
    verb.set_defaults(run=_build)


def _add_export(verbs: _Verbs) -> None:
    what = "write one export of a build: turtle, html, neo4j"
    verb = _verb(verbs, "export", what, "kg export turtle -b exports -o graph.ttl")
    verb.add_argument("name", metavar="NAME", help="which: turtle, html, neo4j, or one of another package")
    verb.add_argument("-o", "--out", type=Path, help="file or folder to write (in the build's folder)")
    _add_build_folder(verb)
    verb.set_defaults(run=_export)


def _add_query(verbs: _Verbs) -> None:
    example = "kg query 'SELECT * { ?who ont:announced ?what }'"
    verb = _verb(verbs, "query", "ask a build in SPARQL; prefixes are bound", example)
    verb.add_argument("query", metavar="QUERY", help="the query, a file with it, or - for standard input")
    forms = ("table", "csv", "json", "turtle")
    verb.add_argument("-f", "--format", choices=forms, default="table", help="form of the answer (table)")
    _add_build_folder(verb)
    verb.set_defaults(run=_query)


def _add_explain(verbs: _Verbs) -> None:
    what = "say why: a statement or an entity by its id, a name, or two names: one thing or two?"
    verb = _verb(verbs, "explain", what, "kg explain Lenovo 联想")
    verb.add_argument("what", nargs="?", metavar="ID_OR_NAME", help="an id or a name (in quotes if it has spaces)")
    verb.add_argument("other", nargs="?", metavar="OTHER", help="another, to ask whether both are one thing")
    verb.add_argument(
        "--why-not",
        metavar="SENTENCE",
        help="what was seen in a sentence, what was read from it, what blocked the rest",
    )
    verb.add_argument("--ontology", type=Path, metavar="DIR", help="with --why-not: the ontology of the build")
    _add_build_folder(verb)
    verb.set_defaults(run=_explain)


def _add_validate(verbs: _Verbs) -> None:
    what = "check a build against the shapes of its ontology (SHACL)"
    verb = _verb(verbs, "validate", what, "kg validate -b exports")
    _add_build_folder(verb)
    verb.set_defaults(run=_validate)


def _add_eval(verbs: _Verbs) -> None:
    what = "build labelled articles, write nothing, and say how much of it is right"
    verb = _verb(verbs, "eval", what, "kg eval seeds --errors")
    verb.add_argument("corpus", type=Path, metavar="CORPUS", help="folder of articles with their labels, gold.yaml")
    verb.add_argument("--ontology", type=Path, metavar="DIR", help="another ontology, with its lexicon and rules")
    _add_extractors(verb)
    verb.add_argument("--errors", action="store_true", help="list every miss and every false alarm")
    verb.add_argument("--html", type=Path, metavar="FILE", help="write a page with the articles, every mistake marked")
    verb.add_argument("--json", action="store_true", help="print the figures as JSON")
    verb.set_defaults(run=_eval)


def _add_coverage(verbs: _Verbs) -> None:
    what = "build articles, write nothing, and say how many of their names, numbers and dates reach the graph"
    verb = _verb(verbs, "coverage", what, "kg coverage seeds --missing 5")
    verb.add_argument("articles", nargs="+", type=Path, metavar="ARTICLES", help="files and folders; no labels needed")
    verb.add_argument("--ontology", type=Path, metavar="DIR", help="another ontology, with its lexicon and rules")
    verb.add_argument("--missing", type=_count, metavar="N", help="list what does not, for each article N of a kind")
    verb.add_argument("--json", action="store_true", help="print the figures, and all that is missing, as JSON")
    verb.set_defaults(run=_coverage)


def _add_train(verbs: _Verbs) -> None:
    what = "learn names and relations from labelled articles, and say how well on subjects that were held out"
    verb = _verb(verbs, "train", what, "kg train my-labels --ontology my-ontology")
    verb.add_argument(
        "corpora", nargs="+", type=Path, metavar="CORPUS", help="folders of articles with their labels, gold.yaml"
    )
    verb.add_argument("--ontology", type=Path, metavar="DIR", help="the ontology that the labels are for (kg's own)")
    verb.add_argument(
        "-o", "--out", type=Path, metavar="FILE", help="the model (DIR/models/LANG.kgm, where every build finds it)"
    )
    verb.add_argument("--language", default="en", metavar="LANG", help="of the articles: en or zh (en)")
    verb.add_argument("-q", "--quiet", action="store_true", help="no progress")
    verb.set_defaults(run=_train)


def _add_extractors(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--extractors", type=_names, metavar="NAMES", help="which read, in this order (names,rules,relations)"
    )


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _add_build_folder(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("-b", "--build", type=Path, default=Path("exports"), help="folder of the build (exports)")


def _count(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else 0
    if number < 1:
        raise argparse.ArgumentTypeError("expected a number of at least 1")
    return number


def _build(arguments: argparse.Namespace) -> int:
    from kg.build import EXPORTS, EXTRACTORS, Options, build, failed
    from kg.ids import BASE
    from kg.report import problem_lines, summary

    options = Options(
        ontology=arguments.ontology,
        decisions=arguments.decisions,
        base=BASE if arguments.base is None else arguments.base,
        exports=() if arguments.only_data else EXPORTS,
        extractors=arguments.extractors or EXTRACTORS,
        processes=arguments.processes,
    )
    graph = build(arguments.articles, arguments.out, options, None if arguments.quiet else _log)
    for line in problem_lines(graph.problems):
        _log(line)
    _answer(summary(graph, arguments.out, options.exports, _command()) + "\n")
    return 1 if failed(graph) else 0


def _export(arguments: argparse.Namespace) -> int:
    from kg.export import export, place
    from kg.jsonl import read_graph

    graph, target = read_graph(arguments.build), arguments.out or place(arguments.name, arguments.build)
    _answer(f"{export(arguments.name, graph, target, _ontology(arguments.build))}\n")
    return 0


def _query(arguments: argparse.Namespace) -> int:
    from kg.sparql.formats import render
    from kg.sparql.query import query

    answer = query(arguments.build, _query_text(arguments.query), _ontology(arguments.build))
    _answer(render(answer, arguments.format))
    return 0


def _explain(arguments: argparse.Namespace) -> int:
    from kg.explain import explain, explain_pair
    from kg.jsonl import read_graph

    what, other = arguments.what, arguments.other
    if (what is None) == (arguments.why_not is None):
        raise UsageError('give an id or a name, or --why-not "SENTENCE", one of the two')
    graph = read_graph(arguments.build)
    if what is None:
        return _why_not(graph.documents, arguments.why_not, arguments.ontology)
    _answer((explain(graph, what) if other is None else explain_pair(graph, what, other)) + "\n")
    return 0


def _why_not(documents: "Sequence[Document]", sentence: str, folder: Path | None) -> int:
    from kg.build import Options, refusals
    from kg.whynot import locate, why_not

    if not sentence.strip():
        raise UsageError('--why-not has no sentence; expected one in quotes: --why-not "Acme did not buy Norden."')
    document, begin, end = locate(documents, sentence)
    found, blocked = refusals(document, Options(ontology=folder))
    _answer("".join(f"{line}\n" for line in why_not(document, begin, end, found, blocked)))
    return 0


def _validate(arguments: argparse.Namespace) -> int:
    from kg.validate import validate

    report = validate(arguments.build, _ontology(arguments.build))
    verdict = "valid" if report.conforms else f"{report.count} violation{'' if report.count == 1 else 's'}"
    _answer("".join(f"{line}\n" for line in (*report.results, verdict)))
    return 0 if report.conforms else 1


def _eval(arguments: argparse.Namespace) -> int:
    from kg import gold, ontology
    from kg.build import EXTRACTORS, Options, annotated, content, failed
    from kg.evaluate.labels import check
    from kg.evaluate.page import page
    from kg.evaluate.report import as_json, slip_lines, table
    from kg.evaluate.score import score
    from kg.jsonl import write_text
    from kg.model import Severity
    from kg.report import problem_lines

    corpus = arguments.corpus
    labels, terms = gold.load(corpus), ontology.load(arguments.ontology)
    check(corpus, labels, terms)
    options = Options(ontology=arguments.ontology, extractors=arguments.extractors or EXTRACTORS)
    graph, annotations = annotated([corpus], options)
    labelled = {article.source: content(corpus / article.source) for article in labels}
    figures = score(graph, labels, labelled, terms, [mention for each in annotations for mention in each.mentions])
    found = [each for each in graph.problems if each.severity is not Severity.INFO or each.source in labelled]
    for line in problem_lines(found):
        _log(line)
    if arguments.html is not None:
        write_text(arguments.html, page(figures, graph.documents))
        _log(f"wrote {arguments.html}")
    if arguments.json:
        _answer(as_json(figures, slips=arguments.errors) + "\n")
    else:
        lines = [table(figures), *(["", *slip_lines(figures)] if arguments.errors else ())]
        _answer("".join(f"{line}\n" for line in lines))
    return 1 if failed(graph) else 0


def _coverage(arguments: argparse.Namespace) -> int:
    from kg import ontology
    from kg.build import Options, annotated, failed
    from kg.coverage.measure import coverage
    from kg.coverage.report import as_json, missing_lines, table
    from kg.report import problem_lines

    terms = ontology.load(arguments.ontology)
    graph, annotations = annotated(arguments.articles, Options(ontology=arguments.ontology))
    found = coverage(graph, [mention for each in annotations for mention in each.mentions], terms)
    for line in problem_lines(graph.problems):
        _log(line)
    if arguments.json:
        _answer(as_json(found, arguments.missing) + "\n")
    else:
        listed = ["", *missing_lines(found, arguments.missing)] if arguments.missing else []
        _answer("".join(f"{line}\n" for line in (table(found), *listed)))
    return 1 if failed(graph) else 0


def _train(arguments: argparse.Namespace) -> int:
    from kg.extract.learned.models import place
    from kg.jsonl import write_bytes
    from kg.report import problem_lines
    from kg.train import table, train

    if arguments.out is None and arguments.ontology is None:
        raise UsageError("this would replace the model that comes with kg: name another ontology, or a file with -o")
    trained = train(
        arguments.corpora, arguments.ontology, arguments.language, (lambda _: None) if arguments.quiet else _log
    )
    for line in problem_lines(trained.problems):
        _log(line)
    target = arguments.out or place(arguments.ontology, arguments.language)
    write_bytes(target, trained.model.to_bytes())
    _answer(f"{table(trained)}\n\nwrote {target}\n")
    return 0


def _query_text(argument: str) -> str:
    """The query itself, or the content of standard input or of a file: a query has a brace, or a space."""
    try:
        if argument == "-":
            return sys.stdin.read()
        if "{" in argument or (any(map(str.isspace, argument)) and not os.path.isfile(argument)):
            return argument
        return Path(argument).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        what = getattr(error, "strerror", None) or error
        raise UsageError(
            f"{argument}: cannot be read ({what}); expected a query, or a file with one in UTF-8"
        ) from error


def _ontology(build: Path) -> "Ontology":
    """The ontology that a build was made with, as it stands in the build."""
    from kg import ontology
    from kg.jsonl import ONTOLOGY

    if not (build / ONTOLOGY).is_file():
        raise BuildFilesError(f"{build} holds no build ({ONTOLOGY} is missing); make one: kg build ARTICLES -o {build}")
    return ontology.load(build / ONTOLOGY)


def _command() -> str:
    """How the person at the terminal can call kg again: it may be in a virtual environment that is not active."""
    called = Path(sys.argv[0])
    if called.name == "__main__.py":
        return f"{Path(sys.executable).name} -m kg"
    return "kg" if called.name != "kg" or shutil.which("kg") else str(called)


def _log(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _answer(text: str) -> None:
    """Print a result, all of it. Raises OutputError where that fails, but for a pipe that its reader closed."""
    try:
        print(text, end="", flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"cannot write the answer: {error.strerror}") from error
