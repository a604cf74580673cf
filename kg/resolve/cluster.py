"""Best edge first, and no union that a veto between any two members forbids.

Two union-finds side by side. In *camps* a union needs that no veto parts any member of one camp from any of the
other; camps hold what the names alone say. *Entities* hold what people decided on top: a decision `same` joins entities
and leaves camps apart, so that it overrides vetoes and is no reason for others; a decision `different` marks its two
sides, and no union may put both marks into one entity.

First inside each article, then everywhere: firm edges, the best before the others; then leaves (a short form, a
surname, an acronym), the longest first. A leaf that stands for one entity joins it, and one that could stand for
several joins none, so it bridges nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.resolve.match import Verdict
from kg.resolve.thing import Thing
from kg.resolve.vetoes import veto

Pair = tuple[int, int]
Mark = tuple[int, int]  # which decision, which of its sides


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """What people decided, in places of things: pairs that are one, and marks that must not meet."""

    same: tuple[Pair, ...] = ()
    marks: Mapping[int, frozenset[Mark]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clustering:
    """The entities, as sorted places of things, sorted; and for pairs that were kept apart, why."""

    clusters: tuple[tuple[int, ...], ...]
    refused: Mapping[Pair, str]


class _Forest:
    """A union-find whose roots are the smallest members."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))

    def find(self, place: int) -> int:
        while self.parent[place] != place:
            self.parent[place] = self.parent[self.parent[place]]
            place = self.parent[place]
        return place

    def union(self, one: int, two: int) -> tuple[int, int]:
        kept, gone = sorted((self.find(one), self.find(two)))
        self.parent[gone] = kept
        return kept, gone


class _Builder:
    def __init__(self, things: Sequence[Thing], orders: Orders) -> None:
        self.things = things
        self.camps, self.entities = _Forest(len(things)), _Forest(len(things))
        self.members = {place: {thing.sameness: thing} for place, thing in enumerate(things)}
        self.marks = {place: set(marks) for place, marks in orders.marks.items()}
        self.refused: dict[Pair, str] = {}
        for one, two in orders.same:
            self._join_entities(one, two)

    def join(self, pair: Pair) -> bool:
        """Unite the two, unless something forbids it; whether they are one now."""
        camps = self.camps.find(pair[0]), self.camps.find(pair[1])
        if camps[0] != camps[1]:
            why = self._forbidden(pair)
            if why:
                self.refused[pair] = why
                return False
            kept, gone = self.camps.union(*camps)
            self.members[kept].update(self.members.pop(gone))
            self._join_entities(*pair)
        return True

    def _join_entities(self, one: int, two: int) -> None:
        kept, gone = self.entities.union(one, two)
        if kept != gone and gone in self.marks:
            self.marks.setdefault(kept, set()).update(self.marks.pop(gone))

    def _forbidden(self, pair: Pair) -> str:
        marks = [self.marks.get(self.entities.find(place), set()) for place in pair]
        if any((decision, 1 - side) in marks[1] for decision, side in marks[0]):
            return "a decision has them apart"
        one, two = (self.members[self.camps.find(place)].values() for place in pair)
        for left in one:
            for right in two:
                why = veto(left, right)
                if why:
                    return f"{left.referent.name} and {right.referent.name} would meet: {why}"
        return ""


def cluster(things: Sequence[Thing], edges: Mapping[Pair, Verdict], orders: Orders) -> Clustering:
    """The entities among the things, from the edges that join; each thing is in one entity."""
    builder = _Builder(things, orders)
    joining = sorted((-verdict.score, pair) for pair, verdict in edges.items() if verdict.joins)
    near = [pair for _, pair in joining if things[pair[0]].referent.document == things[pair[1]].referent.document]
    everywhere = [pair for _, pair in joining]
    for scope in (near, everywhere):
        for pair in scope:
            if not edges[pair].leaf:
                builder.join(pair)
        _attach(builder, [_leaf_first(things, pair) for pair in scope if edges[pair].leaf])
    found: dict[int, list[int]] = defaultdict(list)
    for place in range(len(things)):
        found[builder.entities.find(place)].append(place)
    return Clustering(clusters=tuple(tuple(found[root]) for root in sorted(found)), refused=builder.refused)


def _leaf_first(things: Sequence[Thing], pair: Pair) -> Pair:
    def length(place: int) -> tuple[int, int, int]:
        return len(things[place].main.tokens), len(things[place].main.core), place

    one, two = sorted(pair, key=length)
    return one, two


def _attach(builder: _Builder, leaves: Iterable[Pair]) -> None:
    """Join each leaf to its one host; the longest leaves first, those of one length at once."""
    by_length: dict[int, list[Pair]] = defaultdict(list)
    for leaf, host in leaves:
        by_length[len(builder.things[leaf].main.tokens)].append((leaf, host))
    for length in sorted(by_length, reverse=True):
        hosts: dict[int, dict[int, list[Pair]]] = defaultdict(lambda: defaultdict(list))
        for leaf, host in by_length[length]:
            ends = builder.entities.find(leaf), builder.entities.find(host)
            hosts[ends[0]][ends[1]].append((leaf, host))
        for found in hosts.values():
            if len(found) == 1:
                _join_first(builder, *found.values())
            else:
                _refuse(builder, found)


def _join_first(builder: _Builder, pairs: Iterable[Pair]) -> None:
    for leaf, host in pairs:
        if builder.join((min(leaf, host), max(leaf, host))):
            return


def _refuse(builder: _Builder, found: Mapping[int, list[Pair]]) -> None:
    names = sorted({builder.things[host].referent.name for pairs in found.values() for _, host in pairs})
    for pairs in found.values():
        for leaf, host in pairs:
            pair = min(leaf, host), max(leaf, host)
            builder.refused.setdefault(
                pair, f"{builder.things[leaf].referent.name} could stand for {' or '.join(names[:4])}"
            )
