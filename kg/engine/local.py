"""Run on this machine, in this process or in several."""

from collections.abc import Callable, Iterable, Iterator
from multiprocessing import get_context
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


class LocalEngine:
    """Maps in this process, or in a pool of processes; results in the order of the items.

    Attributes:
        processes: how many; 1 starts none.
    """

    def __init__(self, processes: int = 1) -> None:
        self.processes = processes

    def map(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
        """The function of every item."""
        todo = list(items)
        if self.processes <= 1 or len(todo) < 2:
            yield from map(function, todo)
            return
        with get_context("spawn").Pool(min(self.processes, len(todo))) as pool:
            yield from pool.imap(function, todo, chunksize=max(1, len(todo) // (self.processes * 8)))
