"""HTML into pieces: headings, paragraphs, list items, table cells and captions, each on one line as a browser shows it.

Marks inside a sentence vanish without a trace (`<b>Ar</b>dent` is one word); `<br>` is a break after a full stop or
beside another one, and a space within a sentence. A cell of a table is a piece of its own: a row is no sentence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from lxml import etree, html

from kg.read import blocks
from kg.read.blocks import Block
from kg.text import nfc, squeeze

Element: TypeAlias = Any

# libxml2 gives up at 256 levels, or at 2,048 when told that a page is huge; what walks over the tree may do so earlier.
DEEPEST = 250
_TAG = re.compile(r"<(/?)([A-Za-z][\w:-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_FLAT = frozenset(
    (
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "td",
        "br",
        "title",
        "meta",
        "link",
        "script",
        "style",
        "head",
        "body",
    )
)
_BREAKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir"),
        *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary"),
        *("table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
_UNSHOWN = frozenset(
    (
        *("applet", "area", "audio", "button", "canvas", "datalist", "dialog", "embed", "frameset", "head", "iframe"),
        *("input", "map", "nav", "noscript", "object", "option", "rp", "rt", "script", "select", "style", "svg"),
        *("template", "textarea", "title", "video"),
    )
)
_BR = "\x1e"
_BROKEN_LINE = re.compile(rf"\s*{_BR}\s*(?:{_BR}\s*)+|(?<=[.!?:。！？：;；”\"'’)）…])\s*{_BR}\s*")
_NONE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FOR_EARS = re.compile(
    r"(?:^|\s)(?:sr-only|visually-hidden|screen-reader-text|noprint|mw-editsection|mw-jump-link|reference|sharedaddy)(?:$|\s)"
)
_NOTE = re.compile(r"\s*[\[(]?(?:\d{1,3}|[a-z*†‡])[\])]?\s*")
_SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class Piece:
    """One block of a page: its text on one line, the line of the file, how many of its characters are links.

    `element` is the innermost block element around it.
    """

    text: str
    line: int
    links: int
    element: Element

    @property
    def tag(self) -> str:
        """The name of the block element."""
        return str(self.element.tag)

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading of any level."""
        return bool(re.fullmatch(r"h[1-6]", self.tag))

    @property
    def linked(self) -> float:
        """The share of its characters that are links."""
        return self.links / len(self.text)


def parse(text: str) -> Element | None:
    """The tree of a page or fragment, without comments; none when there is no element in it.

    A page nested deeper than `DEEPEST` loses its containers and keeps its paragraphs.
    """
    tree, deep = _tree(text)
    if deep:
        tree, deep = _tree(_TAG.sub(lambda tag: tag.group() if tag.group(2).lower() in _FLAT else "", text))
    return None if deep else tree


def _tree(text: str) -> tuple[Element | None, bool]:
    """The tree, and whether it is too deep."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        tree = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        return None, False
    if tree is None:
        return None, False
    level = deepest = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        level += 1 if event == "start" else -1
        deepest = max(deepest, level)
    return tree, deepest > DEEPEST


def fragment(text: str, line: int) -> list[Block]:
    """The blocks of a piece of HTML, as feeds and tables hold it; all begin at `line`."""
    tree = parse(f"<html><body>{text}</body></html>")
    return [] if tree is None else [Block(piece.text, line) for piece in pieces(tree)]


def plain(text: str) -> str:
    """A value on one line, without tags and with its entities resolved: a title with `&amp;` or `<em>` in it."""
    if not re.search(r"<[A-Za-z/]|&#?\w+;", text):
        return squeeze(text)
    tree = parse(f"<html><body><p>{text}</p></body></html>")
    return squeeze(text if tree is None else nfc(nfc("".join(tree.itertext()))))


def pieces(tree: Element) -> list[Piece]:
    """What a browser shows of a tree, block by block."""
    walk = _Walk()
    walker = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        if event == "start" and (is_hidden(element) or walk.is_note(element)):
            walker.skip_subtree()
            walk.skipped.add(element)
        elif event == "start":
            walk.start(element)
        else:
            walk.end(element)
    walk.flush()
    return walk.found


def is_hidden(element: Element) -> bool:
    """Whether a browser shows nothing of an element, or nothing that is text of the page."""
    return (
        element.tag in _UNSHOWN
        or "hidden" in element.attrib
        or (element.tag == "pre" and element.find(".//code") is not None)
        or bool(_NONE.search(element.get("style", "")))
        or bool(_FOR_EARS.search(element.get("class", "")))
    )


class _Walk:
    """Gathers the pieces on a way through the tree."""

    def __init__(self) -> None:
        self.found: list[Piece] = []
        self.skipped: set[Element] = set()
        self.parts: list[tuple[str, bool]] = []
        self.inside: list[Element] = []
        self.links = 0
        self.line = self.began = 1

    def start(self, element: Element) -> None:
        self.line = max(self.line, element.sourceline or 1)
        if element.tag in _BREAKS:
            self.flush()
            self.inside.append(element)
        self.links += element.tag == "a"
        if element.tag == "br":
            self._add(_BR)
        self._add(element.text)

    def end(self, element: Element) -> None:
        if element in self.skipped:
            self.line += sum(part.count("\n") for part in element.itertext() if isinstance(part, str))
        else:
            self.links -= element.tag == "a"
            if element.tag in _BREAKS:
                self.flush()
                self.inside.pop()
        self._add(element.tail)

    def is_note(self, element: Element) -> bool:
        """Whether an element is the mark of a note: raised, a number, and behind a stop or a link to the note."""
        if element.tag != "sup" or not _NOTE.fullmatch("".join(element.itertext())):
            return False
        before = "".join(text for text, _ in self.parts).rstrip()[-1:]
        return before in tuple(".,;:!?\"'”’。，；！？") or element.find("a") is not None

    def _add(self, text: str | None) -> None:
        if not text:
            return
        if not any(part.strip() for part, _ in self.parts):
            self.parts = []
            self.began = self.line + text[: len(text) - len(text.lstrip())].count("\n")
        self.parts.append((text, self.links > 0))
        self.line += text.count("\n")

    def flush(self) -> None:
        """End the block that stands open."""
        parts, self.parts = self.parts, []
        whole = "".join(text for text, _ in parts)
        if not self.inside or not whole.strip():
            return
        element = self.inside[-1]
        shown = sum(len(text.strip()) for text, _ in parts if text != _BR)
        share = sum(len(text.strip()) for text, linked in parts if linked) / max(shown, 1)
        for block in _split(whole, element.tag == "pre", self.began):
            self.found.append(Piece(block.text, block.line, round(share * len(block.text)), element))


def _split(text: str, is_set: bool, line: int) -> Iterator[Block]:
    """The blocks of a run of text; one that is set line by line is read like a text file."""
    if is_set:
        yield from blocks.split(nfc(nfc(text.replace(_BR, "\n"))), line)
        return
    offset = 0
    for part in _BROKEN_LINE.split(text):
        begin = text.index(part, offset)
        offset = begin + len(part)
        shown = squeeze(nfc(nfc(part.replace(_BR, " ").replace(_SOFT_HYPHEN, ""))))
        if any(map(str.isalnum, shown)):
            begin += len(part) - len(part.lstrip())
            yield Block(shown, line + text.count("\n", len(text) - len(text.lstrip()), begin))
