"""The rule extractor: one article's names, what its phrases stand for, and the relations that the rules find.

Order matters and is fixed: values, names, classes, phrases, frames, then patterns, ranks and measurements, then what
follows from them. Where two rules find one relation, the one with the higher confidence stays.
"""

from collections.abc import Iterable, Iterator, Sequence

from kg.extract.aliases import mark_glosses
from kg.extract.candidates import Candidates
from kg.extract.chunks import Chunk, chunk
from kg.extract.classes import Classes
from kg.extract.derive import derive
from kg.extract.frames import Frame, frames
from kg.extract.measures import Measures
from kg.extract.patterns import Patterns
from kg.extract.phrases import Phrases
from kg.extract.ranks import Ranks
from kg.extract.reading import Reading, Span, read, tagged
from kg.extract.relations import Found, Relations
from kg.extract.rulebook import Rulebook
from kg.extract.rulebook import load as load_rules
from kg.extract.status import Cues
from kg.lexicon import Lexicon
from kg.model import Annotations, Document, Literal, Mention, Relation
from kg.ontology import Ontology


class RuleExtractor:
    """Reads a document with a lexicon and rules; a pure function of the document."""

    name = "rules"
    version = "1"

    def __init__(self, ontology: Ontology, lexicon: Lexicon) -> None:
        rulebook: Rulebook = load_rules(ontology)
        self.ontology = ontology
        self.candidates = Candidates(lexicon, rulebook, ontology)
        self.classes = Classes(lexicon, rulebook, ontology, self.candidates)
        self.phrases = Phrases(self.classes)
        cues = Cues(rulebook)
        self.relations = Relations(ontology, rulebook, self.classes, cues)
        self.patterns = Patterns(ontology, rulebook, self.classes, cues)
        self.measures = Measures(ontology, rulebook, cues)
        self.ranks = Ranks(ontology, rulebook, cues)
        self.rulebook = rulebook

    def extract(self, document: Document, so_far: Annotations, beside: Sequence[Document] = ()) -> Annotations:
        """The mentions and relations of a document, in reading order."""
        readings = [read(each) for each in (document, *beside)]
        for reading in readings:
            self.candidates.find(reading)
            mark_glosses(reading)
            tagged(reading, self.rulebook.verbs, self.rulebook.nouns)
        self.classes.decide(readings)
        reading = readings[0]
        chunks = [chunk(units) for units in reading.units]
        made = self.phrases.resolve(reading, chunks)
        found = list(self._relations(reading, chunks))
        found = list(derive(found, self.rulebook, self.ontology, reading, readings[1:]))
        return self._annotations(reading, made, found)

    def _relations(self, reading: Reading, chunks: Sequence[Sequence[Chunk]]) -> Iterator[Found]:
        topic = self._topic(reading)
        self.relations.last = {}
        ranking: Span | None = None
        recent: list[Span] = []
        for number, row in enumerate(chunks):
            if reading.sentences[number].language == "zh":
                continue
            rows = frames(number, row, reading.units[number])
            if number and reading.sentences[number].block != reading.sentences[number - 1].block:
                recent = []
                self.relations.last = {}
            self.relations.context = self._context(recent, topic)
            found = [item for frame in rows for item in self.relations.find(reading, frame)]
            found += self.patterns.find(reading, number, row)
            recent = self._subjects(rows) or recent
            ranks = list(self.ranks.find(reading, number, row, rows, ranking))
            for span in reading.spans[number]:
                if span.type and self.ontology.is_a(span.type, *self.ranks.lists):
                    ranking = span
            found += ranks
            yield from found
            yield from self.measures.find(reading, number, row, rows, _used(reading, number, found), topic)

    def _subjects(self, rows: Sequence[Frame]) -> list[Span]:
        """The organizations that a sentence's verbs have as subjects."""
        return [
            span
            for frame in rows
            if frame.kind == "verb"
            for phrase in frame.get("obj" if frame.group is not None and frame.group.passive else "subj")
            for span in phrase.refs
            if span.type and self.ontology.identity(span.type) == "organization"
        ]

    def _context(self, recent: Sequence[Span], topic: Span | None) -> list[Span]:
        """The organization that a post without one belongs to: the last that did something, else the article's own."""
        return [*recent[:1], *([topic] if topic is not None else [])]

    def _topic(self, reading: Reading) -> Span | None:
        """The organization that the article is about: in its headline, or most often named."""
        counts: dict[str, int] = {}
        first: dict[str, Span] = {}
        for span in reading.all_spans():
            if (
                span.kind == "name"
                and span.type
                and self.ontology.identity(span.type) == "organization"
                and not self.ontology.is_a(span.type, "Publisher")
            ):
                weight = 3 if reading.sentences[span.sentence].block == 0 else 1
                counts[span.name] = counts.get(span.name, 0) + weight
                first.setdefault(span.name, span)
        if not counts:
            return None
        return first[min(counts, key=lambda name: (-counts[name], first[name].begin))]

    def _annotations(self, reading: Reading, made: Sequence[Span], found: Sequence[Found]) -> Annotations:
        document = reading.document
        known = {id(span): span for span in [*reading.all_spans(), *made]}
        ends = [end for item in found for end in (item.subject, item.object)]
        known |= {id(span): span for span in ends}
        spans = [span for span in known.values() if span.named and span.type and span.name]
        mentions = {id(span): _mention(document, span) for span in spans}
        relations = []
        for item in found:
            sentence = reading.sentences[item.sentence]
            subject = mentions.get(id(item.subject)) or _mention(document, item.subject)
            target: Mention | Literal
            if item.object.quantity is not None:
                target = Literal(value=item.object.quantity.value, unit=item.object.quantity.unit)
            else:
                target = mentions.get(id(item.object)) or _mention(document, item.object)
            relations.append(
                Relation(
                    document=document.id,
                    subject=subject,
                    predicate=item.predicate,
                    object=target,
                    qualifiers=item.qualifiers,
                    begin=sentence.begin,
                    end=sentence.end,
                    status=item.status,
                    annotator=f"rules:{item.rule}",
                    confidence=round(item.confidence, 4),
                )  # fmt: skip
            )
        ordered = sorted(mentions.values(), key=lambda mention: (mention.begin, mention.end, mention.type))
        return Annotations(document=document.id, mentions=tuple(ordered), relations=tuple(relations))


def _used(reading: Reading, number: int, found: Iterable[Found]) -> frozenset[int]:
    """Units of values that relations carry as amounts or counts, so that they are no measurements too."""
    taken: set[int] = set()
    for item in found:
        for key, value in item.qualifiers:
            if key in ("amount", "count"):
                for index, unit in enumerate(reading.units[number]):
                    if unit.span is not None and unit.span.quantity is not None and str(unit.span.quantity) == value:
                        taken.add(index)
    return frozenset(taken)


def _mention(document: Document, span: Span) -> Mention:
    return Mention(
        document=document.id, begin=span.begin, end=span.end, anchor=span.text, type=span.type, name=span.name,
        nominal=span.kind in ("phrase", "pronoun") or span.adjective, hint=span.entries[0] if span.entries else None,
        annotator=f"rules:{span.rule}", confidence=round(span.confidence, 4),
    )  # fmt: skip
