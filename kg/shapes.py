"""SHACL shapes that follow from an ontology: what a `graph.ttl` built with it must look like.

Only SHACL core, so that any validator can run them. The data carries every ancestor of a class, so no reasoner and no
ontology graph is needed either. Source: https://www.w3.org/TR/shacl/
"""

import re
from collections.abc import Iterable, Sequence

from kg.ontology import STATUSES, Ontology, PropertyTerm, QualifierTerm

STANDINGS = ("normal", "deprecated")

_PREFIXES = """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix kg:      <https://kg.example/schema#> .
@prefix oa:      <http://www.w3.org/ns/oa#> .
@prefix ont:     <{iri}> .
@prefix prov:    <http://www.w3.org/ns/prov#> .
@prefix rdf:     <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs:    <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema:  <https://schema.org/> .
@prefix sh:      <http://www.w3.org/ns/shacl#> .
@prefix shape:   <https://kg.example/shapes#> .
@prefix xsd:     <http://www.w3.org/2001/XMLSchema#> .
"""
_QUANTITIES = ("[ sh:class schema:QuantitativeValue ]", "[ sh:class schema:MonetaryAmount ]")
_STRINGS = ("[ sh:datatype xsd:string ]", "[ sh:datatype rdf:langString ]")
_DATE = r"^-?\\d{4,}(-(\\d{2}(-\\d{2})?|Q[1-4]|H[12]))?$"
_RANGE = r"^\\d+(-\\d+)?$"

# The same for every ontology: articles, evidence and quantities.
_FIXED = """\
# ------------------------------------------------------------------------------------- articles, evidence, quantities

shape:Article a sh:NodeShape ;
    sh:targetClass schema:Article ;
    sh:nodeKind sh:IRI ;
    sh:property [ sh:path dcterms:title ; sh:maxCount 1 ] ;
    sh:property [ sh:path dcterms:issued ; sh:maxCount 1 ] .

shape:Evidence a sh:NodeShape ;
    sh:targetObjectsOf prov:wasDerivedFrom ;
    sh:class oa:SpecificResource ;
    sh:nodeKind sh:IRI ;
    sh:property [ sh:path oa:hasSource ; sh:minCount 1 ; sh:maxCount 1 ; sh:class schema:Article ] ;
    sh:property [ sh:path oa:hasSelector ; sh:qualifiedValueShape [ sh:class oa:TextQuoteSelector ] ;
        sh:qualifiedMinCount 1 ; sh:qualifiedMaxCount 1 ; sh:message "Evidence has one text quote." ] ;
    sh:property [ sh:path oa:hasSelector ; sh:qualifiedValueShape [ sh:class oa:TextPositionSelector ] ;
        sh:qualifiedMinCount 1 ; sh:qualifiedMaxCount 1 ; sh:message "Evidence has one text position." ] .

shape:TextQuote a sh:NodeShape ;
    sh:targetClass oa:TextQuoteSelector ;
    sh:property [ sh:path oa:exact ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:Literal ; sh:minLength 1 ] ;
    sh:property [ sh:path oa:prefix ; sh:maxCount 1 ; sh:nodeKind sh:Literal ] ;
    sh:property [ sh:path oa:suffix ; sh:maxCount 1 ; sh:nodeKind sh:Literal ] .

shape:TextPosition a sh:NodeShape ;
    sh:targetClass oa:TextPositionSelector ;
    sh:property [ sh:path oa:start ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:integer ; sh:minInclusive 0 ;
        sh:lessThan oa:end ] ;
    sh:property [ sh:path oa:end ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:integer ] .

shape:QuantitativeValue a sh:NodeShape ;
    sh:targetClass schema:QuantitativeValue ;
    sh:property [ sh:path schema:value ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:decimal ] ;
    sh:property [ sh:path schema:unitCode ; sh:maxCount 1 ; sh:datatype xsd:string ] .

shape:MonetaryAmount a sh:NodeShape ;
    sh:targetClass schema:MonetaryAmount ;
    sh:property [ sh:path schema:value ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:decimal ] ;
    sh:property [ sh:path schema:currency ; sh:minCount 1 ; sh:maxCount 1 ; sh:pattern "^[A-Z]{3}$" ] .
"""


def shapes(ontology: Ontology) -> str:
    """The shapes in Turtle; the same ontology gives the same text."""
    parts = [
        f"# SHACL shapes that follow from {ontology.file.name}: made by kg.shapes, not by hand (see README.md).\n",
        _PREFIXES.format(iri=ontology.iri),
        _title("entities"),
        _entity_shape(ontology),
        *(_class_shape(ontology, name) for name in ontology.classes),
        _title("predicates, as plain triples"),
        *(_triple_shape(ontology, term) for term in ontology.properties.values()),
        _title("statement nodes"),
        _statement_shape(ontology),
        *(_statement_kind_shape(ontology, term) for term in ontology.properties.values()),
        _FIXED,
    ]
    return "\n".join(parts)


def _title(text: str) -> str:
    return f"# {text:->{116}}\n".replace(f"-{text}", f" {text}")


def _entity_shape(ontology: Ontology) -> str:
    """Whatever has a label is of a class of the ontology, or a quantity."""
    roots = [f"[ sh:class {_name(ontology, name)} ]" for name, term in ontology.classes.items() if not term.parents]
    return _node(
        "shape:Entity",
        "sh:targetSubjectsOf rdfs:label",
        "sh:nodeKind sh:IRI",
        f"sh:or {_list((*roots, *_QUANTITIES))}",
        'sh:message "An entity is of a class of the ontology."',
    )


def _class_shape(ontology: Ontology, name: str) -> str:
    """An instance has a label, unless it is an article, and carries the class's parents."""
    term = ontology.classes[name]
    document = ontology.class_for("https://schema.org/Article")
    clauses = [f"sh:targetClass {_name(ontology, name)}"]
    if document is None or not ontology.is_a(name, document):
        clauses.append(_property("rdfs:label", "sh:minCount 1", "sh:uniqueLang true", "sh:nodeKind sh:Literal"))
    clauses += (_property("rdf:type", f"sh:hasValue {_name(ontology, parent)}") for parent in term.parents)
    if len(clauses) == 1:
        clauses.append("sh:nodeKind sh:IRI")
    return _node(_shape("class", name), *clauses)


def _triple_shape(ontology: Ontology, term: PropertyTerm) -> str:
    """Subject and objects of the plain triple are of the domain and the range; a symmetric one stands both ways."""
    predicate = _name(ontology, term.name)
    once = ("sh:maxCount 1",) if term.functional else ()
    clauses = [f"sh:targetSubjectsOf {predicate}"]
    if term.domain:
        clauses.append(_of_class(ontology, term.domain))
    clauses.append(_property(predicate, *_object(ontology, term), *once))
    if term.symmetric:
        clauses.append(_property(f"[ sh:inversePath {predicate} ]", f"sh:equals {predicate}"))
    return _node(_shape("triple", term.name), *clauses)


def _statement_shape(ontology: Ontology) -> str:
    """What every statement node has."""
    one = ("sh:minCount 1", "sh:maxCount 1")
    predicates = _list(_name(ontology, name) for name in ontology.properties)
    automatic = [_name(ontology, term.name) for term in ontology.properties.values() if term.automatic]
    evidence = _property("prov:wasDerivedFrom", "sh:minCount 1", 'sh:message "A statement has evidence."')
    if automatic:
        free = _property("rdf:predicate", f"sh:in {_list(automatic)}")
        evidence = f"sh:or ( [ {free} ]\n        [ {evidence} ] )"
    return _node(
        "shape:Statement",
        "sh:targetClass rdf:Statement",
        "sh:nodeKind sh:IRI",
        _property("rdf:subject", *one, "sh:nodeKind sh:IRI"),
        _property("rdf:predicate", *one, f"sh:in {predicates}"),
        _property("rdf:object", *one),
        _property("kg:confidence", *one, "sh:datatype xsd:decimal", "sh:minInclusive 0", "sh:maxInclusive 1"),
        _property("kg:standing", "sh:maxCount 1", f"sh:in {_list(map(_string, STANDINGS))}"),
        _property("kg:dateFrom", "sh:maxCount 1", "sh:datatype xsd:date", "sh:lessThanOrEquals kg:dateTo"),
        _property("kg:dateTo", "sh:maxCount 1", "sh:datatype xsd:date"),
        *(_qualifier(ontology, term) for term in ontology.qualifiers.values()),
        evidence,
    )


def _statement_kind_shape(ontology: Ontology, term: PropertyTerm) -> str:
    """Subject and object of the statement nodes of one predicate: planned ones have no plain triple.

    SHACL core cannot target statements by predicate, so the predicate is the target and the path leads back.
    """
    inner = ["sh:path [ sh:inversePath rdf:predicate ]"]
    if term.domain:
        inner.append(_property("rdf:subject", _of_class(ontology, term.domain)))
    inner.append(_property("rdf:object", *_object(ontology, term)))
    body = " ;\n        ".join(inner)
    return _node(
        _shape("statement", term.name),
        f"sh:targetNode {_name(ontology, term.name)}",
        f"sh:property [\n        {body} ]",
    )


def _object(ontology: Ontology, term: PropertyTerm) -> tuple[str, ...]:
    """What the objects are; a value is a quantity's node or a string, never a bare number."""
    if term.quantity:
        return (f"sh:or {_list((*_QUANTITIES, *_STRINGS))}",)
    return (_of_class(ontology, term.range),) if term.range else ("sh:nodeKind sh:IRI",)


def _qualifier(ontology: Ontology, term: QualifierTerm) -> str:
    form = {
        "text": ("sh:datatype xsd:string", "sh:minLength 1"),
        "date": ("sh:datatype xsd:string", f'sh:pattern "{_DATE}"'),
        "status": (f"sh:in {_list(map(_string, STATUSES))}",),
        "quantity": (f"sh:or {_list(_QUANTITIES)}",),
        "range": ("sh:datatype xsd:string", f'sh:pattern "{_RANGE}"'),
        "percentage": ("sh:datatype xsd:string", r'sh:pattern "^[+-]?\\d+(\\.\\d+)? ?%$"'),
    }
    path = _name(ontology, term.name) if term.iri.startswith(ontology.iri) else f"<{term.iri}>"
    return _property(path, "sh:maxCount 1", *form[term.datatype])


def _of_class(ontology: Ontology, kinds: Sequence[str]) -> str:
    names = [_name(ontology, kind) for kind in kinds]
    if len(names) == 1:
        return f"sh:class {names[0]}"
    return f"sh:or {_list(f'[ sh:class {name} ]' for name in names)}"


def _node(name: str, *clauses: str) -> str:
    return f"{name} a sh:NodeShape ;\n    " + " ;\n    ".join(clauses) + " .\n"


def _property(path: str, *clauses: str) -> str:
    return f"sh:property [ sh:path {path} ; {' ; '.join(clauses)} ]"


def _list(values: Iterable[str]) -> str:
    """The values as a list of Turtle, each on its own line when it is long."""
    items = list(values)
    flat = f"( {' '.join(items)} )"
    return flat if len(flat) <= 90 else "(\n" + "".join(f"        {item}\n" for item in items) + "    )"


def _string(value: str) -> str:
    return f'"{value}"'


def _name(ontology: Ontology, name: str) -> str:
    return f"ont:{name}" if _is_local(name) else f"<{ontology.iri}{name}>"


def _shape(kind: str, name: str) -> str:
    return f"shape:{kind}-{name}" if _is_local(name) else f"<https://kg.example/shapes#{kind}-{name}>"


def _is_local(name: str) -> bool:
    """Whether Turtle lets the name stand behind a prefix as it is."""
    return re.fullmatch(r"[^\W\d][\w-]*", name) is not None
