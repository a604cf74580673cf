"""Figures as a person reads them, and as another program does."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from kg.evaluate.score import Figures

_RATES = ("statements", "entities", "merging", "qualifiers")
_SHARES = ("exact_type", "evidence_in_text")


def table(figures: Figures) -> str:
    """One line a figure, to the third digit."""
    lines = [f"{'':<16}  precision  recall     F1"]
    for name in _RATES:
        rate = getattr(figures, name)
        lines.append(f"{name:<16}  {rate.precision:9.3f}  {rate.recall:6.3f}  {rate.f1:5.3f}")
    lines += [f"{name.replace('_', ' '):<16}  {getattr(figures, name):9.3f}" for name in _SHARES]
    lines.append(f"{'articles':<16}  {figures.articles:9}")
    return "\n".join(lines)


def slip_lines(figures: Figures) -> Iterator[str]:
    """The misses and false alarms, one a line: `article: entity missed: City "Tianjin"`."""
    for slip in figures.slips:
        yield f"{slip.source}: {slip.kind}: {slip.what}"


def as_json(figures: Figures, *, slips: bool) -> str:
    """An object with the same names, unrounded; misses and false alarms, where asked for, under `slips`."""
    row: dict[str, Any] = {}
    for name in _RATES:
        rate = getattr(figures, name)
        row[name] = {"precision": rate.precision, "recall": rate.recall, "f1": rate.f1}
    row |= {name: getattr(figures, name) for name in (*_SHARES, "articles")}
    if slips:
        row["slips"] = [asdict(slip) for slip in figures.slips]
    return json.dumps(row, indent=1, ensure_ascii=False)
