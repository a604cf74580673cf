"""A value where it stands, and what is beside it in its sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.chunks import NP, Chunk, Word, phrases
from kg.extract.clauses import Frame
from kg.extract.quantities import Quantity
from kg.extract.reading import Span, Unit

KINDS = ("money", "percent", "quantity", "number")


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A number in its sentence.

    Attributes:
        span, quantity: the number.
        index, phrase: its unit, and the phrase that it stands in.
        frame: the verb whose clause it belongs to.
    """

    units: Sequence[Unit]
    chunks: Sequence[Chunk]
    frames: Sequence[Frame]
    phrase: NP
    index: int
    span: Span
    quantity: Quantity
    frame: Frame | None

    @property
    def before(self) -> str:
        """The word in front of it; empty for a number that opens the sentence."""
        return self.units[self.index - 1].low if self.index else ""

    @property
    def bare(self) -> bool:
        """Whether it has no unit."""
        return self.span.kind == "number"

    def is_in(self, *roles: str) -> bool:
        """Whether the verb takes its phrase in one of the roles."""
        return self.frame is not None and any(self.phrase in self.frame.roles.get(role, ()) for role in roles)

    def host(self, *prepositions: str) -> NP | None:
        """The phrase that a preposition hangs it on: "a LIMIT of 450 W"."""
        found = (item for item in phrases(self.chunks) if _hangs(self.phrase, item, prepositions))
        return next(found, None)

    def told_before(self) -> NP | None:
        """What it only repeats in figures: "half the memory, 48 GB"."""
        position = self._position()
        if position < 2:
            return None
        before, comma = self.chunks[position - 2], self.chunks[position - 1]
        if not (isinstance(comma, Word) and comma.low == "," and isinstance(before, NP)):
            return None
        return before if before.value is None else None

    def neighbour(self) -> NP | None:
        """The phrase in front of it, "with", "at" or a comma between left out."""
        position = self._position()
        before = self.chunks[position - 1] if position else None
        if isinstance(before, Word) and before.low in ("with", "at", ",") and position > 1:
            before = self.chunks[position - 2]
        return before if isinstance(before, NP) else None

    def touching(self) -> NP | None:
        """The phrase right in front of it."""
        position = self._position()
        before = self.chunks[position - 1] if position else None
        return before if isinstance(before, NP) else None

    def _position(self) -> int:
        return next((position for position, item in enumerate(self.chunks) if item is self.phrase), 0)


def values(
    units: Sequence[Unit], chunks: Sequence[Chunk], frames: Sequence[Frame], taken: frozenset[int]
) -> Iterator[Value]:
    """The values of a sentence, in order; without zeros, and without the units in `taken`."""
    for phrase in phrases(chunks):
        for index in range(phrase.first, phrase.last):
            span = units[index].span
            if span is None or span.kind not in KINDS or index in taken:
                continue
            if span.quantity is not None and span.quantity.value != "0":
                yield Value(
                    units=units,
                    chunks=chunks,
                    frames=frames,
                    phrase=phrase,
                    index=index,
                    span=span,
                    quantity=span.quantity,
                    frame=frame_of(frames, phrase),
                )


def frame_of(frames: Sequence[Frame], phrase: NP) -> Frame | None:
    """The verb that takes a phrase directly, else the one whose clause covers it."""
    verbs = [frame for frame in frames if frame.kind == "verb"]
    for frame in verbs:
        if phrase in frame.roles.get("obj", ()):
            return frame
    for frame in verbs:
        if any(phrase in found for role, found in frame.roles.items() if role != "subj"):
            return frame
    covering = [frame for frame in verbs if frame.first <= phrase.first < frame.last]
    return covering[-1] if covering else None


def frames_around(frames: Sequence[Frame], phrase: NP) -> list[Frame]:
    """The verbs that take a phrase, then those whose clauses cover it, the innermost first."""
    verbs = [frame for frame in frames if frame.kind == "verb"]
    direct = [frame for frame in verbs if any(phrase in found for found in frame.roles.values())]
    covering = [frame for frame in verbs if frame.first <= phrase.first < frame.last and frame not in direct]
    return [*direct, *reversed(covering)]


def _hangs(phrase: NP, host: NP, prepositions: Sequence[str]) -> bool:
    return any(phrase in host.post.get(preposition, ()) for preposition in prepositions)
