"""`graph.html`: the graph as one page that works offline, with the evidence behind every edge.

The page is pyvis's network in a template of our own. pyvis's template asks a CDN for Bootstrap and does not escape its
heading; this one asks nobody for anything, which its content security policy makes sure of, and runs no script but the
two whose hashes the policy names. Data stands in the page as JSON, and becomes text in it, never markup.
"""

import base64
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from pyvis.network import Network

from kg import ontology as ontologies
from kg.export.details import details, summary
from kg.export.picture import draw
from kg.jsonl import write_text
from kg.model import Graph
from kg.ontology import Ontology

FILE = "graph.html"
# One script, in this order.
SCRIPTS = ("graph.js", "labels.js", "filters.js", "panel.js", "search.js", "start.js")

_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlExporter:
    """Writes `graph.html`.

    Attributes:
        ontology: whose labels and colours the page shows; none for the default one.
    """

    ontology: Ontology | None = None

    def export(self, graph: Graph, target: Path) -> Path:
        """Write the page to the file `target`, or as `graph.html` into the folder `target`; the file written."""
        path = target if target.suffix == ".html" and not target.is_dir() else target / FILE
        write_text(path, page(graph, self.ontology or ontologies.load(None)))
        return path


def page(graph: Graph, ontology: Ontology) -> str:
    """The whole page."""
    network = draw(graph, ontology)
    environment = network.templateEnv
    environment.loader.searchpath.insert(0, str(files("kg.export") / "page"))
    environment.autoescape = True
    environment.filters["embed"] = embed
    scripts = {"library": _library(network), "own": "\n".join(map(_asset, SCRIPTS))}
    environment.globals.update(
        scripts=scripts,
        policy=_policy(scripts.values()),
        style=_asset("page.css"),
        summary=summary(graph),
        details=details(graph, ontology),
    )
    network.path = "page.html"
    return str(network.generate_html()) + "\n"


def embed(data: Any) -> str:
    """The data as JSON that can stand inside a script element: no text in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character, escape in _ESCAPES.items():
        text = text.replace(character, escape)
    return text


def _asset(name: str) -> str:
    return (files("kg.export") / "page" / name).read_text(encoding="utf-8")


def _library(network: Network) -> str:
    """The newest vis-network that pyvis brings, without its pointer to a source map."""
    loader = network.templateEnv.loader
    name = max(name for name in loader.list_templates() if name.endswith("vis-network.min.js"))
    source: str = loader.get_source(network.templateEnv, name)[0]
    return source.replace("\r\n", "\n").replace("\r", "\n").partition("//# sourceMappingURL")[0]


def _policy(scripts: Iterable[str]) -> str:
    """Nothing may be fetched, and only these scripts run."""
    hashes = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    allowed = " ".join(f"'sha256-{digest}'" for digest in hashes)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
