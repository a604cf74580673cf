"""An article given as fields with values, as JSON, tables and feeds hold it; the values may hold HTML.

Title, subtitle, excerpt and body are text, an excerpt only where the body does not repeat it; publisher, authors, date,
URL, language and a few fields more are metadata. All blocks begin on the line of the record.
"""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeAlias

from kg.model import Document, Problem, Severity
from kg.read import article, blocks, byline, clutter, dates, fields, head, junk, markup
from kg.read.blocks import Block
from kg.text import has_cjk, nfc, squeeze

Values: TypeAlias = Mapping[str, Any]

_BODY = (
    *("articlebody", "body", "fulltext", "text", "content", "contenthtml", "contenttext", "articletext", "maintext"),
    *("maincontent", "bodytext", "bodyhtml", "paragraphs", "article", "story", "html"),
)
_LATER_DATES = (
    "dategmt",
    "created",
    "createdat",
    "datecreated",
    "timestamp",
    "time",
    "updated",
    "updatedat",
    "modified",
)
_LANGUAGE = ("language", "lang", "inlanguage", "locale")
# What a field's value calls its own text when it is no string: WordPress, schema.org and others.
_INNER = ("rendered", "value", "text", "html", "plain", "name", "title")
_INNER_TEXT = ("rendered", "value", "text", "html", "plain")
_HTML = re.compile(
    r"</?(?:p|br|div|span|a|b|i|em|strong|ul|ol|li|h[1-6]|img|figure|blockquote|table|section|article|html|body|sup|sub)"
    r"\b[^<>]*>",
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"&lt;/?(?:p|br|div|span|a|ul|li|h[1-6]|strong|em)\b.{0,300}?&gt;", re.IGNORECASE | re.DOTALL)
# What the free plan of an interface to the news leaves out.
_CUT = re.compile(r"\s*\[\+\d+ chars\]$")
_ENTITY = re.compile(r"&(?:#\d{2,6}|#[xX][0-9A-Fa-f]{2,5}|[A-Za-z]{2,8});")
_URL = re.compile(r"https?://[^\s<>\"{}|\\^`]{3,2000}", re.IGNORECASE)
_DOMAIN = re.compile(r"(?:[\w-]{1,63}\.){1,6}[a-z]{2,24}", re.IGNORECASE)
_EPOCH = re.compile(r"(\d{9,10})(\d{3})?(?:\.\d+)?")
_IN_BRACKETS = re.compile(r"\S+@\S+\s+\(([^()]+)\)")
_NOT_LETTER = re.compile(r"[\W_]+")
_LONGEST = 200
_LEAST_WORDS, _LEAST_CJK = 6, 10
_TITLE_WORDS, _TITLE_CJK = 3, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The file of a record, the line of the record in it, and what the file says of all its records."""

    source: str
    digest: str
    line: int = 1
    publisher: str | None = None
    language: str | None = None


def named(values: Mapping[Any, Any]) -> dict[str, Any]:
    """The values by the compared form of their names; of two with one form, the first that holds something."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        key = fields.key(str(name))
        if key and not found.get(key):
            found[key] = value
    return found


def is_article(values: Values) -> bool:
    """Whether the values hold running text, or a headline with an address or a date."""
    body = _text(values)
    if _counts(body, _LEAST_WORDS, _LEAST_CJK):
        return True
    title = _first(values, fields.TITLE)
    if title and _counts(body, _TITLE_WORDS, _TITLE_CJK):
        return True
    if not _counts(title, _TITLE_WORDS, _TITLE_CJK):
        return False
    return any(_URL.fullmatch(_string(values.get(name))) for name in fields.URLS) or any(map(_dated, _dates(values)))


def read(values: Values, origin: Origin) -> Iterator[Document | Problem]:
    """The record's article, and Problems for what is not understood."""
    title = markup.plain(_first(values, fields.TITLE))
    shown = list(_texts(values, origin.line, title))
    top = head.Head(title or None, byline.Byline(), tuple(shown)) if title else head.take(shown)
    written = next(iter(_dates(values)), "")
    published = next(filter(None, map(_dated, _dates(values))), None)
    if written and not published:
        yield article.no_date(written, origin.line, origin.source)
    publisher, aliases = _publisher(values)
    facts = article.Facts(
        source=origin.source,
        digest=origin.digest,
        line=origin.line,
        title=top.title,
        url=next((url for url in (_string(values.get(name)) for name in fields.URLS) if _URL.fullmatch(url)), None),
        authors=_authors(values) or top.byline.authors,
        publisher=publisher or origin.publisher or top.byline.publisher,
        publisher_aliases=aliases,
        published=published or top.byline.published,
        language=_string(_first(values, _LANGUAGE)) or origin.language,
        metadata=_metadata(values),
    )
    yield from article.compose(top.blocks, facts)


def no_articles(source: str, lines: Sequence[int]) -> Problem:
    """The notice that some records of a file are no articles."""
    message = (
        f"records with neither a text nor a title with a URL or a date: {len(lines):,}, the first in line {lines[0]}. "
        "They were left out; name these fields title, text, url, date."
    )
    return Problem(code="KG-R18", severity=Severity.INFO, source=source, line=lines[0], message=message)


def body_blocks(text: str, line: int) -> list[Block]:
    """The blocks of a value: HTML, HTML that was escaped once more, or text; all begin on one line."""
    text = _CUT.sub("", text)
    if _ESCAPED.search(text):
        text = html.unescape(text)
    if _HTML.search(text):
        return _of_html(text, line)
    if _ENTITY.search(text):
        text = nfc(nfc(html.unescape(text)))
    if "\n" not in text and text.count("\\n") > 1:
        text = text.replace("\\r", "").replace("\\n", "\n")
    return [Block(block.text, line) for block in junk.trim(blocks.split(text))]


def _of_html(text: str, line: int) -> list[Block]:
    tree = markup.parse(f"<html><body>{text}</body></html>")
    if tree is None:
        return []
    clutter.prune(tree)
    shown = [piece for piece in markup.pieces(tree) if not clutter.is_clutter(piece)]
    return junk.trim([Block(piece.text, line) for piece in shown])


def _texts(values: Values, line: int, title: str) -> Iterator[Block]:
    """Title, subtitle, excerpt and body, each thing once."""
    if title:
        yield Block(title, line)
    body = body_blocks(_text(values), line)
    said = _letters("".join(block.text for block in body))
    above = {_letters(title)}
    for names in (fields.SUBTITLE, fields.EXCERPT):
        for block in body_blocks(_first(values, names), line):
            letters = _letters(block.text)
            if letters not in above and letters not in said:
                above.add(letters)
                yield block
    yield from (block for block in body if _letters(block.text) not in above)


def _text(values: Values) -> str:
    """The body: a string, paragraphs, or what holds one of them; an object with a title inside is no text."""
    return next(filter(None, (_string(values.get(name), _INNER_TEXT) for name in _BODY)), "")


def _first(values: Values, names: Sequence[str]) -> str:
    return next(filter(None, (_string(values.get(name)) for name in names)), "")


def _string(value: Any, inner: Sequence[str] = _INNER) -> str:
    """A value's text: that of the field inside which holds it, the items of a list on lines; empty for null."""
    if isinstance(value, str):
        return nfc(nfc(value)).strip()
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, dict):
        return next((_string(value[name]) for name in inner if isinstance(value.get(name), str)), "")
    if isinstance(value, list):
        return "\n".join(filter(None, (_string(item, inner) for item in value if not isinstance(item, list))))
    return ""


def _counts(text: str, words: int, cjk: int) -> bool:
    """Whether a text is long enough to be running text."""
    return len(text) >= cjk if has_cjk(text) else len(text.split()) >= words


def _dates(values: Values) -> list[str]:
    return [_string(values[name]) for name in (*fields.DATES, *_LATER_DATES) if _string(values.get(name))]


def _dated(written: str) -> str | None:
    """A date in ISO 8601, also from the seconds or milliseconds that some count since 1970."""
    epoch = _EPOCH.fullmatch(written)
    if epoch:
        moment = datetime.fromtimestamp(int(epoch.group(1)), UTC)
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    return dates.parse(written)


def _authors(values: Values) -> tuple[str, ...]:
    """Names of persons, from a line, a list, or mappings with a name."""
    lines: list[str] = []
    for name in fields.AUTHORS:
        value = values.get(name)
        lines += map(_string, value if isinstance(value, list) else [value])
    found: list[str] = []
    for line in filter(None, lines):
        inside = _IN_BRACKETS.fullmatch(line)
        line = re.sub(r"(?i)^by\s+", "", markup.plain(inside.group(1) if inside else line)[:_LONGEST])
        found += byline.persons(line.replace(";", ","))
    return tuple(dict.fromkeys(found))


def _publisher(values: Values) -> tuple[str | None, tuple[str, ...]]:
    """The outlet's name, and its domain where a field gives that."""
    given = (markup.plain(_string(values.get(name))) for name in fields.PUBLISHERS)
    name = next((each for each in given if each and not _URL.match(each) and len(each) <= _LONGEST), "")
    domain = _string(values.get("domain")).lower()
    domains = (domain,) if _DOMAIN.fullmatch(domain) and domain != name.lower() else ()
    return (name or next(iter(domains), None)), domains if name else ()


def _metadata(values: Values) -> tuple[tuple[str, str], ...]:
    pairs = []
    for key, names in fields.METADATA.items():
        given = [line for name in names for line in _string(values.get(name)).split("\n")]
        shown = [squeeze(line) for line in given if line and len(line) <= _LONGEST]
        if shown:
            pairs.append((key, "; ".join(dict.fromkeys(shown))))
    return tuple(pairs)


def _letters(text: str) -> str:
    return _NOT_LETTER.sub("", text)
