"""Identifiers: hashes and slugs that depend on content alone, never on a clock, an order or a machine.

Inside a build's files an id is the local part of an IRI: `lenovo`, `article/0f3a...`, `statement/91c2...`. The IRI is
the build's base followed by the id.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable

BASE = "https://kg.example/id/"
ONTOLOGY = "https://kg.example/ontology#"

_NOT_SLUG = re.compile(r"[^\w.]+")


def digest(*parts: str, size: int = 8) -> str:
    """The first `size` bytes, in hexadecimal, of the SHA-256 of the parts, which no choice of parts can confuse."""
    sha = hashlib.sha256()
    for part in parts:
        data = part.encode()
        sha.update(f"{len(data)}:".encode())
        sha.update(data)
    return sha.hexdigest()[: 2 * size]


def document_id(url: str | None, text: str) -> str:
    """The id of an article: copies of one text under one URL are one document."""
    return "article/" + digest(url or "", text)


def slug(label: str) -> str:
    """A readable local name: lower case, words joined by hyphens; Chinese is kept. `x` when nothing is left."""
    text = unicodedata.normalize("NFKC", label).casefold().replace("'", "").replace("’", "")
    return _NOT_SLUG.sub("-", text.replace("_", "-")).strip("-.") or "x"


def statement_id(subject: str, predicate: str, target: str, qualifiers: Iterable[tuple[str, str]]) -> str:
    """The id of a statement: a hash of what it says, and of nothing that supports it."""
    flat = [part for pair in sorted(qualifiers) for part in pair]
    return "statement/" + digest(subject, predicate, target, *flat)


def referent_key(document: str, kind: str, name: str) -> str:
    """The id that a thing is born with inside one article: a hash of the article, its class and its name there."""
    return digest(document, kind, name)


def evidence_id(document: str, begin: int, end: int) -> str:
    """The id of a quoted place of an article."""
    return "evidence/" + digest(document, str(begin), str(end))


def quantity_id(value: str, unit: str) -> str:
    """The id of a value with its unit: equal quantities are one node."""
    return "quantity/" + digest(value, unit)
