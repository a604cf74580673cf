"""Relations between the entities of a document, whatever sentences they stand in, learned from labelled documents.

Two looks: a linear model for each relation scores every pair of entities by itself (`document_pairs`), then one linear
model for all of them scores again what was not hopeless, with what the first look found around it (`surroundings`).
The second model learns from first scores of documents that the first look did not learn from (cross-validation by
document), and so do the thresholds, which are set for the best F1 over all relations. With hundreds of labelled
documents, tables of a relation's own beat crosses with its words; the other models of this folder are for fewer.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.extract.learned import linear
from kg.extract.learned.calibration import thresholds
from kg.extract.learned.descriptions import Known
from kg.extract.learned.document_pairs import Background, Pairs, Types, pairs
from kg.extract.learned.layout import EntityDocument
from kg.extract.learned.linear import Floats, Hashes, LinearModel, Rows, probabilities
from kg.extract.learned.surroundings import Candidates, candidates

Facts = Mapping[tuple[int, int], Collection[str]]  # numbers of two entities -> relations from the first to the second

_NEVER = -30.0  # log odds of a relation that the types exclude


@dataclass(frozen=True, slots=True)
class LabelledEntities:
    """A document and what holds in it.

    Attributes:
        absence: what it counts for that anything else does not hold; 1 when all is labelled.
        lost: the relations of facts whose entities are not among the document's; thresholds have to know of them.
    """

    document: EntityDocument
    facts: Facts
    absence: float = 1.0
    lost: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to train.

    Attributes:
        folds: how many parts are scored by models of the others.
        first_cost, second_cost: liblinear's C of the two looks.
        seldom: a feature that fewer pairs have is not learned from.
        unrelated: of the pairs without any relation the first look learns from one in so many, which counts for all.
        examples: a relation or a pair of types for it with fewer examples is not learned.
    """

    folds: int = 3
    first_cost: float = 0.3
    second_cost: float = 0.03
    seldom: int = 3
    unrelated: int = 2
    examples: int = 2


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A relation between two entities of a document (their numbers), and the model's probability, as is."""

    head: int
    relation: str
    tail: int
    confidence: float


class FirstLook:
    """A table of weights: a row for each feature that is known, a column for each relation; the last row is 0."""

    def __init__(self, names: Hashes, weights: NDArray[np.float32], biases: Floats, allowed: NDArray[np.bool_],
                 types: Sequence[Types]) -> None:  # fmt: skip
        self.names = names
        self.weights = weights
        self.biases = biases
        self.allowed = allowed
        self.types = {both: number for number, both in enumerate(types)}

    def chances(self, found: Pairs) -> Floats:
        """The probability of each relation (column) for each pair (row)."""
        if not found.entities:
            return np.zeros((0, len(self.biases)))
        places = np.searchsorted(self.names, found.rows.values)
        places[places == len(self.names)] = 0
        places = np.where(self.names[places] == found.rows.values, places, len(self.names))
        scores = np.add.reduceat(self.weights[places], found.rows.starts[:-1], axis=0) + self.biases
        scores[~self.allowed[[self.types[both] for both in found.types]]] = _NEVER
        return probabilities(scores)


@dataclass(frozen=True, slots=True)
class DocumentRelations:
    """A trained model."""

    background: Background
    relations: tuple[str, ...]
    first: FirstLook
    second: LinearModel
    cuts: Mapping[str, float]

    def read(self, document: EntityDocument) -> list[Found]:
        """The relations that hold in a document, in the order of its entities."""
        found = pairs(document, self.background)
        asked = candidates(found, self.first.chances(found), self.relations)
        sure = probabilities(self.second.scores(asked.rows))
        return sorted(
            Found(found.entities[pair][0], name, found.entities[pair][1], float(chance))
            for pair, relation, chance in zip(asked.pairs, asked.relations, sure, strict=True)
            if chance > self.cuts.get(name := self.relations[relation], 1.0)
        )


def train(
    documents: Sequence[LabelledEntities],
    *,
    persons: Collection[str] = (),
    known: Known | None = None,
    settings: Settings | None = None,
    progress: Callable[[str], None] | None = None,
) -> DocumentRelations:
    """The model of these documents; the same documents in the same order give the same model."""
    return _Training(documents, frozenset(persons), known or {}, settings or Settings(), progress or _silent).model()


def _silent(line: str) -> None:
    del line


class _Training:
    def __init__(
        self,
        documents: Sequence[LabelledEntities],
        persons: frozenset[str],
        known: Known,
        settings: Settings,
        say: Callable[[str], None],
    ) -> None:
        self.documents = documents
        self.settings = settings
        self.say = say
        counts = Counter(
            (relation, _types(one.document, both))
            for one in documents
            for both, held in one.facts.items()
            for relation in held
        )
        self.allowed: dict[str, set[Types]] = defaultdict(set)
        for (relation, both), count in counts.items():
            if count >= settings.examples:
                self.allowed[relation].add(both)
        self.relations = tuple(sorted(self.allowed))
        self.types = sorted(set().union(*self.allowed.values()))
        self.background = Background(pairs=frozenset(self.types), persons=persons, known=known)
        self.seen = [pairs(one.document, self.background) for one in documents]

    def model(self) -> DocumentRelations:
        """Train all."""
        self.say(f"{sum(len(one.entities) for one in self.seen)} pairs in {len(self.seen)} documents")
        looked: dict[int, Candidates] = {}
        for fold in range(self.settings.folds):
            first = self._first(self._outside(fold))
            self.say(f"first look without part {fold + 1}")
            for number in self._inside(fold):
                looked[number] = candidates(self.seen[number], first.chances(self.seen[number]), self.relations)
        asked = [looked[number] for number in range(len(self.seen))]
        truth = [self._truth(number, one) for number, one in enumerate(asked)]
        cuts = self._cuts(asked, truth)
        second = self._second(range(len(asked)), asked, truth)
        first = self._first(range(len(self.seen)))
        self.say("both looks at all documents")
        return DocumentRelations(self.background, self.relations, first, second, cuts)

    def _first(self, numbers: Collection[int]) -> FirstLook:
        rows = _joined([self.seen[number].rows for number in numbers])
        kept, counted = self._kept(numbers)
        names, counts = np.unique(rows.values, return_counts=True)
        names = names[counts >= self.settings.seldom]
        rows = _only(rows, names)
        types = [both for number in numbers for both in self.seen[number].types]
        place = {both: number for number, both in enumerate(self.types)}
        kinds = np.array([place[both] for both in types])
        allowed = np.zeros((len(self.types), len(self.relations)), dtype=bool)
        weights = np.zeros((len(names) + 1, len(self.relations)), dtype=np.float32)
        biases = np.full(len(self.relations), _NEVER)
        for column, relation in enumerate(self.relations):
            allowed[[place[both] for both in self.allowed[relation]], column] = True
            asked = np.flatnonzero(allowed[kinds, column] & kept)
            labels, importance = self._labels(numbers, relation)
            importance *= counted
            if labels[asked].any() and not labels[asked].all():
                chosen = _taken(rows, asked)
                model = linear.train(chosen, labels[asked], importance[asked], cost=self.settings.first_cost)
                weights[:-1, column] = model.weights[names & np.uint32(len(model.weights) - 1)]
                biases[column] = model.bias
        return FirstLook(names, weights, biases, allowed, self.types)

    def _kept(self, numbers: Collection[int]) -> tuple[NDArray[np.bool_], Floats]:
        """Which pairs are learned from, and for how many pairs each stands."""
        related = np.array([both in self.documents[one].facts for one in numbers for both in self.seen[one].entities])
        every = self.settings.unrelated
        kept = related | (np.arange(len(related)) % every == 0)
        return kept, np.where(related, 1.0, every)

    def _labels(self, numbers: Collection[int], relation: str) -> tuple[NDArray[np.bool_], Floats]:
        """Whether a relation holds for each pair of these documents, and what the pair counts."""
        labels, importance = [], []
        for number in numbers:
            one = self.documents[number]
            held = [relation in one.facts.get(both, ()) for both in self.seen[number].entities]
            labels += held
            importance += [1.0 if holds else one.absence for holds in held]
        return np.array(labels, dtype=bool), np.array(importance)

    def _inside(self, fold: int) -> range:
        return range(fold, len(self.seen), self.settings.folds)

    def _outside(self, fold: int) -> list[int]:
        return [number for number in range(len(self.seen)) if number % self.settings.folds != fold]

    def _truth(self, number: int, asked: Candidates) -> NDArray[np.bool_]:
        facts, entities = self.documents[number].facts, self.seen[number].entities
        return np.array(
            [
                self.relations[relation] in facts.get(entities[pair], ())
                for pair, relation in zip(asked.pairs, asked.relations, strict=True)
            ],
            dtype=bool,
        )

    def _second(
        self, numbers: Collection[int], asked: Sequence[Candidates], truth: Sequence[NDArray[np.bool_]]
    ) -> LinearModel:
        labels = np.concatenate([truth[number] for number in numbers])
        absence = np.concatenate([np.full(len(truth[number]), self.documents[number].absence) for number in numbers])
        rows = _joined([asked[number].rows for number in numbers])
        return linear.train(rows, labels, np.where(labels, 1.0, absence), cost=self.settings.second_cost)

    def _cuts(self, asked: Sequence[Candidates], truth: Sequence[NDArray[np.bool_]]) -> dict[str, float]:
        """The threshold of each relation, by documents whose labels are complete and that neither look learned from."""
        sure, right, groups = [], [], []
        gold: Counter[str] = Counter()
        for fold in range(self.settings.folds):
            second = self._second(self._outside(fold), asked, truth)
            for number in self._inside(fold):
                if self.documents[number].absence == 1:
                    sure.append(probabilities(second.scores(asked[number].rows)))
                    right.append(truth[number])
                    groups += [self.relations[relation] for relation in asked[number].relations]
                    gold.update(relation for held in self.documents[number].facts.values() for relation in held)
                    gold.update(self.documents[number].lost)
        chosen, other = thresholds(np.concatenate(sure), np.concatenate(right), groups, gold)
        return {relation: chosen.get(relation, other) for relation in self.relations}


def _types(document: EntityDocument, both: tuple[int, int]) -> Types:
    return document.entities[both[0]].type, document.entities[both[1]].type


def _joined(parts: Sequence[Rows]) -> Rows:
    return Rows.of([row for part in parts for row in _each(part)])


def _each(rows: Rows) -> Iterator[Hashes]:
    return (rows.values[begin:end] for begin, end in zip(rows.starts, rows.starts[1:], strict=False))


def _only(rows: Rows, names: Hashes) -> Rows:
    """The rows with these hashes alone; `names` are sorted."""
    places = np.minimum(np.searchsorted(names, rows.values), len(names) - 1)
    kept = names[places] == rows.values
    return Rows(rows.values[kept], np.concatenate(([0], np.cumsum(kept)))[rows.starts])


def _taken(rows: Rows, numbers: NDArray[np.int64]) -> Rows:
    return Rows.of([rows.values[rows.starts[number] : rows.starts[number + 1]] for number in numbers])
