"""What reads a sentence into triples of one ontology: two models of kg.extract.learned, and a cut.

The first model says which span a sentence is about, the second which relation each other span has to it. Their scores
are mixed and calibrated; one cut on confidence then holds for all relations.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.text2kgbench import echoes, rivals
from benchmarks.text2kgbench.metric import Triple
from benchmarks.text2kgbench.ontologies import words
from benchmarks.text2kgbench.reading import Forms, Reader, Reading
from kg.extract.learned.calibration import Calibration
from kg.extract.learned.linear import Floats, Hashes, LinearModel, Rows, crossed, hashes
from kg.extract.learned.pairs import Argument
from kg.ontology import Ontology

TOPICS = 3  # subjects that are tried in a sentence
ALONE = 0.04  # confidence down to which a sentence's surest triple is taken: most sentences of a data set say something
LEAST = -7.0  # log odds below which a pair is not looked at further

TOPIC = Rows.of([hashes(["topic"])])


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate triple: places of its subject and object among the arguments, its relation, what it is judged by."""

    subject: int
    target: int
    relation: int
    inputs: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Relations:
    """The relations of an ontology by their labels, each with its aspects.

    Attributes:
        echoed: whether it counts that a sentence echoes a label.
    """

    labels: tuple[str, ...]
    aspects: tuple[Hashes, ...]
    echoed: bool

    @classmethod
    def of(cls, ontology: Ontology, echoed: bool) -> "Relations":
        """The relations of an ontology; aspects are id, range, the words of the label, and one that all have."""
        labels, aspects = [], []
        for name, term in ontology.properties.items():
            targets = [ontology.classes[kind].label for kind in term.range] or ["value" if term.quantity else "any"]
            labels.append(term.label)
            aspects.append(
                hashes(
                    ["*", f"id {name}"]
                    + [f"range {target}" for target in targets]
                    + [f"word {word}" for word in words(term.label)]
                )
            )
        return cls(tuple(labels), tuple(aspects), echoed)


@dataclass(frozen=True, slots=True)
class Confidence:
    """From two scores to the probability that a triple is right.

    Attributes:
        mix: weights of what candidates are judged by, and a constant.
        shares: of each relation, the share of what is right that training labels; the rest is right all the same.
    """

    mix: Sequence[float]
    calibration: Calibration
    shares: Mapping[str, float]

    def of(self, found: Sequence[Scored], labels: Sequence[str]) -> Floats:
        """The confidence in each; `labels` are the relations'."""
        mixed = inputs(found) @ np.asarray(self.mix[:-1]) + self.mix[-1]
        labelled = self.calibration.confidence(mixed, labels)
        shares = np.array([self.shares.get(label, 1.0) for label in labels])
        return np.asarray(np.minimum(labelled / shares, 0.99))


def inputs(found: Sequence[Scored]) -> Floats:
    """What is mixed, a row for each."""
    return np.array([item.inputs for item in found], dtype=float).reshape(-1, rivals.INPUTS)


@dataclass(frozen=True, slots=True)
class System:
    """A trained extractor for sentences of one ontology."""

    reader: Reader
    forms: Forms
    relations: Relations
    topics: LinearModel
    pairs: LinearModel
    confidence: Confidence
    cut: float

    def predict(self, text: str) -> list[Triple]:
        """The triples of a sentence, the surest first."""
        reading = self.reader.read(text)
        if not reading.arguments:
            return []
        found = scored(reading, topic_scores(reading, self.topics), self.pairs, self.relations, self.forms)
        labels = [self.relations.labels[item.relation] for item in found]
        sure = self.confidence.of(found, labels) if found else np.zeros(0)
        kept = [(found[at], labels[at]) for at in chosen(reading, found, labels, sure, self.cut)]
        return [
            Triple(reading.texts[item.subject], label, self.forms.written(label, reading.texts[item.target]))
            for item, label in kept
        ]


def topic_rows(reading: Reading) -> list[Hashes]:
    """The features of each argument as the one that the sentence is about."""
    return [reading.view.argument("T", argument) for argument in reading.arguments]


def topic_scores(reading: Reading, model: LinearModel) -> Floats:
    """The log odds that the sentence is about each argument."""
    return model.grid(Rows.of(topic_rows(reading)), TOPIC)[:, 0]


def scored(reading: Reading, topics: Floats, model: LinearModel, relations: Relations, forms: Forms) -> list[Scored]:
    """The candidate triples of a sentence with the likeliest subjects."""
    places: list[rivals.Place] = []
    scores: list[float] = []
    aspects = Rows.of(relations.aspects)
    for subject in map(int, np.argsort(-topics, kind="stable")[:TOPICS]):
        argument = reading.arguments[subject]
        targets = [at for at, other in enumerate(reading.arguments) if not other.overlaps(argument)]
        if not targets:
            continue
        rows = Rows.of([reading.view.pair(argument, reading.arguments[at]) for at in targets])
        ends = [(argument, reading.arguments[at]) for at in targets]
        grid = model.grid(rows, aspects)
        if relations.echoed:
            grid += _echoed(reading, ends, model, relations)
        for row, target in enumerate(targets):
            text = reading.texts[target]
            for relation in map(int, np.flatnonzero(grid[row] > LEAST)):
                if forms.allows(relations.labels[relation], text):
                    places.append((subject, target, relation))
                    scores.append(float(grid[row, relation]))
    judged = rivals.inputs(places, [float(topics[subject]) for subject, _, _ in places], scores)
    return [Scored(*place, tuple(map(float, row))) for place, row in zip(places, judged, strict=True)]


def _echoed(
    reading: Reading, ends: Sequence[tuple[Argument, Argument]], model: LinearModel, relations: Relations
) -> Floats:
    """What the echoes of each relation's label add to the score of each pair: shape (pairs, relations)."""
    added = np.zeros((len(ends), len(relations.labels)))
    for relation, label in enumerate(relations.labels):
        heard = echoes.places(reading.sentence.words.words, label)
        worth: dict[bytes, float] = {}
        for row, pair in enumerate(ends):
            seen = echoes.features(heard, label, pair, reading.arguments)
            key = seen.tobytes()
            if key not in worth:
                crosses = Rows.of([crossed(seen, relations.aspects[relation]).ravel()])
                worth[key] = float(model.scores(crosses)[0]) - model.bias
            added[row, relation] = worth[key]
    return added


def chosen(reading: Reading, found: Sequence[Scored], labels: Sequence[str], sure: Floats, cut: float) -> list[int]:
    """The places of the surest candidates down to the cut, and of the surest of all down to `ALONE`.

    Of spans over each other a relation takes one.
    """
    taken: dict[str, list[Argument]] = defaultdict(list)
    result: list[int] = []
    for at in map(int, np.argsort(-sure, kind="stable")):
        if sure[at] < (cut if result else min(cut, ALONE)):
            break
        argument = reading.arguments[found[at].target]
        if not any(argument.overlaps(other) for other in taken[labels[at]]):
            taken[labels[at]].append(argument)
            result.append(at)
    return result
