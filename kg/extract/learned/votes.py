"""What a first reading of a document says to the second: the types that the same words got elsewhere.

A name is of one type throughout an article, but not every sentence shows of which. Source: two-stage label
consistency, Krishnan and Manning 2006.
"""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from itertools import accumulate

import numpy as np

from kg.extract.learned.chain import Floats, Ints

_LEVELS = 4
_LIKELY = 0.3


def masses(marginals: Floats, types_of_labels: Ints, types: int) -> Floats:
    """The probability of each type, type 0 being none, from those of labels."""
    result = np.zeros((len(marginals), types), np.float32)
    for label, kind in enumerate(types_of_labels.tolist()):
        result[:, kind] += marginals[:, label]
    return result


def regions(mass: Floats, lengths: Sequence[int]) -> list[tuple[int, int]]:
    """Where the first reading sees a name: words next to each other that are likely of one type."""
    kinds = np.where(mass[:, 0] < 1 - _LIKELY, mass[:, 1:].argmax(axis=1) + 1, 0).tolist() if mass.shape[1] > 1 else []
    ends = set(accumulate(lengths))
    result: list[tuple[int, int]] = []
    first = 0
    for position, kind in enumerate(kinds):
        last = position + 1
        if last == len(kinds) or last in ends or kinds[last] != kind:
            if kind:
                result.append((first, last))
            first = last
    return result


def votes(texts: Sequence[str], spans: Sequence[tuple[int, int]], mass: Floats, names: Sequence[str]) -> list[Hashable]:
    """A key for each word of a document: what other places say of it and of its run, and what this one said at first.

    `spans` are the runs of capitals, by the words' numbers in the document.
    """
    cumulated = np.concatenate([np.zeros((1, mass.shape[1]), np.float32), mass.cumsum(axis=0, dtype=np.float64)])
    by_word: dict[str, _Tally] = defaultdict(_Tally)
    by_run: dict[str, _Tally] = defaultdict(_Tally)
    initials: dict[str, Floats] = {}
    means = []
    for first, last in spans:
        mean = ((cumulated[last] - cumulated[first]) / (last - first)).astype(np.float32)
        means.append(mean)
        by_run[" ".join(texts[first:last])].add(mean)
        if last - first > 1:
            initials["".join(text[0] for text in texts[first:last] if text[0].isupper())] = mean
        for position in range(first, last):
            by_word[texts[position]].add(mass[position])
    own = _written(mass, names)
    heads = _written(np.array(means).reshape(-1, mass.shape[1]), names)
    result: list[Hashable] = [f"||{kind}||" for kind in own]
    for number, (first, last) in enumerate(spans):
        run = " ".join(texts[first:last])
        whole = by_run[run].others(means[number], names)
        if not whole and run in initials:
            whole = "a" + _written(initials[run][None], names)[0]
        before = heads[number - 1][:-1] if number and first - spans[number - 1][1] < 8 else ""
        after = heads[number + 1][:-1] if number + 1 < len(spans) and spans[number + 1][0] - last < 8 else ""
        for position in range(first, last):
            word = by_word[texts[position]].others(mass[position], names)
            result[position] = f"{word}|{whole}|{own[position]}|{before}|{after}"
    return result


def attributes(key: str) -> list[str]:
    """What a vote says, by itself and with the first reading."""
    word, whole, own, before, after = key.split("|")
    found = [f"vote-w={word}", f"vote-r={whole}", f"vote-o={own}", f"vote-wr={word}|{whole}", f"vote-wo={word}|{own}"]
    return [*found, f"vote-ro={whole}|{own}", f"vote-b={before}|{own}", f"vote-a={after}|{own}"]


class _Tally:
    """The sum of what the places of a word say, and how many they are."""

    def __init__(self) -> None:
        self.sum: Floats | None = None
        self.places = 0

    def add(self, mass: Floats) -> None:
        self.sum = mass if self.sum is None else self.sum + mass
        self.places += 1

    def others(self, mass: Floats, names: Sequence[str]) -> str:
        """What all places but one say; empty when there is no other."""
        if self.sum is None or self.places < 2:
            return ""
        return _written(((self.sum - mass) / np.float32(self.places - 1))[None], names)[0]


def _written(mass: Floats, names: Sequence[str]) -> list[str]:
    if not len(mass):
        return []
    kinds = mass.argmax(axis=1)
    levels = np.minimum((mass.max(axis=1) * _LEVELS).astype(np.int64), _LEVELS - 1)
    return [f"{names[kind]}{level}" for kind, level in zip(kinds.tolist(), levels.tolist(), strict=True)]
