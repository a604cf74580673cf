"""Training of the relation model on sentences whose relations are known.

Sentences come in groups, those about one subject in one group, and no group is ever on both sides of a split: a random
split measured .79 where new subjects gave .22. Confidence and thresholds are fitted on scores of groups that the model
had not seen.
"""

import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from kg.errors import KgError
from kg.extract.learned import linear
from kg.extract.learned.calibration import calibrate, calibration_error, thresholds
from kg.extract.learned.linear import Hashes, LinearModel, Rows, crossed
from kg.extract.learned.pairing import Fitting, Row
from kg.extract.learned.pairs import Memory, View
from kg.extract.learned.relation_model import RelationModel, aspects
from kg.ontology import Ontology

FOLDS = 4
RARE = 3  # a feature of fewer pairs is left out
SAMPLED = 4  # of the wrong answers of other kinds of text one in so many is looked at, for as many
CASES, ALONE = 5, 0.85  # so many subjects, and this share of them with one object, make a predicate single
LEAST = 0.6  # a relation that is more likely wrong than right is never taken
Fact = tuple[int, str, int]


@dataclass(frozen=True, slots=True)
class LabelledRow:
    """A sentence whose relations are known.

    Attributes:
        facts: that hold, by the numbers of their ends.
        open: ends of which nobody knows whether more holds between them.
        group: what must stay on one side of a split.
        weight: of its examples.
        judged: whether it is of the kind of text that the model is for, and counts for confidence and thresholds.
    """

    row: Row
    facts: frozenset[Fact]
    group: str
    open: frozenset[tuple[int, int]] = frozenset()
    weight: float = 1.0
    judged: bool = True


@dataclass(frozen=True, slots=True)
class PredicateFigures:
    """How the model did on subjects that it had not seen, with its own threshold."""

    predicate: str
    examples: int
    accepted: int
    right: int
    threshold: float

    @property
    def precision(self) -> float:
        """0 where nothing was accepted."""
        return self.right / self.accepted if self.accepted else 0.0

    @property
    def recall(self) -> float:
        """0 where there was nothing to find."""
        return self.right / self.examples if self.examples else 0.0


@dataclass(slots=True)
class _Examples:
    """Pairs by question: parallel lists."""

    features: list[Hashes] = field(default_factory=list)
    question: list[int] = field(default_factory=list)
    label: list[bool] = field(default_factory=list)
    weight: list[float] = field(default_factory=list)
    fold: list[int] = field(default_factory=list)
    judged: list[bool] = field(default_factory=list)


def train(
    labelled: Sequence[LabelledRow], ontology: Ontology, progress: Callable[[str], None] = lambda _: None
) -> tuple[RelationModel, list[PredicateFigures], float]:
    """The model, its figures on held-out groups by predicate, and its calibration error there.

    Only predicates with an example are learned. Raises KgError when there is none at all.
    """
    predicates = tuple(sorted({fact[1] for each in labelled for fact in each.facts}))
    if not predicates:
        raise KgError("no sentence has both ends of a labelled statement: nothing to learn relations from")
    memory = Memory.of((each.group, set(each.row.words.words)) for each in labelled)
    examples = _examples(labelled, ontology, predicates, memory)
    progress(f"learning {len(predicates)} relations from {sum(examples.label):,} of {len(examples.label):,} pairs")
    questions = Rows.of([aspects(predicate, ontology) for predicate in predicates])
    learner = _Learner(examples, questions)
    scores = learner.held_out()
    judged = np.array(examples.judged)
    if not judged.any():
        judged[:] = True
    right, asked = np.array(examples.label)[judged], [predicates[n] for n in np.array(examples.question)[judged]]
    calibration = calibrate(scores[judged], right, asked)
    sure = np.zeros(len(right))
    for name in sorted(set(asked)):
        mine = np.array([each == name for each in asked])
        sure[mine] = calibration.confidence(scores[judged][mine], name)
    chosen, common = thresholds(sure, right, asked)
    chosen = {name: max(value, LEAST) for name, value in chosen.items()}
    model = RelationModel(
        predicates, learner.final(), memory, calibration, _single(labelled), chosen, max(common, LEAST)
    )
    return model, list(_figures(model, sure, right, asked)), calibration_error(sure, right)


def learnable(labelled: Iterable[LabelledRow], ontology: Ontology) -> bool:
    """Whether some pairs are related and some that could be are not: otherwise there is nothing to tell apart."""
    rows = list(labelled)
    predicates = tuple(sorted({fact[1] for each in rows for fact in each.facts}))
    fitting = Fitting(ontology, predicates)
    return any(
        (left, predicates[number], right) not in each.facts and (left, right) not in each.open
        for each in rows
        for left, right, numbers in each.row.pairs(fitting)
        for number in numbers
    )


def _examples(
    labelled: Iterable[LabelledRow], ontology: Ontology, predicates: Sequence[str], memory: Memory
) -> _Examples:
    examples, fitting = _Examples(), Fitting(ontology, predicates)
    numbers = {name: number for number, name in enumerate(predicates)}
    folds: dict[str, int] = {}
    skipped = 0
    for each in labelled:
        fold = folds.setdefault(each.group, len(folds) % FOLDS)
        view = View(each.row.words, each.row.ends, memory)
        true = {(left, right, numbers[name]) for left, name, right in each.facts}
        for left, right, asked in each.row.pairs(fitting):
            features = None
            for number in asked:
                label = (left, right, number) in true
                if not label and (left, right) in each.open:
                    continue
                alike = 1 if label or each.judged else SAMPLED
                if alike > 1 and zlib.crc32(f"{len(examples.label)} {skipped}".encode()) % alike:
                    skipped += 1
                    continue
                if features is None:
                    features = view.pair(each.row.ends[left], each.row.ends[right])
                examples.features.append(features)
                examples.question.append(number)
                examples.label.append(label)
                examples.weight.append(each.weight * alike)
                examples.fold.append(fold)
                examples.judged.append(each.judged)
    return examples


class _Learner:
    """Fits the model to all folds, and to all but one."""

    def __init__(self, examples: _Examples, questions: Rows) -> None:
        counts: Counter[int] = Counter()
        once: dict[int, Hashes] = {id(row): row for row in examples.features}
        for row in once.values():
            counts.update(row.tolist())
        kept = np.array(sorted(value for value, number in counts.items() if number >= RARE), dtype=np.uint32)
        dense = {key: row[np.isin(row, kept)] for key, row in once.items()}
        asked = [questions.values[questions.starts[n] : questions.starts[n + 1]] for n in range(len(questions))]
        self.crosses = [
            crossed(dense[id(row)], asked[number]).ravel()
            for row, number in zip(examples.features, examples.question, strict=True)
        ]
        self.examples = examples

    def final(self) -> LinearModel:
        """The model of everything."""
        return self._fit(np.arange(len(self.crosses)))

    def held_out(self) -> NDArray[np.float64]:
        """The score of each example under a model of the other folds."""
        folds = np.array(self.examples.fold)
        scores = np.zeros(len(folds))
        for fold in range(FOLDS):
            inside, outside = np.flatnonzero(folds == fold), np.flatnonzero(folds != fold)
            labels = np.array(self.examples.label)[outside]
            if len(inside) and labels.any() and not labels.all():
                scores[inside] = self._fit(outside).scores(Rows.of([self.crosses[n] for n in inside]))
        return scores

    def _fit(self, chosen: NDArray[np.intp]) -> LinearModel:
        rows = Rows.of([self.crosses[n] for n in chosen])
        labels = np.array(self.examples.label)[chosen]
        return linear.train(rows, labels, np.array(self.examples.weight)[chosen])


def _single(labelled: Iterable[LabelledRow]) -> frozenset[str]:
    """The predicates of which nearly every subject has one object in its group, in the kind of text that counts."""
    objects: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for each in (each for each in labelled if each.judged):
        for left, predicate, right in each.facts:
            objects[predicate, each.group, each.row.names[left]].add(each.row.names[right])
    alone: dict[str, list[bool]] = defaultdict(list)
    for (predicate, *_), found in objects.items():
        alone[predicate].append(len(found) == 1)
    return frozenset(name for name, cases in alone.items() if len(cases) >= CASES and sum(cases) >= ALONE * len(cases))


def _figures(
    model: RelationModel, sure: NDArray[np.float64], right: NDArray[np.bool_], asked: Sequence[str]
) -> Iterator[PredicateFigures]:
    names = np.array(asked)
    for name in model.predicates:
        mine = names == name
        taken = mine & (sure >= model.threshold(name))
        yield PredicateFigures(
            name, int(right[mine].sum()), int(taken.sum()), int(right[taken].sum()), model.threshold(name)
        )
