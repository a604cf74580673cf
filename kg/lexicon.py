"""What a news reader takes for granted: names of countries, cities, companies, products, and what they stand for.

Data of the ontology folder: `lexicon/*.yaml` for people to write, `lexicon/*.tsv` for long generated lists; the format
is described in `ontology/lexicon/README.md`. Loading 35,000 entries has to be quick, since every build begins with it:
YAML is read as plain nodes (which also know their lines), and rows of a TSV become an `Entry` only when asked for.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from kg.errors import OntologyError
from kg.text import nfc, squeeze

COLUMNS = ("id", "class", "within", "cued", "en", "zh", "adjective")
OPTIONS = ("class", "within", "cued", "adjective", "wikidata", "same_as")
WIKIDATA = "http://www.wikidata.org/entity/"

_ID = re.compile(r"[\w.]+(?:-[\w.]+)*")
_LANGUAGE = re.compile(r"[a-z]{2}(?:-[A-Za-z0-9]+)*")
_TRUTH = {"true": True, "false": False, "": False}
# Nodes only, no Python objects: a name such as `NO` or `2026` stays the string that it is.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing and its names.

    Attributes:
        type: a class of the ontology.
        names: pairs of language and name, the best of each language first.
        adjectives: words that point to the thing and are no name of it ("Chinese" for China).
        same_as: IRIs of the same thing elsewhere.
        within: id of the entry that contains it (a city's country).
        cued: ambiguous or small: it counts only where the context asks for its class.
    """

    id: str
    type: str
    names: tuple[tuple[str, str], ...]
    adjectives: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    within: str | None = None
    cued: bool = False

    def label(self, language: str) -> str | None:
        """The best name in a language, or None."""
        return next((name for code, name in self.names if code == language), None)


class Entries(Mapping[str, Entry]):
    """The entries by id, in the order of the files; those of a TSV are made when they are asked for."""

    def __init__(self, records: Mapping[str, Entry | list[str]]) -> None:
        self._records = records

    def __getitem__(self, key: str) -> Entry:
        record = self._records[key]
        return record if isinstance(record, Entry) else _entry_of_row(record)

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The entries, and an index of how they are written.

    Attributes:
        by_name: ids of the entries with a name, exactly as written, best first: those that need no cue, then those
            that do, each in the order of the files.
        by_adjective: the same for adjectives.
    """

    entries: Mapping[str, Entry]
    by_name: Mapping[str, tuple[str, ...]]
    by_adjective: Mapping[str, tuple[str, ...]]

    def find(self, name: str) -> tuple[Entry, ...]:
        """The entries with exactly that name, best first; adjectives are no names."""
        return tuple(self.entries[key] for key in self.by_name.get(name, ()))


def load(folder: Path) -> Lexicon:
    """The lexicon of an ontology folder; empty when that has no folder `lexicon`.

    Raises OntologyError with file and line when an entry is broken, or when two entries have one id.
    """
    return _load((*sorted(folder.glob("lexicon/*.yaml")), *sorted(folder.glob("lexicon/*.tsv"))), closed=True)


def load_yaml(folder: Path) -> Lexicon:
    """The entries that people wrote, without the generated ones, which their `within` may name. Raises as `load`."""
    return _load(tuple(sorted(folder.glob("lexicon/*.yaml"))), closed=False)


def _load(paths: tuple[Path, ...], *, closed: bool) -> Lexicon:
    records: dict[str, Entry | list[str]] = {}
    places: list[tuple[Path, dict[str, int]]] = []
    for path in paths:
        read = _read_yaml if path.suffix == ".yaml" else _read_tsv
        lines: dict[str, int] = {}
        places.append((path, lines))
        for line, key, record in read(path):
            if key in records:
                raise _twice(path, line, key, places)
            records[key] = record
            lines[key] = line
    if closed:
        _check_containers(records, places)
    by_name, by_adjective = _indexes(records)
    return Lexicon(entries=Entries(records), by_name=by_name, by_adjective=by_adjective)


def _text(path: Path) -> str:
    try:
        return nfc(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise OntologyError(f"{path}: cannot be read ({error}); expected a file in UTF-8") from error


def _broken(path: Path, line: int, what: str) -> OntologyError:
    return OntologyError(f"{path}:{line}: {what}")


def _twice(path: Path, line: int, key: str, places: list[tuple[Path, dict[str, int]]]) -> OntologyError:
    first, number = next((file, lines[key]) for file, lines in places if key in lines)
    return _broken(path, line, f'the id "{key}" is also at {first}:{number}; join the two entries, or rename one id')


def _check_containers(records: dict[str, Entry | list[str]], places: list[tuple[Path, dict[str, int]]]) -> None:
    for path, lines in places:
        for key, line in lines.items():
            record = records[key]
            within = record.within if isinstance(record, Entry) else record[2]
            if within and within not in records:
                raise _broken(path, line, f'"{key}" is within "{within}", which no entry has as its id')


def _indexes(records: dict[str, Entry | list[str]]) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """The ids by name and by adjective. Two rounds over the records: first the ones that need no cue."""
    by_name: dict[str, tuple[str, ...]] = {}
    by_adjective: dict[str, tuple[str, ...]] = {}
    for round_cued in (False, True):
        for key, record in records.items():
            if isinstance(record, Entry):
                cued, adjectives = record.cued, record.adjectives
                names = tuple(dict.fromkeys(name for _, name in record.names))
            else:
                cued = record[3] == "true"
                adjectives = _names(record[6])
                names = _names(f"{record[4]}|{record[5]}" if record[5] else record[4])
            if cued is round_cued:
                for name in names:
                    by_name[name] = (*by_name[name], key) if name in by_name else (key,)
                for adjective in adjectives:
                    by_adjective[adjective] = (*by_adjective.get(adjective, ()), key)
    return by_name, by_adjective


# TSV


def _read_tsv(path: Path) -> Iterator[tuple[int, str, list[str]]]:
    """Line, id and cells of each row."""
    lines = _text(path).split("\n")
    if tuple(lines[0].split("\t")) != COLUMNS:
        raise _broken(path, 1, f"expected the header {' '.join(COLUMNS)}, with tabs between")
    for number, line in enumerate(lines[1:], 2):
        if not line:
            continue
        row = line.split("\t")
        if len(row) != len(COLUMNS):
            raise _broken(path, number, f"{len(row)} columns; expected {len(COLUMNS)}, with tabs between")
        if not _ID.fullmatch(row[0]) or not row[1] or row[3] not in _TRUTH or not (row[4] or row[5]):
            raise _broken(path, number, 'expected a slug as id, a class, "true" or nothing as cued, and a name')
        yield number, row[0], row


def _names(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _entry_of_row(row: list[str]) -> Entry:
    key, kind, within, cued, english, chinese, adjectives = row
    names = (*(("en", name) for name in _names(english)), *(("zh", name) for name in _names(chinese)))
    return Entry(
        id=key, type=kind, names=names, adjectives=_names(adjectives), within=within or None, cued=_TRUTH[cued]
    )


# YAML


def _read_yaml(path: Path) -> Iterator[tuple[int, str, Entry]]:
    """Line, id and entry of each entry."""
    try:
        root = yaml.compose(_text(path), Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _broken(path, mark.line + 1 if mark else 1, f"no valid YAML ({error.problem})") from error
    except yaml.YAMLError as error:
        raise _broken(path, 1, f"no valid YAML ({error})") from error
    if root is None:
        return
    file = _mapping(path, root)
    unknown = sorted(set(file) - {"class", "entries"})
    if unknown or "entries" not in file:
        raise _broken(path, _line(root), f"expected the keys class and entries, found {', '.join(sorted(file))}")
    kind = _scalar(path, file["class"]) if "class" in file else ""
    if not isinstance(file["entries"], yaml.MappingNode):
        raise _broken(path, _line(file["entries"]), "expected `id: {en: [NAME, ...], zh: [NAME, ...]}` under entries")
    for key_node, node in file["entries"].value:
        key = _scalar(path, key_node)
        yield _line(key_node), key, _entry_of_node(path, key, kind, node)


def _entry_of_node(path: Path, key: str, kind: str, node: yaml.Node) -> Entry:
    line = _line(node)
    if not _ID.fullmatch(key) or key != key.casefold():
        raise _broken(path, line, f'"{key}" is no id; expected lower-case words joined by hyphens')
    fields = _mapping(path, node)
    names: list[tuple[str, str]] = []
    options: dict[str, tuple[str, ...]] = {}
    for field, value in fields.items():
        if field in OPTIONS:
            options[field] = _strings(path, value)
        elif _LANGUAGE.fullmatch(field):
            names += [(field, name) for name in _strings(path, value)]
        else:
            expected = f"a language such as en or zh, or one of {', '.join(OPTIONS)}"
            raise _broken(path, line, f'"{key}" has the unknown field "{field}"; expected {expected}')
    kind = _one(options, "class") or kind
    cued = _one(options, "cued")
    if not names or not kind or cued not in _TRUTH:
        raise _broken(path, line, f'"{key}" needs a name, a class (its own or its file\'s), and cued as true or false')
    wikidata = tuple(WIKIDATA + item for item in options.get("wikidata", ()))
    return Entry(
        id=key,
        type=kind,
        names=tuple(names),
        adjectives=options.get("adjective", ()),
        same_as=wikidata + options.get("same_as", ()),
        within=_one(options, "within") or None,
        cued=_TRUTH[cued],
    )


def _one(options: Mapping[str, tuple[str, ...]], field: str) -> str:
    return "".join(options.get(field, ())[:1])


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _mapping(path: Path, node: yaml.Node) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        raise _broken(path, _line(node), "expected `key: value` pairs")
    fields: dict[str, yaml.Node] = {}
    for key_node, value in node.value:
        key = _scalar(path, key_node)
        if key in fields:
            raise _broken(path, _line(key_node), f'"{key}" stands here twice; join the two')
        fields[key] = value
    return fields


def _scalar(path: Path, node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise _broken(path, _line(node), "expected a word or a name; quote it if it has a colon or a bracket")
    return squeeze(node.value)


def _strings(path: Path, node: yaml.Node) -> tuple[str, ...]:
    """The names of a list, or of a single name."""
    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    return tuple(name for name in (_scalar(path, item) for item in nodes) if name)
