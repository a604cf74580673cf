"""Numbers in Chinese text: 86.3亿元, 八颗, 4-8张, 百分之十五, 三成, 1.2万平方米, 第六.

A number that only makes a word ("一体化") or a name ("昇腾960") is found too; who reads names takes it back.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache

from kg.extract.chinese.vocabulary import chinese
from kg.extract.quantities import Quantity, forms, plain

_DIGITS = {char: number for number, char in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万亿": 10**12, "千亿": 10**11, "百亿": 10**10, "十亿": 10**9, "亿": 10**8, "千万": 10**7, "百万": 10**6}
_SCALES |= {"十万": 10**5, "万": 10**4, "千": 1000, "百": 100}
_NUMERAL = "[零一二三四五六七八九十百千两〇]"
_FRACTION = {"成": 10}


def quantities(text: str) -> Iterator[Quantity]:
    """The numbers of a Chinese sentence, from left to right, none inside another."""
    for match in _pattern().finditer(text):
        found = _quantity(match)
        if found is not None:
            yield found


@cache
def _pattern() -> re.Pattern[str]:
    known = forms()
    units = _either(known.units)
    latin = r"(?![A-Za-z])"
    money = _either((*(name for name in known.names if not name.isascii()), "块钱"))
    signs = _either(known.signs)
    scale = _either(_SCALES)
    number = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
    counters = _either(chinese("counters"))
    return re.compile(
        rf"""
        第\s?(?P<ordinal>\d+|[一二三四五六七八九十]+)(?P<place>名|位)?
        | 百分之(?P<percent>{number}|{_NUMERAL}+)
        | (?<![A-Za-z\d.\-/])(?P<sign>{signs})?\s?(?P<minus>[-−](?=\d))?(?P<number>{number})\s?(?P<scale>{scale})?
          (?:\s?(?:-|–|—|~|～|至|到)\s?(?P<upper>{number})\s?(?P<upperscale>{scale})?)?
          (?:余|多|来)?
          (?:\s?(?P<money>{money}) | \s?(?P<unit>{units}){latin} | (?P<points>个百分点) | (?P<times>倍)
             | (?P<tenths>成)(?![立为员功本都长]) | (?![A-Za-z\d]))
        | (?<!第)(?P<numeral>{_NUMERAL}+(?:{scale})?)(?:余|多|来)?
          (?:(?P<nmoney>{money}) | (?P<ntenths>成)(?![立为员功本都长]) | (?P<ntimes>倍) | (?={counters}))
        """,
        re.X,
    )


def _quantity(match: re.Match[str]) -> Quantity | None:
    begin, end = match.span()
    if match["ordinal"]:
        return Quantity(begin, end, "ordinal", plain(_decimal(match["ordinal"])))
    if match["percent"]:
        return Quantity(begin, end, "percent", plain(_decimal(match["percent"])), "%")
    if match["numeral"]:
        return _numeral(match)
    value = _decimal(match["number"]) * _SCALES.get(match["scale"] or "", 1)
    if match["upper"]:
        upper = _decimal(match["upper"]) * _SCALES.get(match["upperscale"] or "", 1)
        if match["upperscale"] and not match["scale"] and value < upper:
            value *= _SCALES[match["upperscale"]]
        if not (match["money"] or match["unit"]):
            span = f"{plain(value)}-{plain(upper)}"
            return Quantity(begin, end, "range", span) if value < upper else None
    value = -value if match["minus"] else value
    money = forms().names.get(match["money"] or "", "CNY" if match["money"] else "")
    money = money or (forms().signs.get(match["sign"], "") if match["sign"] else "")
    if money:
        return Quantity(begin, end, "money", plain(value), money)
    if match["unit"]:
        code = forms().units[match["unit"]]
        return Quantity(begin, end, "percent" if code == "%" else "quantity", plain(value), code)
    if match["tenths"]:
        return Quantity(begin, end, "percent", plain(value * _FRACTION["成"]), "%")
    if match["points"] or match["times"]:
        return Quantity(begin, end, "other", plain(value))
    return Quantity(begin, match.end("scale") if match["scale"] else match.end("number"), "number", plain(value))


def _numeral(match: re.Match[str]) -> Quantity | None:
    """A number in Chinese characters; "一" by itself counts nothing."""
    begin, end = match.span()
    text = match["numeral"]
    value = _decimal(text)
    if match["nmoney"]:
        return Quantity(begin, end, "money", plain(value), forms().names.get(match["nmoney"], "CNY"))
    if match["ntenths"]:
        return Quantity(begin, end, "percent", plain(value * _FRACTION["成"]), "%")
    if match["ntimes"]:
        return Quantity(begin, end, "other", plain(value))
    return Quantity(begin, match.end("numeral"), "number", plain(value)) if text not in ("一", "百", "千") else None


def _decimal(text: str) -> Decimal:
    """The number that digits or Chinese characters write."""
    if text[0].isdigit() and text[0] not in _DIGITS:
        return Decimal(text.replace(",", ""))
    for scale in ("万亿", "亿", "万"):
        if text.endswith(scale):
            return _decimal(text.removesuffix(scale) or "一") * _SCALES[scale]
    total, current = 0, 0
    if not any(char in _PLACES for char in text):
        return Decimal("".join(str(_DIGITS.get(char, 0)) for char in text))
    for char in text:
        if char in _PLACES:
            total += (current or 1) * _PLACES[char]
            current = 0
        else:
            current = _DIGITS.get(char, 0)
    return Decimal(total + current)


def _either(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
