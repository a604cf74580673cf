"""A data set in the layout of Text2KGBench: `ontologies/`, `train/`, `test/` and `ground_truth/` of one folder.

Files of one ontology are found by its number and name (`ont_3_airport`, `3_airport`), in whatever order the parts of
the file's name are. A record has its triples in a list, or is one triple of a sentence that other records repeat.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.text2kgbench.metric import Triple
from kg.errors import UsageError

_PARTS = ("ontology", "train", "test", "ground", "truth", "ont")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and what it says; `id` is the benchmark's."""

    id: str
    text: str
    triples: tuple[Triple, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """A class of an ontology, by the benchmark's id."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation; domain and range are ids of concepts, names of values (`date`), or empty."""

    id: str
    label: str
    domain: str
    range: str


@dataclass(frozen=True, slots=True)
class Task:
    """One ontology with its sentences; the test sentences carry the ground truth, for scoring alone."""

    name: str
    title: str
    concepts: tuple[Concept, ...]
    relations: tuple[Relation, ...]
    train: tuple[Example, ...]
    test: tuple[Example, ...]


def tasks(folder: Path, only: str = "") -> Iterator[Task]:
    """The ontologies of a data set by number, those with `only` in their name. Raises UsageError on a wrong layout."""
    files = {part: _files(folder, part) for part in ("ontologies", "train", "test", "ground_truth")}
    if not files["ontologies"]:
        raise UsageError(f"{folder / 'ontologies'}: no ontology; expected files like 1_name_ontology.json")
    for name, path in sorted(files["ontologies"].items(), key=lambda item: (_number(item[0]), item[0])):
        if only in name:
            yield _task(name, path, {part: _file(folder, found, part, name) for part, found in files.items()})


def _files(folder: Path, part: str) -> dict[str, Path]:
    """The files of one part by the ontology's number and name."""
    if not (folder / part).is_dir():
        raise UsageError(
            f"{folder / part}: no such folder; expected the layout of Text2KGBench (see benchmarks/README.md)"
        )
    ending = ".json" if part == "ontologies" else ".jsonl"
    return {_name(path): path for path in sorted((folder / part).glob(f"*{ending}"))}


def _name(path: Path) -> str:
    """Number and name of the ontology that a file belongs to."""
    return "_".join(word for word in path.name.partition(".")[0].split("_") if word.lower() not in _PARTS)


def _number(name: str) -> int:
    found = re.match(r"\d+", name)
    return int(found[0]) if found else 10**6


def _file(folder: Path, found: Mapping[str, Path], part: str, name: str) -> Path:
    number = _number(name)
    alike = [path for other, path in found.items() if other == name or (number < 10**6 and _number(other) == number)]
    if not alike:
        raise UsageError(f"{folder / part}: no file of ontology {name}; found {', '.join(found) or 'none'}")
    return found.get(name, alike[0])


def _task(name: str, path: Path, files: Mapping[str, Path]) -> Task:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        concepts = tuple(Concept(str(item["qid"]), str(item["label"]).strip()) for item in data["concepts"])
        relations = tuple(
            Relation(*(str(item.get(key) or "").strip() for key in ("pid", "label", "domain", "range")))
            for item in data["relations"]
        )
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"{path}: no ontology of the benchmark ({error!r}); expected concepts and relations"
        ) from error
    truth = {example.id: example.triples for example in _examples(files["ground_truth"])}
    test = tuple(
        Example(example.id, example.text, truth[example.id])
        for example in _examples(files["test"])
        if example.id in truth
    )
    if not test:
        raise UsageError(f"{files['test']}: none of its sentences is in {files['ground_truth']}; compare their ids")
    title = str(data.get("title") or name)
    return Task(name, title, concepts, relations, _merged(_examples(files["train"])), test)


def _examples(path: Path) -> Iterator[Example]:
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            yield Example(str(record["id"]), str(record["sent"]), tuple(_triples(record)))
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(f"{path}:{number}: no record ({error!r}); expected id, sent and triples") from error


def _triples(record: Mapping[str, Any]) -> Iterator[Triple]:
    """The triples of a record: none in a test record, one where the labels stand in the record itself."""
    if "triples" in record:
        for triple in record["triples"]:
            yield Triple(str(triple["sub"]), str(triple["rel"]).strip(), str(triple["obj"]))
    elif "rel_label" in record:
        yield Triple(str(record["sub_label"]), str(record["rel_label"]).strip(), str(record["obj_label"]))


def _merged(examples: Iterator[Example]) -> tuple[Example, ...]:
    """Records of one sentence as one."""
    by_text: dict[str, Example] = {}
    for example in examples:
        seen = by_text.get(example.text)
        triples = tuple(dict.fromkeys((*(seen.triples if seen else ()), *example.triples)))
        by_text[example.text] = Example(seen.id if seen else example.id, example.text, triples)
    return tuple(by_text.values())
