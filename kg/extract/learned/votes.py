"""What a first reading of a document says to the second: the types that the same words got elsewhere.

A name is of one type throughout an article, but not every sentence shows of which. Source: two-stage label
consistency, Krishnan and Manning 2006.
"""

from collections.abc import Hashable, Sequence
from itertools import accumulate

import numpy as np

from kg.extract.learned.chain import Floats, Ints

_LEVELS = 4
_LIKELY = 0.3
_CLOSE = 8  # words between names that are read together


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
    own = _written(mass, names)
    result: list[Hashable] = [f"||{kind}||" for kind in own]
    if not spans:
        return result
    cumulated = np.concatenate([np.zeros((1, mass.shape[1])), mass.cumsum(axis=0, dtype=np.float64)])
    firsts, lasts = np.array(spans, np.int64).T
    means = ((cumulated[lasts] - cumulated[firsts]) / (lasts - firsts)[:, None]).astype(np.float32)
    runs = [" ".join(texts[first:last]) for first, last in spans]
    inside = [position for first, last in spans for position in range(first, last)]
    of_run = _others(runs, means, names)
    of_word = iter(_others([texts[position] for position in inside], mass[inside], names))
    heads = _written(means, names)
    initials = {
        "".join(text[0] for text in texts[first:last] if text[0].isupper()): head
        for (first, last), head in zip(spans, heads, strict=True)
        if last - first > 1
    }
    for number, (first, last) in enumerate(spans):
        whole = of_run[number]
        if not whole and runs[number] in initials:
            whole = "a" + initials[runs[number]]
        before = heads[number - 1][:-1] if number and first - spans[number - 1][1] < _CLOSE else ""
        after = heads[number + 1][:-1] if number + 1 < len(spans) and spans[number + 1][0] - last < _CLOSE else ""
        for position in range(first, last):
            result[position] = f"{next(of_word)}|{whole}|{own[position]}|{before}|{after}"
    return result


def _others(things: Sequence[str], mass: Floats, names: Sequence[str]) -> list[str]:
    """For each thing what all of its other places say; empty where there is no other."""
    numbers = {thing: number for number, thing in enumerate(dict.fromkeys(things))}
    ids = np.array([numbers[thing] for thing in things], np.int64)
    sums = np.zeros((len(numbers), mass.shape[1]), np.float32)
    np.add.at(sums, ids, mass)
    others = np.bincount(ids)[ids] - 1
    places = np.maximum(others, 1).astype(np.float32)
    said = _written((sums[ids] - mass) / places[:, None], names)
    return [one if count else "" for one, count in zip(said, others.tolist(), strict=True)]


def attributes(key: str) -> list[str]:
    """What a vote says, by itself and with the first reading."""
    word, whole, own, before, after = key.split("|")
    found = [f"vote-w={word}", f"vote-r={whole}", f"vote-o={own}", f"vote-wr={word}|{whole}", f"vote-wo={word}|{own}"]
    return [*found, f"vote-ro={whole}|{own}", f"vote-b={before}|{own}", f"vote-a={after}|{own}"]


def _written(mass: Floats, names: Sequence[str]) -> list[str]:
    if not len(mass):
        return []
    kinds = mass.argmax(axis=1)
    levels = np.minimum((mass.max(axis=1) * _LEVELS).astype(np.int64), _LEVELS - 1)
    return [f"{names[kind]}{level}" for kind, level in zip(kinds.tolist(), levels.tolist(), strict=True)]
