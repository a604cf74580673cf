"""Places in a list: 在榜单中排名第六, 以32%的份额位列第一."""

from collections.abc import Iterator, Sequence

from kg.extract.chinese.clauses import Verb
from kg.extract.chinese.coreference import Told
from kg.extract.chinese.cues import ChineseCues
from kg.extract.reading import Span, Unit
from kg.extract.relations import Found
from kg.extract.rulebook import Rulebook
from kg.ontology import Ontology

CONFIDENCE = 0.85
_FAR = 0.85  # how much less sure a list of an earlier sentence is


class ChineseRanks:
    """Finds places in lists."""

    def __init__(self, ontology: Ontology, rules: Rulebook, base: Rulebook, cues: ChineseCues) -> None:
        self.ontology = ontology
        self.cues = cues
        self.predicate = base.names.get("rank_predicate", "")
        self.verbs = frozenset(rules.names.get("rank_verbs", ()))

    def lists(self, spans: Sequence[Span]) -> list[Span]:
        """The lists among the spans."""
        term = self.ontology.properties.get(self.predicate)
        if term is None or not term.range:
            return []
        return [span for span in spans if span.named and span.type and self.ontology.is_a(span.type, *term.range)]

    def find(
        self, number: int, units: Sequence[Unit], spans: Sequence[Span], verbs: Sequence[Verb], told: Told
    ) -> Iterator[Found]:
        """The places that a sentence gives."""
        if not self.predicate or self.cues.unreal(units):
            return
        here = self.lists(spans)
        target = here[0] if here else told.ranking
        if target is None:
            return
        for index, unit in enumerate(units):
            span = unit.span
            if span is None or span.kind != "ordinal" or span.quantity is None:
                continue
            verb = self._verb(units, index)
            if verb is None:
                continue
            subject = self._subject(units, verb, verbs, told)
            if subject is None or not self.ontology.fits(self.predicate, subject.type, target.type):
                continue
            sure = CONFIDENCE * subject.confidence * (1.0 if here else _FAR)
            pairs = {"rank": span.quantity.value, "count": _count(units, verb)}
            kept = tuple(sorted((key, value) for key, value in pairs.items() if value))
            yield Found(number, subject, self.predicate, target, kept, "actual", "zh-rank", sure)

    def _verb(self, units: Sequence[Unit], index: int) -> int | None:
        """The verb of ranking in front of a place, with nothing but nouns between."""
        for at in range(index - 1, max(index - 5, -1), -1):
            if units[at].low in self.verbs:
                return at
            if units[at].tag == "w":
                return None
        return None

    def _subject(self, units: Sequence[Unit], at: int, verbs: Sequence[Verb], told: Told) -> Span | None:
        """Who has the place: the subject of the verb, else the last name of the right class before it."""
        domain = self.ontology.properties[self.predicate].domain
        for verb in verbs:
            for chunk in verb.get("subj"):
                if verb.text == units[at].low:
                    fitting = [span for span in chunk.refs if self.ontology.is_a(span.type, *domain)]
                    if fitting:
                        return fitting[0]
        before = [unit.span for unit in units[:at] if unit.span is not None and unit.span.named]
        fitting = [span for span in before if span.type and self.ontology.is_a(span.type, *domain)]
        return fitting[-1] if fitting else next(iter(told.subjects[-1:]), None)


def _count(units: Sequence[Unit], at: int) -> str:
    """How many entries it has in the list: "以46套系统位列第一"."""
    for index in range(at - 1, max(at - 7, -1), -1):
        span = units[index].span
        if units[index].low in ("，", "；"):
            break
        if span is not None and span.kind == "number" and span.quantity is not None:
            return span.quantity.value
    return ""
