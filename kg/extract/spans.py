"""The pieces of a sentence that is read: spans, that is names and values, and units, that is words and spans."""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.extract.quantities import Quantity
from kg.extract.tokens import Sentence


@dataclass(slots=True, eq=False)
class Span:
    """A stretch of a sentence that stands for one thing or one value.

    Attributes:
        sentence, first, last: number of the sentence, and half-open range of its tokens.
        text: as written.
        kind: `name`, `noun` (a category), `phrase` ("the company"), `pronoun`, `date`, or a quantity's kind.
        type: a class; empty for values and for names of unknown class.
        name: the full name; empty until known.
        entries: ids of lexicon entries with this name, best first.
        adjective: "Chinese" for China.
        quantity, date: of values.
        rule: which rule typed or tied it.
        root: the outermost class above `type`.
        gloss: in brackets behind the name that it is another form of; no unit of the sentence.
        votes: classes that its surroundings showed to who found it, with their weights.
    """

    sentence: int
    first: int
    last: int
    begin: int
    end: int
    text: str
    kind: str = "name"
    type: str = ""
    name: str = ""
    entries: tuple[str, ...] = ()
    adjective: bool = False
    quantity: Quantity | None = None
    date: str = ""
    rule: str = ""
    confidence: float = 1.0
    root: str = ""
    gloss: bool = False
    votes: tuple[tuple[str, float], ...] = ()

    @property
    def named(self) -> bool:
        """Whether it stands for a thing."""
        return self.kind in ("name", "noun", "phrase", "pronoun")


@dataclass(slots=True, eq=False)
class Unit:
    """A word, a mark or a span, with its part of speech (Penn tags) and lemma."""

    text: str
    low: str
    tag: str
    lemma: str
    first: int
    last: int
    span: Span | None = None

    def is_name(self, *types: str) -> bool:
        """Whether it is a span that stands for a thing, of one of the types if any are given."""
        return self.span is not None and self.span.named and (not types or self.span.type in types)


def place(sentence: Sentence, number: int, begin: int, end: int, text: str) -> Span | None:
    """The span over document offsets begin to end, widened to whole tokens; None where no token is touched."""
    inside = [i for i, token in enumerate(sentence.tokens) if token.begin < end and token.end > begin]
    if not inside:
        return None
    first, last = inside[0], inside[-1] + 1
    begin, end = sentence.tokens[first].begin, sentence.tokens[last - 1].end
    return Span(number, first, last, begin, end, text[begin:end])


def over(sentence: Sentence, number: int, first: int, last: int, text: str) -> Span:
    """The span over tokens first to last."""
    begin, end = sentence.tokens[first].begin, sentence.tokens[last - 1].end
    return Span(number, first, last, begin, end, text[begin:end])


def merged(spans: Iterable[Span]) -> list[Span]:
    """The spans from left to right; of two that overlap the one that begins first, then the longer, stays."""
    result: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.first, -span.last)):
        if not result or span.first >= result[-1].last:
            result.append(span)
    return result
