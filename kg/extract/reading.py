"""A document while it is read: sentences as units, that is words and the names, numbers and dates among them.

`Reading` is private to this room: extractors hand on `kg.model.Annotations`, and share this so that a document is
tokenised and tagged once.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.extract.chinese.values import quantities as chinese_quantities
from kg.extract.chinese.vocabulary import chinese
from kg.extract.dates import Clock, dates
from kg.extract.lemmas import lemma
from kg.extract.quantities import Quantity, quantities
from kg.extract.retagging import Hints, Row, retag
from kg.extract.spans import Span, Unit, merged, over, place
from kg.extract.tagger import tag
from kg.extract.tokens import Sentence, Token, sentences
from kg.extract.vocabulary import english
from kg.model import Document

_BEHIND = ("had", "than", "was", "were", "as")

__all__ = ["Reading", "Span", "Unit", "merged", "over", "read", "tagged"]


@dataclass(slots=True, eq=False)
class Reading:
    """A document's sentences, the spans found in each, and the units that they make.

    Attributes:
        spans: by sentence, from left to right, none over another.
        units: by sentence; filled by `tagged`.
        prepared: by number, the units of sentences that a reader of their language has parted into words itself.
        aliases: short form -> name in full, where whoever found the two knows them to be one.
        periods: block -> the date of its last business figure; kept by the measures.
    """

    document: Document
    sentences: tuple[Sentence, ...]
    spans: list[list[Span]] = field(default_factory=list)
    units: list[list[Unit]] = field(default_factory=list)
    prepared: dict[int, list[Unit]] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    periods: dict[int, str] = field(default_factory=dict)

    def all_spans(self) -> Iterator[Span]:
        """Every span of the document, in order."""
        for row in self.spans:
            yield from row

    def read_spans(self, prepared: bool) -> Iterator[Span]:
        """The spans of the sentences in `prepared`, or of all others, in order: of one language."""
        return (span for span in self.all_spans() if (span.sentence in self.prepared) is prepared)

    def words(self, number: int) -> tuple[Token, ...]:
        """The tokens of a sentence."""
        return self.sentences[number].tokens


def read(document: Document) -> Reading:
    """A reading with the values found: dates, money, quantities, numbers."""
    reading = Reading(document, sentences(document.text))
    for number, sentence in enumerate(reading.sentences):
        reading.spans.append(list(_values(document, number, sentence)))
    return reading


def tagged(
    reading: Reading,
    verbs: frozenset[str] = frozenset(),
    nouns: frozenset[str] = frozenset(),
    post: re.Pattern[str] | None = None,
) -> None:
    """Make the units of every sentence from its spans, with parts of speech and lemmas.

    `verbs` and `nouns` are lemmas that rules ask for, `post` is for posts: where the tagger is in doubt they decide.
    """
    hints = Hints(verbs, nouns, post)
    reading.units = [_units(reading, number, hints) for number in range(len(reading.sentences))]


def _values(document: Document, number: int, sentence: Sentence) -> Iterator[Span]:
    text = document.text[sentence.begin : sentence.end]
    ahead = _ahead(sentence, text)
    end = 0
    found: list[tuple[int, int, str, str | Quantity]] = [
        (date.begin, date.end, "date", date.value) for date in dates(text, Clock.of(document.published, ahead))
    ]
    numbers = chinese_quantities if sentence.language == "zh" else quantities
    found += [(quantity.begin, quantity.end, quantity.kind, quantity) for quantity in numbers(text)]
    for begin, stop, kind, value in sorted(found, key=lambda item: (item[0], -item[1], item[2])):
        span = place(sentence, number, sentence.begin + begin, sentence.begin + stop, document.text)
        if span is None or begin < end:
            continue
        end = stop
        span.kind = kind
        if isinstance(value, Quantity):
            span.quantity = value
        else:
            span.date = value
        yield span


def _ahead(sentence: Sentence, text: str) -> bool:
    """Whether a sentence looks ahead, so that a date without its year is the next one."""
    if sentence.language == "zh":
        return any(word in text for word in chinese("ahead"))
    low = [token.text.lower() for token in sentence.tokens]
    pairs = zip(["", *low], low, strict=False)  # what was expected lies behind: "than expected", "had expected"
    ahead = any(word in english("ahead_words") and before not in _BEHIND for before, word in pairs)
    return ahead or " to be " in text or " is to " in text


def _units(reading: Reading, number: int, hints: Hints) -> list[Unit]:
    if number in reading.prepared:
        return _without_glosses(reading.prepared[number])
    rows = list(_rows(reading, number))
    tags = tag([_placeholder(row) for row in rows])
    retag(rows, tags, hints)
    return [
        Unit(row.text, row.low, _tag(penn, row.span), _lemma(row.text, penn, row.span), row.first, row.last, row.span)
        for row, penn in zip(rows, tags, strict=True)
    ]


def _without_glosses(units: list[Unit]) -> list[Unit]:
    """The units but for glosses and their brackets."""
    glosses = {i for i, unit in enumerate(units) if unit.span is not None and unit.span.gloss}
    return [unit for i, unit in enumerate(units) if not glosses & {i - 1, i, i + 1}]


def _rows(reading: Reading, number: int) -> Iterator[Row]:
    """The words and spans of a sentence; a gloss and its brackets belong to the name before it."""
    tokens = reading.words(number)
    starts = {span.first: span for span in reading.spans[number]}
    position = 0
    while position < len(tokens):
        following = starts.get(position + 1)
        if following is not None and following.gloss:
            position = following.last + 1
            continue
        span = starts.get(position)
        last = span.last if span else position + 1
        text = tokens[position].text if span is None else " ".join(token.text for token in tokens[position:last])
        yield Row(text, text.lower(), position, last, span)
        position = last


def _placeholder(row: Row) -> str:
    """What the tagger is shown: a name as one word, a value as its last."""
    if row.span is None:
        return row.text
    return row.text.replace(" ", "_") if row.span.kind == "name" else row.text.rpartition(" ")[2]


def _tag(penn: str, span: Span | None) -> str:
    if span is None:
        return penn
    if span.kind == "name":
        return "JJ" if span.adjective else "NNP"
    if span.kind == "date":
        return "DATE"
    if span.kind in ("noun", "phrase"):
        return "NN"
    return "PRP" if span.kind == "pronoun" else "CD"


def _lemma(text: str, penn: str, span: Span | None) -> str:
    if span is None:
        return lemma(text, penn)
    if span.kind != "noun":
        return text.lower()
    word = text.rsplit(" ", 1)[-1]
    return text.lower()[: len(text) - len(word)] + lemma(word, penn)
