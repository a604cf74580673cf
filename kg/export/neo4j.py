"""Files for Neo4j 5: CSV for the bulk importer, and a Cypher script for a running server.

Why the array delimiter is U+001F, not `;`: a quote may hold any character that people write, and kg's text never holds
that control character.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kg.export.cypher import script
from kg.export.property_graph import Property, nodes, relationships
from kg.jsonl import write_text
from kg.model import Graph
from kg.ontology import Ontology, load

DELIMITER = "\u001f"
_MARKS = re.compile(r'[",\r\n]')
_SPECIAL = {"uri": "uri:ID", ":LABEL": ":LABEL"}

README = """# This graph for Neo4j 5

`nodes.csv` and `relationships.csv` are for the bulk importer, which fills a database that is stopped or does not exist
yet (the parts of a list are parted by the character U+001F):

    neo4j-admin database import full neo4j --overwrite-destination \\
      --nodes=nodes.csv --relationships=relationships.csv --array-delimiter=U+001F --multiline-fields=true

`load.cypher` does the same on a running server (5.7 or later); running it again changes nothing:

    cypher-shell -u neo4j -f load.cypher

It adds and refreshes, and deletes nothing: what no article says any more stays until you empty the database. It takes
about 10 ms a row, so take the bulk importer for more than some ten thousand statements.

- A node is an entity, labelled `Resource`, its class and that class's ancestors; or a value, labelled `Quantity` (with
  `value` and `unit`) or `Literal`. Articles are no nodes.
- A relationship is a statement, with its `statementId`. `asserted` is false for what is planned, forecast, reported,
  denied or ended. A statement of a symmetric predicate stands once: match it without a direction.
- The lists `quotes`, `annotators`, `articles`, `publishers` and `urls` go together: one place, one piece of evidence.

For example:

    MATCH (a)-[r:announced]->(b) WHERE r.asserted RETURN a.name, b.name, r.date, r.quotes, r.urls;
"""


@dataclass(frozen=True, slots=True)
class Neo4jExporter:
    """Writes the folder `neo4j/`. Without an ontology it takes the one that comes with kg."""

    ontology: Ontology | None = None

    def export(self, graph: Graph, target: Path) -> Path:
        """Write `nodes.csv`, `relationships.csv`, `load.cypher` and a README into the folder `target`."""
        ontology = self.ontology or load()
        found, edges = nodes(graph, ontology), list(relationships(graph, ontology))
        node_rows = [{**node.properties, ":LABEL": node.labels} for node in found]
        edge_rows = [
            {":START_ID": edge.begin, ":END_ID": edge.end, ":TYPE": edge.type, **edge.properties} for edge in edges
        ]
        write_text(target / "nodes.csv", table(("uri", "id", "name", ":LABEL"), node_rows))
        write_text(target / "relationships.csv", table((":START_ID", ":END_ID", ":TYPE", "statementId"), edge_rows))
        write_text(target / "load.cypher", script(found, edges))
        write_text(target / "README.md", README)
        return target


def table(first: Sequence[str], rows: Sequence[Mapping[str, Property]]) -> str:
    """The rows as CSV (RFC 4180, but for its line ends) under a header with the importer's types.

    The columns are `first`, then the others that occur, sorted. An empty field is no property; an empty text is `""`.
    """
    kinds = {name: _kind(value) for row in rows for name, value in row.items()}
    columns = [*first, *sorted(kinds.keys() - set(first))]
    header = (_SPECIAL.get(name) or name + kinds.get(name, "") for name in columns)
    lines = (",".join(_field(row.get(name)) for name in columns) for row in rows)
    return "".join(f"{line}\n" for line in (",".join(header), *lines))


def _kind(value: Property) -> str:
    """The type that a column's header names; none for a text."""
    if isinstance(value, bool):
        return ":boolean"
    if isinstance(value, float):
        return ":double"
    if isinstance(value, date):
        return ":date"
    return ":string[]" if isinstance(value, tuple) else ""


def _field(value: Property | None) -> str:
    if value is None or value == ():
        return ""
    if isinstance(value, tuple):
        return _quoted(DELIMITER.join(part.replace(DELIMITER, " ") for part in value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return _quoted(value.isoformat() if isinstance(value, date) else str(value))


def _quoted(text: str) -> str:
    plain = text and not _MARKS.search(text) and text == text.strip()
    return text if plain else '"' + text.replace('"', '""') + '"'
