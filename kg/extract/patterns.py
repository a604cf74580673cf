"""Sequences of words and typed slots, for what no verb says: `{object:Place} -based * {subject:Organization}`.

The elements are documented in `ontology/rules/README.md`. Matching is by backtracking over units; the shortest match
of a wildcard is tried first.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

from kg.extract.allowed import Allowed
from kg.extract.chunks import Chunk, phrases
from kg.extract.classes import Classes
from kg.extract.elements import Element, elements
from kg.extract.reading import Reading, Span, Unit
from kg.extract.relations import Found
from kg.extract.rulebook import PatternRule, Rulebook
from kg.extract.status import Cues
from kg.ontology import Ontology

_FREE = frozenset({"JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "CD", "VBG", "VBN", "CC", "HYPH", "RB"})
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_REACH = {"wide": 5, "gap": 8}  # units that `*` and `...` may pass
_KIND_WORDS = 3  # how many words a kind noun may have
_NOTHING: Mapping[str, Any] = {}
# Kind of value -> qualifier, where the two are called differently.
_QUALIFIERS = {"money": "amount", "number": "count", "range": "count"}


class Match(NamedTuple):
    """What one or more elements of a pattern have matched.

    Attributes:
        end: the unit behind.
        ends: slot -> what fills it.
        values: qualifier -> value, where an element gave one.
    """

    end: int
    ends: Mapping[str, Span] = _NOTHING
    values: Mapping[str, str] = _NOTHING

    def before(self, later: "Match") -> "Match":
        """This match and a later one as one match; the later one's slots and values count."""
        return Match(later.end, {**self.ends, **later.ends}, {**self.values, **later.values})


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """The units of a sentence, and what a slot may take.

    Attributes:
        things: unit -> what begins there, each with the unit behind it: a name, or what a phrase stands for.
        kinds: the classes of all things.
        words: every word, as written in lower case and as lemma.
    """

    units: Sequence[Unit]
    things: Mapping[int, Sequence[tuple[Span, int]]]
    kinds: frozenset[str]
    words: frozenset[str]

    @classmethod
    def of(cls, units: Sequence[Unit], chunks: Sequence[Chunk]) -> "Row":
        """The row of a sentence."""
        things: dict[int, list[tuple[Span, int]]] = {
            index: [(unit.span, index + 1)]
            for index, unit in enumerate(units)
            if unit.span is not None and unit.is_name()
        }
        for phrase in phrases(chunks):
            own = units[phrase.first].span
            told = [(span, phrase.last) for span in phrase.refs if span is not own]
            if told:
                things.setdefault(phrase.first, []).extend(told)
        return cls.over(units, things)

    @classmethod
    def over(cls, units: Sequence[Unit], things: Mapping[int, Sequence[tuple[Span, int]]]) -> "Row":
        """The row of units in which things stand, each with the unit behind it."""
        words = {unit.low for unit in units} | {unit.lemma for unit in units if unit.span is None}
        kinds = {span.type for found in things.values() for span, _ in found}
        return cls(units, things, frozenset(kinds), frozenset(words))

    def begins(self, pattern: Sequence[Element]) -> Iterable[int]:
        """The units at which a pattern may begin."""
        if pattern and pattern[0].kind == "slot" and not pattern[0].optional:
            return sorted(self.things)
        return range(len(self.units))


@dataclass(frozen=True, slots=True, eq=False)
class _Pattern:
    """The elements of a pattern of a rule, and what a sentence must have.

    Attributes:
        words: sets of words, one of each.
        slots: of each, the classes of which there must be a thing.
    """

    rule: PatternRule
    elements: Sequence[Element]
    words: Sequence[frozenset[str]]
    slots: frozenset[frozenset[str]]

    @classmethod
    def of(cls, rule: PatternRule, text: str) -> "_Pattern":
        found = list(elements(rule.id, text))
        needed = [element for element in found if not element.optional]
        words = [element.words for element in needed if element.kind == "word"]
        return cls(rule, found, words, frozenset(element.words for element in needed if element.kind == "slot"))


class Grammar(Protocol):
    """What patterns ask of a language."""

    def unreal(self, units: Sequence[Unit]) -> bool:
        """Whether a sentence only imagines or asks."""
        ...

    def role_at(self, units: Sequence[Unit], start: int) -> tuple[int, int] | None:
        """The units of a post that begins at units[start]."""
        ...

    def as_kind(self, piece: Sequence[Unit]) -> str | None:
        """The kind noun that units say."""
        ...

    def in_phrase(self, unit: Unit) -> bool:
        """Whether a unit may stand in a noun phrase and is no name of known class."""
        ...

    def in_gap(self, unit: Unit) -> bool:
        """Whether a gap may pass a unit."""
        ...


class EnglishGrammar:
    """The answers for English."""

    def __init__(self, classes: Classes, cues: Cues) -> None:
        self.unreal = cues.unreal_sentence
        self.role_at = classes.role_at
        self.as_kind = classes.as_kind

    def in_phrase(self, unit: Unit) -> bool:
        """By part of speech."""
        return unit.tag in _FREE and not known_name(unit)

    def in_gap(self, unit: Unit) -> bool:
        """Anything but finite verbs and marks that part clauses."""
        return unit.tag not in _FINITE and unit.low not in (";", ":")


def known_name(unit: Unit) -> bool:
    """Whether a unit is a name of known class, no adjective."""
    span = unit.span
    return span is not None and span.kind == "name" and span.type != "" and not span.adjective


class Patterns:
    """Applies the pattern rules of an ontology."""

    def __init__(self, ontology: Ontology, rulebook: Rulebook, grammar: Grammar) -> None:
        self._ontology = ontology
        self._grammar = grammar
        self._kinds = rulebook.kinds
        self._allowed = Allowed(ontology)
        self._patterns = [_Pattern.of(rule, text) for rule in rulebook.patterns for text in rule.patterns]
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for number, pattern in enumerate(self._patterns):
            for word in sorted(pattern.words[0]) if pattern.words else ("",):
                self._by_word[word].append(number)
        self._fillable = lru_cache(maxsize=4096)(self._slots_for)

    def find(self, reading: Reading, number: int, chunks: Sequence[Chunk]) -> Iterator[Found]:
        """What the pattern rules make of a sentence; of a rule each pair of names once."""
        yield from self.match(number, Row.of(reading.units[number], chunks))

    def match(self, number: int, row: Row) -> Iterator[Found]:
        """What the pattern rules make of a row of units."""
        if self._grammar.unreal(row.units):
            return
        if sum(map(len, row.things.values())) < 2:
            return
        seen: set[tuple[str, str, str, str]] = set()
        for pattern in self._possible(row):
            for begin in row.begins(pattern.elements):
                match = self._match(pattern.elements, 0, begin, row)
                found = self._found(number, pattern.rule, match) if match is not None else None
                if found is None:
                    continue
                key = (found.rule, found.predicate, found.subject.name, found.object.name)
                if key not in seen:
                    seen.add(key)
                    yield found

    def _possible(self, row: Row) -> Iterator[_Pattern]:
        """The patterns for which a sentence has the words and things, in order: a few of many."""
        numbers = {number for word in (*row.words, "") for number in self._by_word.get(word, ())}
        fillable = self._fillable(row.kinds)
        for number in sorted(numbers):
            pattern = self._patterns[number]
            if pattern.slots <= fillable and not any(map(row.words.isdisjoint, pattern.words)):
                yield pattern

    def _slots_for(self, kinds: frozenset[str]) -> frozenset[frozenset[str]]:
        """The slots of patterns that things of some classes can fill."""
        slots = frozenset(types for pattern in self._patterns for types in pattern.slots)
        return frozenset(types for types in slots if any(self._allowed(kind, types) for kind in kinds))

    def _found(self, number: int, rule: PatternRule, match: Match) -> Found | None:
        """The relation that a match makes; None when an end is missing or does not fit the predicate."""
        subject, target = match.ends.get("subject"), match.ends.get("object")
        if subject is None or target is None or subject.name == target.name:
            return None
        if not self._ontology.fits(rule.predicate, subject.type, target.type):
            return None
        taken = {key: value for key, value in match.values.items() if key in rule.take and value}
        return Found(
            number,
            subject,
            rule.predicate,
            target,
            tuple(sorted({**dict(rule.qualifiers), **taken}.items())),
            rule.status or "actual",
            rule.id,
            rule.confidence * min(subject.confidence, target.confidence),
        )

    def _match(self, pattern: Sequence[Element], position: int, index: int, row: Row) -> Match | None:
        """The first way in which the elements from a position on match the units from an index on."""
        if position == len(pattern):
            return Match(index)
        element = pattern[position]
        if element.optional:
            match = self._match(pattern, position + 1, index, row)
            if match is not None:
                return match
        for step in self._steps(element, index, row):
            match = self._match(pattern, position + 1, step.end, row)
            if match is not None:
                return step.before(match)
        return None

    def _steps(self, element: Element, index: int, row: Row) -> Iterable[Match]:
        """The ways in which one element matches at a unit."""
        if element.kind in _REACH:
            return self._passed(element.kind, index, row.units)
        if index >= len(row.units):
            return ()
        unit = row.units[index]
        match element.kind:
            case "word":
                said = unit.low in element.words or (unit.span is None and unit.lemma in element.words)
                return (Match(index + 1),) if said else ()
            case "slot":
                things = row.things.get(index, ())
                return [
                    Match(end, {element.name: span}) for span, end in things if self._allowed(span.type, element.words)
                ]
            case "role":
                place = self._grammar.role_at(row.units, index)
                role = " ".join(unit.low for unit in row.units[place[0] : place[1]]) if place is not None else ""
                return (Match(place[1], values={"role": role}),) if place is not None else ()
            case "kind":
                return self._kind(element, index, row.units)
            case _:
                valued = unit.span is not None and unit.span.kind in element.words
                return (Match(index + 1, values=_value(unit.span)),) if valued and unit.span is not None else ()

    def _kind(self, element: Element, index: int, units: Sequence[Unit]) -> Iterator[Match]:
        """A kind noun of an allowed class, the longest first."""
        for size in range(_KIND_WORDS, 0, -1):
            noun = self._grammar.as_kind(units[index : index + size])
            if noun is not None and self._ontology.is_a(self._kinds[noun], *element.words):
                yield Match(index + size)

    def _passed(self, kind: str, index: int, units: Sequence[Unit]) -> Iterator[Match]:
        """What a wildcard may pass: nothing first, then one unit more each time."""
        yield Match(index)
        passes = self._grammar.in_gap if kind == "gap" else self._grammar.in_phrase
        for end in range(index + 1, min(index + _REACH[kind], len(units)) + 1):
            if not passes(units[end - 1]):
                return
            yield Match(end)


def _value(span: Span) -> dict[str, str]:
    """The qualifier that a value gives."""
    value = span.date or (str(span.quantity) if span.quantity is not None else "")
    return {_QUALIFIERS.get(span.kind, span.kind): value}
