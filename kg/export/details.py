"""What the page knows besides the picture: names, statements in words, evidence, articles. Plain data for JSON."""

from collections import Counter
from typing import Any

from kg.export.amount import quantity
from kg.export.passage import passage, place, safe_url
from kg.export.picture import colours
from kg.model import Document, Entity, Evidence, Graph, Literal, Statement
from kg.ontology import Ontology

Row = dict[str, Any]


def details(graph: Graph, ontology: Ontology) -> Row:
    """The page's data, in the order of the graph. Of the articles, only those that something refers to."""
    used = {document for entity in graph.entities for document in entity.documents}
    used |= {evidence.document for statement in graph.statements for evidence in statement.evidence}
    documents = [document for document in graph.documents if document.id in used]
    index = {document.id: number for number, document in enumerate(documents)}
    return {
        "summary": summary(graph),
        "classes": _classes(graph, ontology),
        "predicates": _predicates(graph, ontology),
        "entities": [_entity(entity, index) for entity in graph.entities],
        "statements": [_statement(statement, documents, index) for statement in graph.statements],
        "documents": [_document(document) for document in documents],
    }


def summary(graph: Graph) -> str:
    """The size of the graph in words."""
    counts = (("article", graph.documents), ("entity", graph.entities), ("statement", graph.statements))
    return " · ".join(_count(noun, len(things)) for noun, things in counts)


def _count(noun: str, number: int) -> str:
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{number:,} {noun if number == 1 else plural}"


def _classes(graph: Graph, ontology: Ontology) -> list[Row]:
    """The classes in use, the most frequent first."""
    hue = colours(graph, ontology)
    counts = Counter(entity.type for entity in graph.entities)
    return [
        {
            "id": kind,
            "label": _class_label(kind, ontology),
            "above": [_class_label(above, ontology) for above in _above(kind, ontology)],
            "color": hue[kind],
            "count": count,
        }
        for kind, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]


def _above(kind: str, ontology: Ontology) -> tuple[str, ...]:
    return ontology.ancestors(kind)[1:] if kind in ontology.classes else ()


def _class_label(kind: str, ontology: Ontology) -> str:
    return ontology.classes[kind].labels.get("en", kind) if kind in ontology.classes else kind


def _predicates(graph: Graph, ontology: Ontology) -> list[Row]:
    """The predicates in use, the most frequent first."""
    counts = Counter(statement.predicate for statement in graph.statements)
    rows = []
    for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        term = ontology.properties.get(name)
        label = term.labels.get("en", name) if term else name
        rows.append({"id": name, "label": label, "symmetric": bool(term and term.symmetric), "count": count})
    return rows


def _entity(entity: Entity, index: dict[str, int]) -> Row:
    return {
        "id": entity.id,
        "type": entity.type,
        "label": entity.label,
        "labels": sorted(entity.labels.items()),
        "aliases": list(entity.aliases),
        "links": [{"text": iri, "href": safe_url(iri)} for iri in entity.same_as],
        "documents": [index[document] for document in entity.documents if document in index],
    }


def _statement(statement: Statement, documents: list[Document], index: dict[str, int]) -> Row:
    value = statement.object if isinstance(statement.object, Literal) else None
    return {
        "id": statement.id,
        "subject": statement.subject,
        "predicate": statement.predicate,
        "object": None if value else statement.object,
        "value": quantity(value) if value else None,
        "status": statement.status,
        "standing": statement.standing,
        "confidence": round(statement.confidence, 2),
        "qualifiers": [[name, _qualifier(name, text)] for name, text in statement.qualifiers if name != "status"],
        "evidence": [_evidence(evidence, documents, index) for evidence in statement.evidence],
    }


def _qualifier(name: str, text: str) -> str:
    number, _, unit = text.partition(" ")
    return quantity(Literal(value=number, unit=unit)) if name == "amount" else text


def _evidence(evidence: Evidence, documents: list[Document], index: dict[str, int]) -> Row:
    """Its passage; the bare quote when the article is not in the graph."""
    number = index.get(evidence.document)
    row: Row = {"document": number, "confidence": round(evidence.confidence, 2)}
    if number is None:
        return {**row, "before": "", "quote": evidence.quote, "after": "", "href": "", "place": evidence.document}
    found = passage(documents[number], evidence)
    return {
        **row,
        "before": found.before,
        "quote": found.quote,
        "after": found.after,
        "href": found.href,
        "place": found.place,
    }


def _document(document: Document) -> Row:
    return {
        "title": document.title or place(document) or document.id,
        "publisher": document.publisher or "",
        "published": (document.published or "")[:10],
        "language": document.language,
        "href": safe_url(document.url),
        "place": place(document),
    }
