"""A noun phrase where it stands, with what is asked of it, and what is told of a thing there."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.chunks import NP, VG, Chunk, Word
from kg.extract.reading import Reading, Span, Unit, over

_DETERMINERS = ("DT", "PRP$", "PDT")
CONFIDENCE = 0.8  # of what a phrase stands for: about one in five is another thing


@dataclass(slots=True, eq=False)
class Told:
    """One time that the article spoke of a thing."""

    name: str
    type: str
    sentence: int
    subject: bool
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sighting:
    """A noun phrase in its sentence.

    Attributes:
        number: of the sentence.
        row, position: the sentence's chunks, and which of them the phrase is (or is the owner of).
    """

    reading: Reading
    number: int
    phrase: NP
    row: Sequence[Chunk]
    position: int

    @property
    def units(self) -> Sequence[Unit]:
        """The sentence's units."""
        return self.reading.units[self.number]

    @property
    def words(self) -> Sequence[Unit]:
        """The phrase's units."""
        return self.units[self.phrase.first : self.phrase.last]

    @property
    def modifiers(self) -> Sequence[Unit]:
        """The units before the head."""
        return self.units[self.phrase.first : self.phrase.head]

    @property
    def opening(self) -> Unit:
        """The first unit."""
        return self.units[self.phrase.first]

    @property
    def head(self) -> Unit:
        """The last noun."""
        return self.units[self.phrase.head]

    @property
    def plural(self) -> bool:
        """Whether it is about several things."""
        return self.head.tag == "NNS"

    def span(self, told: Told) -> Span:
        """A new span over the phrase that stands for something told of before."""
        span = self._over(self.phrase.first)
        span.kind, span.rule = "phrase", "phrase"
        span.name, span.type, span.entries = told.name, told.type, told.entries
        return span

    def named(self, name: str, kind: str, rule: str) -> Span:
        """A new span over the phrase that stands for a thing without a name of its own."""
        span = self._over(self.phrase.first)
        span.kind, span.rule, span.name, span.type = "phrase", rule, name, kind
        return span

    def lettered(self, kind: str, rule: str) -> Span:
        """A new span over the phrase without its article, named by its words."""
        first = self.phrase.first
        while self.units[first].tag in _DETERMINERS:
            first += 1
        span = self._over(first)
        span.name, span.type, span.rule = span.text, kind, rule
        return span

    def _over(self, first: int) -> Span:
        sentence, units = self.reading.sentences[self.number], self.units
        tokens = (units[first].first, units[self.phrase.last - 1].last)
        span = over(sentence, self.number, *tokens, self.reading.document.text)
        span.confidence = CONFIDENCE
        return span


def is_subject(row: Sequence[Chunk], position: int) -> bool:
    """Whether a phrase stands before a finite verb and no preposition governs it."""
    phrase = row[position]
    if position == 1 and isinstance(row[0], Word) and row[0].low == "at":
        return True  # "At Acme, ...": what follows is about it
    if not isinstance(phrase, NP) or phrase.governed:
        return False
    for item in row[position + 1 :]:
        if isinstance(item, VG):
            return item.finite
        if isinstance(item, Word) and item.low in (";", ":", "."):
            return False
    return position == 0
