"""Digests: one or more headlines, then bullets with section names and marks, all on one line or one a line.

    Section Name - First bullet [1] - Second bullet [1] Next Section - Third bullet [2]

A section name and a bullet are each a block; the marks stay outside the blocks. Sections are known by their form, a
short phrase in title case between a mark (or the beginning) and " - ", because every digest has names of its own.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from kg.model import Document, Problem
from kg.read import article, blocks, head, junk
from kg.read.blocks import Block
from kg.text import has_cjk, squeeze

_SAMPLE = 200_000
_MARK = re.compile(r"\[\d{1,3}(?:\s?[,，、–-]\s?\d{1,3}){0,9}\](?:\s?\[\d{1,3}\]){0,9}")
_BULLET = re.compile(r"[-–—•*]\s")
_LINE_BULLET = re.compile(r"(?m)^[ \t]*[-–—•*][ \t]+")
_INLINE_BULLET = re.compile(r"\s[-–—•]\s")
_SMALL = re.compile(r"an?|and|as|at|by|for|from|in|of|on|or|the|to|vs\.?|with|&", re.IGNORECASE)
_LONGEST_SECTION, _SECTION_WORDS = 80, 8
# A dash inside a sentence goes on in lower case, or has little on one of its sides.
_BULLET_WORDS, _NEAR = 6, 200
# The headlines above the bullets; more than that is an article of paragraphs that has a list somewhere.
_LONGEST_HEAD = 1_000

Span = tuple[int, int]


class DigestReader:
    """Takes a text in which at least two marks end a bullet."""

    name = "digest"
    verbatim = True

    def accepts(self, path: Path, text: str) -> bool:
        """Whether bullets begin somewhere, and at least two of their marks end one."""
        sample = text[:_SAMPLE]
        start = _body(sample)
        if start is None or start > _LONGEST_HEAD:
            return False
        ends = [end for _, end in _marks(sample, start)]
        opened = [end for end in [start, *ends] if _opens(sample, end)]
        return len(ends) >= 2 and len(opened) >= 2

    def read(self, source: str, text: str, digest: str) -> Iterator[Document | Problem]:
        """One Document: headlines, then section names and bullets, without the page's label and junk."""
        start = _body(text) or 0
        top = head.take(blocks.lines(text[:start]))
        shown = [*top.blocks, *_blocks(text, start)]
        facts = article.Facts(
            source=source,
            digest=digest,
            title=top.title,
            authors=top.byline.authors,
            publisher=top.byline.publisher,
            published=top.byline.published,
        )
        yield from article.compose(junk.trim(shown), facts)


def _body(text: str) -> int | None:
    """Where the bullets begin, with the name of their section; none when there are no bullets."""
    offset, section = 0, None
    for line in text.split("\n"):
        content = line.strip()
        if _BULLET.match(content):
            return offset if section is None else section
        if _section_end(content, 0) and _MARK.search(content):
            return offset
        if content:
            section = offset if _is_section(content) and not has_cjk(content) else None
        offset += len(line) + 1
    return None


def _is_section(phrase: str) -> bool:
    """Whether a phrase is written like a section's name: short, in title case, no sentence."""
    words = phrase.rstrip(":：").split()
    if not 0 < len(words) <= _SECTION_WORDS or len(phrase) > _LONGEST_SECTION or phrase.endswith((".", ",", ";", "?")):
        return False
    return not words[0][0].islower() and all(_SMALL.fullmatch(word) or not word[0].islower() for word in words)


def _section_end(text: str, begin: int, end: int | None = None) -> int | None:
    """Where the section name that begins here ends, before its first bullet; none when no name begins here."""
    limit = begin + _LONGEST_SECTION + 10
    dash = _INLINE_BULLET.search(text, begin, limit if end is None else min(limit, end))
    return dash.start() if dash and _is_section(text[begin : dash.start()].strip()) else None


def _opens(text: str, begin: int) -> bool:
    """Whether a bullet, or a section name with its bullet, begins here."""
    while begin < len(text) and text[begin].isspace():
        begin += 1
    return bool(_BULLET.match(text, begin)) or _section_end(text, begin) is not None


def _marks(text: str, start: int) -> Iterator[Span]:
    """The marks that end a bullet: a line's end, a bullet or a section name follows. Others stay in the sentence."""
    for mark in _MARK.finditer(text, start):
        end = mark.end() + (text[mark.end() : mark.end() + 1] in (".", "。"))
        line_end = text[end : end + 20].lstrip(" \t")[:1] in ("", "\n")
        if line_end or (text[end].isspace() and _opens(text, end)):
            yield mark.start(), end


def _blocks(text: str, start: int) -> Iterator[Block]:
    """The sections and bullets from `start` on, and after the last mark the lines that are left."""
    breaks = [match.start() for match in re.finditer("\n", text)]
    begin = start
    for mark, end in _marks(text, start):
        for first, last in _cut(text, begin, mark):
            content = squeeze(text[first:last])
            if any(map(str.isalnum, content)):
                shift = len(text[first:last]) - len(text[first:last].lstrip())
                yield Block(content, bisect_right(breaks, first + shift - 1) + 1 if first + shift else 1)
        begin = end
    yield from blocks.lines(text[begin:], bisect_right(breaks, begin - 1) + 1 if begin else 1)


def _cut(text: str, begin: int, end: int) -> Iterator[Span]:
    """The blocks of what stands between two marks: section names, and bullets that have no mark of their own."""
    opened = [begin, *(bullet.start() for bullet in _LINE_BULLET.finditer(text, begin, end)), end]
    for first, last in pairwise(opened):
        yield from _cut_line(text, first, last)


def _cut_line(text: str, begin: int, end: int) -> Iterator[Span]:
    while begin < end and text[begin].isspace():
        begin += 1
    if bullet := _BULLET.match(text, begin, end):
        begin = bullet.end()
    elif section := _section_end(text, begin, end):
        yield begin, section
        begin = section + 3
    for dash in _INLINE_BULLET.finditer(text, begin, end):
        before = text[max(begin, dash.start() - _NEAR) : dash.start()].split()
        after = text[dash.end() : min(end, dash.end() + _NEAR)].split()
        if min(len(before), len(after)) >= _BULLET_WORDS and not after[0][0].islower():
            yield begin, dash.start()
            begin = dash.end()
    yield begin, end
