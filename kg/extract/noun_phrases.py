"""Noun phrases: from a determiner or the first modifier to the last noun, names and values among them."""

from collections.abc import Collection, Sequence

from kg.extract.constituents import NP
from kg.extract.reading import Unit
from kg.extract.verb_groups import modifies
from kg.extract.vocabulary import english

_NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "CD"})
_MODIFIER = _NOMINAL | {"JJ", "JJR", "JJS", "DT", "PRP$", "PDT", "VBN", "VBG", "RBS", "RBR"}
_AMOUNTS = ("money", "quantity", "percent")
_QUOTES = frozenset({'"', "“", "”", "'", "‘", "’", "``", "''"})
_FREE_DETERMINERS = english("free_determiners")
_COMPOUND_ENDS = english("compound_ends")


def noun_phrase(units: Sequence[Unit], start: int, persons: Collection[str]) -> NP | None:
    """The noun phrase that begins at a unit, if one does; a name of one of the classes `persons` ends it."""
    single = _single(units[start], start)
    if single is not None:
        return single
    index, head = start, -1
    while index < len(units) and _belongs(units, start, index, head) and not _told(units, start, index, persons):
        if units[index].tag in _NOMINAL or (units[index].tag == "JJ" and units[index].span is not None):
            head = index
        index += 1
    return _whole(units, start, head) if head >= 0 else _headless(units, start, index)


def _single(unit: Unit, start: int) -> NP | None:
    """A pronoun, "there", or a date."""
    if unit.tag == "PRP" or (unit.span is None and unit.tag == "EX"):
        return NP(start, start + 1, start, pronoun=unit.low)
    return NP(start, start + 1, start, value=unit.span) if unit.tag == "DATE" else None


def _whole(units: Sequence[Unit], start: int, head: int) -> NP:
    phrase = NP(start, head + 1, head)
    if units[start].tag == "PRP$":
        phrase.owner = NP(start, start + 1, start, pronoun=units[start].low)
    last = units[head].span
    if last is not None and not last.named:
        phrase.value = last
    elif last is not None and last.named and not last.adjective:
        phrase.root = last.root
    return phrase


def _headless(units: Sequence[Unit], start: int, end: int) -> NP | None:
    """A phrase that leaves its noun out: "the largest", "its own"."""
    if start == end:
        return None
    owned = units[start].tag == "PRP$"
    if owned or (units[start].tag == "DT" and units[end - 1].tag in ("JJ", "JJR", "JJS", "DT")):
        return NP(start, end, end - 1, pronoun=units[start].low if owned else "")
    return None


def _belongs(units: Sequence[Unit], start: int, index: int, head: int) -> bool:
    """Whether a unit goes on with the phrase from `start`, whose last noun so far is `head`, or -1."""
    unit = units[index]
    after = units[index + 1] if index + 1 < len(units) else None
    if unit.tag == "DATE":
        return after is not None and after.tag in ("NN", "NNS")
    if unit.tag == "PRP$":
        return index == start
    if unit.tag in ("DT", "PDT") and unit.low not in _FREE_DETERMINERS:
        return index == start or (index == start + 1 and units[start].tag == "PDT")
    if unit.tag in _MODIFIER:
        return _modifies(units, start, index, head)
    if unit.tag.startswith("RB") and after is not None and after.tag in ("JJ", "CD", "JJR"):
        return True
    return unit.low in _COMPOUND_ENDS or (unit.low in _QUOTES and _quoted(units, start, index))


def _modifies(units: Sequence[Unit], start: int, index: int, head: int) -> bool:
    """Whether a noun or modifier is none that begins something else: a clause, or a value beside the phrase."""
    unit = units[index]
    if unit.tag in ("VBN", "VBG") and index > start and not modifies(units, index):
        return False
    beside = unit.span is not None and unit.span.kind in _AMOUNTS
    return not (beside and head >= start and units[head].tag != "CD")


def _told(units: Sequence[Unit], start: int, index: int, persons: Collection[str]) -> bool:
    """Whether a person's name ends a phrase: "told Ada Smith Acme", "named Ada Smith chief executive"."""
    span, previous = units[index].span, units[index - 1].span
    if index == start or previous is None or previous.kind != "name" or previous.type not in persons:
        return False
    return span.kind == "name" if span is not None else units[index].tag in ("NN", "JJ")


def _quoted(units: Sequence[Unit], start: int, index: int) -> bool:
    """Whether a quotation mark opens a name inside the phrase: the cluster "Grey Heron"."""
    if index == start or index + 1 == len(units) or units[index - 1].tag not in ("NN", "DT", "JJ"):
        return False
    span = units[index + 1].span
    return span is not None and span.kind == "name"
