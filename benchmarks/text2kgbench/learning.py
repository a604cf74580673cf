"""Training on the training split of one ontology, and on nothing else.

Subjects are dealt into folds. Each fold is read with models that saw the others, and on those scores the two models
are mixed, calibrated and cut. A training sentence is labelled with one or two of the triples that it says, so that a
likely triple of a relation with which the sentence is not labelled may well be right. It trains with less weight, and
each relation's confidence is divided by the share of its sure triples that stand in sentences labelled with it.
Source of the division: Elkan and Noto 2008, Learning classifiers from only positive and unlabeled data.
"""

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from benchmarks.text2kgbench import echoes, rivals, values
from benchmarks.text2kgbench.dataset import Example, Task
from benchmarks.text2kgbench.metric import Triple, folded
from benchmarks.text2kgbench.reading import Forms, Reader, Reading
from benchmarks.text2kgbench.system import (
    TOPIC,
    Confidence,
    Relations,
    Scored,
    System,
    chosen,
    inputs,
    scored,
    topic_rows,
    topic_scores,
)
from kg.errors import KgError, MissingExtra
from kg.extract.learned import linear
from kg.extract.learned.calibration import calibrate
from kg.extract.learned.linear import Floats, Hashes, LinearModel, Rows, crossed
from kg.extract.learned.pairs import Argument
from kg.ontology import Ontology

FOLDS = 4
SAMPLED = 0.3  # share of the pairs that are looked at under relations with which a sentence is not labelled,
SAMPLES = 40_000  # or so many if that is less: the larger ontologies would train for minutes
UNSURE = 0.5  # weight of such a pair: it may be right
ECHOED = 20  # labelled triples a relation: with fewer the words of its label help, with more they mislead
RARE = 3  # a feature that fewer pairs have is left out
TOPIC_COST, PAIR_COST = 0.7, 0.1
NEARLY = 0.97  # of the greatest F1
SURE = 0.7  # share of a relation's labelled triples that are below its sure ones
HARDLY = 0.01  # confidence below which nothing is worth accepting
DRAWN = 10.0  # sure triples' worth by which a relation's labelled share is drawn to that of all

_SOMETHING = Argument(0, 1, "none")  # stands for the subject of a sentence that does not name it


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair to train on: features, the relation's place, whether it has it, and how much that counts."""

    features: Hashes
    relation: int
    label: bool
    weight: float


def train(task: Task, ontology: Ontology) -> System:
    """The system for one ontology. Raises KgError when the training split has nothing to learn from."""
    known = sum(len(example.triples) for example in task.train) / max(1, len(task.relations))
    relations = Relations.of(ontology, echoed=known < ECHOED)
    reader = Reader.of(task.train)
    readings = [reader.read(example.text, _known(example, relations)) for example in task.train]
    readings = [reading for reading in readings if reading.arguments and reading.triples]
    if not readings:
        raise KgError(f"{task.name}: no training sentence has a triple of the ontology; nothing to learn")
    forms = Forms(readings)
    parts = [_fold(reading) for reading in readings]
    pairs = _sampled_pairs(readings, relations, forms)
    held_out: list[list[Scored]] = [[] for _ in readings]
    for fold in range(FOLDS):
        inside = [at for at, part in enumerate(parts) if part != fold]
        topics, model = _fit_topics(readings, inside), _fit_pairs(pairs, inside, relations)
        for at in (at for at, part in enumerate(parts) if part == fold):
            held_out[at] = scored(readings[at], topic_scores(readings[at], topics), model, relations, forms)
    confidence, cut = _settle(readings, held_out, relations, forms)
    every = range(len(readings))
    return System(
        reader, forms, relations, _fit_topics(readings, every), _fit_pairs(pairs, every, relations), confidence, cut
    )


def _known(example: Example, relations: Relations) -> tuple[Triple, ...]:
    return tuple(triple for triple in example.triples if triple.relation in relations.labels)


def _fold(reading: Reading) -> int:
    return zlib.crc32(min(triple.subject for triple in reading.triples).encode()) % FOLDS


def _subjects(reading: Reading) -> list[int]:
    gold = {folded(triple.subject) for triple in reading.triples}
    return [at for at, text in enumerate(reading.texts) if folded(text) in gold]


def _fit_topics(readings: Sequence[Reading], chosen_ones: Iterable[int]) -> LinearModel:
    rows, labels = [], []
    for at in chosen_ones:
        gold = set(_subjects(readings[at]))
        for number, features in enumerate(topic_rows(readings[at])):
            rows.append(crossed(features, TOPIC.values).ravel())
            labels.append(number in gold)
    return _fit(rows, labels, None, bits=18, cost=TOPIC_COST)


def _sampled_pairs(readings: Sequence[Reading], relations: Relations, forms: Forms) -> list[list[Pair]]:
    """The pairs of each sentence."""
    possible = sum(forms.allows(label, text) for each in readings for text in each.texts for label in relations.labels)
    share = min(SAMPLED, SAMPLES / max(possible, 1))
    return [_pairs(reading, relations, forms, share) for reading in readings]


def _pairs(reading: Reading, relations: Relations, forms: Forms, share: float) -> list[Pair]:
    """The pairs of a sentence: all under the relations that it is labelled with, a share of those under others."""
    labelled = {triple.relation for triple in reading.triples}
    heard = [echoes.places(reading.sentence.words.words, label) for label in relations.labels]
    result = []
    for subject, triples in _by_subject(reading):
        gold = {(triple.relation, folded(triple.object)) for triple in triples}
        for number, argument in enumerate(reading.arguments):
            if subject is not _SOMETHING and argument.overlaps(subject):
                continue
            text = reading.texts[number]
            for relation, label in enumerate(relations.labels):
                if not forms.allows(label, text):
                    continue
                if label in labelled or _drawn(f"{reading.sentence.text} {subject.first} {number} {relation}", share):
                    right = any((label, folded(value)) in gold for value in values.forms(text).values())
                    weight = 1.0 if label in labelled else UNSURE / share
                    features = reading.view.pair(subject, argument)
                    if relations.echoed:
                        seen = echoes.features(heard[relation], label, (subject, argument), reading.arguments)
                        features = np.concatenate([features, seen])
                    result.append(Pair(features, relation, right, weight))
    return result


def _by_subject(reading: Reading) -> list[tuple[Argument, list[Triple]]]:
    """The subjects of a sentence with their triples; those that it does not name as one."""
    named = zip(reversed(reading.texts), reversed(reading.arguments), strict=True)
    spans = {folded(text): argument for text, argument in named}  # where it stands first
    found: dict[Argument, list[Triple]] = defaultdict(list)
    for triple in reading.triples:
        found[spans.get(folded(triple.subject), _SOMETHING)].append(triple)
    return sorted(found.items(), key=lambda item: item[0])


def _drawn(key: str, share: float) -> bool:
    return zlib.crc32(key.encode()) < share * 2**32


def _fit_pairs(pairs: Sequence[Sequence[Pair]], chosen_ones: Iterable[int], relations: Relations) -> LinearModel:
    used = [pair for at in chosen_ones for pair in pairs[at]]
    counts = Counter(value for pair in used for value in pair.features.tolist())
    kept = np.array(sorted(value for value, number in counts.items() if number >= RARE) or [0], dtype=np.uint32)
    rows = []
    for pair in used:
        places = np.minimum(np.searchsorted(kept, pair.features), len(kept) - 1)
        features = pair.features[kept[places] == pair.features]
        rows.append(crossed(features, relations.aspects[pair.relation]).ravel())
    return _fit(rows, [pair.label for pair in used], [pair.weight for pair in used], bits=20, cost=PAIR_COST)


def _fit(
    rows: Sequence[Hashes], labels: Sequence[bool], weights: Sequence[float] | None, *, bits: int, cost: float
) -> LinearModel:
    """A model of the rows; one that knows nothing when all have one label, as in a training split of few sentences."""
    if all(labels) or not any(labels):
        return LinearModel(np.zeros(2, dtype=np.float32), 0.0 if all(labels) else -5.0)
    return linear.train(Rows.of(rows), labels, weights, bits=bits, cost=cost)


def _settle(
    readings: Sequence[Reading], held_out: Sequence[Sequence[Scored]], relations: Relations, forms: Forms
) -> tuple[Confidence, float]:
    """How scores become confidence, and the cut at which the F1 to be expected over all triples is greatest."""
    found = [item for items in held_out for item in items]
    labels = [relations.labels[item.relation] for item in found]
    owners = np.array([at for at, items in enumerate(held_out) for _ in items], dtype=int)
    right = _right(readings, owners, found, labels, forms)
    mix = _mix(found, right)
    mixed = inputs(found) @ np.asarray(mix[:-1]) + mix[-1] if found else np.zeros(0)
    calibration = calibrate(mixed, right, labels)
    plain = Confidence(mix, calibration, {})
    kept = _kept(readings, owners, found, labels, plain)
    kept_labels = [labels[at] for at in kept]
    shares = _shares(
        readings, owners[kept], plain.of([found[at] for at in kept], kept_labels), right[kept], kept_labels
    )
    confidence = Confidence(mix, calibration, shares)
    kept = _kept(readings, owners, found, labels, confidence)
    sure = confidence.of([found[at] for at in kept], [labels[at] for at in kept])
    gold = Counter(triple.relation for reading in readings for triple in reading.triples)
    return confidence, best_cut(sure, sum(number / shares.get(label, 1.0) for label, number in gold.items()))


def _kept(
    readings: Sequence[Reading],
    owners: NDArray[np.int64],
    found: Sequence[Scored],
    labels: Sequence[str],
    confidence: Confidence,
) -> list[int]:
    """The places of the candidates that would be chosen with hardly any cut."""
    sure = confidence.of(found, labels)
    result = []
    for at, reading in enumerate(readings):
        places: list[int] = np.flatnonzero(owners == at).tolist()
        own, names = [found[place] for place in places], [labels[place] for place in places]
        result += [places[place] for place in chosen(reading, own, names, sure[places], HARDLY)]
    return result


def _right(
    readings: Sequence[Reading],
    owners: NDArray[np.int64],
    found: Sequence[Scored],
    labels: Sequence[str],
    forms: Forms,
) -> NDArray[np.bool_]:
    result = []
    gold = [
        {(folded(triple.subject), triple.relation, folded(triple.object)) for triple in reading.triples}
        for reading in readings
    ]
    for owner, item, label in zip(owners, found, labels, strict=True):
        texts = readings[owner].texts
        written = forms.written(label, texts[item.target])
        result.append((folded(texts[item.subject]), label, folded(written)) in gold[owner])
    return np.array(result, dtype=bool)


def _mix(found: Sequence[Scored], right: NDArray[np.bool_]) -> tuple[float, ...]:
    """Weights for `inputs` and a constant."""
    try:
        from sklearn.linear_model import LogisticRegression
    except ImportError as error:
        raise MissingExtra('training needs scikit-learn: pip install "kg[train]"') from error
    if right.all() or not right.any():
        return (0.0, 0.0, 1.0, 1.0, *(0.0,) * (rivals.INPUTS - 3))
    learner = LogisticRegression(C=1.0, max_iter=2000).fit(inputs(found), right)
    return (*map(float, learner.coef_[0]), float(learner.intercept_[0]))


def _shares(
    readings: Sequence[Reading],
    owners: NDArray[np.int64],
    sure: Floats,
    right: NDArray[np.bool_],
    labels: Sequence[str],
) -> dict[str, float]:
    """Of each relation, the share of its sure triples that stand in sentences labelled with it.

    Sure is what is above most of the labelled ones: further down, ever more is simply wrong.
    """
    with_label = [{triple.relation for triple in reading.triples} for reading in readings]
    names = np.array(labels)
    counts = {}
    for label in sorted(set(labels)):
        here = names == label
        if not (here & right).any():
            continue
        high = np.flatnonzero(here & (sure >= np.quantile(sure[here & right], SURE)))
        inside = sum(label in with_label[owners[place]] for place in high)
        counts[label] = inside, len(high)
    common = sum(inside for inside, _ in counts.values()) / max(1, sum(number for _, number in counts.values()))
    return {label: (inside + DRAWN * common) / (number + DRAWN) for label, (inside, number) in counts.items()}


def best_cut(confidences: ArrayLike, gold: float) -> float:
    """The confidence down to which accepting gives the greatest F1 that is to be expected."""
    ordered = np.sort(np.asarray(confidences, dtype=float))[::-1]
    if not len(ordered):
        return 1.0
    expected = 2 * np.cumsum(ordered) / (np.arange(1, len(ordered) + 1) + gold)
    # Among cuts of nearly the same F1 the lowest: it finds more, and the expected F1 is no exact figure.
    return float(ordered[int(np.flatnonzero(expected >= NEARLY * expected.max())[-1])])
