"""The main job: a folder of articles becomes a graph in a folder of files.

Read, extract, resolve, fold, export. Reading and extraction are functions of one file and one article, so the engine
may run them anywhere; everything after is a function of their sorted results. So the bytes depend on the content alone.
"""

import gc
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache, partial
from pathlib import Path

from kg import jsonl, lexicon, ontology
from kg.annotate import annotate
from kg.annotate import refusals as refused
from kg.engine.local import LocalEngine
from kg.errors import OntologyError, UsageError
from kg.export import export, place
from kg.graph import fold
from kg.ids import BASE
from kg.lexicon import Lexicon
from kg.model import Annotations, Decision, Document, Graph, Problem, Refusal, Severity
from kg.ontology import Ontology
from kg.protocols import Extractor
from kg.read.folder import SourceFile, default_readers, find, merge, quoted, read_file
from kg.registry import make, names
from kg.resolve.resolve import resolve

EXTRACTORS = ("names", "rules", "relations")
READ = ("en", "zh")  # languages
EXPORTS = ("turtle", "html", "neo4j")

Progress = Callable[[str], None]

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]*[/#:]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a build is to run.

    Attributes:
        ontology: folder of the ontology, or its Turtle file; none for kg's own.
        decisions: people's judgements, a file of JSON lines; none for `decisions.jsonl` in the output, if it is there.
        base: what the IRIs of data begin with.
        exports, extractors: names of the registry, in the order to run.
        processes: 1 works in this process.
    """

    ontology: Path | None = None
    decisions: Path | None = None
    base: str = BASE
    exports: tuple[str, ...] = EXPORTS
    extractors: tuple[str, ...] = EXTRACTORS
    processes: int = 1


def build(paths: Sequence[Path], out: Path, options: Options | None = None, progress: Progress | None = None) -> Graph:
    """Build the articles of files and folders into the folder `out`; the graph, with its problems.

    All files of the build appear in `out` at the end, or none does. Exports of an earlier build that are not made again
    are removed, so that no query answers from them; a folder of them stays. `decisions.jsonl` is read, never written.
    Raises UsageError for a path that does not exist, OntologyError, BuildFilesError for damaged decisions, and
    OutputError where `out` can't be written.
    """
    options, say = options or Options(), progress or _silent
    _check(options)
    files = [file for file in find(paths) if not _is_own(file.path, paths, out)]
    terms, words = _knowledge(options.ontology)
    decisions = jsonl.read_decisions(options.decisions or out / jsonl.DECISIONS)
    with _few_collections(), jsonl.together(out) as unfinished:
        graph, _ = _graph(files, terms, words, decisions, options, say)
        say(f"writing {len(graph.entities):,} entities, {len(graph.statements):,} statements")
        jsonl.write_graph(graph, unfinished)
        jsonl.write_text(unfinished / jsonl.ONTOLOGY, terms.file.read_text(encoding="utf-8-sig"))
        for name in options.exports:
            export(name, graph, place(name, unfinished), terms)
    for name in names("exporters"):
        if name not in options.exports and place(name, out).is_file():
            place(name, out).unlink()
    return graph


def annotated(
    paths: Sequence[Path], options: Options | None = None, progress: Progress | None = None
) -> tuple[Graph, tuple[Annotations, ...]]:
    """The graph of the articles of files and folders, with its problems, and what it was made of; nothing is written.

    Raises UsageError for a path that does not exist, OntologyError, and BuildFilesError for damaged decisions.
    """
    options, say = options or Options(), progress or _silent
    _check(options)
    terms, words = _knowledge(options.ontology)
    decisions = jsonl.read_decisions(options.decisions) if options.decisions else ()
    return _graph(find(paths), terms, words, decisions, options, say)


def refusals(document: Document, options: Options | None = None) -> tuple[Annotations, tuple[Refusal, ...]]:
    """What a build reads in a document that has no others beside it, and what it sees there and refuses.

    Raises OntologyError.
    """
    options = options or Options()
    chain = Annotate(*_knowledge(options.ontology), options.extractors)
    return refused(document, chain.extractors, chain.ontology)


def content(path: Path) -> str:
    """What quotes of a file's articles stand in; empty when it is no text or cannot be read (a build says why)."""
    return quoted(SourceFile(path, path.name))


def failed(graph: Graph) -> bool:
    """Whether an article was broken, or there was none: then the exit code is 1."""
    return any(problem.severity is Severity.VIOLATION for problem in graph.problems)


def _graph(
    files: Sequence[SourceFile],
    terms: Ontology,
    words: Lexicon,
    decisions: Sequence[Decision],
    options: Options,
    say: Progress,
) -> tuple[Graph, tuple[Annotations, ...]]:
    engine = LocalEngine(options.processes)
    say(f"reading {len(files):,} files")
    documents, problems = merge(engine.map(partial(read_file, readers=default_readers()), files))
    say(f"extracting from {len(documents):,} articles")
    work = Annotate(terms, words, options.extractors)
    found = _counted(engine.map(work, _families(documents)), len(documents), say)
    annotations = tuple(sorted(found, key=lambda each: each.document))
    say("resolving names")
    resolution = resolve(documents, annotations, terms, words, decisions)
    graph = fold(documents, annotations, resolution, terms, words, options.base)
    said = [*problems, *_unread(documents), *graph.problems]
    return replace(graph, problems=_placed(said, documents)), annotations


class Annotate:
    """Runs the extractors, one after the other, over one article: a pure function that any process can call."""

    def __init__(self, terms: Ontology, words: Lexicon, extractors: tuple[str, ...]) -> None:
        self.source = terms.file, extractors
        self.ontology = terms
        self.extractors: list[Extractor] = [make("extractors", name, terms, words) for name in extractors]

    def __call__(self, family: tuple[Document, ...]) -> Annotations:
        """What is in the first document; the others are the articles of the same file."""
        return annotate(family, self.extractors, self.ontology)

    def __reduce__(self) -> tuple[Callable[[Path, tuple[str, ...]], "Annotate"], tuple[Path, tuple[str, ...]]]:
        return _made_here, self.source


@cache
def _made_here(file: Path, extractors: tuple[str, ...]) -> Annotate:
    """`Annotate` in a process of the engine, made once there: a lexicon takes longer to read than an article."""
    return Annotate(*_knowledge(file), extractors)


def _knowledge(folder: Path | None) -> tuple[Ontology, Lexicon]:
    """Ontology and lexicon. Raises OntologyError, also for a class of the lexicon that the ontology does not have."""
    terms = ontology.load(folder)
    words = lexicon.load(terms.folder)
    for entry in words.entries.values():
        if entry.type not in terms.classes:
            near = get_close_matches(entry.type, terms.classes, n=1)
            guess = f" Did you mean {near[0]}?" if near else ""
            raise OntologyError(
                f'{_line_of(entry.id, terms.folder)}: "{entry.id}" is of class "{entry.type}", which {terms.file.name} '
                f"does not have; declare the class there, or give the entry another.{guess}"
            )
    return terms, words


def _line_of(entry: str, folder: Path) -> str:
    """File and line of the lexicon's entry."""
    start = re.compile(rf"""\s*["']?{re.escape(entry)}["']?[:\t]""")
    for path in sorted(folder.glob("lexicon/*.*")):
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if start.match(line):
                return f"{path}:{number}"
    return str(folder / "lexicon")


def _check(options: Options) -> None:
    if not _IRI.fullmatch(options.base):
        raise UsageError(f'"{options.base}" cannot begin an IRI; expected a form like {BASE}, with / or # at its end')
    if options.decisions and not options.decisions.is_file():
        raise UsageError(f"{options.decisions} does not exist; expected a file of decisions, one JSON object a line")


def _is_own(path: Path, given: Sequence[Path], out: Path) -> bool:
    """Whether a file in `out` is no article: it has a name of a build's files, or nobody asked for it."""
    path, out = path.resolve(), out.resolve()
    if not path.is_relative_to(out):
        return False
    made = (*jsonl.FILES, *(place(name, Path()).name for name in names("exporters")))
    asked = any(path.is_relative_to(each) and each.is_relative_to(out) for each in (each.resolve() for each in given))
    return not asked or path.relative_to(out).parts[0] in made


def _families(documents: Sequence[Document]) -> Iterator[tuple[Document, ...]]:
    """Each document followed by the others of its file; those of one file in a row, as they are read together."""
    files: dict[str, list[Document]] = {}
    for document in documents:
        files.setdefault(document.part_of or document.id, []).append(document)
    for family in files.values():
        for document in family:
            yield (document, *(other for other in family if other is not document))


def _unread(documents: Iterable[Document]) -> Iterator[Problem]:
    """A notice for each article in a language that no extractor of kg's own reads."""
    for document in documents:
        if document.language.split("-")[0] not in READ:
            language = "an unknown language" if document.language == "und" else f'the language "{document.language}"'
            message = (
                f"the article is in {language}; kg reads English and Chinese, so it took at most a few names from it. "
                "Translate it, or add an extractor of your own."
            )
            yield Problem(code="KG-E01", document=document.id, severity=Severity.INFO, message=message)


def _counted(items: Iterable[Annotations], total: int, say: Progress) -> Iterator[Annotations]:
    step = max(100, total // 20)
    for number, item in enumerate(items, 1):
        yield item
        if number % step == 0:
            say(f"extracted {number:,} of {total:,}")


def _placed(problems: Iterable[Problem], documents: Sequence[Document]) -> tuple[Problem, ...]:
    """The problems with their file where only the article was known, sorted."""
    sources = {document.id: document.sources[0] for document in documents}
    placed = [p if p.source else replace(p, source=sources.get(p.document, "")) for p in problems]
    return tuple(sorted(placed, key=lambda p: (p.source, p.line, p.begin, p.code, p.message)))


@contextmanager
def _few_collections() -> Iterator[None]:
    """Python looks seldom for unused objects in circles: a build makes few of those, and a million that it keeps.

    Measured: 7% of a build's time, and 10 MB of 160 more at its peak.
    """
    before = gc.get_threshold()
    gc.set_threshold(20_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _silent(_: str) -> None:
    """Say nothing."""
