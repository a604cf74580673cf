"""One process or several: the same results, in the order of the items."""

import os

import pytest

from kg.engine.local import LocalEngine
from kg.errors import KgError, UsageError


def square(number: int) -> int:
    return number * number


def refuse(number: int) -> int:
    raise UsageError(f"not {number}")


def vanish(number: int) -> int:
    os._exit(9)


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("count", [0, 1, 50])
def test_results_come_in_the_order_of_the_items(processes: int, count: int) -> None:
    assert list(LocalEngine(processes).map(square, range(count))) == [number * number for number in range(count)]


@pytest.mark.parametrize("processes", [1, 2])
def test_an_error_reaches_the_caller(processes: int) -> None:
    with pytest.raises(UsageError, match="not 1"):
        list(LocalEngine(processes).map(refuse, [1, 2]))


def test_a_process_that_the_system_ends_is_an_error_and_no_endless_wait() -> None:
    with pytest.raises(KgError, match="use fewer --processes"):
        list(LocalEngine(2).map(vanish, [1, 2]))
