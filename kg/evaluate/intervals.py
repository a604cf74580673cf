"""How much a figure owes to the choice of articles: bootstrap over articles.

Articles are drawn with replacement, as many as there are, `DRAWS` times; the middle 95 % of the F1 so computed are the
interval. The draws are seeded, so equal judgements give equal intervals. Source: Efron and Tibshirani 1993, ch. 13.
"""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from kg.evaluate.rates import Tally

DRAWS = 1000
SEED = 1
_MIDDLE = (2.5, 97.5)

Interval: TypeAlias = tuple[float, float]
_Array: TypeAlias = NDArray[np.float64]


class Draws:
    """How often each of `articles` articles was drawn, each time. One article alone has no interval."""

    def __init__(self, articles: int) -> None:
        # The stream of RandomState is frozen (NEP 19); that of newer generators may change with numpy.
        random = np.random.RandomState(SEED)
        drawn = [np.bincount(random.randint(articles, size=articles), minlength=articles) for _ in range(DRAWS)]
        self.weights: _Array = np.array(drawn if articles > 1 else [], dtype=np.float64)

    def f1(self, tallies: Sequence[Tally]) -> Interval | None:
        """The interval of the F1 of counts by article, over the draws in which something is wanted."""
        if not self.weights.size:
            return None
        counts = np.array([[tally.right, tally.said, tally.found, tally.wanted] for tally in tallies], dtype=np.float64)
        right, said, found, wanted = (self.weights @ counts).T
        return _middle(_f1(_share(right, said), _share(found, wanted))[wanted > 0])

    def merging_f1(self, pairs: Sequence[Sequence[tuple[str, str]]]) -> Interval | None:
        """The interval of the F1 of B-cubed over each article's pairs."""
        flat = [(article, pair) for article, each in enumerate(pairs) for pair in each]
        if not self.weights.size or not flat:
            return None
        article = np.array([article for article, _ in flat])
        both = _numbered([pair for _, pair in flat])
        label, entity = _numbered([pair[0] for _, pair in flat]), _numbered([pair[1] for _, pair in flat])
        drawn = []
        for weight in self.weights:
            times = weight[article]
            if times.any():
                alike, of_entity, of_label = (_weighed(number, times) for number in (both, entity, label))
                precision = np.average(_share(alike, of_entity), weights=times)
                recall = np.average(_share(alike, of_label), weights=times)
                drawn.append(2 * precision * recall / (precision + recall))
        return _middle(np.array(drawn))


def _weighed(numbers: NDArray[np.intp], times: _Array) -> _Array:
    """For each number, how much weighs in all what has the same."""
    return np.bincount(numbers, times).astype(np.float64)[numbers]


def _middle(values: _Array) -> Interval | None:
    if not values.size:
        return None
    low, high = np.percentile(values, _MIDDLE)
    return float(low), float(high)


def _share(part: _Array, whole: _Array) -> _Array:
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)


def _f1(precision: _Array, recall: _Array) -> _Array:
    return _share(2 * precision * recall, precision + recall)


def _numbered(names: Sequence[object]) -> NDArray[np.intp]:
    known: dict[object, int] = {}
    return np.array([known.setdefault(name, len(known)) for name in names], dtype=np.intp)
