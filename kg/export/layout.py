"""Where the nodes of the picture stand, worked out before the page is opened, so that it stands still at once.

Each connected part is laid out by springs, turned to lie flat, freed of overlapping labels, and the parts are then
packed like boxes on a shelf. There is no chance in it: the same graph gives the same integers.

Why not a library: networkx needs numpy, whose 74 MB would be a third of the installation, igraph is GPL, and neither
knows how wide a label is. A place is a complex number, which Python adds and scales at the speed of C.
"""

from cmath import rect
from collections import defaultdict
from collections.abc import Sequence
from math import atan2, ceil, pi, sqrt
from statistics import median

Edge = tuple[int, int]
Size = tuple[float, float]
Box = tuple[complex, complex]  # low corner, extent

SAMPLE = 32  # other nodes that push each one in a step; a changing choice, so that in the end all do
STEPS = 300  # measured: half as many leave twice the crossings in 800 nodes
CLEAR = 30.0  # between a satellite and any other node
GAP = 26.0  # between packed parts
ASPECT = 1.5  # width by height of the whole picture: a screen beside a panel
_TURN = pi * (3 - sqrt(5))


def place(sizes: Sequence[Size], edges: Sequence[Edge]) -> list[tuple[int, int]]:
    """The centre of each node, in the order of `sizes` (the width and height of its dot with its label).

    Connected parts do not overlap, the largest stands first; y grows downwards as on a screen. Empty for no nodes.
    """
    at = [0j] * len(sizes)
    parts = _components(len(sizes), edges)
    for part, links in zip(parts, _inner_edges(len(sizes), parts, edges), strict=True):
        for node, spot in zip(part, _spread([sizes[node] for node in part], links), strict=True):
            at[node] = spot
    _pack(at, sizes, parts)
    return [(round(spot.real), round(spot.imag)) for spot in at]


def satellites(
    centre: tuple[int, int], radius: float, count: int, taken: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Places for small nodes around one that stands already: on a spiral from the radius outwards, where none is taken.

    No two of them, and none of them and a place in `taken`, are nearer than `CLEAR`.
    """
    others = [complex(*spot) for spot in taken]
    found: list[tuple[int, int]] = []
    step = 0
    while len(found) < count:
        away = rect(radius + 3 * step, _TURN * step)
        spot = round(centre[0] + 1.35 * away.real), round(centre[1] + away.imag)
        here = complex(*spot)
        if all(abs(other - here) >= CLEAR for other in others):
            found.append(spot)
            others.append(here)
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


def _inner_edges(count: int, parts: list[list[int]], edges: Sequence[Edge]) -> list[list[Edge]]:
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
    return [sorted(pairs) for pairs in found]


def _spread(boxes: Sequence[Size], links: Sequence[Edge]) -> list[complex]:
    """One connected part, around the origin."""
    if len(boxes) == 1:
        return [0j]
    at = _flat(_springs(len(boxes), links))
    _, extent = _box(at, [(0.0, 0.0)] * len(at))
    width, height = max(extent.real, 1e-6), max(extent.imag, 1e-6)
    wide = sqrt(min(max(ASPECT * height / width, 1), 2))
    at = [complex(spot.real * wide, spot.imag / wide) for spot in at]
    # How many times the area of its labels a part fills before they are pushed apart. Measured: with less, a few
    # labels of 300 nodes and hundreds of 1,000 are still in each other's way after that.
    spacing = 2.2 + min(len(boxes), 400) / 200
    area = sum(width * height for width, height in boxes) * spacing
    by_area = sqrt(area / (width * max(height, width / 4)))
    by_length = 90.0 / max(median(abs(at[left] - at[right]) for left, right in links), 1e-6)
    return _apart([spot * max(by_area, by_length) for spot in at], boxes)


def _springs(count: int, links: Sequence[Edge]) -> list[complex]:
    """Force-directed places: edges pull as the distance grows, nodes push by their degree, steps cool down.

    Source: ForceAtlas2 (Jacomy et al. 2014); the sampled repulsion, Gove 2019.
    """
    at = [rect(sqrt(node + 0.5), node * _TURN) for node in range(count)]
    degree = [1.0] * count
    for pair in links:
        for node in pair:
            degree[node] += 1
    pulls = [(left, right, 2 / sqrt(min(degree[left], degree[right]))) for left, right in links]
    for step in range(STEPS):
        force = _push(at, degree, step)
        for left, right, weight in pulls:
            along = at[right] - at[left]
            along *= weight / sqrt(1 + abs(along))
            force[left] += along
            force[right] -= along
        cool = sqrt(count) * (1 - step / STEPS) ** 2 * 0.25 + 0.01
        inward = 0.05 / sqrt(count)
        for node, pull in enumerate(force):
            pull -= inward * degree[node] * at[node]
            size = abs(pull)
            if size:
                at[node] += pull * (min(size / degree[node], cool) / size)
    middle = sum(at) / count
    return [spot - middle for spot in at]


def _push(at: Sequence[complex], degree: Sequence[float], step: int) -> list[complex]:
    """What all nodes, or a sample of them that changes with the step, do to each."""
    count = len(at)
    sample = min(SAMPLE, count - 1)
    shifts = (
        range(1, count)
        if sample == count - 1
        else [1 + (step * sample + n) * 7919 % (count - 1) for n in range(sample)]
    )
    force = [0j] * count
    for shift in shifts:
        others, weights = [*at[-shift:], *at[:-shift]], [*degree[-shift:], *degree[:-shift]]
        force = [
            pushed + (away := here - other) * (weight / (away.real * away.real + away.imag * away.imag + 0.01))
            for pushed, here, other, weight in zip(force, at, others, weights, strict=True)
        ]
    share = (count - 1) / sample
    return [pushed * (share * weight) for pushed, weight in zip(force, degree, strict=True)]


def _flat(at: Sequence[complex]) -> list[complex]:
    """Turned so that its longest direction lies along x."""
    xx, yy = sum(spot.real**2 for spot in at), sum(spot.imag**2 for spot in at)
    xy = sum(spot.real * spot.imag for spot in at)
    turn = rect(1, -0.5 * atan2(2 * xy, xx - yy))
    return [spot * turn for spot in at]


def _apart(at: list[complex], boxes: Sequence[Size], rounds: int = 300) -> list[complex]:
    """Pushes overlapping boxes apart, each pair along the axis where that takes less."""
    widest = max(width for width, _ in boxes)
    for _ in range(rounds):
        order = sorted(range(len(at)), key=lambda node: (at[node].real, node))
        moved: dict[int, complex] = {}
        for first, node in enumerate(order):
            here, (width, height) = at[node], boxes[node]
            for later in range(first + 1, len(order)):
                other = order[later]
                way = at[other] - here
                if way.real >= (width + widest) / 2:
                    break
                high = (height + boxes[other][1]) / 2 - abs(way.imag)
                if high <= 0:
                    continue
                long = (width + boxes[other][0]) / 2 - way.real
                if long <= 0:
                    continue
                if long < high:
                    push = complex(0.26 * long, 0)
                else:
                    push = complex(0, 0.26 * high if way.imag >= 0 else -0.26 * high)
                moved[node] = moved.get(node, 0j) - push
                moved[other] = moved.get(other, 0j) + push
        if not moved:
            break
        for node, way in moved.items():
            at[node] += way
    return at


def _box(at: Sequence[complex], boxes: Sequence[Size]) -> Box:
    """The low corner and the extent of what the boxes cover."""
    pairs = list(zip(at, boxes, strict=True))
    low = complex(min(s.real - w / 2 for s, (w, _) in pairs), min(s.imag - h / 2 for s, (_, h) in pairs))
    high = complex(max(s.real + w / 2 for s, (w, _) in pairs), max(s.imag + h / 2 for s, (_, h) in pairs))
    return low, high - low


def _pack(at: list[complex], boxes: Sequence[Size], parts: Sequence[Sequence[int]]) -> None:
    """Moves each part to its own place, in place: the lowest spot of the skyline that takes it, left first."""
    found = [_box([at[node] for node in part], [boxes[node] for node in part]) for part in parts]
    corners = [(low, size + complex(GAP, GAP)) for low, size in found]
    if not corners:
        return
    total = sum(size.real * size.imag for _, size in corners)
    columns = int(max(max(size.real for _, size in corners), sqrt(total * ASPECT)) / GAP) + 2
    skyline = [0.0] * columns
    for part, (low, size) in zip(parts, corners, strict=True):
        wide = ceil(size.real / GAP)
        tops = [max(skyline[column : column + wide]) for column in range(columns - wide + 1)]
        column = tops.index(min(tops))
        for node in part:
            at[node] += complex(column * GAP, tops[column]) - low
        skyline[column : column + wide] = [tops[column] + size.imag] * wide
