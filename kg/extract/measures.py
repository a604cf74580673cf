"""Quantities read as measurements: whose, of what, when, how firmly.

For each value the metric is sought next to it ("a power limit of 450 W", "48 GB of memory", "revenue reached ..."),
then who has it: the owner of the metric's phrase, what `of` or `for` adds, the subject of "has", what "with" follows.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.extract.chunks import NP, Chunk
from kg.extract.clauses import Frame
from kg.extract.clock import a_year_before
from kg.extract.holders import Holders, is_business
from kg.extract.metrics import Metrics
from kg.extract.reading import Reading, Span, Unit
from kg.extract.relations import Found
from kg.extract.rulebook import Rulebook
from kg.extract.status import Cues
from kg.extract.values import Value, values
from kg.extract.vocabulary import english
from kg.ontology import Ontology

CONFIDENCE = 0.8  # of a measurement: about one in five has another holder or metric
_DAY = 10  # characters of the date of a day
_YEAR_BEFORE = frozenset(
    f"{one} {word}" for one in ("a year", "the year", "one year") for word in ("earlier", "before", "ago")
)
_PARTICIPLES = {"planned": "planned", "expected": "forecast"}


@dataclass(slots=True, eq=False)
class Measured:
    """A value with its metric and holder, before it becomes a relation.

    Attributes:
        frame: the verb that says how firmly it holds; None for a value that only goes along.
        phrase: its phrase, where a later verb may take it up as its subject.
        change: the percentage by which it moved.
        earlier: whether it lies behind: "FROM 800 to 900".
        status: what a participle before the metric says: "a planned capacity".
    """

    value: Value
    metric: str
    holder: Span
    frame: Frame | None
    phrase: NP | None = None
    change: str = ""
    earlier: bool = False
    status: str = ""

    def date(self, later: Sequence["Measured"]) -> str:
        """The date nearest behind the value and before the next one; else the one that the clause opens with."""
        units, index = self.value.units, self.value.index
        end = min((other.value.index for other in later if other.value.index > index), default=len(units))
        for unit in units[index + 1 : end]:
            if _date(unit):
                return _date(unit)
            if unit.low == ";":
                break
        return "" if self.earlier else self.opening(days=True)

    def opening(self, days: bool = False) -> str:
        """The first date of the clause before the value; a single day only where `days` says so."""
        begin = min(self.frame.first if self.frame is not None else 0, self.value.index)
        dates = (_date(unit) for unit in self.value.units[begin : self.value.index])
        return next((date for date in dates if date and (days or len(date) < _DAY)), "")

    @property
    def year_before(self) -> bool:
        """Whether "a year earlier" stands behind the value."""
        behind = self.value.units[self.value.index + 1 : self.value.index + 4]
        return any(unit.low in _YEAR_BEFORE for unit in behind)


class Measures:
    """Finds the measurements of a sentence."""

    def __init__(self, ontology: Ontology, rulebook: Rulebook, cues: Cues) -> None:
        self.cues = cues
        self.rules = rulebook.measuring
        self.metrics = Metrics(self.rules)
        self.holders = Holders(ontology, rulebook, cues, self.metrics)

    def find(
        self,
        reading: Reading,
        number: int,
        chunks: Sequence[Chunk],
        frames: Sequence[Frame],
        taken: frozenset[int],
        topic: Span | None,
    ) -> Iterator[Found]:
        """The measurements of a sentence.

        `taken` are units of values that other rules have used, `topic` is what the text is about.
        """
        units = reading.units[number]
        if not self.rules.predicate or self.cues.unreal_sentence(units):
            return
        done = self._measured(values(units, chunks, frames, taken), topic)
        for position, measured in enumerate(done):
            found = self._found(reading, number, measured, done[position + 1 :])
            if found is not None:
                yield found

    def _measured(self, found: Iterable[Value], topic: Span | None) -> list[Measured]:
        """The values that have a metric and a holder, each with the change beside it."""
        done: list[Measured] = []
        pending = ""  # a change that stands before its value: "fell 8% to"
        for value in found:
            if self._is_change(value):
                change = f"-{value.quantity}" if self._falls(value) else str(value.quantity)
                if value.frame is not None and value.frame.lemma in self.rules.changes and value.is_in("obj"):
                    pending = change
                elif done and not done[-1].change:
                    done[-1].change = change
                continue
            measured = self._measure(value, done[-1] if done else None, topic)
            if measured is not None:
                measured.change, pending = pending, ""
                done.append(measured)
        return done

    def _measure(self, value: Value, last: Measured | None, topic: Span | None) -> Measured | None:
        """A value with its metric and holder; None when it is a mere count, or nobody's."""
        if last is not None and self._gapped(value, last):
            return self._carried(value, last)
        metric, where = self.metrics.find(value)
        if not metric:
            return self._carried(value, last) if last is not None else None
        holder = self.holders.find(value, (metric, where), topic)
        if holder is None:
            return None
        behind = (unit.low for unit in value.units[value.index : value.index + 8])
        return Measured(
            value,
            metric,
            holder,
            value.frame,
            value.phrase,
            earlier=value.before == "from" and "to" in behind,
            status=self._participle(value.units, where or value.phrase),
        )

    def _gapped(self, value: Value, last: Measured) -> bool:
        """Whether a value stands right behind the next thing, with no verb of its own: "... and the K60 $700"."""
        neighbour = value.touching()
        if value.bare or neighbour is None or neighbour.value is not None or neighbour.governed:
            return False
        holder = self.holders.can_have(neighbour)
        same = value.frame is last.frame and value.quantity.unit == last.value.quantity.unit
        return same and holder is not None and holder.name != last.holder.name

    def _carried(self, value: Value, last: Measured) -> Measured | None:
        """A value without a metric that takes over the one before it."""
        frame = value.frame
        same_unit = last.value.quantity.unit == value.quantity.unit
        if frame is not None:
            moved = frame.lemma in self.rules.between and last.phrase in frame.get("subj")
            seen = frame.lemma in self.cues.words["forecast"] and value.is_in("obj") and same_unit
            if moved or seen:
                return Measured(value, last.metric, last.holder, frame, value.phrase)
        if not same_unit:
            return None
        neighbour = value.neighbour()
        holder = self.holders.can_have(neighbour) if neighbour is not None else None
        if holder is not None:  # a clause without its verb: "the K40 costs $900 and the K60 $700"
            return Measured(value, last.metric, holder, last.frame)
        if value.before in self.rules.earlier:
            return Measured(value, last.metric, last.holder, None, earlier=True)
        return None

    def _participle(self, units: Sequence[Unit], phrase: NP) -> str:
        """The status that a participle in front of a metric gives: "a predicted spending", "planned proceeds"."""
        for unit in units[phrase.first : phrase.last]:
            if not unit.low.endswith("ed"):
                continue
            bases = {unit.low.removesuffix("ed"), unit.low.removesuffix("d"), unit.lemma}
            for status in ("forecast", "planned"):
                if bases & self.cues.words[status]:
                    return status
            if unit.low in _PARTICIPLES:
                return _PARTICIPLES[unit.low]
        return ""

    def _is_change(self, value: Value) -> bool:
        """Whether a percentage only says by how much something moved."""
        if value.span.kind != "percent":
            return False
        index, units = value.index, value.units
        around = (*units[max(index - 3, 0) : index], *units[index + 1 : index + 4])
        return value.before not in ("to", "at") and any(_is_one_of(unit, self.rules.changes) for unit in around)

    def _falls(self, value: Value) -> bool:
        around = value.units[max(value.index - 3, 0) : value.index + 4]
        return any(_is_one_of(unit, self.rules.falls) for unit in around)

    def _found(self, reading: Reading, number: int, measured: Measured, later: Sequence[Measured]) -> Found | None:
        """The relation of a measurement; None when its clause says nothing."""
        date = measured.date(later)
        told = measured.frame is not None and measured.frame.lemma in self.cues.words["attribution"]
        if told and len(date) == _DAY:  # the day of the telling
            date = measured.opening()
        if not date and measured.year_before:
            date = a_year_before(reading.periods.get(reading.sentences[number].block, ""))
        if measured.earlier and not date:
            return None
        business = is_business(measured.metric, self.rules.business)
        if business:
            date = _business_date(reading, number, date)
        status = self._status(measured, reading, date)
        if status is None:
            return None
        qualifiers = {"metric": measured.metric, "date": date, "change": measured.change}
        return Found(
            number,
            measured.holder,
            self.rules.predicate,
            measured.value.span,
            tuple(sorted((key, value) for key, value in qualifiers.items() if value)),
            "forecast" if business and status == "planned" and not self._is_plan(measured) else status,
            "measure",
            CONFIDENCE * measured.holder.confidence,
        )

    def _status(self, measured: Measured, reading: Reading, date: str) -> str | None:
        """How firmly a measurement holds: as its clause says; an actual one as its verb or participle implies."""
        frame = measured.frame
        if frame is None:
            return measured.status or "actual"
        status = self.cues.status(frame, measured.value.units)
        if status != "actual":
            return status
        foretells = frame.lemma in self.cues.words["forecast"] and not measured.earlier
        if foretells and (frame.lemma not in english("belief_verbs") or _is_ahead(date, reading)):
            return "forecast"
        if self._is_plan(measured) or frame.lemma in self.rules.intended:
            return "planned"
        return measured.status or status

    def _is_plan(self, measured: Measured) -> bool:
        """Whether the verb itself says that it is a plan, or there is none that could be a forecast."""
        return measured.frame is None or measured.frame.lemma in self.cues.words["planned"]


def _is_one_of(unit: Unit, words: frozenset[str]) -> bool:
    return unit.low in words or unit.lemma in words


def _date(unit: Unit) -> str:
    return unit.span.date if unit.span is not None and unit.span.kind == "date" else ""


def _is_ahead(date: str, reading: Reading) -> bool:
    """Whether a date lies in the year of the article or later."""
    published = reading.document.published
    return bool(date) and bool(published) and date[:4] >= str(published)[:4]


def _business_date(reading: Reading, number: int, date: str) -> str:
    """The date of a business figure, else that of the last one in the paragraph; kept for the next one."""
    block = reading.sentences[number].block
    date = date or reading.periods.get(block, "")
    if "-" in date:
        reading.periods[block] = date
    return date
