"""Feeds: RSS 0.9 to 2.0 and Atom; every item is an article with its own URL, date and author.

Why not feedparser: it does not tell on which line an item stands, and hides what it mends. A feed is never
trusted: what declares entities is cut off before it is parsed, and nothing outside the file is opened.
"""

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from kg.model import Document, Problem
from kg.read import decode, markup, record
from kg.read.markup import Element
from kg.text import nfc, squeeze

_PROLOGUE = r"\s*(?:<\?[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>\s*)*"
_START = re.compile(_PROLOGUE + r"<(?:rss[\s>]|(?:\w+:)?feed\s|rdf:RDF\s)", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL)
_RSS_1 = "purl.org/rss/1.0"
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9A-Fa-f]{1,6});)(\w{1,31};)?")
_FEED = re.compile(
    r"\s*(?:[-–—|»:]\s*)?(?:\(?(?:RSS|Atom)\)?\s*(?:2\.0|1\.0)?\s*)?(?:news\s)?(?:feed|RSS)\)?$", re.IGNORECASE
)
_MEDIA = ("search.yahoo.com/mrss", "itunes.com", "podlove", "georss")
_NAMES = {
    "title": "title",
    "origLink": "url",
    "link": "link",
    "guid": "permalink",
    "id": "permalink",
    "pubDate": "pubdate",
    "published": "published",
    "issued": "publicationdate",
    "date": "date",
    "created": "created",
    "updated": "updated",
    "modified": "modified",
    "author": "author",
    "creator": "creator",
    "encoded": "contenthtml",
    "content": "content",
    "description": "description",
    "summary": "summary",
    "category": "topics",
    "subject": "topics",
    "source": "publisher",
    "language": "language",
}


class FeedReader:
    """Takes RSS and Atom."""

    name = "feed"
    verbatim = False

    def accepts(self, path: Path, text: str) -> bool:
        """Whether the root is `<rss>`, `<feed>`, or RDF of RSS 1.0."""
        start = _START.match(text)
        return start is not None and (not start.group().rstrip().endswith("rdf:RDF") or _RSS_1 in text[:5_000])

    def read(self, source: str, text: str, digest: str) -> Iterator[Document | Problem]:
        """An article an item; a Problem where the XML is broken, and what can be read is read."""
        parser = etree.XMLParser(
            encoding="utf-8", recover=True, huge_tree=True, resolve_entities=False, no_network=True, remove_pis=True
        )
        try:
            root = etree.fromstring(_safe(text).encode(), parser)
        except etree.XMLSyntaxError:
            root = None
        if root is None:
            yield _broken(source, 1, "it cannot be parsed")
            return
        fatal = next((entry for entry in parser.error_log if entry.level_name == "FATAL"), None)
        if fatal is not None:
            yield _broken(source, fatal.line, squeeze(fatal.message))
        items = [element for element in root.iter() if _local(element) in ("item", "entry")]
        if not items:
            yield decode.notice(source, "it is a feed without items")
        title, language = _of_feed(root)
        for item in items:
            origin = record.Origin(
                source=source, digest=digest, line=item.sourceline or 1, publisher=title, language=language
            )
            yield from record.read(_values(item), origin)


def _safe(text: str) -> str:
    """The feed without a DOCTYPE, so that no entity is declared; HTML's entities as what they stand for."""
    text = _DOCTYPE.sub(lambda found: "\n" * found.group().count("\n"), text, count=1)
    parts = _CDATA.split(text)
    return "".join(part if part.startswith("<![CDATA[") else _AMPERSAND.sub(_resolved, part) for part in parts)


def _resolved(found: re.Match[str]) -> str:
    """An entity of HTML as its character; any other ampersand as one that XML takes."""
    character = html.unescape(found.group()) if found.group(1) else "&"
    return character if character != found.group() and character not in "&<>" else "&amp;" + (found.group(1) or "")


def _of_feed(root: Element) -> tuple[str | None, str | None]:
    """The feed's title, as the outlet's name, and its language."""
    above = next((child for child in root if _local(child) == "channel"), root)
    values = {_local(child): child for child in reversed(above) if not _is_media(child)}
    title = markup.plain(nfc(nfc(_text(values["title"])))) if "title" in values else ""
    language = _text(values["language"]) if "language" in values else root.get(_xml("lang"))
    return _FEED.sub("", title).strip() or None, (language or "").strip() or None


def _values(item: Element) -> dict[str, Any]:
    """The item's fields, under the names that records have."""
    found: dict[str, Any] = {}
    for child in item:
        name = _local(child)
        if name not in _NAMES or _is_media(child):
            continue
        value = _value(child, name)
        if name in ("category", "subject", "author", "creator"):
            found.setdefault(_NAMES[name], []).append(value)
        elif value:
            found.setdefault(_NAMES[name], value)
    return found


def _value(element: Element, name: str) -> str:
    if name == "link" and element.get("href"):
        return _address(element) if element.get("rel", "alternate") == "alternate" else ""
    if name == "guid" and element.get("isPermaLink", "true") == "false":
        return ""
    if name == "category":
        return _text(element) or element.get("term", "")
    if name in ("author", "source"):
        inner = next((child for child in element if _local(child) in ("name", "title")), element)
        return _text(inner)
    if element.get("type") in ("xhtml", "application/xhtml+xml"):
        return "".join(etree.tostring(child, encoding="unicode", with_tail=True) for child in element)
    return _text(element)


def _address(link: Element) -> str:
    """The link's address, made absolute by `xml:base`."""
    return str(urljoin(link.base or "", link.get("href", "").strip()))


def _text(element: Element) -> str:
    return "".join(part for part in element.itertext() if isinstance(part, str)).strip()


def _is_media(element: Element) -> bool:
    return any(part in str(element.tag) for part in _MEDIA)


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2].rpartition(":")[2] if isinstance(element.tag, str) else ""


def _xml(name: str) -> str:
    return f"{{http://www.w3.org/XML/1998/namespace}}{name}"


def _broken(source: str, line: int, what: str) -> Problem:
    message = (
        f"the feed is no valid XML: {what}; expected RSS or Atom. What stands before and beside it was read; fetch the "
        "feed again, or mend the line."
    )
    return Problem(code="KG-R16", source=source, line=line, message=message)
