"""An ontology of the benchmark in kg's form: OWL in Turtle, read by kg itself."""

import re
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.text2kgbench import values
from benchmarks.text2kgbench.dataset import Example, Task
from kg import ontology
from kg.ontology import Ontology

_VALUES = {
    "date": "xsd:date",
    "time": "xsd:date",
    "year": "xsd:gYear",
    "number": "xsd:decimal",
    "integer": "xsd:decimal",
    "float": "xsd:decimal",
    "double": "xsd:decimal",
    "string": "xsd:string",
    "text": "xsd:string",
}
_MOSTLY = 0.5  # share of a relation's objects in training that are dates, or numbers, when the ontology says no range


def convert(task: Task) -> Ontology:
    """The ontology, its relations named by their labels."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "kg.ttl"
        file.write_text(turtle(task), encoding="utf-8")
        return ontology.load(file)


def turtle(task: Task) -> str:
    """The ontology as Turtle. A relation that stands there several times has all their domains and ranges."""
    lines = [
        f"@prefix : <https://kg.example/text2kgbench/{_local(task.name)}#> .",
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .",
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .",
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .",
        "",
    ]
    classes = {concept.id: f":class_{_local(concept.id)}" for concept in task.concepts}
    lines += [f"{classes[each.id]} a owl:Class ; rdfs:label {_quoted(each.label)} ." for each in task.concepts]
    domains: dict[str, list[str]] = defaultdict(list)
    ranges: dict[str, list[str]] = defaultdict(list)
    for relation in task.relations:
        domains[relation.label].append(classes.get(relation.domain, ""))
        ranges[relation.label].append(classes.get(relation.range) or _VALUES.get(relation.range.lower(), ""))
    learned = value_ranges(task.train)
    for label in sorted(domains):
        targets = [target for target in ranges[label] if target] or [learned.get(label, "")]
        is_value = all(target.startswith("xsd:") for target in targets)
        lines.append(f":{local_name(label)} a owl:{'Datatype' if is_value else 'Object'}Property ;")
        lines += _side("domain", domains[label])
        lines += _side("range", targets)
        lines.append(f"    rdfs:label {_quoted(label)} .")
    return "\n".join(lines) + "\n"


def value_ranges(examples: Iterable[Example]) -> dict[str, str]:
    """`xsd:date` or `xsd:decimal` for relations whose objects in training mostly are such values."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for example in examples:
        for triple in example.triples:
            kinds[triple.relation].append(values.kind(triple.object))
    found = {}
    for relation, seen in kinds.items():
        dates = sum(kind in ("day", "month", "year") for kind in seen)
        if dates > _MOSTLY * len(seen):
            found[relation] = "xsd:date"
        elif seen.count("number") > _MOSTLY * len(seen):
            found[relation] = "xsd:decimal"
    return found


def local_name(label: str) -> str:
    """A relation's name in the ontology."""
    return f"relation_{_local(label)}"


def words(label: str) -> list[str]:
    """The words of a label, camel case taken apart."""
    return [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", label)]


def _side(side: str, targets: Sequence[str]) -> list[str]:
    """Domain or range: nothing if any of the targets is open."""
    chosen = sorted(set(targets))
    if not chosen or "" in chosen:
        return []
    if len(chosen) == 1:
        return [f"    rdfs:{side} {chosen[0]} ;"]
    return [f"    rdfs:{side} [ a owl:Class ; owl:unionOf ( {' '.join(chosen)} ) ] ;"]


def _local(text: str) -> str:
    return re.sub(r"\W+", "_", text, flags=re.ASCII).strip("_")


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"@en'
