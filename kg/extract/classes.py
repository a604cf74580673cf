"""Of which class each name of an article is: votes of the lexicon, of the name's own words, and of its surroundings.

All occurrences of a name, short forms included, vote together: one "the chip designer Acme" decides for every "Acme" of
the article. Nobody votes for a class that the rules and the lexicon do not name, so another ontology brings its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from kg.extract.aliases import link
from kg.extract.candidates import Candidates
from kg.extract.contexts import Contexts
from kg.extract.kindnouns import KindNouns
from kg.extract.models import has_digit, numbered
from kg.extract.posts import Posts
from kg.extract.reading import Reading, Span, Unit
from kg.extract.rulebook import Rulebook
from kg.extract.ties import Ties
from kg.extract.votes import CUED, HEARD, KIND, LEXICON, MODEL, PRIOR, SHAPE, Vote, Votes
from kg.lexicon import Lexicon
from kg.model import Mention
from kg.ontology import Ontology

_OUTLET = "https://schema.org/NewsMediaOrganization"


class Classes:
    """Votes on the names of readings."""

    def __init__(self, lexicon: Lexicon, rulebook: Rulebook, ontology: Ontology, candidates: Candidates) -> None:
        self.lexicon = lexicon
        self.rulebook = rulebook
        self.ontology = ontology
        self.candidates = candidates
        self.contexts = Contexts(rulebook, ontology, self.guess)
        self.nouns = KindNouns(rulebook, ontology)
        self.posts = Posts(rulebook)
        self.ties = Ties(lexicon, rulebook, ontology)
        self.organization, self.model = rulebook.part("organization"), rulebook.part("model")

    def decide(self, readings: Sequence[Reading], heard: Iterable[Mention] = ()) -> None:
        """Give every span of kind name or noun its `type` and `name`; spans of unknown class keep an empty type.

        The articles of one file vote together: a teaser rarely says what its names are. What other extractors have
        `heard` in the first of them votes too.
        """
        full = link(readings, self.rulebook)
        votes = Votes(self.ontology)
        for name, kind, weight in _heard(readings[0], heard):
            votes.add(full.get(name, name), kind, weight)
        for reading in readings:
            self._count(reading, full, votes)
        self.ties.spread(readings, full, votes)
        types = votes.winners()
        for reading in readings:
            for span in reading.all_spans():
                self._assign(span, full, types)
        self._join(readings)
        for reading in readings:
            for span in reading.all_spans():
                span.root = self.ontology.root(span.type) if span.type else ""

    def guess(self, unit: Unit) -> str:
        """The class that the lexicon or the name's shape gives a unit, before any vote."""
        if unit.span is None or unit.span.kind != "name":
            return ""
        if unit.span.entries:
            return self.lexicon.entries[unit.span.entries[0]].type
        return self.candidates.shape(unit.text) or ""

    def as_kind(self, piece: Sequence[Unit]) -> str | None:
        """The kind noun that units say, singular or plural."""
        return self.nouns.as_kind(piece)

    def role_at(self, units: Sequence[Unit], start: int) -> tuple[int, int] | None:
        """The units of a post that begins at units[start], the longest."""
        return self.posts.at(units, start)

    def _towns(self, span: Span, kind: str) -> bool:
        """Whether a place that the lexicon knows only stands before an organization's noun: "a Linden investor"."""
        placed = bool(span.entries) and self.ontology.identity(self.lexicon.entries[span.entries[0]].type) == "place"
        return placed and self.ontology.identity(kind) == "organization"

    def _count(self, reading: Reading, full: dict[str, str], votes: Votes) -> None:
        """Count the votes of every place where a name stands."""
        for sentence, units in enumerate(reading.units):
            chinese = sentence in reading.prepared
            for index, unit in enumerate(units):
                span = unit.span
                if span is None or span.kind != "name" or span.adjective:
                    continue
                number = numbered(span.text)
                votes_here = self._told(reading, span) if chinese else self._votes(reading, units, index, span)
                for kind, weight in votes_here:
                    if not (number and self.ties.nameless(kind)):
                        votes.add(full[span.text], kind, weight)

    def _votes(self, reading: Reading, units: Sequence[Unit], index: int, span: Span) -> Iterator[Vote]:
        yield from self._own_votes(span)
        yield from self._article_votes(reading, span)
        for kind in self.nouns.classes(units, index, span):
            if not self._towns(span, kind):
                yield kind, KIND
            elif self.ontology.is_a(kind, *self.rulebook.parts("placed")):
                yield self.lexicon.entries[span.entries[0]].type, KIND
        yield from self.posts.votes(units, index, span)
        yield from self.contexts.votes(units, index)

    def _told(self, reading: Reading, span: Span) -> Iterator[Vote]:
        """The votes for a name whose surroundings were read already."""
        yield from self._own_votes(span)
        yield from self._article_votes(reading, span)
        yield from span.votes

    def _own_votes(self, span: Span) -> Iterator[Vote]:
        """What the lexicon and the name itself say."""
        for rank, identifier in enumerate(span.entries[:3]):
            entry = self.lexicon.entries[identifier]
            yield entry.type, (CUED if entry.cued else LEXICON) / (1 + rank)
        shape = self.candidates.shape(span.text)
        if shape:
            yield shape, SHAPE
        if self.model and span.rule == "line+model":
            yield self.model, LEXICON
        elif self.model and not span.entries and has_digit(span.text):
            yield self.model, MODEL * (2 if " " in span.text and numbered(span.text) else 1)

    def _article_votes(self, reading: Reading, span: Span) -> Iterator[Vote]:
        """What the place in the article says: its publisher is an outlet; in a sentence a name is an organization's."""
        document = reading.document
        if document.publisher and span.text in (document.publisher, *document.publisher_aliases):
            outlet = self.ontology.class_for(_OUTLET)
            if outlet:
                yield outlet, SHAPE + 1
        inside = span.first > 1 and span.text[0].isupper() and not reading.sentences[span.sentence].heading
        if self.organization and inside:
            yield self.organization, PRIOR

    def _assign(self, span: Span, full: dict[str, str], types: dict[str, str]) -> None:
        """Give a span its name and class."""
        if span.kind == "noun" or span.adjective:
            entry = self.lexicon.entries[span.entries[0]]
            span.type, span.name = entry.type, entry.label("en") or span.text
            span.rule = span.rule or "lexicon"
            if span.kind == "noun":
                span.name = span.text.lower() if span.text[1:].lower() == span.text[1:] else span.text
        elif span.kind == "name":
            span.name = full[span.text]
            span.type = types.get(span.name, "")
            span.rule = span.rule or ("lexicon" if span.entries else "name")
            span.entries = tuple(entry for entry in span.entries if self._akin(entry, span.type))

    def _akin(self, entry: str, kind: str) -> bool:
        """Whether a lexicon entry may be a thing of a class: both have the same outermost class."""
        return bool(kind) and self.ontology.root(self.lexicon.entries[entry].type) == self.ontology.root(kind)

    def _join(self, readings: Sequence[Reading]) -> None:
        """Let a technique that nobody knows go by its company's name too: "Acme" before "Fast Lane"."""
        longer: dict[str, str] = {}
        for units in (units for reading in readings for units in reading.units):
            for left, right in pairwise(units):
                if self._is_maker(left) and self._is_bare(right) and right.span is not None:
                    longer[right.span.name] = f"{left.text} {right.span.name}"
        for span in (span for reading in readings for span in reading.all_spans()):
            if span.kind == "name":
                span.name = longer.get(span.name, span.name)

    def _is_maker(self, unit: Unit) -> bool:
        span = unit.span
        return span is not None and span.kind == "name" and self.ontology.identity(span.type) == "organization"

    def _is_bare(self, unit: Unit) -> bool:
        """Whether a unit is a name of a technique that the lexicon does not know."""
        span = unit.span
        if span is None or span.kind != "name" or span.entries:
            return False
        return self.ontology.identity(span.type) == "name"


def _heard(reading: Reading, heard: Iterable[Mention]) -> Iterator[tuple[str, str, float]]:
    """The votes of other extractors for the names that stand where theirs do."""
    places = {(mention.begin, mention.end): mention for mention in heard if not mention.nominal}
    for span in reading.all_spans() if places else ():
        mention = places.get((span.begin, span.end))
        if mention is not None and span.kind == "name" and not span.adjective:
            yield span.text, mention.type, HEARD * mention.confidence
