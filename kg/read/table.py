"""Tables of articles: values with commas, semicolons, tabs or bars between them, the names of the fields above."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.model import Document, Problem
from kg.read import decode, fields, record

_DELIMITERS = (",", ";", "\t", "|")
_SEPARATOR_LINE = re.compile(r"sep=(.)\s*")
_NAME = re.compile(r"[\w .:/()@#-]{0,40}")
_WORD = re.compile(r"[\w.#-]+")
_TEXTS = frozenset(
    (*fields.TITLE, "text", "body", "content", "article", "fulltext", "articlebody", "articletext", "maintext")
)
_KNOWN = frozenset(
    (
        *_TEXTS,
        *fields.SUBTITLE,
        *fields.EXCERPT,
        *fields.URLS,
        *fields.DATES,
        *fields.AUTHORS,
        *fields.PUBLISHERS,
        "id",
        "language",
    )
)
_SAMPLE = 65_536
# The largest field of a table, for the `csv` module: no field is larger than a file may be.
_LARGEST = 20_000_000


@dataclass(frozen=True, slots=True)
class _Heading:
    """The names of the fields, what stands between them, and the index of the line below."""

    names: tuple[str, ...]
    delimiter: str
    below: int


class TableReader:
    """Takes a table whose first line names a title or a text, and another field of an article beside it."""

    name = "table"
    verbatim = False

    def accepts(self, path: Path, text: str) -> bool:
        """Whether the first line names fields of an article, and a line below it has as many values."""
        rows = text[:_SAMPLE].split("\n")
        heading = _heading(rows)
        if heading is None:
            return False
        width = len(heading.names)
        return any(len(row) == width for _, _, row in _rows(rows, heading) if row)

    def read(self, source: str, text: str, digest: str) -> Iterator[Document | Problem]:
        """An article a row; a Problem for rows that do not fit the heading, with their lines."""
        rows = text.split("\n")
        heading = _heading(rows)
        if heading is None:
            yield decode.notice(source, "it is a table without titles or texts")
            return
        others: list[int] = []
        for first, last, row in _rows(rows, heading):
            if row is None:
                yield _not_read(source, first, last, len(heading.names))
                continue
            values = record.named(dict(zip(heading.names, row, strict=True)))
            if record.is_article(values):
                yield from record.read(values, record.Origin(source=source, digest=digest, line=first))
            else:
                others.append(first)
        if others:
            yield record.no_articles(source, others)


def _heading(rows: Sequence[str]) -> _Heading | None:
    """The heading of a table of articles; none when the first line is none."""
    below = next((index for index, row in enumerate(rows) if row.strip()), len(rows) - 1)
    separator = _SEPARATOR_LINE.fullmatch(rows[below])
    below += separator is not None
    if below >= len(rows):
        return None
    best: _Heading | None = None
    most = 0
    for delimiter in (separator.group(1),) if separator else _DELIMITERS:
        names = _split(rows[below], delimiter)
        keys = {fields.key(name) for name in names}
        known = len(keys & _KNOWN)
        fits = len(names) > 1 and not keys.isdisjoint(_TEXTS) and all(map(_NAME.fullmatch, names))
        if fits and known > most and (known > 1 or all(map(_WORD.fullmatch, names))):
            best, most = _Heading(tuple(names), delimiter, below + 1), known
    return best


def _split(row: str, delimiter: str) -> list[str]:
    """The values of one line, whatever its quotes."""
    return next(csv.reader([row], delimiter=delimiter), []) if len(row) < 100_000 else []


def _rows(rows: Sequence[str], heading: _Heading) -> list[tuple[int, int, list[str] | None]]:
    """First and last line of each row, from 1, and its values; none for lines that are no row.

    A row may go over several lines inside quotes. One whose quotes do not fit is tried as a line by itself, so that a
    single quote mark that was forgotten costs its own row only.
    """
    before = csv.field_size_limit(_LARGEST)
    try:
        return list(_parsed(rows, heading))
    finally:
        csv.field_size_limit(before)


def _parsed(rows: Sequence[str], heading: _Heading) -> Iterator[tuple[int, int, list[str] | None]]:
    width, index, bad = len(heading.names), heading.below, -1
    while index < len(rows):
        if not rows[index].strip():
            index += 1
            continue
        row, used = _row(rows, index, heading.delimiter, width)
        if row is None:
            bad = index if bad < 0 else bad
            index += 1
            continue
        if bad >= 0:
            yield bad + 1, index, None
            bad = -1
        yield index + 1, index + used, row
        index += used
    if bad >= 0:
        yield bad + 1, len(rows), None


def _row(rows: Sequence[str], index: int, delimiter: str, width: int) -> tuple[list[str] | None, int]:
    """The row that begins at a line, and over how many lines it goes."""
    reader = csv.reader((rows[at] + "\n" for at in range(index, len(rows))), delimiter=delimiter, strict=True)
    try:
        row = next(reader)
        used = reader.line_num
    except csv.Error:
        row, used = [], 1
    if _fit(row, width):
        return row, used
    row = _split(rows[index], delimiter)
    return (row if _fit(row, width) else None), 1


def _fit(row: list[str], width: int) -> bool:
    """Whether a row has as many values as the heading, once empty ones behind are taken off."""
    while len(row) > width and not row[-1].strip():
        row.pop()
    return len(row) == width


def _not_read(source: str, first: int, last: int, width: int) -> Problem:
    place = f"lines {first} to {last}" if last > first else f"line {first}"
    message = (
        f"{place}: not the {width} values that the heading names, or a quote mark that is not closed. Left out; put "
        "values that hold a separator, a line end or a quote mark in quotes, and double the quote marks inside."
    )
    return Problem(code="KG-R17", source=source, line=first, message=message)
