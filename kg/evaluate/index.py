"""A graph by article, made once, and the article's part of it that is judged."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from kg.evaluate.findings import Finding, Judged, Verdict
from kg.evaluate.places import Places, Span, places
from kg.gold import GoldArticle
from kg.model import Document, Entity, Graph, Mention, Statement
from kg.ontology import Ontology

T = TypeVar("T")
Where = tuple[str, Span]  # a document, and a place in it


class Index:
    """What a graph has from each labelled file."""

    def __init__(self, graph: Graph, mentions: Iterable[Mention], ontology: Ontology) -> None:
        self.ontology = ontology
        self.names = {entity.id: entity.label for entity in graph.entities}
        self.documents: dict[str, dict[str, Document]] = defaultdict(dict)
        for document in graph.documents:
            for source in document.sources:
                self.documents[source][document.id] = document
        self.entities = _by_document(graph.entities, lambda entity: entity.documents)
        self.statements = _by_document(graph.statements, lambda one: (each.document for each in one.evidence))
        self.mentions = _by_document(mentions, lambda mention: (mention.document,))

    def part(self, article: GoldArticle) -> "Part":
        """All that the graph has from the article."""
        documents = self.documents.get(article.source, {})
        found = [places(document, article) for document in documents.values()]
        judged = Judged(source=article.source)
        return Part(article=article, index=self, documents=documents, places=found, judged=judged)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What the graph has from one article, the article's labels, and what was judged so far."""

    article: GoldArticle
    index: Index
    documents: Mapping[str, Document]
    places: list[Places]
    judged: Judged

    @property
    def ontology(self) -> Ontology:
        """The ontology of graph and labels."""
        return self.index.ontology

    def entities(self) -> list[Entity]:
        """Those of the article, each once, in the order of the graph."""
        return self._once(self.index.entities)

    def statements(self) -> list[Statement]:
        """Those of the article, each once, in the order of the graph."""
        return self._once(self.index.statements)

    def mentions(self) -> Iterator[Mention]:
        """Those of the article."""
        return iter(self._once(self.index.mentions))

    def is_vague(self, kind: str) -> bool:
        """Whether things of a class have no clear border, and do not count."""
        return kind in self.ontology.classes and self.ontology.classes[kind].vague

    def note(
        self,
        verdict: Verdict,
        about: str,
        name: str,
        what: str,
        where: Where | None = None,
        confidence: float | None = None,
    ) -> None:
        """Add a finding."""
        document, (begin, end) = where or ("", (0, 0))
        self.judged.findings.append(
            Finding(
                source=self.article.source,
                verdict=verdict,
                about=about,
                name=name,
                what=what,
                document=document,
                begin=begin,
                end=end,
                confidence=confidence,
            )
        )

    def _once(self, things: Mapping[str, dict[int, T]]) -> list[T]:
        found: dict[int, T] = {}
        for document in self.documents:
            found |= things.get(document, {})
        return [found[place] for place in sorted(found)]


def _by_document(things: Iterable[T], documents: Callable[[T], Iterable[str]]) -> dict[str, dict[int, T]]:
    """The things of each document, by their place among all."""
    found: dict[str, dict[int, T]] = defaultdict(dict)
    for place, thing in enumerate(things):
        for document in documents(thing):
            found[document][place] = thing
    return found
