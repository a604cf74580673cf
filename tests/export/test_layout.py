import random
from itertools import combinations

import pytest

from kg.export.layout import Edge, place

SIZE = (90.0, 40.0)


def tree(count: int, more: int) -> list[Edge]:
    chance = random.Random(1)
    edges = [(node, chance.randrange(node)) for node in range(1, count)]
    return edges + [(chance.randrange(count), chance.randrange(count)) for _ in range(more)]


def distance(one: tuple[int, int], other: tuple[int, int]) -> float:
    return float(((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5)


def overlapping(at: list[tuple[int, int]]) -> int:
    """Pairs whose boxes share more than the rounding to integers and a tenth of a box."""
    return sum(
        abs(left[0] - right[0]) < 0.9 * SIZE[0] and abs(left[1] - right[1]) < 0.9 * SIZE[1]
        for left, right in combinations(at, 2)
    )


def test_nothing_has_no_places() -> None:
    assert place([], []) == []


def test_a_node_alone_has_a_place_in_integers() -> None:
    ((x, y),) = place([SIZE], [(0, 0)])
    assert isinstance(x, int)
    assert isinstance(y, int)


def test_the_same_graph_gets_the_same_places() -> None:
    edges = tree(60, 60)
    assert place([SIZE] * 60, edges) == place([SIZE] * 60, edges)


def test_neither_order_nor_direction_nor_repetition_of_edges_counts() -> None:
    edges = tree(60, 60)
    other = [(right, left) for left, right in reversed(edges)] + edges
    assert place([SIZE] * 60, edges) == place([SIZE] * 60, other)


@pytest.mark.parametrize(("count", "more"), [(30, 10), (80, 120), (600, 200)])
def test_labels_do_not_overlap(count: int, more: int) -> None:
    assert overlapping(place([SIZE] * count, tree(count, more))) == 0


def test_neighbours_stand_nearer_than_strangers() -> None:
    edges = tree(80, 0)
    at = place([SIZE] * 80, edges)

    pairs = list(combinations(range(80), 2))
    near = sum(distance(at[left], at[right]) for left, right in edges) / len(edges)
    assert near < 0.5 * sum(distance(at[left], at[right]) for left, right in pairs) / len(pairs)


def test_two_communities_stand_apart() -> None:
    cliques = [pair for start in (0, 10) for pair in combinations(range(start, start + 10), 2)]
    at = place([SIZE] * 20, [*cliques, (0, 10)])
    rows = sorted(range(20), key=lambda node: at[node][0])
    assert {frozenset(rows[:10]), frozenset(rows[10:])} == {frozenset(range(10)), frozenset(range(10, 20))}


def test_parts_are_packed_beside_each_other() -> None:
    edges = [(start + step, start + step + 1) for start in range(0, 40, 10) for step in range(9)]
    at = place([SIZE] * 45, edges)
    boxes = []
    for part in [*(range(start, start + 10) for start in range(0, 40, 10)), *((node,) for node in range(40, 45))]:
        xs, ys = [at[node][0] for node in part], [at[node][1] for node in part]
        boxes.append((min(xs) - 45, min(ys) - 20, max(xs) + 45, max(ys) + 20))
    for one, other in combinations(boxes, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_parts_lie_as_if_each_were_alone() -> None:
    edges = tree(40, 20)
    beside = place([SIZE] * 43, [*edges, (40, 41), (41, 42)])
    assert beside[:40] == place([SIZE] * 40, edges)
