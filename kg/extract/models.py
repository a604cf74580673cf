"""Model numbers in names: whether a name ends in one, what it looks like, and the line that it belongs to."""

import re

_NUMBERED = re.compile(
    r"(.*?\D)[\s-]?(?:[A-Z]{0,4}[-]?\d[\w.\-+]*|No\.\s?\d+)(?:\s(?:[A-Z]\d|Pro|Max|Ultra|Plus|Super|Ti|Mini|Lite))*$"
)
_SUCCESSOR = re.compile(r"(.{3,}?)(?: (?:II|III|IV|V|VI|VII|VIII|IX|X)|-[A-Z])$")
_ENDS_IN_NUMBER = re.compile(r"\d[A-Za-z]{0,2}$")
_DIGIT = re.compile(r"\d")


def has_digit(name: str) -> bool:
    """Whether a name has a digit anywhere."""
    return _DIGIT.search(name) is not None


def numbered(name: str) -> bool:
    """Whether a name ends as models do: "Falcon K40", "Falcon 40"."""
    return bool(line_of(name)) or _ENDS_IN_NUMBER.search(name) is not None


def line_of(name: str) -> str:
    """The words of a product's or site's name before its number: "Falcon" of "Falcon K40", "SR" of "SR-1"."""
    match = _NUMBERED.match(name)
    return match[1].strip(" -") if match else ""


def predecessor_of(name: str) -> str:
    """What a name with a Roman number or a letter goes on from: "Falcon" of "Falcon II", "Falcon-X"; else empty."""
    match = _SUCCESSOR.match(name)
    return match[1] if match else ""


def model_shape(name: str) -> str:
    """What a model number looks like: letters as x, digits as 9; empty without a digit."""
    if not has_digit(name):
        return ""
    return re.sub(r"x+", "x", re.sub(r"[A-Za-z]", "x", _DIGIT.sub("9", name)))
