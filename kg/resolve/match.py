"""How well two things agree: a list of small rules, each with a sentence that `kg explain` shows.

The vetoes come first (`kg.resolve.vetoes`). Then every rule that holds gives a score and its sentence, and the best
score counts: rules are not independent, so their sum would mean nothing. A rule of a leaf (a short form, an acronym, a
surname) never joins by itself: what has one is attached to one cluster, if there is just one, by `kg.resolve.cluster`.
The way of working is nomenklatura's `logic_v1`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import JaroWinkler

from kg.model import Match, Referent
from kg.ontology import Ontology
from kg.resolve.tables import table
from kg.resolve.thing import Link, Thing, initials, slip, thing
from kg.resolve.vetoes import on_one_line, veto

# By kind of identity: what must be reached to be one. A wrong merge costs more where names are short and many.
THRESHOLDS: Mapping[str, float] = {
    "organization": 0.8,
    "person": 0.84,
    "place": 0.84,
    "model": 0.84,
    "name": 0.88,
    "value": 0.95,
}
NEAR_MISS = 0.5
_LONG = 6
_SISTERS = 0.95
_ALIKE = 0.9
_TWICE = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What one rule says: a score in [0, 1], why, and whether it makes one side a leaf of the other."""

    score: float
    sentence: str
    leaf: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What all rules say of two things.

    Attributes:
        joins: enough to be one; `leaf` only as a leaf.
    """

    score: float
    reasons: tuple[str, ...]
    veto: str
    joins: bool
    leaf: bool


def same_entry(left: Thing, right: Thing, near: bool) -> Reason | None:
    """Both have names that the lexicon gives to one entry."""
    shared = sorted(left.hints & right.hints)
    return Reason(score=0.99, sentence=f"the lexicon has both under {shared[0]}") if shared else None


def same_name(left: Thing, right: Thing, near: bool) -> Reason | None:
    """The full names are equal but for case, accents, spaces, legal form or title, and may stand alone."""
    core = left.main.core
    if core != right.main.core or not core:
        return None
    if near or (left.links.get(core) == Link.FULL and right.links.get(core) == Link.FULL):
        return Reason(score=0.97, sentence=f"both are called {left.referent.name}")
    return Reason(score=0.6, sentence=f"both are called {left.referent.name}, which may stand for many things")


def same_words(left: Thing, right: Thing, near: bool) -> Reason | None:
    """The full names have the same words in another order."""
    one, two = left.main, right.main
    if one.core == two.core or len(one.sorted_words) < 2 or one.sorted_words != two.sorted_words:
        return None
    sure = near or (one.proper and two.proper)
    if one.kind == "person":
        ends = {one.tokens[0], two.tokens[0]}
        sure = sure and len(one.tokens) == 2 and bool(ends & table("surnames").keys())
    elif "university" in one.tokens:  # Miami University is not the University of Miami
        sure = near
    return Reason(score=0.9 if sure else 0.6, sentence="the same words in another order")


def declared(left: Thing, right: Thing, near: bool) -> Reason | None:
    """An article declares a second name, and the other uses it."""
    found = _shared(left, right, lambda one, two: max(one, two) == Link.DECLARED)
    return Reason(score=0.93, sentence=f"an article has {found} as another name") if found else None


def short_form(left: Thing, right: Thing, near: bool) -> Reason | None:
    """One's full name is a short form of the other's, by an article's own use or as the trade makes them."""
    found = _shared(left, right, lambda one, two: min(one, two) <= Link.DECLARED < max(one, two))
    if not found or not on_one_line(left, right):
        return None
    return Reason(score=0.88, sentence=f"{found} is short for the other", leaf=True)


def own_alias(left: Thing, right: Thing, near: bool) -> Reason | None:
    """One article uses a name for both."""
    if not near or left.main.kind == "person":
        return None
    for one, two in ((left, right), (right, left)):
        if any(other.core == two.main.core for other in one.others):
            return Reason(score=0.9, sentence=f"the article has {two.referent.name} for {one.referent.name}", leaf=True)
    return None


def acronym(left: Thing, right: Thing, near: bool) -> Reason | None:
    """One is the other's first letters, in one article."""
    for one, two in ((left.main, right.main), (right.main, left.main)):
        if len(one.core) > 1 and len(two.tokens) > 1 and one.name.isupper() and one.core == initials(two.tokens):
            return Reason(score=0.86 if near else 0.5, sentence=f"{one.name} could be short for {two.name}", leaf=True)
    return None


def surname(left: Thing, right: Thing, near: bool) -> Reason | None:
    """One is the other's surname, or has an initial for its given name, in one article."""
    if left.main.kind != "person" or not near:
        return None
    for one, two in ((left.main.tokens, right.main.tokens), (right.main.tokens, left.main.tokens)):
        first = two[:1] if two[:1] and two[0] in table("surnames") else ()
        if len(one) == 1 and len(two) > 1 and one[0] in (two[-1], *first):
            return Reason(score=0.86, sentence=f"{one[0]} is the other's surname", leaf=True)
        if len(one) == len(two) > 1 and one[-1] == two[-1] and len(one[0]) == 1 < len(two[0]) and two[0][0] == one[0]:
            return Reason(score=0.86, sentence=f"{one[0]} is the initial of {two[0]}", leaf=True)
    return None


def spelling(left: Thing, right: Thing, near: bool) -> Reason | None:
    """One long word of an organization's or a person's name differs by a slip of the pen, the rest agrees.

    Across articles more must agree: a second word, and a slip that leaves the sound (a letter doubled, two changed
    round), for Anderson and Andersen are two.
    """
    one, two = left.main, right.main
    odd = [(first, second) for first, second in zip(one.stem, two.stem, strict=False) if first != second]
    if one.kind not in ("organization", "person") or len(one.stem) != len(two.stem) or len(odd) != 1 or one.cjk:
        return None
    first, second = odd[0]
    if min(len(first), len(second)) < _LONG or slip(first, second) != 1 or first[0] != second[0]:
        alike = JaroWinkler.similarity(first, second) > _ALIKE
        return Reason(score=NEAR_MISS, sentence=f"{first} looks like {second}") if alike else None
    silent = _TWICE.sub(r"\1", first) == _TWICE.sub(r"\1", second) or sorted(first) == sorted(second)
    rest = len(one.tokens) > 1 and len(two.tokens) > 1
    score = 0.87 if near else 0.85 if silent and rest else 0.6
    return Reason(score=score, sentence=f"{first} is {second} with a slip of the pen")


RULES: tuple[Callable[[Thing, Thing, bool], Reason | None], ...] = (
    same_entry,
    same_name,
    same_words,
    declared,
    short_form,
    own_alias,
    acronym,
    surname,
    spelling,
)


def compare(left: Thing, right: Thing) -> Verdict:
    """What the vetoes and the rules say of two things."""
    near = left.referent.document == right.referent.document
    found = sorted(
        (reason for reason in (rule(left, right, near) for rule in RULES) if reason is not None),
        key=lambda reason: (-reason.score, reason.sentence),
    )
    sentences = tuple(reason.sentence for reason in found)
    forbidden = veto(left, right)
    if forbidden or not found:
        return Verdict(score=0.0, reasons=sentences, veto=forbidden, joins=False, leaf=False)
    share = 1.0 if on_one_line(left, right) else _SISTERS
    if share < 1:
        sentences += (f"one is a {left.referent.type}, one a {right.referent.type}",)
    least = THRESHOLDS[left.main.kind]
    firm = max((reason.score for reason in found if not reason.leaf), default=0.0) * share
    score = found[0].score * share
    return Verdict(score=score, reasons=sentences, veto="", joins=score >= least, leaf=firm < least)


class NameMatcher:
    """Compares two referents by their names, and by nothing else."""

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology

    def score(self, left: Referent, right: Referent) -> Match:
        """The match, with the reasons for it or the veto against it; what `joined` says is its word, not a build's."""
        left, right = sorted((left, right), key=lambda referent: referent.key)
        verdict = compare(thing(left, self.ontology), thing(right, self.ontology))
        return Match(
            left=left.key,
            right=right.key,
            left_name=left.name,
            right_name=right.name,
            type=left.type,
            score=verdict.score,
            reasons=verdict.reasons,
            veto=verdict.veto,
            joined=verdict.joins and not verdict.leaf,
        )


def _shared(left: Thing, right: Thing, wanted: Callable[[Link, Link], bool]) -> str:
    """The first core that stands for both in the wanted way; empty when there is none."""
    if len(left.links) > len(right.links):
        left, right = right, left
    cores = (core for core, link in left.links.items() if core in right.links and wanted(link, right.links[core]))
    return min(cores, default="")
