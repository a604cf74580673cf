"""How much of each article reached the graph."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.coverage.dates import dates
from kg.coverage.names import names
from kg.coverage.numbers import numbers
from kg.coverage.reach import Reach, Said, said
from kg.coverage.surface import Place
from kg.extract.tokens import sentences
from kg.model import Document, Graph, Mention, Statement
from kg.ontology import Ontology


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many of what was found reached the graph, and the texts of those that did not, in order."""

    reached: int
    found: int
    missing: tuple[str, ...] = ()

    @property
    def share(self) -> float | None:
        """None of nothing."""
        return self.reached / self.found if self.found else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """One article, or all of them.

    Attributes:
        article: its file, with the line for one of several in a file.
        sentences: how many have a statement that quotes them.
    """

    article: str
    names: Share
    numbers: Share
    dates: Share
    sentences: Share

    @property
    def reached(self) -> float:
        """The share of names, numbers and dates together; 1 of nothing."""
        kinds = (self.names, self.numbers, self.dates)
        found = sum(kind.found for kind in kinds)
        return sum(kind.reached for kind in kinds) / found if found else 1.0


def coverage(graph: Graph, mentions: Iterable[Mention], ontology: Ontology) -> list[Coverage]:
    """The coverage of every article, the least covered first."""
    by_document: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_document[mention.document].append(mention)
    quoting: dict[str, list[Statement]] = defaultdict(list)
    for statement in graph.statements:
        for document in dict.fromkeys(evidence.document for evidence in statement.evidence):
            quoting[document].append(statement)
    found = [
        _document(document, by_document[document.id], said(quoting[document.id], document.id, ontology))
        for document in graph.documents
    ]
    return sorted(found, key=lambda each: (each.reached, each.article))


def total(every: Sequence[Coverage]) -> Coverage:
    """All articles as one."""
    return Coverage(
        article="all",
        names=_sum(each.names for each in every),
        numbers=_sum(each.numbers for each in every),
        dates=_sum(each.dates for each in every),
        sentences=_sum(each.sentences for each in every),
    )


def _document(document: Document, mentions: Sequence[Mention], said: Sequence[Said]) -> Coverage:
    text = document.text
    parts = sentences(text)
    spans = [Place(begin=part.begin, end=part.end, text=part.text(text)) for part in parts]
    reach = Reach(document, mentions, said)
    named, counted, dated = names(text, parts), numbers(text), dates(text)
    line = f":{document.lines[0]}" if document.part_of and document.lines else ""
    return Coverage(
        article=f"{document.sources[0]}{line}" if document.sources else document.id,
        names=_share(named, [reach.name(place) for place in named]),
        numbers=_share(counted, [reach.number(place) for place in counted]),
        dates=_share(dated, [reach.date(place) for place in dated]),
        sentences=_share(spans, [reach.sentence(span) for span in spans]),
    )


def _share(places: Sequence[Place], reached: Sequence[bool]) -> Share:
    missing = tuple(" ".join(place.text.split()) for place, there in zip(places, reached, strict=True) if not there)
    return Share(reached=sum(reached), found=len(places), missing=missing)


def _sum(shares: Iterable[Share]) -> Share:
    every = list(shares)
    return Share(reached=sum(each.reached for each in every), found=sum(each.found for each in every))
