"""A document as its entities stand in it: sentences in which each mention is one item, and what stands for the topic.

The *topic* is the entity that the title names, or the first that is mentioned. Most sentences of an article speak of
it, often by a pronoun or "the company", so these count as places of the topic: they are no mentions, and nothing is
quoted by them, but what they stand next to says something of it.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

_PERSONAL = frozenset(("he", "she", "his", "her", "him"))
_IMPERSONAL = frozenset(("it", "its", "they", "their"))
_NOTE = re.compile(r"\s*\(.*")


class Span(NamedTuple):
    """Words `first` to `last`, the last not included, of a sentence."""

    sentence: int
    first: int
    last: int


class Place(NamedTuple):
    """Where an entity stands: a sentence and an item of it; `proxy` when a pronoun or a noun stands for it."""

    sentence: int
    item: int
    proxy: bool


@dataclass(frozen=True, slots=True)
class DocumentEntity:
    """An entity of one document: its type, and where it is mentioned, in reading order (never nowhere)."""

    type: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityDocument:
    """The words of a document and the entities in it; the title may be empty."""

    title: str
    sentences: Sequence[Sequence[str]]
    entities: Sequence[DocumentEntity]

    def name(self, span: Span) -> str:
        """The words of a mention."""
        return " ".join(self.sentences[span.sentence][span.first : span.last])


class Layout:
    """The document's sentences as items, words in lower case and `<type>` for a mention, and the places of entities.

    `persons` are the types whose pronouns are he and she.
    """

    def __init__(self, document: EntityDocument, persons: Collection[str] = ()) -> None:
        self.document = document
        self.names = [[document.name(span) for span in entity.spans] for entity in document.entities]
        self._items: list[list[str]] = []
        self._at: dict[Span, Place] = {}
        self._lay_out()
        self.topic = self._topic()
        self.places = [[self._at[span] for span in entity.spans if span in self._at] for entity in document.entities]
        if self.topic >= 0:
            stands = self._proxies(document.entities[self.topic].type in persons)
            self.places[self.topic] = sorted(self.places[self.topic] + stands)

    @property
    def items(self) -> Sequence[Sequence[str]]:
        """The items of each sentence."""
        return self._items

    @cached_property
    def by_sentence(self) -> list[dict[int, list[Place]]]:
        """For each entity the places in each sentence that it stands in."""
        result: list[dict[int, list[Place]]] = [{} for _ in self.places]
        for found, places in zip(result, self.places, strict=True):
            for place in places:
                found.setdefault(place.sentence, []).append(place)
        return result

    def _lay_out(self) -> None:
        """Of mentions that overlap the first and longest is an item; the others have no place."""
        marked = sorted(
            ((span.sentence, span.first, -span.last), span, entity.type)
            for entity in self.document.entities
            for span in entity.spans
        )
        begins: dict[tuple[int, int], tuple[Span, str]] = {}
        for _, span, kind in marked:
            begins.setdefault((span.sentence, span.first), (span, kind))
        for number, words in enumerate(self.document.sentences):
            items: list[str] = []
            word = 0
            while word < len(words):
                here = begins.get((number, word))
                if here and here[0].last > word:
                    self._at[here[0]] = Place(number, len(items), False)
                    items.append(f"<{here[1]}>")
                    word = here[0].last
                else:
                    items.append(words[word].lower())
                    word += 1
            self._items.append(items)

    def _topic(self) -> int:
        """The entity that the title names, else the first that is mentioned; -1 without entities."""
        title = _NOTE.sub("", self.document.title).lower().split()
        best = max(
            (
                (name.lower().split() == title, shared / max(len(set(title)), len(name.split())), -number)
                for number, names in enumerate(self.names)
                for name in names
                if (shared := len(set(name.lower().split()) & set(title)))
            ),
            default=None,
        )
        if best:
            return -best[2]
        return min(
            ((entity.spans[0], number) for number, entity in enumerate(self.document.entities)), default=(None, -1)
        )[1]

    def _proxies(self, person: bool) -> list[Place]:
        pronouns = _PERSONAL if person else _IMPERSONAL
        found = []
        for number, items in enumerate(self._items):
            found += [Place(number, place, True) for place, item in enumerate(items) if item in pronouns]
            if number and not person and len(items) > 1 and items[0] == "the" and not items[1].startswith("<"):
                found.append(Place(number, 1, True))
        return found
