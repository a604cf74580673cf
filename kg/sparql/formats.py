"""The forms of an answer: a table to read, and the W3C's forms for programs.

Source: SPARQL 1.1 Query Results CSV (https://www.w3.org/TR/sparql11-results-csv-tsv/) and JSON
(https://www.w3.org/TR/sparql11-results-json/).
"""

import csv
import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from io import StringIO
from typing import Any

import pyoxigraph as ox

from kg.errors import QueryError
from kg.sparql.query import Answer, Term

_LOCAL = re.compile(r"\w(?:[\w.\-]*[\w\-])?")
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_LANGUAGE_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


def render(answer: Answer, form: str = "table") -> str:
    """The answer in one of `FORMATS`, with a line end at its end. A graph's table is Turtle.

    Raises QueryError where the form cannot hold the answer.
    """
    if form not in FORMATS:
        raise QueryError(f'unknown form "{form}". Available: {", ".join(FORMATS)}.')
    return FORMATS[form](answer)


def table(answer: Answer) -> str:
    """Aligned columns, IRIs short; Chinese characters take two places. Turtle for a graph, yes or no for an ASK."""
    if answer.triples is not None:
        return turtle(answer)
    if answer.truth is not None:
        return "yes\n" if answer.truth else "no\n"
    names = {iri: prefix for prefix, iri in answer.prefixes.items()}
    blank = _Blank()
    cells = [[_readable(term, names, blank) for term in row] for row in answer.rows]
    rows = [list(answer.variables), *cells]
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    lines = [_line(row, widths) for row in rows]
    rule = _line(["-" * width for width in widths], widths)
    return "".join(f"{line}\n" for line in (lines[0], rule, *lines[1:]))


def comma_separated(answer: Answer) -> str:
    """SPARQL's CSV: bare values, lines end with CR LF."""
    if answer.triples is not None:
        raise QueryError("CSV cannot hold a graph; ask for turtle, or use SELECT")
    out, blank = StringIO(), _Blank()
    writer = csv.writer(out, lineterminator="\r\n")
    if answer.truth is not None:
        writer.writerow(["true" if answer.truth else "false"])
    else:
        writer.writerow(answer.variables)
        writer.writerows([_bare(term, blank) for term in row] for row in answer.rows)
    return out.getvalue()


def json_results(answer: Answer) -> str:
    """SPARQL's JSON."""
    if answer.triples is not None:
        raise QueryError("SPARQL's JSON cannot hold a graph; ask for turtle, or use SELECT")
    if answer.truth is not None:
        return json.dumps({"head": {}, "boolean": answer.truth}) + "\n"
    blank = _Blank()
    bindings = [
        {name: _json(term, blank) for name, term in zip(answer.variables, row, strict=True) if term is not None}
        for row in answer.rows
    ]
    found = {"head": {"vars": list(answer.variables)}, "results": {"bindings": bindings}}
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def turtle(answer: Answer) -> str:
    """The triples of a CONSTRUCT or DESCRIBE, sorted, with the prefixes that they use."""
    if answer.triples is None:
        raise QueryError("only a graph can be Turtle; use CONSTRUCT or DESCRIBE, or ask for table, csv or json")
    text = " ".join(map(str, answer.triples))
    used = {prefix: iri for prefix, iri in answer.prefixes.items() if f"<{iri}" in text}
    data = ox.serialize(answer.triples, format=ox.RdfFormat.TURTLE, prefixes=used)
    return data.decode() if data else ""


FORMATS: Mapping[str, Callable[[Answer], str]] = {
    "table": table,
    "csv": comma_separated,
    "json": json_results,
    "turtle": turtle,
}


class _Blank:
    """Names blank nodes b0, b1, ... as they come: the store's own names change from run to run."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}

    def __call__(self, node: ox.BlankNode) -> str:
        return self.names.setdefault(node.value, f"b{len(self.names)}")


def _readable(term: Term | None, names: Mapping[str, str], blank: _Blank) -> str:
    """On one line; an IRI with its prefix where one fits."""
    if isinstance(term, ox.NamedNode):
        cut = max(term.value.rfind("#"), term.value.rfind("/")) + 1
        prefix, local = names.get(term.value[:cut]), term.value[cut:]
        return f"{prefix}:{local}" if prefix is not None and _LOCAL.fullmatch(local) else term.value
    text = _bare(term, blank)
    return " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())


def _bare(term: Term | None, blank: _Blank) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.BlankNode):
        return f"_:{blank(term)}"
    return str(term) if isinstance(term, ox.Triple) else term.value


def _json(term: Term, blank: _Blank) -> dict[str, Any]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": blank(term)}
    if isinstance(term, ox.Triple):
        parts = {name: _json(getattr(term, name), blank) for name in ("subject", "predicate", "object")}
        return {"type": "triple", "value": parts}
    found = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype.value not in (_STRING, _LANGUAGE_STRING):
        found["datatype"] = term.datatype.value
    return found


def _width(text: str) -> int:
    """Places that the text takes on a terminal."""
    wide = sum(unicodedata.east_asian_width(mark) in "WF" for mark in text)
    return len(text) + wide - sum(unicodedata.combining(mark) > 0 for mark in text)


def _line(cells: list[str], widths: list[int]) -> str:
    padded = (cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip()
