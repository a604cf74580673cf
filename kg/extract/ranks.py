"""Places in lists: "entered the list in 34th place", "ranked first in", "among the top three".

The predicate is that of `rank_predicate` in the rules; lists and markets are told by its range.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.extract.chunks import Chunk, phrases
from kg.extract.clauses import Frame
from kg.extract.rank_words import PLACES, Rank, count_behind, edition, ranks
from kg.extract.reading import Reading, Span, Unit
from kg.extract.relations import Found
from kg.extract.rulebook import Rulebook
from kg.extract.status import Cues
from kg.extract.vocabulary import english
from kg.ontology import Ontology

_WINNING = english("winning_verbs")
_VERB_REACH = 6  # units behind a verb in which a rank belongs to it, whatever its clause covers
_NAME_REACH = 3  # units before a rank in which its bearer's name may stand
_AHEAD = ("ahead", "followed")
_CONFIDENCE, _AHEAD_CONFIDENCE = 0.85, 0.75


class Ranks:
    """Finds who has which place in which list."""

    def __init__(self, ontology: Ontology, rulebook: Rulebook, cues: Cues) -> None:
        self._ontology = ontology
        self._cues = cues
        self._predicate: str = rulebook.names.get("rank_predicate", "")
        term = ontology.properties.get(self._predicate)
        self._lists = term.range if term is not None else ()
        self._ranked = term.domain if term is not None else ()

    def find(
        self, reading: Reading, number: int, chunks: Sequence[Chunk], frames: Sequence[Frame], current: Span | None
    ) -> Iterator[Found]:
        """The ranks of a sentence; `current` is the list that the article spoke of last."""
        units = reading.units[number]
        if not self._lists or self._cues.unreal_sentence(units):
            return
        lists = self._lists_of(units, chunks)
        target = lists[0] if lists else current
        if target is None:
            return
        for order, (bearer, rank) in enumerate(self._bearers(units, frames, list(ranks(units)))):
            nearest = _nearest(units, lists, rank.unit) or target
            if bearer.name == nearest.name:
                continue
            start = max(rank.unit, _index(units, bearer))
            count = count_behind(units, start, pass_names=rank.unit > 0)
            yield self._found(number, bearer, nearest, {"rank": rank.place, "count": count, "date": edition(units)})
            if order == 0 and rank.place == "1":
                yield from self._ahead(units, number, nearest)

    def last_list(self, spans: Sequence[Span]) -> Span | None:
        """The last list among spans."""
        return next((span for span in reversed(spans) if self._is(span, self._lists)), None)

    def _lists_of(self, units: Sequence[Unit], chunks: Sequence[Chunk]) -> list[Span]:
        """The lists that a sentence names, then those that its phrases stand for."""
        named = [unit.span for unit in units if unit.span is not None and unit.span.named]
        meant = [span for phrase in phrases(chunks) for span in phrase.refs]
        return [span for span in dict.fromkeys((*named, *meant)) if self._is(span, self._lists)]

    def _found(self, number: int, bearer: Span, target: Span, said: dict[str, str], ahead: bool = False) -> Found:
        return Found(
            number,
            bearer,
            self._predicate,
            target,
            tuple(sorted((key, value) for key, value in said.items() if value)),
            "actual",
            "rank-ahead" if ahead else "rank",
            _AHEAD_CONFIDENCE if ahead else _CONFIDENCE * bearer.confidence,
        )

    def _ahead(self, units: Sequence[Unit], number: int, target: Span) -> Iterator[Found]:
        """The next places, in order: "..., ahead of Acme with 9 and Borealis with 8"."""
        pairs = enumerate(pairwise(units))
        begin = next((i + 2 for i, (one, two) in pairs if one.low in _AHEAD and two.low in ("of", "by")), len(units))
        place = 2
        for index, unit in enumerate(units[begin:], begin):
            if unit.tag in ("VBD", "VBZ", "MD") or unit.low in (";", "."):
                return
            span = self._bearer(unit)
            if span is not None:
                count = count_behind(units, index, pass_names=False)
                said = {"rank": str(place), "count": count, "date": edition(units)}
                yield self._found(number, span, target, said, ahead=True)
                place += 1

    def _bearers(
        self, units: Sequence[Unit], frames: Sequence[Frame], found: Sequence[Rank]
    ) -> Iterator[tuple[Span, Rank]]:
        """Who bears each rank: to whom it went, the subject of the verb before it, the name beside it."""
        winners = {rank: self._winner(units, rank.unit) for rank in found}
        yield from ((span, rank) for rank, span in winners.items() if span is not None)
        left = [rank for rank, span in winners.items() if span is None]
        for frame in frames:
            group = frame.group
            if group is None or group.negated:
                continue
            end = max(frame.last, group.last + _VERB_REACH)
            inside = [rank for rank in left if group.first <= rank.unit < end]
            if inside:
                yield from self._of_verb(units, frame, inside)
                left = [rank for rank in left if rank not in inside]
        for rank in left:
            span = self._before(units, rank.unit) or self._behind(units, rank.unit)
            if span is not None:
                yield span, rank

    def _of_verb(self, units: Sequence[Unit], frame: Frame, found: Sequence[Rank]) -> Iterator[tuple[Span, Rank]]:
        """The subjects of a verb with the ranks behind it: in pairs, or the first rank for all of them."""
        subjects = [span for phrase in frame.surface for span in phrase.refs if self._is(span, self._ranked)]
        if len(subjects) == len(found) > 1:
            yield from zip(subjects, found, strict=True)
            return
        yield from ((subject, found[0]) for subject in subjects)
        if len(subjects) == 1:
            for rank in found[1:]:
                other = self._before(units, rank.unit)
                yield (subjects[0] if other is None or other.name == subjects[0].name else other), rank

    def _winner(self, units: Sequence[Unit], index: int) -> Span | None:
        """The winner in "first place went to X" and "third place to Y"."""
        rest = iter(units[index + 1 :])
        unit = next(rest, None)
        if unit is None or unit.low not in PLACES:
            return None
        unit = next(rest, None)
        if unit is not None and unit.lemma in _WINNING:
            unit = next(rest, None)
        if unit is None or unit.low != "to":
            return self._bearer(unit)
        return self._bearer(next((unit for unit in rest if unit.tag not in ("DT", "JJ", "NN")), None))

    def _before(self, units: Sequence[Unit], index: int) -> Span | None:
        """The name right before a rank."""
        beside = units[max(index - _NAME_REACH, 0) : index]
        return next((span for unit in reversed(beside) if (span := self._bearer(unit)) is not None), None)

    def _behind(self, units: Sequence[Unit], index: int) -> Span | None:
        """The subject of a sentence that opens with its rank: "Once 88th on the list, Heron will ..."."""
        return next((span for unit in units[index + 1 :] if (span := self._bearer(unit)) is not None), None)

    def _bearer(self, unit: Unit | None) -> Span | None:
        """The thing that a unit names, if it can have a rank."""
        span = unit.span if unit is not None else None
        return span if span is not None and span.named and self._is(span, self._ranked) else None

    def _is(self, span: Span, types: tuple[str, ...]) -> bool:
        """Whether a span is of one of the classes, or of any where there are none."""
        return bool(span.type) and (not types or self._ontology.is_a(span.type, *types))


def _index(units: Sequence[Unit], span: Span) -> int:
    return next((i for i, unit in enumerate(units) if unit.span is span), 0)


def _nearest(units: Sequence[Unit], spans: Sequence[Span], index: int) -> Span | None:
    """The span nearest to a unit, of those that the sentence names."""
    places = [(abs(i - index), i) for i, unit in enumerate(units) if unit.span is not None and unit.span in spans]
    return units[min(places)[1]].span if places else None
