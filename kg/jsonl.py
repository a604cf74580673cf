"""The files of a build: the model as JSON Lines, and back.

One object a line, UTF-8, keys in a fixed order, floats rounded to four places. Files are written beside their place
and renamed into it, so that a reader sees the old file or the new one, never a half; `together` does so for a set.
"""

import contextlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from errno import EISDIR
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import BuildFilesError, OutputError
from kg.model import (
    Decision,
    Document,
    Entity,
    Evidence,
    Graph,
    Judgement,
    Literal,
    Match,
    Problem,
    Severity,
    Statement,
)

META, DOCUMENTS, ENTITIES = "build.json", "documents.jsonl", "entities.jsonl"
STATEMENTS, MATCHES, PROBLEMS = "statements.jsonl", "matches.jsonl", "problems.jsonl"
ONTOLOGY = "ontology.ttl"  # a copy of the one that the build was made with
DECISIONS = "decisions.jsonl"  # people's, an input
FILES = (META, DOCUMENTS, ENTITIES, STATEMENTS, MATCHES, PROBLEMS, ONTOLOGY, DECISIONS)

Row = dict[str, Any]
T = TypeVar("T")


def write_text(path: Path, text: str) -> None:
    """Write a file atomically: the whole of it is there under its name, or the old one is.

    Raises OutputError when the place cannot be written or the disk is full; nothing is left behind.
    """
    write_bytes(path, text.encode())


def write_bytes(path: Path, data: bytes) -> None:
    """`write_text` for bytes."""
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(temporary)


@contextmanager
def together(folder: Path) -> Iterator[Path]:
    """A hidden folder inside `folder`; when the block ends well its files move into `folder`, else they vanish.

    So an error, a full disk or Ctrl-C at any time before the end leaves `folder` as it was. The end is a rename for
    each file: a reader may meet new files beside old ones then, and only a machine that stops right then makes it last.
    Raises OutputError when the folder cannot be written to, before the block begins.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        hidden = Path(tempfile.mkdtemp(dir=folder, prefix=".unfinished-"))
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        yield hidden
        _move(hidden, folder)
    except OutputError as error:
        raise OutputError(str(error).replace(str(hidden), str(folder))) from error
    finally:
        shutil.rmtree(hidden, ignore_errors=True)


def _move(hidden: Path, folder: Path) -> None:
    """Move the files; what could stop it half way is tried first, and Ctrl-C waits until it is done."""
    moves = [(path, folder / path.relative_to(hidden)) for path in sorted(hidden.rglob("*")) if path.is_file()]
    try:
        for _, target in moves:
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.is_dir():
                raise IsADirectoryError(EISDIR, os.strerror(EISDIR), str(target))
        try:
            _rename(moves)
        except KeyboardInterrupt:
            _rename(move for move in moves if move[0].exists())
            raise
    except OSError as error:
        raise _unwritable(Path(error.filename or folder), error) from error


def _rename(moves: Iterable[tuple[Path, Path]]) -> None:
    for path, target in moves:
        os.replace(path, target)


def _unwritable(path: Path, error: OSError) -> OutputError:
    return OutputError(
        f"cannot write {path}: {error.strerror or error}; make room there or choose another folder with -o"
    )


def dump(rows: Iterable[Mapping[str, Any]]) -> str:
    """The rows as JSON Lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def write_graph(graph: Graph, folder: Path) -> None:
    """Write a build's files, each atomically; `together` makes it all of them or none.

    Evidence names its article by each file that it stands in.
    """
    sources = {document.id: document.sources for document in graph.documents}
    write_text(folder / DOCUMENTS, dump(map(_document_row, graph.documents)))
    write_text(folder / ENTITIES, dump(_entity_row(entity, sources) for entity in graph.entities))
    write_text(folder / STATEMENTS, dump(_statement_row(statement, sources) for statement in graph.statements))
    write_text(folder / MATCHES, dump(map(_match_row, graph.matches)))
    write_text(folder / PROBLEMS, dump(map(_problem_row, graph.problems)))
    write_text(folder / META, json.dumps({"format": 1, "base": graph.base}) + "\n")


def read_graph(folder: Path) -> Graph:
    """The build that stands in a folder.

    Raises BuildFilesError, naming the file and the line, where one is missing or damaged.
    """
    if not (folder / STATEMENTS).is_file():
        raise BuildFilesError(
            f"{folder} holds no build ({STATEMENTS} is missing); make one: kg build ARTICLES -o {folder}"
        )
    documents = tuple(_read(folder / DOCUMENTS, _document))
    entities = tuple(_read(folder / ENTITIES, _entity))
    known = {entity.id for entity in entities}
    articles = {document.id for document in documents}
    return Graph(
        base=_meta(folder)["base"],
        documents=documents,
        entities=entities,
        statements=tuple(_read(folder / STATEMENTS, lambda row: _whole(_statement(row), known, articles))),
        matches=tuple(_read(folder / MATCHES, _match)),
        problems=tuple(_read(folder / PROBLEMS, _problem)),
    )


def _whole(statement: Statement, entities: Container[str], documents: Container[str]) -> Statement:
    """The statement, if all that it names is in the build. Raises ValueError."""
    ends = (end for end in (statement.subject, statement.object) if isinstance(end, str))
    for end in ends:
        if end not in entities:
            raise ValueError(f'no entity "{end}" in {ENTITIES}')
    for evidence in statement.evidence:
        if evidence.document not in documents:
            raise ValueError(f'no article "{evidence.document}" in {DOCUMENTS}')
    return statement


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """People's judgements, in the order they were given; none when the file does not exist."""
    return tuple(_read(path, _decision)) if path.exists() else ()


def _meta(folder: Path) -> Row:
    try:
        meta: Row = json.loads((folder / META).read_text(encoding="utf-8"))
        return {"base": str(meta["base"])}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BuildFilesError(f"{folder / META}: missing or damaged ({error}); build again") from error


def _read(path: Path, make: Callable[[Row], T]) -> Iterator[T]:
    """The file's rows, made into the model. Raises BuildFilesError with file and line."""
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise BuildFilesError(f"{path}: cannot be read ({error.strerror}); build again") from error
    for number, line in enumerate(lines, 1):
        try:
            yield make(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            what = f"it lacks {error}" if isinstance(error, KeyError) else error
            raise BuildFilesError(f"{path}:{number}: not a row that kg writes ({what}); mend or rebuild") from error


def _rounded(number: float) -> float:
    return round(number, 4)


def _document_row(document: Document) -> Row:
    return {
        "id": document.id,
        "sources": list(document.sources),
        "title": document.title,
        "url": document.url,
        "authors": list(document.authors),
        "publisher": document.publisher,
        "publisher_aliases": list(document.publisher_aliases),
        "published": document.published,
        "language": document.language,
        "digest": document.digest,
        "part_of": document.part_of,
        "lines": list(document.lines),
        "metadata": dict(document.metadata),
        "text": document.text,
    }


def _document(row: Row) -> Document:
    pairs = tuple(sorted(row["metadata"].items()))
    lists = {key: tuple(row[key]) for key in ("sources", "authors", "publisher_aliases", "lines")}
    return Document(**{**row, **lists, "metadata": pairs})


def _entity_row(entity: Entity, sources: Mapping[str, tuple[str, ...]]) -> Row:
    return {
        "id": entity.id,
        "type": entity.type,
        "label": entity.label,
        "labels": dict(sorted(entity.labels.items())),
        "names": list(entity.aliases),
        "same_as": list(entity.same_as),
        "sources": sorted({source for document in entity.documents for source in sources.get(document, ())}),
        "documents": list(entity.documents),
        "members": list(entity.members),
    }


def _entity(row: Row) -> Entity:
    if not row["labels"]:
        raise ValueError("no label")
    return Entity(
        id=row["id"],
        type=row["type"],
        labels=dict(row["labels"]),
        aliases=tuple(row["names"]),
        same_as=tuple(row["same_as"]),
        members=tuple(row["members"]),
        documents=tuple(row["documents"]),
    )


def _statement_row(statement: Statement, sources: Mapping[str, tuple[str, ...]]) -> Row:
    row: Row = {"id": statement.id, "subject": statement.subject, "predicate": statement.predicate}
    if isinstance(statement.object, Literal):
        row["value"] = str(statement.object)
        row["datatype"] = statement.object.datatype
        row["unit"] = statement.object.unit
        row["language"] = statement.object.language
    else:
        row["object"] = statement.object
    row["qualifiers"] = dict(statement.qualifiers)
    row["standing"] = statement.standing
    row["confidence"] = _rounded(statement.confidence)
    row["evidence"] = [
        {
            "document": evidence.document,
            "source": source,
            "text": evidence.quote,
            "start": evidence.begin,
            "end": evidence.end,
            "annotator": evidence.annotator,
            "confidence": _rounded(evidence.confidence),
            "reason": evidence.reason,
        }
        for evidence in statement.evidence
        for source in sources.get(evidence.document, ("",))
    ]
    return row


def _literal(row: Row) -> Literal:
    value, unit = row["value"], row["unit"]
    bare = value.removesuffix(" " + unit) if unit else value
    return Literal(value=bare, datatype=row["datatype"], unit=unit, language=row["language"])


def _statement(row: Row) -> Statement:
    evidence = {
        (item["document"], item["start"], item["end"], item["annotator"]): Evidence(
            document=item["document"],
            begin=int(item["start"]),
            end=int(item["end"]),
            quote=item["text"],
            annotator=item["annotator"],
            confidence=float(item["confidence"]),
            reason=item["reason"],
        )
        for item in row["evidence"]
    }
    return Statement(
        id=row["id"],
        subject=row["subject"],
        predicate=row["predicate"],
        object=row["object"] if "object" in row else _literal(row),
        qualifiers=tuple(sorted(row["qualifiers"].items())),
        evidence=tuple(evidence.values()),
        standing=row["standing"],
        confidence=float(row["confidence"]),
    )


def _match_row(match: Match) -> Row:
    return {
        "left": match.left,
        "right": match.right,
        "left_name": match.left_name,
        "right_name": match.right_name,
        "type": match.type,
        "score": _rounded(match.score),
        "joined": match.joined,
        "veto": match.veto,
        "reasons": list(match.reasons),
    }


def _match(row: Row) -> Match:
    return Match(**{**row, "reasons": tuple(row["reasons"])})


def _problem_row(problem: Problem) -> Row:
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "source": problem.source,
        "line": problem.line,
        "document": problem.document,
        "begin": problem.begin,
        "end": problem.end,
        "message": problem.message,
    }


def _problem(row: Row) -> Problem:
    return Problem(**{**row, "severity": Severity(row["severity"])})


def _decision(row: Row) -> Decision:
    return Decision(**{**row, "judgement": Judgement(row["judgement"])})
