"""Places in lists: "entered the TOP500 in 34th place", "ranked first in", "among the top three".

The predicate is the ontology's with a qualifier `rank`; lists and markets are told by its range.
"""

import re
from collections.abc import Iterator, Sequence

from kg.extract.chunks import Chunk, phrases
from kg.extract.frames import Frame
from kg.extract.quantities import ordinal_word
from kg.extract.reading import Reading, Span, Unit
from kg.extract.relations import Found
from kg.extract.rulebook import Rulebook
from kg.extract.status import Cues
from kg.ontology import Ontology

_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "ten": 10}
_PLACE = {"place", "position", "spot", "rank", "ranking"}
_FIRST = {"lead", "top", "head", "dominate"}


class Ranks:
    """Finds who has which place in which list."""

    def __init__(self, ontology: Ontology, rulebook: Rulebook, cues: Cues) -> None:
        self.ontology = ontology
        self.cues = cues
        self.predicate = "rankedIn" if "rankedIn" in ontology.properties else ""
        term = ontology.properties.get(self.predicate)
        self.lists = term.range if term else ()
        self.ranked = term.domain if term else ()

    def find(
        self, reading: Reading, number: int, chunks: Sequence[Chunk], frames: Sequence[Frame], current: Span | None
    ) -> Iterator[Found]:
        """The ranks of a sentence; `current` is the list that the article spoke of last."""
        units = reading.units[number]
        if not self.predicate or self.cues.unreal_sentence(units):
            return
        lists = [
            span for unit in units if (span := unit.span) is not None and span.named and self._is(span, self.lists)
        ]
        lists += [
            ref for phrase in phrases(chunks) for ref in phrase.refs if self._is(ref, self.lists) and ref not in lists
        ]
        place = lists[0] if lists else None
        ranks = list(_ranks(units, bool(place or current)))
        target = place or current
        if target is None or not ranks:
            return
        bearers = self._bearers(units, chunks, frames, ranks)
        for order, (bearer, rank) in enumerate(bearers):
            nearest = _list_for(units, lists, rank[0]) or target
            if bearer.name == nearest.name:
                continue
            qualifiers = {"rank": rank[1]}
            count = _count(units, bearer, rank[0])
            if count:
                qualifiers["count"] = count
            date = _date(units, nearest)
            if date:
                qualifiers["date"] = date
            yield Found(
                number,
                bearer,
                self.predicate,
                nearest,
                tuple(sorted(qualifiers.items())),
                "actual",
                "rank",
                0.85 * bearer.confidence,
            )
            if order == 0 and rank[1] == "1":
                yield from self._ahead(units, number, bearer, nearest, date)

    def _ahead(self, units: Sequence[Unit], number: int, leader: Span, target: Span, date: str) -> Iterator[Found]:
        """ "..., ahead of Sugon with 9 and Inspur with 8": the next places, in order."""
        for index in range(len(units) - 2):
            if units[index].low in ("ahead", "followed") and units[index + 1].low in ("of", "by"):
                rank = 2
                for unit in units[index + 2 :]:
                    if unit.tag in ("VBD", "VBZ", "MD") or unit.low in (";", "."):
                        return
                    if unit.is_name() and unit.span is not None and self._is(unit.span, self.ranked):
                        qualifiers = {"rank": str(rank)} | ({"date": date} if date else {})
                        count = _count(units, unit.span, 0)
                        if count:
                            qualifiers["count"] = count
                        yield Found(
                            number,
                            unit.span,
                            self.predicate,
                            target,
                            tuple(sorted(qualifiers.items())),
                            "actual",
                            "rank-ahead",
                            0.75,
                        )
                        rank += 1
                return

    def _bearers(
        self, units: Sequence[Unit], chunks: Sequence[Chunk], frames: Sequence[Frame], ranks: Sequence[tuple[int, str]]
    ) -> Iterator[tuple[Span, tuple[int, str]]]:
        """Who bears each rank."""
        for index, rank in ranks:
            went = self._went(units, index)
            if went is not None:
                yield went, (index, rank)
        plain = [rank for rank in ranks if self._went(units, rank[0]) is None]
        for frame in frames:
            if frame.group is None or frame.group.negated:
                continue
            inside = [rank for rank in plain if frame.group.first <= rank[0] < max(frame.last, frame.group.last + 6)]
            if not inside:
                continue
            subjects = [
                ref
                for phrase in (frame.get("obj") if frame.group.passive else frame.get("subj"))
                for ref in phrase.refs
                if self._is(ref, self.ranked)
            ]
            plain = [rank for rank in plain if rank not in inside]
            if len(subjects) > 1 and len(inside) == len(subjects):
                yield from zip(subjects, inside, strict=True)
            elif len(inside) > 1 and len(subjects) == 1:
                yield subjects[0], inside[0]
                for rank in inside[1:]:
                    other = _name_before(units, rank[0], self)
                    yield (other if other is not None and other.name != subjects[0].name else subjects[0]), rank
            else:
                yield from ((subject, inside[0]) for subject in subjects)
        for rank in plain:
            other = _name_before(units, rank[0], self) or _behind(units, rank[0], self)
            if other is not None:
                yield other, rank

    def _went(self, units: Sequence[Unit], index: int) -> Span | None:
        """The winner in "first place went to X" and "third place to Y"."""
        i = index + 1
        if i < len(units) and units[i].low in _PLACE:
            i += 1
            if i < len(units) and units[i].lemma in ("go", "fall", "belong"):
                i += 1
            if i < len(units) and units[i].low == "to":
                i += 1
                while i < len(units) and units[i].tag in ("DT", "JJ", "NN"):
                    i += 1
                span = units[i].span if i < len(units) else None
                if span is not None and span.named and self._is(span, self.ranked):
                    return span
        return None

    def _is(self, span: Span, types: tuple[str, ...]) -> bool:
        return bool(span.type) and self.ontology.is_a(span.type, *types)


def _ranks(units: Sequence[Unit], listed: bool) -> Iterator[tuple[int, str]]:
    """Rank words: the unit's index and the rank."""
    for index, unit in enumerate(units):
        low = unit.low
        after = units[index + 1].low if index + 1 < len(units) else ""
        before = units[index - 1].low if index else ""
        number = ordinal_word(low)
        if unit.span is not None and unit.span.kind == "ordinal" and unit.span.quantity is not None:
            number = int(unit.span.quantity.value)
        if number is not None and not (unit.span is not None and unit.span.kind == "date"):
            context = {u.lemma for u in units[max(index - 4, 0) : index + 4]}
            if (
                after in _PLACE
                or context & {"rank", "place", "come", "finish"}
                or (after in ("on", "in") and listed)
                or "respectively" in {u.low for u in units}
            ):
                if after not in (
                    "quarter",
                    "half",
                    "time",
                    "year",
                    "phase",
                    "plant",
                    "hall",
                    "generation",
                    "month",
                    "consecutive",
                ):
                    yield index, str(number)
            elif (
                before in ("and", "or")
                and any(u.lemma in ("come", "rank", "finish") for u in units[:index])
                and after in ("in", "on", ",", ".")
            ):
                yield index, str(number)
        elif low == "top" and (unit.tag.startswith("JJ") or unit.tag in ("NN", "RB", "NNP")) and after in _COUNTS:
            yield index, f"1-{_COUNTS[after]}"
        elif (
            low == "top"
            and index + 1 < len(units)
            and units[index + 1].span is not None
            and units[index + 1].span.kind == "number"
        ):  # type: ignore[union-attr]
            yield index, f"1-{units[index + 1].span.quantity.value}"  # type: ignore[union-attr]
        elif low == "top" and after in ("position", "spot", "place", "rank", "slot"):
            yield index, "1"
        elif (
            unit.lemma in _FIRST
            and unit.tag.startswith("VB")
            and listed
            and index + 1 < len(units)
            and unit.span is None
        ):
            yield index, "1"
        elif (
            re.fullmatch(r"no\.", low)
            and index + 1 < len(units)
            and units[index + 1].span is not None
            and units[index + 1].span.kind == "number"
            and listed
        ):  # type: ignore[union-attr]
            yield index, units[index + 1].span.quantity.value  # type: ignore[union-attr]


def _list_for(units: Sequence[Unit], lists: Sequence[Span], index: int) -> Span | None:
    """The list nearest to a rank."""
    best = None
    for position, unit in enumerate(units):
        if unit.span is not None and unit.span in lists:
            distance = abs(position - index)
            if best is None or distance < best[0]:
                best = (distance, unit.span)
    return best[1] if best else None


def _name_before(units: Sequence[Unit], index: int, ranks: Ranks) -> Span | None:
    for unit in reversed(units[max(index - 3, 0) : index]):
        if unit.is_name() and unit.span is not None and ranks._is(unit.span, ranks.ranked):
            return unit.span
    return None


def _behind(units: Sequence[Unit], index: int, ranks: Ranks) -> Span | None:
    """The subject of a sentence that opens with its rank: "Once 88th on the TOP500, Kittiwake will ..."."""
    for unit in units[index + 1 :]:
        if unit.is_name() and unit.span is not None and ranks._is(unit.span, ranks.ranked):
            return unit.span
    return None


def _count(units: Sequence[Unit], bearer: Span, index: int) -> str:
    """The number in "with 43 systems", near the bearer or the rank."""
    start = max(index, next((i for i, unit in enumerate(units) if unit.span is bearer), 0))
    for i in range(start, min(start + 12, len(units) - 1)):
        if units[i].low == "with":
            span = units[i + 1].span
            if span is not None and span.kind == "number" and span.quantity is not None:
                return span.quantity.value
            return ""
        if i > start and units[i].is_name() and index == 0:
            return ""
    return ""


def _date(units: Sequence[Unit], target: Span) -> str:
    """The date of the edition: "for the first half of 2026", "last November's TOP500"."""
    dates = [unit.span.date for unit in units if unit.span is not None and unit.span.kind == "date" and unit.span.date]
    return dates[0] if len(dates) == 1 else ""
