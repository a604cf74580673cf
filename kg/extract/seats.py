"""Where the organizations of an article sit, so that "the Oslo firm" means nobody who is known to sit elsewhere."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.extract.chunks import NP
from kg.extract.reading import Span, Unit
from kg.lexicon import Lexicon
from kg.ontology import Ontology

_SEATED = ("of", "from", "in")  # prepositions that give an organization its place right behind its name


@dataclass(slots=True)
class Seats:
    """What an article has said of places.

    Attributes:
        known: name of an organization -> chains of its places, each from the narrowest to the widest.
    """

    lexicon: Lexicon
    ontology: Ontology
    known: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)

    def remember(self, units: Sequence[Unit], phrase: NP) -> None:
        """Keep the places inside a phrase that stands for one organization, and right behind it."""
        if len(phrase.refs) != 1 or self.ontology.identity(phrase.refs[0].type) != "organization":
            return
        behind = (target for word in _SEATED for target in phrase.post.get(word, ()))
        spans = [*_spans(units, phrase), *(span for target in behind for span in _spans(units, target))]
        self.known.setdefault(phrase.refs[0].name, []).extend(self.chains(spans))

    def chains(self, spans: Iterable[Span]) -> list[tuple[str, ...]]:
        """The chains of the places among spans."""
        return [self._chain(span.entries[0]) for span in spans if self._is_place(span)]

    def agree(self, name: str, chains: Sequence[tuple[str, ...]]) -> int:
        """1 where an organization is known to sit in one of the places, -1 where all that is known is elsewhere."""
        known = self.known.get(name, ())
        if not known or not chains:
            return 0
        if any(one[0] in other or other[0] in one for one in chains for other in known):
            return 1
        return -1 if all(one[-1] != other[-1] for one in chains for other in known) else 0

    def _is_place(self, span: Span) -> bool:
        return bool(span.entries) and bool(span.type) and self.ontology.identity(span.type) == "place"

    def _chain(self, entry: str) -> tuple[str, ...]:
        chain = [entry]
        while (within := self.lexicon.entries[chain[-1]].within) is not None and within not in chain:
            chain.append(within)
        return tuple(chain)


def _spans(units: Sequence[Unit], phrase: NP) -> list[Span]:
    return [unit.span for unit in units[phrase.first : phrase.last] if unit.span is not None]
