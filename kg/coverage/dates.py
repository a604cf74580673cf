"""Dates by their surface: days, months, quarters, halves and years, and the commonest relative ones."""

import re
from collections.abc import Iterator

from kg.coverage.surface import Place, longest

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|"
    r"Sep(?:t(?:ember)?)?\.?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)(?![\d%])"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?!\d)"
_RELATIVE = "[Ll]ast|[Nn]ext|[Tt]his"
_PARTS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "一": 1, "二": 2, "三": 3, "四": 4, "上": 1, "下": 2}
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"\b(?P<year>(?:19|20)\d\d)-(?P<month>[01]\d)(?:-(?P<day>[0-3]\d))?\b",
        rf"\b{_MONTH} {_DAY}(?:,? {_YEAR})?",
        rf"\b{_DAY} (?:of )?{_MONTH}\b(?:,? {_YEAR})?",
        rf"\b{_MONTH},? (?:of )?{_YEAR}",
        rf"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Ff]rom|{_RELATIVE}|of|late|early|mid) {_MONTH}(?![\w-])(?! \d)",
        rf"\bQ(?P<quarter>[1-4])(?:,? (?:of )?{_YEAR})?(?!\w)",
        rf"\b(?P<quarter>first|second|third|fourth)[ -]quarter(?:,? (?:of )?{_YEAR})?",
        rf"\b(?P<half>first|second) half(?: of)? {_YEAR}",
        rf"(?<![\w$€£¥.,-]){_YEAR}(?![\w年-]|[.,]\d)",
        rf"\b(?:(?:{_RELATIVE}|[Oo]n) )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b",
        rf"\b(?:{_RELATIVE}) (?:week|month|quarter|year|spring|summer|autumn|fall|winter)\b",
        r"\b(?:[Yy]esterday|[Tt]omorrow)\b",
        r"(?P<year>(?:19|20)\d\d)年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?)?",
        r"(?P<year>(?:19|20)\d\d)年(?P<half>[上下])半年",
        r"(?P<year>(?:19|20)\d\d)年第(?P<quarter>[一二三四])季度",
        r"(?<![年\d])(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?",
        r"今年|去年|明年|昨[日天]|今[日天]|明[日天]|本月|上月|上周|下周|(?<!年)第[一二三四]季度|(?<!年)[上下]半年",
    )
)


def dates(text: str) -> list[Place]:
    """The dates of a text, in order; of two readings of one place the longer."""
    return longest(_all(text))


def _all(text: str) -> Iterator[Place]:
    for form in _FORMS:
        for match in form.finditer(text):
            parts = tuple((name, _number(part)) for name, part in sorted(match.groupdict().items()) if part)
            yield Place(begin=match.start(), end=match.end(), text=match[0], date=parts)


def _number(part: str) -> int:
    if part.isdigit():
        return int(part)
    return _PARTS.get(part) or _MONTHS.index(part[:3].lower()) + 1
