"""A property graph as a Cypher script that may be run again. Source: Cypher 5, https://neo4j.com/docs/cypher-manual/5/.

Why literals, and not parameters or LOAD CSV: the script is one file that any Neo4j client runs, with no file on the
server. So every string is escaped here, whatever an article wrote into it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, groupby
from typing import TypeVar

from kg.export.property_graph import Node, Property, Relationship

T = TypeVar("T")
K = TypeVar("K")
BATCH = 200
"""Rows in one statement: few enough that the server plans it at once, many enough that it is not planned too often."""

_SPECIAL = re.compile(r"\\u?|['\x00-\x1f\x7f]")
_ESCAPES = {"\\u": "\\\\\\u0075", "\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def script(nodes: Iterable[Node], relationships: Iterable[Relationship]) -> str:
    """The script: constraints, then nodes by their labels, then relationships by their type."""
    by_labels = sorted(nodes, key=lambda node: node.labels)
    by_type = sorted(relationships, key=lambda each: each.type)
    types = dict.fromkeys(each.type for each in by_type)
    parts = (
        ["CREATE CONSTRAINT kg_resource_uri IF NOT EXISTS FOR (n:Resource) REQUIRE n.uri IS UNIQUE;"],
        map(_constraint, types),
        (_node_rows(labels, rows) for labels, rows in _batches(by_labels, lambda node: node.labels)),
        (_relationship_rows(name, rows) for name, rows in _batches(by_type, lambda each: each.type)),
    )
    return "".join(f"{part}\n" for part in chain.from_iterable(parts))


def identifier(name: str) -> str:
    """A label, type or name in back quotes. A backslash, which no term of an ontology has, is left out."""
    return "`" + name.replace("\\", "").replace("`", "``") + "`"


def literal(value: Property | Mapping[str, Property]) -> str:
    """The value as Cypher writes it."""
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(value).replace("e+", "e")
    if isinstance(value, date):
        return f"date('{value.isoformat()}')"
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_string, value)) + "]"
    pairs = (f"{name if _PLAIN.fullmatch(name) else identifier(name)}: {literal(each)}" for name, each in value.items())
    return "{" + ", ".join(pairs) + "}"


def _string(text: str) -> str:
    r"""In single quotes.

    Some versions of Cypher read `\uXXXX` before they look for the end of a string, where `\\u0027` would end it.
    A `u` after a backslash is therefore written as an escape of its own, which every version reads alike.
    """
    return "'" + _SPECIAL.sub(_escape, text) + "'"


def _escape(found: re.Match[str]) -> str:
    special = found[0]
    return _ESCAPES.get(special) or f"\\u{ord(special):04X}"


def _constraint(name: str) -> str:
    return (
        f"CREATE CONSTRAINT {identifier('kg_statement_' + name)} IF NOT EXISTS "
        f"FOR ()-[r:{identifier(name)}]-() REQUIRE r.statementId IS UNIQUE;"
    )


def _node_rows(labels: Iterable[str], rows: Iterable[Node]) -> str:
    return (
        f"UNWIND [\n{_lines(literal(row.properties) for row in rows)}\n] AS row\n"
        f"MERGE (n:Resource {{uri: row.uri}}) SET n = row, n:{':'.join(map(identifier, labels))};"
    )


def _relationship_rows(name: str, rows: Iterable[Relationship]) -> str:
    return (
        f"UNWIND [\n{_lines(map(_relationship, rows))}\n] AS row\n"
        "MATCH (a:Resource {uri: row.begin}) MATCH (b:Resource {uri: row.end})\n"
        f"MERGE (a)-[r:{identifier(name)} {{statementId: row.properties.statementId}}]->(b) SET r = row.properties;"
    )


def _relationship(row: Relationship) -> str:
    return f"{{begin: {_string(row.begin)}, end: {_string(row.end)}, properties: {literal(row.properties)}}}"


def _lines(rows: Iterable[str]) -> str:
    return ",\n".join(f"  {row}" for row in rows)


def _batches(items: Sequence[T], key: Callable[[T], K]) -> Iterator[tuple[K, list[T]]]:
    """Runs of items with one key, at most `BATCH` long."""
    for name, group in groupby(items, key):
        rest = list(group)
        for begin in range(0, len(rest), BATCH):
            yield name, rest[begin : begin + BATCH]
