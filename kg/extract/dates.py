"""Dates in English and Chinese text, absolute or relative to the article's own, at the precision of the text.

Canonical forms: `2027`, `2027-06`, `2020-06-18`, `2026-Q2`, `2026-H1`. A relative date in an article that has none is
recognised, so that nobody takes its words for a name, but has no value.
Why not a library: dateparser and its like give a point in time and lose how exact the text was.
"""

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name[:3].lower(): number for name, number in list(_MONTHS.items())} | {"sept": 9}
_DAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_ORDINAL = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "final": 4,
    "last": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}
_COUNT = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
_SEASON = {"spring": 4, "summer": 7, "autumn": 10, "fall": 10, "winter": 1}

_M = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
_ABBR = r"(?P<short>Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
_YY = r"(?:19|20)\d\d"
_FULL = r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December)"
_Y = r"(?P<year>(?:19|20)\d\d)"
_D = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_W = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_REL = r"(?P<rel>last|this|next|the same|that|the previous|the following|earlier this|later this|late last|early next)"
_OF = r"(?:\s+of|\s+in|,)?"
_YEARS = rf"(?:{_OF}\s+(?:(?:fiscal\s+|FY\s?)?{_Y}|(?P<relyear>last|this|next)\s+year|the\s+(?P<foryear>year)))?"


@dataclass(frozen=True, slots=True)
class Date:
    """A date in a text: its place and its canonical value, empty when it can't be known."""

    begin: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Clock:
    """What a relative date is relative to: the article's day, if known, and whether the sentence looks ahead."""

    today: date | None
    ahead: bool

    @classmethod
    def of(cls, published: str | None, ahead: bool) -> "Clock":
        """The clock of an article published on an ISO date, as exact as a day."""
        try:
            return cls(date.fromisoformat((published or "")[:10]), ahead)
        except ValueError:
            return cls(None, ahead)


def dates(text: str, clock: Clock) -> Iterator[Date]:
    """The dates of a sentence, from left to right, none inside another."""
    end = 0
    found = []
    for rank, (pattern, make) in enumerate(_PATTERNS):
        found += [(match.start(), -match.end(), rank, match, make) for match in pattern.finditer(text)]
    for begin, minus_end, _, match, make in sorted(found, key=lambda item: item[:3]):
        if begin >= end:
            end = -minus_end
            yield Date(begin, end, make(match, clock))


def _year_of(match: re.Match[str], clock: Clock) -> int | None:
    """The year that the words say, or that the clock suggests."""
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    if clock.today and groups.get("relyear"):
        return clock.today.year + {"last": -1, "this": 0, "next": 1}[groups["relyear"]]
    return None


def _full(match: re.Match[str], clock: Clock) -> str:
    month, day = _MONTHS[match["month"].rstrip(".").lower()], int(match["day"])
    year = _year_of(match, clock)
    if year is None:
        year = _nearest(month, day, clock)
    try:
        return date(year, month, day).isoformat() if year else ""
    except ValueError:
        return ""


def _nearest(month: int, day: int, clock: Clock) -> int | None:
    """The year that puts month and day next to the article: after it where the sentence looks ahead, else before."""
    if clock.today is None:
        return None
    this = (month, day) >= (clock.today.month, clock.today.day)
    if clock.ahead:
        return clock.today.year + (0 if this else 1)
    later = (month, day) > (clock.today.month, clock.today.day)
    return clock.today.year - (1 if later else 0)


def _month(match: re.Match[str], clock: Clock) -> str:
    month = _MONTHS[(match["month"] or match.groupdict().get("short") or "").rstrip(".").lower()]
    year = _year_of(match, clock)
    relation = match.groupdict().get("rel")
    if year is None and clock.today is not None:
        if relation in ("next", "early next"):
            year = clock.today.year + (0 if month > clock.today.month else 1)
        elif relation in ("last", "late last"):
            year = clock.today.year - (0 if month < clock.today.month else 1)
        elif clock.ahead:
            year = clock.today.year + (0 if month >= clock.today.month else 1)
        else:
            year = clock.today.year - (0 if month <= clock.today.month else 1)
    return f"{year}-{month:02}" if year else ""


def _year(match: re.Match[str], clock: Clock) -> str:
    return match["year"]


def _part(letter: str, size: int) -> Callable[[re.Match[str], Clock], str]:
    """A maker for quarters and halves."""

    def make(match: re.Match[str], clock: Clock) -> str:
        groups = match.groupdict()
        number = int(groups["number"]) if groups.get("number") else _ORDINAL[groups["ordinal"].lower()]
        number = min(number, 12 // size)
        year = _year_of(match, clock)
        if year is None and clock.today is not None:
            now = (clock.today.month - 1) // size + 1
            year = clock.today.year + (number < now if clock.ahead else -(number > now))
        return f"{year}-{letter}{number}" if year else ""

    return make


def _months_to(match: re.Match[str], clock: Clock) -> str:
    """A quarter for "the three months to June", a half for six, else the month."""
    value = _month(match, clock)
    if not value:
        return ""
    year, month = value.split("-")
    size = {"three": 3, "3": 3, "six": 6, "6": 6}.get(match["size"].lower(), 0)
    if size and int(month) % size == 0:
        return f"{year}-{'Q' if size == 3 else 'H'}{int(month) // size}"
    return value


def _weekday(match: re.Match[str], clock: Clock) -> str:
    if clock.today is None:
        return ""
    gap = (clock.today.weekday() - _DAYS[match["weekday"].lower()]) % 7
    relation = match.groupdict().get("rel") or ""
    if relation.startswith("next") or (clock.ahead and not relation):
        return (clock.today + timedelta(days=(-gap) % 7 or 7)).isoformat()
    if relation == "last" and gap == 0:
        gap = 7
    return (clock.today - timedelta(days=gap)).isoformat()


def _day(match: re.Match[str], clock: Clock) -> str:
    word = match[0].lower()
    if clock.today is None:
        return ""
    shift = {"yesterday": -1, "last night": -1, "tomorrow": 1, "昨日": -1, "昨天": -1, "明天": 1, "明日": 1}
    return (clock.today + timedelta(days=shift.get(word, 0))).isoformat()


def _period(match: re.Match[str], clock: Clock) -> str:
    """The month, quarter, year or season that "last", "this" or "next" points to."""
    if clock.today is None:
        return ""
    relation, unit = match["rel"].lower(), match["unit"].lower()
    shift = -1 if relation.startswith(("last", "late last", "the previous")) else 1 if "next" in relation else 0
    if unit == "year":
        return str(clock.today.year + shift)
    if unit == "quarter":
        index = clock.today.year * 4 + (clock.today.month - 1) // 3 + shift
        return f"{index // 4}-Q{index % 4 + 1}"
    if unit == "month":
        index = clock.today.year * 12 + clock.today.month - 1 + shift
        return f"{index // 12}-{index % 12 + 1:02}"
    if unit == "week":
        return ""
    return str(clock.today.year + (shift if relation != "last" or _SEASON[unit] >= clock.today.month else 0))


def _ago(match: re.Match[str], clock: Clock) -> str:
    if clock.today is None:
        return ""
    count = (
        _COUNT.get(match["count"].lower()) or int(match["count"])
        if match["count"].isdigit()
        else _COUNT.get(match["count"].lower(), 0)
    )
    if match["unit"].lower().startswith("year"):
        return str(clock.today.year - count)
    if match["unit"].lower().startswith("month"):
        index = clock.today.year * 12 + clock.today.month - 1 - count
        return f"{index // 12}-{index % 12 + 1:02}"
    days = count * (7 if match["unit"].lower().startswith("week") else 1)
    return (clock.today - timedelta(days=days)).isoformat()


def _chinese(match: re.Match[str], clock: Clock) -> str:
    groups = match.groupdict()
    relative = {"今年": 0, "去年": -1, "明年": 1, "前年": -2, "后年": 2}
    if groups["year"]:
        year: int | None = int(groups["year"])
    elif groups["relyear"]:
        year = clock.today.year + relative[groups["relyear"]] if clock.today else None
    else:
        year = None
    if year is None and groups["month"]:
        year = _nearest(int(groups["month"]), int(groups["day"] or 1), clock)
    if year is None and groups["part"]:
        year = clock.today.year if clock.today else None
    if year is None:
        return ""
    if groups["part"]:
        part = groups["part"]
        if "半年" in part:
            return f"{year}-H{1 if part.startswith('上') else 2}"
        return f"{year}-Q{'一二三四'.find(part.replace('第', '')[0]) + 1 or int(part.replace('第', '')[0])}"
    if groups["day"]:
        return f"{year}-{int(groups['month']):02}-{int(groups['day']):02}"
    return f"{year}-{int(groups['month']):02}" if groups["month"] else str(year)


def _nothing(match: re.Match[str], clock: Clock) -> str:
    return ""


def _re(pattern: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(pattern, flags)


_I = re.IGNORECASE
_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Clock], str]], ...] = (
    (_re(r"(?<![\d/])(?P<year>(?:19|20)\d\d)-(?P<month>0\d|1[0-2])-(?P<day>[0-3]\d)(?!\d)"), lambda m, c: m[0]),
    (_re(rf"\b(?:{_W},?\s+)?{_M}\s+{_D}(?:,?\s+{_Y})?(?![\d%])(?!\.\d)"), _full),
    (_re(rf"\b(?:{_W},?\s+)?(?:the\s+)?{_D}(?:\s+of)?\s+{_M}(?:,?\s+{_Y})?\b"), _full),
    (
        _re(
            rf"\b(?:the\s+)?(?P<size>three|six|nine|12|twelve|3|6|9)\s+months\s+(?:to|ended|ending|through)\s+(?:in\s+)?"
            rf"(?:the\s+end\s+of\s+)?{_M}(?:\s+\d\d?)?(?:,?\s+{_Y})?",
            _I,
        ),
        _months_to,
    ),
    (
        _re(
            rf"\b(?:the\s+)?(?:(?:end|beginning|start|middle|close)\s+of\s+)?(?:{_REL}\s+)?"
            rf"(?:early\s+|late\s+|mid-?\s?)?(?:{_FULL}|{_ABBR}(?=\s+{_YY}))(?:\s+(?:of\s+)?{_Y}|\s+(?:of\s+)?(?P<relyear>last|this|next)\s+year)?\b"
        ),
        _month,
    ),
    (
        _re(
            rf"\b(?:the\s+)?(?P<ordinal>first|second|third|fourth|final|1st|2nd|3rd|4th)(?:\s+|-)(?:fiscal\s+|calendar\s+)?"
            rf"quarter{_YEARS}",
            _I,
        ),
        _part("Q", 3),
    ),
    (_re(rf"\bQ(?P<number>[1-4])(?:\s+|/)?(?:(?:of\s+)?(?:FY\s?)?{_Y})?\b"), _part("Q", 3)),
    (_re(rf"\b{_Y}(?:\s+|-)?Q(?P<number>[1-4])\b"), _part("Q", 3)),
    (_re(rf"\b(?:the\s+)?(?P<ordinal>first|second|1st|2nd)(?:\s+|-)half{_YEARS}", _I), _part("H", 6)),
    (_re(rf"\bH(?P<number>[12])(?:\s+|/)?(?:(?:of\s+)?(?:FY\s?)?{_Y})\b"), _part("H", 6)),
    (_re(rf"\b{_Y}(?:\s+|-)?H(?P<number>[12])\b"), _part("H", 6)),
    (_re(rf"\b(?:{_REL}\s+)?{_W}\b(?:\s+(?:morning|afternoon|evening|night))?"), _weekday),
    (_re(r"\b(?:today|yesterday|tomorrow|tonight|this\s+(?:morning|afternoon|evening)|last\s+night)\b", _I), _day),
    (_re(rf"\b{_REL}\s+(?P<unit>week|month|quarter|year|spring|summer|autumn|fall|winter)\b", _I), _period),
    (
        _re(
            r"\b(?P<count>a|an|one|two|three|four|five|six|seven|ten|\d+)\s+(?P<unit>years?|months?|weeks?|days?)\s+ago\b",
            _I,
        ),
        _ago,
    ),
    (
        _re(
            r"\b(?:a\s+year|the\s+year|a\s+quarter)\s+(?:earlier|before|ago)\b|\bthe\s+year-ago\s+(?:period|quarter)\b",
            _I,
        ),
        _nothing,
    ),
    (
        _re(
            rf"\b(?:the\s+)?(?:(?:end|beginning|start|middle|close|rest|course)\s+of\s+)?(?:early\s+|late\s+|mid-?\s?|fiscal\s+|FY\s?)?"
            rf"{_Y}(?![\d,.]*\d)(?!-\d)\b(?!\s?(?:{'|'.join(('GB', 'MB', 'W', 'MW', 'kW', 'nm', 'mm'))})\b)"
        ),
        _year,
    ),
    (
        _re(
            r"(?P<year>(?:19|20)\d\d)年(?:(?P<part>[上下]半年|第?[一二三四1-4]季度)|(?P<month>\d\d?)月(?:份|(?P<day>\d\d?)[日号])?)?(?P<relyear>)"
        ),
        _chinese,
    ),
    (
        _re(
            r"(?P<relyear>今年|去年|明年|前年|后年)(?:(?P<part>[上下]半年|第?[一二三四1-4]季度)|(?P<month>\d\d?)月(?:份|(?P<day>\d\d?)[日号])?)?(?P<year>)"
        ),
        _chinese,
    ),
    (_re(r"(?P<year>)(?P<relyear>)(?:(?P<part>[上下]半年)|(?P<month>\d\d?)月(?:份|(?P<day>\d\d?)[日号])?)"), _chinese),
    (_re(r"今[天日]|昨[天日]|明[天日]"), _day),
)
