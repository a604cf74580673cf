"""Labels freed of each other: overlapping boxes are pushed apart until none is left."""

import numpy as np

from kg.export.springs import Ints, Spots, summed

ROUNDS = 300
UNSEEN = 0.05  # an overlap too small to see; each round halves them, and would do so for ever


def apart(at: Spots, boxes: Spots, home: Ints) -> Spots:
    """The places of boxes (rows of widths and heights) that no longer overlap, or hardly, each pushed along one axis.

    `home` is the part that each belongs to, ascending: boxes of different parts do not feel each other.
    """
    at = at.copy()
    for _ in range(ROUNDS):
        left, right = _near(at, boxes.max(axis=1)[:, None], home)
        way = at[:, right] - at[:, left]
        shared = (boxes[:, left] + boxes[:, right]) / 2 - np.abs(way)
        overlap = (shared > UNSEEN).all(axis=0)
        if not overlap.any():
            break
        left, right, way, shared = left[overlap], right[overlap], way[:, overlap], shared[:, overlap]
        push = np.where(way >= 0, 0.26 * shared, -0.26 * shared)
        sideways = shared[0] < shared[1]
        push[0, ~sideways] = 0
        push[1, sideways] = 0
        at += summed(right, push, len(home)) - summed(left, push, len(home))
    return at


def _near(at: Spots, cell: Spots, home: Ints) -> tuple[Ints, Ints]:
    """Pairs of nodes in the same or in neighbouring cells of a grid, each pair once: no others can overlap."""
    column, row = np.floor((at - at.min(axis=1)[:, None]) / cell).astype(np.intp)
    rows = int(row.max()) + 3  # two empty ones below, and an empty column behind each part
    column += home * (int(column.max()) + 2)
    cells = column * rows + row
    order = np.argsort(cells, kind="stable")
    cells = cells[order]
    spot = np.arange(len(cells))
    pairs = [
        _ranges(spot + 1, np.searchsorted(cells, cells + 1, side="right")),  # this cell and the one below
        _ranges(np.searchsorted(cells, cells + rows - 1), np.searchsorted(cells, cells + rows + 1, side="right")),
    ]
    left, right = (order[np.concatenate(side)] for side in zip(*pairs, strict=True))
    return left, right


def _ranges(begin: Ints, end: Ints) -> tuple[Ints, Ints]:
    """The number of each range beside each number in it."""
    sizes = end - begin
    first = np.repeat(np.arange(len(sizes)), sizes)
    inside = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return first, begin[first] + inside
