"""The main job: a folder of articles becomes a graph in a folder of files.

Read, extract, resolve, fold, export. Reading and extraction are functions of one file and one article, so the engine may
run them anywhere; everything after is a function of their sorted results. So the bytes depend on the content alone.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from kg import jsonl, lexicon, ontology
from kg.engine.local import LocalEngine
from kg.errors import OutputError
from kg.export import export, place
from kg.graph import fold
from kg.ids import BASE
from kg.model import Annotations, Document, Graph, Problem, Severity
from kg.protocols import Engine, Extractor
from kg.read.folder import default_readers, find, merge, read_file
from kg.registry import make
from kg.resolve.resolve import resolve

EXTRACTORS = ("rules",)
EXPORTS = ("turtle", "html", "neo4j")
ONTOLOGY = "ontology.ttl"

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a build is to run.

    Attributes:
        ontology: folder of the ontology; none for kg's own.
        decisions: people's judgements, a file of JSON lines; read where it exists.
        base: what the IRIs of data begin with.
        exports: names of exporters to run.
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

    The files of a build in `out` are replaced; people's `decisions.jsonl` there is read, never written.
    Raises UsageError for a path that does not exist, OntologyError, and OutputError where `out` can't be written.
    """
    options = options or Options()
    say = progress or (lambda _: None)
    terms = ontology.load(options.ontology)
    _writable(out)
    engine = LocalEngine(options.processes)
    files = [file for file in find(paths) if not _inside(file.path, out)]
    say(f"reading {len(files)} files")
    documents, problems = merge(engine.map(partial(read_file, readers=default_readers()), files))
    say(f"extracting from {len(documents)} articles")
    annotations = list(_counted(_annotate(engine, documents, terms.folder, options.extractors), len(documents), say))
    problems += [problem for annotation in annotations for problem in annotation.problems]
    say("resolving names")
    words = lexicon.load(terms.folder)
    decisions = jsonl.read_decisions(options.decisions or out / jsonl.DECISIONS)
    resolution = resolve(documents, annotations, terms, words, decisions)
    problems += resolution.problems
    graph = fold(documents, annotations, resolution, terms, words, options.base)
    graph = replace(graph, problems=tuple(_placed(problems, documents)))
    say(f"writing {len(graph.entities)} entities, {len(graph.statements)} statements")
    jsonl.write_graph(graph, out)
    jsonl.write_text(out / ONTOLOGY, terms.file.read_text(encoding="utf-8-sig"))
    for name in options.exports:
        export(name, graph, place(name, out), terms)
    return graph


def failed(graph: Graph) -> bool:
    """Whether an article was broken, or there was none: then the exit code is 1."""
    return any(problem.severity is Severity.VIOLATION for problem in graph.problems)


def _annotate(
    engine: Engine, documents: Sequence[Document], folder: Path, names: tuple[str, ...]
) -> Iterator[Annotations]:
    return engine.map(partial(annotate, folder, names), _families(documents))


def _families(documents: Sequence[Document]) -> Iterator[tuple[Document, ...]]:
    """Each document followed by the others of its file."""
    files: dict[str, list[Document]] = {}
    for document in documents:
        files.setdefault(document.part_of or document.id, []).append(document)
    for document in documents:
        yield (document, *(other for other in files[document.part_of or document.id] if other is not document))


def annotate(folder: Path, names: tuple[str, ...], family: tuple[Document, ...]) -> Annotations:
    """What the extractors find in the first article: a pure function, so it can run in any process.

    The others are the articles of the same file.
    """
    document, *beside = family
    mentions, relations, problems = [], [], []
    so_far = Annotations(document=document.id)
    for extractor in _extractors(folder, names):
        added = extractor.extract(document, so_far, beside)
        mentions += added.mentions
        relations += added.relations
        problems += added.problems
        so_far = Annotations(document=document.id, mentions=tuple(mentions), relations=tuple(relations))
    return replace(so_far, problems=tuple(problems))


@cache
def _extractors(folder: Path, names: tuple[str, ...]) -> tuple[Extractor, ...]:
    """The extractors of this process, made once: reading a lexicon takes longer than reading an article."""
    terms, words = ontology.load(folder), lexicon.load(folder)
    return tuple(make("extractors", name, terms, words) for name in names)


def _counted(items: Iterable[Annotations], total: int, say: Progress) -> Iterator[Annotations]:
    step = max(100, total // 20)
    for number, item in enumerate(items, 1):
        yield item
        if number % step == 0:
            say(f"extracted {number} of {total}")


def _writable(out: Path) -> None:
    """Fail before the work, not after it."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe = out / ".kg-probe"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise OutputError(f"cannot write into {out}: {error.strerror}; choose another folder with -o") from error


def _inside(path: Path, folder: Path) -> bool:
    """Whether a file is one of a build's own: it would be read as an article the next time."""
    return path.resolve().is_relative_to(folder.resolve())


def _placed(problems: Iterable[Problem], documents: Sequence[Document]) -> list[Problem]:
    """The problems with their file where only the article was known, sorted."""
    sources = {document.id: document.sources[0] for document in documents}
    placed = [p if p.source else replace(p, source=sources.get(p.document, "")) for p in problems]
    return sorted(placed, key=lambda p: (p.source, p.line, p.begin, p.code, p.message))
