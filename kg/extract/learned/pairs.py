"""Features of a pair of mentions, or of a mention and a value, in one sentence: what a relation model sees of it.

Made to travel to text of another kind: a word counts as itself only if it was seen with several subjects in training
(`Memory`), else as its shape, so that no feature can learn a single fact by heart. There is no parser: the verbs and
prepositions that govern an argument are found by walking back over the list that it stands in.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from kg.extract.learned.linear import Hashes, hashes

SUBJECTS = 3  # with how many subjects a word must be seen to count as itself: 2 learned names, 5 lost rare verbs

_REPEATED = re.compile(r"(.)\1+")
_LISTED = frozenset((",", "and", "&", "or", "/", "as", "well", "'s", "’s", '"', "“", "”", "(", ")", "the", "a", "an"))
_CLAUSE_ENDS = frozenset(
    (";", ".", "!", "?", ":", "which", "who", "whose", "while", "but", "where", "when", "although")
)
_OPENING = {"(": "bracket", "[": "bracket", '"': "quote", "“": "quote", "'": "quote", "‘": "quote"}


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of a sentence and their parts of speech (Penn tags)."""

    words: Sequence[str]
    tags: Sequence[str]

    def __len__(self) -> int:
        return len(self.words)


@dataclass(frozen=True, slots=True, order=True)
class Argument:
    """One end of a pair: tokens `first` to `last`, half-open.

    Attributes:
        kind: a class of the ontology, `date`, `number`, or whatever the caller's candidates are of.
        traits: what else is known of it and may count for or against a relation.
    """

    first: int
    last: int
    kind: str
    traits: tuple[str, ...] = ()

    def overlaps(self, other: "Argument") -> bool:
        """Whether they share a token."""
        return self.first < other.last and other.first < self.last


def shape(word: str) -> str:
    """The word's letters as X, x and 0, each run once: `Xx` for `Acme`, `X-0` for `K-19`."""
    signs = ("X" if sign.isupper() else "x" if sign.islower() else "0" if sign.isdigit() else sign for sign in word)
    return _REPEATED.sub(r"\1", "".join(signs))


@dataclass(frozen=True, slots=True)
class Memory:
    """The words that count as themselves, in lower case."""

    known: Collection[str]

    @classmethod
    def of(cls, seen: Iterable[tuple[str, Iterable[str]]], subjects: int = SUBJECTS) -> "Memory":
        """The words seen with that many subjects, from pairs of a subject and words of a sentence about it."""
        by_word: dict[str, set[str]] = defaultdict(set)
        for subject, words in seen:
            for word in words:
                by_word[word.lower()].add(subject)
        return cls(frozenset(word for word, found in by_word.items() if len(found) >= subjects))

    def word(self, word: str) -> str:
        """The word itself if it is known, else its shape."""
        low = word.lower()
        return low if low in self.known else shape(word)


class View:
    """A sentence with its arguments, as the model sees it; what is worked out for one pair is kept for the next."""

    def __init__(self, words: Words, arguments: Sequence[Argument], memory: Memory) -> None:
        self.words, self.arguments = words, arguments
        self.named = [memory.word(word) for word in words.words]
        self.kind_noun = _kind_noun(words, self.named)
        self._seen: dict[tuple[str, Argument], Hashes] = {}

    def argument(self, side: str, argument: Argument) -> Hashes:
        """The features of one argument alone, `side` being its part in the question."""
        key = (side, argument)
        if key not in self._seen:
            found = {f"{side} {name}" for name in _of_argument(self.words, self.named, argument)}
            self._seen[key] = hashes(found | {f"{side} of {self.kind_noun}"})
        return self._seen[key]

    def pair(self, subject: Argument, target: Argument) -> Hashes:
        """The features of a pair: of both ends, and of what is between them."""
        between = set(_between(self.words, self.named, subject, target, self.arguments))
        between.add(f"kinds {subject.kind} {target.kind}")
        return np.concatenate([self.argument("S", subject), self.argument("O", target), hashes(between)])


def _kind_noun(words: Words, named: Sequence[str]) -> str:
    """What the sentence says that its topic is: `film` in "Acme is a 1984 animated film by ..."."""
    for index, word in enumerate(words.words[:-2]):
        if word.lower() in ("is", "was", "are", "were") and words.tags[index + 1] in ("DT", "CD", "JJ"):
            head = ""
            for at in range(index + 1, min(index + 15, len(words))):
                if words.tags[at] in ("NN", "NNS"):
                    head = named[at]
                elif head or words.tags[at][:2] not in ("DT", "CD", "JJ", "NN", "VB", ",", "CC"):
                    break
            return head
    return ""


def _of_argument(words: Words, named: Sequence[str], argument: Argument) -> Iterator[str]:
    first, last = argument.first, argument.last
    before, after = _at(named, first - 1), _at(named, last)
    yield f"kind {argument.kind}"
    yield f"size {min(last - first, 6)}"
    yield f"shape {_shapes(words.words[first:last])}"
    yield f"tags {' '.join(_runs(words.tags[first:last]))}"
    yield f"head {named[last - 1]}"
    yield f"first {named[first]}"
    if last - first <= 3:
        yield f"text {' '.join(named[first:last])}"
    for word in named[first:last]:
        yield f"has {word}"
    yield f"-1 {before}"
    yield f"+1 {after}"
    yield f"-2 {_at(named, first - 2)} {before}"
    yield f"+2 {after} {_at(named, last + 1)}"
    yield f"-3 {_at(named, first - 3)} {_at(named, first - 2)} {before}"
    yield f"+3 {after} {_at(named, last + 1)} {_at(named, last + 2)}"
    yield f"around {before} {after}"
    yield f"tags around {_at(words.tags, first - 1)} {_at(words.tags, last)}"
    yield f"place {_bucket(first)}"
    if words.words[first - 1] in _OPENING and first:
        yield f"in {_OPENING[words.words[first - 1]]}"
    for trait in argument.traits:
        yield f"{trait}"
    governors = list(_governors(words, named, first))
    for size in (1, 2, 3):
        if len(governors) >= size:
            yield f"under{size} {' '.join(governors[:size])}"
    yield f"verb {_verb_before(words, named, first)}"
    yield f"next verb {_verb_after(words, named, last)}"


def _between(
    words: Words, named: Sequence[str], subject: Argument, target: Argument, others: Sequence[Argument]
) -> Iterator[str]:
    forward = subject.first <= target.first
    left, right = (subject, target) if forward else (target, subject)
    side = ">" if forward else "<"
    if left.last > right.first:
        yield f"{side} inside"
        return
    middle = range(left.last, right.first)
    gap = len(middle)
    yield f"{side} gap {_bucket(gap)}"
    between = sum(left.last <= other.first and other.last <= right.first for other in others)
    yield f"{side} things between {min(between, 4)}"
    if gap <= 5:
        yield f"{side} all {' '.join(named[index] for index in middle)}"
    for index in middle:
        if words.words[index][0].isalpha():
            yield f"{side} word {named[index]}"
    for index in middle[:-1]:
        yield f"{side} two {named[index]} {named[index + 1]}"
    verbs = [named[index] for index in middle if words.tags[index][:2] == "VB"]
    ties = [named[index] for index in middle if words.tags[index] in ("IN", "TO")]
    yield f"{side} verbs {' '.join(verbs[-3:])}"
    yield f"{side} ties {' '.join(ties[-3:])}"
    if verbs:
        yield f"{side} last verb {verbs[-1]} {ties[-1] if ties else ''}"
        yield f"{side} first verb {verbs[0]}"
    clauses = sum(words.words[index].lower() in _CLAUSE_ENDS for index in middle)
    yield f"{side} clauses {min(clauses, 2)}"
    marks = "".join(words.words[index] for index in middle if not words.words[index][0].isalnum())
    yield f"{side} marks {marks[:6]}"


def _governors(words: Words, named: Sequence[str], first: int) -> Iterator[str]:
    """The words that an argument hangs on, nearest first, the rest of its list left out: "written by A and B"."""
    found = 0
    for index in range(first - 1, max(-1, first - 25), -1):
        word = words.words[index]
        if word.lower() in _LISTED or words.tags[index][:3] == "NNP" or (word[0].isupper() and index):
            continue
        yield named[index]
        found += 1
        if found == 3:
            return


def _verb_before(words: Words, named: Sequence[str], first: int) -> str:
    return next((named[index] for index in range(first - 1, -1, -1) if words.tags[index][:2] == "VB"), "")


def _verb_after(words: Words, named: Sequence[str], last: int) -> str:
    return next((named[index] for index in range(last, len(named)) if words.tags[index][:2] == "VB"), "")


def _at(items: Sequence[str], index: int) -> str:
    return items[index] if 0 <= index < len(items) else "<>"


def _runs(items: Iterable[str]) -> list[str]:
    """Neighbours that are equal count once."""
    result: list[str] = []
    for item in items:
        if not result or result[-1] != item:
            result.append(item)
    return result


def _shapes(words: Sequence[str]) -> str:
    return " ".join(_runs(shape(word) for word in words))[:24]


def _bucket(number: int) -> str:
    return str(number) if number < 5 else next(str(edge) for edge in (7, 10, 15, 25, 40, 10**9) if number <= edge)
