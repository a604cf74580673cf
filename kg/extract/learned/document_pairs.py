"""What is seen of two entities of one document, across all of its sentences, as hashed features for `linear`.

A pair's features are those of the first entity, those of the second and those of the two together: the items between
and around them in the (at most three) sentences that bring them closest, how far apart they stay otherwise, whether one
is the topic, what their names share, and crosses of what sort of thing each is.
"""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

import numpy as np

from kg.extract.learned.descriptions import Description, Known, describe, step
from kg.extract.learned.layout import EntityDocument, Layout, Place
from kg.extract.learned.linear import Hashes, Rows

Types = tuple[str, str]

_NEAREST = 3  # sentences with both that are looked at
_ENDS = 8  # items looked at from either end of what stands between
_WHOLE = 6  # items of what stands between that are also one feature
_KINDS = 4  # kinds of each that are crossed with the other's
_FILL = frozenset(("the", "a", "an", ",", '"'))


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What is known before a document is read.

    Attributes:
        pairs: the pairs of types between which relations are looked for.
        persons: the types whose pronouns are he and she.
        known: names of places: lower-case name -> pairs of kind and what it lies in.
    """

    pairs: frozenset[Types]
    persons: frozenset[str] = frozenset()
    known: Known = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pairs:
    """The ordered pairs of entities of a document: their numbers, their types, and a row of hashes for each."""

    entities: list[tuple[int, int]]
    types: list[Types]
    rows: Rows


def pairs(document: EntityDocument, background: Background) -> Pairs:
    """All pairs of entities whose types may be related."""
    layout = Layout(document, background.persons)
    count = len(document.entities)
    described = [describe(layout, number, background.known) for number in range(count)]
    heads = [hashed(f"1 {feature}" for feature in one.features) for one in described]
    tails = [hashed(f"2 {feature}" for feature in one.features) for one in described]
    found, types, rows = [], [], []
    for head in range(count):
        for tail in range(count):
            both = (document.entities[head].type, document.entities[tail].type)
            if head != tail and both in background.pairs:
                own = hashed(_features(layout, described, head, tail))
                found.append((head, tail))
                types.append(both)
                rows.append(np.unique(np.concatenate((heads[head], tails[tail], own))))
    return Pairs(found, types, Rows.of(rows))


def hashed(features: Iterable[str]) -> Hashes:
    """The hash of each feature, in their order; `linear.hashes` for features that come again and again."""
    return np.array([_hash(feature) for feature in features], dtype=np.uint32)


@lru_cache(maxsize=1 << 18)
def _hash(feature: str) -> int:
    return zlib.crc32(feature.encode())


def _features(layout: Layout, described: Sequence[Description], head: int, tail: int) -> Iterator[str]:
    entities = layout.document.entities
    first, second = entities[head], entities[tail]
    types = f"{first.type}>{second.type}"
    yield types
    yield f"{types} {min(first.spans[0].sentence, 2)}{min(second.spans[0].sentence, 2)}"
    role = "head" if head == layout.topic else "tail" if tail == layout.topic else "none"
    yield f"{types} topic={role}"
    yield from _together(layout, head, tail, types)
    yield from _crosses(described[head], described[tail], first.type, second.type)
    if head == layout.topic:
        yield from (f"topic {feature}" for feature in described[tail].beside)


def _crosses(head: Description, tail: Description, first: str, second: str) -> Iterator[str]:
    """What the names share, and what sort of thing one is crossed with the other's."""
    if head.words & tail.words:
        yield "shared"
        yield f"{first}>{second} shared {(head.words > tail.words) - (head.words < tail.words)}"
    for kind, container in head.known:
        yield from (f"known {kind} {other} {container == within}" for other, within in tail.known)
    yield from (f"head {kind} {second}" for kind in head.kinds)
    yield from (f"tail {kind} {first}" for kind in tail.kinds)
    for kind in head.kinds[:_KINDS]:
        yield from (f"both {kind} {other}" for other in tail.kinds[:_KINDS])


def _together(layout: Layout, head: int, tail: int, types: str) -> Iterator[str]:
    """Where the two stand to each other."""
    ours, theirs = layout.by_sentence[head], layout.by_sentence[tail]
    meetings = sorted(
        min((abs(one.item - other.item), one.proxy + other.proxy, one, other) for one in ours[number]
            for other in theirs[number])
        for number in ours
        if number in theirs
    )  # fmt: skip
    yield f"sentences={min(len(meetings), 3)}"
    yield f"{types} sentences={min(len(meetings), 3)}"
    if not meetings:
        yield from _apart(layout.places[head], layout.places[tail], types)
        return
    near: set[str] = set()
    for _, _, one, other in meetings[:_NEAREST]:
        near.update(_between(layout.items[one.sentence], one.item, other.item))
    yield from sorted(near)
    distance, _, one, other = meetings[0]
    yield f"{types} {'>' if one.item < other.item else '<'}{step(distance)}"
    yield f"proxies={all(proxies for _, proxies, _, _ in meetings)}"


def _apart(ours: Sequence[Place], theirs: Sequence[Place], types: str) -> Iterator[str]:
    if ours and theirs:
        distance, one, other = min((abs(one.sentence - other.sentence), one, other) for one in ours for other in theirs)
        yield f"apart={min(distance, 5)}"
        yield f"{types} apart={min(distance, 5)}"
        yield f"before={one < other}"


def _between(items: Sequence[str], one: int, other: int) -> Iterator[str]:
    """The items between two of a sentence, and around them."""
    way = ">" if one < other else "<"
    begin, end = min(one, other), max(one, other)
    inner = items[begin + 1 : end]
    words = [item for item in inner if item not in _FILL]
    if len(words) > 2 * _ENDS:
        words = words[:_ENDS] + words[-_ENDS:]
    yield f"{way}distance={step(len(inner))}"
    yield f"{way}mentions={min(sum(item[0] == '<' for item in inner), 5)}"
    if len(inner) <= _WHOLE:
        yield f"{way}all={' '.join(inner)}"
    yield from (f"{way}word={word}" for word in words)
    yield from (f"{way}two={word} {after}" for word, after in pairwise(words))
    yield f"{way}begin={' '.join(inner[:2])}"
    yield f"{way}end={' '.join(inner[-2:])}"
    yield f"{way}before={items[begin - 1] if begin else '^'}"
    yield f"{way}before2={' '.join(items[max(0, begin - 2) : begin])}"
    yield f"{way}after={items[end + 1] if end + 1 < len(items) else '$'}"
    yield f"{way}after2={' '.join(items[end + 1 : end + 3])}"
    if begin < 3:
        yield f"{way}opens"
