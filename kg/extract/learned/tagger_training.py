"""Training of the mention tagger, with python-crfsuite.

Half of the documents train a first reading for the other half and the other way round, so that the second reading
learns from votes as fallible as it will meet; the two together are the first reading that is kept. A model of one
half also shows on the other how likely its spans are right: that sets the calibration and how much the second reading
leans towards names. Documents are read again with their names exchanged for others of the same type, so that the
words around them have to tell.
"""

import random
import re
import tempfile
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pycrfsuite

from kg.errors import KgError
from kg.extract.learned import twice
from kg.extract.learned.isotonic import knots
from kg.extract.learned.languages import AnyFeatures, language_features
from kg.extract.learned.packing import Weights, joined, mean, pack, weights_of
from kg.extract.learned.scoring import Columns, Decoder, Guess, Labels, Sums
from kg.extract.learned.words import Labelled, LabelledDocument, placed

_SEED = 17
_BIASES = (-2.0, -1.5, -1.0, -0.6, -0.3, 0.0, 0.3, 0.6, 1.0)  # what the score of "no name" is lowered by


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to train.

    Attributes:
        c1, c2: weights of the L1 and the L2 penalty.
        minimum: how often an attribute must occur.
        rounds: steps of the optimiser at most; a first reading, of which only votes are wanted, gets half of them.
        exchanged: how many variants of each document have other names.
        folds: how many parts train the first reading for the others.
    """

    c1: float = 0.1
    c2: float = 0.02
    minimum: int = 2
    rounds: int = 100
    exchanged: int = 1
    folds: int = 2


@dataclass(frozen=True, slots=True)
class _Example:
    """A document as it is trained on."""

    seen: twice.Seen
    labels: list[list[str]]
    variant: bool


def train(
    documents: Iterable[LabelledDocument],
    *,
    language: str = "en",
    hints: Mapping[str, Sequence[str]] | None = None,
    clusters: Mapping[str, str] | None = None,
    settings: Settings | None = None,
    progress: Callable[[str], None] | None = None,
) -> bytes:
    """The bytes of a tagger that learned from marked documents; the same documents give the same bytes.

    `hints` maps names to what they may be (`{"Ostend": ["place"]}`), whatever words stand for that; `clusters` maps
    lower-case words to groups. Raises KgError when no document has a word.
    """
    marked = [kept for kept in map(_without_empty, documents) if kept.sentences]
    if not marked:
        raise KgError("no marked document has a word; expected documents with sentences and the names in them")
    settings = settings or Settings()
    say = progress or (lambda line: None)
    types = sorted({span.type for document in marked for spans in document.spans for span in spans})
    labels = Labels(types)
    features = language_features(language, hints or {}, clusters or {})
    trainer = _Trainer(features, labels, settings, say)
    first, second, bias, calibration = trainer.train(marked)
    tables = {
        "language": language,
        "types": labels.types,
        "hints": {name: sorted(kinds) for name, kinds in (hints or {}).items()},
        "clusters": dict(clusters or {}),
        "bias": bias,
        "calibration": calibration,
    }
    return pack(tables, joined(first, second))


def _without_empty(document: LabelledDocument) -> LabelledDocument:
    pairs = [(words, spans) for words, spans in zip(document.sentences, document.spans, strict=True) if words]
    return LabelledDocument([words for words, _ in pairs], [spans for _, spans in pairs])


class _Trainer:
    def __init__(self, features: AnyFeatures, labels: Labels, settings: Settings, say: Callable[[str], None]) -> None:
        self.features = features
        self.labels = labels
        self.settings = settings
        self.say = say
        self.spelled: dict[tuple[str, Hashable], list[str]] = {}

    def train(
        self, documents: Sequence[LabelledDocument]
    ) -> tuple[Weights, Weights, float, tuple[list[float], list[float]]]:
        folds = min(self.settings.folds, len(documents))
        pools = _pools(documents)
        rng = random.Random(_SEED)
        parts: list[list[_Example]] = [[] for _ in range(folds)]
        gold: list[list[LabelledDocument]] = [[] for _ in range(folds)]
        for number, document in enumerate(documents):
            place = number * 7919 % len(documents) * folds // len(documents)
            gold[place].append(document)
            parts[place].append(self._example(document, variant=False))
            for _ in range(self.settings.exchanged):
                variant = exchanged(document, pools, rng)
                if variant.sentences:
                    parts[place].append(self._example(variant, variant=True))
        every = [example for part in parts for example in part]
        self.say(f"{len(documents)} documents, {sum(len(one.seen.texts) for one in every)} words with variants")
        ballots: list[list[list[Hashable]]] = [[] for _ in range(folds)]
        firsts = []
        for fold in range(folds):
            rest = [one for other in range(folds) if other != fold for one in parts[other]] or parts[fold]
            weights = self._fit(rest, None, f"first reading without part {fold + 1}")
            firsts.append(weights)
            sums, decoder = self._reader(weights)
            ballots[fold] = [twice.ballots(decoder, sums.of(one.seen.columns), one.seen) for one in parts[fold]]
        probe = self._fit(
            [one for part in parts[1:] for one in part] or parts[0],
            [vote for part in ballots[1:] for vote in part] or ballots[0],
            "second reading without part 1",
        )
        bias, calibration = self._calibrated(probe, parts[0], ballots[0], gold[0])
        second = self._fit(every, [vote for part in ballots for vote in part], "second reading")
        return mean(firsts), second, bias, calibration

    def _example(self, document: LabelledDocument, *, variant: bool) -> _Example:
        rows = [
            self.labels.of(len(words), spans) for words, spans in zip(document.sentences, document.spans, strict=True)
        ]
        return _Example(twice.look(self.features, document.sentences), rows, variant)

    def _reader(self, weights: Weights) -> tuple[Sums, Decoder]:
        return Sums(weights, self.features.attributes), Decoder(self.labels, weights.transitions[0])

    def _fit(self, examples: Sequence[_Example], ballots: Sequence[list[Hashable]] | None, what: str) -> Weights:
        settings = self.settings
        trainer = pycrfsuite.Trainer("lbfgs", verbose=False)
        rounds = settings.rounds if ballots is not None else max(20, settings.rounds // 2)
        penalties = {"c1": settings.c1, "c2": settings.c2, "feature.minfreq": settings.minimum}
        trainer.set_params({**penalties, "max_iterations": rounds, "epsilon": 1e-4, "delta": 1e-3})
        for number, example in enumerate(examples):
            columns = dict(example.seen.columns)
            if ballots is not None:
                columns["vote"] = ballots[number]
            for sentence, labels in zip(self._spell(columns, example.seen.lengths), example.labels, strict=True):
                trainer.append(sentence, labels)
        self.say(f"{what}: {len(examples)} documents")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "model"
            trainer.train(str(path))
            return self._weights(path)

    def _spell(self, columns: Columns, lengths: Sequence[int]) -> Iterable[list[list[str]]]:
        begin = 0
        spelled = self.spelled
        for length in lengths:
            sentence: list[list[str]] = [[] for _ in range(length)]
            for name, keys in columns.items():
                for row, key in zip(sentence, keys[begin : begin + length], strict=True):
                    found = spelled.get((name, key))
                    if found is None:
                        found = spelled[name, key] = self.features.attributes(name, key)
                    row += found
            begin += length
            yield sentence

    def _weights(self, path: Path) -> Weights:
        crf = pycrfsuite.Tagger()
        crf.open(str(path))
        info = crf.info()
        crf.close()
        transitions = np.zeros((len(self.labels.names),) * 2, np.float32)
        number = {label: place for place, label in enumerate(self.labels.names)}
        for (before, after), weight in info.transitions.items():
            transitions[number[before], number[after]] = weight
        return weights_of(info.state_features, transitions, self.labels.names)

    def _calibrated(
        self,
        probe: Weights,
        part: Sequence[_Example],
        ballots: Sequence[list[Hashable]],
        gold: Sequence[LabelledDocument],
    ) -> tuple[float, tuple[list[float], list[float]]]:
        """The bias with the best F1 on the part held out, and the calibration that goes with it."""
        best: tuple[float, float, list[tuple[float, bool]]] = (-1.0, 0.0, [])
        pairs = [(one, votes) for one, votes in zip(part, ballots, strict=True) if not one.variant]
        wanted = sum(len(spans) for document in gold for spans in document.spans)
        sums, decoder = self._reader(probe)
        scores = [sums.of({**one.seen.columns, "vote": votes}) for one, votes in pairs]
        leaning = 0.0
        for bias in _BIASES:
            found: list[tuple[float, bool]] = []
            for (one, _), document, rows in zip(pairs, gold, scores, strict=True):
                rows[:, 0] -= np.float32(bias - leaning)
                found += judged(decoder.guesses(rows, one.seen.lengths), document)
            leaning = bias
            right = sum(good for _, good in found)
            score = 2 * right / max(1, len(found) + wanted)
            if score > best[0]:
                best = (score, bias, found)
        self.say(f"held-out part: F1 {best[0]:.3f} with bias {best[1]}")
        return best[1], knots(best[2])


def judged(guesses: Sequence[Sequence[Guess]], document: LabelledDocument) -> list[tuple[float, bool]]:
    """The score of each guess, and whether the document has just that span with that type."""
    return [
        (one.score, Labelled(one.first, one.last, one.type) in spans)
        for row, spans in zip(guesses, document.spans, strict=True)
        for one in row
    ]


def _pools(documents: Iterable[LabelledDocument]) -> dict[str, list[tuple[str, ...]]]:
    """The names of each type, each as often as it has documents."""
    pools: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for document in documents:
        names = {
            (span.type, tuple(word.text for word in words[span.first : span.last]))
            for words, spans in zip(document.sentences, document.spans, strict=True)
            for span in spans
        }
        for kind, name in sorted(names):
            pools[kind].append(name)
    return pools


def exchanged(
    document: LabelledDocument, pools: Mapping[str, Sequence[tuple[str, ...]]], rng: random.Random
) -> LabelledDocument:
    """The document's sentences with names, these exchanged for others of the same type, each for one throughout."""
    chosen: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = {}
    sentences, marked = [], []
    for words, spans in zip(document.sentences, document.spans, strict=True):
        if not spans:
            continue
        texts: list[str] = []
        moved: list[Labelled] = []
        end = 0
        for span in sorted(spans, key=lambda span: (span.first, -span.last)):
            if span.first < end:
                continue
            texts += [word.text for word in words[end : span.first]]
            name = tuple(word.text for word in words[span.first : span.last])
            other = chosen.get((span.type, name))
            if other is None:
                other = _other(name, pools.get(span.type, ()), rng)
                chosen[span.type, name] = other
            moved.append(Labelled(len(texts), len(texts) + len(other), span.type))
            texts += other
            end = span.last
        texts += [word.text for word in words[end:]]
        sentences.append(placed(texts))
        marked.append(moved)
    return LabelledDocument(sentences, marked)


def _other(name: tuple[str, ...], pool: Sequence[tuple[str, ...]], rng: random.Random) -> tuple[str, ...]:
    """Another name that begins as this one does, with a capital or without; figures stay."""
    for _ in range(4):
        other = pool[rng.randrange(len(pool))]
        if other[0][:1].isupper() == name[0][:1].isupper() and _SIGNS.sub("", name[0]) and not name[0][:1].isdigit():
            return other
    return name


_SIGNS = re.compile(r"\W")
