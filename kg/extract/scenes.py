"""A frame in its sentence, as the rules look at it, and which frame rules it calls for."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from kg.extract.background import Background
from kg.extract.clauses import Frame
from kg.extract.reading import Span, Unit
from kg.extract.rulebook import FrameRule, Rulebook
from kg.ontology import Ontology

_PARTICLE_REACH = 14  # units behind a verb within which the further words of a rule's verb must stand
_NOUN_WORDS, _KIND_WORDS = 5, 3  # how many words a noun of a rule, and a kind noun, may have
_KEPT = 4096  # lemmas whose posts stay in memory: articles repeat their nouns


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """A frame, and what rules ask beside it.

    Attributes:
        units: of the frame's sentence.
        post: the post that the frame's noun names, as in the text, with its duty; or empty.
    """

    frame: Frame
    units: Sequence[Unit]
    background: Background
    post: str

    def held(self, place: str) -> list[tuple[Span, str]]:
        """The organization and post that a place means.

        `post` is what the subject or owner has, `chair` what the object or owner gave up, or else had.
        """
        roles = ("subj", "poss") if place == "post" else ("obj", "poss")
        found = []
        for span in (span for phrase in self.frame.get(*roles) for span in phrase.refs):
            posts = self.background.posts.get(span.name, [])
            over = [post for post in posts if post[2]]
            chosen = [post for post in reversed(posts) if not post[2]] if place == "post" else [*over, *posts]
            found += [(organization, role) for organization, role, _ in chosen[:1]]
        return found

    @property
    def respectively(self) -> bool:
        """Whether the sentence pairs two lists."""
        return any(unit.low == "respectively" for unit in self.units)


def _title(role: re.Pattern[str], lemma: str) -> str:
    """The post that the last words of a lemma name, the longest; or empty."""
    words = lemma.split()
    titles = (" ".join(words[start:]) for start in range(len(words)))
    return next(filter(role.fullmatch, titles), "")


def _duty(frame: Frame, units: Sequence[Unit]) -> str:
    """What a post is for, if that is no thing with a name: " of sales"."""
    for duty in frame.roles.get("of", ())[:1]:
        if not duty.owner and not any(span.kind in ("name", "phrase") for span in duty.refs):
            return " of " + " ".join(unit.low for unit in units[duty.first : duty.last] if unit.tag != "DT")
    return ""


class Triggers:
    """The frame rules by the words that call for them."""

    def __init__(self, ontology: Ontology, rulebook: Rulebook) -> None:
        self._ontology = ontology
        self._kinds = rulebook.kinds
        self._title = lru_cache(maxsize=_KEPT)(partial(_title, rulebook.role))
        self._by_verb: dict[str, list[tuple[FrameRule, tuple[str, ...]]]] = defaultdict(list)
        self._by_noun: dict[str, list[FrameRule]] = defaultdict(list)
        for rule in rulebook.frames:
            for verb in rule.verbs:
                first, *rest = verb.split()
                self._by_verb[first].append((rule, tuple(rest)))
            for noun in rule.nouns:
                self._by_noun[noun].append(rule)

    def post(self, frame: Frame, units: Sequence[Unit]) -> str:
        """The post that a frame names: "head of sales"; empty when it names none."""
        title = self._title(frame.lemma)
        return title + _duty(frame, units) if title else ""

    def rules(self, scene: Scene) -> Iterator[FrameRule]:
        """The rules whose words a scene has, each once."""
        return self._of_verb(scene) if scene.frame.kind == "verb" else self._of_noun(scene)

    def _of_verb(self, scene: Scene) -> Iterator[FrameRule]:
        frame = scene.frame
        end = frame.group.last if frame.group is not None else frame.last
        behind = [unit.low for unit in scene.units[end : end + _PARTICLE_REACH]]
        for rule, rest in self._by_verb.get(frame.lemma, ()):
            voiced = not rule.voice or (rule.voice == "passive") == frame.passive
            if voiced and _in_order(rest, behind) and _has_needed(rule, scene):
                yield rule

    def _of_noun(self, scene: Scene) -> Iterator[FrameRule]:
        seen = set()
        yield from self._by_noun.get("*", ())
        for noun in self._nouns(scene):
            for rule in self._by_noun.get(noun, ()):
                if rule.id not in seen and _has_needed(rule, scene):
                    seen.add(rule.id)
                    yield rule

    def _nouns(self, scene: Scene) -> Iterator[str]:
        """What a noun phrase can be called in rules: its last words, `@Class` for a kind noun, `<role>` for a post."""
        words = scene.frame.lemma.split()
        for size in range(1, min(len(words), _NOUN_WORDS) + 1):
            yield " ".join(words[-size:])
        for size in range(min(len(words), _KIND_WORDS), 0, -1):
            kind = self._kinds.get(" ".join(words[-size:]))
            if kind:
                yield from (f"@{ancestor}" for ancestor in self._ontology.ancestors(kind))
                break
        if scene.post:
            yield "<role>"


def _has_needed(rule: FrameRule, scene: Scene) -> bool:
    """Whether one of the words that a rule needs stands in the clause."""
    if not rule.needs:
        return True
    clause = scene.units[scene.frame.first : scene.frame.last]
    return any(unit.low in rule.needs or unit.lemma in rule.needs for unit in clause)


def _in_order(words: Sequence[str], text: Sequence[str]) -> bool:
    """Whether words follow in a text, in order; a bracketed word gives alternatives."""
    position = 0
    for word in words:
        options = word.strip("()").split("|")
        while position < len(text) and text[position] not in options:
            position += 1
        if position == len(text):
            return False
        position += 1
    return True
