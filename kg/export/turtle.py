"""Turtle: prefixes first, one block a subject, everything sorted. Source: https://www.w3.org/TR/turtle/.

Why an own writer: rdflib's needs 81 s for a million triples, and Oxigraph's keeps no readable order.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.export.rdf import A, triples
from kg.export.terms import XSD, Text, Triple, prefixes
from kg.jsonl import write_text
from kg.model import Graph
from kg.ontology import Ontology, load

FILE = "graph.ttl"
SECTIONS = ("", "article/", "statement/", "evidence/", "quantity/")
"""Beginnings of ids in the order of the file: entities first, since people look for those."""

LINE = 100
"""Characters that a list of objects may take on one line."""

_LETTER = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_LOCAL = re.compile(rf"[{_LETTER}_0-9](?:[{_LETTER}_0-9.\-]*[{_LETTER}_0-9\-])?")
_SHORT = {XSD + "integer": re.compile(r"-?[0-9]+"), XSD + "decimal": re.compile(r"-?[0-9]+\.[0-9]+")}
_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f]')
_ESCAPES = {code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F)}
_ESCAPES |= {ord("\\"): "\\\\", ord('"'): '\\"', ord("\n"): "\\n", ord("\r"): "\\r", ord("\t"): "\\t"}


@dataclass(frozen=True, slots=True)
class TurtleExporter:
    """Writes `graph.ttl`. Without an ontology it takes the one that comes with kg."""

    ontology: Ontology | None = None

    def export(self, graph: Graph, target: Path) -> Path:
        """Write it to the file `target` (`.ttl`), or as `graph.ttl` into the folder `target`; the file written."""
        path = target if target.suffix == ".ttl" and not target.is_dir() else target / FILE
        ontology = self.ontology or load()
        write_text(path, turtle(triples(graph, ontology), prefixes(graph.base, ontology), graph.base))
        return path


def turtle(triples: Iterable[Triple], prefixes: Mapping[str, str], base: str) -> str:
    """The triples, each once, as Turtle; the order in which they come does not matter."""
    terms = _Terms(prefixes)
    blocks: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for subject, predicate, target in triples:
        blocks[subject]["a" if predicate == A else terms.iri(predicate)].add(terms.term(target))
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(prefixes.items()))
    order = sorted(blocks, key=lambda subject: (_section(subject, base), subject))
    return head + "".join(_block(terms.iri(subject), blocks[subject]) for subject in order)


def _section(subject: str, base: str) -> int:
    name = subject.removeprefix(base)
    return next((number for number, start in enumerate(SECTIONS) if start and name.startswith(start)), 0)


def _block(subject: str, predicates: Mapping[str, Iterable[str]]) -> str:
    order = sorted(predicates, key=lambda predicate: (predicate != "a", predicate))
    lines = (f"{predicate}{_objects(sorted(predicates[predicate]))}" for predicate in order)
    return f"\n{subject} " + " ;\n    ".join(lines) + " .\n"


def _objects(targets: list[str]) -> str:
    """On one line if they fit, else one a line, so that a difference between two files is one line."""
    line = ", ".join(targets)
    return (
        " " + line if len(line) <= LINE or len(targets) == 1 else ",".join(f"\n        {target}" for target in targets)
    )


class _Terms:
    """Terms as Turtle writes them. IRIs are remembered: each stands many times in a graph."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self.names = {iri: prefix for prefix, iri in prefixes.items()}
        self.known: dict[str, str] = {}

    def iri(self, iri: str) -> str:
        """With a prefix where the local name needs no escape, else in full."""
        found = self.known.get(iri)
        if found is None:
            cut = max(iri.rfind("#"), iri.rfind("/")) + 1
            prefix = self.names.get(iri[:cut])
            local = iri[cut:]
            found = f"<{iri}>" if prefix is None or not _LOCAL.fullmatch(local) else f"{prefix}:{local}"
            self.known[iri] = found
        return found

    def term(self, term: str | Text) -> str:
        """An IRI or a literal; numbers without quotes where Turtle reads them as the same."""
        if isinstance(term, str):
            return self.iri(term)
        short = _SHORT.get(term.datatype)
        if short and short.fullmatch(term.value):
            return term.value
        text = term.value.translate(_ESCAPES) if _SPECIAL.search(term.value) else term.value
        quoted = f'"{text}"'
        if term.language:
            return f"{quoted}@{term.language}"
        return f"{quoted}^^{self.iri(term.datatype)}" if term.datatype else quoted
