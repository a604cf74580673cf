"""A graph as a labelled property graph: nodes and relationships that hold properties.

A node is an entity, or a value that a statement names. A relationship is a statement, keyed by its id, and carries its
qualifiers and its evidence, since a relationship cannot point at an evidence node. Articles are no nodes. Unlike in
RDF, a statement that is not asserted is a relationship too, with `asserted` false, and a symmetric one stands once.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kg.export.dates import span
from kg.export.rdf import quantity
from kg.export.terms import escaped, web_iri
from kg.ids import digest, quantity_id
from kg.model import Document, Entity, Graph, Literal, Statement
from kg.ontology import Ontology

Property = str | float | bool | date | tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A node.

    Attributes:
        labels: `Resource`, then the class and its ancestors, or `Quantity`, or `Literal`.
        properties: by name; `uri` is always there.
    """

    uri: str
    labels: tuple[str, ...]
    properties: Mapping[str, Property]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship:
    """A relationship.

    Attributes:
        begin, end: the `uri` of its nodes.
        properties: by name; `statementId` is always there.
    """

    begin: str
    end: str
    type: str
    properties: Mapping[str, Property]


def nodes(graph: Graph, ontology: Ontology) -> list[Node]:
    """The entities, and the values that statements have as objects, each once, sorted by URI."""
    found = [_entity(entity, graph.base, ontology) for entity in graph.entities]
    values = {statement.object for statement in graph.statements if isinstance(statement.object, Literal)}
    found += [_value(value, graph.base) for value in values]
    return sorted(found, key=lambda node: node.uri)


def relationships(graph: Graph, ontology: Ontology) -> Iterator[Relationship]:
    """One for each statement, in the graph's order."""
    documents = {document.id: document for document in graph.documents}
    for statement in graph.statements:
        target = statement.object
        end = _value_id(target) if isinstance(target, Literal) else target
        yield Relationship(
            begin=graph.base + escaped(statement.subject),
            end=graph.base + escaped(end),
            type=statement.predicate,
            properties={
                "statementId": statement.id,
                "status": statement.status,
                "asserted": statement.asserted,
                "standing": statement.standing,
                "confidence": round(statement.confidence, 4),
                **_qualifiers(statement, ontology),
                **_evidence(statement, documents),
            },
        )


def _entity(entity: Entity, base: str, ontology: Ontology) -> Node:
    uri = base + escaped(entity.id)
    names = {f"name_{_key(language)}": label for language, label in sorted(entity.labels.items())}
    same_as = tuple(iri for same in entity.same_as if (iri := web_iri(same)))
    return Node(
        uri=uri,
        labels=("Resource", *(ontology.ancestors(entity.type) or (entity.type,))),
        properties={
            "uri": uri,
            "id": entity.id,
            "name": entity.label,
            "aliases": entity.aliases,
            **({"sameAs": same_as} if same_as else {}),
            **names,
        },
    )


def _value_id(value: Literal) -> str:
    if value.datatype == "xsd:decimal":
        return quantity_id(value.value, value.unit)
    return "literal/" + digest(value.value, value.language)


def _value(value: Literal, base: str) -> Node:
    name = _value_id(value)
    uri = base + name
    properties: dict[str, Property] = {"uri": uri, "id": name, "name": str(value)}
    if value.datatype != "xsd:decimal":
        return Node(uri=uri, labels=("Resource", "Literal"), properties=properties)
    return Node(uri=uri, labels=("Resource", "Quantity"), properties={**properties, **_measure(value)})


def _measure(value: Literal) -> dict[str, Property]:
    """The number, unless it is too large for a double, and the unit, unless it is bare."""
    number = float(value.value)
    found: dict[str, Property] = {"value": number} if math.isfinite(number) else {}
    return {**found, "unit": value.unit} if value.unit else found


def _qualifiers(statement: Statement, ontology: Ontology) -> dict[str, Property]:
    """Each as its text; a date also as its first and last day, a quantity also as number and unit."""
    found: dict[str, Property] = {}
    for name, text in statement.qualifiers:
        if name == "status":
            continue
        key = _key(name)
        found[key] = text
        term = ontology.qualifiers.get(name)
        if term and term.datatype == "date" and (days := span(text)):
            found |= {f"{key}From": date.fromisoformat(days[0]), f"{key}To": date.fromisoformat(days[1])}
        if term and term.datatype == "quantity" and (amount := quantity(text)):
            found |= {f"{key}{part.capitalize()}": value for part, value in _measure(amount).items()}
    return found


def _evidence(statement: Statement, documents: Mapping[str, Document]) -> dict[str, Property]:
    """Lists of equal length: each place is one piece of evidence, empty where nothing is known of it.

    A list of nothing but that is left out, which is what the bulk importer makes of it.
    """
    articles = [documents.get(evidence.document) for evidence in statement.evidence]
    lists = {
        "quotes": tuple(evidence.quote for evidence in statement.evidence),
        "annotators": tuple(evidence.annotator for evidence in statement.evidence),
        "articles": tuple(evidence.document for evidence in statement.evidence),
        "publishers": tuple((article and article.publisher) or "" for article in articles),
        "urls": tuple((article and article.url) or "" for article in articles),
    }
    return {name: texts for name, texts in lists.items() if any(texts)}


def _key(name: str) -> str:
    """A property's name, which may hold letters, digits and underscores."""
    return re.sub(r"\W", "_", name)
