"""The ontology: classes, predicates and qualifiers, read from OWL or RDFS in Turtle.

kg's own annotations (namespace `https://kg.example/schema#`) may all be missing, so that an ontology from elsewhere
serves as it is. A term's name is the local part of its IRI; only terms of one namespace count, and every other IRI is
something to be aligned with.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.exceptions import ParserError
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node

from kg.errors import OntologyError

KG = Namespace("https://kg.example/schema#")
SCHEMA = Namespace("https://schema.org/")

STATUSES = ("actual", "planned", "forecast", "reported", "denied", "ended")
IDENTITIES = ("name", "organization", "person", "place", "model", "value")
DATATYPES = ("text", "date", "status", "quantity", "range", "percentage")
DEFAULT_COLOR = "#888888"

# What an ontology that declares no qualifier gets.
_STANDARD_QUALIFIERS = {
    "amount": "quantity",
    "change": "percentage",
    "count": "range",
    "date": "date",
    "metric": "text",
    "rank": "range",
    "role": "text",
    "status": "status",
}
_CLASS_TYPES = (OWL.Class, RDFS.Class)
_PROPERTY_TYPES = (
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    RDF.Property,
    OWL.SymmetricProperty,
    OWL.FunctionalProperty,
    OWL.TransitiveProperty,
)
_ANYTHING = {OWL.Thing, RDFS.Resource, SCHEMA.Thing}
_VALUES = {
    RDFS.Literal,
    RDF.langString,
    KG.Quantity,
    *(SCHEMA[name] for name in ("QuantitativeValue", "MonetaryAmount", "Quantity", "Number", "Integer", "Float")),
}
_XSD = "http://www.w3.org/2001/XMLSchema#"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """What classes, predicates and qualifiers have in common.

    Attributes:
        name: the local part of the IRI.
        labels: by language (BCP 47; `und` for a label without one).
        comment: in English if there is one; empty when there is none.
    """

    name: str
    iri: str
    labels: Mapping[str, str]
    comment: str

    @property
    def label(self) -> str:
        """The label to show: English if there is one, else the first language in the alphabet, else the name."""
        if not self.labels:
            return self.name
        return self.labels.get("en") or self.labels[min(self.labels)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassTerm(Term):
    """A class of things. Source: OWL.

    Attributes:
        parents: names of the direct parents inside the ontology.
        aligned: IRIs of the same or a wider class elsewhere.
        same: those of them that are said to be the same.
        identity: by what two names are one: one of `IDENTITIES`. Inherited.
        color: for pictures, `#rrggbb`. Inherited.
        vague: without a clear border, so that its things are not counted when a graph is scored.
    """

    parents: tuple[str, ...]
    aligned: tuple[str, ...]
    same: tuple[str, ...]
    identity: str
    color: str
    vague: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyTerm(Term):
    """A predicate. Source: OWL.

    Attributes:
        domain, range: names of classes, any of which will do; empty for anything.
        inverse: the predicate that says it the other way round, if the ontology has it.
        quantity: the object is a value, not an entity.
        automatic: it comes from an article's metadata and is never read from its text.
        aligned: IRIs of the same or a wider property elsewhere.
        hint: when to use it, as a sentence for a reader; may be empty.
    """

    domain: tuple[str, ...]
    range: tuple[str, ...]
    inverse: str | None
    symmetric: bool
    functional: bool
    quantity: bool
    automatic: bool
    aligned: tuple[str, ...]
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QualifierTerm(Term):
    """A property of statements. Source: Wikidata.

    Attributes:
        datatype: the form of its values: one of `DATATYPES`.
    """

    datatype: str


class Ontology:
    """The terms of one ontology, and the questions that the pipeline asks of them.

    Attributes:
        folder: where it, its lexicon and its rules are; `file` is the Turtle file.
        iri: the namespace of its terms.
        classes, properties, qualifiers: by name, in alphabetical order.
    """

    def __init__(
        self,
        file: Path,
        iri: str,
        classes: Mapping[str, ClassTerm],
        properties: Mapping[str, PropertyTerm],
        qualifiers: Mapping[str, QualifierTerm],
    ) -> None:
        self.file, self.folder, self.iri = file, file.parent, iri
        self.classes, self.properties, self.qualifiers = classes, properties, qualifiers
        self._ancestors = {name: _outward(name, classes) for name in classes}
        self._above = {name: frozenset(ancestors) for name, ancestors in self._ancestors.items()}
        self._roots = {
            name: next((each for each in row if not classes[each].parents), name)
            for name, row in self._ancestors.items()
        }

    def is_a(self, kind: str, *ancestors: str) -> bool:
        """Whether the class is one of the others or below one. False for a class that the ontology does not have."""
        return kind in self._above and not self._above[kind].isdisjoint(ancestors)

    def ancestors(self, kind: str) -> tuple[str, ...]:
        """The class itself, its parents, their parents and so on; empty for an unknown class."""
        return self._ancestors.get(kind, ())

    def root(self, kind: str) -> str:
        """The outermost ancestor: Organization for Company. An unknown class is its own."""
        return self._roots.get(kind, kind)

    def identity(self, kind: str) -> str:
        """By what two names of the class are one; `name` for an unknown class."""
        return self.classes[kind].identity if kind in self.classes else "name"

    def fits(self, predicate: str, subject: str, target: str | None) -> bool:
        """Whether domain and range allow it; `target` is the object's class, None for a quantity."""
        term = self.properties.get(predicate)
        if term is None or term.quantity != (target is None) or not self._allows(term.domain, subject):
            return False
        return target is None or self._allows(term.range, target)

    def _allows(self, allowed: tuple[str, ...], kind: str) -> bool:
        return kind in self.classes and (not allowed or self.is_a(kind, *allowed))

    def class_for(self, *iris: str) -> str | None:
        """The class aligned with the first of the IRIs that has one; the outermost when there are several."""
        for iri in map(_schema_https, iris):
            found = [name for name, term in self.classes.items() if iri in (term.iri, *term.aligned)]
            if found:
                return min(found, key=lambda name: (len(self.ancestors(name)), name))
        return None

    def class_as_wide(self, iri: str) -> str | None:
        """The class for everything of an IRI's kind: the same, or of its name; not players for persons."""
        iri = _schema_https(iri)
        name = self.class_for(iri)
        if name is None:
            return None
        term = self.classes[name]
        return name if iri in (term.iri, *term.same) or _split(iri)[1] == _split(term.iri)[1] else None


def default_folder() -> Path:
    """The ontology that comes with kg: in an installed package, else in the checkout."""
    installed = Path(__file__).parent / "_ontology"
    return installed if installed.is_dir() else Path(__file__).parent.parent / "ontology"


def load(folder: Path | None = None) -> Ontology:
    """The ontology of a folder: its `kg.ttl`, or its only Turtle file that is not `shapes.ttl`; or of a Turtle file.

    Raises OntologyError, with file and line where they can be known, when it is missing, broken or contradicts itself.
    """
    file = _file(folder or default_folder())
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise OntologyError(f"{file}: cannot be read ({error}); expected Turtle in UTF-8") from error
    graph = Graph(bind_namespaces="none")
    try:
        graph.parse(data=text, format="turtle")
    except BadSyntax as error:
        what = " ".join(str(error._why).split())
        raise OntologyError(f"{file}:{error.lines + 1}: broken Turtle ({what}); mend the file") from error
    except (ParserError, ValueError, IndexError) as error:  # rdflib runs off the end of an unfinished file
        raise OntologyError(f"{file}: broken Turtle, perhaps cut short ({error}); mend the file") from error
    return _Reader(file, text, graph).ontology()


def _file(folder: Path) -> Path:
    if folder.is_file():
        return folder
    if not folder.is_dir():
        raise OntologyError(f"{folder}: no such folder; expected an ontology folder with a Turtle file (kg.ttl)")
    if (folder / "kg.ttl").is_file():
        return folder / "kg.ttl"
    files = sorted(path for path in folder.glob("*.ttl") if path.name != "shapes.ttl")
    if len(files) == 1:
        return files[0]
    found = ", ".join(path.name for path in files) or "none"
    raise OntologyError(f"{folder}: expected kg.ttl or one other Turtle file, found {found}; name the right one kg.ttl")


def _outward(name: str, classes: Mapping[str, ClassTerm]) -> tuple[str, ...]:
    """The class and its ancestors, nearest first, each once."""
    found = [name]
    for each in found:
        found += [parent for parent in classes[each].parents if parent not in found]
    return tuple(found)


def _schema_https(iri: str) -> str:
    """schema.org is one vocabulary under two spellings."""
    return iri.replace("http://schema.org/", "https://schema.org/", 1)


def _split(iri: str) -> tuple[str, str]:
    """Namespace and local name."""
    cut = max(iri.rfind("#"), iri.rfind("/")) + 1
    return iri[:cut], iri[cut:]


class _Reader:
    """Makes terms of one file's triples."""

    def __init__(self, file: Path, text: str, graph: Graph) -> None:
        self.file, self.text, self.graph = file, text, graph
        qualifiers = self._typed(KG.Qualifier)
        classes = self._typed(*_CLASS_TYPES)
        properties = self._typed(*_PROPERTY_TYPES) - qualifiers
        self.namespace = self._namespace(classes | properties)
        self.classes = self._named(classes)
        self.properties = self._named(properties)
        self.qualifiers = self._named(qualifiers)
        self.parents = {name: self._parents(name, iri) for name, iri in self.classes.items()}

    def ontology(self) -> Ontology:
        """The whole, checked."""
        if not self.classes:
            self._fail(None, "has no class; declare at least one as owl:Class, with an IRI")
        self._check_cycles()
        classes = {name: self._class(name, iri) for name, iri in self.classes.items()}
        elsewhere: dict[str, list[str]] = {}
        for name, term in classes.items():
            for aligned in term.aligned:
                elsewhere.setdefault(aligned, []).append(name)
        properties = {name: self._property(name, iri, elsewhere) for name, iri in self.properties.items()}
        return Ontology(self.file, self.namespace, classes, properties, self._qualifier_terms())

    def _typed(self, *types: URIRef) -> set[URIRef]:
        found = (term for kind in types for term in self.graph.subjects(RDF.type, kind))
        return {term for term in found if isinstance(term, URIRef)}

    def _namespace(self, terms: Iterable[URIRef]) -> str:
        """The namespace under the ontology's IRI if a term is there, else the one that most terms are in."""
        counts: dict[str, int] = {}
        for term in terms:
            namespace, _ = _split(str(term))
            if namespace != str(KG):
                counts[namespace] = counts.get(namespace, 0) + 1
        heads = {str(head).rstrip("#/") for head in self._typed(OWL.Ontology)}
        order = sorted(counts, key=lambda space: (space.rstrip("#/") not in heads, -counts[space], space))
        return order[0] if order else ""

    def _named(self, terms: Iterable[URIRef]) -> dict[str, URIRef]:
        split = ((*_split(str(term)), term) for term in sorted(terms))
        return {name: term for namespace, name, term in split if namespace == self.namespace and name}

    def _parents(self, name: str, iri: URIRef) -> tuple[str, ...]:
        own = []
        for parent in self._iris(iri, RDFS.subClassOf):
            namespace, parent_name = _split(str(parent))
            if namespace != self.namespace or parent == iri:
                continue
            if parent_name not in self.classes:
                self._unknown(iri, f"class {name} is below {parent_name}", parent_name)
            own.append(parent_name)
        return tuple(own)

    def _check_cycles(self) -> None:
        """Fails at a class that is its own ancestor: take away classes whose parents are gone, until none is left."""
        left = dict(self.parents)
        while gone := [name for name, parents in left.items() if not any(parent in left for parent in parents)]:
            for name in gone:
                del left[name]
        if left:
            name = min(left)
            self._fail(self.classes[name], f"class {name} is below itself; take one rdfs:subClassOf away")

    def _class(self, name: str, iri: URIRef) -> ClassTerm:
        identity = self._inherited(name, KG.identity) or "name"
        if identity not in IDENTITIES:
            self._fail(iri, f'class {name} has kg:identity "{identity}"; expected one of {", ".join(IDENTITIES)}')
        color = self._inherited(name, KG.color) or DEFAULT_COLOR
        if not re.fullmatch(r"#[0-9A-Fa-f]{6}", color):
            self._fail(iri, f'class {name} has kg:color "{color}"; expected six hexadecimal digits, "#0072B2"')
        aligned = self._aligned(iri, RDFS.subClassOf, OWL.equivalentClass)
        labels, comment = self._texts(iri)
        return ClassTerm(
            name=name,
            iri=str(iri),
            labels=labels,
            comment=comment,
            parents=self.parents[name],
            aligned=aligned,
            same=self._aligned(iri, OWL.equivalentClass),
            identity=identity,
            vague=self.graph.value(iri, KG.vague) == Literal(True),
            color=color,
        )

    def _property(self, name: str, iri: URIRef, elsewhere: Mapping[str, list[str]]) -> PropertyTerm:
        types = set(self.graph.objects(iri, RDF.type))
        domain, _ = self._kinds(name, iri, RDFS.domain, elsewhere)
        target, has_values = self._kinds(name, iri, RDFS.range, elsewhere)
        labels, comment = self._texts(iri)
        return PropertyTerm(
            name=name,
            iri=str(iri),
            labels=labels,
            comment=comment,
            domain=domain,
            range=target,
            inverse=self._inverse(iri),
            symmetric=OWL.SymmetricProperty in types,
            functional=OWL.FunctionalProperty in types,
            quantity=OWL.DatatypeProperty in types or (has_values and not target),
            automatic=self.graph.value(iri, KG.fromMetadata) == Literal(True),
            aligned=self._aligned(iri, RDFS.subPropertyOf, OWL.equivalentProperty),
            hint=self._text(iri, KG.hint),
        )

    def _kinds(
        self, name: str, iri: URIRef, side: URIRef, elsewhere: Mapping[str, list[str]]
    ) -> tuple[tuple[str, ...], bool]:
        """The classes of a domain or range, and whether values are among it. No class means anything."""
        kinds: list[str] = []
        anything = values = False
        for target in self._members(name, iri, side):
            namespace, target_name = _split(str(target))
            if target in _ANYTHING:
                anything = True
            elif side == RDFS.range and (target in _VALUES or namespace == _XSD):
                values = True
            elif namespace == self.namespace and target_name in self.classes:
                kinds.append(target_name)
            elif str(target) in elsewhere:
                kinds += elsewhere[str(target)]
            else:
                self._unknown(iri, f"the {_split(str(side))[1]} of property {name} names {target_name}", target_name)
        return (() if anything else tuple(dict.fromkeys(kinds))), values

    def _members(self, name: str, iri: URIRef, side: URIRef) -> list[URIRef]:
        """The IRIs of a domain or range, a union taken apart, in the order of the file where it has one."""
        members: list[Node] = []
        for node in sorted(self.graph.objects(iri, side), key=str):
            union = self.graph.value(node, OWL.unionOf)
            members += [node] if union is None else list(Collection(self.graph, union))
        for member in members:
            if not isinstance(member, URIRef):
                expected = "a class or an owl:unionOf classes"
                self._fail(iri, f"the {_split(str(side))[1]} of property {name} is neither {expected}")
        return [URIRef(_schema_https(str(member))) for member in members]

    def _inverse(self, iri: URIRef) -> str | None:
        both = {*self.graph.objects(iri, OWL.inverseOf), *self.graph.subjects(OWL.inverseOf, iri)}
        return next((name for name, term in self.properties.items() if term in both), None)

    def _qualifier_terms(self) -> dict[str, QualifierTerm]:
        if not self.qualifiers:
            return {
                name: QualifierTerm(name=name, iri=str(KG[name]), labels={"en": name}, comment="", datatype=datatype)
                for name, datatype in _STANDARD_QUALIFIERS.items()
            }
        return {name: self._qualifier(name, iri) for name, iri in self.qualifiers.items()}

    def _qualifier(self, name: str, iri: URIRef) -> QualifierTerm:
        datatype = self._text(iri, KG.datatype) or _STANDARD_QUALIFIERS.get(name, "text")
        if datatype not in DATATYPES:
            self._fail(iri, f'qualifier {name} has kg:datatype "{datatype}"; expected one of {", ".join(DATATYPES)}')
        labels, comment = self._texts(iri)
        return QualifierTerm(name=name, iri=str(iri), labels=labels, comment=comment, datatype=datatype)

    def _inherited(self, name: str, annotation: URIRef) -> str:
        """The annotation of the class or of its nearest ancestor that has one."""
        found = [name]
        for each in found:
            if text := self._text(self.classes[each], annotation):
                return text
            found += self.parents[each]
        return ""

    def _aligned(self, iri: URIRef, *relations: URIRef) -> tuple[str, ...]:
        found = [
            other for relation in (*relations, SKOS.exactMatch, SKOS.closeMatch) for other in self._iris(iri, relation)
        ]
        found = [URIRef(_schema_https(str(other))) for other in found]
        outside = (other for other in found if _split(str(other))[0] != self.namespace and other not in _ANYTHING)
        return tuple(dict.fromkeys(map(str, outside)))

    def _iris(self, iri: URIRef, relation: URIRef) -> list[URIRef]:
        return sorted(node for node in self.graph.objects(iri, relation) if isinstance(node, URIRef))

    def _literals(self, iri: URIRef, relation: URIRef) -> list[Literal]:
        found = (node for node in self.graph.objects(iri, relation) if isinstance(node, Literal))
        return sorted(found, key=lambda text: (text.language or "und", str(text)))

    def _text(self, iri: URIRef, relation: URIRef) -> str:
        """The English text, else the first one."""
        found = self._literals(iri, relation)
        best = [text for text in found if text.language == "en"] or found
        return str(best[0]) if best else ""

    def _texts(self, iri: URIRef) -> tuple[dict[str, str], str]:
        labels: dict[str, str] = {}
        for relation in (RDFS.label, SKOS.prefLabel):
            for label in self._literals(iri, relation):
                labels.setdefault(label.language or "und", str(label))
        return dict(sorted(labels.items())), self._text(iri, RDFS.comment) or self._text(iri, SKOS.definition)

    def _unknown(self, iri: URIRef, what: str, name: str) -> NoReturn:
        near = get_close_matches(name, self.classes, n=1)
        guess = f" Did you mean {near[0]}?" if near else ""
        self._fail(
            iri, f"{what}, which is no class of {self.namespace}; declare it as owl:Class or align one with it.{guess}"
        )

    def _fail(self, iri: URIRef | None, what: str) -> NoReturn:
        line = self._line(iri) if iri is not None else 0
        raise OntologyError(f"{self.file}{f':{line}' if line else ''}: {what}")

    def _line(self, iri: URIRef) -> int:
        """The line where the term's description begins, from 1; 0 when it is not found."""
        _, name = _split(str(iri))
        found = re.search(rf"^[ \t]*(?:[\w.-]*:{re.escape(name)}|<[^>]*{re.escape(name)}>)(?![\w-])", self.text, re.M)
        return self.text.count("\n", 0, found.start()) + 1 if found else 0
