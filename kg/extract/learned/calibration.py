"""From a model's scores to confidences that mean what they say, and to the threshold of each relation.

All of it is fitted on held-out subjects: scores of things that the model saw in training say nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kg.extract.learned.linear import Floats, probabilities

SHRINK = 20.0  # examples' worth of the other relations' evidence that a relation's own has to outweigh
SPREAD = 1.0  # standard deviation, in log odds, of what parts one relation's scores from another's


@dataclass(frozen=True, slots=True)
class Calibration:
    """Platt scaling with an offset per group (a relation): confidence = sigmoid(slope * score + intercept + offset).

    Groups that were not seen have no offset. Source: Platt 1999.
    """

    slope: float
    intercept: float
    offsets: Mapping[str, float]

    def confidence(self, scores: ArrayLike, groups: str | Sequence[str] = "") -> Floats:
        """The probability that each is right; `groups` is one for all, or one for each."""
        names = [groups] if isinstance(groups, str) else groups
        offsets = np.array([self.offsets.get(name, 0.0) for name in names])
        return probabilities(self.slope * np.asarray(scores, dtype=float) + self.intercept + offsets)

    def confidences(self, scores: Floats, groups: Sequence[str]) -> Floats:
        """The probability that each is right; the columns of `scores` are of these groups."""
        offsets = np.array([self.offsets.get(group, 0.0) for group in groups])
        return probabilities(self.slope * scores + self.intercept + offsets)

    def to_json(self) -> dict[str, object]:
        """As JSON."""
        return {"slope": self.slope, "intercept": self.intercept, "offsets": dict(sorted(self.offsets.items()))}

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> "Calibration":
        """What `to_json` gave."""
        slope, intercept, offsets = data["slope"], data["intercept"], data["offsets"]
        if (
            not isinstance(slope, int | float)
            or not isinstance(intercept, int | float)
            or not isinstance(offsets, dict)
        ):
            raise ValueError("a calibration needs the numbers slope and intercept and the table offsets")
        return cls(float(slope), float(intercept), {str(group): float(offset) for group, offset in offsets.items()})


def calibrate(scores: ArrayLike, labels: ArrayLike, groups: Sequence[str] | None = None) -> Calibration:
    """Fitted to held-out scores and whether each was right; an identity when one of the two labels is missing.

    A group's offset is drawn to 0 by a normal prior, so that a relation with few labels follows the others.
    """
    values, right = np.asarray(scores, dtype=float), np.asarray(labels, dtype=bool)
    if right.all() or not right.any():
        return Calibration(1.0, 0.0, {})
    slope, intercept = _platt(values, right)
    names = np.asarray(groups if groups is not None else [""] * len(values))
    base = slope * values + intercept
    offsets = {str(name): _offset(base[names == name], right[names == name]) for name in np.unique(names) if name}
    return Calibration(slope, intercept, offsets)


def _platt(values: Floats, right: NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and intercept by Newton's method, with Platt's targets, which keep them finite."""
    yes, no = right.sum(), (~right).sum()
    targets = np.where(right, (yes + 1) / (yes + 2), 1 / (no + 2))
    inputs = np.stack([values, np.ones_like(values)], axis=1)
    found = np.array([1.0, 0.0])
    for _ in range(50):
        guess = probabilities(inputs @ found)
        curve = (inputs * (guess * (1 - guess))[:, None]).T @ inputs + 1e-9 * np.eye(2)
        step = np.linalg.solve(curve, inputs.T @ (guess - targets))
        found -= np.clip(step, -1, 1)
        if np.abs(step).max() < 1e-8:
            break
    return max(float(found[0]), 1e-3), float(found[1])


def _offset(base: Floats, right: NDArray[np.bool_]) -> float:
    """The shift of log odds that fits these labels best under the prior."""
    offset = 0.0
    for _ in range(50):
        guess = probabilities(base + offset)
        slope = (guess - right).sum() + offset / SPREAD**2
        step = slope / ((guess * (1 - guess)).sum() + 1 / SPREAD**2)
        offset -= float(np.clip(step, -1, 1))
        if abs(step) < 1e-8:
            break
    return offset


def thresholds(
    confidences: ArrayLike,
    labels: ArrayLike,
    groups: Sequence[str],
    gold: Mapping[str, int] | None = None,
    *,
    shrink: float = SHRINK,
) -> tuple[dict[str, float], float]:
    """The least confidence to accept in each group, and in one not seen, so that micro F1 over all is greatest.

    `gold` counts what there was to find in each group, with what never became a candidate; without it, the true labels.
    F1 is a ratio, so that a group's best threshold depends on what the others reach: 2 * found - F1 * accepted is
    maximised in each group for the F1 at hand, until F1 stays (Dinkelbach 1967). A group's own gain is mixed with
    that of all groups at the same threshold, scaled to `shrink` examples.
    """
    values, right = np.asarray(confidences, dtype=float), np.asarray(labels, dtype=bool)
    if not right.any():
        return {}, 1.0
    names = np.asarray(groups)
    total = sum(gold.values()) if gold is not None else int(right.sum())
    curves = {str(name): _Curve(values[names == name], right[names == name]) for name in np.unique(names)}
    every = _Curve(values, right)
    level, chosen, common = 0.0, dict[str, float](), 1.0
    for _ in range(30):
        common = every.best(level)
        # A curve of all groups is worth as many examples as there are true ones in it.
        scale = shrink / right.sum()
        chosen = {name: curve.best(level, every, scale) for name, curve in curves.items()}
        found, accepted = map(sum, zip(*(curves[name].at(cut) for name, cut in chosen.items()), strict=True))
        reached = 2 * found / max(accepted + total, 1)
        if abs(reached - level) < 1e-9:
            break
        level = reached
    return chosen, common


class _Curve:
    """What is found and what is accepted at each threshold."""

    def __init__(self, values: Floats, right: NDArray[np.bool_]) -> None:
        order = np.argsort(-values, kind="stable")
        self.values = values[order]
        self.found = np.cumsum(right[order])

    def at(self, threshold: float) -> tuple[int, int]:
        """How many right ones, and how many at all, are at least as sure as this."""
        accepted = int(np.searchsorted(-self.values, -threshold, side="right"))
        return (int(self.found[accepted - 1]) if accepted else 0), accepted

    def gain(self, cuts: Floats, level: float) -> Floats:
        """2 * found - level * accepted, at each threshold."""
        accepted = np.searchsorted(-self.values, -cuts, side="right")
        found = np.where(accepted > 0, self.found[accepted - 1], 0) if len(self.found) else np.zeros(len(cuts))
        return np.asarray(2 * found - level * accepted, dtype=float)

    def best(self, level: float, other: "_Curve | None" = None, scale: float = 0.0) -> float:
        """The threshold of greatest gain, the highest of several: half-way down to the next value that is rejected."""
        pool = self.values if other is None else np.concatenate([self.values, other.values])
        steps = np.unique(pool)[::-1]
        cuts = np.concatenate([[1.0], (steps + np.append(steps[1:], 0.0)) / 2])
        gains = self.gain(cuts, level)
        if other is not None:
            gains = gains + scale * other.gain(cuts, level)
        return float(cuts[int(np.argmax(gains))])


def calibration_error(confidences: ArrayLike, labels: ArrayLike, bins: int = 10) -> float:
    """The expected calibration error: how far confidence is from the share that is right, averaged over equal bins.

    0 when there is nothing to judge. Source: Naeini et al. 2015.
    """
    values, right = np.asarray(confidences, dtype=float), np.asarray(labels, dtype=float)
    if not len(values):
        return 0.0
    places = np.minimum((values * bins).astype(int), bins - 1)
    gaps = (abs((values[places == place] - right[places == place]).sum()) for place in range(bins))
    return float(sum(gaps) / len(values))
