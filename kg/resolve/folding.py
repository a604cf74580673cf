"""From a name as written to tokens that can be compared: one case, one script's accents, one way to write numbers.

`tokens("H-4220")` and `tokens("H4220")` differ; `runs` of them do not: letters and digits stand apart there, so that
"Anvil2" is "Anvil 2" and "SR860V2" is "SR860 V2".
"""

import re
import unicodedata

from kg.resolve.tables import table

CJK = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
FUNCTION_WORDS = frozenset(
    {"the", "a", "an", "of", "in", "at", "on", "for", "and", "de", "des", "du", "der", "di", "la", "le"}
)

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "þ": "th"})
_ACCENTS = re.compile(r"[\u0300-\u036f]")
_POSSESSIVE = re.compile(r"['’]s\b")
_APOSTROPHES = re.compile(r"['’‘`´]")
_DOTTED = re.compile(r"(?<![\w.])(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?|(?<![\w.])(?:[^\W\d_]\.)+[^\W\d_](?!\w)")
_NUMBER_SIGN = re.compile(r"(?:\b(?:no|nr|num)\.?\s*|#)(?=\d)")
_ORDINAL = re.compile(r"\b(\d+)(?:st|nd|rd|th)\b")
_CHINESE_NUMBER = re.compile(r"第([一二三四五六七八九十]{1,3}|\d+)号?|([一二三四五六七八九十]{1,3}|\d+)号")
_CHINESE_GENERATION = re.compile(r"第?([一二三四五六七八九十]{1,3}|\d+)代")
_ORDINAL_WORDS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_GENERATION = re.compile(rf"\b(?:(\d+)(?:st|nd|rd|th)?|({'|'.join(_ORDINAL_WORDS)}))[ -]*gen(?:eration)?\b")
_GENERATION_AFTER = re.compile(r"\bgen(?:eration)?\.?[ -]*(\d+)\b")
_ACRONYMS = re.compile(r"\b([A-Z]{2,})s\b")
_ROMAN = re.compile(r"(?<=[\w)] )(II|III|IV|VI|VII|VIII|IX)\b")
_TOKEN = re.compile(rf"[{CJK}]+|(?:(?![{CJK}_])[\w+])+(?:\.(?:(?![{CJK}_])\w)+)*")
_RUN = re.compile(r"\d+(?:\.\d+)*|[^\W\d_]+|\+")
_ZERO = re.compile(r"^(v?\d+)\.0$")
_DIGITS = {digit: number for number, digit in enumerate("一二三四五六七八九", 1)}
_ROMANS = {"II": "2", "III": "3", "IV": "4", "VI": "6", "VII": "7", "VIII": "8", "IX": "9"}


def tokens(name: str, *, numerals: bool = True) -> tuple[tuple[str, ...], str]:
    """The words of a name, folded, and its generation ("3" for "3rd Gen", else empty), which is no word of it.

    Without `numerals` capitals mean nothing (Roman numbers, plurals of acronyms), as in a person's name.
    """
    text = unicodedata.normalize("NFKC", name)
    if numerals:
        text = _ACRONYMS.sub(r"\1", _ROMAN.sub(lambda found: _ROMANS[found[1]], text))
    text = text.casefold().translate(_LETTERS)
    text = unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", text)))
    text = _APOSTROPHES.sub("", _POSSESSIVE.sub("", text)).replace("&", " and ")
    text = _DOTTED.sub(lambda found: found[0].replace(".", ""), text)
    text, generation = _generation(text)
    text = _CHINESE_NUMBER.sub(lambda found: f" {_number(found[1] or found[2])} ", text)
    text = _ORDINAL.sub(r"\1", _NUMBER_SIGN.sub(" ", text))
    words = (_ZERO.sub(r"\1", word) for word in _TOKEN.findall(text))
    spelled = tuple(table("spellings").get(word, word) for word in words)
    return spelled[1:] if len(spelled) > 1 and spelled[0] in ("the", "a", "an") else spelled, generation


def runs(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words with letters and digits parted: ("sr", "860", "v", "2")."""
    return tuple(_ZERO.sub(r"\1", run) for word in words for run in _RUN.findall(word))


def singular(word: str) -> str:
    """An English plural as singular, by its ending; other words as they are."""
    if len(word) < 4 or not word.isascii() or word.endswith(("ss", "us", "is")) or not word.endswith("s"):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("ches", "shes", "xes", "sses")) else word[:-1]


def _generation(text: str) -> tuple[str, str]:
    for pattern in (_GENERATION, _GENERATION_AFTER, _CHINESE_GENERATION):
        found = pattern.search(text)
        if found:
            number = _number(found[1]) if found[1] else str(_ORDINAL_WORDS.index(found[2]) + 1)
            return f"{text[: found.start()]} {text[found.end() :]}", number
    return text, ""


def _number(digits: str) -> str:
    """A Chinese number below 100, or digits, as digits."""
    if digits.isdecimal():
        return str(int(digits))
    tens, ten, ones = digits.partition("十")
    if not ten:
        return "".join(str(_DIGITS[digit]) for digit in digits)
    return str(10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0))
