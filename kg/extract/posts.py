"""Posts beside names, "chief executive Ada Smith", and what else shows that a name is a person's."""

from collections.abc import Iterator, Sequence

from kg.extract.reading import Span, Unit
from kg.extract.rulebook import Rulebook
from kg.extract.vocabulary import chinese_surnames, given_names
from kg.extract.votes import GIVEN_NAME, KIND, Vote
from kg.text import has_cjk

_LONGEST = 7  # units of a post
_DUTY = 5  # units of what a post is for
_DUTY_TAGS = ("NN", "NNS", "JJ", "VBG", "CC", "NNP")


class Posts:
    """Finds posts, and votes for persons."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.person = rulebook.part("person")

    def votes(self, units: Sequence[Unit], index: int, span: Span) -> Iterator[Vote]:
        """What speaks for a person: a given name, a Chinese surname, a post before the name or after it."""
        if not self.person:
            return
        words = span.text.split()
        headed = words[-1] in self.rulebook.heads
        if 2 <= len(words) <= 4 and not headed and words[0] in given_names() and not has_cjk(span.text):
            yield self.person, GIVEN_NAME
        if len(words) == 2 and not headed and words[0] in chinese_surnames():
            yield self.person, GIVEN_NAME / 2
        if self._before(units, index) or self._before_comma(units, index):
            yield self.person, KIND + 1
        if self._behind(units, index):
            yield self.person, KIND

    def at(self, units: Sequence[Unit], start: int) -> tuple[int, int] | None:
        """The units of a post that begins at units[start], the longest, with its duty."""
        ahead = units[start : start + _LONGEST]
        if not self.rulebook.role.match(" ".join(unit.text for unit in ahead)):
            return None
        for size in range(_LONGEST, 0, -1):
            if start + size <= len(units) and self._is_post(units[start : start + size]):
                return start, _duty(units, start + size)
        return None

    def _before(self, units: Sequence[Unit], index: int) -> bool:
        """Whether a post stands right before units[index]; "chief of Acme" is none."""
        if index and units[index - 1].tag in ("IN", "TO"):
            return False
        sizes = range(min(_LONGEST - 1, index), 0, -1)
        return any(self._is_post(units[index - size : index]) for size in sizes)

    def _before_comma(self, units: Sequence[Unit], index: int) -> bool:
        """Whether a post with what it is for stands before a comma: "its head of research, Ada Smith"."""
        if index < 2 or units[index - 1].low != ",":
            return False
        starts = range(index - 2, max(index - 1 - _LONGEST - _DUTY, -1), -1)
        return any(found is not None and found[1] == index - 1 for found in (self.at(units, start) for start in starts))

    def _behind(self, units: Sequence[Unit], index: int) -> bool:
        """Whether ", the head of research" or ", Acme's chairman" stands behind units[index]."""
        if index + 2 >= len(units) or units[index + 1].low not in (",", "("):
            return False
        start = index + 2
        while start < len(units) and units[start].low in ("the", "a", "an", "its", "their", "former", "then"):
            start += 1
        if self.at(units, start) is not None:
            return True
        marks = (i for i in range(start + 1, min(start + 4, len(units) - 1)) if units[i].low in ("'s", "’s"))
        owner = next(marks, None)
        return owner is not None and self.at(units, owner + 1) is not None

    def _is_post(self, piece: Sequence[Unit]) -> bool:
        if any(unit.span is not None and unit.span.kind != "noun" for unit in piece):
            return False
        return self.rulebook.role.fullmatch(" ".join(unit.text for unit in piece)) is not None


def _duty(units: Sequence[Unit], end: int) -> int:
    """Past what a post is for: "head of research computing", "director of sales"; a name is no duty."""
    if end + 1 >= len(units) or units[end].low not in ("of", "for"):
        return end
    last = end + 1
    while last < min(len(units), end + 1 + _DUTY) and _is_duty(units[last]):
        last += 1
    while last > end + 1 and units[last - 1].tag in ("CC", "DT", "JJ"):
        last -= 1
    named = last < len(units) and (units[last].low == "'s" or units[last].is_name())
    return end if last == end + 1 or named else last


def _is_duty(unit: Unit) -> bool:
    if unit.span is not None and unit.span.kind != "noun":
        return False
    return unit.tag in _DUTY_TAGS or unit.low in ("research", "the")
