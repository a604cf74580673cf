"""The articles of one file, which are read together: each beside all the others.

Every article of a file is the first of its family once, and what its words are does not depend on which is first. So a
family is read once, and each time copied, as who is first decides of which class the names are.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from kg.extract.reading import Reading, Span, Unit
from kg.model import Document


class Families:
    """Keeps the readings of the last family; `make` reads one article, as far as it needs no other."""

    def __init__(self, make: Callable[[Document], Reading]) -> None:
        self._make = make
        self._last: dict[Document, Reading] = {}

    def readings(self, document: Document, beside: Sequence[Document]) -> list[Reading]:
        """New readings of an article and of those beside it, in this order."""
        if not beside:
            return [self._make(document)]
        family = (document, *beside)
        if self._last.keys() != set(family):
            self._last = {each: self._make(each) for each in family}
        return [_copied(self._last[each]) for each in family]


def _copied(reading: Reading) -> Reading:
    """A reading whose spans can be given classes and names without a trace in the other."""
    spans = [[replace(span) for span in row] for row in reading.spans]
    new = {
        id(old): span
        for row, copies in zip(reading.spans, spans, strict=True)
        for old, span in zip(row, copies, strict=True)
    }
    return replace(
        reading, spans=spans, units=[[_moved(unit, new) for unit in row] for row in reading.units], periods={}
    )


def _moved(unit: Unit, new: dict[int, Span]) -> Unit:
    """A unit over the copy of its span; a plain word is never changed, and stays the same."""
    return unit if unit.span is None else replace(unit, span=new[id(unit.span)])
