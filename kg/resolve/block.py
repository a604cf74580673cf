"""Which things are worth comparing: those that share a key, in time linear in their number.

Inside one article the keys are generous, for few things meet there. Across articles they are few and exact: a name or
a short form, the words in any order, a lexicon entry, the name with double letters single, its letters sorted; and
beginnings, which only find near misses for `kg explain`. Things that no rule can tell apart are chained through the
first of them, which stands for all. A bucket is never compared all with all: exact names meet `PEERS` others and each
long form that claims the name (a name that more than `CLAIMS` long forms claim stands for none of them), and other
buckets are sorted, so that neighbours meet (the sorted neighbourhood of Hernandez and Stolfo, 1995).
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from kg.resolve.thing import Link, Thing, initials, stands_alone

CLAIMS = 40
PEERS = 8
_ACRONYM = 6
_LONG = 6
_TWICE = re.compile(r"(.)\1+")

Pair = tuple[int, int]
Key = tuple[str, ...]


def candidates(things: Sequence[Thing]) -> list[Pair]:
    """Pairs of places in `things`, each once, left before right, sorted. `things` are sorted by key."""
    pairs: set[Pair] = set()
    leaders: dict[tuple[object, ...], int] = {}
    for place, thing in enumerate(things):
        leader = leaders.setdefault(thing.sameness, place)
        if leader != place:
            pairs.add((leader, place))
    for _, bucket in _buckets(things, range(len(things)), _near_keys):
        pairs.update(_neighbours(things, bucket, PEERS * PEERS))
    for core, bucket in _buckets(things, leaders.values(), _names):
        pairs.update(_claims(things, core[-1], bucket))
    for _, bucket in _buckets(things, leaders.values(), _far_keys):
        pairs.update(_neighbours(things, bucket, PEERS))
    return sorted(pairs)


def _buckets(
    things: Sequence[Thing], places: Iterable[int], keys: Callable[[Thing], Iterator[Key]]
) -> Iterator[tuple[Key, list[int]]]:
    found: dict[Key, list[int]] = defaultdict(list)
    for place in places:
        for key in dict.fromkeys(keys(things[place])):
            found[key].append(place)
    return ((key, bucket) for key, bucket in found.items() if len(bucket) > 1)


def _neighbours(things: Sequence[Thing], bucket: list[int], window: int) -> Iterator[Pair]:
    """Each with the next ones in the order of their names."""
    if len(bucket) > window:
        bucket = sorted(bucket, key=lambda place: (things[place].main.core, place))
    for at, place in enumerate(bucket):
        for other in bucket[at + 1 : at + 1 + window]:
            yield min(place, other), max(place, other)


def _claims(things: Sequence[Thing], core: str, bucket: list[int]) -> Iterator[Pair]:
    """Things called by the core, with each other and with the long forms that claim it."""
    exact = [place for place in bucket if things[place].links[core] <= Link.DECLARED]
    claims: dict[str, list[int]] = defaultdict(list)
    for place in bucket:
        if things[place].links[core] > Link.DECLARED:
            claims[things[place].main.core].append(place)
    yield from ((other, place) for place in exact for other in exact[:PEERS] if other < place)
    few = [place for name in sorted(claims) for place in claims[name][:2]] if len(claims) <= CLAIMS else []
    yield from ((min(one, two), max(one, two)) for one in exact for two in few)
    yield from ((min(one, two), max(one, two)) for one, two in combinations(few[:PEERS], 2))


def _names(thing: Thing) -> Iterator[Key]:
    return ((thing.root, core) for core in thing.links)


def _far_keys(thing: Thing) -> Iterator[Key]:
    """Keys across articles, beside the names."""
    main = thing.main
    yield from (("entry", thing.root, hint) for hint in sorted(thing.hints))
    if not main.core or not stands_alone(main):
        return
    words = main.sorted_words
    if len(words) > 1:
        yield "words", thing.root, *words
    if main.kind in ("organization", "person") and not main.cjk and len(words) > 1:
        yield "single", thing.root, _TWICE.sub(r"\1", main.core)
        yield "letters", thing.root, "".join(sorted(main.core))
    if main.kind in ("organization", "model"):
        yield "begin", thing.root, *main.head[:1]


def _near_keys(thing: Thing) -> Iterator[Key]:
    """Keys inside the article: the far ones, every name, acronyms, surnames, each word with a letter left out."""
    main, here = thing.main, (thing.root, thing.referent.document)
    yield from (("far", *here, *key) for key in _far_keys(thing))
    yield from (("name", *here, core) for core in (main.core, *(other.core for other in thing.others), *thing.links))
    yield "acronym", *here, main.core if len(main.core) <= _ACRONYM else initials(main.tokens)
    if main.kind == "person":
        yield from (("surname", *here, word) for word in (*main.tokens[:1], *main.tokens[-1:]))
    for word in main.stem if main.kind in ("organization", "person") else ():
        if len(word) >= _LONG:
            yield "slip", *here, word
            yield from (("slip", *here, word[:at] + word[at + 1 :]) for at in range(len(word)))
