"""Whether a confidence means what it says: of the statements with 0.8, eight of ten should be right.

Source: reliability tables and expected calibration error (ECE), Guo et al. 2017, "On Calibration of Modern Neural
Networks"; Brier 1950.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.evaluate.rates import share

BINS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """The statements with a confidence in [low, high); 1.0 is in the last.

    `confidence` is their mean, `accuracy` the share of them that is right.
    """

    low: float
    high: float
    count: int
    confidence: float
    accuracy: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """How far confidences are from what is right.

    Attributes:
        ece: mean distance of confidence and accuracy of the bins, weighted by their size. 0 is perfect.
        brier: mean squared distance of a confidence from 1 (right) or 0 (wrong). 0 is perfect.
        bins: those that hold something, from low to high.
    """

    ece: float
    brier: float
    bins: tuple[Bin, ...] = ()


def calibration(judged: Iterable[tuple[float, bool]]) -> Calibration:
    """The calibration of confidences, each with whether its statement is right. All 0 without any."""
    binned: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, right in judged:
        binned[min(BINS - 1, int(confidence * BINS + 1e-9))].append((confidence, right))
    everything = [each for place in sorted(binned) for each in binned[place]]
    bins = tuple(_bin(place, sorted(binned[place])) for place in sorted(binned))
    return Calibration(
        ece=share(sum(each.count * abs(each.confidence - each.accuracy) for each in bins), len(everything)),
        brier=share(sum((confidence - right) ** 2 for confidence, right in sorted(everything)), len(everything)),
        bins=bins,
    )


def _bin(place: int, held: list[tuple[float, bool]]) -> Bin:
    return Bin(
        low=place / BINS,
        high=(place + 1) / BINS,
        count=len(held),
        confidence=sum(confidence for confidence, _ in held) / len(held),
        accuracy=sum(right for _, right in held) / len(held),
    )
