"""Where the nodes of the picture stand, worked out before the page is opened, so that it stands still at once.

Each connected part is laid out by springs, turned to lie flat, freed of overlapping labels, and the parts are then
packed like boxes on a shelf. There is no chance in it: the same graph gives the same integers.

Why not a library: networkx needs 5 s for 1,000 nodes, igraph is GPL, and neither knows how wide a label is.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Edge = tuple[int, int]

EXACT = 400  # up to here every pair of nodes repels; above, each node meets a changing sample
SAMPLE = 96
CLEAR = 30.0  # between a satellite and any other node
GAP = 26.0  # between packed parts
ASPECT = 1.5  # width by height of the whole picture: a screen beside a panel


def place(sizes: Sequence[tuple[float, float]], edges: Sequence[Edge]) -> list[tuple[int, int]]:
    """The centre of each node, in the order of `sizes` (the width and height of its dot with its label).

    Connected parts do not overlap, the largest stands first; y grows downwards as on a screen. Empty for no nodes.
    """
    if not sizes:
        return []
    boxes = np.array(sizes, dtype=float)
    at = np.zeros_like(boxes)
    parts = _components(len(boxes), edges)
    inner = _inner_edges(len(boxes), parts, edges)
    for part, links in zip(parts, inner, strict=True):
        at[part] = _spread(boxes[part], links)
    _pack(at, boxes, parts)
    return [(round(x), round(y)) for x, y in at.tolist()]


def satellites(
    centre: tuple[int, int], radius: float, count: int, taken: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Places for small nodes around one that stands already: on a spiral from the radius outwards, where none is taken.

    No two of them, and none of them and a place in `taken`, are nearer than `CLEAR`.
    """
    turn = np.pi * (3 - np.sqrt(5))
    others: Points = np.array(taken, dtype=np.float64).reshape(-1, 2)
    found: list[tuple[int, int]] = []
    step = 0
    while len(found) < count:
        reach, angle = radius + 3 * step, turn * step
        spot = round(centre[0] + 1.35 * reach * np.cos(angle)), round(centre[1] + reach * np.sin(angle))
        if not len(others) or np.hypot(others[:, 0] - spot[0], others[:, 1] - spot[1]).min() >= CLEAR:
            found.append(spot)
            others = np.vstack((others, spot))
        step += 1
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


def _inner_edges(count: int, parts: list[list[int]], edges: Sequence[Edge]) -> list[NDArray[np.intp]]:
    """The distinct edges of each part, as pairs of places in that part."""
    home, rank = [0] * count, [0] * count
    for number, part in enumerate(parts):
        for spot, node in enumerate(part):
            home[node], rank[node] = number, spot
    found: list[set[Edge]] = [set() for _ in parts]
    for left, right in edges:
        if left != right:
            ends = sorted((rank[left], rank[right]))
            found[home[left]].add((ends[0], ends[1]))
    return [np.array(sorted(pairs), dtype=np.intp).reshape(-1, 2) for pairs in found]


def _spread(boxes: Points, links: NDArray[np.intp]) -> Points:
    """One connected part, around the origin."""
    if len(boxes) == 1:
        return np.zeros((1, 2))
    at = _flat(_springs(len(boxes), links))
    extent = np.maximum(at.max(axis=0) - at.min(axis=0), 1e-6)
    wide = float(np.sqrt(np.clip(ASPECT * extent[1] / extent[0], 1, 2)))
    at = at * np.array([wide, 1 / wide])
    # How many times the area of its labels a part fills before they are pushed apart. Measured: with less, a few
    # labels of 300 nodes and hundreds of 1,000 are still in each other's way after that.
    spacing = 2.2 + min(len(boxes), 400) / 200
    area = float((boxes[:, 0] * boxes[:, 1]).sum()) * spacing
    lengths = np.hypot(*(at[links[:, 0]] - at[links[:, 1]]).T)
    by_area = float(np.sqrt(area / (extent[0] * max(extent[1], extent[0] / 4))))
    by_length = 90.0 / max(float(np.median(lengths)), 1e-6)
    return _apart(at * max(by_area, by_length), boxes)


def _springs(count: int, links: NDArray[np.intp]) -> Points:
    """Force-directed places: edges pull as the distance grows, nodes push by their degree, steps cool down.

    Source: ForceAtlas2 (Jacomy et al. 2014); the sampled repulsion of large graphs, Gove 2019.
    """
    order = np.arange(count)
    angle = order * np.pi * (3 - np.sqrt(5))
    at: Points = np.sqrt(order + 0.5)[:, None] * np.column_stack((np.cos(angle), np.sin(angle)))
    degree: Points = np.bincount(links.ravel(), minlength=count).astype(np.float64) + 1
    left, right = links[:, 0], links[:, 1]
    weight = 1 / np.sqrt(np.minimum(degree[left], degree[right]))
    steps = 300 if count <= EXACT else 200
    limit = np.sqrt(count)
    for step in range(steps):
        force = _push(at, degree, step)
        along = at[right] - at[left]
        along *= (weight * 2 / np.sqrt(1 + np.hypot(along[:, 0], along[:, 1])))[:, None]
        for axis in (0, 1):
            force[:, axis] += np.bincount(left, along[:, axis], count) - np.bincount(right, along[:, axis], count)
        force -= 0.05 * degree[:, None] * at / np.sqrt(count)
        size = np.maximum(np.hypot(force[:, 0], force[:, 1]), 1e-9)
        cool = limit * (1 - step / steps) ** 2 * 0.25 + 0.01
        at = at + force * (np.minimum(size / degree, cool) / size)[:, None]
    middle: Points = at.mean(axis=0)
    return at - middle


def _push(at: Points, degree: Points, step: int) -> Points:
    """What all nodes, or a sample of them, do to each."""
    count = len(at)
    if count <= EXACT:
        dx = at[:, 0, None] - at[None, :, 0]
        dy = at[:, 1, None] - at[None, :, 1]
        strength = degree[:, None] * degree[None, :] / (dx * dx + dy * dy + 0.01)
        return np.column_stack(((strength * dx).sum(axis=1), (strength * dy).sum(axis=1)))
    force = np.zeros_like(at)
    for shift in (1 + (step * SAMPLE + np.arange(SAMPLE)) * 7919 % (count - 1)).tolist():
        away = at - np.roll(at, shift, axis=0)
        strength = degree * np.roll(degree, shift) / ((away * away).sum(axis=1) + 0.01)
        force += away * strength[:, None]
    return force * ((count - 1) / SAMPLE)


def _flat(at: Points) -> Points:
    """Turned so that its longest direction lies along x."""
    xx, yy, xy = (at[:, 0] ** 2).sum(), (at[:, 1] ** 2).sum(), (at[:, 0] * at[:, 1]).sum()
    angle = 0.5 * np.arctan2(2 * xy, xx - yy)
    cos, sin = np.cos(angle), np.sin(angle)
    return np.column_stack((at[:, 0] * cos + at[:, 1] * sin, at[:, 1] * cos - at[:, 0] * sin))


def _apart(at: Points, boxes: Points, rounds: int = 120) -> Points:
    """Pushes overlapping boxes apart, each pair along the axis where that takes less."""
    window = min(len(at) - 1, 60)
    for _ in range(rounds):
        order = np.argsort(at[:, 0], kind="stable")
        here, box = at[order], boxes[order]
        moved = np.zeros_like(here)
        for gap in range(1, window + 1):
            way = here[gap:] - here[:-gap]
            need = (box[gap:] + box[:-gap]) / 2 - np.abs(way)
            hit = (need[:, 0] > 0) & (need[:, 1] > 0)
            if not hit.any():
                continue
            sideways = hit & (need[:, 0] < need[:, 1])
            for axis, chosen in ((0, sideways), (1, hit & ~sideways)):
                push = np.where(chosen, need[:, axis] * np.where(way[:, axis] >= 0, 0.26, -0.26), 0)
                moved[gap:, axis] += push
                moved[:-gap, axis] -= push
        if not moved.any():
            break
        at[order] = here + moved
    return at


def _pack(at: Points, boxes: Points, parts: list[list[int]]) -> None:
    """Moves each part to its own place, in place: the lowest spot of the skyline that takes it, left first."""
    corners = []
    for part in parts:
        low = (at[part] - boxes[part] / 2).min(axis=0)
        corners.append((low, (at[part] + boxes[part] / 2).max(axis=0) - low + GAP))
    total = sum(float(size[0] * size[1]) for _, size in corners)
    widest = max(float(size[0]) for _, size in corners)
    columns = int(max(widest, np.sqrt(total * ASPECT)) / GAP) + 2
    skyline = np.zeros(columns)
    for part, (low, size) in zip(parts, corners, strict=True):
        wide = int(np.ceil(size[0] / GAP))
        tops = np.lib.stride_tricks.sliding_window_view(skyline, wide).max(axis=1)
        column = int(tops.argmin())
        at[part] += np.array([column * GAP, tops[column]]) - low
        skyline[column : column + wide] = tops[column] + size[1]
