"""What the pattern rules ask of Chinese, and the row of units that they match."""

from collections.abc import Sequence

from kg.extract.chinese.chunks import Chunk
from kg.extract.chinese.cues import ChineseCues
from kg.extract.patterns import Row, known_name
from kg.extract.reading import Span, Unit
from kg.extract.rulebook import Rulebook

_NOMINAL = "naxbmqtjilkgz"
_STOPS = frozenset("，；：。！？")


class ChineseGrammar:
    """The answers for Chinese."""

    def __init__(self, rules: Rulebook, cues: ChineseCues) -> None:
        self.kinds = rules.kinds
        self.unreal = cues.unreal

    def role_at(self, units: Sequence[Unit], start: int) -> tuple[int, int] | None:
        """A post is one unit."""
        return (start, start + 1) if start < len(units) and units[start].tag == "role" else None

    def as_kind(self, piece: Sequence[Unit]) -> str | None:
        """The kind noun that units say, parted or not; a category of the lexicon too."""
        text = "".join(unit.low for unit in piece)
        return text if text in self.kinds else None

    def in_phrase(self, unit: Unit) -> bool:
        """Nouns, adjectives, numbers and their counters, no known name."""
        if unit.span is not None:
            return not known_name(unit) and unit.span.kind != "date"
        return unit.tag[:1] in _NOMINAL or unit.tag == "vn"

    def in_gap(self, unit: Unit) -> bool:
        """Anything inside one clause."""
        return unit.low not in _STOPS


def row(units: Sequence[Unit], chunks: Sequence[Chunk]) -> Row:
    """The row of a sentence: its names, and what its phrases stand for."""
    things: dict[int, list[tuple[Span, int]]] = {
        index: [(unit.span, index + 1)] for index, unit in enumerate(units) if unit.span is not None and unit.is_name()
    }
    for chunk in chunks:
        for span in chunk.mods:
            if span.kind == "phrase" and span.first == units[chunk.first].first:
                last = next(i for i in range(chunk.first, chunk.last) if units[i].last == span.last) + 1
                things.setdefault(chunk.first, []).append((span, last))
        for span in chunk.refs:
            if span.kind == "phrase" or span.rule == "placed":
                things.setdefault(chunk.first, []).append((span, chunk.last))
    return Row.over(units, things)
