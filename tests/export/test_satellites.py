from itertools import combinations

from kg.export.satellites import CLEAR, Satellites


def distance(one: tuple[int, int], other: tuple[int, int]) -> float:
    return float(((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5)


def test_satellites_stand_around_their_centre() -> None:
    at = Satellites([(100, -50)]).around((100, -50), 40, 7)
    assert len(at) == 7
    assert all(39 <= distance(spot, (100, -50)) <= 110 for spot in at)


def test_satellites_keep_clear_of_all_nodes_and_of_each_other() -> None:
    taken = [(0, 0), (54, 0), (-40, 37)]
    satellites = Satellites(taken)
    at = [*satellites.around((0, 0), 40, 30), *satellites.around((54, 0), 40, 30)]
    assert len(at) == 60
    assert all(distance(*pair) >= CLEAR for pair in combinations(at, 2))
    assert all(distance(spot, other) >= CLEAR for spot in at for other in taken)
