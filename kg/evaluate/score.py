"""A graph against the labels of its articles: pure functions, article by article.

An article is scored on the entities and statements that have it as a source. A label may be met by several statements
(two articles in one file, a fact with and without its date): each of them is right, the label is found once.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.evaluate.compare import name_key, same_qualifier, same_value
from kg.gold import GoldArticle, GoldEntity, GoldStatement
from kg.model import Entity, Graph, Literal, Statement
from kg.ontology import Ontology
from kg.text import nfc, squeeze


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """Precision and recall, each 0 where there is nothing to divide by."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A miss or a false alarm: in which article, of which kind ("entity missed"), and what it is about."""

    source: str
    kind: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How well a graph agrees with labels.

    Attributes:
        entities: by article; those of vague classes are left out.
        merging: B-cubed over pairs of an article and one of its entities. Source: Bagga and Baldwin 1998.
        qualifiers: of those that the labels list; others are neither right nor wrong.
        exact_type: share of the entities found whose class is the label's, not just one with the same root.
        evidence_in_text: share of the quotes that stand word for word, up to white space, in their article.
        slips: by article, entities before statements.
    """

    statements: Rate
    entities: Rate
    merging: Rate
    qualifiers: Rate
    exact_type: float
    evidence_in_text: float
    articles: int
    slips: tuple[Slip, ...] = ()


@dataclass(slots=True)
class Tally:
    """Of what the graph says, how much is right; of what the labels want, how much was found."""

    right: int = 0
    said: int = 0
    found: int = 0
    wanted: int = 0

    def rate(self) -> Rate:
        """As shares."""
        return Rate(precision=_share(self.right, self.said), recall=_share(self.found, self.wanted))


@dataclass(slots=True)
class Count:
    """What is counted on the way through the articles; `pairs` are of a label's id and an entity's."""

    statements: Tally = field(default_factory=Tally)
    entities: Tally = field(default_factory=Tally)
    qualifiers: Tally = field(default_factory=Tally)
    exact: int = 0
    quotes: int = 0
    quotes_in_text: int = 0
    pairs: list[tuple[str, str]] = field(default_factory=list)
    slips: list[Slip] = field(default_factory=list)


def score(graph: Graph, gold: Sequence[GoldArticle], texts: Mapping[str, str], ontology: Ontology) -> Figures:
    """The figures of a graph that was built from labelled articles; `texts` are their decoded contents by source."""
    count = Count()
    for article in gold:
        scorer = _Scorer(count, article, graph, ontology)
        scorer.entities()
        scorer.statements(squeeze(nfc(texts.get(article.source, ""))))
    return Figures(
        statements=count.statements.rate(),
        entities=count.entities.rate(),
        merging=merging(count.pairs),
        qualifiers=count.qualifiers.rate(),
        exact_type=_share(count.exact, count.entities.right),
        evidence_in_text=_share(count.quotes_in_text, count.quotes),
        articles=len(gold),
        slips=tuple(count.slips),
    )


def merging(pairs: Sequence[tuple[str, str]]) -> Rate:
    """B-cubed: for each pair, the share of its entity's pairs that have its label, and the other way round."""
    both = Counter(pairs)
    labels, entities = Counter(label for label, _ in pairs), Counter(entity for _, entity in pairs)
    return Rate(
        precision=_share(sum(number**2 / entities[entity] for (_, entity), number in both.items()), len(pairs)),
        recall=_share(sum(number**2 / labels[label] for (label, _), number in both.items()), len(pairs)),
    )


class _Scorer:
    """Counts one article."""

    def __init__(self, count: Count, article: GoldArticle, graph: Graph, ontology: Ontology) -> None:
        self.count, self.article, self.graph, self.ontology = count, article, graph, ontology
        self.documents = {document.id for document in graph.documents if article.source in document.sources}
        self.labels = {label.id: label for label in article.entities}
        self.here = [entity for entity in graph.entities if not self.documents.isdisjoint(entity.documents)]
        named = _by_name(article.entities)
        self.named = {entity.id: _named_like(entity, named) for entity in self.here}
        self.meant = {entity.id: self._alike(entity) or self.named[entity.id] for entity in self.here}

    def entities(self) -> None:
        """Which entities are labelled, which labels have an entity, and which pairs of both there are."""
        for entity in self.here:
            if not self._is_vague(entity.type):
                self._said(entity)
        holders: dict[str, list[str]] = defaultdict(list)
        for entity in self.here:
            for label in self.meant[entity.id]:
                holders[label].append(entity.id)
        tally = self.count.entities
        for gold in self.article.entities:
            if self._is_vague(gold.type):
                continue
            tally.wanted += 1
            tally.found += gold.id in holders
            self.count.pairs += [(gold.id, holder) for holder in holders.get(gold.id, ())]
            if gold.id not in holders:
                self._slip("entity missed", f'{gold.type} "{gold.names[0]}"')

    def statements(self, text: str) -> None:
        """Which statements and qualifiers are labelled, and which quotes stand in the article's text."""
        tally = self.count.statements
        found: set[int] = set()
        for statement in self.graph.statements:
            term = self.ontology.properties.get(statement.predicate)
            quotes = [evidence.quote for evidence in statement.evidence if evidence.document in self.documents]
            if not quotes or (term is not None and term.automatic):
                continue
            self.count.quotes += len(quotes)
            self.count.quotes_in_text += sum(bool(quote) and quote in text for quote in map(squeeze, quotes))
            tally.said += 1
            place = self._label(statement, found)
            if place is None:
                self._slip("statement not in the labels", self._worded(statement))
                continue
            tally.right += 1
            if place not in found:
                found.add(place)
                self._qualifiers(self.article.statements[place], statement)
        for place, label in enumerate(self.article.statements):
            if label.optional:
                continue
            tally.wanted += 1
            tally.found += place in found
            if place not in found:
                self.count.qualifiers.wanted += len(label.qualifiers)
                self._slip("statement missed", _worded(label))

    def _said(self, entity: Entity) -> None:
        """Count an entity; one that has the name of vague things only is neither right nor wrong."""
        alike, named = self._alike(entity), self.named[entity.id]
        if not alike and named and all(self._is_vague(self.labels[label].type) for label in named):
            return
        self.count.entities.said += 1
        self.count.entities.right += bool(alike)
        self.count.exact += any(self.labels[label].type == entity.type for label in alike)
        if not alike:
            self._slip("entity not in the labels", f'{entity.type} "{entity.label}"')

    def _alike(self, entity: Entity) -> set[str]:
        """The labels with a name of the entity and a class of the same root."""
        root = self.ontology.root
        return {label for label in self.named[entity.id] if root(self.labels[label].type) == root(entity.type)}

    def _is_vague(self, kind: str) -> bool:
        return kind in self.ontology.classes and self.ontology.classes[kind].vague

    def _label(self, statement: Statement, found: set[int]) -> int | None:
        """The place of the label that it meets: one not found yet, then with the most qualifiers right, then first."""
        places = [place for place, label in enumerate(self.article.statements) if self._meets(statement, label)]
        rights = {place: len(self._right(self.article.statements[place], statement)) for place in places}
        return min(places, key=lambda place: (place in found, -rights[place], place), default=None)

    def _meets(self, statement: Statement, label: GoldStatement) -> bool:
        if statement.predicate != label.predicate:
            return False
        subject = self.meant.get(statement.subject, set())
        if isinstance(statement.object, Literal):
            same = label.value is not None and same_value(label.value, str(statement.object))
            return same and not subject.isdisjoint(label.subjects)
        target = self.meant.get(statement.object, set())
        term = self.ontology.properties.get(label.predicate)
        ways = [(subject, target), (target, subject)] if term is not None and term.symmetric else [(subject, target)]
        return any(not left.isdisjoint(label.subjects) and not right.isdisjoint(label.objects) for left, right in ways)

    def _qualifiers(self, label: GoldStatement, statement: Statement) -> None:
        tally, said, right = self.count.qualifiers, dict(statement.qualifiers), self._right(label, statement)
        tally.wanted += len(label.qualifiers)
        tally.said += sum(key in said for key, _ in label.qualifiers)
        tally.right += len(right)
        tally.found += len(right)
        for key, value in label.qualifiers:
            if key not in right:
                kind, given = ("wrong", f" ({said[key]})") if key in said else ("missed", "")
                self._slip(f"qualifier {kind}", f"{key}={value}{given} of {_worded(label)}")

    def _right(self, label: GoldStatement, statement: Statement) -> set[str]:
        """The label's qualifiers that the statement has, too."""
        said, terms = dict(statement.qualifiers), self.ontology.qualifiers
        return {
            key
            for key, value in label.qualifiers
            if key in said and same_qualifier(terms[key].datatype if key in terms else "", value, said[key])
        }

    def _worded(self, statement: Statement) -> str:
        names = {entity.id: entity.label for entity in self.graph.entities}
        target = str(statement.object)
        return f"{names[statement.subject]} {statement.predicate} {names.get(target, target)}"

    def _slip(self, kind: str, what: str) -> None:
        self.count.slips.append(Slip(source=self.article.source, kind=kind, what=what))


def _by_name(labels: Sequence[GoldEntity]) -> dict[str, set[str]]:
    """Ids of labels by the key of each of their names."""
    named: dict[str, set[str]] = defaultdict(set)
    for label in labels:
        for name in label.names:
            named[name_key(name)].add(label.id)
    return dict(named)


def _named_like(entity: Entity, named: Mapping[str, set[str]]) -> set[str]:
    keys = {name_key(name) for name in (*entity.labels.values(), *entity.aliases)}
    return {label for key in keys for label in named.get(key, ())}


def _worded(label: GoldStatement) -> str:
    ends = label.value or "|".join(label.objects)
    return f"{'|'.join(label.subjects)} {label.predicate} {ends}"


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
