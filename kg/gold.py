"""Labelled articles: what a careful reader takes from them, read from the `gold.yaml` beside them.

    FILE NAME:
      entities:
        local_id: {type: CLASS, names: [every name that the article uses]}
      statements:
        - {s: local_id, p: PREDICATE, o: local_id, q: {date: ...}}
        - {s: local_id, p: PREDICATE, v: 20 s, optional: true}

The same id in two articles is the same thing. A list under `s` or `o`: any of them is right. `optional`: right if
given, no loss if missing. `q` has the qualifiers that must be read off beside the statement.
"""

from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import NoReturn

import yaml

from kg.errors import UsageError
from kg.yamltree import Fields, Items, KeyTwiceError, tree

FILE = "gold.yaml"

_TRUTH = {"true": True, "false": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEntity:
    """A thing that the article speaks of, with its class and every name that the article uses.

    `line` is where it stands in the file of the labels, from 1; 0 when unknown.
    """

    id: str
    type: str
    names: tuple[str, ...]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldStatement:
    """A statement that the article makes.

    Attributes:
        subjects, objects: local ids, any of which is right; no objects beside a value.
        value: a number with its unit, or None.
        qualifiers: pairs of name and value that must be found too.
        optional: careful readers differ: right if given, no loss if missing.
        line: where it stands in the file of the labels, from 1; 0 when unknown.
    """

    subjects: tuple[str, ...]
    predicate: str
    objects: tuple[str, ...] = ()
    value: str | None = None
    qualifiers: tuple[tuple[str, str], ...] = ()
    optional: bool = False
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """The labels of one article; `source` is its path relative to the folder of the labels."""

    source: str
    entities: tuple[GoldEntity, ...] = ()
    statements: tuple[GoldStatement, ...] = ()


def load(folder: Path) -> tuple[GoldArticle, ...]:
    """The labels of a folder's articles, in the order of its `gold.yaml`.

    Raises UsageError, with the file and the line, when they are missing or not as the format says, when an article that
    they name is not there, or when a statement's end is none of the article's entities.
    """
    file = folder / FILE
    try:
        content = tree(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        what = getattr(error, "strerror", None) or error
        raise UsageError(f"{file}: cannot be read ({what}); expected labels beside the articles") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise UsageError(f"{file}: no valid YAML ({' '.join(str(error).split())}); mend the file") from error
    except KeyTwiceError as error:
        raise UsageError(
            f'{file}:{error.line}: "{error.key}" stands here and in line {error.first}; join the two, or rename one'
        ) from error
    if not isinstance(content, Fields) or not content:
        raise UsageError(f"{file}: it labels no article; expected a file name with entities and statements below it")
    for source, line in content.lines.items():
        if not _is_below(source) or not (folder / source).is_file():
            raise UsageError(
                f"{file}:{line}: {source}: is labelled, but {folder} has no such file; mend the name."
                f"{_nearest(source, _files(folder))}"
            )
    return tuple(_Article(file, source, content.lines[source]).read(labels) for source, labels in content.items())


def _is_below(source: str) -> bool:
    """Whether it is written as a build writes the path of a file below its folder: no `./a.txt`, no `../a.txt`."""
    path = PurePosixPath(source)
    return bool(source) and not path.is_absolute() and ".." not in path.parts and str(path) == source


def _files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder).as_posix()) for path in folder.rglob("*") if path.is_file())


def _nearest(name: str, names: list[str]) -> str:
    near = get_close_matches(name, names, n=1)
    return f' Did you mean "{near[0]}"?' if near else ""


class _Article:
    """Reads the labels of one article; knows the place for what it has to say against them."""

    def __init__(self, file: Path, source: str, line: int) -> None:
        self.file, self.source, self.line = file, source, line

    def read(self, labels: object) -> GoldArticle:
        fields = self._fields(labels, "the article", required=(), allowed=("entities", "statements"))
        things = self._fields(fields.get("entities") or Fields({}, {}), "entities", required=(), allowed=None)
        entities = tuple(self._entity(name, thing, things.lines[name]) for name, thing in things.items())
        self.line = fields.lines.get("statements", self.line)
        rows = fields.get("statements") or Items([], [])
        if not isinstance(rows, Items):
            self._fail("statements", "is no list; expected lines that begin with a hyphen")
        known = [entity.id for entity in entities]
        places = zip(rows, rows.lines, strict=True)
        statements = tuple(self._statement(f"statement {n}", *place, known) for n, place in enumerate(places, 1))
        return GoldArticle(source=self.source, entities=entities, statements=statements)

    def _entity(self, name: str, thing: object, line: int) -> GoldEntity:
        self.line, what = line, f'entity "{name}"'
        fields = self._fields(thing, what, required=("type", "names"), allowed=("type", "names"))
        names = self._texts(what, fields, "names", alone=False)
        return GoldEntity(id=name, type=self._text(what, fields, "type"), names=names, line=line)

    def _statement(self, what: str, row: object, line: int, known: list[str]) -> GoldStatement:
        self.line = line
        fields = self._fields(row, what, required=("s", "p"), allowed=("s", "p", "o", "v", "q", "optional"))
        if ("o" in fields) == ("v" in fields):
            self._fail(what, "needs an object (o) or a value (v), one of the two")
        ends = {key: self._texts(what, fields, key) if key in fields else () for key in ("s", "o")}
        for each in (*ends["s"], *ends["o"]):
            if each not in known:
                self._fail(
                    what, f'names "{each}", which is not among the entities; add it there.{_nearest(each, known)}'
                )
        optional = fields.get("optional", "false")
        if optional not in _TRUTH:
            self._fail(what, "has an optional that is neither true nor false")
        asked = self._fields(fields.get("q") or Fields({}, {}), f"{what}: q", required=(), allowed=None)
        return GoldStatement(
            subjects=ends["s"],
            predicate=self._text(what, fields, "p"),
            objects=ends["o"],
            value=self._text(what, fields, "v") if "v" in fields else None,
            qualifiers=tuple((key, self._text(f"{what}: q", asked, key)) for key in asked),
            optional=_TRUTH[optional],
            line=line,
        )

    def _fields(self, given: object, what: str, required: tuple[str, ...], allowed: tuple[str, ...] | None) -> Fields:
        """A mapping with the required keys and, unless any key will do, no others than the allowed."""
        if not isinstance(given, Fields):
            self._fail(what, "is no mapping; expected keys with values")
        for key in required:
            if key not in given:
                self._fail(what, f'lacks "{key}"')
        for key in given:
            if allowed is not None and key not in allowed:
                self._fail(what, f'has the unknown key "{key}"; expected {", ".join(allowed)}')
        return given

    def _text(self, what: str, fields: Fields, key: str) -> str:
        value = fields[key]
        if not isinstance(value, str) or not value:
            self._fail(what, f'has no text under "{key}"')
        return value

    def _texts(self, what: str, fields: Fields, key: str, *, alone: bool = True) -> tuple[str, ...]:
        """A list of texts; where one may stand alone, it is a list of one."""
        value = [fields[key]] if alone and isinstance(fields[key], str) else fields[key]
        if (
            not isinstance(value, list)
            or not value
            or not all(isinstance(each, str) and each.strip() for each in value)
        ):
            self._fail(what, f'needs {"a text or " if alone else ""}a list of texts under "{key}"')
        return tuple(value)

    def _fail(self, what: str, why: str) -> NoReturn:
        raise UsageError(f"{self.file}:{self.line}: {self.source}: {what} {why}")
