"""Surroundings of a name that speak for a class or against it: the `contexts` of names.yaml."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kg.extract.reading import Unit
from kg.extract.rulebook import Rulebook
from kg.extract.votes import Vote
from kg.ontology import Ontology

Guess = Callable[[Unit], str]

_ANY = ""  # what no unit says


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
        self._indexes = tuple(_indexed(self.contexts))

    def votes(self, units: Sequence[Unit], index: int) -> Iterator[Vote]:
        """The votes of all surroundings of units[index]."""
        for number in sorted(self._possible(units, index)):
            context = self.contexts[number]
            if self._fits(context, units, index):
                yield context.kind, context.weight

    def _possible(self, units: Sequence[Unit], index: int) -> set[int]:
        """The numbers of the contexts whose key stands beside units[index]: a few of many."""
        found: set[int] = set()
        for offset, numbers in self._indexes:
            if 0 <= index + offset < len(units):
                unit = units[index + offset]
                found.update(numbers.get(unit.low, ()), numbers.get(unit.lemma, ()), numbers.get(_ANY, ()))
        return found

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


def _indexed(contexts: Sequence[Context]) -> Iterator[tuple[int, dict[str, list[int]]]]:
    """By the place beside the hole where contexts have their key: what stands there -> the numbers of the contexts.

    The key of a context is its first place of words, else its hole, where anything may stand.
    """
    found: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, context in enumerate(contexts):
        spoken = (place for place, element in enumerate(context.elements) if element.how == "word")
        place = next(spoken, context.hole)
        for word in sorted(context.elements[place].options or {_ANY}):
            found[place - context.hole][word].append(number)
    for offset, numbers in sorted(found.items()):
        yield offset, dict(numbers)


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
