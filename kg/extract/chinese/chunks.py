"""The units of a Chinese sentence as chunks: noun phrases, verbs, prepositions, and what stands between them.

A noun phrase is a run of nouns, names and numbers; names joined by 、 or 和 make one phrase. Whether a word is a verb
there is read off its neighbours: before a noun that it goes with ("合作协议") it is none.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.extract.chinese.vocabulary import chinese
from kg.extract.reading import Span, Unit

_COMMAS = frozenset("，；：。！？,;:!?—…")
_SILENT = frozenset('“”「」‘’"《》')
_VALUES = ("number", "range", "money", "percent", "quantity", "other", "ordinal")


@dataclass(slots=True, eq=False)
class Chunk:
    """A piece of a sentence: units first to last.

    Attributes:
        kind: `np`, `verb`, `prep`, `de` (的), `comma`, `date`, `adverb`, or `word` for the rest.
        text: the word; of a noun phrase its last common noun.
        refs: of a noun phrase, what it stands for.
        mods: names in front of its noun, or before 的.
        parted: how many refs stand before 与 or 和, where a list is joined by it; else 0.
        definite: whether 该, 其 or the like opens it.
        value: the unit of a value in it.
        post: a post in it.
        within: a phrase in front of 的, or in a clause in front of 的, which is no end of the main verb.
    """

    kind: str
    first: int
    last: int
    text: str = ""
    refs: list[Span] = field(default_factory=list)
    mods: list[Span] = field(default_factory=list)
    parted: int = 0
    opening: str = ""
    value: int | None = None
    post: str = ""
    within: bool = False

    @property
    def bare(self) -> bool:
        """Whether it is a noun phrase without a name."""
        return self.kind == "np" and not self.refs


class Chunker:
    """Cuts sentences into chunks by the rules' verbs and nouns; `roots`: kind noun -> outermost class."""

    def __init__(self, verbs: frozenset[str], nouns: frozenset[str], roots: Mapping[str, str]) -> None:
        self.verbs = verbs
        self.nouns = nouns
        self.roots = roots

    def chunks(self, units: Sequence[Unit], gaps: frozenset[int] = frozenset()) -> list[Chunk]:
        """The chunks of a sentence, from left to right; white space before the units in `gaps` parts clauses."""
        found: list[Chunk] = []
        index = 0
        while index < len(units):
            if index in gaps:
                found.append(Chunk("comma", index, index))
            kind = self._kind(units, index)
            if kind != "np":
                if kind:
                    found.append(Chunk(kind, index, index + 1, units[index].low))
                index += 1
                continue
            last = index + 1
            while last < len(units) and last not in gaps and self._kind(units, last) in ("np", ""):
                last += 1
            found.append(self._phrase(units, index, last))
            index = last
        return list(_lists(found, units))

    def _kind(self, units: Sequence[Unit], index: int) -> str:
        """What a unit is; empty for a quotation mark."""
        unit = units[index]
        span = unit.span
        if span is not None:
            return "date" if span.kind == "date" else "np"
        text = unit.low
        if text in _SILENT:
            return ""
        if text in _COMMAS:
            return "comma"
        if text == "的":
            return "de"
        if text in ("了", "着", "过"):
            return ""
        if text in chinese("joining"):
            return "join"
        if text in chinese("prepositions") and text not in self.verbs:
            return "adverb" if text == "将" and not self._governs(units, index + 1) else "prep"
        if unit.tag in ("role", "counter"):
            return "np"
        if self._is_verb(units, index):
            return "verb"
        if text in chinese("adverbs") or text in chinese("negations") or text in chinese("conjunctions"):
            return "adverb"
        if text in chinese("copulas"):
            return "verb"
        return "np" if unit.tag[:1] in "naxbmqrstfjilgkhz" or text in self.nouns else "word"

    def _phrase(self, units: Sequence[Unit], first: int, last: int) -> Chunk:
        """The noun phrase over units first to last: its last name, or, without one, its last noun."""
        chunk = Chunk("np", first, last)
        names = [unit.span for unit in units[first:last] if unit.span is not None and unit.span.named]
        for index in range(first, last):
            unit = units[index]
            if unit.span is not None and unit.span.kind in _VALUES and chunk.value is None:
                chunk.value = index
            if unit.tag == "role":
                chunk.post = unit.text.lower()
            if unit.span is None and unit.low not in _SILENT and unit.tag != "counter":
                chunk.text = unit.low
        opening = units[first].low
        opens = any(opening in chinese(key) for key in ("pronouns", "definite", "at_large"))
        chunk.opening = opening if opens else ""
        chunk.refs = names[-1:]
        chunk.mods = names[:-1]
        if (
            len(names) > 1
            and names[-1].kind == "noun"
            and names[-2].kind == "name"
            and names[-1].root == names[-2].root
        ):
            chunk.refs, chunk.mods = names[-2:-1], names[:-2]
        elif names and names[-1].kind == "noun" and self._goes_on(units[last - 1], names[-1]):
            chunk.refs = []
        return chunk

    def _goes_on(self, last: Unit, name: Span) -> bool:
        """Whether the last word of a phrase makes another thing of a category in front of it."""
        return last.span is None and last.low not in _SILENT and self.roots.get(last.low) != name.root

    def _governs(self, units: Sequence[Unit], index: int) -> bool:
        """Whether a noun phrase begins at units[index], so that what stands before is a preposition."""
        return index < len(units) and self._kind(units, index) == "np"

    def _is_verb(self, units: Sequence[Unit], index: int) -> bool:
        unit = units[index]
        text = unit.low
        following = units[index + 1] if index + 1 < len(units) else None
        if text in self.verbs:
            noun = following is not None and following.low in chinese("verb_heads") and unit.tag in ("vn", "n", "j")
            return not noun
        return unit.tag[:1] == "v" and unit.tag != "vn" and text not in self.nouns


def _lists(chunks: Sequence[Chunk], units: Sequence[Unit]) -> Iterator[Chunk]:
    """The chunks with lists of names as one phrase each; a 与 that joins nothing is a preposition."""
    index = 0
    while index < len(chunks):
        chunk = chunks[index]
        if chunk.kind == "join":
            chunk.kind = "prep" if chunk.text in chinese("prepositions") else "word"
        while index + 2 < len(chunks) and _joins(chunk, chunks[index + 1], chunks[index + 2]):
            other = chunks[index + 2]
            if chunks[index + 1].text != "、" and not chunk.parted:
                chunk.parted = len(chunk.refs)
            chunk.refs = [*chunk.refs, *other.refs]
            chunk.last, chunk.post = other.last, other.post or chunk.post
            chunk.text = other.text or chunk.text
            index += 2
        yield chunk
        index += 1


def _joins(left: Chunk, mark: Chunk, right: Chunk) -> bool:
    """Whether two phrases with names, of the same outermost class, stand in one list."""
    if left.kind != "np" or right.kind != "np" or mark.kind != "join":
        return False
    if not left.refs or not right.refs or right.opening:
        return False
    return left.refs[-1].root == right.refs[-1].root or mark.text == "、"
