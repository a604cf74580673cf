"""A Chinese sentence as words: the likeliest way to cut it, by how often words occur.

Names of the lexicon, names that the article was found to use, values and Latin names are words too. The method is the
usual one, a shortest path over a word lattice with unigram costs; an unknown character costs as much as a rare word.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from kg.extract.chinese.vocabulary import chinese, dictionary
from kg.extract.runs import Scope
from kg.extract.spans import Span
from kg.text import has_cjk

_TOTAL = 60_000_000  # occurrences that the frequencies were counted in
_LONGEST = 14  # tokens of a word
_NAME, _CUED, _KNOWN, _TERM, _LATIN = 5_000, 20, 50_000, 3_000, 5_000  # how often such words are taken to occur


@dataclass(slots=True, eq=False)
class Word:
    """A word of a sentence: tokens first to last.

    Attributes:
        tag: part of speech as the dictionary has it; `x` for what nobody knows.
        span: the value or name that it is.
    """

    text: str
    first: int
    last: int
    tag: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What may be a word, apart from the dictionary.

    Attributes:
        terms: words of the rules.
        names: names of the lexicon -> whether they need no cue.
        known: names that the article uses.
        latin: the name that begins at a Latin token, if any.
        reach, known_reach: the first two characters of words -> the length of the longest that begins so.
        posts: where posts begin in the document -> where they end.
    """

    terms: frozenset[str]
    names: Callable[[str], bool | None]
    known: Mapping[str, object]
    latin: Callable[[int], Span | None]
    reach: Mapping[str, int]
    known_reach: Mapping[str, int]
    posts: Mapping[int, int] = field(default_factory=dict)


def reach_of(words: Iterable[str]) -> dict[str, int]:
    """The first two characters of words -> the length of the longest that begins so."""
    found: dict[str, int] = {}
    for word in words:
        key = word[:2]
        if len(word) > found.get(key, 1):
            found[key] = len(word)
    return found


def segment(scope: Scope, vocabulary: Vocabulary) -> list[Word]:
    """The words of a sentence, none left out."""
    tokens = scope.tokens
    best: list[tuple[float, Word | None]] = [(0.0, None)]
    best += [(-math.inf, None)] * len(tokens)
    for start in range(len(tokens)):
        so_far = best[start][0]
        if so_far == -math.inf:
            continue
        for word, cost in _from(scope, start, vocabulary):
            if so_far + cost > best[word.last][0]:
                best[word.last] = (so_far + cost, word)
    words: list[Word] = []
    end = len(tokens)
    while end:
        last = best[end][1]
        if last is None:  # unreachable: every token is a word of its own
            break
        words.append(last)
        end = last.first
    for before, word in pairwise(words[::-1]):
        if before.span is not None and before.span.kind in ("number", "range") and word.text in chinese("counters"):
            word.tag = "counter"
    return words[::-1]


def _from(scope: Scope, start: int, vocabulary: Vocabulary) -> Iterator[tuple[Word, float]]:
    """The words that may begin at a token, with their log probability."""
    tokens = scope.tokens
    value = scope.taken.get(start)
    if value is not None:
        if value.first == start:
            yield Word(value.text, start, value.last, "m", value), 0.0
        return
    last = vocabulary.posts.get(tokens[start].begin, 0)
    end = next((i for i, token in enumerate(tokens, 1) if last and token.end == last), 0)
    if end:  # none where a post ends inside another sentence
        yield Word(scope.written(start, end), start, end, "role"), _cost(_KNOWN)
    if not has_cjk(tokens[start].text):
        span = vocabulary.latin(start)
        if span is not None:
            yield Word(span.text, start, span.last, "nz", span), _cost(_LATIN)
        yield Word(tokens[start].text, start, start + 1, "w" if not tokens[start].text.isalnum() else "x"), _cost(1)
    begin = tokens[start].begin
    key = scope.text[begin : begin + 2]
    reach = max(vocabulary.reach.get(key, 1), vocabulary.known_reach.get(key, 1))
    for last in range(start + 1, min(start + _LONGEST, len(tokens)) + 1):
        if last > start + 1 and tokens[last - 1].end - begin > reach:
            break
        other = scope.taken.get(last - 1)
        if (other is not None and other.kind != "number") or (
            last - start > 1 and tokens[last - 1].text in "，。；、：？！（）()“”《》"
        ):
            break
        text = scope.written(start, last)
        frequency, tag = _weight(text, vocabulary)
        if frequency:
            yield Word(text, start, last, tag), _cost(frequency)
        elif last == start + 1 and has_cjk(text):
            yield Word(text, start, last, "x"), _cost(1)


def _weight(text: str, vocabulary: Vocabulary) -> tuple[int, str]:
    """How often a word is taken to occur, and its part of speech; 0 for no word."""
    frequency, tag = dictionary().get(text, (0, ""))
    if text in vocabulary.known:
        return _KNOWN, "nz"
    if len(text) > 1 and has_cjk(text):
        plain = vocabulary.names(text)
        if plain is not None:
            return max(frequency, _NAME if plain else _CUED), "nz"
    if text in vocabulary.terms:
        return max(frequency, _TERM), tag or "n"
    return frequency, tag


def _cost(frequency: int) -> float:
    return math.log(frequency / _TOTAL)
