"""A place of a text that has something to reach."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A name, a number or a date where it stands.

    Attributes:
        values: of a number, what it may be read as: 644 billion is 644 and 644,000,000,000.
        date: of a date, what it says: pairs of "year", "month", "day", "quarter" or "half" and a number; empty for a
            relative one ("last Friday").
    """

    begin: int
    end: int
    text: str
    values: tuple[float, ...] = ()
    date: tuple[tuple[str, int], ...] = ()


def longest(places: Iterable[Place]) -> list[Place]:
    """The places in order, none over another: of several readings the one that begins first, then the longest."""
    found: list[Place] = []
    for place in sorted(places, key=lambda place: (place.begin, -place.end)):
        if not found or place.begin >= found[-1].end:
            found.append(place)
    return found
