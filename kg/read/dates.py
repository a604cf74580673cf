"""Dates of publication, as bylines and front matter write them, into ISO 8601."""

import re
from dataclasses import dataclass
from datetime import datetime

_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<d>\d{1,2})"
_TIME = (
    r"(?:(?:T|,?\s(?:at\s)?|,\s?)(?P<time>\d{1,2}:\d{2}(?::\d{2})?)(?:[.,]\d{1,9})?"
    r"(?:\s?(?P<half>[ap]\.?m\b\.?))?(?:\s?(?P<zone>Z\b|UTC\b|GMT\b|[+-]\d{2}:?\d{2}))?)?"
)
_FORMS = tuple(
    re.compile(rf"(?<![A-Za-z0-9/.-]){form}(?![\d/-]|\.\d)", re.IGNORECASE)
    for form in (
        rf"(?P<y>\d{{4}})-(?P<m>\d{{1,2}})-{_DAY}{_TIME}",
        rf"(?P<y>\d{{4}})\s?年\s?(?P<m>\d{{1,2}})\s?月\s?{_DAY}\s?[日号]{_TIME}",
        rf"(?P<y>\d{{4}})(?P<sep>[/.])(?P<m>\d{{1,2}})(?P=sep){_DAY}{_TIME}",
        rf"{_DAY}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH},?\s(?P<y>\d{{4}}){_TIME}",
        rf"{_MONTH}\s{_DAY}(?:st|nd|rd|th)?,?\s(?P<y>\d{{4}}){_TIME}",
        rf"{_MONTH},?\s(?P<y>\d{{4}})",
        r"(?P<y>\d{4})\s?年\s?(?P<m>\d{1,2})\s?月",
    )
)
_COARSE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a line: `line[begin:end]` says `iso`."""

    iso: str
    begin: int
    end: int


def find(line: str) -> Found | None:
    """The first date in a line of at most 200 characters that exists in the calendar.

    A date of nothing but numbers counts only with its year in front: 03/06/2026 is another day in another country.
    """
    for form in _FORMS if len(line) <= _LONGEST else ():
        for match in form.finditer(line):
            iso = _iso(match)
            if iso:
                return Found(iso, match.start(), match.end())
    return None


def parse(value: str) -> str | None:
    """A value that is a date and little else, in ISO 8601 and as exact as it is; none for anything else."""
    value = value.strip()
    if _COARSE.fullmatch(value):
        return value
    found = find(value)
    return found.iso if found and 2 * (found.end - found.begin) >= len(value) else None


def _iso(match: re.Match[str]) -> str | None:
    part = match.groupdict()
    month = int(part["m"]) if part.get("m") else _MONTH_NAMES.index(part["month"][:3].lower()) + 1
    day = part.get("d")
    date = f"{part['y']}-{month:02}" + (f"-{int(day):02}" if day else "")
    try:
        datetime.fromisoformat(date if day else date + "-01")
    except ValueError:
        return None
    if not part.get("time") or part.get("half"):
        return date
    hour, _, rest = part["time"].partition(":")
    exact = f"{date}T{int(hour):02}:{rest}{_zone(part.get('zone') or '')}"
    try:
        datetime.fromisoformat(exact)
    except ValueError:
        return date
    return exact


def _zone(written: str) -> str:
    if written.upper() in ("Z", "UTC", "GMT"):
        return "Z"
    return f"{written[:3]}:{written[-2:]}" if written else ""
