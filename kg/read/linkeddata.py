"""JSON-LD of a web page: the node of its article, with the nodes that it refers to. Source: schema.org."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from kg.read.markup import Element

Node: TypeAlias = Mapping[str, Any]

# Posting and Article cover BlogPosting, NewsArticle, TechArticle, LiveBlogPosting and every kind to come.
_ARTICLE = re.compile(r"(?:\w*Article|\w*Posting|Report|PressRelease\w*)$")
_INDEX = frozenset(("CollectionPage", "SearchResultsPage", "ItemList"))
_LARGEST, _MOST = 2_000_000, 5_000
_DEEPEST = 50


def nodes(tree: Element) -> list[Node]:
    """All nodes of a page that say what they are or have an `@id`, outer ones first; a broken block gives none."""
    found: list[Node] = []
    for script in tree.iter("script"):
        if "ld+json" in script.get("type", "").lower():
            found += _walk(_parsed(script.text or ""))
    return found[:_MOST]


def article(found: Sequence[Node], headings: Sequence[str]) -> Node | None:
    """The article's node: of several, the one whose headline the page shows, else the first."""
    articles = [node for node in found if any(map(_ARTICLE.search, kinds(node)))]
    shown = {heading.casefold() for heading in headings}
    named = [node for node in articles if text(node, "headline", "name").casefold() in shown]
    return next(iter(named or articles), None)


def is_index(found: Sequence[Node]) -> bool:
    """Whether the page says that it lists other pages."""
    return any(kind in _INDEX for node in found for kind in kinds(node))


def kinds(node: Node) -> list[str]:
    """The `@type`s of a node, without what stands before their names."""
    types = node.get("@type")
    return [str(kind).rsplit("/", 1)[-1] for kind in (types if isinstance(types, list) else [types]) if kind]


def text(node: Node, *names: str) -> str:
    """The first of these fields that is a string, or a list that begins with one."""
    for name in names:
        value = node.get(name)
        value = value[0] if isinstance(value, list) and value else value
        value = value.get("@value") if isinstance(value, dict) and "@value" in value else value
        if isinstance(value, str) and value.strip():
            return value
    return ""


def values(node: Node, name: str, found: Sequence[Node]) -> list[Any]:
    """The values of a field as a list; a reference to another node of the page is that node."""
    held = node.get(name)
    known = {other["@id"]: other for other in reversed(found) if isinstance(other.get("@id"), str) and len(other) > 1}
    items = held if isinstance(held, list) else [] if held is None else [held]
    return [known.get(item.get("@id"), item) if isinstance(item, dict) else item for item in items]


def _parsed(written: str) -> Any:
    """The block's value; pages write line ends into strings, comments around them and a semicolon behind."""
    written = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[|/\*.{0,20}\*/)|(?:-->|//\]\]>|;)\s*$", "", written)
    if len(written) > _LARGEST:
        return None
    try:
        return json.loads(written, strict=False)
    except (ValueError, RecursionError):
        return None


def _walk(value: Any) -> Iterator[Node]:
    todo = [(value, 0)]
    while todo:
        item, depth = todo.pop()
        if isinstance(item, dict) and ("@type" in item or "@id" in item):
            yield item
        inner = list(item.values()) if isinstance(item, dict) else item if isinstance(item, list) else []
        if depth < _DEEPEST:
            todo += [(each, depth + 1) for each in reversed(inner) if isinstance(each, (dict, list))]
