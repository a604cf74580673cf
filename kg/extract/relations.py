"""Frame rules applied: which statements the verbs and relational nouns of a sentence make, with their qualifiers."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.chunks import NP
from kg.extract.classes import Classes
from kg.extract.frames import Frame
from kg.extract.reading import Reading, Span, Unit
from kg.extract.rulebook import FrameRule, Rulebook, Slot
from kg.extract.status import Cues
from kg.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Found:
    """A relation between two spans, before it becomes part of the model.

    Attributes:
        object: a span; of a value for a measurement.
        rule: the id of the rule that found it.
    """

    sentence: int
    subject: Span
    predicate: str
    object: Span
    qualifiers: tuple[tuple[str, str], ...]
    status: str
    rule: str
    confidence: float


_PLACES = {
    "subj",
    "obj",
    "obj2",
    "self",
    "poss",
    "mod",
    "named",
    "context",
    "part",
    "agent",
    "where",
    "again",
    "owner",
    "gov",
}
CONTEXT = 0.75  # how much a relation is worth whose end the sentence leaves out


class Relations:
    """Applies the frame rules of an ontology."""

    def __init__(self, ontology: Ontology, rulebook: Rulebook, classes: Classes, cues: Cues) -> None:
        self.ontology = ontology
        self.rulebook = rulebook
        self.classes = classes
        self.cues = cues
        self.context: list[Span] = []
        self.last: dict[str, Span] = {}
        free = "|".join(rulebook.names.get("independent", ())) or r"(?!)"
        self.independent = re.compile(rf".*(?:{free})")
        self.by_verb: dict[str, list[tuple[FrameRule, tuple[str, ...]]]] = defaultdict(list)
        self.by_noun: dict[str, list[FrameRule]] = defaultdict(list)
        for rule in rulebook.frames:
            for verb in rule.verbs:
                words = verb.split()
                self.by_verb[words[0]].append((rule, tuple(words[1:])))
            for noun in rule.nouns:
                self.by_noun[noun].append(rule)

    def find(self, reading: Reading, frame: Frame) -> Iterator[Found]:
        """What the rules make of a frame."""
        units = reading.units[frame.sentence]
        rules = list(self._rules(frame, units))
        if not rules:
            return
        if self.cues.unreal_sentence(units):
            return
        status = self.cues.status(frame, units)
        standing = "actual" if frame.kind == "verb" or frame.copular else self.cues.noun_status(frame, units)
        for rule in rules:
            happens = frame.kind == "verb" or frame.copular or "date" in rule.take or "amount" in rule.take
            said = status if happens else standing
            if said is not None:
                yield from self._apply(reading, frame, rule, units, said)

    def _rules(self, frame: Frame, units: Sequence[Unit]) -> Iterator[FrameRule]:
        if frame.kind == "verb":
            group = frame.group
            assert group is not None
            behind = [unit.low for unit in units[group.last : group.last + 14]]
            for rule, rest in self.by_verb.get(frame.lemma, ()):
                if rule.voice and (rule.voice == "passive") != group.passive:
                    continue
                if _in_order(rest, behind) and self._needs(rule, units, frame):
                    yield rule
            return
        seen = set()
        yield from self.by_noun.get("*", ())
        for noun in self._nouns(frame, units):
            for rule in self.by_noun.get(noun, ()):
                if rule.id not in seen and self._needs(rule, units, frame):
                    seen.add(rule.id)
                    yield rule

    def _nouns(self, frame: Frame, units: Sequence[Unit]) -> Iterator[str]:
        """What a noun phrase can be called in rules: its last words, `@Class` for a kind noun, `<role>` for a post."""
        words = frame.lemma.split()
        for size in range(1, min(len(words), 5) + 1):
            yield " ".join(words[-size:])
        for size in (3, 2, 1):
            kind = self.rulebook.kinds.get(" ".join(words[-size:]))
            if kind and size <= len(words):
                for ancestor in self.ontology.ancestors(kind):
                    yield f"@{ancestor}"
                break
        if self.role(frame, units):
            yield "<role>"

    def role(self, frame: Frame, units: Sequence[Unit]) -> str:
        """The post that a noun phrase names, as in the text, with its duty; empty when it names none."""
        words = frame.lemma.split()
        for start in range(len(words)):
            if self.rulebook.role.fullmatch(" ".join(words[start:])):
                role = " ".join(words[start:])
                for duty in frame.roles.get("of", ())[:1]:
                    if not any(span.kind == "name" or span.kind == "phrase" for span in duty.refs) and not duty.owner:
                        role += " of " + " ".join(
                            unit.low for unit in units[duty.first : duty.last] if unit.tag != "DT"
                        )
                return role
        return ""

    def _needs(self, rule: FrameRule, units: Sequence[Unit], frame: Frame) -> bool:
        if not rule.needs:
            return True
        words = {unit.low for unit in units[frame.first : frame.last]} | {
            unit.lemma for unit in units[frame.first : frame.last]
        }
        return any(word in words for word in rule.needs)

    def _apply(
        self, reading: Reading, frame: Frame, rule: FrameRule, units: Sequence[Unit], status: str
    ) -> Iterator[Found]:
        subjects = self._fill(rule, frame, rule.subject, self._allowed(rule, True), units)
        objects = self._fill(rule, frame, rule.object, self._allowed(rule, False), units)
        pairs = [
            (one, other) for one in subjects for other in objects if one[0].name != other[0].name or not one[0].named
        ]
        if "respectively" in {unit.low for unit in units} and len(subjects) == len(objects) > 1:
            pairs = list(zip(subjects, objects, strict=True))
        pairs = list({(one[0].name, other[0].name): (one, other) for one, other in reversed(pairs)}.values())[::-1]
        sums = self._sums(frame, units) if len(pairs) > 1 and "respectively" in {unit.low for unit in units} else []
        for order, ((subject, _), (target, phrase)) in enumerate(pairs):
            if not self.ontology.fits(rule.predicate, subject.type, target.type):
                continue
            self.last[rule.predicate] = target
            qualifiers = dict(rule.qualifiers)
            self._take(rule, frame, units, phrase, qualifiers, len(pairs))
            if "amount" in rule.take and len(sums) == len(pairs):
                qualifiers.setdefault("amount", sums[order])
            final = rule.status or status
            if "role" in rule.take:
                limit = self._limit(frame, units)
                if limit is not None and limit[1]:
                    qualifiers.setdefault("date", limit[1])
                if limit is not None and limit[0] == "until":
                    final = "ended"
            if "role" in rule.take and frame.copular and frame.governor is not None and self.cues.past(frame.governor):
                final = "ended"
            yield Found(
                frame.sentence, subject, rule.predicate, target, tuple(sorted(qualifiers.items())),
                final if status == "actual" or status == final else status, rule.id,
                rule.confidence * min(subject.confidence, target.confidence) * (CONTEXT if target in self.context or subject in self.context else 1.0),
            )  # fmt: skip

    def _allowed(self, rule: FrameRule, subject: bool) -> tuple[str, ...]:
        slot = rule.subject if subject else rule.object
        if any(not kind.startswith("!") for kind in slot.types):
            return slot.types
        term = self.ontology.properties[rule.predicate]
        return (*slot.types, *(term.domain if subject else term.range))

    def _fill(
        self, rule: FrameRule, frame: Frame, slot: Slot, types: tuple[str, ...], units: Sequence[Unit]
    ) -> list[tuple[Span, NP]]:
        """The spans of an allowed class in the first role that has one."""
        for role in self._ordered(frame, slot):
            if role == "context":
                found = [(span, frame.phrase or NP(0, 0, 0)) for span in self.context[:1] if self._is(span, types)]
                if self.independent.fullmatch(self.role(frame, units) or " "):
                    found = []
            elif role == "again":
                last = self.last.get(rule.predicate)
                found = [(last, frame.phrase or NP(0, 0, 0))] if last is not None and self._is(last, types) else []
            elif role == "mod":
                found = self._inside(frame, types, units)
            elif role == "owner":
                found = [
                    (span, phrase.owner)
                    for phrase in frame.get("subj", "obj")
                    if phrase.owner
                    for span in phrase.owner.refs
                    if self._is(span, types)
                ]
            elif role == "part":
                owners = [
                    phrase.owner
                    for phrase in frame.roles.get("subj", ())
                    if phrase.owner is not None and not phrase.refs
                ]
                found = [(span, owner) for owner in owners for span in owner.refs if self._is(span, types)]
            elif role == "named":
                found = [
                    (span, frame.phrase)
                    for span in (frame.phrase.refs if frame.phrase else [])
                    if self._is(span, types)
                ]  # type: ignore[misc]
            else:
                found = [
                    (span, phrase)
                    for phrase in frame.roles.get(role, ())
                    for span in phrase.refs
                    if self._is(span, types)
                ]
            if not found and role not in ("mod", "named", "context", "again", "part", "owner"):
                found = [
                    (span, phrase)
                    for phrase in frame.roles.get(role, ())
                    for span in phrase.others[:1]
                    if self._is(span, types)
                ]
            if found:
                return found
        return []

    def _ordered(self, frame: Frame, slot: Slot) -> tuple[str, ...]:
        """The roles to ask; where all are prepositions, in the order of the text."""
        if any(role in _PLACES for role in slot.roles):
            return slot.roles
        starts = {
            role: min((phrase.first for phrase in frame.roles[role]), default=0)
            for role in slot.roles
            if frame.roles.get(role)
        }
        return tuple(sorted(starts, key=lambda role: starts[role]))

    def _inside(self, frame: Frame, types: tuple[str, ...], units: Sequence[Unit]) -> list[tuple[Span, NP]]:
        """Names and adjectives inside a noun phrase, before its noun: "Dutch server maker", "the Toronto startup"."""
        phrase = frame.phrase
        if phrase is None:
            return []
        own = {id(span) for span in phrase.refs}
        spans = [unit.span for unit in units[phrase.first : phrase.last] if unit.span is not None and unit.span.named]
        return [(span, phrase) for span in spans if id(span) not in own and self._is(span, types)]

    def _is(self, span: Span, types: tuple[str, ...]) -> bool:
        """Whether a span is of one of the classes, and of none with a `!`."""
        barred = () if span.rule == "compound" else [kind[1:] for kind in types if kind.startswith("!")]
        if not span.type or (barred and self.ontology.is_a(span.type, *barred)):
            return False
        wanted = [kind for kind in types if not kind.startswith("!")]
        return not wanted or self.ontology.is_a(span.type, *wanted)

    def _take(
        self, rule: FrameRule, frame: Frame, units: Sequence[Unit], phrase: NP, qualifiers: dict[str, str], many: int
    ) -> None:
        """Read off the qualifiers that a rule asks for."""
        if "date" in rule.take:
            date = self.date(frame, units)
            if date:
                qualifiers.setdefault("date", date)
        if "amount" in rule.take and many == 1:
            amount = self.amount(frame, units)
            if amount:
                qualifiers.setdefault("amount", amount)
        if "count" in rule.take:
            count = count_of(phrase, units)
            if count:
                qualifiers.setdefault("count", count)
        if "role" in rule.take:
            role = self.role(frame, units)
            if role:
                qualifiers.setdefault("role", role.lower())

    def _limit(self, frame: Frame, units: Sequence[Unit]) -> tuple[str, str] | None:
        """The word "until" or "since" right behind a post, with its date."""
        for index in range(frame.last, min(frame.last + 9, len(units))):
            unit = units[index]
            if unit.low in (",", ";", ".") or unit.tag in ("VBD", "VBZ", "MD"):
                return None
            if unit.low in ("until", "since"):
                after = units[index + 1].span if index + 1 < len(units) else None
                return unit.low, after.date if after is not None and after.kind == "date" else ""
        return None

    def date(self, frame: Frame, units: Sequence[Unit]) -> str:
        """The date that a clause gives; the sentence's only one when the clause has none."""
        low, high = frame.first, frame.last
        if frame.kind == "noun" and frame.governor is not None:
            low, high = min(low, frame.governor.first), max(high, frame.governor.last)
        inside = [
            unit.span.date
            for unit in units[low:high]
            if unit.span is not None and unit.span.kind == "date" and unit.span.date
        ]
        if inside:
            return inside[0]
        every = [
            unit.span.date for unit in units if unit.span is not None and unit.span.kind == "date" and unit.span.date
        ]
        verbs = sum(unit.tag in ("VBD", "VBZ", "VBP", "MD") for unit in units)
        return every[0] if len(every) == 1 and verbs <= 1 else ""

    def amount(self, frame: Frame, units: Sequence[Unit]) -> str:
        """The first sum of money in a clause; of two currencies the first counts."""
        inside = self._sums(frame, units)
        every = [str(unit.span.quantity) for unit in units if unit.span is not None and unit.span.kind == "money"]
        return inside[0] if inside else every[0] if len(every) == 1 else ""

    def _sums(self, frame: Frame, units: Sequence[Unit]) -> list[str]:
        low, high = frame.first, frame.last
        if frame.kind == "noun" and frame.governor is not None:
            low, high = min(low, frame.governor.first), max(high, frame.governor.last)
        return [
            str(unit.span.quantity) for unit in units[low:high] if unit.span is not None and unit.span.kind == "money"
        ]


def count_of(phrase: NP, units: Sequence[Unit]) -> str:
    """The number or range in front of a phrase's noun: `8` of "eight K7 chips", `4-8` of "four 300W or eight 150W cards"."""
    own = _number(units[phrase.first : phrase.last])
    if own and "-" not in own and phrase.first and units[phrase.first - 1].low == "or":
        before = _number(units[max(phrase.first - 5, 0) : phrase.first - 1])
        if before and "-" not in before and int(before) < int(own):
            return f"{before}-{own}"
    return own


def _number(units: Sequence[Unit]) -> str:
    for unit in units:
        if unit.span is not None and unit.span.kind in ("number", "range") and unit.span.quantity is not None:
            value = unit.span.quantity.value
            return value if "." not in value else ""
    return ""


def _in_order(words: Sequence[str], text: Sequence[str]) -> bool:
    """Whether words follow in a text, in order; a bracketed word gives alternatives."""
    position = 0
    for word in words:
        options = word.strip("()").split("|")
        while position < len(text) and text[position] not in options:
            position += 1
        if position == len(text):
            return False
        position += 1
    return True
