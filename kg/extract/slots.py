"""The ends of a frame rule: which things stand in the places that a slot names, and are of a class that it allows."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.extract.allowed import Allowed
from kg.extract.clauses import Frame
from kg.extract.constituents import NP
from kg.extract.reading import Span
from kg.extract.rulebook import Rulebook, Slot
from kg.extract.scenes import Scene
from kg.ontology import Ontology

_SOUGHT = frozenset({"context", "again", "mod", "named", "owner", "part", "post", "chair"})  # no roles of a frame


@dataclass(frozen=True, slots=True, eq=False)
class Filler:
    """A thing that fills a slot, and the phrase that stands for it, if the sentence has one."""

    span: Span
    phrase: NP | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a slot of a rule asks for.

    Attributes:
        predicate: of the rule.
        places: in the order in which to ask them.
        types: allowed classes; with `!`, classes that are not.
    """

    predicate: str
    places: tuple[str, ...]
    types: tuple[str, ...]


class Slots:
    """Fills the slots of frame rules."""

    def __init__(self, ontology: Ontology, rulebook: Rulebook) -> None:
        self._allowed = Allowed(ontology)
        self._independent = re.compile(
            rf".*(?:{'|'.join(rulebook.names.get('independent', ())) or '(?!)'})(?: (?:of|for) .*)?"
        )

    def fill(self, wanted: Wanted, scene: Scene) -> list[Filler]:
        """The things of an allowed class in the first place that has one."""
        for place in wanted.places:
            if place not in _SOUGHT and not scene.frame.roles.get(place):
                continue
            found = self._fitting(self._standing_in(place, wanted.predicate, scene), wanted.types)
            found = found or self._fitting(_instead(place, scene), wanted.types)
            if found:
                return found
        return []

    def _standing_in(self, place: str, predicate: str, scene: Scene) -> list[Filler]:
        """What stands in a place, of any class."""
        frame, background = scene.frame, scene.background
        match place:
            case "context":
                free = self._independent.fullmatch(scene.post)
                lone = [*background.organizations[:1], *background.sites]
                return [Filler(span, frame.phrase) for span in lone if not free]
            case "again":
                return [Filler(span, frame.phrase) for span in [background.last.get(predicate)] if span is not None]
            case "post" | "chair":
                return [Filler(span, frame.phrase) for span, _ in scene.held(place)]
            case "mod":
                return _inside(scene)
            case "named":
                return _standing([frame.phrase])
            case "owner":
                return _standing(phrase.owner for phrase in frame.get("subj", "obj"))
            case "part":
                return _standing(phrase.owner for phrase in frame.get("subj") if not phrase.refs)
            case _:
                return _standing(frame.get(place))

    def _fitting(self, fillers: Iterable[Filler], types: tuple[str, ...]) -> list[Filler]:
        return [filler for filler in fillers if self._is(filler.span, types)]

    def _is(self, span: Span, types: tuple[str, ...]) -> bool:
        """Whether a span is of one of the classes, and of none with a `!`, which a compound may be."""
        if span.rule == "compound":
            types = tuple(kind for kind in types if not kind.startswith("!"))
        return self._allowed(span.type, types)


def may_fill(slot: Slot, frame: Frame) -> bool:
    """Whether there is a place at all where a slot's filler could stand: of most rules one end has none."""
    return not (frame.roles.keys().isdisjoint(slot.roles) and _SOUGHT.isdisjoint(slot.roles))


def _standing(phrases: Iterable[NP | None]) -> list[Filler]:
    """What phrases stand for."""
    return [Filler(span, phrase) for phrase in phrases if phrase is not None for span in phrase.refs]


def _instead(place: str, scene: Scene) -> list[Filler]:
    """What pronouns in a place may stand for instead."""
    return [Filler(span, phrase) for phrase in scene.frame.get(place) for span in phrase.others[:1]]


def _inside(scene: Scene) -> list[Filler]:
    """Names and adjectives inside a noun phrase, before its noun: "Dutch pump maker", "the Oslo startup"."""
    phrase = scene.frame.phrase
    if phrase is None:
        return []
    spans = [unit.span for unit in scene.units[phrase.first : phrase.last] if unit.span is not None and unit.span.named]
    return [Filler(span, phrase) for span in spans if span not in phrase.refs]
