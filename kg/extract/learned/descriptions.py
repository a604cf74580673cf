"""What is seen of one entity of a document, wherever it stands: its name, its places, what is said beside it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.learned.layout import Layout

Known = Mapping[str, Sequence[tuple[str, str]]]  # lower-case name -> pairs of kind and what it lies in

_STEPS = (1, 2, 3, 4, 6, 10, 16, 30)
_READ = 6  # places of an entity that are looked at
_BREAKS = frozenset(". , of in by who which that for from".split())  # noqa: SIM905
_COPULAS = frozenset(("is", "was", "are", "were"))


@dataclass(frozen=True, slots=True)
class Description:
    """One entity.

    Attributes:
        features: all that is seen of it.
        kinds: those that say what sort of thing it is.
        beside: the items next to its mentions.
        words: the words of its names, lower-case, without the shortest.
        known: kind and container of those of its names that are known.
    """

    features: tuple[str, ...]
    kinds: tuple[str, ...]
    beside: tuple[str, ...]
    words: frozenset[str]
    known: tuple[tuple[str, str], ...]


def step(number: int) -> int:
    """A count in coarse steps: 0, 1, 2, 3, 4 (and 5), 6 (to 9), 10, 16, 30."""
    return max((one for one in _STEPS if one <= number), default=0)


def describe(layout: Layout, number: int, known: Known) -> Description:
    """What is seen of the entity of this number."""
    names = layout.names[number]
    found = tuple(sorted({pair for name in names for pair in known.get(name.lower(), ())}))
    context = sorted(set(_context(layout, number)))
    kinds = [f"known={kind}" for kind in sorted({kind for kind, _ in found})]
    longest = max(names, key=len)
    if not any(character.isdigit() for character in longest):
        kinds.append(f"last={longest.split()[-1].lower()}")
    kinds += [
        feature for feature in context if feature[:3] in ("is=", "ap=") and feature[3:4] != "<" and len(feature) > 5
    ]
    features = (
        *_own(layout, number, longest),
        *(f"known={kind}" for kind in sorted({kind for kind, _ in found} or {""})),
    )
    return Description(
        (*features, *context),
        tuple(kinds),
        tuple(feature for feature in context if feature[:2] in ("p1", "p2", "n1")),
        frozenset(word for name in names for word in name.lower().split() if len(word) > 2),
        found,
    )


def _own(layout: Layout, number: int, name: str) -> Iterator[str]:
    entity = layout.document.entities[number]
    words = name.split()
    yield f"type={entity.type}"
    yield f"sentence={min(entity.spans[0].sentence, 3)}"
    yield f"mentions={step(len(entity.spans))}"
    yield f"words={min(len(words), 5)}"
    yield f"order={step(number)}"
    yield "shape=" + "_".join(_shape(word) for word in words[:5])
    if number == layout.topic:
        yield "topic"
        yield f"topic {entity.type}"
    if not name[:1].isdigit():
        yield f"last={words[-1].lower()}"
        yield f"first={words[0].lower()}"
        yield f"ending={words[-1][-3:].lower()}"
        yield f"name={name.lower()}"
        yield from (f"middle={word.lower()}" for word in words[1:-1])


def _shape(word: str) -> str:
    if word.isdigit():
        return "9" * min(len(word), 4)
    if word[:1].isupper():
        return "A" if word.isupper() else "Aa"
    return "a"


def _context(layout: Layout, number: int) -> Iterator[str]:
    """The items around the mentions, and the nouns after "is a" and after a comma."""
    for place in layout.places[number][:_READ]:
        if place.proxy:
            continue
        items, at = layout.items[place.sentence], place.item
        before = items[at - 1] if at else "^"
        after = items[at + 1] if at + 1 < len(items) else "$"
        yield f"p1={before}"
        yield f"n1={after}"
        if at > 1:
            yield f"p2={items[at - 2]} {before}"
        if at + 2 < len(items):
            yield f"n2={after} {items[at + 2]}"
        yield from _said(items, at + 1)


def _said(items: Sequence[str], begin: int) -> Iterator[str]:
    """The words of what it is said to be: "is a German skeleton racer", ", a village"; a bracket is passed over."""
    if begin < len(items) and items[begin] == "(":
        begin = next((at + 1 for at in range(begin, min(begin + 25, len(items))) if items[at] == ")"), begin)
    if begin >= len(items):
        return
    role, longest = ("is", 8) if items[begin] in _COPULAS else ("ap", 4)
    if role == "ap" and items[begin] != ",":
        return
    for item in items[begin + 1 : begin + 1 + longest]:
        if item in _BREAKS:
            return
        yield f"{role}={item}"
