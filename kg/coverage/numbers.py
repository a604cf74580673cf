"""Numbers that say how much, by their surface: money, percentages, numbers with a unit. Bare ones are left out."""

import re
from collections.abc import Iterator

from kg.coverage.surface import Place, longest

_SCALES = {
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "mn": 1e6,
    "m": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
    "千": 1e3,
    "万": 1e4,
    "百万": 1e6,
    "千万": 1e7,
    "亿": 1e8,
    "百亿": 1e10,
    "千亿": 1e11,
    "万亿": 1e12,
}
_NUMBER = r"(?P<number>(?<![\d.,])\d+(?:,\d{3})*(?:\.\d+)?)"
_SCALE = r"(?:[ \u00a0-]?(?P<scale>thousand|million|billion|trillion|bn|mn|tn|百万|千万|百亿|千亿|万亿|千|万|亿))?"
_SHORT = r"(?:[ \u00a0]?(?P<scale>thousand|million|billion|trillion|bn|mn|tn|[kmb])(?![a-z]))?"
_MONEY = r"dollars?|euros?|pounds?|yuan|yen|won|rupees?|francs?|USD|EUR|GBP|CNY|RMB|JPY|KRW|INR|CHF"
_UNITS = (
    r"percent|per cent|percentage points?|(?:basis )?points|"
    r"[kMGT]?Wh?|[kMGTP]i?B|[kMGT]?bps|[kMGT]b(?:it)?/s|[kMG]?Hz|nm|mm|cm|km|kg|mg|"
    r"(?:kilo|mega|giga|tera)watts?(?:[ -]hours?)?|(?:kilo|mega|giga|tera|peta)bytes?|"
    r"(?:giga|tera|peta|exa)flops|[GTPE]FLOPS|"
    r"(?:square |cubic )?(?:met(?:er|re)s?|feet|foot|miles?|kilomet(?:er|re)s?|inch(?:es)?)|"
    r"acres?|hectares?|tons?|tonnes?|lit(?:er|re)s?|gallons?|barrels?|pounds?|degrees?|"
    r"(?:milli|micro|nano)?seconds?|minutes?|hours?|days?|weeks?|months?|years?"
)
_CHINESE_UNITS = (
    "美元|欧元|英镑|日元|港元|人民币|元|个百分点|平方米|平方公里|立方米|公里|千米|米|"
    "千瓦时|兆瓦|吉瓦|千瓦|瓦|吨|公斤|毫秒|秒|分钟|小时|天"
)
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?:US|HK|NT|[ACS])?[$€£¥₹][ \u00a0]?{_NUMBER}{_SHORT}",
        rf"{_NUMBER}{_SCALE}[ \u00a0]?(?:{_MONEY})\b",
        rf"(?:USD|EUR|GBP|CNY|RMB|JPY|KRW|INR|CHF)[ \u00a0]?{_NUMBER}{_SCALE}",
        rf"{_NUMBER}[ \u00a0]?[%％‰]",
        rf"{_NUMBER}{_SCALE}[ \u00a0-]?(?:{_UNITS})\b",
        rf"{_NUMBER}{_SCALE}多?(?:{_CHINESE_UNITS})",
    )
)


def numbers(text: str) -> list[Place]:
    """The numbers of a text, in order; of two readings of one place the longer."""
    return longest(_all(text))


def _all(text: str) -> Iterator[Place]:
    for form in _FORMS:
        for match in form.finditer(text):
            number = float(match["number"].replace(",", ""))
            scale = match.groupdict().get("scale")
            values = (number, number * _SCALES[scale]) if scale else (number,)
            yield Place(begin=match.start(), end=match.end(), text=match[0], values=values)
