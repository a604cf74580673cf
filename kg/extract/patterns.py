"""Sequences of words and typed slots, for what no verb says: `{object:Place} -based * {subject:Organization}`.

The elements are documented in `ontology/rules/README.md`. Matching is by backtracking over units; the shortest match of a
wildcard is tried first.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.errors import OntologyError
from kg.extract.chunks import NP, Chunk, phrases
from kg.extract.classes import Classes
from kg.extract.reading import Reading, Span, Unit
from kg.extract.relations import Found
from kg.extract.rulebook import PatternRule, Rulebook
from kg.extract.status import Cues
from kg.ontology import Ontology

_ELEMENT = re.compile(r"\{[^}]*\}|<[^>]*>\??|\([^)]*\)\??|\S+")
_FREE = {"JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "CD", "VBG", "VBN", "CC", "HYPH", "RB"}
WIDE, GAP = 5, 8  # units that `*` and `...` may pass


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a pattern: a slot, a class of words, or words."""

    kind: str
    words: frozenset[str] = frozenset()
    name: str = ""
    optional: bool = False


class Patterns:
    """Applies the pattern rules of an ontology."""

    def __init__(self, ontology: Ontology, rulebook: Rulebook, classes: Classes, cues: Cues) -> None:
        self.ontology = ontology
        self.classes = classes
        self.cues = cues
        self.rules = [(rule, [_parse(rule, text) for text in rule.patterns]) for rule in rulebook.patterns]

    def find(self, reading: Reading, number: int, chunks: Sequence[Chunk]) -> Iterator[Found]:
        """What the pattern rules make of a sentence."""
        units = reading.units[number]
        if self.cues.unreal_sentence(units):
            return
        starts = {phrase.first: phrase for phrase in phrases(chunks) if phrase.refs}
        for rule, patterns in self.rules:
            seen: set[tuple[str, str]] = set()
            for pattern in patterns:
                for begin in range(len(units)):
                    for filled, used in self._match(pattern, 0, begin, units, starts, {}, {}):
                        found = self._found(number, rule, filled, used, seen)
                        if found is not None:
                            yield found
                        break

    def _found(
        self, number: int, rule: PatternRule, filled: dict[str, Span], used: dict[str, str], seen: set[tuple[str, str]]
    ) -> Found | None:
        subject, target = filled.get("subject"), filled.get("object")
        if subject is None or target is None or subject.name == target.name:
            return None
        if not self.ontology.fits(rule.predicate, subject.type, target.type) or (subject.name, target.name) in seen:
            return None
        seen.add((subject.name, target.name))
        qualifiers = dict(rule.qualifiers) | {key: value for key, value in used.items() if key in rule.take and value}
        confidence = rule.confidence * min(subject.confidence, target.confidence)
        return Found(
            number,
            subject,
            rule.predicate,
            target,
            tuple(sorted(qualifiers.items())),
            rule.status or "actual",
            rule.id,
            confidence,
        )

    def _match(
        self, pattern: Sequence[Element], position: int, index: int, units: Sequence[Unit], starts: dict[int, NP],
        filled: dict[str, Span], used: dict[str, str],
    ) -> Iterator[tuple[dict[str, Span], dict[str, str]]]:  # fmt: skip
        if position == len(pattern):
            yield filled, used
            return
        element = pattern[position]
        if element.optional:
            yield from self._match(pattern, position + 1, index, units, starts, filled, used)
        for end, gained, took in self._steps(element, index, units, starts):
            yield from self._match(pattern, position + 1, end, units, starts, filled | gained, used | took)

    def _steps(
        self, element: Element, index: int, units: Sequence[Unit], starts: dict[int, NP]
    ) -> Iterator[tuple[int, dict[str, Span], dict[str, str]]]:
        """The ways in which an element matches at a unit: where it ends, slots it fills, qualifiers it gives."""
        if element.kind in ("wide", "gap"):
            for end in range(index, min(index + (WIDE if element.kind == "wide" else GAP), len(units)) + 1):
                if end > index and not self._passes(element.kind, units[end - 1]):
                    return
                yield end, {}, {}
            return
        if index >= len(units):
            return
        unit = units[index]
        if element.kind == "slot":
            if unit.is_name() and unit.span is not None and self._is(unit.span.type, element.words):
                yield index + 1, {element.name: unit.span}, {}
            phrase = starts.get(index)
            if phrase is not None:
                for span in phrase.refs:
                    if span is not unit.span and self._is(span.type, element.words):
                        yield phrase.last, {element.name: span}, {}
        elif element.kind == "role":
            place = self.classes.role_at(units, index)
            if place is not None:
                yield place[1], {}, {"role": " ".join(u.low for u in units[place[0] : place[1]])}
        elif element.kind == "kind":
            for size in (3, 2, 1):
                noun = self.classes.as_kind(units[index : index + size])
                if noun is not None and self.ontology.is_a(self.classes.rulebook.kinds[noun], *element.words):
                    yield index + size, {}, {}
        elif element.kind == "value":
            if unit.span is not None and unit.span.kind in element.words:
                value = unit.span.date or (str(unit.span.quantity) if unit.span.quantity is not None else "")
                yield (
                    index + 1,
                    {},
                    {
                        {"money": "amount", "number": "count", "range": "count"}.get(
                            unit.span.kind, unit.span.kind
                        ): value
                    },
                )
        elif unit.low in element.words or (unit.span is None and unit.lemma in element.words):
            yield index + 1, {}, {}

    def _passes(self, kind: str, unit: Unit) -> bool:
        if kind == "gap":
            return not (unit.tag in ("VBD", "VBZ", "VBP", "MD") or unit.low in (";", ":"))
        return unit.tag in _FREE and not (
            unit.span is not None and unit.span.kind == "name" and unit.span.type != "" and not unit.span.adjective
        )

    def _is(self, kind: str, types: frozenset[str]) -> bool:
        if not kind or any(self.ontology.is_a(kind, other[1:]) for other in types if other.startswith("!")):
            return False
        wanted = [other for other in types if not other.startswith("!")]
        return not wanted or self.ontology.is_a(kind, *wanted)


def _parse(rule: PatternRule, text: str) -> list[Element]:
    elements = []
    for word in _ELEMENT.findall(text):
        optional = word.endswith("?") and len(word) > 1
        core = word[:-1] if optional else word
        if core.startswith("{"):
            name, _, types = core.strip("{}").partition(":")
            if name not in ("subject", "object", "other"):
                raise OntologyError(f'rule {rule.id}: the slot "{name}" is none of subject, object, other')
            elements.append(Element("slot", frozenset(types.split("|")) if types else frozenset(), name, optional))
        elif core == "*":
            elements.append(Element("wide"))
        elif core == "...":
            elements.append(Element("gap"))
        elif core == "<role>":
            elements.append(Element("role", optional=optional))
        elif core.startswith("<kind:"):
            elements.append(Element("kind", frozenset(core[6:-1].split("|")), optional=optional))
        elif core.startswith("<"):
            elements.append(Element("value", frozenset(core.strip("<>").split("|")), optional=optional))
        else:
            elements.append(Element("word", frozenset(core.strip("()").split("|")), optional=optional))
    return elements
