"""The figures as a page: tables, and every article's text with what was right, wrong and missed marked in it.

One file that works offline and runs no script: links lead from the tables to the articles, and between a mark and its
entry in the list beside the text. Its content security policy allows nothing but its own style sheet, by its hash.
"""

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import count

from jinja2 import Environment, StrictUndefined

from kg.evaluate.findings import Finding, Verdict
from kg.evaluate.marks import Mark, Stretch, blocks
from kg.evaluate.rates import Rate
from kg.evaluate.report import RATES, SHARES
from kg.evaluate.score import Figures, Row
from kg.model import Document

SIGNS = {Verdict.RIGHT: "✓", Verdict.WRONG: "✗", Verdict.MISSED: "○"}

# What is listed beside a text, in this order; right mentions and entities are many, and say nothing new.
_LISTED = (
    ("Statements", "statement", tuple(Verdict)),
    ("Qualifiers", "qualifier", (Verdict.WRONG, Verdict.MISSED)),
    ("Entities", "entity", (Verdict.WRONG, Verdict.MISSED)),
    ("Mentions", "mention", (Verdict.WRONG, Verdict.MISSED)),
)
_ORDER = {Verdict.WRONG: 0, Verdict.MISSED: 1, Verdict.RIGHT: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One document of a labelled file, ready to be shown."""

    title: str
    language: str
    blocks: tuple[tuple[Stretch, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A labelled file: its figures, its texts, and the lists beside them."""

    key: str
    row: Row
    texts: tuple[Text, ...]
    lists: tuple[tuple[str, tuple[Mark, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slips:
    """The mistakes with one predicate or qualifier."""

    key: str
    row: Row
    marks: tuple[Mark, ...]


def page(figures: Figures, documents: Iterable[Document]) -> str:
    """The whole page; `documents` are those that were scored."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["figure"] = lambda value: f"{value:.3f}"
    style = _asset("page.css")
    marks = _marks(figures)
    every = [mark for each in marks.values() for mark in each]
    return environment.from_string(_asset("page.html")).render(
        figures=figures,
        rates=[(name, getattr(figures, name)) for name in RATES if getattr(figures, name) is not None],
        shares=[(name.replace("_", " "), getattr(figures, name)) for name in SHARES],
        articles=list(_articles(figures, marks, list(documents))),
        breakdowns=[
            ("Predicates", _slips("predicate", figures.predicates, every, "statement")),
            ("Qualifiers", _slips("qualifier", figures.qualifier_kinds, every, "qualifier")),
        ],
        keys={row.name: f"article-{number}" for number, row in enumerate(figures.worst, 1)},
        signs=SIGNS,
        f1=_f1,
        style=style,
        policy=_policy(style),
    )


def _marks(figures: Figures) -> dict[str, list[Mark]]:
    """Every finding by article: first those that are listed, numbered, in the order of the lists; then the others."""
    found: dict[str, list[Finding]] = {row.name: [] for row in figures.worst}
    for finding in figures.findings:
        found[finding.source].append(finding)
    numbered = ((source, enumerate(sorted(each, key=_listed), 1)) for source, each in found.items())
    keys = count(1)
    return {
        source: [Mark(finding=finding, number=number, key=str(next(keys))) for number, finding in each]
        for source, each in numbered
    }


def _listed(finding: Finding) -> tuple[int, int]:
    """The place of its list, or the end, and its place there."""
    places = [
        place
        for place, (_, about, verdicts) in enumerate(_LISTED)
        if finding.about == about and finding.verdict in verdicts
    ]
    return (places or [len(_LISTED)])[0], _ORDER[finding.verdict]


def _articles(figures: Figures, marks: Mapping[str, list[Mark]], documents: Sequence[Document]) -> Iterator[Article]:
    """The worst first, as in the table that leads to them."""
    for number, row in enumerate(figures.worst, 1):
        mine = marks[row.name]
        texts = [document for document in documents if row.name in document.sources]
        yield Article(
            key=f"article-{number}",
            row=row,
            texts=tuple(
                Text(title=each.title or "", language=each.language, blocks=tuple(blocks(each, mine))) for each in texts
            ),
            lists=tuple(_lists(mine)),
        )


def _lists(marks: Sequence[Mark]) -> Iterator[tuple[str, tuple[Mark, ...]]]:
    for title, about, verdicts in _LISTED:
        yield title, tuple(mark for mark in marks if mark.finding.about == about and mark.finding.verdict in verdicts)


def _slips(prefix: str, rows: Sequence[Row], marks: Sequence[Mark], about: str) -> list[Slips]:
    slips: dict[str, list[Mark]] = {row.name: [] for row in rows}
    for mark in marks:
        if _is_slip(mark.finding, about):
            slips[mark.finding.name].append(mark)
    return [
        Slips(key=f"{prefix}-{number}", row=row, marks=tuple(slips[row.name])) for number, row in enumerate(rows, 1)
    ]


def _is_slip(finding: Finding, about: str) -> bool:
    return finding.about == about and finding.verdict is not Verdict.RIGHT


def _f1(rate: Rate) -> str:
    """A hyphen where nothing was wanted."""
    return f"{rate.f1:.3f}" if rate.wanted else "–"


def _asset(name: str) -> str:
    return (files("kg.evaluate") / "page" / name).read_text(encoding="utf-8")


def _policy(style: str) -> str:
    """Nothing may be fetched, no script runs, and this is the only style sheet."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
