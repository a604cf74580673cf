"""Qualifiers read off a clause: its date, its sum of money, the number before a noun, how long a post was held."""

from collections.abc import Sequence

from kg.extract.clauses import Frame
from kg.extract.constituents import NP
from kg.extract.reading import Unit

_LIMIT_REACH = 9  # units behind a post within which "until" belongs to it
_OR_REACH = 4  # units before "or" in which the lower number of a range may stand


def date_of(frame: Frame, units: Sequence[Unit]) -> str:
    """The date that a clause gives; the sentence's only one when the clause has none; else empty."""
    inside = _dates(_clause(frame, units))
    if inside:
        return inside[0]
    every = _dates(units)
    verbs = sum(unit.tag in ("VBD", "VBZ", "VBP", "MD") for unit in units)
    return every[0] if len(every) == 1 and verbs <= 1 else ""


def amount_of(frame: Frame, units: Sequence[Unit]) -> str:
    """The first sum of money in a clause, since of two currencies the first counts; else the sentence's only one."""
    inside = sums_of(frame, units)
    if inside:
        return inside[0]
    every = _sums(units)
    return every[0] if len(every) == 1 else ""


def sums_of(frame: Frame, units: Sequence[Unit]) -> list[str]:
    """The sums of money in a clause."""
    return _sums(_clause(frame, units))


def limit_of(frame: Frame, units: Sequence[Unit]) -> tuple[str, str]:
    """The word "until" or "since" right behind a post, with its date; both empty when there is none."""
    for index in range(frame.last, min(frame.last + _LIMIT_REACH, len(units))):
        unit = units[index]
        if unit.low in (",", ";", ".") or unit.tag in ("VBD", "VBZ", "MD"):
            break
        if unit.low in ("until", "since"):
            return unit.low, next(iter(_dates(units[index + 1 : index + 2])), "")
    return "", ""


def count_of(phrase: NP, units: Sequence[Unit]) -> str:
    """The number or range before a phrase's noun: `8` of "eight K7 cards", `4-8` of "four big or eight small cards"."""
    own = _number(units[phrase.first : phrase.last])
    if own and "-" not in own and phrase.first and units[phrase.first - 1].low == "or":
        before = _number(units[max(phrase.first - 1 - _OR_REACH, 0) : phrase.first - 1])
        if before and "-" not in before and int(before) < int(own):
            return f"{before}-{own}"
    return own


def _clause(frame: Frame, units: Sequence[Unit]) -> Sequence[Unit]:
    """The units of a clause; of a noun, with the clause that it stands in."""
    low, high = frame.first, frame.last
    if frame.kind == "noun" and frame.governor is not None:
        low, high = min(low, frame.governor.first), max(high, frame.governor.last)
    return units[low:high]


def _dates(units: Sequence[Unit]) -> list[str]:
    spans = [unit.span for unit in units if unit.span is not None and unit.span.kind == "date"]
    return [span.date for span in spans if span.date]


def _sums(units: Sequence[Unit]) -> list[str]:
    return [str(unit.span.quantity) for unit in units if unit.span is not None and unit.span.kind == "money"]


def _number(units: Sequence[Unit]) -> str:
    """The first number or range, if it is whole."""
    for unit in units:
        if unit.span is not None and unit.span.kind in ("number", "range") and unit.span.quantity is not None:
            value = unit.span.quantity.value
            return value if "." not in value else ""
    return ""
