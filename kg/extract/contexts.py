"""Surroundings of a name that speak for a class or against it: the `contexts` of names.yaml."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kg.extract.reading import Unit
from kg.extract.rulebook import Rulebook
from kg.extract.votes import Vote
from kg.ontology import Ontology

Guess = Callable[[Unit], str]


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a context.

    Attributes:
        how: `word` (as written or as lemma), `value` (a kind of span), `class` (of a name), `name` (the place itself).
        options: words, kinds of span, or classes; one is enough.
    """

    how: str
    options: frozenset[str]

    @classmethod
    def of(cls, text: str) -> "Element":
        """An element as rules write it: `_`, `<date>`, `<Town|Venue>`, `word` or `(a|b)`."""
        if text == "_":
            return cls("name", frozenset())
        if text.startswith("<"):
            return cls("value" if text[1].islower() else "class", frozenset(text.strip("<>").split("|")))
        return cls("word", frozenset(text.strip("()").split("|")))


@dataclass(frozen=True, slots=True)
class Context:
    """A sequence of elements around `hole`, the name's place, and the vote that it casts."""

    kind: str
    weight: float
    elements: tuple[Element, ...]
    hole: int


class Contexts:
    """Finds the surroundings in which a name stands; `guess` is the class of a unit before any vote."""

    def __init__(self, rulebook: Rulebook, ontology: Ontology, guess: Guess) -> None:
        self.ontology = ontology
        self.guess = guess
        self.contexts = tuple(_contexts(rulebook))

    def votes(self, units: Sequence[Unit], index: int) -> Iterator[Vote]:
        """The votes of all surroundings of units[index]."""
        for context in self.contexts:
            if self._fits(context, units, index):
                yield context.kind, context.weight

    def _fits(self, context: Context, units: Sequence[Unit], index: int) -> bool:
        first = index - context.hole
        if first < 0 or first + len(context.elements) > len(units):
            return False
        return all(
            self._matches(element, units[first + offset])
            for offset, element in enumerate(context.elements)
            if offset != context.hole
        )

    def _matches(self, element: Element, unit: Unit) -> bool:
        if element.how == "value":
            return unit.span is not None and unit.span.kind in element.options
        if element.how == "class":
            return self.ontology.is_a(self.guess(unit), *element.options)
        return unit.low in element.options or unit.lemma in element.options


def _contexts(rulebook: Rulebook) -> Iterator[Context]:
    for kind, weighted in rulebook.names.get("contexts", {}).items():
        for weight, patterns in weighted.items():
            for words in (variant for pattern in patterns for variant in _variants(pattern.split())):
                hole = words.index("_") if "_" in words else 0
                yield Context(kind, float(weight), tuple(Element.of(word) for word in words), hole)


def _variants(words: list[str]) -> list[list[str]]:
    """A pattern with and without each word that has a question mark."""
    for position, word in enumerate(words):
        if word.endswith("?") and len(word) > 1:
            before, after = words[:position], words[position + 1 :]
            return [*_variants([*before, word[:-1], *after]), *_variants([*before, *after])]
    return [words]
