"""Bylines and date lines: "By NAME, PUBLISHER, June 3, 2026", "PUBLISHER | 17 November 2026", "作者：张三"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.read import dates
from kg.text import has_cjk

_LONGEST = 160
_COLON = re.compile(r"\s*([:：])\s*")
_SEPARATOR = re.compile(r"\s*[|｜·•;；，、]\s*|\s+[-–—/]+\s+|,\s+")
_BY = re.compile(
    r"(?:(?:written|words|story|text|reported|posted|published)\s+)?by[\s:]\s*|(?:authors?|words|text|reporters?):|"
    r"(?:作者|记者|撰文|撰稿|文)\s?[:：/\s]",
    re.IGNORECASE,
)
_FROM = re.compile(r"(?:source|publisher|published in|via|来源|来自|出处|媒体)[:：]", re.IGNORECASE)
_IGNORED = re.compile(
    r"(?:first |originally )?(?:published|posted|updated|last (?:updated|modified)|date|on|at)(?: (?:on|at))?[:：]?"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)?|(?:发布(?:于|时间)?|时间|日期)[:：]?|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"(?:mon|tue|wed|thu|fri|sat|sun)\.?|星期.|周.|"
    r"\d+[ -]min(?:ute)?s?(?: read)?|\d{1,2}:\d{2}.{0,12}|(?:(?:责任)?编辑|责编)[:：/].*|阅读.{0,12}|"
    r"(?:news|opinion|column|analysis|features?|exclusive|tech(?:nology)?|business|science|press release)|"
    r"(?:photos?|images?|illustration|editing|edited)\b.*",
    re.IGNORECASE,
)
_AND = re.compile(r"\s+(?:and|with)\s+|\s*[&、，]\s*|,\s+", re.IGNORECASE)
_PLACED = re.compile(r"\s+(?:in|at|from)\s+[^\W\d_a-z].*")
_PARTICLE = re.compile(r"de|da|del|della|der|den|di|dos|du|van|von|la|le|al|bin|ibn|ter|ten|el|y", re.IGNORECASE)
_OUTLET = re.compile(
    r"\b(?:times|news|post|daily|journal|review|weekly|magazine|press|media|today|tribune|herald|gazette|ledger|report|"
    r"wire|online|digest|insider|monitor|"
    r"staff|team|editors?|desk|newsroom|university|institute|bureau|agency|network|the|inc|ltd)\b|&",
    re.IGNORECASE,
)
_LINKING = re.compile(r"of|and|the|for|in|on|to|an?|at|de|la|et|und|&|\+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote an article, where it stood and when (ISO 8601)."""

    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: str | None = None

    def or_else(self, other: "Byline") -> "Byline":
        """What this one lacks is taken from the other."""
        return Byline(
            self.authors or other.authors, self.publisher or other.publisher, self.published or other.published
        )


def parse(line: str) -> Byline | None:
    """What a byline or date line says; none for any other line.

    Without a "By" or a label, a line must hold a date, and beside it nothing but one to three names.
    """
    if len(line) > _LONGEST:
        return None
    found = dates.find(line)
    parts = _parts(f"{line[: found.begin]} | {line[found.end :]}" if found else line)
    said = Byline(published=found.iso if found else None)
    plain = []
    for part in parts:
        by, source = _BY.match(part), _FROM.match(part)
        if by or source:
            one = _labelled(part[by.end() :] if by else "", part[source.end() :] if source else "")
            if one is None:
                return None
            said = Byline(said.authors + one.authors, said.publisher or one.publisher, said.published)
        elif not _IGNORED.fullmatch(part):
            plain.append(part)
    if said.authors:
        said = said.or_else(_after_author(plain))
    elif plain:
        if said == Byline() or len(plain) > 3 or not all(map(_is_name, plain)):
            return None
        said = said.or_else(_unlabelled(plain, by_bar="|" in line or "｜" in line))
    return said if said != Byline() else None


def _labelled(by: str, source: str) -> Byline | None:
    """What stands after "By" or "Source:": persons, or the outlet; none when it is no name at all."""
    authors = persons(by)
    if authors or not _is_name(by or source):
        return Byline(authors) if authors else None
    return Byline(publisher=by or source)


def persons(names: str) -> tuple[str, ...]:
    """The persons in "Jane Roe and John Smith", in order; empty when one of them is no person's name."""
    parts = tuple(part.strip(" .,") for part in _AND.split(_PLACED.sub("", names.strip())) if part.strip(" .,"))
    return parts if parts and all(map(is_person, parts)) else ()


def is_person(name: str) -> bool:
    """Whether a name is written like a person's: two to five capitalised words, or two to four Chinese characters."""
    words = name.split()
    if has_cjk(name):
        return len(words) == 1 and 2 <= len(name) <= 4 and all(map(has_cjk, name))
    if not 2 <= len(words) <= 5 or _OUTLET.search(name):
        return False
    return all(_is_name_word(word) or (_PARTICLE.fullmatch(word) and word != words[-1]) for word in words)


def _is_name_word(word: str) -> bool:
    return word[0].isupper() and all(letter.isalpha() or letter in ".'’-" for letter in word)


def _parts(rest: str) -> list[str]:
    """The line cut at its separators; in Chinese a space is one."""
    cut = _SEPARATOR.split(_COLON.sub(r"\1", rest))
    if has_cjk(rest):
        cut = [word for part in cut for word in (part.split() if has_cjk(part) else [part])]
    return [part.strip(" .,()（）[]【】") for part in cut if part.strip(" .,()（）[]【】")]


def _is_name(part: str) -> bool:
    """Whether this can be an outlet's or a person's name: short, capitalised, no sentence."""
    if has_cjk(part):
        return len(part) <= 15
    words = part.split()
    upper = all(any(map(str.isupper, word)) or _LINKING.fullmatch(word) or word.isdigit() for word in words)
    return 0 < len(words) <= 6 and upper and not part.endswith(("?", "!"))


def _after_author(plain: Sequence[str]) -> Byline:
    """What follows a "By NAME": a role in lower case, and the publisher last."""
    names = [part for part in plain if _is_name(part)]
    return Byline(publisher=names[-1] if names else None)


def _unlabelled(plain: Sequence[str], by_bar: bool) -> Byline:
    """One name beside a date is the publisher; of two, the one written like a person's is the author."""
    if len(plain) == 1:
        dateline = plain[0].isupper() and not by_bar and not has_cjk(plain[0])
        return Byline(publisher=None if dateline else plain[0])
    author = next((part for part in plain if persons(part)), "")
    return Byline(persons(author), next(part for part in plain if part != author))
