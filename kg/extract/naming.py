"""Names for things that have none: by place, owner, kind, description or version."""

from collections.abc import Sequence

from kg.extract.chunks import NP, VG
from kg.extract.classes import Classes
from kg.extract.reading import Span, Unit
from kg.extract.sightings import Sighting
from kg.extract.vocabulary import english

_DETERMINERS = ("DT", "PRP$", "PDT")


class Naming:
    """Makes spans for phrases whose words are all the name that a thing has."""

    def __init__(self, classes: Classes) -> None:
        self.classes = classes
        self.ontology = classes.ontology
        self.rulebook = classes.rulebook
        self.placed = classes.rulebook.parts("placed")

    def seat(self, sighting: Sighting, named: Sequence[Span]) -> Span | None:
        """A thing named by its place or trade, and kind: "China's chip market", "the Dutch government"."""
        kind = self._seated_kind(sighting, named)
        if not kind or not self.ontology.is_a(kind, *self.rulebook.parts("seated")) or sighting.plural:
            return None
        words = [
            unit
            for unit in sighting.modifiers
            if unit.tag not in (*_DETERMINERS, "CD") and unit.low not in english("vague_words")
        ]
        owner = sighting.phrase.owner
        places = [ref.name for ref in owner.refs if self._is_place(ref)] if owner is not None else []
        seated = bool(places) or any(unit.span is not None and self._is_place(unit.span) for unit in words)
        if not seated and (len(words) < 2 or self.ontology.identity(kind) != "name"):
            return None
        span = sighting.lettered(kind, "seated")
        span.name = " ".join([*places[:1], *(unit.text for unit in words if unit.low != "local"), sighting.head.text])
        return span

    def place(self, sighting: Sighting, noun: str, kind: str) -> Span | None:
        """A thing that has no name but a place or an owner: "the Linden plant", "Acme's new research center"."""
        if not self.ontology.is_a(kind, *self.placed) or sighting.plural:
            return None
        place = self._inside(sighting) or self._behind(sighting) or self._located(sighting)
        if place is not None:
            return sighting.named(f"{place.name} {noun}", kind, "placed")
        owner = sighting.phrase.owner
        bearer = owner.refs[0] if owner is not None and owner.refs and not owner.pronoun else None
        if bearer is None or self.ontology.identity(bearer.type) != "organization":
            return None
        if sum(len(unit.text.split()) for unit in sighting.modifiers) < 2:
            return None
        words = [unit.text for unit in (*sighting.modifiers, sighting.head) if unit.tag not in ("DT", "PRP$")]
        span = sighting.lettered(kind, "owned")
        span.name, span.kind = " ".join([bearer.name, *words]), "phrase"
        return span

    def description(self, sighting: Sighting, kind: str) -> Span | None:
        """A thing that only its description names: "a high-performance computing platform"."""
        words = [unit for unit in sighting.modifiers if unit.tag not in _DETERMINERS]
        size = sum(len(unit.low.split()) for unit in words)
        if not self.ontology.is_a(kind, *self.rulebook.parts("described")) or sighting.plural or size < 2:
            return None
        return None if any(map(_tells_little, words)) else sighting.lettered(kind, "described")

    def compound(self, sighting: Sighting, named: Span) -> Span | None:
        """A kind of thing named by what is in front of it: "cloud training computing servers".

        None with an article, a number or an owner, nor in the headline.
        """
        modifiers = sighting.modifiers
        if named.kind != "noun" or sighting.reading.sentences[sighting.number].block == 0 or len(modifiers) < 2:
            return None
        if sighting.opening.tag in ("DT", "CD", "PRP$", "JJR", "JJS") or sighting.phrase.owner is not None:
            return None
        if any(unit.span is not None or unit.low in english("open_words") for unit in modifiers):
            return None
        return sighting.lettered(named.type, "compound")

    def version(self, sighting: Sighting) -> Span | None:
        """A thing with a version for a name: "Acme's cloud management platform 3.0"."""
        words = sighting.words
        last = words[-1]
        if len(words) < 3 or last.span is None or last.span.quantity is None or "." not in last.text:
            return None
        for size in range(min(3, len(words) - 1), 0, -1):
            noun = self.classes.as_kind(words[-1 - size : -1])
            if noun is not None:
                return sighting.lettered(self.rulebook.kinds[noun], "version")
        return None

    def _seated_kind(self, sighting: Sighting, named: Sequence[Span]) -> str:
        """The class of a category in the lexicon, or of the noun where the phrase has no name."""
        if named:
            return named[0].type if named[0].kind == "noun" else ""
        noun = self.classes.nouns.heading((*sighting.modifiers, sighting.head))
        return self.rulebook.kinds[noun] if noun else ""

    def _is_place(self, span: Span) -> bool:
        """Whether a span names a town, a country; a site is no place that names things."""
        if span.kind != "name" or self.ontology.identity(span.type) != "place":
            return False
        return not self.ontology.is_a(span.type, *self.placed)

    def _place_in(self, units: Sequence[Unit]) -> list[Span]:
        return [unit.span for unit in units if unit.span is not None and self._is_place(unit.span)]

    def _inside(self, sighting: Sighting) -> Span | None:
        """The place in "the Linden plant"; an adjective is none."""
        return next((span for span in reversed(self._place_in(sighting.words)) if not span.adjective), None)

    def _behind(self, sighting: Sighting) -> Span | None:
        """The place in "the plant in Linden"."""
        for preposition in ("in", "at", "near", "outside"):
            for target in sighting.phrase.post.get(preposition, ()):
                inner = [target, *target.post.get("of", ())]  # "in the city of Linden"
                places = [span for each in inner for span in self._place_in(sighting.units[each.first : each.last])]
                if places:
                    return places[-1]
        return None

    def _located(self, sighting: Sighting) -> Span | None:
        """The place in "the plant is located in Linden"."""
        following = sighting.row[sighting.position + 1 : sighting.position + 4]
        if len(following) < 3 or not isinstance(following[0], VG) or not isinstance(following[2], NP):
            return None
        if following[0].lemma not in ("locate", "base", "situate"):
            return None
        places = self._place_in(sighting.units[following[2].first : following[2].last])
        return places[0] if places else None


def _tells_little(unit: Unit) -> bool:
    """Whether a word before a noun describes nothing that lasts: a name, a number, "new", "larger"."""
    if unit.span is not None and unit.span.kind != "noun":
        return True
    return unit.low in english("vague_words") or unit.tag in ("CD", "JJR", "JJS")
