"""What of an article's surface counts as having reached its graph."""

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.coverage.surface import Place
from kg.model import Document, Literal, Mention, Statement
from kg.ontology import Ontology

TOLERANCE = 1e-3
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_DATE = re.compile(r"(?P<year>\d{4})(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d))?|Q(?P<quarter>\d)|H(?P<half>\d)))?")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement as one sentence of the article says it.

    Attributes:
        span: the sentence.
        numbers: those of the object and of the qualifiers, without their signs.
        dates: of the qualifiers, as pairs of "year", "month" and so on.
    """

    span: Span
    numbers: tuple[float, ...]
    dates: tuple[frozenset[tuple[str, int]], ...]


def said(statements: Iterable[Statement], document: str, ontology: Ontology) -> list[Said]:
    """What the statements say in the sentences of a document."""
    dates = {name for name, term in ontology.qualifiers.items() if term.datatype == "date"}
    found = []
    for statement in statements:
        texts = [text for name, text in statement.qualifiers if name not in dates]
        if isinstance(statement.object, Literal):
            texts.append(str(statement.object))
        numbers = tuple(float(number) for text in texts for number in _NUMBER.findall(text))
        when = tuple(date_parts(text) for name, text in statement.qualifiers if name in dates)
        found += [
            Said(span=(each.begin, each.end), numbers=numbers, dates=when)
            for each in statement.evidence
            if each.document == document
        ]
    return found


def date_parts(text: str) -> frozenset[tuple[str, int]]:
    """An ISO date, or `2026-Q2`, in parts; empty for another text."""
    match = _DATE.match(text)
    return frozenset((name, int(part)) for name, part in match.groupdict().items() if part) if match else frozenset()


class Reach:
    """What of one document reached the graph."""

    def __init__(self, document: Document, mentions: Iterable[Mention], said: Sequence[Said]) -> None:
        self.named = bytearray(len(document.text))
        for mention in mentions:
            self.named[mention.begin : mention.end] = b"\1" * (mention.end - mention.begin)
        self.quotes: dict[Span, list[Said]] = {}
        for each in said:
            self.quotes.setdefault(each.span, []).append(each)
        self.spans = sorted(self.quotes)
        self.longest = max((end - begin for begin, end in self.spans), default=0)
        own = [date_parts(document.published)] if document.published else []
        self.dates = {*own, *(parts for each in said for parts in each.dates)}

    def name(self, place: Place) -> bool:
        """Whether mentions cover at least half of it: "Tianjin" is not "Tianjin Ocean Engineering Group"."""
        return 2 * self.named.count(1, place.begin, place.end) >= place.end - place.begin

    def number(self, place: Place) -> bool:
        """Whether a statement that quotes its sentence has the number."""
        return any(
            math.isclose(value, number, rel_tol=TOLERANCE)
            for each in self._quoting(place)
            for number in each.numbers
            for value in place.values
        )

    def date(self, place: Place) -> bool:
        """Whether it is the article's own date, or a statement of the article has a date with all its parts.

        A relative date ("last Friday") needs a statement with a date that quotes its sentence.
        """
        if not place.date:
            return any(each.dates for each in self._quoting(place))
        wanted = set(place.date)
        return any(wanted <= parts for parts in self.dates)

    def sentence(self, place: Place) -> bool:
        """Whether a statement quotes it."""
        return any(True for _ in self._quoting(place))

    def _quoting(self, place: Place) -> Iterator[Said]:
        """What is said by quotes that overlap the place."""
        first = bisect_left(self.spans, (place.begin - self.longest, 0))
        for begin, end in self.spans[first : bisect_left(self.spans, (place.end, 0))]:
            if end > place.begin:
                yield from self.quotes[begin, end]
