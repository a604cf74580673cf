"""Where the nodes of the picture stand, worked out before the page is opened, so that it stands still at once.

Each connected part is laid out by springs, turned to lie flat, freed of overlapping labels, and the parts are then
packed like boxes on a shelf. There is no chance in it: the same graph gives the same integers. Sums, products and
square roots of real numbers come out the same on every machine, numpy's complex products and cosines do not.

Why not a library: igraph is GPL, and neither it nor networkx knows how wide a label is.
"""

from collections import defaultdict
from collections.abc import Sequence
from math import atan2, ceil, cos, sin, sqrt

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from kg.export.overlaps import apart
from kg.export.springs import Ints, Spots, length, springs

Edge = tuple[int, int]
Size = tuple[float, float]

GAP = 26.0  # between packed parts
ASPECT = 1.5  # width by height of the whole picture: a screen beside a panel


def place(sizes: Sequence[Size], edges: Sequence[Edge]) -> list[tuple[int, int]]:
    """The centre of each node, in the order of `sizes` (the width and height of its dot with its label).

    Connected parts do not overlap, the largest stands first; y grows downwards as on a screen. Empty for no nodes.
    """
    if not sizes:
        return []
    parts = _components(len(sizes), edges)
    order = np.array([node for part in parts for node in part])
    counts = np.array([len(part) for part in parts])
    boxes = np.array(sizes).T[:, order]
    at = _spread(boxes, counts, _links(order, edges))
    _pack(at, boxes, counts)
    found: list[tuple[int, int]] = [(0, 0)] * len(sizes)
    for node, x, y in zip(order.tolist(), *np.rint(at).astype(int).tolist(), strict=True):
        found[node] = x, y
    return found


def _components(count: int, edges: Sequence[Edge]) -> list[list[int]]:
    """The connected parts, the largest first; inside a part breadth first from its best connected node."""
    near: defaultdict[int, set[int]] = defaultdict(set)
    for left, right in edges:
        if left != right:
            near[left].add(right)
            near[right].add(left)
    seen = [False] * count
    parts: list[list[int]] = []
    for start in sorted(range(count), key=lambda node: (-len(near[node]), node)):
        if seen[start]:
            continue
        seen[start] = True
        part = [start]
        for node in part:
            for other in sorted(near[node]):
                if not seen[other]:
                    seen[other] = True
                    part.append(other)
        parts.append(part)
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def _links(order: Ints, edges: Sequence[Edge]) -> Ints:
    """The distinct edges between different nodes, as two rows of places in the order."""
    rank = np.argsort(order).tolist()
    ends = {(min(rank[left], rank[right]), max(rank[left], rank[right])) for left, right in edges if left != right}
    return np.array(sorted(ends), dtype=np.intp).reshape(-1, 2).T


def _spread(boxes: Spots, counts: Ints, links: Ints) -> Spots:
    """Each connected part around an origin of its own."""
    at = np.zeros_like(boxes)
    linked = counts[counts > 1]
    many = int(linked.sum())
    if not many:
        return at
    at[:, :many] = springs(linked, links)
    firsts = np.searchsorted(links[0], np.cumsum(linked) - linked)
    for part, own in zip(_slices(linked), np.split(links, firsts[1:], axis=1), strict=True):
        at[:, part] = _shaped(at[:, part], boxes[:, part], own - part.start)
    home = np.repeat(np.arange(len(linked)), linked)
    at[:, :many] = apart(at[:, :many], boxes[:, :many], home)
    return at


def _slices(counts: Ints) -> list[slice]:
    """Where each part stands in the order."""
    ends = np.cumsum(counts).tolist()
    return [slice(end - count, end) for end, count in zip(ends, counts.tolist(), strict=True)]


def _shaped(at: Spots, boxes: Spots, links: Ints) -> Spots:
    """One connected part lying flat, and as large as its labels and its edges ask for."""
    at = _flat(at)
    width, height = np.maximum(at.max(axis=1) - at.min(axis=1), 1e-6).tolist()
    wide = sqrt(min(max(ASPECT * height / width, 1), 2))
    at = at * [[wide], [1 / wide]]
    # How many times the area of its labels a part fills before they are pushed apart. Measured: with less, a few
    # labels of 300 nodes and hundreds of 1,000 are still in each other's way after that.
    spacing = 2.2 + min(at.shape[1], 400) / 200
    area = float((boxes[0] * boxes[1]).sum()) * spacing
    by_area = sqrt(area / (width * max(height, width / 4)))
    by_length = 90.0 / max(float(np.median(length(at[:, links[0]] - at[:, links[1]]))), 1e-6)
    return at * max(by_area, by_length)


def _flat(at: Spots) -> Spots:
    """Turned so that its longest direction lies along x."""
    x, y = at
    turn = -0.5 * atan2(2 * float((x * y).sum()), float((x * x).sum() - (y * y).sum()))
    return np.array([x * cos(turn) - y * sin(turn), x * sin(turn) + y * cos(turn)])


def _pack(at: Spots, boxes: Spots, counts: Ints) -> None:
    """Moves each part to its own place, in place: the lowest spot of the skyline that takes it, left first."""
    parts = _slices(counts)
    starts = [part.start for part in parts]
    low = np.minimum.reduceat(at - boxes / 2, starts, axis=1)
    extent = np.maximum.reduceat(at + boxes / 2, starts, axis=1) - low + GAP
    total = float((extent[0] * extent[1]).sum())
    columns = int(max(extent[0].max(), sqrt(total * ASPECT)) / GAP) + 2
    skyline = np.zeros(columns)
    for part, corner, (width, height) in zip(parts, low.T, extent.T.tolist(), strict=True):
        wide = ceil(width / GAP)
        tops = sliding_window_view(skyline, wide).max(axis=1)
        column = int(tops.argmin())
        at[:, part] += (np.array([column * GAP, tops[column]]) - corner)[:, None]
        skyline[column : column + wide] = tops[column] + height
