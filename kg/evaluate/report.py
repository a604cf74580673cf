"""Figures as a person reads them, and as another program does."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from kg.evaluate.calibration import Calibration
from kg.evaluate.intervals import Interval
from kg.evaluate.rates import Rate
from kg.evaluate.score import Figures, Row

RATES = ("statements", "entities", "mentions", "merging", "qualifiers")
SHARES = ("exact_type", "evidence_in_text")
WORST = 5  # articles in the table; the JSON and the page have all


def table(figures: Figures) -> str:
    """One line a figure, to the third digit; then predicates, qualifiers and articles, the worst first."""
    width = max(16, *(len(row.name) for row in (*figures.predicates, *figures.qualifier_kinds, *figures.worst[:WORST])))
    lines = [_head("", width, counted=False)]
    for name, rate in _rates(figures):
        lines.append(f"{name:<{width}}  {_rate(rate)}  {_interval(figures.intervals.get(name))}".rstrip())
    lines += [f"{name.replace('_', ' '):<{width}}  {getattr(figures, name):9.3f}" for name in SHARES]
    lines.append(f"{'articles':<{width}}  {figures.articles:9}")
    for title, rows in (
        ("predicates", figures.predicates),
        ("qualifiers", figures.qualifier_kinds),
        ("worst articles", figures.worst[:WORST]),
    ):
        if rows:
            lines += ["", _head(title, width, counted=True), *_rows(rows, width)]
    return "\n".join([*lines, "", *_calibration(figures.calibration, width)])


def slip_lines(figures: Figures) -> Iterator[str]:
    """The misses and false alarms, one a line: `article: entity missed: City "Tianjin"`."""
    for slip in figures.slips:
        yield f"{slip.source}: {slip.kind}: {slip.what}"


def as_json(figures: Figures, *, slips: bool) -> str:
    """An object with the same names, unrounded; misses and false alarms, where asked for, under `slips`."""
    row: dict[str, Any] = {}
    for name, rate in _rates(figures):
        row[name] = _json(rate, figures.intervals.get(name))
    row |= {name: getattr(figures, name) for name in (*SHARES, "articles")}
    for key, rows in (
        ("predicates", figures.predicates),
        ("qualifier_kinds", figures.qualifier_kinds),
        ("worst", figures.worst),
    ):
        row[key] = {each.name: _counted(each) for each in rows}
    row["calibration"] = asdict(figures.calibration)
    if slips:
        row["slips"] = [{"source": slip.source, "kind": slip.kind, "what": slip.what} for slip in figures.slips]
    return json.dumps(row, indent=1, ensure_ascii=False)


def _rates(figures: Figures) -> Iterator[tuple[str, Rate]]:
    for name in RATES:
        rate = getattr(figures, name)
        if rate is not None:
            yield name, rate


def _head(title: str, width: int, *, counted: bool) -> str:
    counts = "   said  wanted" if counted else ""
    return f"{title:<{width}}  precision  recall     F1  {'95 % interval':<14}{counts}".rstrip()


def _rows(rows: Iterable[Row], width: int) -> Iterator[str]:
    for row in rows:
        rate = _rate(row.rate, known=True)
        counts = f"{row.rate.said:6}  {row.rate.wanted:6}"
        yield f"{row.name:<{width}}  {rate}  {_interval(row.interval):<14} {counts}"


def _rate(rate: Rate, *, known: bool = False) -> str:
    """With `known`, a hyphen for what nothing was said or wanted of."""
    precision = f"{rate.precision:9.3f}" if rate.said or not known else f"{'-':>9}"
    recall = f"{rate.recall:6.3f}" if rate.wanted or not known else f"{'-':>6}"
    return f"{precision}  {recall}  {rate.f1:5.3f}" if rate.wanted or not known else f"{precision}  {recall}  {'-':>5}"


def _interval(interval: Interval | None) -> str:
    return f"[{interval[0]:.3f} {interval[1]:.3f}]" if interval else ""


def _calibration(found: Calibration, width: int) -> Iterator[str]:
    yield f"{'confidence':<{width}}       mean   right  statements"
    for each in found.bins:
        between = f"{each.low:.1f} to {each.high:.1f}"
        yield f"{between:<{width}}  {each.confidence:9.3f}  {each.accuracy:6.3f}  {each.count:10}"
    yield f"{'off by (ECE)':<{width}}  {found.ece:9.3f}"
    yield f"{'Brier score':<{width}}  {found.brier:9.3f}"


def _json(rate: Rate, interval: Interval | None) -> dict[str, Any]:
    row: dict[str, Any] = {"precision": rate.precision, "recall": rate.recall, "f1": rate.f1}
    return row | ({"f1_interval": list(interval)} if interval else {})


def _counted(row: Row) -> dict[str, Any]:
    return {**_json(row.rate, row.interval), "said": row.rate.said, "wanted": row.rate.wanted}
