"""Where labelled names stand in an article: labels have names, no offsets.

An occurrence is a labelled name at the borders of words, in any case, but with a capital letter if the label has one:
no "apple" for Apple. The longest are wanted; those inside ("Acme" in "Acme Cloud") are allowed.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.tokens import Sentence, sentences
from kg.gold import GoldArticle, GoldStatement
from kg.model import Document
from kg.text import nfc, squeeze

Span = tuple[int, int]

_DETERMINER = re.compile(r"(?:the|an?|its|their|his|her|our)\s+", re.I)
_NUMBER = re.compile(r"\d[\d,.]*")
_WORD = r"[^\W\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"  # Chinese has no borders of words


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The labelled names in one document.

    Attributes:
        labels: by place, the ids of the labels that have the name.
        wanted: the places that lie in no longer one, in order.
        around: by place, the wanted one that it lies in or cuts; `inside` the other way round.
        sentences: all of the document, each with the ids of the labels that are named in it.
    """

    document: Document
    labels: Mapping[Span, frozenset[str]]
    wanted: tuple[Span, ...]
    around: Mapping[Span, Span]
    inside: Mapping[Span, Sequence[Span]]
    sentences: tuple[tuple[Sentence, frozenset[str]], ...]


def places(document: Document, article: GoldArticle) -> Places:
    """Every occurrence of the article's labelled names in the document."""
    found: dict[Span, set[str]] = defaultdict(set)
    for entity in article.entities:
        for name in entity.names:
            for span in _occurrences(name, document.text):
                found[span].add(entity.id)
    wanted: list[Span] = []
    around: dict[Span, Span] = {}
    inside: dict[Span, list[Span]] = defaultdict(list)
    for begin, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if not wanted or begin >= wanted[-1][1]:
            wanted.append((begin, end))
        around[begin, end] = wanted[-1]
        inside[wanted[-1]].append((begin, end))
    labels = {span: frozenset(ids) for span, ids in sorted(found.items())}
    return Places(
        document=document,
        labels=labels,
        wanted=tuple(wanted),
        around=around,
        inside=inside,
        sentences=tuple(_named(document.text, labels)),
    )


def _named(text: str, labels: Mapping[Span, frozenset[str]]) -> Iterator[tuple[Sentence, frozenset[str]]]:
    """Each sentence with the labels that are named in it."""
    spans = sorted(labels)
    for part in sentences(text):
        here = spans[bisect_left(spans, (part.begin, 0)) : bisect_left(spans, (part.end, 0))]
        yield part, frozenset(id_ for span in here if span[1] <= part.end for id_ in labels[span])


def without_determiner(begin: int, anchor: str) -> Span:
    """The place of a mention without a leading "the", "a" or "its"."""
    first = _DETERMINER.match(anchor)
    return begin + (first.end() if first else 0), begin + len(anchor)


def likely_sentence(label: GoldStatement, found: Sequence[Places]) -> tuple[str, Span] | None:
    """Document and sentence that name both ends of a labelled statement, or one end; none where neither is named."""
    best: tuple[int, str, Span] = (0, "", (0, 0))
    for each in found:
        for sentence, here in each.sentences:
            target = not here.isdisjoint(label.objects) if label.value is None else _has_number(sentence, each, label)
            weight = 2 * target + (not here.isdisjoint(label.subjects))
            if weight > best[0]:
                best = weight, each.document.id, (sentence.begin, sentence.end)
    return best[1:] if best[0] else None


def _has_number(sentence: Sentence, found: Places, label: GoldStatement) -> bool:
    """Whether the digits of the label's value stand there, whatever the scale: 644 for 644,000,000,000."""
    wanted = [_digits(number) for number in _NUMBER.findall(label.value or "")[:1]]
    return any(_digits(number) in wanted for number in _NUMBER.findall(sentence.text(found.document.text)))


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number).strip("0")


def _occurrences(name: str, text: str) -> Iterator[Span]:
    bare = squeeze(nfc(name))
    first = _DETERMINER.match(bare)
    bare = bare[first.end() :] if first else bare
    words = r"\s+".join(re.sub("['’]", "['’]", re.escape(word)) for word in bare.split())
    capital = any(char.isupper() for char in bare)
    for match in re.finditer(rf"(?<!{_WORD}){words}(?!{_WORD})", text, re.I):
        if not capital or any(char.isupper() for char in match[0]):
            yield match.span()
