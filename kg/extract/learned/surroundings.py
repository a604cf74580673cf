"""What the relations of a document say of each other: a second look at each pair, with the first look's probabilities.

A first look scores every pair by itself. The second sees what holds around it: other relations of the two, the same the
other way round, chains over a third entity (what is within a region is within its country), how many rivals an end has,
and what else each of the two takes part in. Each is a feature crossed with the relation that is asked for, so that the
linear model weighs such rules by how well they hold in the training documents; none is written down here.
Source: stacking, Wolpert 1992; path rules as features, Lao, Mitchell and Cohen 2011.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.extract.learned.descriptions import step
from kg.extract.learned.document_pairs import Pairs
from kg.extract.learned.linear import Floats, Hashes, Rows, crossed, hashes

LEAST = 0.01  # first probability of a relation that is looked at again: 19 of 20 true ones have more
_LIKELY = 0.15  # of one that says something about others
_TAKEN = 0.4  # of one that its two ends are taken to have
_RIVAL = 0.3
_KEPT = 5  # likely relations of a pair
_EVEN = 5  # where steps of log odds begin: 1 : 148
_TOP = 9

_Step = tuple[float, str]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pair and relation (their numbers) that may hold, and a row of hashed features for each."""

    pairs: NDArray[np.int64]
    relations: NDArray[np.int64]
    rows: Rows


def candidates(pairs: Pairs, chances: Floats, relations: Sequence[str]) -> Candidates:
    """The candidates of a document; `chances` has the probability of each pair (row) and relation (column)."""
    scene = _Scene(pairs, chances, relations)
    found, rows = [], []
    anything = hashes(["any relation"])
    aspects = [hashes([f"relation {relation}"]) for relation in relations]
    for number in range(len(pairs.entities)):
        asked = np.flatnonzero(chances[number] > LEAST)
        around = hashes(scene.around(number)) if len(asked) else None
        for relation in asked:
            own = hashes(scene.own(number, int(relation)))
            features = own if around is None else np.concatenate((around, own))
            rows.append(_row(features, own, aspects[relation], anything))
            found.append((number, relation))
    places = np.array(found, dtype=np.int64).reshape(-1, 2)
    return Candidates(places[:, 0], places[:, 1], Rows.of(rows))


def _row(features: Hashes, own: Hashes, aspect: Hashes, anything: Hashes) -> Hashes:
    return np.concatenate((crossed(features, aspect)[:, 0], crossed(own, anything)[:, 0]))


class _Scene:
    def __init__(self, pairs: Pairs, chances: Floats, relations: Sequence[str]) -> None:
        self.pairs = pairs
        self.chances = chances
        self.relations = relations
        self.number = {both: number for number, both in enumerate(pairs.entities)}
        count = 1 + max((max(both) for both in pairs.entities), default=0)
        self.grid = np.zeros((len(relations), count, count))
        for number, (head, tail) in enumerate(pairs.entities):
            self.grid[:, head, tail] = chances[number]
        self.likely = {both: self._likely(number) for number, both in enumerate(pairs.entities)}
        self.steps: dict[int, dict[int, list[_Step]]] = defaultdict(lambda: defaultdict(list))
        self.roles: dict[int, set[str]] = defaultdict(set)
        for (head, tail), found in self.likely.items():
            for chance, relation in found:
                self.steps[head][tail].append((chance, relation))
                self.steps[tail][head].append((chance, f"^{relation}"))
                if chance > _TAKEN:
                    self.roles[head].add(relation)
                    self.roles[tail].add(f"^{relation}")

    def _likely(self, number: int) -> list[_Step]:
        chances = self.chances[number]
        found = sorted((float(chances[one]), self.relations[int(one)]) for one in np.flatnonzero(chances > _LIKELY))
        return found[::-1][:_KEPT]

    def around(self, number: int) -> Iterator[str]:
        """Features of a pair, whatever relation is asked for."""
        head, tail = self.pairs.entities[number]
        first, second = self.pairs.types[number]
        yield f"types {first} {second}"
        yield from (f"also {relation} {_grade(chance)}" for chance, relation in self.likely[head, tail])
        yield from (f"back {relation} {_grade(chance)}" for chance, relation in self.likely.get((tail, head), ()))
        yield from (f"head {role}" for role in self.roles[head])
        yield from (f"tail {role}" for role in self.roles[tail])
        for path, chance in self._chains(head, tail).items():
            yield f"chain {path}"
            if chance > 0.5:
                yield f"sure chain {path}"

    def _chains(self, head: int, tail: int) -> dict[str, float]:
        """Two steps from one to the other over a third entity: the best of each sort, as sure as its weaker step."""
        result: dict[str, float] = defaultdict(float)
        for middle, begun in self.steps[head].items():
            ended = self.steps[middle].get(tail)
            if ended and middle not in (head, tail):
                for chance, relation in begun:
                    for other, last in ended:
                        path = f"{relation} {last}"
                        result[path] = max(result[path], min(chance, other))
        return result

    def own(self, number: int, relation: int) -> Iterator[str]:
        """Features of a pair and a relation: how likely it is, and how likely its rivals are."""
        head, tail = self.pairs.entities[number]
        chance = float(self.chances[number, relation])
        level = _level(chance)
        yield from (f"level {below}" for below in range(level + 1))
        yield f"back level {_level(float(self.grid[relation, tail, head]))}"
        for end, rivals in (("head", self.grid[relation, head]), ("tail", self.grid[relation, :, tail])):
            better = int((rivals > chance).sum())
            others = np.sort(rivals)[-2:]
            yield f"{end} rank {min(better, 5)}"
            yield f"{end} rank {min(better, 2)} {level}"
            yield f"{end} rival {_grade(float(others[-1] if better else others[0]))}"
            yield f"{end} rivals {step(int((rivals > _RIVAL).sum()))}"


def _grade(chance: float) -> int:
    return sum(chance >= limit for limit in (0.1, 0.3, 0.6))


def _level(chance: float) -> int:
    """Whole steps of log odds."""
    odds = np.log((chance + 1e-6) / (1 - chance + 1e-6))
    return int(min(max(np.floor(odds + _EVEN), 0), _TOP))
