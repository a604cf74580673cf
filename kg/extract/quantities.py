"""Numbers with what they count: money, percentages, quantities with units, bare numbers, ranks, in English and Chinese.

Why not a library: quantulum3 reads "15 minutes" as an angle and no Chinese, price-parser loses "billion", pint knows no
money. Units are UCUM codes and currencies ISO 4217; their names stand in `language/units.tsv` and
`language/currencies.tsv`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kg.extract.vocabulary import read_words

_SCALE = {
    "hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "k": 1_000, "m": 10**6,
    "mn": 10**6, "mln": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12, "dozen": 12,
    "十": 10, "百": 100, "千": 1_000, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "百亿": 10**10,
    "千亿": 10**11, "万亿": 10**12,
}  # fmt: skip
_ONES = (
    "zero one two three four five six seven eight nine ten"
    " eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS = {word: number for number, word in enumerate(_ONES.split())}
_WORDS |= {word: 10 * number for number, word in enumerate(_TENS.split(), 2)}
_ORDINAL_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth"
    " eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_ORDINALS = {word: number for number, word in enumerate(_ORDINAL_WORDS.split(), 1)}
# Codes that a text may write behind a number; the others (ALL, AMD, TOP) are words and names far more often.
_MAJOR_CODES = (
    "USD EUR GBP JPY CNY CHF CAD AUD HKD SGD KRW INR TWD SEK NOK DKK NZD BRL RUB MXN ZAR PLN CZK HUF TRY THB AED SAR"
    " IDR MYR"
)
_MAJOR = frozenset(_MAJOR_CODES.split())
_CHINESE_DIGITS = {char: number for number, char in enumerate("零一二三四五六七八九十")} | {"两": 2}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text: its place, its kind and its canonical value.

    Attributes:
        kind: `money`, `percent`, `quantity` (with a unit), `number`, `ordinal` or `range` (of bare numbers).
        value: a decimal number without exponent; for a range `4-8`.
        unit: ISO 4217, UCUM or empty.
    """

    begin: int
    end: int
    kind: str
    value: str
    unit: str = ""

    def __str__(self) -> str:
        return f"{self.value} {self.unit}".rstrip()


def quantities(text: str) -> Iterator[Quantity]:
    """The numbers of a sentence, from left to right, none inside another and none inside a name such as `K7`."""
    for match in _pattern().finditer(text):
        quantity = _quantity(match)
        if quantity is not None:
            yield quantity


def plain(number: Decimal) -> str:
    """A number without exponent and trailing zeros: `644000000000`, `2.3`."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True, slots=True)
class Forms:
    """How units, and currencies before and behind a number, are written, each form with its code."""

    units: Mapping[str, str]
    signs: Mapping[str, str]
    names: Mapping[str, str]


@cache
def forms() -> Forms:
    """The forms of `units.tsv` and `currencies.tsv`."""
    units: dict[str, str] = {}
    signs: dict[str, str] = {}
    names: dict[str, str] = {}
    for line in read_words("units.tsv").splitlines():
        code, forms = line.split("\t")
        units.update(dict.fromkeys(forms.split("|"), code))
    for line in read_words("currencies.tsv").splitlines()[1:]:
        code, english, symbols, chinese = line.split("\t")
        for symbol in filter(None, symbols.split("|")):
            signs.setdefault(symbol, code)
        codes = (code,) if code in _MAJOR else ()
        signs.update(dict.fromkeys(codes, code))
        for name in filter(None, (*codes, *english.split("|"), *chinese.split("|"))):
            names.setdefault(name, code)
    return Forms(units, signs, names)


@cache
def _pattern() -> re.Pattern[str]:
    known = forms()
    latin = _alternatives(form for form in known.units if form[-1].isascii() and form[-1].isalnum())
    marks = _alternatives(form for form in known.units if not (form[-1].isascii() and form[-1].isalnum()))
    currency = _alternatives(name for name in known.names if name.isascii())
    currency_zh = _alternatives(name for name in known.names if not name.isascii())
    sign = _alternatives(known.signs)
    number = _number_pattern()
    return re.compile(
        rf"""
        (?P<ordinal>\b\d+(?:st|nd|rd|th)\b|第\s?(?:\d+|[一二三四五六七八九十]+)(?=[名位大的，。、\s]|$))
        |
        (?<![\w.,/-])(?:(?P<sign>{sign})\s?)?(?P<minus>[-−+](?=\d))?(?P<number>{number})
        (?:{_scale_pattern("scale")})?
        (?:\s?(?:-|–|to\s|or\s|至|到)\s?(?(sign)(?:{sign})?)(?P<upper>{number})(?:{_scale_pattern("upperscale")})?(?![\w-]))?
        (?:
            [\s\u00a0-]?(?P<unit>{latin})(?![\w-]|\s?\d)
          | \s?(?P<mark>{marks})
          | [\s-](?P<currency>{currency})\b
          | \s?(?P<currencyzh>{currency_zh})
        )?
        (?![A-Za-z0-9_])
        """,
        re.X,
    )


def _number_pattern() -> str:
    words = "|".join(sorted(_WORDS, key=len, reverse=True))
    tens = "|".join(word for word in _WORDS if word.endswith("ty"))
    return rf"""(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?
        |(?i:\b(?:{tens})-(?:{words})\b|\b(?:{words})\b
        |\b(?:half\s+)?an?\s+(?=dozen\b|hundred\b|thousand\b|million\b|billion\b)))"""


def _scale_pattern(group: str) -> str:
    """A scale behind a number, in three groups: words, a glued letter, Chinese."""
    return (
        rf"[\s\u00a0-]?(?P<{group}>hundred|thousand|million|billion|trillion|dozen|mln|bn|tn|mn)\b"
        rf"|(?P<{group}letter>[kmb])\b"
        rf"|\s?(?P<{group}zh>万亿|千亿|百亿|千万|百万|亿|万)"
    )


def _alternatives(forms: Iterable[str]) -> str:
    return "|".join(
        re.escape(form).replace(r"\ ", r"\s") for form in sorted(forms, key=lambda form: (-len(form), form))
    )


def _decimal(text: str) -> Decimal:
    text = text.strip().lower()
    if text[0].isdigit():
        return Decimal(text.replace(",", ""))
    if "-" in text:
        tens, unit = text.split("-")
        return Decimal(_WORDS[tens] + _WORDS[unit])
    if text.startswith("half"):
        return Decimal("0.5")
    return Decimal(_WORDS.get(text, 1))


def _scaled(number: str, *scales: str | None) -> Decimal:
    scale = next((part for part in scales if part), None)
    return _decimal(number) * _SCALE[scale.lower()] if scale else _decimal(number)


def _ordinal(text: str) -> str:
    digits = re.search(r"\d+", text)
    if digits:
        return digits[0]
    chinese = text.strip("第 ")
    if len(chinese) == 1:
        return str(_CHINESE_DIGITS[chinese])
    tens, _, unit = chinese.partition("十")
    return str((_CHINESE_DIGITS[tens] if tens else 1) * 10 + (_CHINESE_DIGITS[unit] if unit else 0))


def _quantity(match: re.Match[str]) -> Quantity | None:
    begin, end = match.span()
    if match["ordinal"]:
        return Quantity(begin, end, "ordinal", _ordinal(match["ordinal"]))
    letter = match["scaleletter"]
    if letter and not match["sign"] and letter != "k":
        return None
    number = _scaled(match["number"], match["scale"], letter, match["scalezh"])
    if match["minus"] in ("-", "−"):
        number = -number
    money = match["sign"] or match["currency"] or match["currencyzh"]
    unit = match["unit"] or match["mark"]
    if match["upper"]:
        return _range(match, number, unit, money)
    if money:
        return Quantity(begin, end, "money", plain(number), _currency(match, money))
    if unit:
        code = forms().units[re.sub(r"\s", " ", unit)]
        return Quantity(begin, end, "percent" if code == "%" else "quantity", plain(number), code)
    return Quantity(begin, end, "number", plain(number))


def _range(match: re.Match[str], number: Decimal, unit: str | None, money: str | None) -> Quantity | None:
    """A range, such as "4-8 cards"; of "$2-3 billion" and "15 to 20 MW", which have a unit, the lower end is kept."""
    upper = _scaled(match["upper"], match["upperscale"], match["upperscaleletter"], match["upperscalezh"])
    if match["upperscale"] and not match["scale"]:
        number *= _SCALE[match["upperscale"].lower()]
    begin, end = match.span()
    if money:
        return Quantity(begin, end, "money", plain(number), _currency(match, money))
    if unit:
        code = forms().units[unit]
        return Quantity(begin, end, "percent" if code == "%" else "quantity", plain(number), code)
    if number < upper:
        return Quantity(begin, end, "range", f"{plain(number)}-{plain(upper)}")
    return Quantity(begin, match.end("number"), "number", plain(number))


def _currency(match: re.Match[str], money: str) -> str:
    known = forms()
    return known.signs[money] if match["sign"] else known.names[money]


def ordinal_word(word: str) -> int | None:
    """The number of "first" to "twentieth", with or without a tens word before it ("thirty-fourth")."""
    word = word.lower()
    if word in _ORDINALS:
        return _ORDINALS[word]
    tens, _, unit = word.partition("-")
    if unit in _ORDINALS and tens in _WORDS and _WORDS[tens] >= 20:
        return _WORDS[tens] + _ORDINALS[unit]
    return None
