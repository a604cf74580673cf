"""Words that give a place in a list: "in 34th place", "among the top three", "ranked first", "No. 5".

They count only where a list is spoken of; `kg.extract.ranks` sees to that.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.quantities import ordinal_word
from kg.extract.reading import Unit
from kg.extract.vocabulary import english

PLACES = english("rank_nouns")
_VERBS = english("rank_verbs")
_TOP = english("top_nouns")
_LEADING = english("leading_verbs")
_UNRANKED = english("unranked_nouns")
_NEAR = 4  # units on either side of an ordinal among which a verb of ranking may stand
_COUNT_REACH = 12  # units behind a name in which "with 43 entries" may stand


@dataclass(frozen=True, slots=True)
class Rank:
    """A place in a list.

    Attributes:
        unit: index of the word that says it.
        place: `34`, or `1-3` for "the top three".
    """

    unit: int
    place: str


def ranks(units: Sequence[Unit]) -> Iterator[Rank]:
    """The ranks of a sentence, in order."""
    for index in range(len(units)):
        place = _place(units, index)
        if place:
            yield Rank(index, place)


def _place(units: Sequence[Unit], index: int) -> str:
    """The place that the word at an index gives; empty when it gives none."""
    unit = units[index]
    number = _ordinal(unit)
    if number:
        return number if _gives_rank(units, index) else ""
    following = units[index + 1] if index + 1 < len(units) else None
    if following is None:
        return ""
    count = _number(following)
    if unit.low == "top" and count:
        return f"1-{count}"
    if unit.low == "top" and following.low in _TOP:
        return "1"
    if unit.low == "no.":
        return count
    leads = unit.span is None and unit.lemma in _LEADING and unit.tag.startswith("VB")
    return "1" if leads else ""


def _ordinal(unit: Unit) -> str:
    """The number of an ordinal, in words or digits."""
    if unit.span is not None and unit.span.kind == "ordinal" and unit.span.quantity is not None:
        return unit.span.quantity.value
    number = ordinal_word(unit.low)
    return str(number) if number is not None else ""


def _number(unit: Unit) -> str:
    """A bare number."""
    if unit.span is not None and unit.span.kind == "number" and unit.span.quantity is not None:
        return unit.span.quantity.value
    return ""


def _gives_rank(units: Sequence[Unit], index: int) -> bool:
    """Whether the words around an ordinal make it a place in a list, not a first quarter or a second plant."""
    after = units[index + 1].low if index + 1 < len(units) else ""
    near = {unit.lemma for unit in units[max(index - _NEAR, 0) : index + _NEAR]}
    said = after in PLACES or not near.isdisjoint(_VERBS) or after in ("on", "in")
    if said or any(unit.low == "respectively" for unit in units):
        return after not in _UNRANKED
    joined = index > 0 and units[index - 1].low in ("and", "or") and after in ("in", "on", ",", ".")
    return joined and any(unit.lemma in ("come", "rank", "finish") for unit in units[:index])


def count_behind(units: Sequence[Unit], start: int, pass_names: bool) -> str:
    """The number in "with 43 entries" behind a unit; other names may stand between where `pass_names` is set."""
    for index in range(start, min(start + _COUNT_REACH, len(units) - 1)):
        if units[index].low == "with":
            return _number(units[index + 1])
        if index > start and units[index].is_name() and not pass_names:
            break
    return ""


def edition(units: Sequence[Unit]) -> str:
    """The date of a list's edition, where the sentence has one date: "last November's list"."""
    dates = [unit.span.date for unit in units if unit.span is not None and unit.span.kind == "date" and unit.span.date]
    return dates[0] if len(dates) == 1 else ""
