"""Of what a value is the measure: the metric is sought in the value's phrase, beside it, and in its verb."""

from collections.abc import Iterable, Sequence

from kg.extract.chunks import NP
from kg.extract.clauses import Frame
from kg.extract.reading import Span, Unit
from kg.extract.ruletypes import MeasureRules
from kg.extract.values import Value

SHARE = "share"
_LEFT_OUT = ("DT", "PRP$", "PDT", "CD", "RB", "WDT")  # tags of words that belong to no metric

Metric = tuple[str, NP | None]  # the words, and the phrase that has them and whose owner has the metric
_NONE: Metric = ("", None)


class Metrics:
    """Finds metrics by the words of measures.yaml."""

    def __init__(self, rules: MeasureRules) -> None:
        self.rules = rules

    def find(self, value: Value) -> Metric:
        """The metric's words and the phrase that has them; empty words when there is no metric."""
        if value.phrase.head > value.index:
            return self._behind(value)
        for found in (self._beside(value), self._by_verb(value)):
            if found[0]:
                return found
        alone = value.phrase.owner is None and value.phrase.head == value.index and value.span.kind == "quantity"
        return (self._default(value), value.phrase) if alone and value.phrase.governed in ("with", "at") else _NONE

    def words(self, units: Sequence[Unit], phrase: NP | None) -> str:
        """The words of a metric's phrase, determiners and owners off; empty when its head is no metric."""
        return self._words(units[phrase.first : phrase.last]) if phrase is not None else ""

    def _words(self, piece: Sequence[Unit]) -> str:
        if not piece:
            return ""
        head = piece[-1]
        if head.span is not None and head.span.kind not in ("noun", "name"):
            return ""
        two = " ".join(unit.low for unit in piece[-2:])
        if not self.rules.metrics & {head.lemma, head.low, two}:
            return ""
        return " ".join(unit.lemma if unit is head else unit.low for unit in piece if _belongs(unit)).lower()

    def _behind(self, value: Value) -> Metric:
        """The metric behind the value in its phrase: "a 450 W power LIMIT", "900 SEATS"."""
        metric = self._words(value.units[value.index + 1 : value.phrase.last])
        if value.bare and metric == "time":  # "three times as much"
            return _NONE
        if metric:
            return metric, value.phrase
        if not value.bare:
            return (self._default(value), value.phrase) if value.phrase.refs else _NONE
        host = value.host("of")
        metric = self.words(value.units, host)
        if metric:
            return metric, host
        noun = value.units[value.phrase.head]
        counted = value.frame is not None and value.frame.lemma in self.rules.counted
        if counted and value.is_in("obj") and self.rules.counts & {noun.lemma, noun.low}:
            return noun.low, None
        moved = value.frame is not None and value.frame.lemma in self.rules.between
        if moved and self.rules.counts & {noun.lemma, noun.low}:  # "shipments rose to 2 million UNITS"
            return self._by_verb(value)
        return _NONE

    def _beside(self, value: Value) -> Metric:
        """The metric in a phrase that touches the value's: "48 GB of MEMORY", "a LIMIT of 450 W"."""
        for preposition in () if value.bare else ("of", "in"):
            for target in value.phrase.post.get(preposition, ()):
                metric = self.words(value.units, target)
                if metric:
                    return metric, None
        return self._first(value.units, (value.host("of", "at", "to"), value.told_before()))

    def _by_verb(self, value: Value) -> Metric:
        """The metric that the verb ties to the value: "REVENUE rose to", "cut its COST by", "COSTS"."""
        frame = value.frame
        if frame is None:
            return _NONE
        if frame.passive or frame.lemma in self.rules.between:
            subjects = frame.get("obj" if frame.passive else "subj")
            found = self._first(value.units, (phrase for phrase in subjects if phrase is not value.phrase))
            if found[0]:
                return found
        if value.is_in("to", "at", "from", "by"):
            found = self._first(value.units, frame.get("obj"))
            if found[0]:
                return found
        return self._verb_itself(value, frame)

    def _verb_itself(self, value: Value, frame: Frame) -> Metric:
        """The metric that the verb names: "costs 40 euros", "reserves 20% for"."""
        if frame.lemma in self.rules.shares and value.span.kind == "percent" and value.is_in("obj"):
            target = next(iter(frame.get("for", "to", "on")), None)
            if target is not None:
                return SHARE, target
        if frame.lemma in self.rules.asked and value.span.kind == "money" and value.is_in("obj"):
            target = next(iter(frame.get("for")), None)
            if target is not None and target.refs:
                return self.rules.asked[frame.lemma], target
        if frame.lemma in self.rules.yields and value.span.kind == "quantity" and value.is_in("obj"):
            return self._default(value), None
        fits = frame.lemma not in self.rules.weighed or value.span.kind in ("money", "quantity")
        if fits and frame.lemma in self.rules.verbs and value.is_in("obj", "for", "at", "obj2"):
            return self.rules.verbs[frame.lemma], None
        return _NONE

    def _first(self, units: Sequence[Unit], options: Iterable[NP | None]) -> Metric:
        """The first phrase that has a metric."""
        for option in options:
            metric = self.words(units, option)
            if metric:
                return metric, option
        return _NONE

    def _default(self, value: Value) -> str:
        """What a unit measures when no noun says so."""
        return self.rules.units.get(value.quantity.unit, "")


def _belongs(unit: Unit) -> bool:
    """Whether a word in a metric's phrase is part of the metric."""
    span: Span | None = unit.span
    return unit.tag not in _LEFT_OUT and (span is None or not (span.adjective or span.kind == "date"))
