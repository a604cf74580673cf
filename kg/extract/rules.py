"""The rule extractor: one article's names, what its phrases stand for, and the relations that the rules find.

Order matters and is fixed: values, names, classes, phrases, frames, then patterns, ranks and measurements, then what
follows from them. Where two rules find one relation, the one with the higher confidence stays.
"""

from collections.abc import Iterable, Iterator, Sequence

from kg.extract.aliases import mark_glosses
from kg.extract.background import Background, lone_sites, topic
from kg.extract.candidates import Candidates
from kg.extract.chinese.reader import ChineseReader
from kg.extract.chunks import Chunk, chunk, phrases
from kg.extract.classes import Classes
from kg.extract.derive import derive
from kg.extract.families import Families
from kg.extract.frames import frames
from kg.extract.handover import annotations
from kg.extract.measures import Measures
from kg.extract.patterns import EnglishGrammar, Patterns
from kg.extract.phrases import Phrases
from kg.extract.ranks import Ranks
from kg.extract.reading import Reading, read, tagged
from kg.extract.relations import Found, Relations, Witness
from kg.extract.rulebook import load as load_rules
from kg.extract.status import Cues
from kg.extract.tokens import sentences
from kg.lexicon import Lexicon
from kg.model import Annotations, Document, Obstacle, Refusal
from kg.ontology import Ontology


class RuleExtractor:
    """Reads a document with a lexicon and rules; a pure function of the document."""

    name = "rules"
    version = "1"

    def __init__(self, ontology: Ontology, lexicon: Lexicon, witness: Witness | None = None) -> None:
        rulebook = load_rules(ontology)
        cues = Cues(rulebook)
        self.ontology = ontology
        self.lexicon = lexicon
        self.rulebook = rulebook
        self.persons = frozenset(kind for kind in ontology.classes if ontology.identity(kind) == "person")
        self.candidates = Candidates(lexicon, rulebook, ontology)
        self.families = Families(self._read)
        self.classes = Classes(lexicon, rulebook, ontology, self.candidates)
        self.phrases = Phrases(self.classes)
        self.relations = Relations(ontology, rulebook, cues, witness)
        self.patterns = Patterns(ontology, rulebook, EnglishGrammar(self.classes, cues))
        self.ranks = Ranks(ontology, rulebook, cues)
        self.measures = Measures(ontology, rulebook, cues)
        chinese = load_rules(ontology, "zh")
        self.chinese = ChineseReader(ontology, chinese, rulebook, witness) if chinese.names else None

    def extract(self, document: Document, so_far: Annotations, beside: Sequence[Document] = ()) -> Annotations:
        """The mentions and relations of a document, in reading order."""
        readings = self.families.readings(document, beside)
        self.classes.decide(readings, so_far.mentions)
        reading = readings[0]
        chunks = [
            chunk(units, self.persons) if number not in reading.prepared else []
            for number, units in enumerate(reading.units)
        ]
        made = self.phrases.resolve(reading, chunks)
        chinese = self.chinese.read(reading) if self.chinese is not None else ([], [])
        sites = lone_sites((*reading.read_spans(prepared=False), *made), self.ontology, self.rulebook.parts("placed"))
        found = derive(
            [
                *self._relations(reading, chunks, Background(topic(reading, self.ontology), sites=sites)),
                *chinese[1],
            ],
            self.rulebook,
            self.ontology,
            reading,
            readings[1:],
        )
        return annotations(reading, [*made, *chinese[0]], list(found), self.ontology.qualifiers)

    def _read(self, document: Document) -> Reading:
        """What can be read of an article alone: its values, where its names stand, its parts of speech."""
        reading = read(document)
        self.candidates.find(reading)
        mark_glosses(reading)
        tagged(reading, self.rulebook.verbs, self.rulebook.nouns, self.rulebook.role)
        return reading

    def refusals(self, document: Document, so_far: Annotations, beside: Sequence[Document] = ()) -> tuple[Refusal, ...]:
        """What the words of rules called for and the sentences do not say; and the verbs that no rule speaks of."""
        heard: list[tuple[int, str, str, Obstacle, str]] = []
        asked = RuleExtractor(self.ontology, self.lexicon, lambda *said: heard.append(said))
        asked.extract(document, so_far, beside)
        rows = sentences(document.text)
        return tuple(
            Refusal(
                document=document.id,
                begin=rows[number].begin,
                end=rows[number].end,
                annotator=f"rules:{rule}".removesuffix(":"),
                what=what,
                obstacle=obstacle,
                detail=detail,
            )
            for number, rule, what, obstacle, detail in heard
        )

    def _relations(
        self, reading: Reading, chunks: Sequence[Sequence[Chunk]], background: Background
    ) -> Iterator[Found]:
        """What each English sentence says, with what the sentences before it leave in the background."""
        block = 0
        for number, row in enumerate(chunks):
            sentence = reading.sentences[number]
            if sentence.block != block:
                background.begin_block()
                block = sentence.block
            if sentence.language != "zh":
                yield from self._sentence(reading, number, row, background)

    def _sentence(
        self, reading: Reading, number: int, chunks: Sequence[Chunk], background: Background
    ) -> Iterator[Found]:
        """What one sentence says, its measurements last: a value that another rule has used is none."""
        if not (self.relations.from_nothing or _has_something(reading, number, chunks)):
            return
        rows = frames(number, chunks, reading.units[number])
        calls = [self.relations.call(reading, frame, background) for frame in rows]
        found = [item for call in calls for item in self.relations.find(call.scene, call.early)]
        found += self.patterns.find(reading, number, chunks)
        _keep_posts(found, background)
        found += [item for call in calls for item in self.relations.find(call.scene, call.late)]
        _keep_posts(found, background)
        background.remember(rows, self.ontology)
        found += self.ranks.find(reading, number, chunks, rows, background.ranking)
        background.ranking = self.ranks.last_list(reading.spans[number]) or background.ranking
        yield from found
        used = _used(reading, number, found)
        yield from self.measures.find(reading, number, chunks, rows, used, background.topic)


def _has_something(reading: Reading, number: int, chunks: Sequence[Chunk]) -> bool:
    """Whether a sentence has a thing of a known class, a phrase that stands for one, or a number."""
    if any(span.type or span.quantity is not None for span in reading.spans[number]):
        return True
    return any(phrase.refs or (phrase.owner is not None and phrase.owner.refs) for phrase in phrases(chunks))


def _keep_posts(found: Iterable[Found], background: Background) -> None:
    """Keep who was said to have which post, and where."""
    for item in found:
        role = dict(item.qualifiers).get("role", "")
        if role:
            background.posts.setdefault(item.subject.name, []).append((item.object, role, item.status == "ended"))


def _used(reading: Reading, number: int, found: Iterable[Found]) -> frozenset[int]:
    """Units of values that relations carry as amounts or counts, so that they are no measurements too."""
    values = {value for item in found for key, value in item.qualifiers if key in ("amount", "count")}
    return frozenset(
        index
        for index, unit in enumerate(reading.units[number])
        if unit.span is not None and unit.span.quantity is not None and str(unit.span.quantity) in values
    )
