"""What the words of a date mean on the day of the article: each kind of date as one function of its match.

A match has groups by name: `year`, `month`, `day`, `weekday`, `rel` ("last", "next"), `relyear` ("last year"), `number`
or `ordinal` of a quarter or half. A function answers the canonical date, empty where it can't be known.
"""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name[:3]: number for name, number in list(_MONTHS.items())} | {"sept": 9}
_DAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_ORDINAL = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}
_ORDINAL |= {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_COUNT = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
_SEASON = {"spring": 4, "summer": 7, "autumn": 10, "fall": 10, "winter": 1}
_SHIFT = {
    "yesterday": -1,
    "last night": -1,
    "tomorrow": 1,
    "昨日": -1,
    "昨天": -1,
    "昨晚": -1,
    "昨夜": -1,
    "前天": -2,
    "前日": -2,
}
_SHIFT |= {"明天": 1, "明日": 1, "后天": 2}
_RELATIVE_YEAR = {"last": -1, "this": 0, "next": 1, "今年": 0, "本年": 0, "年": 0, "去年": -1, "明年": 1, "前年": -2}
_RELATIVE_YEAR |= {"后年": 2}


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


Maker = Callable[[re.Match[str], Clock], str]


def as_written(match: re.Match[str], clock: Clock) -> str:
    """A date that is canonical already."""
    return match[0]


def unknown(match: re.Match[str], clock: Clock) -> str:
    """Words of time that give no date: "a year earlier"."""
    return ""


def year(match: re.Match[str], clock: Clock) -> str:
    """A year that is written out."""
    return match["year"]


def full_day(match: re.Match[str], clock: Clock) -> str:
    """Month and day; where no year is said, the one that puts them next to the article."""
    month, day = _month_number(match), int(match["day"])
    own = _year_of(match, clock)
    if own is None:
        own = _nearest_year(month, day, clock)
    return _day(own, month, day) if own else ""


def month(match: re.Match[str], clock: Clock) -> str:
    """A month, with its year or with "last" or "next", else the one next to the article."""
    number = _month_number(match)
    own = _year_of(match, clock)
    if own is None and clock.today is not None:
        own = clock.today.year + _years_off(number - clock.today.month, match.groupdict().get("rel"), clock.ahead)
    return f"{own}-{number:02}" if own else ""


def part(letter: str, size: int) -> Maker:
    """A function for quarters (`Q`, 3 months) or halves (`H`, 6 months)."""

    def make(match: re.Match[str], clock: Clock) -> str:
        groups = match.groupdict()
        number = int(groups["number"]) if groups.get("number") else _ORDINAL[groups["ordinal"].lower()]
        number = min(number, 12 // size)
        own = _year_of(match, clock)
        if own is None and clock.today is not None:
            now = (clock.today.month - 1) // size + 1
            own = clock.today.year + (number < now if clock.ahead else -(number > now))
        return f"{own}-{letter}{number}" if own else ""

    return make


def months_to(match: re.Match[str], clock: Clock) -> str:
    """A quarter for "the three months to June", a half for six, else the month."""
    value = month(match, clock)
    if not value:
        return ""
    own, last = value.split("-")
    size = {"three": 3, "3": 3, "six": 6, "6": 6}.get(match["size"].lower(), 0)
    if size and int(last) % size == 0:
        return f"{own}-{'Q' if size == 3 else 'H'}{int(last) // size}"
    return value


def weekday(match: re.Match[str], clock: Clock) -> str:
    """The day with that name next to the article."""
    if clock.today is None:
        return ""
    gap = (clock.today.weekday() - _DAYS[match["weekday"].lower()]) % 7
    relation = match.groupdict().get("rel") or ""
    if relation.startswith("next") or (clock.ahead and not relation):
        return (clock.today + timedelta(days=(-gap) % 7 or 7)).isoformat()
    if relation == "last" and gap == 0:
        gap = 7
    return (clock.today - timedelta(days=gap)).isoformat()


def day(match: re.Match[str], clock: Clock) -> str:
    """Today, yesterday, tomorrow."""
    if clock.today is None:
        return ""
    return (clock.today + timedelta(days=_SHIFT.get(match[0].lower(), 0))).isoformat()


def period(match: re.Match[str], clock: Clock) -> str:
    """The month, quarter, year or season that "last", "this" or "next" points to; a week is no date."""
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
        return _months_off(clock.today, shift)
    if unit == "week":
        return ""
    return str(clock.today.year + (shift if relation != "last" or _SEASON[unit] >= clock.today.month else 0))


def ago(match: re.Match[str], clock: Clock) -> str:
    """So many years, months, weeks or days before the article."""
    if clock.today is None:
        return ""
    words, unit = match["count"].lower(), match["unit"].lower()
    count = int(words) if words.isdigit() else _COUNT[words]
    if unit.startswith("year"):
        return str(clock.today.year - count)
    if unit.startswith("month"):
        return _months_off(clock.today, -count)
    return (clock.today - timedelta(days=count * (7 if unit.startswith("week") else 1))).isoformat()


def chinese(match: re.Match[str], clock: Clock) -> str:
    """A Chinese date: year, half, quarter, month or day, as far as said."""
    groups = match.groupdict()
    own = _chinese_year(groups, clock)
    if own is None:
        return ""
    if groups.get("part"):
        name = str(groups["part"]).removeprefix("第")
        if "半年" in name:
            return f"{own}-H{2 if name.startswith('下') else 1}"
        return f"{own}-Q{'一二三四'.find(name[0]) + 1 or int(name[0])}"
    if groups.get("day"):
        return _day(own, int(groups["month"]), int(groups["day"]))
    return f"{own}-{int(groups['month']):02}" if groups.get("month") else str(own)


def chinese_weekday(match: re.Match[str], clock: Clock) -> str:
    """A weekday of this week, the last or the next; without a word for it the one next to the article."""
    if clock.today is None:
        return ""
    number = "一二三四五六日".find(match["weekday"].replace("天", "日"))
    monday = clock.today - timedelta(days=clock.today.weekday())
    relation = match["rel"]
    if relation:
        weeks = {"上": -1, "下": 1}.get(relation, 0)
        return (monday + timedelta(days=number + 7 * weeks)).isoformat()
    gap = (clock.today.weekday() - number) % 7
    return (clock.today + timedelta(days=(-gap) % 7 if clock.ahead else -gap)).isoformat()


def chinese_period(match: re.Match[str], clock: Clock) -> str:
    """This, the last or the next month or quarter."""
    if clock.today is None:
        return ""
    shift = {"上": -1, "下": 1}.get(match["rel"][0], 0)
    if match["unit"] == "月":
        return _months_off(clock.today, shift)
    index = clock.today.year * 4 + (clock.today.month - 1) // 3 + shift
    return f"{index // 4}-Q{index % 4 + 1}"


def day_of_month(match: re.Match[str], clock: Clock) -> str:
    """A day without its month: the one next to the article."""
    if clock.today is None:
        return ""
    number = int(match["day"])
    months = (number < clock.today.day) if clock.ahead else -(number > clock.today.day)
    year, month = map(int, _months_off(clock.today, months).split("-"))
    return _day(year, month, number)


def _day(year: int, month: int, day: int) -> str:
    """The ISO date; empty where the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _chinese_year(groups: dict[str, str], clock: Clock) -> int | None:
    if groups["year"]:
        return int(groups["year"])
    if clock.today is None:
        return None
    if groups["relyear"]:
        return clock.today.year + _RELATIVE_YEAR[groups["relyear"]]
    if groups.get("month"):
        return _nearest_year(int(groups["month"]), int(groups.get("day") or 1), clock)
    return clock.today.year if groups.get("part") else None


def a_year_before(value: str) -> str:
    """The date a year before a canonical one; empty for none."""
    return f"{int(value[:4]) - 1}{value[4:]}" if value else ""


def is_ahead(value: str, published: str) -> bool:
    """Whether a canonical date lies wholly behind the day, month or year of an article; a quarter or half never."""
    return bool(value) and bool(published) and "Q" not in value and "H" not in value and value > published[: len(value)]


def _month_number(match: re.Match[str]) -> int:
    name: str = match["month"] or match["short"]
    return _MONTHS[name.rstrip(".").lower()]


def _year_of(match: re.Match[str], clock: Clock) -> int | None:
    """The year that the words say."""
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    if clock.today and groups.get("relyear"):
        return clock.today.year + _RELATIVE_YEAR[groups["relyear"]]
    return None


def _nearest_year(month: int, day: int, clock: Clock) -> int | None:
    """The year that puts month and day next to the article: after it where the sentence looks ahead, else before."""
    if clock.today is None:
        return None
    now = (clock.today.month, clock.today.day)
    if clock.ahead:
        return clock.today.year + ((month, day) < now)
    return clock.today.year - ((month, day) > now)


def _years_off(gap: int, relation: str | None, ahead: bool) -> int:
    """How many years from this one a month lies that is `gap` months from the present one."""
    if relation in ("next", "early next"):
        return 0 if gap > 0 else 1
    if relation in ("last", "late last"):
        return 0 if gap < 0 else -1
    if ahead:
        return 0 if gap >= 0 else 1
    return 0 if gap <= 0 else -1


def _months_off(today: date, months: int) -> str:
    index = today.year * 12 + today.month - 1 + months
    return f"{index // 12}-{index % 12 + 1:02}"
