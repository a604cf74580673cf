"""For a name of an article the few others that it may be short for, so that a long article is not compared with itself.

A superset: every name that `kg.extract.aliases` would accept shares one of the keys here with its short form.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kg.extract.models import has_digit
from kg.text import fold

SMALL = frozenset({"of", "for", "the", "and", "de", "du", "la", "&", "in", "at"})
LONG = 7  # letters from which a name with one letter wrong is still the same name

_ACRONYM = re.compile(r"[A-Z][A-Za-z&]{1,7}")
_PARTS = re.compile(r"[\s\-]+")
_JOINS = re.compile(r"[\s\-‑]")


def solid(name: str) -> str:
    """A name without spaces, hyphens and case: "Falcon2" is "Falcon 2"."""
    return _JOINS.sub("", fold(name))


def acronym(short: str) -> str:
    """The letters of an acronym in lower case, a plural s and "&" left out; empty for another name."""
    letters = short.removesuffix("s") if short[:-1].isupper() else short
    if not _ACRONYM.fullmatch(letters) or sum(char.isupper() for char in letters) < 2:
        return ""
    return letters.replace("&", "").lower()


def initials(name: str) -> tuple[str, ...]:
    """The first letters of a name's words, in lower case, small words counted and not; none for a single word."""
    words = _PARTS.split(name)
    if len(words) < 2:
        return ()
    every = "".join(word[:1] for word in words).lower()
    return every, "".join(word[:1] for word in words if word.lower() not in SMALL).lower()


class Shortlist:
    """The names of an article by what a short form can share with them."""

    def __init__(self, names: Iterable[str]) -> None:
        index: dict[tuple[str, str], list[str]] = defaultdict(list)
        for name in names:
            for key in dict.fromkeys(_offered(name)):
                index[key].append(name)
        self._index: Mapping[tuple[str, str], list[str]] = dict(index)

    def of(self, name: str) -> list[str]:
        """The other names that a name may be short for, each once."""
        found = (other for key in _sought(name) for other in self._index.get(key, ()))
        return [other for other in dict.fromkeys(found) if other != name]


def _offered(name: str) -> Iterator[tuple[str, str]]:
    """The keys under which a name is found."""
    words = name.split()
    yield "solid", solid(name)
    yield "first", words[0]
    yield "last", words[-1]
    yield from (("initials", letters) for letters in initials(name))
    if len(words[0]) >= LONG - 1:
        yield from _halves(words[0])


def _sought(name: str) -> Iterator[tuple[str, str]]:
    """The keys of the names that a name may be short for."""
    words = name.split()
    yield "solid", solid(name)
    yield "first", words[0]
    if has_digit(name):
        yield "last", words[-1]
    elif " " not in name and len(name) >= LONG:
        yield from _halves(name)
    if acronym(name):
        yield "initials", acronym(name)


def _halves(word: str) -> Iterator[tuple[str, str]]:
    """The first and the last half of a word: of two words that differ in one letter, one half is the same.

    Two lengths of a half, as the other word may be a letter shorter.
    """
    for half in {len(word) // 2, (len(word) - 1) // 2}:
        yield "head", word[:half]
        yield "tail", word[-half:]
