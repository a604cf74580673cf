"""The arithmetic of a linear-chain CRF, for many sentences at once.

Scores are log potentials: `scores` by sentence, word and label, padded behind the end of short sentences;
`transitions` by label and next label. The same as CRFsuite computes, in numpy, since there the sentences of an
article are one matrix product a step, and the score of a word need not be added up from its attributes again. Source:
Lafferty et al. 2001; Rabiner 1989.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
FORBIDDEN = np.float32(-1e4)
_FLOOR = np.float32(-60)  # of log potentials below the best, so that sums stay above zero
_CELLS = 40_000  # words of one batch with its padding: 25 labels of these are 4 MB


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Numbers of sentences of like length, so that little is padded."""
    group: list[int] = []
    for number in sorted(range(len(lengths)), key=lambda number: (lengths[number], number)):
        if group and (lengths[number] * (len(group) + 1) > _CELLS or lengths[number] > 2 * lengths[group[0]] + 8):
            yield group
            group = []
        group.append(number)
    if group:
        yield group


def padded(scores: Floats, starts: Sequence[int], lengths: Sequence[int], group: Sequence[int]) -> tuple[Floats, Ints]:
    """The rows of a group's sentences as one block, zero behind their ends, and the lengths of its sentences."""
    longest = max(lengths[number] for number in group)
    block = np.zeros((len(group), longest, scores.shape[1]), np.float32)
    for row, number in enumerate(group):
        block[row, : lengths[number]] = scores[starts[number] : starts[number] + lengths[number]]
    return block, np.array([lengths[number] for number in group], np.int64)


class Lattice:
    """Forward and backward probabilities of a block of sentences."""

    def __init__(self, block: Floats, lengths: Ints, transitions: Floats, opening: Floats) -> None:
        size = block.shape[1]
        local = block.swapaxes(0, 1).copy()  # by position first: every step is one block of memory
        local[0] += opening
        local = np.exp(np.maximum(local - local.max(axis=2, keepdims=True), _FLOOR))
        step = np.exp(transitions)
        forward = np.empty_like(local)
        forward[0] = local[0]
        for position in range(1, size):
            here = (forward[position - 1] @ step) * local[position]
            here /= here.sum(axis=1, keepdims=True)
            forward[position] = here
        backward = np.ones_like(local)
        short = int(lengths.min())
        for position in range(size - 2, -1, -1):
            back = (local[position + 1] * backward[position + 1]) @ step.T
            back /= back.sum(axis=1, keepdims=True)
            if position + 1 < short:
                backward[position] = back
            else:
                inside = lengths > position + 1
                backward[position, inside] = back[inside]
        self.step, self.local, self.backward = step, local, backward
        product = forward * backward
        product /= product.sum(axis=2, keepdims=True)
        self.marginals: Floats = product.swapaxes(0, 1)

    def span(self, row: int, labels: Sequence[int], first: int, length: int, inner: int) -> float:
        """The probability that a span has exactly these labels and does not go on with the label `inner`."""
        chance = float(self.marginals[row, first, labels[0]])
        before = labels[0]
        for position, label in enumerate(labels[1:], first + 1):
            chance *= self._follows(row, position, before, label)
            before = label
        end = first + len(labels)
        if end < length:
            chance *= 1 - self._follows(row, end, before, inner)
        return chance

    def _follows(self, row: int, position: int, before: int, label: int) -> float:
        ways = self.step[before] * self.local[position, row] * self.backward[position, row]
        return float(ways[label] / ways.sum())


def best(block: Floats, lengths: Ints, transitions: Floats, opening: Floats) -> list[list[int]]:
    """The likeliest labels of each sentence of a block (Viterbi)."""
    rows, size, labels = block.shape
    local = block.swapaxes(0, 1).copy()
    into = np.ascontiguousarray(transitions.T)  # by next label and label: the maximum is over what lies side by side
    score = local[0] + opening
    back = np.zeros((size, rows, labels), np.int64)
    scores = np.empty_like(local)
    scores[0] = score
    for position in range(1, size):
        ways = score[:, None, :] + into
        back[position] = ways.argmax(axis=2)
        score = ways.max(axis=2)
        score += local[position]
        scores[position] = score
    steps = back.tolist()
    result = []
    for row, length in enumerate(lengths.tolist()):
        label = int(scores[length - 1, row].argmax())
        path = [label]
        for position in range(length - 1, 0, -1):
            label = steps[position][row][label]
            path.append(label)
        result.append(path[::-1])
    return result
