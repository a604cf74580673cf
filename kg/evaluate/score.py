"""A graph against the labels of its articles: every article judged, and the figures of all of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.evaluate.calibration import Calibration, calibration
from kg.evaluate.entities import judge_entities
from kg.evaluate.findings import Finding, Judged, Verdict
from kg.evaluate.index import Index
from kg.evaluate.intervals import Draws, Interval
from kg.evaluate.mentions import judge_mentions
from kg.evaluate.rates import Rate, Tally, merging, share, total
from kg.evaluate.statements import judge_statements
from kg.gold import GoldArticle
from kg.model import Graph, Mention
from kg.ontology import Ontology
from kg.text import nfc, squeeze


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A rate of its own: of a predicate, a qualifier or an article; with the interval of its F1 where there is one."""

    name: str
    rate: Rate
    interval: Interval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How well a graph agrees with labels.

    Attributes:
        entities: by article; those of vague classes are left out.
        merging: B-cubed over pairs of an article and one of its entities. Source: Bagga and Baldwin 1998.
        qualifiers: of those that the labels list; others are neither right nor wrong.
        mentions: see `kg.evaluate.mentions`; none where the graph was given without its mentions.
        exact_type: share of the entities found whose class is the label's, not just one with the same root.
        evidence_in_text: share of the quotes that stand word for word, up to white space, in their article.
        intervals: of the F1 of the rates above, by the name of the attribute.
        predicates, qualifier_kinds, worst: statements by predicate, qualifiers by name, statements by article; the
            worst F1 first, then the most frequent.
        calibration: of the confidence of statements; one from several articles is right if it is right in one.
        findings: all that was judged, by article: mentions, entities, statements with their qualifiers.
    """

    statements: Rate
    entities: Rate
    merging: Rate
    qualifiers: Rate
    mentions: Rate | None
    exact_type: float
    evidence_in_text: float
    articles: int
    intervals: Mapping[str, Interval]
    predicates: tuple[Row, ...]
    qualifier_kinds: tuple[Row, ...]
    worst: tuple[Row, ...]
    calibration: Calibration
    findings: tuple[Finding, ...] = ()

    @property
    def slips(self) -> tuple[Finding, ...]:
        """The misses and false alarms."""
        return tuple(finding for finding in self.findings if finding.verdict is not Verdict.RIGHT)


def score(
    graph: Graph,
    gold: Sequence[GoldArticle],
    texts: Mapping[str, str],
    ontology: Ontology,
    mentions: Iterable[Mention] | None = None,
) -> Figures:
    """The figures of a graph that was built from labelled articles.

    `texts` are the decoded contents of the articles by source; `mentions` are those that the graph was made of.
    """
    index = Index(graph, mentions or (), ontology)
    every = [_judge(article, index, texts.get(article.source, ""), mentions is not None) for article in gold]
    draws = Draws(len(every))
    parts = {
        "mentions": [each.mentions for each in every],
        "entities": [each.entities for each in every],
        "statements": [total(each.predicates.values()) for each in every],
        "qualifiers": [total(each.qualifiers.values()) for each in every],
    }
    rates = {name: total(tallies).rate() for name, tallies in parts.items()}
    pairs = [each.pairs for each in every]
    intervals = {name: draws.f1(tallies) for name, tallies in parts.items()} | {"merging": draws.merging_f1(pairs)}
    return Figures(
        statements=rates["statements"],
        entities=rates["entities"],
        merging=merging([pair for each in pairs for pair in each]),
        qualifiers=rates["qualifiers"],
        mentions=None if mentions is None else rates["mentions"],
        exact_type=share(sum(each.exact for each in every), sum(each.entities.right for each in every)),
        evidence_in_text=share(sum(each.quotes_in_text for each in every), sum(each.quotes for each in every)),
        articles=len(every),
        intervals={name: interval for name, interval in intervals.items() if interval is not None},
        predicates=_rows([each.predicates for each in every], draws),
        qualifier_kinds=_rows([each.qualifiers for each in every], draws),
        worst=_worst_first(
            Row(name=each.source, rate=tally.rate()) for each, tally in zip(every, parts["statements"], strict=True)
        ),
        calibration=calibration(_confidences(every)),
        findings=tuple(finding for each in every for finding in each.findings),
    )


def _judge(article: GoldArticle, index: Index, text: str, with_mentions: bool) -> Judged:
    part = index.part(article)
    if with_mentions:
        judge_mentions(part)
    judge_statements(part, judge_entities(part), squeeze(nfc(text)))
    return part.judged


def _rows(tallies: Sequence[Mapping[str, Tally]], draws: Draws) -> tuple[Row, ...]:
    """One for each name that an article has."""
    names = sorted({name for each in tallies for name in each})
    by_name = {name: [each.get(name, Tally()) for each in tallies] for name in names}
    return _worst_first(
        Row(name=name, rate=total(each).rate(), interval=draws.f1(each)) for name, each in by_name.items()
    )


def _worst_first(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: (_worth(row.rate), -row.rate.said - row.rate.wanted, row.name)))


def _worth(rate: Rate) -> float:
    """The F1, or what there is of it: nothing may be wanted (all labels optional), nothing be said."""
    if rate.said and rate.wanted:
        return rate.f1
    return rate.precision if rate.said else float(not rate.wanted)


def _confidences(every: Sequence[Judged]) -> list[tuple[float, bool]]:
    found: dict[str, tuple[float, bool]] = {}
    for each in every:
        for statement, (confidence, right) in each.confidences.items():
            found[statement] = confidence, right or found.get(statement, (0.0, False))[1]
    return [found[statement] for statement in sorted(found)]
