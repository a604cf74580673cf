"""The frame rules of a Chinese rulebook applied: which statements verbs and relational nouns make."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.extract.chinese.chunks import Chunk
from kg.extract.chinese.clauses import LIGHT, Verb
from kg.extract.chinese.coreference import Told
from kg.extract.chinese.cues import ChineseCues
from kg.extract.chinese.vocabulary import chinese
from kg.extract.reading import Span, Unit
from kg.extract.relations import CONTEXT, Found, Witness
from kg.extract.rulebook import FrameRule, Rulebook, Slot
from kg.model import Obstacle
from kg.ontology import Ontology

PLACES = ("subj", "obj", "topic", "prior", "gov", "poss", "self", "owner", "context", "mod", "other")
_IMAGINED = (Obstacle.HEDGE, "the sentence asks, or its clause is a condition, a wish or a doubt")
_COUNT_REACH = 8  # units before a name in which its number stands


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """A sentence while rules are applied to one of its verbs or nouns.

    Attributes:
        verb: the verb; of a noun the verb of its clause, if there is one.
        noun: the phrase that the trigger heads; None for a verb.
    """

    number: int
    units: Sequence[Unit]
    chunks: Sequence[Chunk]
    verbs: Sequence[Verb]
    told: Told
    verb: Verb | None
    noun: Chunk | None = None

    def span_of(self) -> tuple[int, int]:
        """The units of the clause."""
        if self.verb is None:
            return 0, len(self.units)
        chunks = self.chunks[self.verb.first : self.verb.last]
        return (chunks[0].first, chunks[-1].last) if chunks else (0, len(self.units))


class ChineseRelations:
    """Applies frame rules to sentences; a `witness` hears what their words call for and no sentence says."""

    def __init__(self, ontology: Ontology, rules: Rulebook, cues: ChineseCues, witness: Witness | None = None) -> None:
        self.witness = witness
        self.ontology = ontology
        self.cues = cues
        self.by_verb: dict[str, list[FrameRule]] = {}
        self.by_noun: dict[str, list[FrameRule]] = {}
        for rule in rules.frames:
            for verb in rule.verbs:
                self.by_verb.setdefault(verb, []).append(rule)
            for noun in rule.nouns:
                self.by_noun.setdefault(noun, []).append(rule)

    def find(
        self, number: int, units: Sequence[Unit], chunks: Sequence[Chunk], verbs: Sequence[Verb], told: Told
    ) -> Iterator[Found]:
        """What the rules make of a sentence."""
        if self.cues.unreal(units):
            for verb in verbs:
                self._tell(number, self.by_verb.get(verb.text, ()), verb.text, *_IMAGINED)
            return
        for verb in verbs:
            if self.witness and verb.text not in self.by_verb:
                self.witness(number, "", f'the verb "{verb.text}"', Obstacle.NO_RULE, "no rule speaks of it here")
            scene = Scene(number, units, chunks, verbs, told, verb)
            for rule in self.by_verb.get(verb.text, ()):
                yield from self._apply(scene, rule)
            if verb.text in LIGHT:
                for trigger in _triggers(verb, units, self.by_verb):
                    for rule in self.by_verb[trigger]:
                        yield from self._apply(scene, rule)
        for chunk in chunks:
            if chunk.kind != "np":
                continue
            for noun in sorted({unit.low for unit in units[chunk.first : chunk.last]} & set(self.by_noun)):
                scene = Scene(number, units, chunks, verbs, told, _verb_of(chunk, verbs), chunk)
                for rule in self.by_noun[noun]:
                    yield from self._apply(scene, rule)

    def _apply(self, scene: Scene, rule: FrameRule) -> Iterator[Found]:
        low, high = scene.span_of()
        if rule.needs and not any(unit.low in rule.needs for unit in scene.units[low:high]):
            return
        if rule.voice and scene.verb is not None and scene.verb.passive != (rule.voice == "passive"):
            return
        said = self._status(scene, rule, low)
        if said is None or (rule.status and said != "actual"):
            self._tell(scene.number, [rule], _word(scene), *self._silence(scene, low))
            return  # what is only planned or denied to be over still holds
        term = self.ontology.properties[rule.predicate]
        subjects, faint = self._fill(scene, rule.subject, term.domain)
        objects, faint_too = self._fill(scene, rule.object, term.range)
        pairs = _pairs(subjects, objects, term.symmetric)
        if not pairs:
            end = "subject" if not subjects else "object"
            slot = rule.subject if not subjects else rule.object
            why = f"no {end} of {', '.join(slot.types) or 'any class'} stands in its place ({', '.join(slot.roles)})"
            self._tell(scene.number, [rule], _word(scene), Obstacle.ARGUMENT, why)
        for subject, target in pairs:
            if not self.ontology.fits(rule.predicate, subject.type, target.type):
                why = f"{rule.predicate} is not between {subject.type or 'a value'} and {target.type or 'a value'}"
                self._tell(scene.number, [rule], _word(scene), Obstacle.TYPE, why)
                continue
            sure = rule.confidence * min(subject.confidence, target.confidence)
            yield Found(
                scene.number,
                subject,
                rule.predicate,
                target,
                self._qualifiers(scene, rule, target, len(pairs), (low, high)),
                rule.status or said,
                f"zh-{rule.id}",
                sure * (CONTEXT if faint or faint_too else 1.0),
            )

    def _tell(self, number: int, rules: Iterable[FrameRule], word: str, obstacle: Obstacle, detail: str) -> None:
        """Tell the witness that rules fit and the sentence says nothing."""
        if self.witness:
            for rule in rules:
                self.witness(number, f"zh-{rule.id}", f'{rule.predicate}, for "{word}"', obstacle, detail)

    def _silence(self, scene: Scene, low: int) -> tuple[Obstacle, str]:
        """Why a scene says nothing."""
        if scene.verb is not None and self.cues.negated(scene.verb, scene.chunks, scene.units, low):
            return Obstacle.NEGATION, "its verb is negated"
        return _IMAGINED

    def _status(self, scene: Scene, rule: FrameRule, low: int) -> str | None:
        """How firmly the scene says it; None when it says nothing."""
        linked = chinese("copulas") | chinese("including")
        if scene.verb is None or (scene.noun is not None and scene.verb.text not in linked):
            status: str | None = "actual"
        else:
            status = self.cues.status(scene.verb, scene.chunks, scene.units, low)
        if status == "actual" and scene.verb is not None and scene.verb.dropped:
            status = self._carried(scene, scene.verb)
        if status == "actual" and "role" in rule.take and scene.verb is not None:
            here = scene.chunks[scene.verb.position].first
            phrases = [chunk.last for chunk in scene.chunks if chunk.kind == "np" and chunk.last <= here]
            return self.cues.former([unit.low for unit in scene.units[max([low, *phrases]) : here]])
        return status

    def _carried(self, scene: Scene, verb: Verb) -> str:
        """Planned where the clause before, whose subject goes on, is: "将于年底投产，主要生产……"."""
        before = [other for other in scene.verbs if other.position < verb.first and not other.relative]
        if not before:
            return "actual"
        low = scene.chunks[before[-1].first].first
        return "planned" if self.cues.status(before[-1], scene.chunks, scene.units, low) == "planned" else "actual"

    # ends

    def _fill(self, scene: Scene, slot: Slot, default: Sequence[str]) -> tuple[list[Span], bool]:
        """The things in the first place of a slot that has some of its classes; whether they come from elsewhere."""
        allowing = any(not kind.startswith("!") for kind in slot.types)
        types = slot.types if allowing else (*slot.types, *default)
        for place in slot.roles:
            found = [span for span in self._standing(scene, place) if self._is(span, types)]
            if found:
                return list({span.name: span for span in reversed(found)}.values())[::-1], place in (
                    "context",
                    "topic",
                    "prior",
                )
        return [], False

    def _is(self, span: Span, types: Sequence[str]) -> bool:
        if not span.type or any(self.ontology.is_a(span.type, kind[1:]) for kind in types if kind.startswith("!")):
            return False
        allowed = [kind for kind in types if not kind.startswith("!")]
        return not allowed or self.ontology.is_a(span.type, *allowed)

    def _standing(self, scene: Scene, place: str) -> list[Span]:
        """What stands in a place."""
        verb, noun, told = scene.verb, scene.noun, scene.told
        match place:
            case "prior":
                return _refs(verb.prior) if verb is not None else []
            case "context":
                topics = [span for span in _refs(verb.topic if verb is not None else ()) if self._is_organization(span)]
                if topics:
                    return topics[:1]
                last = next((span for span in reversed(told.subjects) if self._is_organization(span)), None)
                last = last or told.topic
                return [last] if last is not None else []
            case "topic":
                topics = _refs(verb.topic if verb is not None else ())
                return topics or told.subjects[-1:]
            case "gov":
                governor = verb.governor if verb is not None else None
                return _refs(governor.get("subj")) if governor is not None else []
            case "owner":
                return [span for chunk in (verb.get("subj") if verb is not None else ()) for span in chunk.mods]
            case "other":
                return [span for chunk in (verb.get("obj") if verb is not None else ()) for span in chunk.mods]
            case "poss":
                return list(noun.mods) if noun is not None else []
            case "mod":
                return list(noun.mods) if noun is not None else []
            case "self":
                return self._bearers(scene)
            case _ if verb is None:
                return []
            case _ if place in ("subj", "obj"):
                return _refs(verb.get(place))
            case _:
                return _refs(verb.get(place))

    def _bearers(self, scene: Scene) -> list[Span]:
        """Who bears a noun: a name in its own phrase, or the other side of 是 or 包括."""
        noun, verb = scene.noun, scene.verb
        if noun is None:
            return []
        if noun.refs:
            return noun.refs[: noun.parted or None]
        if verb is None or not (verb.text in chinese("copulas") or verb.text in chinese("including")):
            return []
        if any(chunk is noun for chunk in verb.get("subj")):
            return _refs(verb.get("obj") or verb.get("为"))
        return _refs(verb.get("subj"))

    def _is_organization(self, span: Span) -> bool:
        return self.ontology.identity(span.type) == "organization"

    # qualifiers

    def _qualifiers(
        self, scene: Scene, rule: FrameRule, target: Span, pairs: int, clause: tuple[int, int]
    ) -> tuple[tuple[str, str], ...]:
        found = {}
        low, high = clause
        if "date" in rule.take:
            found["date"] = self._date(scene, low, high)
        if "amount" in rule.take and pairs == 1:
            sums = _sums(scene.units[low:high]) or _later_sum(scene.units, high)
            found["amount"] = sums
        if "count" in rule.take:
            found["count"] = _count(scene.units, target)
        if "role" in rule.take:
            found["role"] = self._post(scene)
        kept = {key: value for key, value in found.items() if value}
        return tuple(sorted((kept | dict(rule.qualifiers)).items()))

    def _date(self, scene: Scene, low: int, high: int) -> str:
        """The clause's date, else the one that opens the sentence."""
        inside = _dates(scene.units[low:high])
        if inside:
            return inside[0]
        every = _dates(scene.units[:low])
        if len(every) == 1 and scene.verb is not None and scene.verb.dropped and self._opened(scene):
            return every[0]
        opens = scene.units and scene.units[0].span is not None and scene.units[0].span.kind == "date"
        return every[0] if every and (opens or len(_dates(scene.units)) == 1) else ""

    def _opened(self, scene: Scene) -> bool:
        """Whether a date stands in front of the sentence's first verb, so that it holds for all of them."""
        first = min(scene.chunks[verb.position].first for verb in scene.verbs)
        return bool(_dates(scene.units[:first]))

    def _post(self, scene: Scene) -> str:
        """The post in a noun's phrase, or behind the verb; else in front of it."""
        if scene.noun is not None:
            return scene.noun.post
        if scene.verb is None:
            return ""
        for chunk in (*scene.verb.get("为"), *scene.verb.get("obj")):
            if chunk.post:
                return chunk.post
        behind = scene.chunks[scene.verb.position + 1 : scene.verb.last]
        posts = [chunk.post for chunk in behind if chunk.post]
        return posts[0] if posts else ""


def _word(scene: Scene) -> str:
    """The word that called for a rule."""
    if scene.noun is not None:
        return "".join(unit.text for unit in scene.units[scene.noun.first : scene.noun.last])
    return scene.verb.text if scene.verb is not None else ""


def _pairs(subjects: Sequence[Span], objects: Sequence[Span], symmetric: bool) -> list[tuple[Span, Span]]:
    """Who is related to what; partners on one side of the verb are related to the first of them."""
    if symmetric and len(subjects) > 1 and {s.name for s in subjects} == {o.name for o in objects}:
        return [(subjects[0], other) for other in subjects[1:]]
    return [(one, other) for one in subjects for other in objects if one.name != other.name]


def _refs(chunks: Iterable[Chunk]) -> list[Span]:
    return [span for chunk in chunks for span in chunk.refs]


def _triggers(verb: Verb, units: Sequence[Unit], known: Iterable[str]) -> list[str]:
    """The verbs of rules that a light verb has as its object: "达成合作"."""
    words = {unit.low for chunk in verb.get("obj") for unit in units[chunk.first : chunk.last]}
    return sorted(words & set(known) - {verb.text})


def _verb_of(chunk: Chunk, verbs: Sequence[Verb]) -> Verb | None:
    """The verb that has a phrase as one of its ends."""
    for verb in verbs:
        if any(chunk is other for found in verb.roles.values() for other in found):
            return verb
    return None


def _dates(units: Sequence[Unit]) -> list[str]:
    return [unit.span.date for unit in units if unit.span is not None and unit.span.kind == "date" and unit.span.date]


def _sums(units: Sequence[Unit]) -> str:
    spans = [unit.span for unit in units if unit.span is not None and unit.span.kind == "money"]
    return next((str(span.quantity) for span in spans), "")


def _later_sum(units: Sequence[Unit], high: int) -> str:
    """The sum in the next clause where that only names it: "，交易金额为160亿元"."""
    return (
        _sums(units[high:])
        if any(unit.low in ("金额", "对价", "交易金额", "投资额", "总价") for unit in units[high:])
        else ""
    )


def _count(units: Sequence[Unit], target: Span) -> str:
    """The whole number before a name: "八颗辰光K7"."""
    place = next((i for i, unit in enumerate(units) if unit.span is target), None)
    for index in range((place or 0) - 1, max((place or 0) - _COUNT_REACH, -1), -1):
        unit = units[index]
        if unit.span is not None and unit.span.kind in ("number", "range") and unit.span.quantity is not None:
            return unit.span.quantity.value if "." not in unit.span.quantity.value else ""
        if unit.low in "，；：。" or unit.low in chinese("joining"):
            return ""
    return ""
