"""A graph as RDF triples: what `graph.ttl` says.

A statement stands twice: as the plain triple when it is asserted, so that a query stays one line, and always as an
`rdf:Statement` node with its qualifiers and evidence. A planned, denied, reported, forecast or ended statement has the
node only, so that no query mistakes a rumour for a fact. Every node has an IRI, so that files compare line by line.

Why rdf:Statement and not RDF 1.2's triple terms: rdflib and pySHACL cannot read those.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Generator, Iterator

from kg.export.dates import span, typed
from kg.export.terms import (
    DCTERMS,
    KG,
    OA,
    OWL,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    XSD,
    Text,
    Triple,
    escaped,
    labelled,
    web_iri,
)
from kg.ids import evidence_id, quantity_id
from kg.model import Document, Entity, Evidence, Graph, Literal, Statement
from kg.ontology import Ontology
from kg.text import name_language

A = RDF + "type"
CONTEXT = 32
"""Characters before and after a quote that find it again in a changed text, as browsers and annotation tools keep."""

_QUANTITY = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)(?: (\S+))?")
_CURRENCY = re.compile(r"[A-Z]{3}")


def triples(graph: Graph, ontology: Ontology) -> Iterator[Triple]:
    """What the graph says, in RDF; a triple may come more than once."""
    writer = _Writer(graph, ontology)
    for entity in graph.entities:
        yield from writer.entity(entity)
    for document in graph.documents:
        yield from writer.article(document)
    for statement in graph.statements:
        yield from writer.statement(statement)


def quantity(text: str) -> Literal | None:
    """The value that a qualifier such as `644000000000 USD` writes; None when it is no number with a unit."""
    found = _QUANTITY.fullmatch(text)
    return Literal(value=found[1], unit=found[2] or "") if found else None


def is_currency(unit: str) -> bool:
    """Whether the unit is a currency: three capital letters, as in ISO 4217.

    Why no list of currencies: no UCUM code in use has that form, and a list grows old.
    """
    return bool(_CURRENCY.fullmatch(unit))


class _Writer:
    """One graph's nodes as triples, with the look-ups that they need."""

    def __init__(self, graph: Graph, ontology: Ontology) -> None:
        self.base, self.ontology = graph.base, ontology
        self.quoted: set[tuple[str, str]] = set()
        self.texts = {document.id: document.text for document in graph.documents}
        self.mentioned: dict[str, list[Entity]] = defaultdict(list)
        for entity in graph.entities:
            for document in entity.documents:
                self.mentioned[document].append(entity)
        self.date = next((term.iri for term in ontology.qualifiers.values() if term.datatype == "date"), None)
        self.person, self.outlet, self.article_class = (
            ontology.class_for(SCHEMA + name) for name in ("Person", "NewsMediaOrganization", "Article")
        )
        self.mentions, self.published_by = (self._automatic(SCHEMA + name) for name in ("mentions", "publisher"))

    def entity(self, entity: Entity) -> Iterator[Triple]:
        node = self._node(entity.id)
        for iri in self._classes(entity.type):
            yield node, A, iri
        for language, label in entity.labels.items():
            yield node, RDFS + "label", labelled(label, language)
        labels = set(entity.labels.values())
        for alias in entity.aliases:
            if alias not in labels:
                yield node, SKOS + "altLabel", labelled(alias, name_language(alias))
        for same in entity.same_as:
            if known := web_iri(same):
                yield node, OWL + "sameAs", known

    def article(self, document: Document) -> Iterator[Triple]:
        node = self._node(document.id)
        yield node, A, SCHEMA + "Article"
        for iri in self._classes(self.article_class) if self.article_class else ():
            yield node, A, iri
        if document.title:
            yield node, DCTERMS + "title", labelled(document.title, document.language)
        if document.url:
            yield node, SCHEMA + "url", web_iri(document.url) or Text(document.url)
        if document.published:
            value, kind = typed(document.published)
            yield node, DCTERMS + "issued", Text(value, XSD + kind if kind else "")
        if document.language != "und":
            yield node, DCTERMS + "language", Text(document.language)
        for source in document.sources:
            yield node, KG + "source", Text(source)
        if document.part_of:
            yield node, DCTERMS + "isPartOf", self._node(document.part_of)
        yield from self._credits(node, document)

    def statement(self, statement: Statement) -> Iterator[Triple]:
        node, subject, predicate = self._node(statement.id), self._node(statement.subject), self._predicate(statement)
        target = yield from self._object(statement.object)
        yield node, A, RDF + "Statement"
        yield node, RDF + "subject", subject
        yield node, RDF + "predicate", predicate
        yield node, RDF + "object", target
        yield node, KG + "standing", Text(statement.standing)
        yield node, KG + "confidence", Text(_decimal(statement.confidence), XSD + "decimal")
        yield from self._qualifiers(node, statement.qualifiers)
        for evidence in statement.evidence:
            place = self._node(evidence_id(evidence.document, evidence.begin, evidence.end))
            yield node, PROV + "wasDerivedFrom", place
            yield from self._evidence(place, evidence)
        if statement.asserted:
            yield subject, predicate, target
            term = self.ontology.properties.get(statement.predicate)
            if term and term.symmetric and isinstance(target, str):
                yield target, predicate, subject

    def _credits(self, node: str, document: Document) -> Iterator[Triple]:
        """Who wrote and published it, and of what it speaks: entities where the graph has them, else names."""
        for author in document.authors:
            yield node, SCHEMA + "author", self._named(document, (author,), self.person) or Text(author)
        if document.publisher:
            outlet = self._named(document, (document.publisher, *document.publisher_aliases), self.outlet)
            if outlet:
                yield node, self.published_by, outlet
            else:
                yield node, SCHEMA + "publisher", Text(document.publisher)
        for entity in self.mentioned[document.id]:
            yield node, self.mentions, self._node(entity.id)

    def _named(self, document: Document, names: Collection[str], kind: str | None) -> str | None:
        """The entity of the class that goes by one of the names in the document; the first one by id."""
        for entity in self.mentioned[document.id]:
            if (kind is None or self.ontology.is_a(entity.type, kind)) and not set(names).isdisjoint(entity.aliases):
                return self._node(entity.id)
        return None

    def _qualifiers(self, node: str, qualifiers: tuple[tuple[str, str], ...]) -> Iterator[Triple]:
        for name, value in qualifiers:
            term = self.ontology.qualifiers.get(name)
            iri = term.iri if term else self.ontology.iri + escaped(name)
            amount = quantity(value) if term and term.datatype == "quantity" else None
            if amount:
                target = yield from self._object(amount)
                yield node, iri, target
            else:
                yield node, iri, Text(value)
            if iri == self.date and (days := span(value)):
                yield node, KG + "dateFrom", Text(days[0], XSD + "date")
                yield node, KG + "dateTo", Text(days[1], XSD + "date")

    def _object(self, target: str | Literal) -> Generator[Triple, None, str | Text]:
        """The triples that describe the object, if it is a quantity; returns the object itself."""
        if isinstance(target, str):
            return self._node(target)
        if target.datatype != "xsd:decimal":
            return labelled(target.value, target.language or "und")
        node = self._node(quantity_id(target.value, target.unit))
        currency = is_currency(target.unit)
        yield node, A, SCHEMA + ("MonetaryAmount" if currency else "QuantitativeValue")
        yield node, RDFS + "label", Text(str(target))
        yield node, SCHEMA + "value", Text(target.value, XSD + "decimal")
        if target.unit:
            yield node, SCHEMA + ("currency" if currency else "unitCode"), Text(target.unit)
        return node

    def _evidence(self, node: str, evidence: Evidence) -> Iterator[Triple]:
        """The quoted place. Two statements that one sentence makes share it. Source: Web Annotation."""
        if (node, evidence.annotator) in self.quoted:
            return
        self.quoted.add((node, evidence.annotator))
        position, quote = node + "-position", node + "-quote"
        text = self.texts.get(evidence.document, "")
        yield node, A, OA + "SpecificResource"
        yield node, OA + "hasSource", self._node(evidence.document)
        yield node, OA + "hasSelector", position
        yield node, OA + "hasSelector", quote
        if evidence.annotator:
            yield node, KG + "annotator", Text(evidence.annotator)
        yield position, A, OA + "TextPositionSelector"
        yield position, OA + "start", Text(str(evidence.begin), XSD + "integer")
        yield position, OA + "end", Text(str(evidence.end), XSD + "integer")
        yield quote, A, OA + "TextQuoteSelector"
        yield quote, OA + "exact", Text(evidence.quote)
        yield quote, OA + "prefix", Text(text[max(0, evidence.begin - CONTEXT) : evidence.begin])
        yield quote, OA + "suffix", Text(text[evidence.end : evidence.end + CONTEXT])

    def _node(self, name: str) -> str:
        return self.base + escaped(name)

    def _predicate(self, statement: Statement) -> str:
        term = self.ontology.properties.get(statement.predicate)
        return term.iri if term else self.ontology.iri + escaped(statement.predicate)

    def _classes(self, kind: str) -> list[str]:
        """The class and its ancestors, so that a query needs no reasoner."""
        known = [self.ontology.classes[name].iri for name in self.ontology.ancestors(kind)]
        return known or [self.ontology.iri + escaped(kind)]

    def _automatic(self, aligned: str) -> str:
        """The ontology's property for what an article's metadata says; the aligned one when it has none."""
        terms = self.ontology.properties.values()
        return next((term.iri for term in terms if term.automatic and aligned in term.aligned), aligned)


def _decimal(number: float) -> str:
    """Canonical, to four places as in the build's files."""
    text = f"{number:.4f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
