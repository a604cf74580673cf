"""From columns of keys to probabilities: labels of words, and spans read off them."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from kg.extract.learned import chain
from kg.extract.learned.chain import FORBIDDEN, Floats, Ints, Lattice
from kg.extract.learned.packing import Weights
from kg.extract.learned.words import Labelled

OUTSIDE = "O"
_KEPT = 60_000  # sums of weights that stay in memory, all columns together: with 25 labels they take 6 MB

Columns = Mapping[str, Sequence[Hashable]]
Speller = Callable[[str, Hashable], list[str]]


class Labels:
    """The labels of a set of types: outside, and for each type the beginning and the inside of a name."""

    def __init__(self, types: Sequence[str]) -> None:
        self.types = tuple(types)
        self.names = (OUTSIDE, *(f"{sign}-{kind}" for kind in types for sign in "BI"))
        self.kinds: Ints = np.array([0] + [number + 1 for number in range(len(types)) for _ in "BI"], np.int64)
        inner = np.array([name.startswith("I-") for name in self.names])
        self.opening: Floats = np.where(inner, FORBIDDEN, np.float32(0)).astype(np.float32)
        broken = inner[None, :] & (self.kinds[:, None] != self.kinds[None, :])
        self.broken: Floats = np.where(broken, FORBIDDEN, np.float32(0)).astype(np.float32)

    def of(self, size: int, spans: Sequence[Labelled]) -> list[str]:
        """The labels of a sentence; of two names over each other the longer counts."""
        result = [OUTSIDE] * size
        for span in sorted(spans, key=lambda span: (span.first - span.last, span.first, span.type)):
            if all(label == OUTSIDE for label in result[span.first : span.last]) and span.first < span.last <= size:
                result[span.first : span.last] = [f"I-{span.type}"] * (span.last - span.first)
                result[span.first] = f"B-{span.type}"
        return result

    def spans(self, path: Sequence[int]) -> Iterator[tuple[int, int, int]]:
        """First, last (not included) and number of the type of each name that a path of labels has."""
        first = -1
        for position, label in enumerate([*path, 0]):
            if first >= 0 and (label == 0 or label % 2 == 1):
                yield first, position, (path[first] - 1) // 2
                first = -1
            if label % 2 == 1:
                first = position


@dataclass(frozen=True, slots=True)
class Guess:
    """A span with its type and how likely the model finds it, not yet calibrated."""

    first: int
    last: int
    type: str
    score: float


class Sums:
    """The scores of a document's words: for each key the weights of its attributes, added up once and kept."""

    def __init__(self, weights: Weights, spell: Speller) -> None:
        self.weights = weights
        self._spell = spell
        self._memos: dict[str, _Memo] = {}
        self._rows = np.zeros((1, weights.states.shape[1]), np.float32)
        self._used = 1

    def of(self, columns: Columns) -> Floats:
        """By word and label of the weights."""
        if self._used > _KEPT:
            self._memos.clear()
            self._used = 1
        pending: list[list[str]] = []
        places = []
        for name, keys in columns.items():
            memo = self._memos.get(name)
            if memo is None:
                memo = self._memos[name] = _Memo()
            memo.next = self._used + len(pending)
            places.append(list(map(memo.__getitem__, keys)))
            pending += [self._spell(name, key) for key in memo.new]
            memo.new.clear()
        self._extend(pending)
        result: Floats = self._rows[places[0]]
        for rows in places[1:]:
            said = np.flatnonzero(rows)
            result[said] += self._rows[np.array(rows, np.int64)[said]]
        return result

    def _extend(self, pending: list[list[str]]) -> None:
        if not pending:
            return
        needed = self._used + len(pending)
        if needed > len(self._rows):
            grown = np.zeros((max(needed, 2 * len(self._rows)), self._rows.shape[1]), np.float32)
            grown[: self._used] = self._rows[: self._used]
            self._rows = grown
        self._rows[self._used : needed] = self.weights.sums(pending)
        self._used = needed


class _Memo(dict[Hashable, int]):
    """The row of each key of a column; those asked for the first time are also in `new`, in order.

    Row 0 is that of keys which say nothing.
    """

    def __init__(self) -> None:
        super().__init__({"": 0, ("", "", ""): 0})
        self.next = 0
        self.new: list[Hashable] = []

    def __missing__(self, key: Hashable) -> int:
        row = self[key] = self.next
        self.next += 1
        self.new.append(key)
        return row


@dataclass(frozen=True, slots=True)
class Decoder:
    """From scores to probabilities of labels and to names."""

    labels: Labels
    transitions: Floats

    def marginals(self, scores: Floats, lengths: Sequence[int]) -> Floats:
        """The probability of each label for each word."""
        result = np.zeros_like(scores)
        starts = [0, *accumulate(lengths)]
        for group in chain.batches(lengths):
            block, sizes = chain.padded(scores, starts, lengths, group)
            lattice = self._lattice(block, sizes)
            for row, number in enumerate(group):
                result[starts[number] : starts[number + 1]] = lattice.marginals[row, : lengths[number]]
        return result

    def guesses(self, scores: Floats, lengths: Sequence[int]) -> list[list[Guess]]:
        """The names of each sentence on the likeliest path."""
        starts = [0, *accumulate(lengths)]
        result: list[list[Guess]] = [[] for _ in lengths]
        for group in chain.batches(lengths):
            block, sizes = chain.padded(scores, starts, lengths, group)
            lattice = self._lattice(block, sizes)
            paths = chain.best(block, sizes, self._allowed(), self.labels.opening)
            for row, number in enumerate(group):
                result[number] = list(self._spans(lattice, row, paths[row]))
        return result

    def _allowed(self) -> Floats:
        return self.transitions + self.labels.broken

    def _lattice(self, block: Floats, sizes: Ints) -> Lattice:
        return Lattice(block, sizes, self._allowed(), self.labels.opening)

    def _spans(self, lattice: Lattice, row: int, path: Sequence[int]) -> Iterator[Guess]:
        for first, last, kind in self.labels.spans(path):
            score = lattice.span(row, path[first:last], first, len(path), 2 * kind + 2)
            yield Guess(first, last, self.labels.types[kind], score)
