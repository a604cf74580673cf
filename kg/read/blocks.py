"""Lines into blocks: headings, list items and paragraphs, each on one line, with the line of the file it began on.

Markdown's marks at the beginning of a line go; those inside a line stay, because a quote of the block must stand word
for word in the file. So does a `>` inside a quotation of several lines: each of its lines is a block of its own.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.text import squeeze

_FENCE = re.compile(r"\s{0,3}(```|~~~)")
_QUOTED = re.compile(r"(?:>\s?)+")
_HEADING = re.compile(r"#{1,6}\s+")
_ITEM = re.compile(r"[-*+•‣◦▪]\s+")
_ALONE = re.compile(r"!\[[^\]]*\]\([^)]*\)|</?[A-Za-z][^<>]*>|\[[^\]]{1,80}\]:\s+\S+|[|:\s-]+")
_WRAPPED_WIDTHS = range(30, 121)
_LONG_TOKEN = 40
_STOPS = (".", "!", "?", ":", "。", "！", "？", "：", '"', "”")


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, list item or paragraph: one line of a document, and where in the file it began (from 1)."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is shown: its text without marks, its length with them, and whether it is running text."""

    text: str
    number: int
    length: int
    opens: bool
    alone: bool


def lines(text: str, first: int = 1) -> list[Block]:
    """Each line that holds a letter or a digit as a block; `first` is the number of the text's first line."""
    return [Block(line.text, line.number) for line in _shown(text, first)]


def split(text: str, first: int = 1) -> list[Block]:
    """The blocks of a text, in order; paragraphs that were wrapped at a fixed width are one block again."""
    shown = list(_shown(text, first))
    width = _wrapped_at(shown)
    blocks: list[Block] = []
    parts: list[_Line] = []
    for line in shown:
        if parts and not _continues(parts[-1], line, width):
            blocks.append(_block(parts))
            parts = []
        parts.append(line)
    return [*blocks, _block(parts)] if parts else blocks


def _block(parts: Sequence[_Line]) -> Block:
    return Block(" ".join(part.text for part in parts), parts[0].number)


def _shown(text: str, first: int) -> Iterator[_Line]:
    """The lines that a reader of the page sees: no rules, pictures, tags, code blocks or comments."""
    rows = text.split("\n")
    hidden = _hidden(rows)
    for index, row in enumerate(rows):
        line = row.strip()
        if index in hidden or _ALONE.fullmatch(line):
            continue
        mark = _QUOTED.match(line) or _HEADING.match(line)
        item = None if mark else _ITEM.match(line)
        start = mark or item
        content = _bare(squeeze(line[start.end() :] if start else line))
        if any(map(str.isalnum, content)):
            yield _Line(content, first + index, len(row.rstrip()), bool(item), bool(mark) or line.startswith("|"))


def _bare(line: str) -> str:
    """The line without marks that enclose the whole of it: `**Deals**`, `| a | b |`, `Deals ##`."""
    line = line.strip("|").strip()
    for mark in ("**", "__", "*", "_"):
        inner = line[len(mark) : -len(mark)]
        if inner and mark not in inner and line.startswith(mark) and line.endswith(mark):
            line = inner.strip()
    return line.rstrip("#").rstrip() if line.endswith((" #", "##")) else line


def _hidden(rows: Sequence[str]) -> set[int]:
    """The indices of lines inside code fences and comments that are closed again; an unclosed one hides itself only."""
    ends = {mark: [i for i, row in enumerate(rows) if row.strip() == mark] for mark in ("```", "~~~")}
    ends["<!--"] = [i for i, row in enumerate(rows) if row.rstrip().endswith("-->")]
    hidden: set[int] = set()
    index = 0
    while index < len(rows):
        fence = _FENCE.match(rows[index])
        mark = fence.group(1) if fence else "<!--" if rows[index].lstrip().startswith("<!--") else ""
        if mark:
            least = index if mark == "<!--" else index + 1
            place = bisect_left(ends[mark], least)
            last = ends[mark][place] if place < len(ends[mark]) else index
            hidden.update(range(index, last + 1))
            index = last
        index += 1
    return hidden


def _wrapped_at(shown: Sequence[_Line]) -> int:
    """The width at which the text was wrapped; 0 when each paragraph has a line of its own.

    A wrapped line ends where its next word would not have fitted, and mostly in mid-sentence.
    """
    width = max((line.length for line in shown if max(map(len, line.text.split())) < _LONG_TOKEN), default=0)
    pairs = [(one, two) for one, two in pairwise(shown) if two.number == one.number + 1]
    full = [one for one, two in pairs if _overflows(one, two, width)]
    within = sum(not one.text.endswith(_STOPS) for one in full)
    wrapped = width in _WRAPPED_WIDTHS and len(full) >= 2 and 2 * len(full) > len(pairs) and 2 * within > len(full)
    return width if wrapped else 0


def _overflows(one: _Line, two: _Line, width: int) -> bool:
    return one.length + 1 + len(two.text.split(maxsplit=1)[0]) > width


def _continues(one: _Line, two: _Line, width: int) -> bool:
    """Whether the second line goes on with the paragraph of the first."""
    if two.number != one.number + 1 or two.opens or two.alone or one.alone:
        return False
    return bool(width) and (_overflows(one, two, width) or (two.text[0].islower() and not one.text.endswith(_STOPS)))
