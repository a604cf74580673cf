"""Phrases that take up several things: "both", "the two firms", "the trio", "the former", "the latter"."""

from kg.extract.chunks import NP, Word
from kg.extract.classes import Classes
from kg.extract.discourse import Discourse
from kg.extract.sightings import Sighting, Told

_NEAR = 2  # sentences back that such a phrase may reach
_ONE = {"former": 0, "latter": 1}
_GROUPS = {"duo": 2, "pair": 2, "two": 2, "both": 2, "trio": 3, "three": 3}
_DETERMINERS = ("the", "these", "those", "all", "its", "their")


class Groups:
    """Finds what such a phrase takes up: the last list of so many things of a kind, else the last that were named."""

    def __init__(self, classes: Classes) -> None:
        self.classes = classes
        self.ontology = classes.ontology
        self.kinds = classes.rulebook.kinds

    def remember(self, sighting: Sighting, discourse: Discourse) -> None:
        """Keep a list of names of one kind at its last member: "A and B", "A, B and C"."""
        row, position = sighting.row, sighting.position
        if not position or not _joins(row[position - 1], "and", "or", "&"):
            return
        members = [sighting.phrase]
        while position > 1 and _joins(row[position - 1], "and", "or", "&", ","):
            before = row[position - 2]
            if not isinstance(before, NP) or not before.refs:
                break
            members.insert(0, before)
            position -= 2
        refs = [span for member in members for span in member.refs if span.kind == "name"]
        told = [Told(span.name, span.type, sighting.number, False, span.entries) for span in refs]
        if len(told) == len(members) > 1 and len({self.ontology.root(one.type) for one in told}) == 1:
            discourse.lists.append(told)

    def find(self, sighting: Sighting, discourse: Discourse) -> list[Told]:
        """The things behind a phrase that means several, or one of two; empty for other phrases."""
        words = [unit.low for unit in sighting.words if unit.span is None or unit.span.kind in ("number", "noun")]
        while words and words[0] in _DETERMINERS:
            words = words[1:]
        if not words or sighting.phrase.owner is not None:
            return []
        if words[0] in _ONE and (len(words) == 1 or sighting.words[-1].tag == "CD"):
            pair = self._last(sighting, discourse, 2, "")
            return pair[_ONE[words[0]] :][:1]
        size = _GROUPS.get(words[0], 0)
        if size == 0 or any(unit.span is not None and unit.span.kind == "name" for unit in sighting.words):
            return []
        if len(words) == 1:
            return self._last(sighting, discourse, size, "") if words[0] != "three" else []
        noun = self.classes.as_kind(sighting.words[-1:]) or self.classes.as_kind(sighting.words[-2:])
        definite = sighting.words[0].low in (*_DETERMINERS, "both")
        if noun is None or not definite or not sighting.plural:
            return []
        return self._last(sighting, discourse, size, self.kinds[noun])

    def _last(self, sighting: Sighting, discourse: Discourse, size: int, kind: str) -> list[Told]:
        """The last `size` things of a class, or of any one; those of one list first."""
        for members in reversed(discourse.lists):
            near = sighting.number - members[0].sentence <= _NEAR
            if near and len(members) == size and all(self._fits(told, kind) for told in members):
                return members
        return self._latest(sighting, discourse, size, kind)

    def _latest(self, sighting: Sighting, discourse: Discourse, size: int, kind: str) -> list[Told]:
        found: list[Told] = []
        for told in reversed(discourse.told):
            if sighting.number - told.sentence > _NEAR or len(found) == size:
                break
            known = told.name in discourse.counts and all(told.name != other.name for other in found)
            if not known or not self._fits(told, kind):
                continue
            if not found or self.ontology.root(told.type) == self.ontology.root(found[0].type):
                found.append(told)
            elif self.ontology.identity(found[0].type) != "model":
                found = [told]
        if len(found) < size and kind:
            found = self._only(discourse, kind)
        found.reverse()
        return found if len(found) == size else []

    def _only(self, discourse: Discourse, kind: str) -> list[Told]:
        """All that the article has named of a class, the latest first."""
        named = (told for told in reversed(discourse.told) if told.name in discourse.counts)
        return list({told.name: told for told in named if self.ontology.is_a(told.type, kind)}.values())

    def _fits(self, told: Told, kind: str) -> bool:
        if not kind:
            return True
        return self.ontology.is_a(told.type, kind) or self.ontology.is_a(kind, told.type)


def _joins(item: object, *words: str) -> bool:
    return isinstance(item, Word) and item.low in words
