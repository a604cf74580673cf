"""What a web page says of its article in JSON-LD, in meta tags (OpenGraph, Dublin Core, Highwire) and in `<time>`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from kg.read import byline, dates, linkeddata, markup
from kg.read.blocks import Block
from kg.read.linkeddata import Node
from kg.read.markup import Element, Piece
from kg.text import nfc, squeeze

_TITLES = ("og:title", "twitter:title", "citation_title", "dc.title", "dcterms.title", "parsely-title")
_DATES = (
    *("article:published_time", "og:published_time", "citation_publication_date", "citation_date", "parsely-pub-date"),
    *("dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "sailthru.date", "publishdate", "publish-date"),
    *("publish_date", "pubdate", "publication_date", "publisheddate", "datepublished", "article.published", "date"),
)
_AUTHORS = ("citation_author", "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl")
_SITES = (
    "og:site_name",
    "application-name",
    "citation_journal_title",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
)
_DESCRIPTIONS = ("og:description", "description", "twitter:description")
_URL = re.compile(r"https?://[^\s<>\"{}|\\^`]{3,2000}", re.IGNORECASE)
_SUFFIX = re.compile(r"\s+[|–—·»-]\s+|\s*[|_｜]\s*|\s*[-–—]\s*(?=[\u4e00-\u9fff]{2,8}$)")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_NOT_LETTER = re.compile(r"[\W_]+")
_LONGEST, _LONGEST_TITLE = 200, 300


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What is said of the article outside its text.

    Attributes:
        titles: the headline as it is given in several places, the best first; `site` may stand behind it.
        written: the date of publication as it stands, `published` in ISO 8601 when it is understood.
        aliases: the site's domain, when the publisher is the site.
        body: the text, if JSON-LD holds it.
        is_article, is_index: what the page calls itself.
    """

    titles: tuple[str, ...] = ()
    site: str = ""
    url: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    aliases: tuple[str, ...] = ()
    published: str | None = None
    written: str = ""
    language: str | None = None
    body: str = ""
    description: str = ""
    is_article: bool = False
    is_index: bool = False
    metadata: tuple[tuple[str, str], ...] = ()


def of(tree: Element) -> PageFacts:
    """The facts of a page, before anything is taken from its tree."""
    meta = _meta(tree)
    found = linkeddata.nodes(tree)
    headings = [squeeze(_shown(element)) for element in tree.iter("h1")]
    node = linkeddata.article(found, [*headings, *_said(meta, _TITLES)]) or {}
    site = next(_said(meta, _SITES), "")
    url = _url(tree, meta, node)
    publisher = next(_names(node, ("publisher", "sourceOrganization"), found), "") or site
    written = [*_dates(node), *_said(meta, _DATES), *_times(tree)]
    kind = next(_said(meta, ("og:type",)), "").lower()
    return PageFacts(
        titles=tuple(
            dict.fromkeys(filter(None, (_line(node, "headline", "name"), *_said(meta, _TITLES), _title(tree))))
        ),
        site=site or publisher,
        url=url,
        authors=_authors(node, found, meta, tree),
        publisher=publisher or None,
        aliases=_domain(url, publisher, site),
        published=next(filter(None, map(dates.parse, written)), None),
        written=next(iter(written), ""),
        language=_language(tree, node, meta),
        body=_body(node),
        description=_line(node, "description") or next(_said(meta, _DESCRIPTIONS), ""),
        is_article=bool(node) or kind.startswith(("article", "news")) or "article:published_time" in meta,
        is_index=not node and linkeddata.is_index(found),
        metadata=_metadata(node, meta),
    )


def title(facts: PageFacts, shown: Sequence[Piece]) -> Block | None:
    """The headline as the page shows it if it does, else as it is given; its line is that of the heading."""
    headings = [piece for piece in shown if piece.is_heading and len(piece.text) <= _LONGEST_TITLE]
    given = [stripped for stripped in (_without_site(each, facts.site) for each in facts.titles) if stripped]
    for written in given:
        for piece in headings:
            if _letters(piece.text) and _letters(piece.text) == _letters(written):
                return Block(piece.text, piece.line)
    tops = [piece for piece in headings if piece.tag == "h1" and _letters(piece.text) != _letters(facts.site)]
    for piece in tops:
        if any(_letters(piece.text) in _letters(each) and len(_letters(piece.text)) > 8 for each in facts.titles):
            return Block(piece.text, piece.line)
    if len(tops) == 1 and not facts.is_article:
        return Block(tops[0].text, tops[0].line)
    line = tops[0].line if tops else 1
    if given:
        return Block(given[0], line)
    return Block(tops[0].text, line) if tops else None


def _without_site(written: str, site: str) -> str:
    """The headline without the site's name behind or before it; without a known site, without the last short part."""
    parts = [part for part in _SUFFIX.split(written) if part.strip()]
    if len(parts) < 2:
        return written
    known = [part for part in parts if site and _letters(part) in (_letters(site), _letters(site.split(".")[0]))]
    if known:
        kept = written
        for name in known:
            kept = re.sub(rf"^{re.escape(name)}\s*[|–—·»_｜-]\s*|\s*[|–—·»_｜-]\s*{re.escape(name)}.*$", "", kept)
        return kept.strip()
    longest = max(parts, key=len)
    short = [part for part in parts[1:] if len(part.split()) <= 4]
    if longest == parts[0] and len(short) == len(parts) - 1 and re.search(r"[|_｜»]|\s[-–—]\s", written):
        return longest.strip()
    return written


def _meta(tree: Element) -> dict[str, list[str]]:
    """The content of meta tags by their name, property or itemprop, in lower case."""
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = squeeze(nfc(nfc(element.get("content", ""))))
        for name in filter(None, (element.get(key) for key in ("property", "name", "itemprop"))):
            if content:
                found.setdefault(name.strip().lower(), []).append(content)
    return found


def _said(meta: dict[str, list[str]], names: Sequence[str]) -> Iterator[str]:
    for name in names:
        yield from meta.get(name, ())


def _line(node: Node, *names: str) -> str:
    return markup.plain(nfc(nfc(linkeddata.text(node, *names))))


def _shown(element: Element) -> str:
    return nfc(nfc("".join(element.itertext())))


def _title(tree: Element) -> str:
    element = tree.find("head/title")
    element = element if element is not None else tree.find(".//title")
    return squeeze(_shown(element)) if element is not None else ""


def _url(tree: Element, meta: dict[str, list[str]], node: Node) -> str | None:
    links = [link.get("href", "") for link in tree.iter("link") if "canonical" in link.get("rel", "").lower().split()]
    main = node.get("mainEntityOfPage")
    main = main.get("@id") if isinstance(main, dict) else main
    given = [*links, *_said(meta, ("og:url",)), linkeddata.text(node, "url"), main if isinstance(main, str) else ""]
    return next((url for url in map(str.strip, given) if _URL.fullmatch(url)), None)


def _domain(url: str | None, publisher: str, site: str) -> tuple[str, ...]:
    """The host of the URL when the publisher is the site's name, or is in the host: others publish there, too."""
    try:
        host = (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ()
    of_site = publisher and (publisher == site or _letters(publisher) in _letters(host))
    return (host,) if host and of_site and host != publisher.lower() else ()


def _names(node: Node, fields: Sequence[str], found: Sequence[Node]) -> Iterator[str]:
    for field in fields:
        for value in linkeddata.values(node, field, found):
            name = (
                _line(value, "name")
                if isinstance(value, dict)
                else markup.plain(nfc(value))
                if isinstance(value, str)
                else ""
            )
            if name and len(name) <= _LONGEST and not _URL.match(name):
                yield name


def _authors(node: Node, found: Sequence[Node], meta: dict[str, list[str]], tree: Element) -> tuple[str, ...]:
    """Persons' names: JSON-LD's, else the meta tags', else those marked as author in the text."""
    marked = [_shown(el) for el in tree.iter("a", "span", "address", "p", "div") if _is_author(el)]
    for lines in (
        list(_names(node, ("author", "creator"), found)),
        list(map(_turned, _said(meta, _AUTHORS))),
        marked[:5],
    ):
        names = [name for line in lines for name in byline.persons(re.sub(r"(?i)^by\s+", "", squeeze(line)[:_LONGEST]))]
        if names:
            return tuple(dict.fromkeys(names))
    return ()


def _turned(name: str) -> str:
    """The name "Roe, Jane" as "Jane Roe"; anything else as it is."""
    last, _, first = name.partition(", ")
    return (
        f"{first} {last}" if first and len(last.split()) == 1 and len(first.split()) <= 2 and "," not in first else name
    )


def _is_author(element: Element) -> bool:
    return "author" in (element.get("rel"), element.get("itemprop"))


def _dates(node: Node) -> Iterator[str]:
    yield from filter(None, (linkeddata.text(node, name) for name in ("datePublished", "dateCreated", "uploadDate")))


def _times(tree: Element) -> Iterator[str]:
    """The moments of `<time>` elements: those that say that they are of publication, else the page's only one."""
    times = [element for element in tree.iter("time") if element.get("datetime")]
    marked = [
        el
        for el in times
        if "pubdate" in el.attrib or re.search(r"publish|entry-date|posted", f"{el.get('itemprop')} {el.get('class')}")
    ]
    for element in marked or (times if len(times) == 1 else ()):
        yield element.get("datetime", "")


def _language(tree: Element, node: Node, meta: dict[str, list[str]]) -> str | None:
    given = (
        linkeddata.text(node, "inLanguage"),
        tree.get("lang"),
        tree.get("xml:lang"),
        *_said(meta, ("og:locale", "content-language")),
    )
    return next((tag.replace("_", "-") for tag in given if tag and _TAG.fullmatch(tag)), None)


def _body(node: Node) -> str:
    written = linkeddata.text(node, "articleBody")
    if re.search(r"</?(?:p|br|div|h\d)\b", written, re.IGNORECASE):
        return "\n".join(block.text for block in markup.fragment(written, 1))
    return nfc(nfc(written))


def _metadata(node: Node, meta: dict[str, list[str]]) -> tuple[tuple[str, str], ...]:
    """Category and topics; a value over 200 characters is none."""
    category = [linkeddata.text(node, "articleSection"), *_said(meta, ("article:section",))]
    words = node.get("keywords")
    topics = [
        *(words if isinstance(words, list) else [words]),
        *_said(meta, ("article:tag", "news_keywords", "keywords")),
    ]
    pairs = []
    for key, given in (("category", category[:1] if category[0] else category[1:2]), ("topics", topics)):
        shown = [squeeze(nfc(value)) for value in given if isinstance(value, str) and 0 < len(value) <= _LONGEST]
        if shown:
            pairs.append((key, "; ".join(dict.fromkeys(shown))))
    return tuple(pairs)


def _letters(text: str) -> str:
    return _NOT_LETTER.sub("", text).casefold()
