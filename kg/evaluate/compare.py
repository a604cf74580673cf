"""When what was found is the same as what a label says: names, values with units, qualifiers."""

import math
import re

from kg.text import fold, squeeze

TOLERANCE = 1e-3  # relative: a label may round, "12.3 billion" for 12,304,000,000

_ARTICLE = re.compile(r"^(?:the|an?) ")
_NUMBER = re.compile(r"\s*([-+]?(?:\d[\d,]*(?:\.\d+)?|\.\d+)(?:e[-+]?\d+)?)\s*(.*)", re.I | re.S)
_BYTE = re.compile(r"by(?:tes?)?\b")  # UCUM writes GBy, the trade GB
# How a unit may be written: the unit that it counts as, and how many of it.
_UNITS = {
    "ms": ("s", 1e-3),
    **dict.fromkeys(("sec", "second", "seconds"), ("s", 1.0)),
    **dict.fromkeys(("min", "minute", "minutes"), ("s", 60.0)),
    **dict.fromkeys(("h", "hour", "hours"), ("s", 3600.0)),
    **dict.fromkeys(("watt", "watts"), ("w", 1.0)),
    "kw": ("w", 1e3),
    "mw": ("w", 1e6),
    "gw": ("w", 1e9),
    **dict.fromkeys(("percent", "pct"), ("%", 1.0)),
    **dict.fromkeys(("us$", "dollars"), ("usd", 1.0)),
}


def name_key(name: str) -> str:
    """What is equal for names that are the same: folded, without ampersands and a leading article."""
    return _ARTICLE.sub("", squeeze(fold(name).replace("&", " ")).strip(" ."))


def same_value(label: str, found: str) -> bool:
    """Whether two numbers with units are the same quantity, as exact as `TOLERANCE`; False where one has no number."""
    left, right = _quantity(label), _quantity(found)
    if left is None or right is None:
        return False
    return left[1] == right[1] and math.isclose(left[0], right[0], rel_tol=TOLERANCE)


def same_qualifier(datatype: str, label: str, found: str) -> bool:
    """Whether a qualifier of that datatype (`kg.ontology.DATATYPES`) says what its label says.

    Values may differ in how they are written; of two texts one may say more than the other ("net income", "income").
    """
    left, right = name_key(label), name_key(found)
    if datatype == "text":
        return left in right or right in left
    return left == right or (datatype in ("quantity", "range", "percentage") and same_value(label, found))


def _quantity(text: str) -> tuple[float, str] | None:
    """Number and unit, times in seconds and power in watts; None for a text that does not begin with a number."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    written = _BYTE.sub("b", match[2].strip().casefold().replace(".", ""))
    unit, factor = _UNITS.get(written, (written, 1.0))
    return float(match[1].replace(",", "")) * factor, unit
