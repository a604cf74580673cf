"""Measurements in Chinese clauses: 营收为86.3亿元，同比增长15.2%; 功耗450瓦; 配备96GB显存; 占地12万平方米."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.chinese.chunks import Chunk
from kg.extract.chinese.clauses import Verb
from kg.extract.chinese.coreference import Told
from kg.extract.chinese.cues import ChineseCues
from kg.extract.chinese.vocabulary import chinese
from kg.extract.reading import Reading, Span, Unit
from kg.extract.relations import Found
from kg.extract.rulebook import Rulebook
from kg.extract.status import ORDER
from kg.ontology import Ontology

CONFIDENCE = 0.8
_BACK, _AHEAD = 8, 3  # units before and behind a value in which its metric stands
_CHANGE_REACH = 4  # units between a word of change and its percentage
_KINDS = ("money", "percent", "quantity", "number")
_COMMAS = frozenset("，；。：！？,;")


@dataclass(slots=True, eq=False)
class Measured:
    """A value with its metric and holder."""

    index: int
    span: Span
    metric: str
    holder: Span
    status: str
    date: str = ""
    change: str = ""


class ChineseMeasures:
    """Finds the measurements of a sentence."""

    def __init__(self, ontology: Ontology, rules: Rulebook, cues: ChineseCues, placed: Sequence[str]) -> None:
        self.ontology = ontology
        self.rules = rules.measuring
        self.cues = cues
        self.opening = frozenset(rules.cues.get("forecast", ()))
        self.placed = tuple(placed)

    def find(
        self,
        reading: Reading,
        number: int,
        chunks: Sequence[Chunk],
        verbs: Sequence[Verb],
        used: frozenset[int],
        told: Told,
    ) -> Iterator[Found]:
        """The measurements of a sentence; `used` are units of values that other rules have taken."""
        units = reading.units[number]
        if not self.rules.predicate or self.cues.unreal(units):
            return
        done: list[Measured] = []
        for index, unit in enumerate(units):
            span = unit.span
            if span is None or span.kind not in _KINDS or index in used or span.quantity is None:
                continue
            if index + 1 < len(units) and units[index + 1].low in chinese("stakes"):
                continue
            if self._is_change(units, index):
                if done and not done[-1].change and not self._against_last_period(units, index):
                    sign = "-" if self._falls(units, index) else ""
                    done[-1].change = f"{sign}{span.quantity}"
                continue
            measured = self._measured(reading, number, chunks, verbs, index, done, told)
            if measured is not None:
                done.append(measured)
        for item in done:
            yield self._found(number, item)

    def _found(self, number: int, item: Measured) -> Found:
        pairs = {"metric": item.metric, "date": item.date, "change": item.change.replace(" ", "")}
        return Found(
            number,
            item.holder,
            self.rules.predicate,
            item.span,
            tuple(sorted((key, value) for key, value in pairs.items() if value)),
            item.status,
            "zh-measure",
            CONFIDENCE * item.holder.confidence,
        )

    def _measured(
        self,
        reading: Reading,
        number: int,
        chunks: Sequence[Chunk],
        verbs: Sequence[Verb],
        index: int,
        done: Sequence[Measured],
        told: Told,
    ) -> Measured | None:
        units = reading.units[number]
        low = _clause_start(units, index)
        metric, at = self._metric(units, index, low)
        span = units[index].span
        if span is None or span.quantity is None or (metric and self._earlier(units, index, at)):
            return None
        if not metric:
            metric = self._by_unit(units, index)
            if done and span.quantity.unit and done[-1].span.quantity is not None:
                same = done[-1].span.quantity.unit == span.quantity.unit
                metric = done[-1].metric if same and metric else metric
        if not metric:
            return None
        holder = self._holder(chunks, verbs, (index, at if at is not None else index, low), metric, told)
        if holder is None:
            return None
        status = self._status(units, low, index, metric)
        if status is None:
            return None
        return Measured(index, span, metric, holder, status, self._date(reading, number, index, metric))

    # metric

    def _metric(self, units: Sequence[Unit], index: int, low: int) -> tuple[str, int | None]:
        """The metric nearest before a value in its clause, or right behind it, and the unit where it ends."""
        span = units[index].span
        bare = span is not None and span.kind == "number"
        behind = index + 1
        while behind < len(units) and units[behind].tag == "counter":
            behind += 1
        for at in range(behind, min(behind + _AHEAD, len(units))):
            word = units[at].text
            if word in self.rules.metrics and not bare:
                return self._whole(units, at, behind), at
            if bare and word in self.rules.counts and self._counted(units, index, low):
                return word, at
            if word == "的" or units[at].tag[:1] in ("n", "a", "b"):
                continue
            break
        for at in range(index - 1, max(index - _BACK, low) - 1, -1):
            word = units[at].text
            other = units[at].span
            if word in self.rules.metrics:
                return self._whole(units, at, low), at
            if word in self.rules.verbs and not (bare and word in self.rules.weighed):
                return self.rules.verbs[word], at
            if other is not None and other.kind in (*_KINDS, "ordinal"):
                break
            if bare and not self._links(units, at):
                break
        return "", None

    def _links(self, units: Sequence[Unit], at: int) -> bool:
        """Whether a word may stand between a metric and a bare number."""
        word = units[at].low
        other = units[at].span
        return word in self.rules.between or word in chinese("adverbs") or (other is not None and other.kind == "date")

    def _counted(self, units: Sequence[Unit], index: int, low: int) -> bool:
        return any(unit.low in self.rules.counted or unit.low in self.rules.between for unit in units[low:index])

    def _whole(self, units: Sequence[Unit], at: int, low: int) -> str:
        """A metric with the nouns that belong to it: 数据中心 + 业务 + 收入."""
        first = at
        while first > low:
            before = units[first - 1]
            inner = before.span is None and before.tag[:1] in ("n", "b", "a", "j") and before.tag != "role"
            if not inner or before.low in chinese("pronouns") or before.low in chinese("adverbs"):
                break
            first -= 1
        return "".join(unit.text for unit in units[first : at + 1])

    def _by_unit(self, units: Sequence[Unit], index: int) -> str:
        """What the unit measures where no noun says so."""
        span = units[index].span
        return self.rules.units.get(span.quantity.unit, "") if span is not None and span.quantity is not None else ""

    # change, and what lies behind

    def _is_change(self, units: Sequence[Unit], index: int) -> bool:
        """Whether a percentage says by how much something moved."""
        span = units[index].span
        if span is None or span.kind != "percent":
            return False
        before = [unit.low for unit in units[max(index - _CHANGE_REACH, 0) : index]]
        if any(word in ("至", "到", "达", "达到", "为") or word in _COMMAS for word in before[-1:]):
            return False
        return any(word in self.rules.changes for word in before)

    def _against_last_period(self, units: Sequence[Unit], index: int) -> bool:
        return any(unit.low == "环比" for unit in units[max(index - _CHANGE_REACH, 0) : index])

    def _falls(self, units: Sequence[Unit], index: int) -> bool:
        return any(unit.low in self.rules.falls for unit in units[max(index - _CHANGE_REACH, 0) : index])

    def _earlier(self, units: Sequence[Unit], index: int, at: int | None) -> bool:
        """Whether a value only says where something came from: "从3亿元增至5亿元"."""
        between = units[(at + 1 if at is not None and at < index else max(index - 2, 0)) : index]
        return any(unit.low in self.rules.earlier for unit in between)

    # holder

    def _holder(
        self, chunks: Sequence[Chunk], verbs: Sequence[Verb], where: tuple[int, int, int], metric: str, told: Told
    ) -> Span | None:
        """Whose the value is: the owner of the metric, the subject of the clause, or what was spoken of last."""
        index, at, low = where
        own = next((chunk for chunk in chunks if chunk.kind == "np" and chunk.first <= at < chunk.last), None)
        if own is not None and own.opening in chinese("at_large") and not own.mods and not own.refs:
            return None
        for chunk in chunks:
            if chunk.kind == "np" and chunk.first <= at < chunk.last and low <= chunk.first:
                for span in (*reversed(chunk.mods), *([] if chunk.first == at else chunk.refs)):
                    if self._can_have(span):
                        return span
        subjects = [
            span
            for verb in self._covering(chunks, verbs, index)
            for chunk in verb.surface or verb.get("subj")
            for span in (*chunk.refs, *chunk.mods)
        ]
        inside = [
            span
            for chunk in chunks
            if chunk.kind == "np" and low <= chunk.first < index and not chunk.within
            for span in (*chunk.refs, *chunk.mods)
        ]
        earlier = [
            span
            for verb in verbs
            if chunks[verb.position].first < index
            for chunk in verb.surface or verb.get("subj")
            for span in chunk.refs
        ]
        business = any(metric.endswith(word) for word in self.rules.business)
        prior = [span for verb in self._covering(chunks, verbs, index) for chunk in verb.prior for span in chunk.refs]
        if subjects and subjects[0].kind == "noun" and not business:
            return None
        if not any(self._can_have(span) for span in subjects):
            covering = self._covering(chunks, verbs, index)
            subjects = [span for verb in covering for chunk in verb.carried for span in chunk.refs]
        acted = bool(subjects) and all(self.ontology.identity(span.type) == "organization" for span in subjects)
        if not business and acted:
            subjects = [*(span for span in prior if self.ontology.identity(span.type) == "model"), *subjects]
        for span in (*subjects, *inside, *reversed(earlier)):
            if self._can_have(span) and (not business or self.ontology.identity(span.type) in ("organization", "name")):
                return span
        if business:
            told_of = reversed(told.subjects)
            return next((span for span in told_of if self.ontology.identity(span.type) == "organization"), told.topic)
        return next((span for span in reversed(told.subjects) if self._can_have(span)), None)

    def _covering(self, chunks: Sequence[Chunk], verbs: Sequence[Verb], index: int) -> list[Verb]:
        """The verbs in whose clause a unit stands, the nearest first."""
        found = [
            verb
            for verb in verbs
            if verb.first < len(chunks)
            and chunks[verb.first].first <= index < chunks[min(verb.last, len(chunks)) - 1].last
        ]
        return sorted(found, key=lambda verb: abs(chunks[verb.position].first - index))

    def _can_have(self, span: Span) -> bool:
        if not span.type or span.kind == "noun":
            return False
        identity = self.ontology.identity(span.type)
        barred = bool(self.rules.never) and self.ontology.is_a(span.type, *self.rules.never)
        town = identity == "place" and not (self.placed and self.ontology.is_a(span.type, *self.placed))
        return not barred and identity != "person" and not town

    # status and date

    def _status(self, units: Sequence[Unit], low: int, index: int, metric: str) -> str | None:
        words = [unit.low for unit in units[low:index] if unit.span is None]
        if any(word in chinese("negations") for word in words):
            return None
        if any(word in self.cues.words["unreal"] for word in words):
            return None
        found = ["actual", self.cues.sentence(units, index, low)]
        business = any(metric.endswith(word) for word in self.rules.business) or metric.endswith("规模")
        if any(word in self.cues.words["forecast"] or word in self.cues.words["planned"] for word in words):
            found.append("forecast" if business or any(word in self.opening for word in words) else "planned")
        return min(found, key=ORDER.index)

    def _date(self, reading: Reading, number: int, index: int, metric: str) -> str:
        """The date of the clause, else, for the figures of a business, the last one in the paragraph."""
        units = reading.units[number]
        low = _clause_start(units, index)
        near = [unit.span.date for unit in units[low:index] if unit.span is not None and unit.span.date]
        block = reading.sentences[number].block
        business = any(metric.endswith(word) for word in self.rules.business) or metric.endswith("规模")
        if not business:
            return near[-1] if near else ""
        periods = [date for date in near if len(date) < len("2026-01-01")]
        if not periods:
            earlier = [unit.span.date for unit in units[:low] if unit.span is not None and unit.span.date]
            periods = [date for date in earlier if len(date) < len("2026-01-01")][-1:]
        date = periods[-1] if periods else reading.periods.get(block, "")
        if date:
            reading.periods[block] = date
        return date


def _clause_start(units: Sequence[Unit], index: int) -> int:
    """The first unit of the clause in which a unit stands."""
    for at in range(index - 1, -1, -1):
        if units[at].low in _COMMAS:
            return at + 1
    return 0
