"""What forbids that two things are one, whatever else speaks for it. Each rule gives a sentence, or nothing.

Vetoes come before scores and hold between all members of two clusters, so they look at full names only and keep to what
truly tells two things apart.
"""

from collections.abc import Callable

from kg.resolve.thing import Link, Thing, slip

# Words at the end of a model's name that make another model of it; single letters do so too.
_VARIANTS = frozenset({"pro", "max", "ultra", "mini", "plus", "lite", "super", "air", "nano", "se", "xl", "ti"})
_PREFIX = 3


def other_class(left: Thing, right: Thing) -> str:
    """Classes that cannot be two readings of one thing: other roots, other kinds of identity, sister kinds of place."""
    if left.root != right.root or left.main.kind != right.main.kind:
        return f"a {left.referent.type} is no {right.referent.type}"
    if left.main.kind == "place" and not on_one_line(left, right):
        return f"a {left.referent.type} is no {right.referent.type}"
    return ""


def other_entry(left: Thing, right: Thing) -> str:
    """The lexicon knows both, as different things."""
    if left.hints and right.hints and left.hints.isdisjoint(right.hints):
        return f"the lexicon has them apart: {min(left.hints)}, {min(right.hints)}"
    return ""


def other_number(left: Thing, right: Thing) -> str:
    """Another model, version, suffix or number, or a number in one name only."""
    one, two = left.main, right.main
    if one.kind in ("person", "value") or one.core == two.core:
        return ""
    numbers = tuple(sorted(run for run in name.tail if run[0].isdecimal()) for name in (one, two))
    if one.cjk != two.cjk:  # a Chinese name may hide its number in a word, so only two open numbers speak
        return f"other number: {', '.join(numbers[0])}; {', '.join(numbers[1])}" if _differ(*numbers) else ""
    if one.generation != two.generation:
        return f"other generation: {one.generation or 'none'}, {two.generation or 'none'}"
    tails = (one.tail, two.tail) if one.kind == "model" else (tuple(numbers[0]), tuple(numbers[1]))
    if tails[0] != tails[1] and sorted(one.tokens) != sorted(two.tokens):
        return f"other number: {' '.join(tails[0]) or 'none'}, {' '.join(tails[1]) or 'none'}"
    ends = tuple(name.head[-1] if name.head else "" for name in (one, two))
    if one.tail and ends[0] != ends[1] and all(0 < len(end) <= _PREFIX and end.isascii() for end in ends):
        return f"other series: {ends[0]}, {ends[1]}"
    return _other_variant(one.head, two.head) if one.kind == "model" and not one.tail else ""


def other_guard(left: Thing, right: Thing) -> str:
    """A word in one name only that makes another organization of it: Cloud, Capital, a region; or other descriptors."""
    one, two = left.main, right.main
    if one.kind != "organization" or one.core == two.core or one.cjk != two.cjk:
        return ""
    if declares(left, right) or declares(right, left):
        return ""
    odd = sorted(one.guards ^ two.guards)
    if odd:
        return f'"{odd[0]}" stands in one name only'
    if one.stem == two.stem and not (one.descriptors <= two.descriptors or two.descriptors <= one.descriptors):
        return f"other trade: {', '.join(sorted(one.descriptors))}; {', '.join(sorted(two.descriptors))}"
    if one.institution and two.institution and not _same_words(one.sorted_words, two.sorted_words):
        return "institutions with other words in their names"
    return ""


def other_han(left: Thing, right: Thing) -> str:
    """Both have names in Chinese characters, and none of one is, or is cut from, one of the other."""
    if not left.han or not right.han:
        return ""
    if any(one in two or two in one for one in left.han for two in right.han):
        return ""
    return f"their Chinese names differ: {min(left.han)}, {min(right.han)}"


def other_person(left: Thing, right: Thing) -> str:
    """Persons of one surname with other given names or initials, or with "Jr." on one side."""
    one, two = left.main.tokens, right.main.tokens
    if left.main.kind != "person" or left.main.cjk or right.main.cjk or len(one) < 2 or len(two) < 2:
        return ""
    if left.main.generation != right.main.generation:
        return f"other generation: {left.main.generation or 'none'}, {right.main.generation or 'none'}"
    if one[-1] != two[-1] or sorted(one) == sorted(two):
        return ""
    if not _same_given(one[0], two[0]):
        return f"other given names: {one[0]}, {two[0]}"
    middles = [(first, second) for first, second in zip(one[1:-1], two[1:-1], strict=False)]
    odd = next(((first, second) for first, second in middles if not _same_given(first, second)), None)
    return f"other initials: {odd[0]}, {odd[1]}" if odd else ""


VETOES: tuple[Callable[[Thing, Thing], str], ...] = (
    other_class,
    other_entry,
    other_number,
    other_guard,
    other_han,
    other_person,
)


def veto(left: Thing, right: Thing) -> str:
    """The first veto's sentence, or nothing. One lexicon entry for both outweighs all but classes and numbers."""
    known = not left.hints.isdisjoint(right.hints)
    rules = (other_class, other_number) if known else VETOES
    return next((sentence for sentence in (rule(left, right) for rule in rules) if sentence), "")


def on_one_line(left: Thing, right: Thing) -> bool:
    """Whether one's class is the other's, or above it."""
    return left.referent.type in right.line or right.referent.type in left.line


def declares(one: Thing, other: Thing) -> bool:
    """Whether one's article itself uses the other's full name for it."""
    return one.links.get(other.main.core) in (Link.DECLARED, Link.ALIAS)


def _other_variant(one: tuple[str, ...], two: tuple[str, ...]) -> str:
    long, short = (one, two) if len(one) > len(two) else (two, one)
    if len(long) == len(short) + 1 and long[: len(short)] == short:
        extra = long[-1]
        if extra in _VARIANTS or (len(extra) == 1 and extra.isascii()):
            return f"other variant: {extra}"
    return ""


def _differ(one: list[str], two: list[str]) -> bool:
    return bool(one and two and one != two)


def _same_words(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Equal, or with one long word misspelt."""
    odd = [(first, second) for first, second in zip(one, two, strict=False) if first != second]
    if len(one) != len(two) or len(odd) > 1:
        return False
    return not odd or (min(map(len, odd[0])) > 5 and slip(*odd[0]) == 1)


def _same_given(one: str, two: str) -> bool:
    return one == two or (one[0] == two[0] and (1 in (len(one), len(two)) or (len(one) > 3 and slip(one, two) == 1)))
