"""Names by their surface: runs of words with capital letters; in Chinese, endings of institutions and places.

Headings with a capital letter on every word say nothing and are left out; so is a single word at the beginning of a
sentence, unless it has a second capital letter or a digit, or stands elsewhere too and always with its capital.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from kg.coverage.surface import Place
from kg.extract.tokens import Sentence

# A word is what stands between spaces, up to marks that end a name: inner hyphens, dots and ampersands belong to it.
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
_LETTERS = rf"[^\W_{_HAN}]+"
_WORD = re.compile(rf"{_LETTERS}(?:[-–'’&.+/]{_LETTERS})*\+{{0,2}}")
_POSSESSIVE = re.compile(r"['’]s$")
_WITHIN = frozenset(("of", "de", "da", "del", "der", "den", "des", "di", "du", "la", "le", "van", "von", "the"))
_BETWEEN = re.compile(r"[ \u00a0]|\. | & ")
_UNIT = re.compile(r"[kMGTPE]?(?:W|Wh|B|Hz|bps|FLOPS)|Q[1-4]|H[12]")
_INITIAL = re.compile(r"[A-Z]$")
_ENDINGS = (
    "有限公司|公司|集团|大学|学院|研究院|研究所|实验室|银行|基金会|基金|协会|联盟|委员会|科技|电子|汽车|医院|"
    "部|局|署|省|市|县|区|州|国|岛|山|河|湖|港|机场|工厂|园区|数据中心|计算中心|智算中心"
)
_HAN_NAME = re.compile(rf"[{_HAN}]{{2,9}}?(?:{_ENDINGS})(?![{_HAN}]?(?:{_ENDINGS}))")
_HAN_STOP = re.compile(
    "[的了在与和及或于由为是将对从向被把等之以该此其每各本据称说已]|宣布|表示|发布|推出|合作|日前|近日|目前"
)
_TITLE = re.compile(r"《([^》]{1,40})》|「([^」]{1,40})」")


def names(text: str, sentences: Sequence[Sentence]) -> list[Place]:
    """The names of a text, in order."""
    words = Counter(_WORD.findall(text))
    found: list[Place] = []
    for sentence in sentences:
        if sentence.title_case:
            continue
        for place in _runs(text, sentence):
            first = not any(char.isalnum() for char in text[sentence.begin : place.begin])
            if not (first and _is_plain(place.text)) or _is_always_capital(place.text, words):
                found.append(place)
    found += [place for place in _chinese(text) if not any(_overlap(place, other) for other in found)]
    return sorted(found, key=lambda place: (place.begin, place.end))


def _runs(text: str, sentence: Sentence) -> Iterator[Place]:
    """Words with a capital letter in a row, with "of the" between two of them, without what makes no name."""
    words = list(_WORD.finditer(text, sentence.begin, sentence.end))
    place = 0
    while place < len(words):
        if not _is_name(words[place][0]):
            place += 1
            continue
        last = place
        for ahead in range(place + 1, len(words)):
            if not _joined(text, words[ahead - 1], words[ahead]):
                break
            if _is_name(words[ahead][0]) or _is_number_of(words[ahead][0]):
                last = ahead
            elif words[ahead][0] not in _WITHIN or ahead - last > 2:
                break
        end = words[last].end()
        anchor = _POSSESSIVE.sub("", text[words[place].start() : end])
        yield Place(begin=words[place].start(), end=words[place].start() + len(anchor), text=anchor)
        place = last + 1


def _joined(text: str, left: re.Match[str], right: re.Match[str]) -> bool:
    between = text[left.end() : right.start()]
    if _POSSESSIVE.search(left[0]):
        return False
    return _BETWEEN.fullmatch(between) is not None and (not between.startswith(".") or bool(_INITIAL.search(left[0])))


def _is_name(word: str) -> bool:
    bare = _POSSESSIVE.sub("", word)
    return any(char.isupper() for char in bare) and bare.casefold() not in _not_names() and not _is_measure(bare)


def _is_number_of(word: str) -> bool:
    """The number of a model: "Falcon 9"; no year."""
    return word.isdigit() and not (len(word) == 4 and word[:2] in ("19", "20"))


def _is_measure(word: str) -> bool:
    """A unit, with its number or without, or a part of a year: "300MW", "GB", "Q2"; a model is "H100"."""
    return word[0].isdigit() or _UNIT.fullmatch(word) is not None


def _is_plain(name: str) -> bool:
    """Whether it is one word whose capital may be its place's: "Servers", but no "AMD" and no "X1"."""
    return " " not in name and name[1:].islower()


def _is_always_capital(name: str, words: Mapping[str, int]) -> bool:
    """Whether the word is there twice at least, and never in lower case."""
    forms = (name, f"{name}'s", f"{name}’s")
    return sum(words.get(form, 0) for form in forms) > 1 and not any(form.lower() in words for form in forms)


def _chinese(text: str) -> Iterator[Place]:
    for match in _TITLE.finditer(text):
        yield Place(begin=match.start() + 1, end=match.end() - 1, text=match[1] or match[2])
    for match in _HAN_NAME.finditer(text):
        stops = list(_HAN_STOP.finditer(match[0]))
        begin = match.start() + (stops[-1].end() if stops else 0)
        if match.end() - begin >= 3:
            yield Place(begin=begin, end=match.end(), text=text[begin : match.end()])


def _overlap(left: Place, right: Place) -> bool:
    return left.begin < right.end and right.begin < left.end


@cache
def _not_names() -> frozenset[str]:
    lines = (files("kg.coverage") / "not_names.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
