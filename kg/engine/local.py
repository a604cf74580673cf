"""Run on this machine, in this process or in several."""

import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TypeVar

from kg.errors import KgError

T = TypeVar("T")
R = TypeVar("R")


class LocalEngine:
    """Maps in this process, or in a pool of processes; results in the order of the items.

    Why an executor and not `multiprocessing.Pool`: a pool waits for ever for a process that the system has killed.

    Attributes:
        processes: how many; 1 starts none.
    """

    def __init__(self, processes: int = 1) -> None:
        self.processes = processes

    def map(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
        """The function of every item.

        Raises KgError when a process ends before its work does, as one that the system kills for want of memory.
        """
        todo = list(items)
        workers = min(self.processes, len(todo))
        if workers <= 1:
            yield from map(function, todo)
            return
        pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_deaf)
        try:
            with _undisturbed():
                results = pool.map(function, todo, chunksize=max(1, len(todo) // (workers * 8)))
            yield from results
        except BrokenProcessPool as error:
            raise KgError(
                "a process ended before its work, perhaps for want of memory; use fewer --processes"
            ) from error
        finally:
            pool.shutdown(cancel_futures=True)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold Ctrl-C back while processes start: they inherit that, and so are deaf before they can say that they are."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _deaf() -> None:
    """Ctrl-C reaches every process of the terminal; the first one alone is to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
