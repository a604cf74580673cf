"""Front matter: YAML between two `---` lines, and a Markdown body below it if there is one.

Title, subtitle, excerpt and body are text. Publisher, authors, date, URL and a few fields more are metadata; every
other field, known or opaque, stays behind. Each entry under `related` is a Document of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from kg.model import Document, Problem
from kg.read import article, blocks, byline, dates, junk, yamlnodes
from kg.read.blocks import Block
from kg.read.fields import AUTHORS, DATES, EXCERPT, METADATA, PUBLISHERS, SUBTITLE, TITLE, URLS
from kg.read.fields import key as field_key
from kg.read.yamlnodes import Fields, Node

_KEY = re.compile(r"(?m)^[\"']?([A-Za-z][\w -]{0,40})[\"']?[ \t]*:(?=\s|$)")
_URL = re.compile(r"https?://[^\s<>\"{}|\\^`]{3,2000}", re.IGNORECASE)
_DOMAIN = re.compile(r"(?:[\w-]{1,63}\.){1,6}[a-z]{2,24}", re.IGNORECASE)

_RELATED = ("related", "relatedarticles")
_ARTICLE_KEYS = frozenset((*TITLE, *SUBTITLE, *EXCERPT, *DATES, *AUTHORS, "provider", "publisher", "weburl"))
_LONGEST_VALUE = 200


@dataclass(frozen=True, slots=True)
class _File:
    """The two halves of a file: `line` is the file's line, from 1, of the first line between the fences."""

    source: str
    digest: str
    header: str
    line: int
    body: str | None


class FrontMatterReader:
    """Takes a text that begins with a `---` line and has a title, or two other fields of an article, below it."""

    name = "frontmatter"
    verbatim = True

    def accepts(self, path: Path, text: str) -> bool:
        """Whether an article's fields stand below a first line `---`; an unclosed fence needs a title among them."""
        file = _halves("", text, "")
        if file is None:
            return False
        keys = set(map(field_key, _KEY.findall(file.header[: yamlnodes.LARGEST])))
        return not keys.isdisjoint(TITLE) or (file.body is not None and len(keys & _ARTICLE_KEYS) >= 2)

    def read(self, source: str, text: str, digest: str) -> Iterator[Document | Problem]:
        """The article, then the related ones; a Problem when the front matter is broken or over a bound."""
        file = _halves(source, text, digest)
        if file is None or file.body is None:
            yield _problem("KG-R07", source, 1, "the front matter has no end; expected a second line `---`. Add it.")
            return
        try:
            node = yamlnodes.parse(file.header)
        except yamlnodes.TooMuchError as error:
            said = f"the front matter is too much to read safely: {error}. The file was left out; shorten it."
            yield _problem("KG-R07", source, file.line + error.line, said)
        except yaml.YAMLError as error:
            yield _broken(error, file)
        else:
            yield from _articles(file, yamlnodes.fields(node))


def _halves(source: str, text: str, digest: str) -> _File | None:
    """The header and body of a text whose first line with anything on it is `---`; no body when the fence is open."""
    start = len(text) - len(text.lstrip())
    opening = re.compile(r"---[ \t]*\n").match(text, start)
    if not opening:
        return None
    closing = re.compile(r"(?m)^(?:---|\.\.\.)[ \t]*$").search(text, opening.end())
    header = text[opening.end() : closing.start() if closing else len(text)]
    body = text[closing.end() :] if closing else None
    return _File(source, digest, header, text.count("\n", 0, opening.end()) + 1, body)


def _articles(file: _File, fields: Fields) -> Iterator[Document | Problem]:
    main: str | None = None
    below = junk.trim(blocks.split(file.body or "", file.line + file.header.count("\n")))
    for found in _article(file, fields, below, None):
        main = found.id if isinstance(found, Document) else main
        yield found
    entries = [entry for key in _RELATED for entry in yamlnodes.items(fields.get(key))]
    for entry in entries:
        for found in _article(file, yamlnodes.fields(entry), [], main, yamlnodes.line(entry)):
            if isinstance(found, Problem) or found.id != main:
                yield found


def _article(
    file: _File, fields: Fields, below: list[Block], part_of: str | None, line: int = 0
) -> Iterator[Document | Problem]:
    """The article of one mapping: the file's own, or a related one, which begins at a line of the header."""
    title = yamlnodes.scalar(_first(fields, TITLE))
    published = _published(fields)
    written = next((node for node in published if yamlnodes.scalar(node)), None)
    date = next((iso for iso in map(dates.parse, map(yamlnodes.scalar, published)) if iso), None)
    if written is not None and date is None:
        yield article.no_date(yamlnodes.scalar(written), file.line + yamlnodes.line(written), file.source)
    publisher, aliases = _publisher(fields)
    facts = article.Facts(
        source=file.source,
        digest=file.digest,
        line=file.line + line,
        title=title or None,
        url=next((url for url in (yamlnodes.scalar(fields.get(key)) for key in URLS) if _URL.fullmatch(url)), None),
        authors=_authors(fields),
        publisher=publisher,
        publisher_aliases=aliases,
        published=date,
        part_of=part_of,
        metadata=_metadata(fields),
    )
    texts = list(_texts(fields, file.line))
    above = {block.text for block in texts}
    yield from article.compose([*texts, *(block for block in below if block.text not in above)], facts)


def _texts(fields: Fields, first: int) -> Iterator[Block]:
    """Title, subtitle and excerpt; an excerpt of several paragraphs is several blocks."""
    title = _first(fields, TITLE)
    if title is not None:
        yield Block(yamlnodes.scalar(title), first + yamlnodes.line(title))
    for names in (SUBTITLE, EXCERPT):
        node = _first(fields, names)
        if node is None:
            continue
        begin = first + yamlnodes.line(node)
        literal = isinstance(node, yaml.ScalarNode) and node.style == "|"
        for block in blocks.split(yamlnodes.raw(node), begin):
            yield block if literal else Block(block.text, begin)


def _first(fields: Fields, names: tuple[str, ...]) -> Node | None:
    """The first of these fields that holds text."""
    return next((fields[name] for name in names if yamlnodes.scalar(fields.get(name))), None)


def _published(fields: Fields) -> list[Node]:
    return [fields[name] for name in DATES if name in fields]


def _authors(fields: Fields) -> tuple[str, ...]:
    """The authors' names: a list, a line of names, or mappings with a name."""
    nodes = [node for key in AUTHORS for node in yamlnodes.items(fields.get(key))]
    written = [yamlnodes.scalar(yamlnodes.fields(node).get("name", node)) for node in nodes]
    names = [name for line in written for name in byline.persons(re.sub(r"(?i)^by\s+", "", line[:_LONGEST_VALUE]))]
    return tuple(dict.fromkeys(names))


def _publisher(fields: Fields) -> tuple[str | None, tuple[str, ...]]:
    """The outlet's name and its domain."""
    node = next((fields[key] for key in PUBLISHERS if _outlet(fields.get(key))), None)
    inner = yamlnodes.fields(node)
    name = _outlet(node)
    domain = yamlnodes.scalar(inner.get("domain") or fields.get("domain")).lower()
    domains = (domain,) if _DOMAIN.fullmatch(domain) and domain != name.lower() else ()
    return (name or next(iter(domains), None)), domains if name else ()


def _outlet(node: Node | None) -> str:
    inner = yamlnodes.fields(node)
    name = yamlnodes.scalar(_first(inner, ("name", "title", "domain")) or node)
    return "" if _URL.match(name) or len(name) > _LONGEST_VALUE else name


def _metadata(fields: Fields) -> tuple[tuple[str, str], ...]:
    """The few other fields worth keeping, lists joined; a value over 200 characters is none of them."""
    pairs = []
    for key, names in METADATA.items():
        values = [yamlnodes.scalar(node) for name in names for node in yamlnodes.items(fields.get(name))]
        shown = [value for value in values if value and len(value) <= _LONGEST_VALUE]
        if shown:
            pairs.append((key, "; ".join(dict.fromkeys(shown))))
    return tuple(pairs)


def _problem(code: str, source: str, line: int, message: str) -> Problem:
    return Problem(code=code, source=source, line=line, message=message)


def _broken(error: yaml.YAMLError, file: _File) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    what = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be parsed"
    message = (
        f"the front matter is no valid YAML: {what}; expected lines `field: value`. The file was left out; put a value "
        'that holds a colon, a quote or a bracket in quotes: title: "A: B".'
    )
    return _problem("KG-R06", file.source, file.line + (mark.line if mark else 0), message)
