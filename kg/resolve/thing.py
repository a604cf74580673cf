"""A referent as the matcher sees it: its names folded, and what each of them may stand for beyond its article."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz.distance import OSA

from kg.model import Referent
from kg.ontology import Ontology
from kg.resolve.profile import Profile, glue, profile

_ACRONYM = 6
_DECLARED_LATIN = 4


class Link(IntEnum):
    """How a string stands for a thing in other articles, the surest first."""

    FULL = 0  # the full name that the article gives it
    DECLARED = 1  # another name that the article declares and that no other could be cut from: 联想 for Lenovo
    ALIAS = 2  # a short form or acronym that the article itself uses
    SHORT = 3  # a short form that another article could make of the full name


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A referent and its folded names.

    Attributes:
        root: the outermost ancestor of its class; things of different roots never meet.
        line: its class and that class's ancestors.
        main: the profile of the full name; `others` those of the other names.
        links: cores that stand for it in other articles.
        han: cores of its names in Chinese characters.
        sameness: equal for things that no rule can tell apart, whatever their articles.
    """

    referent: Referent
    root: str
    line: tuple[str, ...]
    main: Profile
    others: tuple[Profile, ...]
    links: Mapping[str, Link]
    han: frozenset[str]
    hints: frozenset[str]
    sameness: tuple[object, ...]

    @property
    def key(self) -> str:
        """The referent's."""
        return self.referent.key


def thing(referent: Referent, ontology: Ontology) -> Thing:
    """The referent with its names folded, by its class's kind of identity."""
    kind = ontology.identity(referent.type)
    main = profile(referent.name, kind)
    folded = {folded.core: folded for folded in (profile(name, kind) for name in reversed(referent.names))}
    others = tuple(folded[core] for core in sorted(folded) if core and core != main.core)
    links = _links(main, others)
    han = frozenset(each.core for each in (main, *others) if each.cjk)
    root = ontology.root(referent.type)
    hints = frozenset(referent.hints)
    return Thing(
        referent=referent,
        root=root,
        line=ontology.ancestors(referent.type) or (referent.type,),
        main=main,
        others=others,
        links=links,
        han=han,
        hints=hints,
        sameness=(root, referent.type, main.core, main.proper, tuple(sorted(links.items())), han, hints),
    )


def stands_alone(name: Profile) -> bool:
    """Whether the name may stand for one thing in every article: no lone surname, no phrase of kind words."""
    if name.kind == "person":
        spelled_out = any(len(word) > 1 for word in name.tokens[:-1])
        return len(name.core) > 1 if name.cjk else len(name.tokens) > 1 and spelled_out
    return name.kind in ("name", "value") or name.proper


def initials(words: tuple[str, ...]) -> str:
    """The first letters of the words, function words left out."""
    return "".join(word[0] for word in words if word not in ("of", "and", "for", "the", "in"))


def slip(left: str, right: str) -> int:
    """How many slips of the pen (a letter more, less, other, or two changed round) part two words."""
    return int(OSA.distance(left, right))


def _links(main: Profile, others: tuple[Profile, ...]) -> dict[str, Link]:
    links: dict[str, Link] = {}
    if not main.core:
        return links
    if stands_alone(main):
        links[main.core] = Link.FULL
        for core in _shorts(main):
            links.setdefault(core, Link.SHORT)
    for other in others:
        if stands_alone(other) and (other.proper or other.kind == "value"):
            link = Link.ALIAS if _is_derived(other, main) else Link.DECLARED
            links[other.core] = min(link, links.get(other.core, link))
    return links


def _shorts(main: Profile) -> Iterator[str]:
    """The short forms that the trade makes of such a name."""
    words = main.tokens
    if main.kind == "organization" and main.descriptors:
        if main.cjk:
            yield glue(main.stem, main.kind)
        for size in range(len(main.stem), len(words)):
            yield glue(words[:size], main.kind)
    elif main.kind == "model" and main.tail and not main.generation:
        for first in range(1, len(main.head)):
            yield glue((*main.head[first:], *main.tail), main.kind)
    elif main.kind == "person" and len(words) > 2 and not main.cjk:
        yield glue((words[0], words[-1]), main.kind)


def _is_derived(other: Profile, main: Profile) -> bool:
    """Whether a name could be cut or misspelt from the full one, or is so short that many things may share it."""
    if len(other.core) < (2 if other.cjk else _DECLARED_LATIN) or (
        other.name.isupper() and len(other.core) <= _ACRONYM
    ):
        return True
    if other.cjk or main.cjk:
        return other.cjk and main.cjk and set(other.core) <= set(main.core)
    if set(other.tokens) <= set(main.tokens) or other.core == initials(main.tokens):
        return True
    return main.core.startswith(other.core) or slip(other.core, main.core) <= 2 or other.tokens[:1] == main.tokens[:1]
