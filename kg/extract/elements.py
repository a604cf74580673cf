"""The elements of pattern rules as they are written: `{subject:Person} , <role> (of|at) * {object}`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import OntologyError

_ELEMENT = re.compile(r"\{[^}]*\}|<[^>]*>\??|\([^)]*\)\??|\S+")
_SLOTS = ("subject", "object", "other")


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a pattern: a slot, a class of words, or words.

    Attributes:
        kind: `slot`, `word`, `wide` (`*`), `gap` (`...`), `role`, `kind` or `value`.
        words: what it allows: classes, words, or kinds of values.
        name: of a slot.
    """

    kind: str
    words: frozenset[str] = frozenset()
    name: str = ""
    optional: bool = False


def elements(rule: str, pattern: str) -> Iterator[Element]:
    """The elements of a pattern. Raises OntologyError with the rule's id for an unknown slot."""
    for word in _ELEMENT.findall(pattern):
        optional = len(word) > 1 and word.endswith("?")
        yield _element(rule, word[:-1] if optional else word, optional)


def _element(rule: str, word: str, optional: bool) -> Element:
    if word.startswith("{"):
        name, _, types = word.strip("{}").partition(":")
        if name not in _SLOTS:
            raise OntologyError(f'rule {rule}: the slot "{name}" is none of {", ".join(_SLOTS)}')
        return Element("slot", _either(types), name, optional)
    if word in ("*", "..."):
        return Element("wide" if word == "*" else "gap")
    if word == "<role>":
        return Element("role", optional=optional)
    if word.startswith("<kind:"):
        return Element("kind", _either(word.removeprefix("<kind:").strip(">")), optional=optional)
    if word.startswith("<"):
        return Element("value", _either(word.strip("<>")), optional=optional)
    return Element("word", _either(word.strip("()")), optional=optional)


def _either(words: str) -> frozenset[str]:
    return frozenset(words.split("|")) if words else frozenset()
