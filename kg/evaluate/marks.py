"""An article's text with its marks: pieces for mentions, chips after sentences for statements and qualifiers.

Marks may overlap (a wrong name inside a missed one), so the text is cut at every border, and a piece has all the marks
that cover it.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.evaluate.findings import Finding, Verdict
from kg.evaluate.places import Span
from kg.extract.tokens import sentences
from kg.model import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A finding, its number in the lists of its article, which a reader sees, and its key, which links are made of."""

    finding: Finding
    number: int
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of the text that the same marks cover; `first` are those that begin with it."""

    text: str
    marks: tuple[Mark, ...] = ()
    first: tuple[Mark, ...] = ()

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What is said of it, each once."""
        return tuple(sorted({mark.finding.verdict for mark in self.marks}))

    @property
    def title(self) -> str:
        """The marks in words."""
        return "; ".join(f"{mark.finding.kind}: {mark.finding.name}" for mark in self.marks)

    @property
    def slip(self) -> Mark | None:
        """The mistake that it leads to."""
        return next((mark for mark in self.marks if mark.finding.verdict is not Verdict.RIGHT), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A sentence, or what stands between two; `chips` are of what it says, rightly, wrongly or unheard."""

    pieces: tuple[Piece, ...]
    chips: tuple[Mark, ...] = ()


def blocks(document: Document, marks: Sequence[Mark]) -> Iterator[tuple[Stretch, ...]]:
    """The lines of a document, each in stretches; nothing of the text is left out but empty lines."""
    text = document.text
    spans: dict[int, list[Span]] = defaultdict(list)
    for sentence in sentences(text):
        spans[sentence.block].append((sentence.begin, sentence.end))
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    over: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        if mark.finding.document == document.id:
            first, last = (bisect_right(starts, place) - 1 for place in (mark.finding.begin, mark.finding.end))
            for block in range(first, last + 1):
                over[block].append(mark)
    for block, (begin, end) in enumerate(zip(starts, [*starts[1:], len(text) + 1], strict=True)):
        if text[begin : end - 1].strip():
            mentions = [mark for mark in over[block] if mark.finding.about == "mention"]
            others = [mark for mark in over[block] if mark.finding.about != "mention"]
            yield tuple(_stretches(text, begin, end - 1, spans[block], mentions, others))


def _stretches(
    text: str,
    begin: int,
    end: int,
    spans: Sequence[Span],
    mentions: Sequence[Mark],
    others: Sequence[Mark],
) -> Iterator[Stretch]:
    for first, last in spans:
        if begin < first:
            yield Stretch(pieces=tuple(_pieces(text, begin, first, mentions)))
        chips = tuple(mark for mark in others if first <= mark.finding.begin < last)
        yield Stretch(pieces=tuple(_pieces(text, first, last, mentions)), chips=chips)
        begin = last
    if begin < end:
        yield Stretch(pieces=tuple(_pieces(text, begin, end, mentions)))


def _pieces(text: str, begin: int, end: int, mentions: Sequence[Mark]) -> Iterator[Piece]:
    near = [mark for mark in mentions if mark.finding.begin < end and begin < mark.finding.end]
    borders = {border for mark in near for border in (mark.finding.begin, mark.finding.end)}
    cuts = [begin, *sorted(border for border in borders if begin < border < end), end]
    for first, last in pairwise(cuts):
        over = tuple(mark for mark in near if mark.finding.begin <= first and last <= mark.finding.end)
        yield Piece(
            text=text[first:last],
            marks=over,
            first=tuple(mark for mark in over if max(begin, mark.finding.begin) == first == mark.finding.begin),
        )
