"""Where a sentence echoes a relation's label: "250 academic staff" echoes `academicStaffSize`.

What is learned of an echo holds for every relation, also for one with few examples.
"""

from collections.abc import Sequence
from functools import cache

from benchmarks.text2kgbench.ontologies import words
from kg.extract.learned.linear import Hashes, hashes
from kg.extract.learned.pairs import Argument

_STEM = 5  # letters: "direc" of director and directed
_SHORT = 3  # words with less say nothing: "of", "by"
_NEAR, _CLOSE = 6, 2  # words between an echo and the end of a triple that it speaks of


@cache
def stems(label: str) -> frozenset[str]:
    """The beginnings of a label's words."""
    return frozenset(word[:_STEM] for word in words(label) if len(word) >= _SHORT)


def places(tokens: Sequence[str], label: str) -> list[int]:
    """The tokens that echo a label."""
    wanted = stems(label)
    return [at for at, token in enumerate(tokens) if len(token) >= _SHORT and token.lower()[:_STEM] in wanted]


def features(echoes: Sequence[int], label: str, ends: tuple[Argument, Argument], others: Sequence[Argument]) -> Hashes:
    """What the echoes of a label say of a pair, one among `others`."""
    return _named(*_seen(echoes, label, ends, others))


@cache
def _named(*names: str) -> Hashes:
    return hashes(names)


def _seen(
    echoes: Sequence[int], label: str, ends: tuple[Argument, Argument], others: Sequence[Argument]
) -> tuple[str, ...]:
    subject, target = ends
    outside = [at for at in echoes if not subject.first <= at < subject.last]
    if not outside:
        return ("echo none",)
    found = {"echo"}
    distances = {at: _distance(at, target) for at in outside}
    nearest = min(distances.values())
    found |= {"echo inside"} if nearest == 0 else set()
    found |= {"echo close"} if nearest <= _CLOSE else set()
    found |= {"echo near"} if nearest <= _NEAR else set()
    low, high = sorted((subject.first, target.first))
    found |= {"echo between"} if any(low < at < high for at in outside) else set()
    for at, distance in distances.items():
        if all(_distance(at, other) >= distance for other in others if not other.overlaps(target) and other != subject):
            found.add("echo of this")
        found.add("echo before" if at < target.first else "echo behind")
    return tuple(sorted(found))


def _distance(at: int, argument: Argument) -> int:
    """Words from a token to an argument; 0 inside."""
    if argument.first <= at < argument.last:
        return 0
    return argument.first - at if at < argument.first else at - argument.last + 1
