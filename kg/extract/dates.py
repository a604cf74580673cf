"""Dates in English and Chinese text, absolute or relative to the article's own, at the precision of the text.

Canonical forms: `2027`, `2027-06`, `2020-06-18`, `2026-Q2`, `2026-H1`. A relative date in an article that has none is
recognised, so that nobody takes its words for a name, but has no value.
Why not a library: dateparser and its like give a point in time and lose how exact the text was.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract import clock as on
from kg.extract.clock import Clock, Maker

__all__ = ["Clock", "Date", "dates"]


@dataclass(frozen=True, slots=True)
class Date:
    """A date in a text: its place and its canonical value, empty when it can't be known."""

    begin: int
    end: int
    value: str


def dates(text: str, clock: Clock) -> Iterator[Date]:
    """The dates of a sentence, from left to right, none inside another."""
    end = 0
    found = []
    low = text.lower()
    for rank, (pattern, make, signs) in enumerate(_PATTERNS):
        if any(map(low.__contains__, signs)):
            found += [(match.start(), -match.end(), rank, match, make) for match in pattern.finditer(text)]
    for begin, minus_end, _, match, make in sorted(found, key=lambda item: item[:3]):
        if begin >= end:
            end = -minus_end
            yield Date(begin, end, make(match, clock))


_FULL_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT_MONTH = r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_M = rf"(?P<month>{_FULL_MONTH}|(?:{_SHORT_MONTH})\.?)"
_FULL = rf"(?P<month>{_FULL_MONTH})"
_ABBR = rf"(?P<short>{_SHORT_MONTH})\.?"
_YY = r"(?:19|20)\d\d"
_Y = rf"(?P<year>{_YY})"
_D = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_W = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_REL = r"(?P<rel>last|this|next|the same|that|the previous|the following|earlier this|later this|late last|early next)"
_OF = r"(?:\s+of|\s+in|,)?"
_YEARS = rf"(?:{_OF}\s+(?:(?:fiscal\s+|FY\s?)?{_Y}|(?P<relyear>last|this|next)\s+year|the\s+(?P<foryear>year)))?"
_FISCAL = rf"(?:(?:of\s+)?(?:FY\s?)?{_Y})"
_ZH_PART = r"(?:财年)?(?P<part>[上下]半年|半年度|第?[一二三四1-4]季度)"
_ZH_MONTH = r"(?P<month>1[0-2]|0?[1-9])月(?:份|(?P<day>[12]\d|3[01]|0?[1-9])[日号])?"
_ZH_END = "(?:全年|年度|财年|[初末底内]|中(?=[，。、；])|前后)?"
_NO_UNIT = r"(?!\s?(?:GB|MB|W|MW|kW|nm|mm)\b)"  # "2048 MB" is no year
_ISO = r"(?<![\d/])(?P<year>(?:19|20)\d\d)-(?P<month>0\d|1[0-2])-(?P<day>[0-3]\d)(?!\d)"
_SIZE = r"(?P<size>three|six|nine|12|twelve|3|6|9)"
_QUARTER = r"(?P<ordinal>first|second|third|fourth|final|1st|2nd|3rd|4th)"
_COUNT = r"(?P<count>a|an|one|two|three|four|five|six|seven|ten|\d+)"

_QUARTERS, _HALVES = ("q1", "q2", "q3", "q4"), ("h1", "h2")
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("today", "yesterday", "tomorrow", "tonight", "this", "night")
_PERIODS = ("week", "month", "quarter", "year", "spring", "summer", "autumn", "fall", "winter")

# Where two begin at one place the longer wins, then the one that stands first. A pattern with `i` ignores case.
# The last member is what a text must have, in lower case, so that the pattern is worth trying.
_FORMS: tuple[tuple[str, str, Maker, tuple[str, ...]], ...] = (
    (_ISO, "", on.as_written, ("-0", "-1")),
    (rf"\b(?:{_W},?\s+)?{_M}\s+{_D}(?:,?\s+{_Y})?(?![\d%])(?!\.\d)", "", on.full_day, _MONTH_NAMES),
    (rf"\b(?:{_W},?\s+)?(?:the\s+)?{_D}(?:\s+of)?\s+{_M}(?:,?\s+{_Y})?\b", "", on.full_day, _MONTH_NAMES),
    (
        rf"\b(?:the\s+)?{_SIZE}\s+months\s+(?:to|ended|ending|through)\s+(?:in\s+)?"
        rf"(?:the\s+end\s+of\s+)?{_M}(?:\s+\d\d?)?(?:,?\s+{_Y})?",
        "i",
        on.months_to,
        ("months",),
    ),
    (
        rf"\b(?:the\s+)?(?:(?:end|beginning|start|middle|close)\s+of\s+)?(?:{_REL}\s+)?"
        rf"(?:early\s+|late\s+|mid-?\s?)?(?:{_FULL}|{_ABBR}(?=\s+{_YY}))"
        rf"(?:\s+(?:of\s+)?{_Y}|\s+(?:of\s+)?(?P<relyear>last|this|next)\s+year)?\b",
        "",
        on.month,
        _MONTH_NAMES,
    ),
    (rf"\b(?:the\s+)?{_QUARTER}(?:\s+|-)(?:fiscal\s+|calendar\s+)?quarter{_YEARS}", "i", on.part("Q", 3), ("quarter",)),
    (rf"\bQ(?P<number>[1-4])(?:\s+|/)?{_FISCAL}?\b", "", on.part("Q", 3), _QUARTERS),
    (rf"\b{_Y}(?:\s+|-)?Q(?P<number>[1-4])\b", "", on.part("Q", 3), _QUARTERS),
    (rf"\b(?:the\s+)?(?P<ordinal>first|second|1st|2nd)(?:\s+|-)half{_YEARS}", "i", on.part("H", 6), ("half",)),
    (rf"\bH(?P<number>[12])(?:\s+|/)?{_FISCAL}\b", "", on.part("H", 6), _HALVES),
    (rf"\b{_Y}(?:\s+|-)?H(?P<number>[12])\b", "", on.part("H", 6), _HALVES),
    (rf"\b(?:{_REL}\s+)?{_W}\b(?:\s+(?:morning|afternoon|evening|night))?", "", on.weekday, ("day",)),
    (r"\b(?:today|yesterday|tomorrow|tonight|this\s+(?:morning|afternoon|evening)|last\s+night)\b", "i", on.day, _DAYS),
    (rf"\b{_REL}\s+(?P<unit>week|month|quarter|year|spring|summer|autumn|fall|winter)\b", "i", on.period, _PERIODS),
    (rf"\b{_COUNT}\s+(?P<unit>years?|months?|weeks?|days?)\s+ago\b", "i", on.ago, ("ago",)),
    (r"\b(?:a\s+year|the\s+year|a\s+quarter)\s+(?:earlier|before|ago)\b", "i", on.unknown, ("year", "quarter")),
    (r"\bthe\s+year-ago\s+(?:period|quarter)\b", "i", on.unknown, ("year-ago",)),
    (
        r"\b(?:the\s+)?(?:(?:end|beginning|start|middle|close|rest|course)\s+of\s+)?"
        rf"(?:early\s+|late\s+|mid-?\s?|fiscal\s+|FY\s?)?{_Y}(?![\d,.]*\d)(?!-\d)\b{_NO_UNIT}",
        "",
        on.year,
        ("19", "20"),
    ),
    (rf"(?P<year>{_YY})(?:财年|年)(?:{_ZH_PART}|{_ZH_MONTH})?(?P<relyear>){_ZH_END}", "", on.chinese, ("年",)),
    (
        rf"(?P<relyear>今年|去年|明年|前年|后年|本年)(?:{_ZH_PART}|{_ZH_MONTH})?(?P<year>){_ZH_END}",
        "",
        on.chinese,
        ("年",),
    ),
    (rf"(?P<year>)(?P<relyear>)(?<!\d){_ZH_MONTH}{_ZH_END}", "", on.chinese, ("月",)),
    (r"(?P<year>)(?P<relyear>)(?P<part>[上下]半年|第?[一二三四1-4]季度)", "", on.chinese, ("半年", "季度")),
    (r"(?<![\d今去明前后本每两半几多学])(?P<relyear>年)[底末内](?P<year>)", "", on.chinese, ("年",)),
    (r"今[天日晨晚]|昨[天日晚夜]|明[天日]|前[天日](?!起)|后天", "", on.day, ("今", "昨", "明", "前", "后天")),
    (
        r"(?P<rel>本|这|上|下)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])",
        "",
        on.chinese_weekday,
        ("周", "星期", "礼拜"),
    ),
    (r"(?P<rel>本|这个?|上个?|下个?)(?P<unit>月|季度)(?P<edge>[初末底中])?", "", on.chinese_period, ("月", "季度")),
    (
        r"(?<![\d月年])(?P<day>[12]\d|3[01]|[1-9])日(?=[上下]午|晚|凌晨|电|，|[\u4e00-\u9fff])(?!均)",
        "",
        on.day_of_month,
        ("日",),
    ),
)
_PATTERNS = tuple((re.compile(form, re.IGNORECASE if flag else 0), make, signs) for form, flag, make, signs in _FORMS)
