"""What a query may not do: change data, or ask another server.

Oxigraph follows a SERVICE clause over the network and has no switch against it, so the clause is looked for here, in
the text. Its parser knows no tokens: `SERVICE:x`, `SERVICESILENT<x>` and `trueSERVICE<x>` are clauses to it, and `<`
may be a comparison. In doubt this refuses.
"""

import re

from kg.errors import QueryError

_TOKEN = re.compile(
    r"""\#[^\n\r]*
    | (?P<iri><[^<>"{}|^`\x00-\x20]*>)
    | \"{3}(?:[^\\]|\\.)*?\"{3} | '{3}(?:[^\\]|\\.)*?'{3}
    | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
    | [?$@]\w+
    | (?P<prefix>[\w.\-]*):(?P<local>(?:[\w.:%\-]|\\.)*)
    | (?P<word>[A-Za-z]+)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U(00(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{4})")
_UPDATES = {"ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH"}
_PROLOGUE = {"BASE", "PREFIX", "VERSION"}


def check(text: str) -> None:
    """Raises QueryError for a query that changes data or that asks another server."""
    if not text.strip():
        raise QueryError("the query is empty; expected SELECT, ASK, CONSTRUCT or DESCRIBE")
    if _asks_service(text) or _asks_service(_ESCAPE.sub(lambda found: chr(int(found[1] or found[2], 16)), text)):
        raise QueryError(
            "the query has a SERVICE clause, or a prefix with that word; kg asks no other server: query what the build "
            "holds, or rename the prefix"
        )
    words = (found["word"].upper() for found in _TOKEN.finditer(text) if found["word"])
    first = next((word for word in words if word not in _PROLOGUE), "")
    if first in _UPDATES:
        raise QueryError(f"{first} changes data, and kg query only reads; use SELECT, ASK, CONSTRUCT or DESCRIBE")


def _asks_service(text: str) -> bool:
    for found in _TOKEN.finditer(text.upper()):
        suspects = (
            "SERVICE" in (found["word"] or ""),
            "SERVICE" in (found["prefix"] or ""),
            # A sentence's full stop that reads as part of a name.
            ".SERVICE" in (found["local"] or ""),
            # `?a<?b)SERVICE#>`: a comparison, the end of a filter, and a comment, that read as an IRI.
            bool(re.search(r"\).*SERVICE", found["iri"] or "")),
        )
        if any(suspects):
            return True
    return False
