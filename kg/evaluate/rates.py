"""Precision and recall, what they are counted from, and B-cubed for merging."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """Precision and recall, each 0 where there is nothing to divide by; of how many that were said and wanted."""

    precision: float
    recall: float
    said: int = 0
    wanted: int = 0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Tally:
    """Of what the graph says, how much is right; of what the labels want, how much was found."""

    right: int = 0
    said: int = 0
    found: int = 0
    wanted: int = 0

    def rate(self) -> Rate:
        """As shares."""
        return Rate(
            precision=share(self.right, self.said),
            recall=share(self.found, self.wanted),
            said=self.said,
            wanted=self.wanted,
        )


def total(tallies: Iterable[Tally]) -> Tally:
    """All of them as one."""
    whole = Tally()
    for tally in tallies:
        whole.right += tally.right
        whole.said += tally.said
        whole.found += tally.found
        whole.wanted += tally.wanted
    return whole


def merging(pairs: Sequence[tuple[str, str]]) -> Rate:
    """B-cubed: for each pair, the share of its entity's pairs that have its label, and the other way round."""
    both = Counter(pairs)
    labels, entities = Counter(label for label, _ in pairs), Counter(entity for _, entity in pairs)
    return Rate(
        precision=share(sum(number**2 / entities[entity] for (_, entity), number in both.items()), len(pairs)),
        recall=share(sum(number**2 / labels[label] for (label, _), number in both.items()), len(pairs)),
        said=len(entities),
        wanted=len(labels),
    )


def share(part: float, whole: float) -> float:
    """0 of nothing."""
    return part / whole if whole else 0.0
