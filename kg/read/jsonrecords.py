"""JSON Lines, a JSON array, or JSON that holds articles somewhere: what crawlers and the interfaces of sites give."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

from kg.model import Document, Problem
from kg.read import decode, record
from kg.read.record import Origin

Value: TypeAlias = Any

_SAMPLE = 20_000
_NAMES = ('"title', '"headline', '"text', '"body', '"content', '"articlebody', '"fulltext', '"maintext', '"article')
_DEEPEST = 4
_FEED_KEYS = frozenset(("homepageurl", "feedurl"))


class JsonReader:
    """Takes what begins like JSON and has a field that an article has."""

    name = "json"
    verbatim = False

    def accepts(self, path: Path, text: str) -> bool:
        """Whether it begins with an object, or an array of them, and an article's field stands near the beginning."""
        start = text[:_SAMPLE].lstrip()
        inner = start[1:].lstrip() if start.startswith("[") else start
        return (
            inner.startswith("{")
            and inner[1:].lstrip()[:1] in ('"', "}")
            and any(name in start.lower() for name in _NAMES)
        )

    def read(self, source: str, text: str, digest: str) -> Iterator[Document | Problem]:
        """An article a record; a Problem for a line that is no JSON, a notice when there is no article."""
        origin = Origin(source=source, digest=digest)
        any_article = any_problem = False
        others: list[int] = []
        for line, value in _values(text):
            if isinstance(value, _Broken):
                any_problem = True
                yield _not_read(source, line, value)
                continue
            articles, publisher = _articles(value)
            if not articles:
                others.append(line)
            for values in articles:
                any_article = True
                yield from record.read(values, replace(origin, line=line, publisher=publisher))
        if not any_article and not any_problem:
            yield decode.notice(source, "it is JSON without articles, which have a title or a text")
        elif others:
            yield record.no_articles(source, others)


class _Broken(str):
    """Why a value cannot be read."""


def _values(text: str) -> Iterator[tuple[int, Value]]:
    """The values of the file, each with its line: of lines, of an array, or the only one."""
    rows = [(number, row) for number, row in enumerate(text.split("\n"), 1) if row.strip()]
    if len(rows) > 1 and _is_lines(rows):
        for number, row in rows:
            yield number, _parsed(row)
        return
    if text.lstrip().startswith("["):
        yield from _items(text)
        return
    yield (rows[0][0] if rows else 1), _parsed(text)


def _is_lines(rows: Sequence[tuple[int, str]]) -> bool:
    """Whether the first line is an object by itself, or one of the next two, if they begin like objects, too."""
    first, *others = (row for _, row in rows[:3])
    if not first.lstrip().startswith("{"):
        return False
    return _is_object(_parsed(first)) or any(row.startswith("{") and _is_object(_parsed(row)) for row in others)


def _parsed(text: str) -> Value:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        return _why(error)


def _items(text: str) -> Iterator[tuple[int, Value]]:
    """The items of an array, up to the first that is broken."""
    decoder = json.JSONDecoder(strict=False)
    place, line, counted = text.index("[") + 1, 1, 0
    while True:
        while place < len(text) and (text[place].isspace() or text[place] == ","):
            place += 1
        line, counted = line + text.count("\n", counted, place), place
        if place < len(text) and text[place] == "]":
            return
        try:
            value, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError) as error:
            yield line, _why(error)
            return
        yield line, value


def _why(error: Exception) -> _Broken:
    return _Broken(error.msg if isinstance(error, json.JSONDecodeError) else "it is nested too deeply")


def _articles(value: Value) -> tuple[list[record.Values], str | None]:
    """The articles in a value, and the name of the feed that they are of."""
    if isinstance(value, dict):
        values = record.named(value)
        if record.is_article(values):
            return [values], None
        title = values.get("title")
        is_feed = not _FEED_KEYS.isdisjoint(values) or "jsonfeed" in str(values.get("version"))
        return _within(value), title if is_feed and isinstance(title, str) else None
    return _within(value), None


def _within(value: Value) -> list[record.Values]:
    """The articles of the first level of a value that has any."""
    level = [value]
    for _ in range(_DEEPEST):
        inner: list[Value] = []
        for each in level:
            inner += each.values() if isinstance(each, dict) else each if isinstance(each, list) else ()
        named = (record.named(each) for each in inner if isinstance(each, dict))
        found: list[record.Values] = [values for values in named if record.is_article(values)]
        if found:
            return found
        level = [each for each in inner if isinstance(each, (dict, list))]
    return []


def _is_object(value: Value) -> bool:
    return isinstance(value, dict)


def _not_read(source: str, line: int, why: str) -> Problem:
    message = (
        f"a record is no valid JSON: {why}; expected one object a line, or an array of them. It was left out; mend it."
    )
    return Problem(code="KG-R17", source=source, line=line, message=message)
