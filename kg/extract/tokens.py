"""A document as sentences of tokens. Blocks part at line ends, sentences at full stops; offsets are the document's.

Tokens: words with their inner hyphens and apostrophes, numbers with what is glued to them (`96GB`, `K7`, `1,024`),
single punctuation marks, single Chinese characters. The possessive `'s` is a token of its own, and so is the tail of
a compound whose head is a name: `Ostend` `-based`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from kg.text import has_cjk

_TAIL = "(?:based|headquartered|owned|backed|born|built|made|led|listed|run|designed)"
_TOKEN = re.compile(
    rf"""
      ['’]s(?=\W|$)                                    # possessive
    | (?:US|C|A|HK|NT|S|NZ|R)\$                        # dollars of a country
    | No\.(?=\s?\d)                                    # No. 1
    | (?:[A-Z]\.){{2,}}                                # U.S.
    | (?:Mr|Mrs|Ms|Dr|Prof|St|Inc|Corp|Ltd|Co|Jr|Sr|vs|Bros|Gen|Sen|Rep|Gov|approx)\.(?=\W)
    | -(?={_TAIL}\b)[a-z]+                             # of a compound with a name
    | \d+(?:[.,]\d+)*(?:[-–](?=[A-Za-z\d]))?[A-Za-zµ°]*(?:[A-Za-z\d]+(?:[-./]?[A-Za-z\d]+)*)?
    | [^\W\d_][\w&]*(?:[-‑/+.&'’](?!{_TAIL}\b|s\b)[\w]+)*\+{{0,2}}
    | [%‰°]
    | \.{{2,}}|…
    | \S
    """,
    re.X,
)
_CJK = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_CJK_CHAR = re.compile(f"[{_CJK}]")
_SCRIPTS = re.compile(f"[{_CJK}]|[^{_CJK}]+")
_STOP = re.compile(
    r"(?:(?<!\.)[.!?]|\.{3}|…)[\"”’')\]]*(?=\s+[\"“‘'(\[]*[A-Z\d\u4e00-\u9fff$€£¥])|[。！？；][”’」』）]*"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Inc|Corp|Ltd|Co|Jr|Sr|vs|etc|e\.g|i\.e|U\.S|U\.K|N\.V|B\.V|S\.A|a\.m|p\.m|Gen|Sen|Rep"
    r"|Gov|Bros|approx|Fig|Vol|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z])\.$"
)


class Token(NamedTuple):
    """A word, a number or a mark, with its place in the document."""

    text: str
    begin: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it has an upper-case letter, wherever: `Acme`, `eBike`, `K7`."""
        return not self.text.islower() and any(map(str.isupper, self.text))

    @property
    def digit(self) -> bool:
        """Whether it has a digit."""
        return not self.text.isalpha() and any(map(str.isdigit, self.text))

    @property
    def word(self) -> bool:
        """Whether it begins with a letter."""
        return self.text[0].isalpha()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, a heading or a list item.

    Attributes:
        block: number of the line it stands in; 0 is the title.
        language: `zh` when mostly Chinese, else `en`.
        heading: True for a line that is no full sentence (a title, a section name).
        title_case: True when capital letters say nothing here, since most long words have one.
    """

    begin: int
    end: int
    block: int
    tokens: tuple[Token, ...]
    language: str
    heading: bool
    title_case: bool

    def text(self, document: str) -> str:
        """What it says."""
        return document[self.begin : self.end]


@lru_cache(maxsize=4)
def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a document's text, in order. Empty for an empty text.

    The last few texts are kept, since every extractor asks for the one at hand.
    """
    found = []
    begin = 0
    for block, line in enumerate(text.split("\n")):
        for first, last in _spans(line):
            tokens = tuple(_tokens(line[first:last], begin + first))
            if tokens:
                found.append(_sentence(line[first:last], begin + first, begin + last, block, tokens))
        begin += len(line) + 1
    return tuple(found)


def _sentence(text: str, begin: int, end: int, block: int, tokens: tuple[Token, ...]) -> Sentence:
    cjk = len(_CJK_CHAR.findall(text))
    chinese = cjk * 3 > len(text.replace(" ", ""))
    heading = not chinese and not re.search(r"[.!?;:,…][\"”’')\]]*$", text) and len(tokens) <= 24
    return Sentence(
        begin,
        end,
        block,
        tokens,
        "zh" if chinese else "en",
        heading,
        heading and (_title_case(tokens) or _all_capital(tokens)),
    )


def _title_case(tokens: tuple[Token, ...]) -> bool:
    long = [token for token in tokens[1:] if len(token.text) > 3 and token.text.isalpha()]
    return len(long) >= 2 and sum(token.text[0].isupper() for token in long) > 0.7 * len(long)


def _all_capital(tokens: tuple[Token, ...]) -> bool:
    """Whether a short heading has only capitalised words: "Market Position"."""
    words = [token.text for token in tokens if len(token.text) > 3 and token.text.isalpha()]
    return 1 < len(tokens) <= 8 and all(word[0].isupper() for word in words)


def _spans(line: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of one line begin and end, white space off."""
    first = 0
    for stop in _STOP.finditer(line):
        if _ABBREVIATION.search(line[first : stop.start() + 1]) and line[stop.start()] == ".":
            continue
        yield from _trimmed(line, first, stop.end())
        first = stop.end()
    yield from _trimmed(line, first, len(line))


def _trimmed(line: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    while first < last and line[first].isspace():
        first += 1
    while first < last and line[last - 1].isspace():
        last -= 1
    if first < last:
        yield first, last


def _tokens(text: str, offset: int) -> Iterator[Token]:
    if not has_cjk(text):
        yield from _latin(text, offset)
        return
    for run in _SCRIPTS.finditer(text):
        if has_cjk(run[0]):
            yield Token(run[0], offset + run.start(), offset + run.end())
        else:
            yield from _latin(run[0], offset + run.start())


def _latin(text: str, offset: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        word = match[0]
        if word.lower().endswith(("n't", "n’t")) and len(word) > 3:
            cut = match.end() - 3
            yield Token(text[match.start() : cut], offset + match.start(), offset + cut)
            yield Token(text[cut : match.end()], offset + cut, offset + match.end())
        else:
            yield Token(word, offset + match.start(), offset + match.end())
