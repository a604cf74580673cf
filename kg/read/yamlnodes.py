"""YAML read without trust: nothing is constructed, aliases, depth and size are bounded.

Only nodes are made, which know their line and which an alias shares instead of copying; a reader then takes the few
fields that it knows. The bounds are checked on the event stream before any node is made, so that neither a bomb of
aliases nor a tower of brackets is ever built.
"""

import re
from collections.abc import Mapping
from typing import TypeAlias

import yaml

from kg.read.fields import key as field_key
from kg.text import nfc, squeeze

LARGEST, MOST_ALIASES, DEEPEST, MOST_NODES = 1_000_000, 50, 20, 50_000
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OTHER_BREAKS = re.compile("[\x85\u2028\u2029]")

Node: TypeAlias = yaml.Node
Fields: TypeAlias = Mapping[str, Node]


class TooMuchError(Exception):
    """A document over one of the bounds. The line is counted from 0 within the text."""

    def __init__(self, what: str, line: int) -> None:
        super().__init__(what)
        self.line = line


def parse(text: str) -> Node | None:
    """The node of a YAML document, none for an empty one.

    Raises TooMuchError over a bound, and yaml.YAMLError where the text is no YAML.
    """
    if len(text) > LARGEST:
        raise TooMuchError(f"{len(text):,} characters, at most {LARGEST:,} are read", 0)
    text = _OTHER_BREAKS.sub(" ", text)
    _check_bounds(text)
    node: Node | None = yaml.compose(text, Loader=_LOADER)
    return node


def _check_bounds(text: str) -> None:
    aliases = depth = nodes = 0
    for event in yaml.parse(text, Loader=_LOADER):
        aliases += isinstance(event, yaml.AliasEvent)
        nodes += isinstance(event, yaml.NodeEvent)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        for count, most, what in (
            (aliases, MOST_ALIASES, "aliases"),
            (depth, DEEPEST, "levels"),
            (nodes, MOST_NODES, "values"),
        ):
            if count > most:
                raise TooMuchError(f"more than {most:,} {what}", event.start_mark.line if event.start_mark else 0)


def fields(node: Node | None) -> Fields:
    """The fields of a mapping, their names in lower-case letters only (`webUrl` and `web_url` are `weburl`).

    Empty for anything that is no mapping. The first of two fields with one name counts.
    """
    found: dict[str, Node] = {}
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if isinstance(key, yaml.ScalarNode):
            found.setdefault(field_key(key.value), value)
    return found


def items(node: Node | None) -> list[Node]:
    """The items of a sequence; any other node is its own only item."""
    if isinstance(node, yaml.SequenceNode):
        return list(node.value)
    return [] if node is None else [node]


def raw(node: Node | None) -> str:
    """A scalar's text with its line ends; empty for null, true and false, and for what is no scalar."""
    if not isinstance(node, yaml.ScalarNode) or node.tag in ("tag:yaml.org,2002:null", "tag:yaml.org,2002:bool"):
        return ""
    return nfc(nfc(str(node.value)))


def scalar(node: Node | None) -> str:
    """A scalar's text on one line."""
    return squeeze(raw(node))


def line(node: Node) -> int:
    """The line where a node's text begins, from 0 within the text that was parsed."""
    below = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
    return int(node.start_mark.line) + below
