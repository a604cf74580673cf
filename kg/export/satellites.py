"""Small nodes around one that stands already: the values of an entity."""

from cmath import rect
from collections import defaultdict
from collections.abc import Iterable
from itertools import product

from kg.export.springs import TURN

CLEAR = 30  # between a satellite and any other node


class Satellites:
    """Finds places for small nodes beside all that stand already, and remembers those it gave."""

    def __init__(self, taken: Iterable[tuple[int, int]]) -> None:
        self._cells: defaultdict[tuple[int, int], list[complex]] = defaultdict(list)
        for spot in taken:
            self._take(spot)

    def around(self, centre: tuple[int, int], radius: float, count: int) -> list[tuple[int, int]]:
        """Places on a spiral from the radius outwards, none nearer than `CLEAR` to another or to a node."""
        found: list[tuple[int, int]] = []
        step = 0
        while len(found) < count:
            away = rect(radius + 3 * step, TURN * step)
            spot = round(centre[0] + 1.35 * away.real), round(centre[1] + away.imag)
            if self._is_clear(spot):
                found.append(spot)
                self._take(spot)
            step += 1
        return found

    def _take(self, spot: tuple[int, int]) -> None:
        self._cells[spot[0] // CLEAR, spot[1] // CLEAR].append(complex(*spot))

    def _is_clear(self, spot: tuple[int, int]) -> bool:
        """Whether nothing stands too near: that could only be in the same cell or one beside it."""
        here = complex(*spot)
        column, row = spot[0] // CLEAR, spot[1] // CLEAR
        return all(
            abs(other - here) >= CLEAR
            for cell in product((column - 1, column, column + 1), (row - 1, row, row + 1))
            for other in self._cells.get(cell, ())
        )
