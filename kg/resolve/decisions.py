"""People's judgements, as orders to the clustering: they are obeyed in every build, and the newest word counts.

A key is `Type: name` (the things of that class, or of a related one, that are so called) or an entity's id in a
build without decisions. `same` overrides every veto; `different` keeps the two sides apart, whatever speaks for them;
`unsure` takes back what was said before of the two and leaves them to the rules.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.model import Decision, Entity, Judgement, Problem, Severity
from kg.ontology import Ontology
from kg.resolve.cluster import Mark, Orders, Pair
from kg.resolve.thing import Thing
from kg.text import fold, nfc, squeeze

CONTRADICTION, NOWHERE, ONE_THING = "KG-M01", "KG-M02", "KG-M03"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    decision: Decision
    number: int
    left: frozenset[int]
    right: frozenset[int]


def orders(
    decisions: Sequence[Decision], things: Sequence[Thing], entities: Sequence[Entity], ontology: Ontology
) -> tuple[Orders, dict[Pair, Decision], list[Problem]]:
    """What to obey, the pairs that show what was said, and what could not be obeyed.

    Problems: KG-M01 for a decision that newer ones contradict, KG-M02 for one whose names occur nowhere, KG-M03 where
    an article uses both names of a `different` for one thing.
    """
    book = _Book(things, entities, ontology)
    problems: list[Problem] = []
    wanted: list[_Order] = []
    for number, decision in enumerate(_standing(decisions)):
        left, right = book.find(decision.left), book.find(decision.right)
        missing = [key for key, found in ((decision.left, left), (decision.right, right)) if not found]
        if missing:
            problems.append(_nowhere(decision, missing))
        elif decision.judgement is Judgement.DIFFERENT and left & right:
            problems.append(_one_thing(decision))
        else:
            wanted.append(_Order(decision=decision, number=number, left=left, right=right))
    obeyed: list[_Order] = []
    for order in reversed(wanted):
        if _is_consistent([*obeyed, order], len(things)):
            obeyed.append(order)
        else:
            problems.append(_contradiction(order.decision))
    return *_compiled(obeyed[::-1]), problems


def _standing(decisions: Sequence[Decision]) -> list[Decision]:
    """The last word on each pair, in the order they were said; `unsure` leaves none."""
    last: dict[frozenset[str], Decision] = {}
    for decision in decisions:
        pair = frozenset((_plain(decision.left), _plain(decision.right)))
        last.pop(pair, None)
        last[pair] = decision
    return [decision for decision in last.values() if decision.judgement is not Judgement.UNSURE]


def _plain(key: str) -> str:
    kind, colon, name = squeeze(nfc(key)).partition(":")
    return f"{kind}: {name.strip()}" if colon else kind


class _Book:
    """Finds the things that a decision's key means."""

    def __init__(self, things: Sequence[Thing], entities: Sequence[Entity], ontology: Ontology) -> None:
        self.things, self.ontology = things, ontology
        places = {thing.key: place for place, thing in enumerate(things)}
        self.by_id = {entity.id: frozenset(places[key] for key in entity.members) for entity in entities}
        self.full: Mapping[str, set[int]] = defaultdict(set)
        self.used: Mapping[str, set[int]] = defaultdict(set)
        for place, thing in enumerate(things):
            self.full[fold(thing.referent.name)].add(place)
            for name in thing.referent.names:
                self.used[fold(name)].add(place)

    def find(self, key: str) -> frozenset[int]:
        """Those with that full name, else those with it as another name, else the entity of that id."""
        kind, colon, name = _plain(key).partition(": ")
        if not colon:
            return self.by_id.get(kind, frozenset())
        folded = fold(name)
        for named in (self.full, self.used):
            found = frozenset(place for place in named.get(folded, ()) if self._is_kind(place, kind))
            if found:
                return found
        return self.by_id.get(squeeze(key), frozenset())

    def _is_kind(self, place: int, kind: str) -> bool:
        thing = self.things[place]
        return kind in thing.line or self.ontology.root(kind) == thing.root


def _is_consistent(found: Sequence[_Order], size: int) -> bool:
    """Whether no `different` has a thing on both sides once the `same` ones are carried out."""
    parent = list(range(size))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    for order in found:
        if order.decision.judgement is Judgement.SAME:
            first = min(order.left | order.right)
            for place in order.left | order.right:
                parent[root(place)] = root(first)
    apart = (order for order in found if order.decision.judgement is Judgement.DIFFERENT)
    return all({root(place) for place in order.left}.isdisjoint({root(p) for p in order.right}) for order in apart)


def _compiled(obeyed: Sequence[_Order]) -> tuple[Orders, dict[Pair, Decision]]:
    same: set[Pair] = set()
    said: dict[Pair, Decision] = {}
    marks: dict[int, set[Mark]] = defaultdict(set)
    for order in obeyed:
        if order.decision.judgement is Judgement.SAME:
            first, *others = sorted(order.left | order.right)
            same.update((first, other) for other in others)
            said.update({(first, other): order.decision for other in others})
        else:
            for side, places in enumerate((order.left, order.right)):
                for place in places:
                    marks[place].add((order.number, side))
            one, two = sorted((min(order.left), min(order.right)))
            said[one, two] = order.decision
    frozen = {place: frozenset(found) for place, found in marks.items()}
    return Orders(same=tuple(sorted(same)), marks=frozen), said


def _words(decision: Decision) -> str:
    who = f" (by {decision.by})" if decision.by else ""
    return f'decision{who} that "{decision.left}" and "{decision.right}" are {decision.judgement.value}'


def _contradiction(decision: Decision) -> Problem:
    message = f"{_words(decision)} contradicts later ones, which count; take it out of the file, or them"
    return Problem(code=CONTRADICTION, severity=Severity.WARNING, message=message)


def _nowhere(decision: Decision, missing: Sequence[str]) -> Problem:
    names = " and ".join(f'"{key}"' for key in missing)
    message = (
        f"{_words(decision)}: {names} occurs nowhere, so it has no effect; expected `Type: name` or an entity's id"
    )
    return Problem(code=NOWHERE, severity=Severity.INFO, message=message)


def _one_thing(decision: Decision) -> Problem:
    message = f"{_words(decision)}: an article uses both names for one thing, which cannot be split; no effect"
    return Problem(code=ONE_THING, severity=Severity.WARNING, message=message)
