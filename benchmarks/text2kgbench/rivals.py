"""The second look at a candidate triple: its own two scores, and how they stand beside those of its rivals.

A sentence is about one thing, and what is likely by itself is less so beside something likelier.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from kg.extract.learned.linear import Floats

INPUTS = 10
FAR = 5.0  # log odds; a greater lead counts as this
_NOBODY = -8.0  # the score of a rival that is not there
_UNNAMED = -1.0  # the topic score of a subject that the sentence does not name

Place = tuple[int, int, int]  # subject, target, relation


def inputs(places: Sequence[Place], topics: Sequence[float], scores: Sequence[float]) -> Floats:
    """What the candidates of one sentence are judged by: shape (candidates, INPUTS).

    `topics` and `scores` are log odds: that the sentence is about the subject, and that the relation holds.
    """
    if not places:
        return np.zeros((0, INPUTS))
    topic, score = np.asarray(topics, dtype=float), np.asarray(scores, dtype=float)
    subjects = {place[0]: value for place, value in zip(places, topics, strict=True)}
    leads = dict(zip(subjects, _leads([0] * len(subjects), list(subjects.values())), strict=True))
    lead = np.array([leads[subject] for subject, _, _ in places])
    every = np.logaddexp.reduce([*sorted(subjects.values()), _UNNAMED])
    in_relation = _leads([(subject, relation) for subject, _, relation in places], scores)
    in_subject = _leads([subject for subject, _, _ in places], scores)
    of_target = _leads([(subject, target) for subject, target, _ in places], scores)
    return np.stack(
        [
            topic,
            score,
            -np.logaddexp(0, -topic),
            -np.logaddexp(0, -score),
            np.clip(lead, -FAR, FAR),
            topic - every,
            np.clip(in_relation, -FAR, FAR),
            np.minimum(in_relation, 0),
            np.clip(in_subject, -FAR, FAR),
            np.minimum(of_target, 0),
        ],
        axis=1,
    )


def _leads(groups: Sequence[object], values: Iterable[float]) -> Floats:
    """By how much each value is above the greatest other one of its group."""
    found = list(values)
    best: dict[object, list[float]] = defaultdict(lambda: [_NOBODY, _NOBODY])
    for group, value in zip(groups, found, strict=True):
        best[group] = sorted([*best[group], value])[-2:]
    return np.array(
        [value - best[group][0 if value == best[group][1] else 1] for group, value in zip(groups, found, strict=True)]
    )
