"""PDF: its text in the order in which it is drawn, joined into paragraphs; the line of a block is its page.

Needs the extra `kg[pdf]`; without it a PDF is a Problem, and everything else is read. What every page repeats at its
top or bottom, and the pages' numbers, are no text. When a PDF was made is not when its article was published, so the
date comes from the byline only.
"""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import quantiles
from typing import Any

from kg.model import Document, Problem
from kg.read import article, byline, head, junk
from kg.read.blocks import Block
from kg.text import nfc, squeeze

_MAGIC = b"%PDF-"
_NEAR_START = 1_024
_NUMBER = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*|第\s*\d{1,4}\s*页.{0,8}", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_ITEM = re.compile(r"(?:[•‣◦▪●■*–-]|\(?\d{1,2}[.)])\s+")
_BULLET = re.compile(r"[•‣◦▪●■]\s+")
_STOPS = (".", "!", "?", "。", "！", "？", ":", "：", '."', ".”", "。”")
_WIDE = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
# A line this full goes on in the next one; the last one of a paragraph is mostly shorter.
_FULL = 0.75
_EDGE, _REPEATED = 2, 3
_NOT_LETTER = re.compile(r"[\W_]+")
# A page of small print has 10,000 characters; a file of bytes that says it has more pages than this is a trap.
_MOST_PAGES = 5_000

Line = tuple[str, int]


class PdfReader:
    """Takes a PDF."""

    name = "pdf"

    def accepts_bytes(self, path: Path, data: bytes) -> bool:
        """Whether the PDF's mark stands near the beginning."""
        return _MAGIC in data[:_NEAR_START] and not data.lstrip().startswith((b"<", b"---", b"{"))

    def read_bytes(self, source: str, data: bytes, digest: str) -> Iterator[Document | Problem]:
        """One Document; a Problem when it is broken, locked, without text, or when pypdf is not installed."""
        try:
            import pypdf
        except ModuleNotFoundError:
            yield _missing(source)
            return
        try:
            pages, info = _opened(pypdf, data)
        except Exception as error:  # pypdf raises nearly anything at a file that is not what it says it is
            yield _unreadable(source, type(error).__name__, str(error))
            return
        found = _blocks(pages)
        if not found:
            yield _scanned(source, len(pages))
            return
        yield from _composed(found, info, source, digest)


def _opened(pypdf: Any, data: bytes) -> tuple[list[str], dict[str, str]]:
    """The text of each page, and the title and author that the file names."""
    logging.getLogger("pypdf").addHandler(logging.NullHandler())  # what it warns of is no loss, or is raised
    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise PermissionError("it is locked with a password")
    pages = [nfc(nfc(page.extract_text())) for page in reader.pages[:_MOST_PAGES]]
    info = reader.metadata or {}
    return pages, {key: squeeze(nfc(str(info[key]))) for key in ("/Title", "/Author") if info.get(key)}


def _composed(found: list[Block], info: dict[str, str], source: str, digest: str) -> Iterator[Document | Problem]:
    wanted = _letters(info.get("/Title", ""))
    named = next((block for block in found[:6] if wanted and _letters(block.text) == wanted), None)
    if named is not None:
        found = [named, *(block for block in found if block is not named)]
    top = head.take(junk.trim(found))
    facts = article.Facts(
        source=source,
        digest=digest,
        title=top.title,
        authors=top.byline.authors or byline.persons(info.get("/Author", "")),
        publisher=top.byline.publisher,
        published=top.byline.published,
    )
    yield from article.compose(top.blocks, facts)


def _blocks(pages: Sequence[str]) -> list[Block]:
    """The paragraphs of all pages; one may go on over the end of a page."""
    lines = _lines(pages)
    lengths = sorted(len(text) for text, _ in lines if text)
    width = quantiles(lengths, n=10)[-1] if len(lengths) > 1 else max(lengths, default=0)
    found: list[Block] = []
    last = ""
    for text, page in lines:
        if text and found and last and _continues(last, text, width):
            found[-1] = Block(_joined(found[-1].text, text), found[-1].line)
        elif text and any(map(str.isalnum, text)):
            found.append(Block(_BULLET.sub("", text, count=1), page))
        last = text or ("" if not last or last.endswith(_STOPS) else last)
    return found


def _lines(pages: Sequence[str]) -> list[Line]:
    """The lines with their pages, without what is repeated at the edges of pages; empty ones part paragraphs."""
    rows = [[squeeze(row) for row in page.split("\n")] for page in pages]
    edges = Counter(key for page in rows for key in {_key(row) for row in _edge(page)})
    gone = {key for key, count in edges.items() if count >= max(_REPEATED, len(pages) // 2)}
    found: list[Line] = []
    for number, page in enumerate(rows, 1):
        edge = set(_edge(page))
        found += [(row, number) for row in page if not (row in edge and (_key(row) in gone or _NUMBER.fullmatch(row)))]
    return found


def _edge(page: Sequence[str]) -> list[str]:
    shown = [row for row in page if row]
    return [*shown[:_EDGE], *shown[-_EDGE:]]


def _key(row: str) -> str:
    return _DIGITS.sub("#", row)


def _continues(last: str, text: str, width: float) -> bool:
    """Whether a line goes on with the paragraph of the one before."""
    if _ITEM.match(text):
        return False
    if text[0].islower() and not last.endswith(_STOPS):
        return True
    return len(last) >= _FULL * width and not (last.endswith(_STOPS) and len(last) < 0.9 * width)


def _joined(before: str, text: str) -> str:
    """Two lines as one: a word that was parted is whole again; Chinese is joined without a space."""
    if re.search(r"[^\W\d_]-$", before) and text[0].islower():
        return before[:-1] + text
    return before + ("" if _WIDE.match(before[-1]) and _WIDE.match(text[0]) else " ") + text


def _letters(text: str) -> str:
    return _NOT_LETTER.sub("", text)


def _missing(source: str) -> Problem:
    message = 'a PDF needs pypdf, which is not installed. The file was left out; install it: pip install "kg[pdf]"'
    return Problem(code="KG-R12", source=source, message=message)


def _unreadable(source: str, kind: str, why: str) -> Problem:
    said = squeeze(why)[:120].rstrip(".") or kind
    message = f"the PDF cannot be read: {said}. It was left out; open and save it anew, without a password."
    return Problem(code="KG-R13", source=source, message=message)


def _scanned(source: str, pages: int) -> Problem:
    message = f"a PDF without text on its pages ({pages:,}), probably a scan. It was left out; run text recognition."
    return Problem(code="KG-R14", source=source, message=message)
