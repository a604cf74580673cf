"""Exact scores of names: the same words and the same type, or wrong."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.learned.tagger import Tagged
from kg.extract.learned.words import LabelledDocument


@dataclass(frozen=True, slots=True)
class Scores:
    """Micro-averaged over all names; `untyped` is F1 by words alone, `ece` the expected error of the confidences."""

    precision: float
    recall: float
    f1: float
    untyped: float
    ece: float
    by_type: dict[str, float]

    def as_json(self) -> dict[str, object]:
        """Rounded to what the sizes of the sets bear."""
        figures = {name: round(getattr(self, name), 4) for name in ("precision", "recall", "f1", "untyped", "ece")}
        return {**figures, "by_type": {kind: round(f1, 4) for kind, f1 in self.by_type.items()}}


def scored(gold: Sequence[LabelledDocument], found: Sequence[Sequence[Sequence[Tagged]]]) -> Scores:
    """The scores of what a tagger found in documents."""
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    places = wanted_places = same_places = 0
    sure: list[tuple[float, bool]] = []
    for document, rows in zip(gold, found, strict=True):
        for spans, tagged in zip(document.spans, rows, strict=True):
            wanted = {(span.first, span.last, span.type) for span in spans}
            given = {(one.first, one.last, one.type) for one in tagged}
            right.update(kind for _, _, kind in wanted & given)
            wrong.update(kind for _, _, kind in given - wanted)
            missed.update(kind for _, _, kind in wanted - given)
            bare, given_bare = {one[:2] for one in wanted}, {one[:2] for one in given}
            wanted_places, places = wanted_places + len(bare), places + len(given_bare)
            same_places += len(bare & given_bare)
            sure += [(one.confidence, (one.first, one.last, one.type) in wanted) for one in tagged]
    kinds = sorted(set(right) | set(wrong) | set(missed))
    return Scores(
        right.total() / max(1, right.total() + wrong.total()),
        right.total() / max(1, right.total() + missed.total()),
        _f1(right.total(), wrong.total(), missed.total()),
        2 * same_places / max(1, places + wanted_places),
        _calibration_error(sure),
        {kind: _f1(right[kind], wrong[kind], missed[kind]) for kind in kinds},
    )


def _f1(right: int, wrong: int, missed: int) -> float:
    return 2 * right / max(1, 2 * right + wrong + missed)


def _calibration_error(sure: Sequence[tuple[float, bool]]) -> float:
    """How far confidence is from the share of right names, averaged over ten steps of confidence."""
    steps: dict[int, list[tuple[float, bool]]] = {}
    for confidence, good in sure:
        steps.setdefault(min(9, int(confidence * 10)), []).append((confidence, good))
    off = [abs(sum(confidence for confidence, _ in step) - sum(good for _, good in step)) for step in steps.values()]
    return sum(off) / max(1, len(sure))
