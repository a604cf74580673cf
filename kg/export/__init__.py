"""The last verb: a graph becomes files that other programs read.

In: a `Graph`, as a build made it or as `kg.jsonl.read_graph` reads it back, and the ontology that it was built with.
Out: `graph.ttl` (RDF in Turtle), `graph.html` (a page that works offline), `neo4j/` (CSV and Cypher).

To add one: write a class that is made without arguments and has `export(graph, target)` (`kg.protocols.Exporter`); a
dataclass with a field `ontology` if it needs one. Name it in `kg.registry`, or in a package of your own by an entry
point of the group `kg.exporters`. It must give equal bytes for equal graphs and write through `kg.jsonl.write_text`.
The contract test takes every registered exporter.
"""

from dataclasses import is_dataclass, replace
from pathlib import Path

from kg.model import Graph
from kg.ontology import Ontology
from kg.protocols import Exporter
from kg.registry import make

_PLACES = {"turtle": "graph.ttl", "html": "graph.html"}


def export(name: str, graph: Graph, target: Path, ontology: Ontology) -> Path:
    """Write the graph with the exporter of that name; the path that was written.

    Raises UsageError for an unknown name, OutputError when the target cannot be written.
    """
    exporter: Exporter = make("exporters", name)
    if is_dataclass(exporter) and hasattr(exporter, "ontology"):
        exporter = replace(exporter, ontology=ontology)
    return exporter.export(graph, target)


def place(name: str, folder: Path) -> Path:
    """Where an exporter writes inside the folder of a build, unless told otherwise."""
    return folder / _PLACES.get(name, name)
