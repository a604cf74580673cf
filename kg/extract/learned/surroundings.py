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
from functools import lru_cache
from math import floor, log

import numpy as np
from numpy.typing import NDArray

from kg.extract.learned.descriptions import step
from kg.extract.learned.document_pairs import Pairs, hashed
from kg.extract.learned.linear import Floats, Hashes, Rows, mixed

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
    anything = hashed(["any relation"])
    aspects = hashed(f"relation {relation}" for relation in relations)
    found, features, asked, counts = [], [], [], []
    for number in range(len(pairs.entities)):
        likely = np.flatnonzero(chances[number] > LEAST)
        around = hashed(dict.fromkeys(scene.around(number))) if len(likely) else anything
        for relation in likely:
            own = scene.own(number, int(relation))
            found.append((number, relation))
            features += [around, own, own]
            asked += [aspects[relation], anything[0]]
            counts += [len(around) + len(own), len(own)]
    places = np.array(found, dtype=np.int64).reshape(-1, 2)
    starts = np.concatenate((np.zeros(1, np.int64), np.cumsum(counts, dtype=np.int64)))[::2]
    each = np.repeat(np.array(asked, dtype=np.uint32), np.array(counts, dtype=np.int64))
    values = mixed(np.concatenate(features), each) if features else each
    return Candidates(places[:, 0], places[:, 1], Rows(values, starts))


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
        yield from (f"head {role}" for role in sorted(self.roles[head]))
        yield from (f"tail {role}" for role in sorted(self.roles[tail]))
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

    def own(self, number: int, relation: int) -> Hashes:
        """Hashed features of a pair and a relation: how likely it is, and how likely its rivals are."""
        head, tail = self.pairs.entities[number]
        chance = float(self.chances[number, relation])
        grid = self.grid[relation]
        return _own(
            _level(chance), _level(float(grid[tail, head])), _among(grid[head], chance), _among(grid[:, tail], chance)
        )


def _among(rivals: Floats, chance: float) -> tuple[int, int, int]:
    """How many are likelier, how likely the best other one is, and how many are likely, in steps."""
    better = int((rivals > chance).sum())
    others = np.partition(rivals, len(rivals) - 2)[-2:]
    return min(better, 5), _grade(float(others[1 if better else 0])), step(int((rivals > _RIVAL).sum()))


@lru_cache(maxsize=1 << 14)
def _own(level: int, back: int, head: tuple[int, int, int], tail: tuple[int, int, int]) -> Hashes:
    features = [f"level {below}" for below in range(level + 1)]
    features.append(f"back level {back}")
    for end, (better, rival, rivals) in (("head", head), ("tail", tail)):
        features += [f"{end} rank {better}", f"{end} level {level} rank {min(better, 2)}"]
        features += [f"{end} rival {rival}", f"{end} rivals {rivals}"]
    return hashed(features)


def _grade(chance: float) -> int:
    return sum(chance >= limit for limit in (0.1, 0.3, 0.6))


def _level(chance: float) -> int:
    """Whole steps of log odds."""
    odds = log((chance + 1e-6) / (1 - chance + 1e-6))
    return min(max(floor(odds + _EVEN), 0), _TOP)
