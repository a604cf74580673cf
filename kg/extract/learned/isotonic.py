"""Scores to probabilities: isotonic regression over scores of spans that were judged."""

from collections.abc import Sequence

_LEAST = 20  # judged spans of a step


def knots(judged: Sequence[tuple[float, bool]]) -> tuple[list[float], list[float]]:
    """Scores and the share of right spans there, both ascending, to be interpolated between.

    Pool adjacent violators (Ayer et al. 1955) over groups of equal size, each drawn a little towards the whole's share.
    """
    if not judged:
        return [0.0, 1.0], [0.0, 1.0]
    ordered = sorted(judged)
    size = max(_LEAST, len(ordered) // 25)
    groups = [ordered[begin : begin + size] for begin in range(0, len(ordered), size)]
    if len(groups) > 1 and len(groups[-1]) < _LEAST:
        rest = groups.pop()
        groups[-1] = groups[-1] + rest
    steps: list[tuple[float, float, int]] = []
    prior = sum(good for _, good in ordered) / len(ordered)
    for group in groups:
        mean = sum(score for score, _ in group) / len(group)
        share = (sum(good for _, good in group) + 2 * prior) / (len(group) + 2)
        steps.append((mean, share, len(group)))
        while len(steps) > 1 and steps[-2][1] >= steps[-1][1]:
            (left, low, few), (right, high, more) = steps[-2:]
            both = few + more
            steps[-2:] = [((left * few + right * more) / both, (low * few + high * more) / both, both)]
    return [round(step[0], 6) for step in steps], [round(step[1], 6) for step in steps]
