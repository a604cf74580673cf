"""The head of an article without front matter: a page's label, byline and date lines, the headline."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.read import byline
from kg.read.blocks import Block
from kg.read.byline import Byline
from kg.text import has_cjk

_LONGEST_HEADLINE = 200
_STOP = re.compile(r"[.。;；:：,，]$")
_ABBREVIATION = re.compile(r"(?:\b(?:[A-Z]\.){2,}|\b(?:Inc|Corp|Co|Ltd|Jr|Sr|No)\.|\.\.\.|…)$")
_LABEL = re.compile(r"[^\W\d_]{3,15}|[\u4e00-\u9fff]{2,4}")
# A byline stands at most two blocks below the headline: a standfirst may come between.
_ABOVE, _BELOW = 3, 2


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the head. `blocks` are all that is left as text; the first is the title, if there is one."""

    title: str | None
    byline: Byline
    blocks: tuple[Block, ...]


def take(blocks: Sequence[Block]) -> Head:
    """Take labels, bylines and date lines off the head of these blocks."""
    known = Byline()
    rest = list(blocks)
    for _ in range(min(_ABOVE, len(rest) - 1)):
        above = byline.parse(rest[0].text)
        if above and is_headline(rest[1].text):
            known = known.or_else(above)
        elif not (above is None and _is_label(rest)):
            break
        del rest[0]
    below = {index: byline.parse(rest[index].text) for index in range(1, min(_BELOW + 1, len(rest)))}
    for line in below.values():
        known = known.or_else(line) if line else known
    rest = [block for index, block in enumerate(rest) if not below.get(index)]
    title = rest[0].text if rest and is_headline(rest[0].text) else None
    return Head(title, known, tuple(rest))


def is_headline(line: str) -> bool:
    """Whether a line is written like a headline: at most 200 characters, no full stop at its end."""
    return len(line) <= _LONGEST_HEADLINE and (not _STOP.search(line) or bool(_ABBREVIATION.search(line)))


def _is_label(rest: Sequence[Block]) -> bool:
    """A word such as "Workflow" above the headline is the page's, not the article's."""
    if not _LABEL.fullmatch(rest[0].text):
        return False
    following = [block.text for block in rest[1:4]]
    while following and byline.parse(following[0]):
        del following[0]
    return bool(following) and is_headline(following[0]) and _is_telling(following[0])


def _is_telling(headline: str) -> bool:
    return len(headline.split()) >= 3 or (has_cjk(headline) and len(headline) >= 8)
