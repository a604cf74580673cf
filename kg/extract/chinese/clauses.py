"""Chinese clauses: each verb with its subject, object and prepositions, each 的 with what it ties to its noun.

A clause without a subject has that of the clause before it. A verb in front of 的 has the noun behind it as the end
that it lacks: "总部位于江州的辰风", "辰风发布的芯片".
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.extract.chinese.chunks import Chunk
from kg.extract.chinese.vocabulary import chinese

_PASSIVE = ("被", "由", "遭")
_AGENT = "由"


@dataclass(slots=True, eq=False)
class Verb:
    """A verb with its ends.

    Attributes:
        position: of its chunk; `first` and `last`, the chunks of its clause.
        roles: `subj`, `obj`, and prepositions -> phrases.
        governor: the verb of the main clause, for a verb in front of 的.
        topic: the subject of the sentence's first clause, for a clause that has none of its own.
        surface: what stands in the subject's place, also where 由 says who does it.
        carried: the subject of the clause before.
        prior: the objects of the verbs of earlier clauses, the nearest first.
        dropped: whether the subject is that of a clause before.
    """

    text: str
    position: int
    first: int
    last: int
    roles: dict[str, list[Chunk]] = field(default_factory=dict)
    governor: "Verb | None" = None
    topic: list[Chunk] = field(default_factory=list)
    surface: list[Chunk] = field(default_factory=list)
    carried: list[Chunk] = field(default_factory=list)
    prior: list[Chunk] = field(default_factory=list)
    passive: bool = False
    dropped: bool = False
    relative: bool = False

    def get(self, role: str) -> list[Chunk]:
        """The phrases in a role."""
        return self.roles.get(role, [])


def clauses(chunks: Sequence[Chunk]) -> list[Verb]:
    """The verbs of a sentence, in order."""
    found: list[Verb] = []
    subject: list[Chunk] = []
    topic: list[Chunk] = []
    first = 0
    for index in range(len(chunks) + 1):
        if index < len(chunks) and chunks[index].kind != "comma":
            continue
        if index > first:
            here = _Clause(chunks, first, index, subject, topic).verbs()
            for verb in here:
                verb.prior = [chunk for other in reversed(found) if not other.relative for chunk in other.get("obj")]
            found += here
            own = _subject(chunks, first, index, here)
            if own:
                subject = own
                topic = topic or own
        first = index + 1
    return found


def _subject(chunks: Sequence[Chunk], first: int, last: int, verbs: Sequence[Verb]) -> list[Chunk]:
    """The subject that a clause leaves for the next: that of its first main verb, or a phrase that stands alone."""
    for verb in verbs:
        if not verb.relative:
            return [] if verb.dropped else _carried(verb.surface)
    # only verbs in front of 的, or none: what stands alone is spoken of
    alone = [chunk for chunk in chunks[first:last] if chunk.kind == "np" and not chunk.within]
    return _carried(alone[:1])


def _carried(subjects: Sequence[Chunk]) -> list[Chunk]:
    """The subjects that go on: those with names, else the owners of what stands there ("芯片的功耗")."""
    named = [chunk for chunk in subjects if chunk.refs]
    if named:
        return named
    return [replace(chunk, refs=chunk.mods, mods=[]) for chunk in subjects if chunk.mods][:1]


class _Clause:
    """One clause while it is read: chunks first to last, and what the clauses before it leave."""

    def __init__(
        self, chunks: Sequence[Chunk], first: int, last: int, subject: Sequence[Chunk], topic: Sequence[Chunk]
    ) -> None:
        self.chunks = chunks
        self.first, self.last = first, last
        self.subject, self.topic = list(subject), list(topic)
        self.positions = [i for i in range(first, last) if chunks[i].kind == "verb"]
        if not self.positions:
            self.positions = [
                i for i in range(first, last) if chunks[i].kind == "prep" and chunks[i].text in ("在", "为")
            ]
            self.positions = self.positions[:1]

    def verbs(self) -> list[Verb]:
        """The verbs of the clause; those in front of 的 first settle what they tie."""
        relative: dict[int, int] = {}
        for index in range(self.first, self.last):
            if self.chunks[index].kind == "de" and index + 1 < self.last and self.chunks[index + 1].kind == "np":
                verb = self._before(index)
                if verb is not None and verb not in relative and self._is_relative(verb, index):
                    relative[verb] = index
                else:
                    self._possessive(index)
        main = [position for position in self.positions if position not in relative]
        inner = {i for position, de in relative.items() for i in range(self._start(position), de)}
        result = [self._main(position, main, inner) for position in main]
        governors = {verb.position: verb for verb in result}
        for position, de in relative.items():
            result.append(self._relative(position, de, governors))
        return sorted(result, key=lambda verb: verb.position)

    def _before(self, de: int) -> int | None:
        """The verb in front of a 的, with no other 的 between."""
        for index in range(de - 1, self.first - 1, -1):
            if index in self.positions:
                return index
            if self.chunks[index].kind == "de":
                return None
        return None

    def _is_relative(self, verb: int, de: int) -> bool:
        """Whether the verb only ties to the noun behind 的, and is not the clause's own."""
        if de == verb + 1:
            return True
        earlier = [i for i in self.positions if i < verb]
        later = [i for i in self.positions if i > de]
        if later or earlier:
            return bool(earlier) or not self._complete(de, later[0])
        before = [chunk for chunk in self.chunks[self.first : verb] if chunk.kind == "np"]
        return not any(chunk.refs for chunk in before) and not self.subject

    def _complete(self, de: int, later: int) -> bool:
        """Whether the verb behind 的 has no room for a subject of its own: "收购了江州的辰风并……"."""
        return self.chunks[later - 1].kind == "adverb" and self.chunks[later - 1].text in ("并", "并且")

    def _start(self, verb: int) -> int:
        """Where the clause in front of 的 begins: behind the verb before it."""
        earlier = [i for i in self.positions if i < verb]
        start = earlier[-1] + 1 if earlier else self.first
        while start < verb and self.chunks[start].kind in ("date", "adverb") and not earlier:
            start += 1
        return start

    def _possessive(self, de: int) -> None:
        """Let the phrase in front of 的 modify the one behind it."""
        owner, thing = self.chunks[de - 1], self.chunks[de + 1]
        if de > self.first and owner.kind == "np":
            owner.within = True
            thing.mods = [*(owner.refs or owner.mods), *thing.mods]
            if not owner.refs and not owner.mods and owner.opening:
                thing.opening = thing.opening or owner.opening

    def _main(self, position: int, main: Sequence[int], inner: set[int]) -> Verb:
        """A verb of the main clause with its ends."""
        order = main.index(position)
        end = main[order + 1] if order + 1 < len(main) else self.last
        verb = Verb(self.chunks[position].text, position, self.first, self.last, topic=self.topic, carried=self.subject)
        free = [i for i in range(self.first, self.last) if i not in inner]
        self._prepositions(
            verb, [i for i in free if (i < position and (not order or i > main[order - 1])) or position <= i < end]
        )
        taken = {id(chunk) for role, found in verb.roles.items() for chunk in found}
        subjects = [self.chunks[i] for i in free if i < main[0] and self._is_end(i, taken)]
        objects = [self.chunks[i] for i in free if position < i < end and self._is_end(i, taken)]
        between = [self.chunks[i] for i in free if order and main[order - 1] < i < position and self._is_end(i, taken)]
        if order and subjects == [] and between:
            subjects = between
        verb.roles["subj"] = verb.surface = subjects or self.subject
        verb.dropped = not subjects
        verb.roles["obj"] = objects
        return _turned(verb)

    def _relative(self, position: int, de: int, governors: dict[int, Verb]) -> Verb:
        """A verb in front of 的 with its ends: what it lacks is the noun behind."""
        head = self.chunks[de + 1]
        start = self._start(position)
        verb = Verb(self.chunks[position].text, position, start, de + 2, topic=self.topic, relative=True)
        self._prepositions(verb, list(range(start, de)))
        taken = {id(chunk) for found in verb.roles.values() for chunk in found}
        subjects = [self.chunks[i] for i in range(start, position) if self._is_end(i, taken)]
        objects = [self.chunks[i] for i in range(position + 1, de) if self._is_end(i, taken)]
        for chunk in self.chunks[start:de]:
            chunk.within = True
        verb.roles["subj"], verb.roles["obj"] = subjects, objects
        passive = any(preposition in verb.roles for preposition in _PASSIVE)
        if passive or (subjects and not objects):
            verb.roles["obj"] = objects or [head]
        elif subjects and any(chunk.refs for chunk in subjects):
            head.mods = [*(span for chunk in subjects for span in chunk.refs), *head.mods]
            verb.roles["subj"] = [head]
        elif subjects:
            subjects[0].mods = [*subjects[0].mods, *head.refs]
        else:
            verb.roles["subj"] = [head]
        earlier = [governor for at, governor in governors.items() if at < position]
        later = [governor for at, governor in governors.items() if at > position]
        verb.governor = earlier[-1] if earlier else later[0] if later else None
        return _turned(verb)

    def _is_end(self, index: int, taken: set[int]) -> bool:
        chunk = self.chunks[index]
        return chunk.kind == "np" and not chunk.within and id(chunk) not in taken

    def _prepositions(self, verb: Verb, positions: Sequence[int]) -> None:
        """Put the phrases behind prepositions into roles of their own."""
        for index in positions:
            chunk = self.chunks[index]
            following = index + 1
            while following in positions and self.chunks[following].kind in ("adverb", "date"):
                following += 1
            if chunk.kind == "prep" or (index == verb.position and chunk.text in ("在", "为")):
                # the noun behind 的 is what the preposition governs: "与江州的辰风"
                while following + 1 in positions and self.chunks[following + 1].kind == "de":
                    following += 2
                if following in positions and self.chunks[following].kind == "np":
                    verb.roles.setdefault(chunk.text, []).append(self.chunks[following])


def _turned(verb: Verb) -> Verb:
    """The verb with who does it as its subject, where 被 or 由 says who that is."""
    for preposition in _PASSIVE:
        agents = verb.get(preposition)
        if agents:
            patients = verb.get("subj")
            verb.passive = True
            if not verb.get("obj") or preposition != _AGENT:
                verb.roles["obj"] = [*patients, *verb.get("obj")]
            verb.roles["subj"] = agents
            break
    return verb


LIGHT = chinese("light")
