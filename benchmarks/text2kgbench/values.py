"""Dates, numbers and names in the forms in which a data set may write them; training tells in which one it does."""

import re
from collections.abc import Iterator, Mapping

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MONTH = "(?P<month>" + "|".join(_MONTHS) + ")"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{3,4})"
_DATES = tuple(
    re.compile(form)
    for form in (
        rf"\b{_MONTH}\s+{_DAY}(?:\s*,)?\s+{_YEAR}\b",
        rf"\b{_DAY}(?:\s+of)?\s+{_MONTH}(?:\s*,)?\s+{_YEAR}\b",
        r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b",
        rf"\b{_MONTH}\s+(?:of\s+)?{_YEAR}\b",
        r"(?<![\d.,])\b(?P<year>1\d{3}|20\d\d)\b(?![.,]?\d)",
    )
)
_NUMBER = re.compile(r"(?<![\w.,])[-−]?\d+(?:[.,]\d+)*(?![\w]|[.,]\d)")


def dates(text: str) -> Iterator[tuple[int, int]]:
    """Where dates stand, the years inside of longer ones too."""
    for pattern in _DATES:
        for match in pattern.finditer(text):
            yield match.span()


def numbers(text: str) -> Iterator[tuple[int, int]]:
    """Where numbers in figures stand."""
    for match in _NUMBER.finditer(text):
        yield match.span()


def kind(text: str) -> str:
    """How exact a date is (`day`, `month`, `year`), or `number`, or `text`."""
    parts = _parts(text)
    if parts:
        return "day" if parts[2] else "month" if parts[1] else "year"
    return "number" if _NUMBER.fullmatch(text) else "text"


def forms(text: str) -> Mapping[str, str]:
    """The value in each form that it can be written in, by the form's name; `as is` is always among them."""
    found = {"as is": text, "quoted": f'"{text}"'}
    parts = _parts(text)
    if parts:
        year, month, day = parts
        name = _MONTHS[(month or 1) - 1]
        found["day first"] = f"{day or 1:02} {name} {year:04}"
        found["iso"] = f"{year:04}-{month or 1:02}-{day or 1:02}"
        found["iso exact"] = f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")
        found["month first"] = f"{name} {day or 1}, {year:04}"
        found["year"] = f"{year:04}"
        found["first of year"] = f"01 {_MONTHS[0]} {year:04}"
    if _NUMBER.fullmatch(text):
        plain = text.replace(",", "").replace("−", "-")
        found["plain"] = plain
        found["decimal"] = plain if "." in plain else f"{plain}.0"
        found["whole"] = plain.split(".")[0]
    return found


def _parts(text: str) -> tuple[int, int, int] | None:
    """Year, month and day; 0 for what the date leaves out."""
    for pattern in _DATES:
        match = pattern.fullmatch(text)
        if match:
            given = match.groupdict()
            month, day = given.get("month") or "0", given.get("day") or "0"
            number = int(month) if month.isdigit() else _MONTHS.index(month) + 1
            return (int(given["year"]), number, int(day)) if number <= 12 and int(day) <= 31 else None
    return None
