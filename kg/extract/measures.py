"""Quantities read as measurements: whose, of what, when, how firmly.

For each value the metric is sought next to it ("a power limit of 450 W", "141 GB of memory", "revenue reached ..."), then
who has it: the owner of the metric's phrase, what `of` or `for` adds, the subject of "has", the thing before "with".
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.chunks import NP, Chunk, Word, phrases
from kg.extract.frames import Frame
from kg.extract.reading import Reading, Span, Unit
from kg.extract.relations import Found
from kg.extract.rulebook import Rulebook
from kg.extract.status import Cues
from kg.ontology import Ontology

VALUES = ("money", "percent", "quantity", "number")


@dataclass(slots=True, eq=False)
class Measured:
    """A value with its metric and holder, before it becomes a relation."""

    value: Span
    unit: int
    metric: str
    holder: Span
    frame: Frame | None
    change: str = ""
    earlier: bool = False
    planned: str = ""
    phrase: NP | None = None


class Measures:
    """Finds the measurements of a sentence."""

    def __init__(self, ontology: Ontology, rulebook: Rulebook, cues: Cues) -> None:
        data: Mapping[str, object] = rulebook.measures
        self.ontology = ontology
        self.cues = cues
        self.predicate = str(data.get("predicate", ""))
        self.pending = ""  # a change that stands before its value: "fell 8% to"
        self.period = ""  # the paragraph's last date of a business figure
        words = {
            key: frozenset(data.get(key, ()))
            for key in ("metrics", "counts", "have", "counted", "between", "changes", "falls", "earlier", "business")
        }  # type: ignore[call-overload]
        self.words: dict[str, frozenset[str]] = words
        self.verbs: dict[str, str] = dict(data.get("verbs", {}))  # type: ignore[call-overload]
        self.shares = frozenset(data.get("shares", ()))  # type: ignore[call-overload]
        self.intended = frozenset(data.get("intended", ()))  # type: ignore[call-overload]
        self.never = tuple(data.get("never", ()))  # type: ignore[call-overload]
        self.units: dict[str, str] = dict(data.get("units", {}))  # type: ignore[call-overload]
        self.metric_names = frozenset(name for name in self.words["metrics"])

    def find(
        self,
        reading: Reading,
        number: int,
        chunks: Sequence[Chunk],
        frames: Sequence[Frame],
        taken: frozenset[int],
        topic: Span | None,
    ) -> Iterator[Found]:
        """The measurements of a sentence; `taken` are units of values that other rules have used, `topic` what the text is about."""
        units = reading.units[number]
        if not self.predicate or self.cues.unreal_sentence(units):
            return
        done: list[Measured] = []
        self.pending = ""
        if number == 0 or reading.sentences[number].block != reading.sentences[number - 1].block:
            self.period = ""
        for phrase in phrases(chunks):
            for index in range(phrase.first, phrase.last):
                span = units[index].span
                if (
                    span is None
                    or span.kind not in VALUES
                    or index in taken
                    or span.quantity is None
                    or span.quantity.value == "0"
                ):
                    continue
                measured = self._measure(units, chunks, frames, phrase, index, span, done, topic)
                if measured is not None:
                    measured.change, self.pending = measured.change or self.pending, ""
                    done.append(measured)
        for position, measured in enumerate(done):
            found = self._found(reading, number, units, measured, done[position + 1 :])
            if found is not None:
                yield found

    def _measure(
        self, units: Sequence[Unit], chunks: Sequence[Chunk], frames: Sequence[Frame], phrase: NP, index: int, span: Span,
        done: list[Measured], topic: Span | None,
    ) -> Measured | None:  # fmt: skip
        """One value with its metric and holder; None when it is a change, a count, or nobody's."""
        if span.kind == "percent" and self._is_change(units, index):
            sign = "-" if self._falls(units, index) else ""
            moved = _frame_of(frames, phrase)
            if moved is not None and moved.lemma in self.words["changes"] and phrase in moved.get("obj"):
                self.pending = f"{sign}{span.quantity}"
            elif done and not done[-1].change:
                done[-1].change = f"{sign}{span.quantity}"
            return None
        frame = _frame_of(frames, phrase)
        metric, where = self._metric(units, chunks, phrase, index, span, frame)
        if (
            not metric
            and done
            and frame is not None
            and frame.lemma in self.words["between"]
            and done[-1].phrase in frame.get("subj")
        ):
            return Measured(span, index, done[-1].metric, done[-1].holder, frame, phrase=phrase)
        if (
            not metric
            and done
            and frame is not None
            and frame.lemma in self.cues.words["forecast"]
            and phrase in frame.get("obj")
            and self._gapped(chunks, phrase, done[-1], span)
        ):
            return Measured(span, index, done[-1].metric, done[-1].holder, frame, phrase=phrase)
        if not metric and done and self._gapped(chunks, phrase, done[-1], span):
            holder = self._neighbour(chunks, phrase)
            if holder is not None:
                return Measured(span, index, done[-1].metric, holder, done[-1].frame)
        if (
            not metric
            and done
            and units[index - 1].low in self.words["earlier"]
            and done[-1].value.quantity.unit == span.quantity.unit
        ):  # type: ignore[union-attr]
            return Measured(span, index, done[-1].metric, done[-1].holder, None, earlier=True)
        if not metric:
            return None
        holder = self._holder(units, chunks, frames, where, phrase, frame, metric, topic)
        if holder is None:
            return None
        earlier = units[index - 1].low == "from" and any(unit.low == "to" for unit in units[index : index + 8])
        return Measured(
            span,
            index,
            metric,
            holder,
            frame,
            earlier=earlier,
            planned=self._adjective(units, where or phrase),
            phrase=phrase,
        )

    def _adjective(self, units: Sequence[Unit], phrase: NP) -> str:
        """The status that a participle in front of a metric gives: "a predicted spending", "planned proceeds"."""
        for unit in units[phrase.first : phrase.last]:
            if unit.low.endswith("ed"):
                for status in ("forecast", "planned"):
                    if (
                        unit.low.removesuffix("ed") in self.cues.words[status]
                        or unit.low.removesuffix("d") in self.cues.words[status]
                        or unit.lemma in self.cues.words[status]
                    ):
                        return status
                if unit.low in ("planned", "expected"):
                    return "planned" if unit.low == "planned" else "forecast"
        return ""

    def _metric(
        self, units: Sequence[Unit], chunks: Sequence[Chunk], phrase: NP, index: int, span: Span, frame: Frame | None
    ) -> tuple[str, NP | None]:
        """The metric's words and the phrase that has them."""
        behind = units[index + 1 : phrase.last]
        if behind and phrase.head > index:
            metric = self._as_metric(units, index + 1, phrase.last)
            if metric:
                return metric, phrase
            noun = units[phrase.head].lemma
            if span.kind == "number":
                host = _host(chunks, phrase, ("of",))
                metric = self._as_metric(units, host.first, host.last) if host is not None else ""
                if metric:
                    return metric, host
                counted = frame is not None and frame.lemma in self.words["counted"] and phrase in frame.get("obj")
                if counted and (noun in self.words["counts"] or units[phrase.head].low in self.words["counts"]):
                    return units[phrase.head].low, None
                return "", None
            return (self._default(span), phrase) if phrase.refs else ("", None)
        for preposition in ("of", "in") if span.kind != "number" else ():
            for target in phrase.post.get(preposition, ()):
                metric = self._as_metric(units, target.first, target.last)
                if metric:
                    return metric, None
        host = _host(chunks, phrase, ("of", "at", "to"))
        if host is not None:
            metric = self._as_metric(units, host.first, host.last)
            if metric:
                return metric, host
        told = _before_comma(chunks, phrase)
        if told is not None:
            metric = self._as_metric(units, told.first, told.last)
            if metric:
                return metric, told
        if frame is not None:
            subjects = frame.get("obj") if frame.group is not None and frame.group.passive else frame.get("subj")
            objects = frame.get("obj")
            if frame.lemma in self.words["between"] or (frame.group is not None and frame.group.passive):
                for candidate in subjects:
                    metric = self._as_metric(units, candidate.first, candidate.last)
                    if metric and candidate is not phrase:
                        return metric, candidate
            for role in ("to", "at", "from", "by"):
                if phrase in frame.roles.get(role, ()):
                    for candidate in objects:
                        metric = self._as_metric(units, candidate.first, candidate.last)
                        if metric:
                            return metric, candidate
            if frame.lemma in self.shares and span.kind == "percent" and phrase in frame.roles.get("obj", ()):
                target = next(iter(frame.get("for", "to", "on")), None)
                if target is not None:
                    return "share", target
            if frame.lemma in self.verbs and (
                phrase in objects
                or phrase in frame.roles.get("for", ())
                or phrase in frame.roles.get("at", ())
                or phrase in frame.roles.get("obj2", ())
            ):
                if frame.lemma not in ("sell", "value", "draw", "consume") or span.kind in ("money", "quantity"):
                    return self.verbs[frame.lemma], None
        if phrase.owner is None and phrase.head == index and span.kind == "quantity" and _is_with(chunks, phrase):
            return self._default(span), phrase
        return "", None

    def _as_metric(self, units: Sequence[Unit], first: int, last: int) -> str:
        """The words of a metric's phrase, determiners and owners off; empty when its head is no metric."""
        if first >= last:
            return ""
        head = units[last - 1]
        if head.span is not None and head.span.kind not in ("noun", "name"):
            return ""
        if not (
            {head.lemma, head.low} & self.metric_names
            or " ".join(unit.low for unit in units[max(first, last - 2) : last]) in self.metric_names
        ):
            return ""
        words = [
            unit.lemma if unit is head else unit.low
            for unit in units[first:last]
            if unit.tag not in ("DT", "PRP$", "PDT", "CD", "RB", "WDT") and not (unit.span is not None and unit.span.adjective)
            and (unit.span is None or unit.span.kind != "date")
        ]  # fmt: skip
        return " ".join(words)

    def _default(self, span: Span) -> str:
        return self.units.get(span.quantity.unit, "") if span.quantity is not None else ""

    def _holder(
        self, units: Sequence[Unit], chunks: Sequence[Chunk], frames: Sequence[Frame], where: NP | None, phrase: NP, frame: Frame | None,
        metric: str, topic: Span | None,
    ) -> Span | None:  # fmt: skip
        """Who has the metric."""
        options: list[NP] = []
        if where is not None:
            if where.owner is not None:
                options.append(where.owner)
            if where.refs and metric == "share" and where is not phrase:
                options.append(where)
            share = metric.split()[-1] in ("share", "stake")
            for preposition in ("for", "per", "at") if share else ("of", "for", "on", "per", "at"):
                options += where.post.get(preposition, ())
            inner = [
                unit.span
                for unit in units[where.first : where.last]
                if unit.is_name()
                and unit.span is not None
                and unit.span.type
                and unit.span.kind == "name"
                and not unit.span.adjective
            ]
            inner = [span for span in inner if not self.ontology.is_a(span.type, "Technology")]
            if where.owner is None and inner and where is not phrase:
                return inner[-1]
            if where is phrase and phrase.refs and not self._as_metric(units, phrase.first, phrase.last):
                options.insert(0, phrase)
            host = _with(chunks, where)
            if host is not None and not any(self.ontology.is_a(span.type, *self.never) for span in host.refs):
                options.append(host)
        business = metric.split()[-1] in self.words["business"]
        for option in options:
            found = self._measurable(option, business)
            if found is not None:
                return found
        for candidate in _containing(frames, where or phrase):
            if candidate.group is None:
                continue
            subjects = candidate.get("subj") or candidate.get("obj")
            own = candidate.lemma in self.words["between"] and where in subjects
            owners = [option.owner for option in subjects if option.owner is not None and not option.refs]
            for option in [*(() if own else [*subjects, *owners]), *candidate.roles.get("for", ())]:
                found = self._measurable(option, business)
                if found is not None and option is not where:
                    return found
        for candidate in frames:
            if candidate.group is not None and candidate.lemma in self.cues.words["attribution"]:
                for option in candidate.get("subj"):
                    found = self._measurable(option)
                    if found is not None and self.ontology.identity(found.type) == "organization":
                        return found
        unresolved = any(
            not option.refs and not option.pronoun and option is not where
            for candidate in _containing(frames, where or phrase)[:1]
            for option in candidate.get("subj")
        )
        if topic is not None and (business or (not unresolved and (where is None or where.owner is None))):
            return topic
        return None

    def _measurable(self, phrase: NP, business: bool = True) -> Span | None:
        """What of a phrase can have the metric; a pronoun stands for a thing rather than a company unless it is a company's metric."""
        things = [
            span
            for span in phrase.others
            if self.ontology.identity(span.type) not in ("organization", "name")
            or self.ontology.is_a(span.type, "Facility")
        ]
        for span in [*(() if business else things), *phrase.refs]:
            if (
                span.type
                and self.ontology.fits(self.predicate, span.type, None)
                and self.ontology.identity(span.type) != "person"
            ):
                if self.ontology.identity(span.type) == "place":
                    continue
                return span
        return None

    def _is_change(self, units: Sequence[Unit], index: int) -> bool:
        around = units[max(index - 3, 0) : index] + list(units[index + 1 : index + 4])  # type: ignore[operator]
        for unit in around:
            if unit.low in (",", ";"):
                continue
            if unit.low in self.words["changes"] or unit.lemma in self.words["changes"]:
                return units[index - 1].low not in ("to", "at") if index else True
        return False

    def _falls(self, units: Sequence[Unit], index: int) -> bool:
        around = units[max(index - 3, 0) : index + 4]
        return any(unit.low in self.words["falls"] or unit.lemma in self.words["falls"] for unit in around)

    def _gapped(self, chunks: Sequence[Chunk], phrase: NP, last: Measured, span: Span) -> bool:
        """Whether a value only repeats a sentence without its verb: "... costs $11,900 and the 2S $7,400"."""
        return bool(last.value.quantity and span.quantity and last.value.quantity.unit == span.quantity.unit)

    def _neighbour(self, chunks: Sequence[Chunk], phrase: NP) -> Span | None:
        position = next(i for i, item in enumerate(chunks) if item is phrase)
        before = chunks[position - 1] if position else None
        if isinstance(before, Word) and before.low in ("with", "at", ",") and position > 1:
            before = chunks[position - 2]
        return self._measurable(before) if isinstance(before, NP) else None

    def _found(
        self, reading: Reading, number: int, units: Sequence[Unit], measured: Measured, later: Sequence[Measured]
    ) -> Found | None:
        if measured.earlier and not self._date(units, measured, later):
            return None
        qualifiers = {"metric": measured.metric} if measured.metric else {}
        date = self._date(units, measured, later)
        business = _business(measured, self.words["business"])
        if business:
            date = date or self.period
            self.period = date if "-" in date else self.period
        if date:
            qualifiers["date"] = date
        if measured.change:
            qualifiers["change"] = measured.change
        status = self.cues.status(measured.frame, units) if measured.frame is not None else "actual"
        if status is None:
            return None
        if (
            measured.frame is not None
            and measured.frame.lemma in self.cues.words["forecast"]
            and status == "actual"
            and not measured.earlier
        ):
            status = (
                "forecast"
                if not (measured.frame.lemma in ("estimate", "see", "reckon") and not _future(date, reading))
                else "actual"
            )
        if measured.frame is not None and measured.frame.lemma in self.cues.words["planned"] and status == "actual":
            status = "planned"
        if status == "actual":
            status = (
                "planned"
                if measured.frame is not None and measured.frame.lemma in self.intended
                else measured.planned or status
            )
        if (
            status == "planned"
            and business
            and measured.frame is not None
            and measured.frame.lemma not in self.cues.words["planned"]
        ):
            status = "forecast"
        return Found(
            number,
            measured.holder,
            self.predicate,
            measured.value,
            tuple(sorted(qualifiers.items())),
            status,
            "measure",
            0.8 * measured.holder.confidence,
        )

    def _date(self, units: Sequence[Unit], measured: Measured, later: Sequence[Measured]) -> str:
        """The date nearest behind the value and before the next one; else the one that the clause opens with."""
        end = min((other.unit for other in later if other.unit > measured.unit), default=len(units))
        for unit in units[measured.unit + 1 : end]:
            if unit.span is not None and unit.span.kind == "date" and unit.span.date:
                return unit.span.date
            if unit.low in (";",):
                break
        begin = measured.frame.first if measured.frame is not None else 0
        before = [
            unit.span.date
            for unit in units[min(begin, measured.unit) : measured.unit]
            if unit.span is not None and unit.span.kind == "date" and unit.span.date
        ]
        return before[0] if before and not measured.earlier else ""


def _future(date: str, reading: Reading) -> bool:
    published = reading.document.published or ""
    return bool(date) and bool(published) and date[:4] >= published[:4]


def _business(measured: Measured, words: frozenset[str]) -> bool:
    return measured.metric.split()[-1:] != [] and measured.metric.split()[-1] in words


def _frame_of(frames: Sequence[Frame], phrase: NP) -> Frame | None:
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


def _containing(frames: Sequence[Frame], phrase: NP) -> list[Frame]:
    verbs = [frame for frame in frames if frame.kind == "verb"]
    direct = [frame for frame in verbs if any(phrase in found for found in frame.roles.values())]
    covering = [frame for frame in verbs if frame.first <= phrase.first < frame.last and frame not in direct]
    return [*direct, *reversed(covering)]


def _host(chunks: Sequence[Chunk], phrase: NP, prepositions: tuple[str, ...]) -> NP | None:
    for item in chunks:
        if isinstance(item, NP) and any(phrase in item.post.get(preposition, ()) for preposition in prepositions):
            return item
    return None


def _is_with(chunks: Sequence[Chunk], phrase: NP) -> bool:
    return phrase.governed in ("with", "at")


def _with(chunks: Sequence[Chunk], phrase: NP) -> NP | None:
    """What "with" hangs a phrase on: "a machine with a peak performance of"; through lists."""
    for position, item in enumerate(chunks):
        if isinstance(item, NP) and phrase in item.post.get("with", ()):
            return item
        if isinstance(item, Word) and item.low == "with" and position + 1 < len(chunks) and phrase.governed == "with":
            before = (
                chunks[position - 2]
                if position > 1 and isinstance(chunks[position - 1], Word)
                else chunks[position - 1]
                if position
                else None
            )
            if isinstance(before, NP) and before.first < phrase.first:
                return before
    return None


def _before_comma(chunks: Sequence[Chunk], phrase: NP) -> NP | None:
    """What a value only repeats in figures: "half the memory, 48 GB"."""
    position = next((i for i, item in enumerate(chunks) if item is phrase), 0)
    before = chunks[position - 2] if position > 1 else None
    comma = chunks[position - 1] if position > 1 else None
    return (
        before
        if isinstance(before, NP) and isinstance(comma, Word) and comma.low == "," and before.value is None
        else None
    )
