"""What phrases without a name stand for: 该公司, 双方, 其, 公司, 合肥的工厂."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.extract.chinese.chunks import Chunk
from kg.extract.chinese.vocabulary import chinese
from kg.extract.reading import Reading, Span, Unit
from kg.extract.rulebook import Rulebook
from kg.ontology import Ontology


@dataclass(slots=True, eq=False)
class Told:
    """What the Chinese part of an article has spoken of.

    Attributes:
        things: spans in the order of the text, the latest last.
        subjects: those that were subjects of clauses.
        here: the first things of the clauses of the present sentence.
        topic: the organization that the article is about.
        lists: the list or market that was spoken of last.
        counts: how many names of things of a class the article has.
    """

    things: list[Span] = field(default_factory=list)
    subjects: list[Span] = field(default_factory=list)
    here: list[Span] = field(default_factory=list)
    topic: Span | None = None
    ranking: Span | None = None
    sites: list[Span] = field(default_factory=list)


class Coreference:
    """Fills the `refs` of phrases that have no name."""

    def __init__(self, ontology: Ontology, rules: Rulebook, base: Rulebook) -> None:
        self.ontology = ontology
        self.rules = rules
        self.person = base.part("person")
        self.organization = base.part("organization")
        self.placed = base.parts("placed")
        self.nouns = sorted(rules.kinds, key=lambda noun: (-len(noun), noun))

    def resolve(self, reading: Reading, number: int, chunks: Sequence[Chunk], told: Told) -> Iterator[Span]:
        """Fill the refs of a sentence's phrases, and remember them; the spans made for them."""
        units = reading.units[number]
        opens = True
        told.here = []
        for position, chunk in enumerate(chunks):
            if chunk.kind != "np":
                opens = opens or chunk.kind == "comma"
                continue
            self._opening(reading, number, chunks, position, told)
            if self._resolvable(chunk, units):
                found = self._stands_for(reading, number, units, chunks, position, told)
                chunk.refs = list(found) or chunk.refs
                yield from found
            if chunk.opening in chinese("it") and not chunk.mods and chunk.last > chunk.first + 1:
                chunk.mods = [_again(span, reading, number, units, chunk) for span in self._it(told)]
                yield from chunk.mods
            for span in chunk.refs:
                if span.kind != "noun":
                    told.things.append(span)
                    told.here += [span] if opens else []
            following = chunks[position + 1].kind if position + 1 < len(chunks) else ""
            opens = opens and (not chunk.refs or following == "de")

    def _resolvable(self, chunk: Chunk, units: Sequence[Unit]) -> bool:
        """Whether a phrase has no name; a category that is a kind noun may mean a thing spoken of."""
        alone = chunk.last == chunk.first + 1 and chunk.refs != [] and chunk.refs[-1].kind == "noun"
        return chunk.bare or (alone and units[chunk.first].low in self.rules.kinds)

    def _opening(self, reading: Reading, number: int, chunks: Sequence[Chunk], position: int, told: Told) -> None:
        """Let what opens a phrase own the rest of it: "该工厂总投资", "公司总经理"."""
        chunk = chunks[position]
        units = reading.units[number]
        words = [unit.low for unit in units[chunk.first : chunk.last]]
        owning = words[0] in self.rules.kinds and self.ontology.identity(self.rules.kinds[words[0]]) == "organization"
        if not (owning or words[0] in chinese("definite")) or chunk.mods:
            return
        for size in range(1, len(words)):
            inside = next((noun for noun in self.nouns if words[size] != noun and words[size].startswith(noun)), "")
            if size == 1 and not owning and inside:
                head = Chunk("np", chunk.first, chunk.first + 1, inside)
                targets = self._noun(head, [words[0], inside], self.rules.kinds[inside], told, chunks, position)
                chunk.mods = [_again(span, reading, number, units, head) for span in targets]
                return
            if words[size - 1] in self.rules.kinds and units[chunk.first + size].low not in self.rules.kinds:
                head = Chunk("np", chunk.first, chunk.first + size, words[size - 1])
                targets = self._noun(head, words[:size], self.rules.kinds[words[size - 1]], told, chunks, position)
                chunk.mods = [_again(span, reading, number, units, head) for span in targets]
                return

    def _copular(self, chunks: Sequence[Chunk], position: int, kind: str) -> list[Span]:
        """The subject of 是 in front of a phrase that only says what it is."""
        for index in range(position - 1, 0, -1):
            chunk = chunks[index]
            if chunk.kind == "comma":
                return []
            if chunk.kind == "verb" and chunk.text in chinese("copulas"):
                before = next((c for c in reversed(chunks[:index]) if c.kind in ("np", "comma")), None)
                fitting = before.refs if before is not None and before.kind == "np" else []
                return [span for span in fitting if self.ontology.root(span.type) == self.ontology.root(kind)]
        return []

    def _stands_for(
        self, reading: Reading, number: int, units: Sequence[Unit], chunks: Sequence[Chunk], position: int, told: Told
    ) -> list[Span]:
        chunk = chunks[position]
        words = [unit.low for unit in units[chunk.first : chunk.last]]
        targets = self._pronoun(chunk, words, told)
        if not targets:
            noun = next((noun for noun in self.nouns if "".join(words).endswith(noun)), "")
            if not noun:
                return []
            kind = self.rules.kinds[noun]
            placed = self._placed(reading, number, units, chunks, position, (noun, kind))
            if placed is not None:
                return [placed]
            targets = self._copular(chunks, position, kind) or self._noun(chunk, words, kind, told, chunks, position)
        return [_again(span, reading, number, units, chunk) for span in targets]

    def _pronoun(self, chunk: Chunk, words: Sequence[str], told: Told) -> list[Span]:
        """What a pronoun, or "两家公司", means."""
        text = "".join(words)
        counted = words[0] in chinese("two") or (len(words) > 1 and words[0] == "两")
        if text in chinese("both") or (counted and any(noun in text for noun in self.nouns)):
            return self._pair(told)
        if text in chinese("he"):
            return self._latest(told.things, self.person)
        if text in chinese("it") and len(words) == 1:
            return self._it(told)
        if text in chinese("latter"):
            return told.things[-1:]
        return []

    def _it(self, told: Told) -> list[Span]:
        """The last subject that is no person."""
        return _last((told.here, told.subjects), lambda span: not self._is_person(span))

    def _is_person(self, span: Span) -> bool:
        return bool(self.person) and self.ontology.is_a(span.type, self.person)

    def _pair(self, told: Told) -> list[Span]:
        """The two organizations spoken of last."""
        found: dict[str, Span] = {}
        for span in reversed(told.things):
            if self.ontology.identity(span.type) == "organization":
                found.setdefault(span.name, span)
            if len(found) == 2:
                return list(found.values())[::-1]
        return []

    def _noun(
        self, chunk: Chunk, words: Sequence[str], kind: str, told: Told, chunks: Sequence[Chunk], position: int
    ) -> list[Span]:
        """What "该公司", "公司" or "数据中心" means: the thing of that class last spoken of."""
        if words[0] in chinese("elsewhere") or any(word in chinese("elsewhere") for word in words[:2]) or chunk.mods:
            return []
        if chunk.value is not None or chunk.post:
            return []
        definite = words[0] in chinese("definite")
        bare = len(words) == 1
        if not definite and not bare:
            return []
        if position and chunks[position - 1].kind == "de" and not definite:
            return []
        if self.ontology.identity(kind) == "organization":
            return self._organization(kind, told)
        if definite:
            return self._latest(told.things, kind)
        lone = [span for span in told.sites if self.ontology.is_a(span.type, kind)]
        return lone if len({span.name for span in lone}) == 1 else []

    def _organization(self, kind: str, told: Told) -> list[Span]:
        """The organization that did something last; a company before anybody else where one is meant."""
        found = _last((told.here, told.subjects, told.things), lambda span: self.ontology.is_a(span.type, kind))
        if not found and told.topic is not None and self.ontology.is_a(told.topic.type, kind):
            found = [told.topic]
        return found

    def _latest(self, things: Sequence[Span], kind: str) -> list[Span]:
        return _last((things,), lambda span: bool(kind) and self.ontology.is_a(span.type, kind))

    def _placed(
        self,
        reading: Reading,
        number: int,
        units: Sequence[Unit],
        chunks: Sequence[Chunk],
        position: int,
        kind: tuple[str, str],
    ) -> Span | None:
        """A thing that has no name but its place: "位于合肥的工厂" is the 合肥工厂."""
        noun, sort = kind
        chunk = chunks[position]
        if not self.ontology.is_a(sort, *self.placed) or position < 2 or chunks[position - 1].kind != "de":
            return None
        before = chunks[position - 2]
        place = next((span for span in before.refs[-1:] if self.ontology.identity(span.type) == "place"), None)
        if place is None or self.ontology.is_a(place.type, *self.placed):
            return None
        span = _again(place, reading, number, units, chunk)
        span.type, span.name, span.entries, span.rule = sort, f"{place.name}{noun}", (), "placed"
        span.root, span.kind = self.ontology.root(sort), "name"
        return span


def _last(rows: Iterable[Sequence[Span]], fits: Callable[[Span], bool]) -> list[Span]:
    """The last fitting span of the first row that has one."""
    for row in rows:
        found = next((span for span in reversed(row) if fits(span)), None)
        if found is not None:
            return [found]
    return []


def _again(span: Span, reading: Reading, number: int, units: Sequence[Unit], chunk: Chunk) -> Span:
    """A span over a phrase that stands for the same thing as another."""
    first, last = units[chunk.first].first, units[chunk.last - 1].last
    tokens = reading.sentences[number].tokens
    begin, end = tokens[first].begin, tokens[last - 1].end
    return Span(
        number,
        first,
        last,
        begin,
        end,
        reading.document.text[begin:end],
        kind="phrase",
        type=span.type,
        name=span.name,
        entries=span.entries,
        rule="phrase",
        confidence=0.85 * span.confidence,
        root=span.root,
    )
