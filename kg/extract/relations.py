"""Frame rules applied: which statements the verbs and relational nouns of a sentence make, with their qualifiers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kg.extract.background import Background
from kg.extract.clauses import Frame
from kg.extract.constituents import NP
from kg.extract.qualifiers import amount_of, count_of, date_of, limit_of, sums_of
from kg.extract.reading import Reading, Span
from kg.extract.rulebook import FrameRule, Rulebook, Slot
from kg.extract.scenes import Scene, Triggers
from kg.extract.slots import Filler, Slots, Wanted, may_fill
from kg.extract.status import Cues
from kg.model import Obstacle
from kg.ontology import Ontology

# Places of a slot that are no prepositions.
_PLACES = frozenset({
    "subj", "obj", "obj2", "self", "poss", "mod", "named", "context", "part", "agent", "where", "again", "owner", "gov",
    "setting", "post", "chair",
})  # fmt: skip
_OUTSIDE = frozenset({"context", "again"})  # places that the sentence itself need not fill
_INHERITED = frozenset({"post", "chair"})  # places that ask for a post that was told of before
CONTEXT = 0.75  # how much a relation is worth whose end the sentence leaves out


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


@dataclass(frozen=True, slots=True)
class Call:
    """A frame in its scene and the rules that its words call for; `late` are those that ask for posts."""

    scene: Scene
    early: tuple[FrameRule, ...]
    late: tuple[FrameRule, ...]


# Told of what a sentence does not say: its number, the rule's id or none, what it would say, what blocks it, and why.
Witness = Callable[[int, str, str, Obstacle, str], None]


class Relations:
    """Applies the frame rules of an ontology; a `witness` hears what their words call for and no sentence says."""

    def __init__(self, ontology: Ontology, rulebook: Rulebook, cues: Cues, witness: Witness | None = None) -> None:
        self._witness = witness
        self._ontology = ontology
        self._cues = cues
        self._triggers = Triggers(ontology, rulebook)
        self._slots = Slots(ontology, rulebook)
        # Whether sentences without a thing are to be read too: for a witness, and for rules that need none.
        self.from_nothing = witness is not None or any(
            not _OUTSIDE.isdisjoint(rule.subject.roles) and not _OUTSIDE.isdisjoint(rule.object.roles)
            for rule in rulebook.frames
        )

    def call(self, reading: Reading, frame: Frame, background: Background) -> Call:
        """The rules for a frame."""
        units = reading.units[frame.sentence]
        scene = Scene(frame, units, background, self._triggers.post(frame, units))
        rules = tuple(self._triggers.rules(scene))
        late = tuple(rule for rule in rules if _inherits(rule))
        if self._witness and frame.kind == "verb" and not rules:
            self._witness(
                frame.sentence, "", f'the verb "{frame.lemma}"', Obstacle.NO_RULE, "no rule speaks of it here"
            )
        return Call(scene, tuple(rule for rule in rules if rule not in late) if late else rules, late)

    def find(self, scene: Scene, rules: Sequence[FrameRule]) -> Iterator[Found]:
        """What rules make of a frame in its scene; objects are noted in the background.

        The rules that ask for posts come once those of the sentence are known.
        """
        if not rules:
            return
        frame, units = scene.frame, scene.units
        if self._cues.unreal_sentence(units):
            self._silent(rules, frame, Obstacle.HEDGE, "the sentence asks or only imagines")
            return
        event = frame.kind == "verb" or frame.copular
        statuses: dict[bool, str | None] = {}
        for rule in rules:
            pairs = self._pairs(scene, rule)
            if not pairs and self._witness is None:
                continue  # as most rules; what the clause says of its status is then not asked
            happens = event or "date" in rule.take or "amount" in rule.take
            if happens not in statuses:
                statuses[happens] = (self._cues.status if happens else self._cues.noun_status)(frame, units)
            said = statuses[happens]
            if rule.status == "ended" and said in ("planned", "forecast"):
                said = None  # what is still to end has not ended
            if said is not None:
                yield from self._apply(scene, rule, pairs, said)
            elif self._cues.negated(frame):
                self._silent([rule], frame, Obstacle.NEGATION, "the clause, or one that it hangs on, is negated")
            else:
                self._silent([rule], frame, Obstacle.HEDGE, "the clause is a condition, a wish or a doubt")

    def _apply(
        self, scene: Scene, rule: FrameRule, pairs: Sequence[tuple[Filler, Filler]], said: str
    ) -> Iterator[Found]:
        """The relations that one rule finds in a scene that speaks of it with the status `said`."""
        if not pairs and self._witness and "*" not in rule.nouns:
            self._witness(scene.frame.sentence, rule.id, *self._incomplete(scene, rule))
        sums = sums_of(scene.frame, scene.units) if len(pairs) > 1 and scene.respectively else []
        if "amount" in rule.take and len(pairs) == 1:
            sums = [amount_of(scene.frame, scene.units)]
        for order, (subject, target) in enumerate(pairs):
            if not self._ontology.fits(rule.predicate, subject.span.type, target.span.type):
                if self._witness:
                    self._witness(scene.frame.sentence, rule.id, *_misfit(rule, subject.span, target.span))
                continue
            scene.background.last[rule.predicate] = target.span
            amount = sums[order] if len(sums) == len(pairs) else ""
            yield Found(
                scene.frame.sentence,
                subject.span,
                rule.predicate,
                target.span,
                _qualifiers(rule, scene, target.phrase, amount),
                self._status(rule, scene) if said == "actual" else said,
                rule.id,
                _confidence(rule, scene, subject.span, target.span),
            )

    def _pairs(self, scene: Scene, rule: FrameRule) -> list[tuple[Filler, Filler]]:
        """Who is related to what, each pair of names once."""
        if not (may_fill(rule.subject, scene.frame) and may_fill(rule.object, scene.frame)):
            return []
        term = self._ontology.properties[rule.predicate]
        subjects = self._slots.fill(_wanted(rule, rule.subject, scene.frame, term.domain), scene)
        if not subjects:
            return []
        objects = self._slots.fill(_wanted(rule, rule.object, scene.frame, term.range), scene)
        if len(subjects) == len(objects) > 1 and scene.respectively:
            pairs = list(zip(subjects, objects, strict=True))
        else:
            pairs = [(one, other) for one in subjects for other in objects if not _same(one.span, other.span)]
        once: dict[tuple[str, str], tuple[Filler, Filler]] = {}
        for one, other in pairs:
            once.setdefault((one.span.name, other.span.name), (one, other))
        return list(once.values())

    def _silent(self, rules: Sequence[FrameRule], frame: Frame, obstacle: Obstacle, detail: str) -> None:
        """Tell the witness that rules fit and the clause says nothing."""
        if self._witness:
            for rule in rules:
                self._witness(frame.sentence, rule.id, f'{rule.predicate}, for "{frame.lemma}"', obstacle, detail)

    def _incomplete(self, scene: Scene, rule: FrameRule) -> tuple[str, Obstacle, str]:
        """Which end of a rule nothing stands in, or nothing of an allowed class, as a witness is told."""
        term = self._ontology.properties[rule.predicate]
        what = f'{rule.predicate}, for "{scene.frame.lemma}"'
        for end, slot, classes in (("subject", rule.subject, term.domain), ("object", rule.object, term.range)):
            wanted = _wanted(rule, slot, scene.frame, classes)
            if not self._slots.fill(wanted, scene):
                kinds = ", ".join(wanted.types) or "any class"
                places = ", ".join(wanted.places) or "none that the sentence has"
                detail = f"no {end} of {kinds} stands in its place ({places})"
                return what, Obstacle.ARGUMENT, detail
        return what, Obstacle.ARGUMENT, "both ends are one thing"

    def _status(self, rule: FrameRule, scene: Scene) -> str:
        """The status of what a clause says as a fact: a rule's own, or that of a post that is over."""
        if "role" in rule.take:
            governor = scene.frame.governor
            over = scene.frame.copular and governor is not None and self._cues.past(governor)
            if over or limit_of(scene.frame, scene.units)[0] == "until":
                return "ended"
        return rule.status or "actual"


def _misfit(rule: FrameRule, subject: Span, target: Span) -> tuple[str, Obstacle, str]:
    """That a predicate is not between things of these classes, as a witness is told."""
    types = f"{subject.type or 'a value'} and {target.type or 'a value'}"
    return (
        f"{subject.name} {rule.predicate} {target.name}",
        Obstacle.TYPE,
        f"{rule.predicate} is not between {types}",
    )


def _inherits(rule: FrameRule) -> bool:
    """Whether a rule asks for a post."""
    return not (_INHERITED.isdisjoint(rule.subject.roles) and _INHERITED.isdisjoint(rule.object.roles))


def _inherited(rule: FrameRule) -> list[str]:
    """The places of a rule that ask for a post."""
    return [role for slot in (rule.subject, rule.object) for role in slot.roles if role in _INHERITED]


def _same(one: Span, other: Span) -> bool:
    """Whether two ends are one thing, so that nothing is said."""
    return one.named and one.name == other.name


def _wanted(rule: FrameRule, slot: Slot, frame: Frame, default: Sequence[str]) -> Wanted:
    """What a slot asks for; without classes of its own those of the predicate, `default`, are allowed."""
    allowing = any(not kind.startswith("!") for kind in slot.types)
    return Wanted(rule.predicate, _places(slot, frame), slot.types if allowing else (*slot.types, *default))


def _places(slot: Slot, frame: Frame) -> tuple[str, ...]:
    """The places to ask; where all are prepositions, in the order of the text."""
    if not _PLACES.isdisjoint(slot.roles):
        return slot.roles
    starts = {role: min(phrase.first for phrase in found) for role in slot.roles if (found := frame.get(role))}
    return tuple(sorted(starts, key=lambda role: starts[role]))


def _qualifiers(rule: FrameRule, scene: Scene, counted: NP | None, amount: str) -> tuple[tuple[str, str], ...]:
    """The qualifiers that a rule gives or asks for, sorted; `counted` is the phrase of the object."""
    frame, units = scene.frame, scene.units
    found = {}
    if "date" in rule.take:
        found["date"] = date_of(frame, units)
    if "amount" in rule.take:
        found["amount"] = amount
    if "count" in rule.take and counted is not None:
        found["count"] = count_of(counted, units)
    if "role" in rule.take:
        found["role"] = scene.post.lower() or _post_of(rule, scene)
        told = date_of(frame, units) if frame.copular else ""
        found["date"] = found.get("date") or told or limit_of(frame, units)[1]
    found = {key: value for key, value in found.items() if value}
    return tuple(sorted((found | dict(rule.qualifiers)).items()))


def _post_of(rule: FrameRule, scene: Scene) -> str:
    """The post of those whom a rule's places mean."""
    return next((role for place in _inherited(rule) for _, role in scene.held(place)), "")


def _confidence(rule: FrameRule, scene: Scene, subject: Span, target: Span) -> float:
    """How sure a relation is: less where an end comes from the background."""
    known = scene.background.organizations
    left_out = CONTEXT if target in known or subject in known else 1.0
    return rule.confidence * min(subject.confidence, target.confidence) * left_out
