"""Dates as exact as their source, and the days that they cover. Source: ISO 8601, XML Schema.

A quarter is `2026-Q2`, a half year `2026-H1`.
"""

import re
from calendar import monthrange
from datetime import date, datetime

_DATE = re.compile(r"([0-9]{4})(?:-(?:Q([1-4])|H([12])|([0-9]{2})(?:-([0-9]{2})(?:T.*)?)?))?")
_YEAR, _MONTH = re.compile(r"[0-9]{4}"), re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")


def span(text: str) -> tuple[str, str] | None:
    """The first and the last day of `2027`, `2027-06`, `2026-Q2`, `2026-H1` or `2026-06-03`; None for anything else."""
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    if "00" in found.groups():
        return None
    year, quarter, half, month, day = (int(part or 0) for part in found.groups())
    first, length = _months(quarter, half, month)
    last = first + length - 1
    try:
        begin = date(year, first, day or 1)
        return begin.isoformat(), date(year, last, day or monthrange(year, last)[1]).isoformat()
    except ValueError:
        return None


def _months(quarter: int, half: int, month: int) -> tuple[int, int]:
    """The first month, and how many."""
    if quarter:
        return 3 * quarter - 2, 3
    if half:
        return 6 * half - 5, 6
    return (month, 1) if month else (1, 12)


def typed(text: str) -> tuple[str, str]:
    """A date's lexical form and the name of its XML Schema type; the text itself and "" when it is no date."""
    if _YEAR.fullmatch(text) and text != "0000":
        return text, "gYear"
    if _MONTH.fullmatch(text):
        return text, "gYearMonth"
    for kind, name in ((date, "date"), (datetime, "dateTime")):
        try:
            return kind.fromisoformat(text).isoformat(), name
        except ValueError:
            continue
    return text, ""
