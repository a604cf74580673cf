"""YAML as strings, lists and mappings that know their lines: for files in which kg may find fault with a line.

No value is anything but a string: a name such as `NO`, a date and a number stay what they are.
"""

from collections.abc import Mapping
from typing import Any, TypeAlias

import yaml

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Items(list[Any]):
    """A list; `lines` has the line in the file, from 1, of each item."""

    def __init__(self, items: list[Any], lines: list[int]) -> None:
        super().__init__(items)
        self.lines = lines


class Fields(dict[str, Any]):
    """A mapping; `lines` has the line in the file, from 1, of each key."""

    def __init__(self, items: Mapping[str, Any], lines: Mapping[str, int]) -> None:
        super().__init__(items)
        self.lines = lines


Tree: TypeAlias = str | Items | Fields


class KeyTwiceError(Exception):
    """A key stands twice in one mapping, where the later would silently replace the earlier."""

    def __init__(self, key: str, line: int, first: int) -> None:
        super().__init__(key)
        self.key, self.line, self.first = key, line, first


def tree(text: str) -> Tree | None:
    """The content of a YAML document, none for an empty one; what is shared by an alias is one object.

    Raises yaml.YAMLError where the text is no YAML or a key is no text, RecursionError for what contains itself or is
    nested too deeply, and KeyTwiceError.
    """
    node = yaml.compose(text, Loader=_LOADER)
    return None if node is None else _tree(node, {})


def _tree(node: yaml.Node, known: dict[int, Tree]) -> Tree:
    if id(node) not in known:
        if isinstance(node, yaml.MappingNode):
            known[id(node)] = _fields(node, known)
        elif isinstance(node, yaml.SequenceNode):
            known[id(node)] = Items([_tree(item, known) for item in node.value], [_line(item) for item in node.value])
        else:
            known[id(node)] = str(node.value)
    return known[id(node)]


def _fields(node: yaml.MappingNode, known: dict[int, Tree]) -> Fields:
    values: dict[str, Tree] = {}
    lines: dict[str, int] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise yaml.MarkedYAMLError(problem="a key is no text", problem_mark=key.start_mark)
        name = str(key.value)
        if name in lines:
            raise KeyTwiceError(name, _line(key), lines[name])
        values[name], lines[name] = _tree(value, known), _line(key)
    return Fields(values, lines)


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
