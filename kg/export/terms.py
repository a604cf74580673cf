"""RDF terms for the exporters: triples, the namespaces, and which text may become an IRI. Source: RDF 1.1, RFC 3987."""

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from kg.ontology import Ontology

DCTERMS = "http://purl.org/dc/terms/"
KG = "https://kg.example/schema#"
OA = "http://www.w3.org/ns/oa#"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA = "https://schema.org/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"

_UCS = "\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U000e1000-\U000efffd" + "".join(
    f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 14)
)
_LEGAL = rf"A-Za-z0-9\-._~!$&'()*+,;=:@/{_UCS}"
_NOT_LOCAL = re.compile(rf"[^{_LEGAL}]")
_NOT_WEB = re.compile(rf"[^{_LEGAL}?#%]|%(?![0-9A-Fa-f]{{2}})")
_WEB = re.compile(rf"(?i:https?)://[A-Za-z0-9._~\-{_UCS}]+(?::[0-9]{{1,5}})?(?:[/?][^#]*)?(?:#[^#]*)?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")


class Text(NamedTuple):
    """A literal. `datatype` is an IRI, empty for a plain string or one with a language."""

    value: str
    datatype: str = ""
    language: str = ""


Triple = tuple[str, str, str | Text]
"""Subject, predicate and object; an object that is a plain `str` is an IRI."""


@lru_cache(maxsize=1 << 18)
def escaped(name: str) -> str:
    """An id or a term's name as the end of an IRI: what may not stand there is percent-encoded; Chinese stays."""
    return _NOT_LOCAL.sub(_percent, name)


def web_iri(text: str) -> str | None:
    """The text as an absolute http(s) IRI, escaped; None when it is none (no scheme, no host, a log-in in it)."""
    iri = _NOT_WEB.sub(_percent, text.strip())
    return iri if _WEB.fullmatch(iri) else None


def _percent(found: re.Match[str]) -> str:
    return quote(found[0], safe="", errors="replace")


def labelled(text: str, language: str) -> Text:
    """A text in a language; plain where the tag is `und` or malformed."""
    tag = language.lower()
    return Text(text, language=tag if tag != "und" and _LANGUAGE.fullmatch(tag) else "")


def prefixes(base: str, ontology: Ontology) -> dict[str, str]:
    """The prefixes of a graph's Turtle, alphabetical. All are declared, used or not: queries bind those of the file."""
    local = {kind: f"{base}{kind}/" for kind in ("article", "evidence", "quantity", "statement")}
    fixed = {
        "dcterms": DCTERMS,
        "kg": KG,
        "oa": OA,
        "owl": OWL,
        "prov": PROV,
        "rdf": RDF,
        "rdfs": RDFS,
        "schema": SCHEMA,
        "skos": SKOS,
        "xsd": XSD,
    }
    return dict(sorted({**local, **fixed, "id": base, "ont": ontology.iri}.items()))
