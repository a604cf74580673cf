"""Names that no lexicon knows, in the words of a Chinese sentence: by their last word, by posts, by quotation marks.

A candidate is a run of tokens with the votes that its own words and its neighbours cast. Without capital letters the
borders are the question: a name begins where a word of grammar, a verb or a noun of the rules ends.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kg.extract.chinese.segmenting import Word
from kg.extract.chinese.vocabulary import COMMON, chinese, closed, dictionary, rare, surnames
from kg.extract.rulebook import Rulebook
from kg.extract.spans import Span
from kg.extract.votes import KIND, SHAPE, Vote
from kg.text import has_cjk

BRAND = 4  # characters of a brand at most
_LONG = 8  # characters between a place and the last word of an institute's name
_STATE = ("国家", "中央", "中国")
_NUMBERED = re.compile("[一二三四五六七八九十]+号")
_OPEN, _CLOSE = '“「‘《"', '”」’》"'


@dataclass(frozen=True, slots=True)
class Candidate:
    """A run of tokens that may be a name.

    Attributes:
        text: as written.
        votes: classes, with weights.
        brand: the part of an organization's name by which it goes alone; empty where there is none.
        sure: whether other places may take it for a name without a cue of their own.
    """

    first: int
    last: int
    text: str
    votes: tuple[Vote, ...] = ()
    brand: str = ""
    sure: bool = True


class Namer:
    """Finds the names in the words of a sentence."""

    def __init__(self, rulebook: Rulebook, identity: Callable[[Span], str], base: Rulebook) -> None:
        self.rulebook = rulebook
        self.identity = identity
        self.person = base.part("person")
        self.placed = (*base.parts("placed"), *base.parts("seated"))
        self.organization = base.part("organization")
        self.ends = dict(rulebook.heads)
        self.stops = frozenset(
            word for rule in rulebook.frames for word in (*rule.verbs, *rule.nouns) if not word.startswith(("<", "@"))
        ) | frozenset(rulebook.kinds) - frozenset(self.ends)
        self.verbs = frozenset(word for rule in rulebook.frames for verb in rule.verbs for word in verb.split())
        self.stops |= {word for words in rulebook.cues.values() for word in words}
        self.inner = self.verbs | rulebook.measuring.metrics
        self.cued = rulebook.beside

    def find(self, words: Sequence[Word]) -> list[Candidate]:
        """The candidates of a sentence, from left to right, none over another."""
        found = [
            *self._foreign(words),
            *self._persons(words),
            *self._models(words),
            *self._quoted(words),
            *self._headed(words),
        ]
        result: list[Candidate] = []
        taken: set[int] = set()
        for item in found:
            tokens = set(range(item.first, item.last))
            if not tokens & taken:
                taken |= tokens
                result.append(item)
        return sorted(result, key=lambda item: item.first)

    def part(self, word: Word) -> bool:
        """Whether a word may belong to a name that nobody knows."""
        if word.span is not None or word.tag in ("role", "counter", "w") or not has_cjk(word.text):
            return False
        inner = word.text not in self.ends or (len(word.text) == 1 and word.text in self.rulebook.others)
        return inner and word.text not in self.stops and rare(word.text)

    # organizations, sites, places

    def _headed(self, words: Sequence[Word]) -> Iterator[Candidate]:
        """Names by their last word."""
        index = 0
        while index < len(words):
            end = index
            while end < len(words) and words[end].text in self.ends and (_free(words[end]) or end == index):
                end += 1
            while end > index + 1 and words[end - 1].text in self.inner:
                end -= 1
            single = end == index + 1 and words[index].text in self.inner
            if end > index and not single:
                found = self._branded(words, index, end)
                if found is not None:
                    yield found
            index = max(end, index + 1)

    def _branded(self, words: Sequence[Word], first: int, end: int) -> Candidate | None:
        """The name whose last words are words[first:end]."""
        kind = self.ends[words[end - 1].text]
        tail = "".join(word.text for word in words[first:end])
        start, size = first, 0
        while start and size < BRAND and self.part(words[start - 1]) and size + len(words[start - 1].text) <= BRAND:
            start -= 1
            size += len(words[start].text)
        while start < first and size - len(words[start].text) >= 2 and not self._opens(words[start]):
            size -= len(words[start].text)
            start += 1
        brand = "".join(word.text for word in words[start:first])
        place = start > 0 and self._is_place(words[start - 1])
        borrowed = self._borrowed(words, first, kind)
        if size == 0 and borrowed is not None:
            start, brand, size = borrowed, words[borrowed].text if borrowed == first - 1 else "", 9
            place = False
        if size < 2 and not (place and size == 0):
            common = self._common(words, first, tail)
            if common is None:
                return None
            start, brand = common, words[common].text
        elif len(tail) == 1 and (size > 3 or (place and not size)):
            return None
        formal = all(word.text in self.rulebook.descriptors for word in words[first:end])
        if place and (not brand or formal or kind in self.placed):
            legal = tail.endswith("公司") or not brand or kind in self.placed
            start = start - 1 if legal else start
        if not brand and size < 9 and kind not in self.placed and not (place and self._seated(kind, tail)):
            return None
        text = "".join(word.text for word in words[start:end])
        return Candidate(words[start].first, words[end - 1].last, text, ((kind, SHAPE),), brand)

    def _borrowed(self, words: Sequence[Word], first: int, kind: str) -> int | None:
        """Where a name begins that goes on from another: "北辰精机", "国家算力研究院", "江州科学院物理研究所"."""
        if not first:
            return None
        last = words[first - 1]
        if kind == self.organization:
            identity = self.identity(last.span) if last.span is not None and last.span.kind == "name" else ""
            another = identity == "organization" and words[first].text in self.rulebook.others
            return first - 1 if identity == "name" or another else None
        start, size = first, 0
        while start and size <= _LONG:
            word = words[start - 1]
            if word.text in _STATE or (word.span is not None and self.identity(word.span) in ("place", "organization")):
                return start - 1 if size or word.text in _STATE else None
            inner = word.span is None or word.span.kind == "noun"
            vague = kind in self.placed and word.tag[:1] in ("b", "a", "x")
            if vague or not inner or word.tag[:1] not in ("n", "v", "b", "a", "t", "x") or word.text in closed():
                return None
            start -= 1
            size += len(word.text)
        return None

    def _opens(self, word: Word) -> bool:
        """Whether a brand may begin with a word: not with a verb or a measure of one character."""
        if len(word.text) > 1:
            return True
        count, tag = dictionary().get(word.text, (0, ""))
        return not (tag[:1] in ("v", "p", "d", "q", "f", "r", "m", "c") and count > 3000)

    def _seated(self, kind: str, tail: str) -> bool:
        """Whether a place alone may stand before the last word: "江州银行", "江州市政府"."""
        return len(tail) > 1 and tail not in self.rulebook.kinds and tail not in self.rulebook.descriptors

    def _common(self, words: Sequence[Word], first: int, tail: str) -> int | None:
        """Where an everyday word stands as a brand in front of a legal form: "光明股份"."""
        if not first or not tail.endswith(("公司", "股份", "集团", "证券")) or tail in ("公司", "集团"):
            return None
        word = words[first - 1]
        free = word.span is None and word.tag[:1] in ("n", "v", "a") and len(word.text) == 2 and has_cjk(word.text)
        if not free or word.text in self.stops or word.text in self.ends or word.text in closed():
            return None
        before = words[first - 2] if first > 1 else None
        bounded = before is None or before.tag == "w" or before.text in closed() or before.text in self.stops
        return first - 1 if bounded else None

    def _is_place(self, word: Word) -> bool:
        return word.span is not None and self.identity(word.span) == "place"

    # persons

    def _persons(self, words: Sequence[Word]) -> Iterator[Candidate]:
        """Persons beside posts and verbs of saying."""
        if not self.person:
            return
        for index, word in enumerate(words):
            titled = word.tag == "role" or self.person in self.cued["before"].get(word.text, ())
            if word.text == "的" and index and index + 1 < len(words):
                last = words[index - 1]
                usual = dictionary().get(words[index + 1].text, (0, ""))[0] >= COMMON and len(words[index + 1].text) > 1
                titled = not usual and (last.tag == "role" or self.person in self.cued["behind"].get(last.text, ()))
            if titled and index + 1 < len(words):
                found = self._named_from(words, index + 1)
                if found is not None:
                    yield found
            said = word.tag == "role" or self.person in self.cued["behind"].get(word.text, ())
            end = index
            while said and word.tag != "role" and end and words[end - 1].text in _between():
                end -= 1
            if said and end:
                found = self._named_to(words, end)
                if found is not None:
                    yield found

    def _named_from(self, words: Sequence[Word], index: int) -> Candidate | None:
        """The person whose name begins at words[index]."""
        chars: list[tuple[str, int]] = []
        borders = {words[index].first}
        for word in words[index : index + 4]:
            if word.span is not None or not has_cjk(word.text) or word.tag == "role":
                break
            borders.add(word.last)
            chars += [(char, word.first + offset) for offset, char in enumerate(word.text)]
        text = "".join(char for char, _ in chars)
        return self._name(text, chars[0][1] if chars else 0, borders)

    def _name(self, text: str, begin: int, borders: set[int]) -> Candidate | None:
        """A surname with one or two characters at the head of a text."""
        family = 2 if text[:2] in surnames() else 1 if text[:1] in surnames() else 0
        if not family:
            return None
        ungiven = chinese("ungiven")
        for size in (family + 2, family + 1):
            given = text[family:size]
            fits = len(text) >= size and not any(char in ungiven for char in given)
            if fits and begin + size in borders and given not in self.stops:
                return Candidate(begin, begin + size, text[:size], ((self.person, SHAPE),))
        return None

    def _named_to(self, words: Sequence[Word], index: int) -> Candidate | None:
        """The person whose name ends in front of words[index], where it begins at a border."""
        start, size = index, 0
        while start and size < BRAND:
            word = words[start - 1]
            stopped = word.text in closed() or word.text in self.stops or word.text in self.ends
            if word.span is not None or word.tag in ("w", "role") or stopped or not has_cjk(word.text):
                break
            start -= 1
            size += len(word.text)
        text = "".join(word.text for word in words[start:index])
        common = start == index - 1 and dictionary().get(text, (0, ""))[0] > 100
        if not 2 <= size <= 4 or common:
            return None
        family = 2 if text[:2] in surnames() else 1 if text[:1] in surnames() else 0
        if not family or not 1 <= size - family <= 2 or any(char in chinese("ungiven") for char in text[family:]):
            return None
        return Candidate(words[start].first, words[index - 1].last, text, ((self.person, KIND),))

    def _foreign(self, words: Sequence[Word]) -> Iterator[Candidate]:
        """Names with a dot between their parts: "莱娜·霍夫曼"."""
        done = 0
        for index, word in enumerate(words):
            if word.text not in ("·", "•", "・") or index < max(done, 1):
                continue
            start, end = self._run(words, index - 1, -1), self._run(words, index + 1, +1)
            while end < len(words) and words[end].text in ("·", "•", "・"):
                end = self._run(words, end + 1, +1)
            if start < index < end - 1:
                done = end
                text = "".join(part.text for part in words[start:end])
                head = words[end].text if end < len(words) else ""
                if head in self.ends:
                    kind, end = self.ends[head], end + 1
                    text = "".join(part.text for part in words[start:end])
                else:
                    kind = self.person
                if kind:
                    last = text.rsplit("·", 1)[-1]
                    brand = last if kind == self.person and len(last) > 1 else ""
                    yield Candidate(words[start].first, words[end - 1].last, text, ((kind, SHAPE),), brand)

    def _run(self, words: Sequence[Word], index: int, step: int) -> int:
        """Where a run of words that may be a foreign name ends, from words[index] on."""
        size = 0
        while 0 <= index < len(words) and size < 6 and words[index].span is None and has_cjk(words[index].text):
            word = words[index]
            if (
                word.text in closed() - {"德", "之"}
                or word.text in self.stops
                or word.text in self.ends
                or word.tag == "role"
            ):
                break
            if len(word.text) > 1 and word.text in self.cued["behind"]:
                break
            size += len(word.text)
            index += step
        return index + 1 if step < 0 else index

    # things with numbers, and in quotation marks

    def _models(self, words: Sequence[Word]) -> Iterator[Candidate]:
        """Names that end in a model number or in "一号"."""
        for index, word in enumerate(words):
            if index == 0 or not self._numbers(words, index):
                continue
            start, size = index, 0
            while start and size < BRAND and words[start - 1].last == words[start].first:
                before = words[start - 1]
                known = before.span is not None and self.identity(before.span) == "model"
                if not (known or self.part(before)):
                    break
                start -= 1
                size += len(before.text)
                if known:
                    break
            if not size and self._lined(words, index):
                start, size = index - 1, len(words[index - 1].text)
            while size > 2 and words[start].span is None and not self._opens(words[start]):
                size -= len(words[start].text)
                start += 1
            if size >= 2 and start < index:
                text = "".join(part.text for part in words[start : index + 1])
                yield Candidate(words[start].first, word.last, text, (), "", sure=True)

    def _lined(self, words: Sequence[Word], index: int) -> bool:
        """Whether an everyday noun and a number name a model, as the kind noun behind shows: "麒麟9020处理器"."""
        noun = words[index - 1]
        usual = noun.span is None and noun.tag[:1] == "n" and len(noun.text) == 2 and noun.text not in self.stops
        glued = noun.last == words[index].first and len(words[index].text) > 2
        after = words[index + 1].text if index + 1 < len(words) else ""
        return usual and glued and noun.text not in self.ends and after in self.rulebook.kinds

    def _numbers(self, words: Sequence[Word], index: int) -> bool:
        """Whether a word may be the number of a thing."""
        word = words[index]
        if _NUMBERED.fullmatch(word.text):
            return True
        if word.span is None:
            return any(char.isdigit() for char in word.text) and word.text.isascii()
        if word.span.kind == "number":
            after = words[index + 1].text if index + 1 < len(words) else ""
            return word.text[:1].isascii() and "," not in word.text and after not in chinese("counters")
        return word.span.kind == "name" and word.text.isascii() and any(char.isdigit() for char in word.text)

    def _quoted(self, words: Sequence[Word]) -> Iterator[Candidate]:
        """Short quotations, and what stands in title marks."""
        for index, word in enumerate(words):
            if word.text not in _OPEN or len(word.text) != 1:
                continue
            ends = range(index + 2, min(index + 7, len(words)))
            end = next((place for place in ends if words[place].text in _CLOSE), None)
            if end is None:
                continue
            inside = words[index + 1 : end]
            text = "".join(part.text for part in inside)
            plain = all(part.tag != "w" and part.text not in chinese("particles") for part in inside)
            wordy = all(dictionary().get(part.text, (0, ""))[0] > 3000 for part in inside)
            if plain and 2 <= len(text) <= 12 and not wordy and not any(part.text in self.stops for part in inside):
                yield Candidate(inside[0].first, inside[-1].last, text, ())


def _between() -> frozenset[str]:
    """Words that may stand between a person and what the person does."""
    return chinese("adverbs") | chinese("negations")


def _free(word: Word) -> bool:
    """Whether a word is no name or value; a category of the lexicon may be the last word of a name."""
    return word.span is None or word.span.kind == "noun"
