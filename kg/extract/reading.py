"""A document while it is read: sentences as units, that is words and the names, numbers and dates among them.

`Reading` is private to this room: extractors hand on `kg.model.Annotations`, and share this so that a document is
tokenised and tagged once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.extract.dates import Clock, dates
from kg.extract.quantities import Quantity, quantities
from kg.extract.tagger import lemma, tag
from kg.extract.tokens import Sentence, Token, sentences
from kg.model import Document

AHEAD = {
    "will",
    "shall",
    "plans",
    "plan",
    "planned",
    "due",
    "scheduled",
    "expects",
    "expected",
    "aims",
    "intends",
    "set",
}


@dataclass(slots=True, eq=False)
class Span:
    """A stretch of a sentence that stands for one thing or one value.

    Attributes:
        sentence, first, last: number of the sentence, and half-open range of its tokens.
        text: as written.
        kind: `name`, `noun` (a category), `phrase` ("the company"), `pronoun`, `date`, or a quantity's kind.
        type: a class; empty for values and for names of unknown class.
        name: the full name; empty until known.
        entries: ids of lexicon entries with this name, best first.
        adjective: "Chinese" for China.
        quantity, date: of values.
        rule: which rule typed or tied it.
        root: the outermost class above `type`.
        gloss: in brackets behind the name that it is another form of; no unit of the sentence.
    """

    sentence: int
    first: int
    last: int
    begin: int
    end: int
    text: str
    kind: str = "name"
    type: str = ""
    name: str = ""
    entries: tuple[str, ...] = ()
    adjective: bool = False
    quantity: Quantity | None = None
    date: str = ""
    rule: str = ""
    confidence: float = 1.0
    root: str = ""
    gloss: bool = False

    @property
    def named(self) -> bool:
        """Whether it stands for a thing."""
        return self.kind in ("name", "noun", "phrase", "pronoun")


@dataclass(slots=True, eq=False)
class Unit:
    """A word, a mark or a span, with its part of speech (Penn tags) and lemma."""

    text: str
    low: str
    tag: str
    lemma: str
    first: int
    last: int
    span: Span | None = None

    def is_name(self, *types: str) -> bool:
        """Whether it is a span that stands for a thing, of one of the types if any are given."""
        return self.span is not None and self.span.named and (not types or self.span.type in types)


@dataclass(slots=True, eq=False)
class Reading:
    """A document's sentences, the spans found in each, and the units that they make.

    Attributes:
        spans: by sentence, from left to right, none over another.
        units: by sentence; filled by `tagged`.
    """

    document: Document
    sentences: tuple[Sentence, ...]
    spans: list[list[Span]] = field(default_factory=list)
    units: list[list[Unit]] = field(default_factory=list)

    def all_spans(self) -> Iterator[Span]:
        """Every span of the document, in order."""
        for row in self.spans:
            yield from row

    def words(self, number: int) -> tuple[Token, ...]:
        """The tokens of a sentence."""
        return self.sentences[number].tokens


def read(document: Document) -> Reading:
    """A reading with the values found: dates, money, quantities, numbers."""
    reading = Reading(document, sentences(document.text))
    for number, sentence in enumerate(reading.sentences):
        reading.spans.append(list(_values(document, number, sentence)))
    return reading


def place(sentence: Sentence, number: int, begin: int, end: int, text: str) -> Span | None:
    """The span over document offsets begin to end, widened to whole tokens; None where no token is touched."""
    inside = [i for i, token in enumerate(sentence.tokens) if token.begin < end and token.end > begin]
    if not inside:
        return None
    first, last = inside[0], inside[-1] + 1
    begin, end = sentence.tokens[first].begin, sentence.tokens[last - 1].end
    return Span(number, first, last, begin, end, text[begin:end])


def over(sentence: Sentence, number: int, first: int, last: int, text: str) -> Span:
    """The span over tokens first to last."""
    begin, end = sentence.tokens[first].begin, sentence.tokens[last - 1].end
    return Span(number, first, last, begin, end, text[begin:end])


def merged(spans: Iterable[Span]) -> list[Span]:
    """The spans from left to right; of two that overlap the one that begins first, then the longer, stays."""
    result: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.first, -span.last)):
        if not result or span.first >= result[-1].last:
            result.append(span)
    return result


def tagged(reading: Reading, verbs: frozenset[str] = frozenset(), nouns: frozenset[str] = frozenset()) -> None:
    """Make the units of every sentence from its spans, with parts of speech and lemmas.

    `verbs` and `nouns` are lemmas that the rules ask for: where the tagger is in doubt they decide.
    """
    reading.units = [_units(reading, number, verbs, nouns) for number in range(len(reading.sentences))]


def _values(document: Document, number: int, sentence: Sentence) -> Iterator[Span]:
    text = document.text[sentence.begin : sentence.end]
    ahead = any(token.text.lower() in AHEAD for token in sentence.tokens) or " to be " in text or " is to " in text
    end = 0
    found: list[tuple[int, int, str, str | Quantity]] = [
        (date.begin, date.end, "date", date.value) for date in dates(text, Clock.of(document.published, ahead))
    ]
    found += [(quantity.begin, quantity.end, quantity.kind, quantity) for quantity in quantities(text)]
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


def _units(reading: Reading, number: int, verbs: frozenset[str], nouns: frozenset[str]) -> list[Unit]:
    sentence = reading.sentences[number]
    starts = {span.first: span for span in reading.spans[number]}
    rows: list[tuple[str, str, int, int, Span | None]] = []
    position = 0
    while position < len(sentence.tokens):
        span = starts.get(position)
        following = starts.get(position + 1)
        if following is not None and following.gloss:
            position = following.last + 1
            continue
        last = span.last if span else position + 1
        words = [token.text for token in sentence.tokens[position:last]]
        rows.append((" ".join(words), _placeholder(words, span), position, last, span))
        position = last
    tags = tag([word for _, word, _, _, _ in rows])
    for index, row in enumerate(rows[:-1]):
        pair = f"{row[0]} {rows[index + 1][0]}".lower()
        between = (
            index > 0
            and tags[index - 1].startswith("NN")
            and tags[index + 1].startswith("NN")
            and row[0].lower() in nouns
        )
        if row[4] is None and rows[index + 1][4] is None and (pair in nouns or (between and tags[index] == "VBZ")):
            tags[index] = "NN"
    for index in range(2, len(rows) - 1):
        past = (
            rows[index][4] is None
            and tags[index] in ("JJ", "NN", "RB")
            and lemma(rows[index][0], "VBD") in verbs
            and lemma(rows[index][0], "VBD") != rows[index][0]
        )
        if (
            past
            and rows[index - 1][0] == ","
            and (tags[index + 1] in ("IN", "TO", "DT") or rows[index + 1][4] is not None)
        ):
            tags[index] = "VBD"
    for index, row in enumerate(rows):
        if row[4] is None and tags[index] in ("IN", "RB", "UH", "FW") and row[0].lower() in nouns:
            tags[index] = "NN"
    for index in range(1, len(rows) - 1):
        before, after = rows[index - 1], rows[index + 1]
        verbal = rows[index][4] is None and lemma(rows[index][0], "VBZ") in verbs
        if (
            verbal
            and tags[index] == "NNS"
            and (
                before[0].lower() in ("neither", "both", "it", "which", "that", "who")
                or (before[4] is not None and before[4].kind == "name")
            )
        ):
            if (
                tags[index + 1] in ("DT", "CD", "PRP$", "PRP")
                or (after[4] is not None and after[4].named)
                or after[0].lower() == "do"
            ):
                tags[index] = "VBZ"
    for index in range(1, len(rows) - 1):
        if tags[index] == "NN" and tags[index - 1] == "CC" and rows[index][0] in verbs and rows[index][4] is None:
            after = rows[index + 1][4]
            if tags[index + 1] in ("DT", "CD", "PRP$") or (after is not None and after.named):
                tags[index] = "VBP"
    return [
        Unit(text, text.lower(), _tag(penn, span), _lemma(text, penn, span), first, last, span)
        for (text, _, first, last, span), penn in zip(rows, tags, strict=True)
    ]


def _placeholder(words: list[str], span: Span | None) -> str:
    if span is None:
        return words[0]
    if span.kind == "name":
        return "_".join(words)
    return words[-1]


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
    if span is not None and span.kind != "noun":
        return text.lower()
    word = text.rsplit(" ", 1)[-1]
    return text.lower()[: len(text) - len(word)] + lemma(word, penn)
