"""What earlier sentences leave for a sentence that says too little: "The chief executive resigned" - of what?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.extract.clauses import Frame
from kg.extract.reading import Reading, Span
from kg.ontology import Ontology

_HEADLINE = 3  # how many times a name in the headline counts
_OUTLET = "https://schema.org/NewsMediaOrganization"


@dataclass(slots=True, eq=False)
class Background:
    """What a document has spoken of so far.

    Attributes:
        topic: the organization that the document is about.
        recent: organizations that did something in the last sentence that had any, of the same block.
        last: predicate -> the object of its last relation in the same block.
        ranking: the list that the document spoke of last.
        sites: the things that may go without a name, where the document names just one of a class.
        posts: person -> where the document said that they have a post, which, and whether it is over; the latest last.
    """

    topic: Span | None = None
    recent: list[Span] = field(default_factory=list)
    last: dict[str, Span] = field(default_factory=dict)
    ranking: Span | None = None
    sites: list[Span] = field(default_factory=list)
    posts: dict[str, list[tuple[Span, str, bool]]] = field(default_factory=dict)

    @property
    def organizations(self) -> list[Span]:
        """The organizations that something without one may belong to, the likeliest first."""
        return [*self.recent[:1], *([self.topic] if self.topic is not None else [])]

    def begin_block(self) -> None:
        """Forget what only holds inside a paragraph."""
        self.recent = []
        self.last = {}

    def remember(self, frames: Sequence[Frame], ontology: Ontology) -> None:
        """Keep the organizations that a sentence's verbs have as subjects, if there are any."""
        found = []
        for frame in frames:
            spans = [span for phrase in frame.surface for span in phrase.refs if _is_organization(span, ontology)]
            if frame.kind == "verb" and len({span.name for span in spans}) == 1:  # of several none stands out
                found += spans
        self.recent = found or self.recent


def lone_sites(spans: Iterable[Span], ontology: Ontology, placed: Sequence[str]) -> list[Span]:
    """The one plant, the one data center: things of a class of which the spans have no other."""
    first: dict[str, Span] = {}
    for span in spans:
        if span.named and span.type and ontology.is_a(span.type, *placed):
            first.setdefault(span.name, span)
    kinds = [span.type for span in first.values()]
    return [span for span in first.values() if kinds.count(span.type) == 1]


def topic(reading: Reading, ontology: Ontology, prepared: bool = False) -> Span | None:
    """The organization that an article is about, no news outlet: in its headline, or most often named.

    In an article of two languages each has its own: `prepared` as in `Reading.read_spans`.
    """
    outlet = ontology.class_for(_OUTLET)
    counts: dict[str, int] = {}
    first: dict[str, Span] = {}
    for span in reading.read_spans(prepared):
        if span.kind != "name" or not _is_organization(span, ontology):
            continue
        if outlet is not None and ontology.is_a(span.type, outlet):
            continue
        counts[span.name] = counts.get(span.name, 0) + (1 if reading.sentences[span.sentence].block else _HEADLINE)
        first.setdefault(span.name, span)
    best = min(counts, key=lambda name: (-counts[name], first[name].begin), default=None)
    return first[best] if best is not None else None


def _is_organization(span: Span, ontology: Ontology) -> bool:
    return bool(span.type) and ontology.identity(span.type) == "organization"
