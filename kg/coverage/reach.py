"""What of an article's surface counts as having reached its graph."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.coverage.surface import Place
from kg.model import Literal, Mention, Statement
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


def name_reached(place: Place, mentions: Sequence[Mention]) -> bool:
    """Whether mentions cover at least half of its characters: "Tianjin" is not "Tianjin Ocean Engineering Group"."""
    covered = {
        offset for mention in mentions for offset in range(max(place.begin, mention.begin), min(place.end, mention.end))
    }
    return 2 * len(covered) >= place.end - place.begin


def number_reached(place: Place, said: Sequence[Said]) -> bool:
    """Whether a statement that quotes its sentence has the number."""
    return any(
        math.isclose(value, number, rel_tol=TOLERANCE)
        for each in said
        if _inside(place, each.span)
        for number in each.numbers
        for value in place.values
    )


def date_reached(place: Place, said: Sequence[Said], published: str | None) -> bool:
    """Whether it is the article's own date, or a statement of the article has a date with all its parts.

    A relative date ("last Friday") needs a statement with a date that quotes its sentence.
    """
    if not place.date:
        return any(_inside(place, each.span) and each.dates for each in said)
    wanted = set(place.date)
    own = [date_parts(published)] if published else []
    return any(wanted <= parts for parts in (*own, *(parts for each in said for parts in each.dates)))


def _inside(place: Place, span: Span) -> bool:
    return span[0] <= place.begin and place.end <= span[1]
