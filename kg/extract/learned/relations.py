"""The extractor of relations: what a trained model takes to hold between two things that stand in one sentence."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.learned.linear import Rows
from kg.extract.learned.models import models_of
from kg.extract.learned.mood import Mood
from kg.extract.learned.pairing import Fitting, Row, rows
from kg.extract.learned.relation_model import RelationModel
from kg.extract.rulebook import load as load_rules
from kg.extract.tokens import Sentence
from kg.lexicon import Lexicon
from kg.model import Annotations, Document, Literal, Mention, Obstacle, Refusal, Relation
from kg.ontology import Ontology

NEAR = 0.2  # below this a guess is not worth a person's time when asked why it is not in the graph


@dataclass(frozen=True, slots=True)
class _Guess:
    """What the model says of two mentions in a sentence; `blocked` when it is not to be said, and why."""

    sentence: Sentence
    subject: Mention
    predicate: str
    object: Mention
    confidence: float
    status: str
    blocked: Obstacle | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class _Reader:
    """A model, with what is worked out once for all documents."""

    model: RelationModel
    questions: Rows
    fitting: Fitting


def _object(relation: Relation) -> str:
    return str(relation.object) if isinstance(relation.object, Literal) else relation.object.name


def _alone(
    guesses: Iterable[_Guess], single: Container[str], known: Iterable[tuple[str, str, str]]
) -> Iterator[_Guess]:
    """The guesses, those blocked that give a second object to a subject which has one as a rule; the surest first."""
    holders: dict[tuple[str, str], str] = {}
    for subject, predicate, target in known:
        holders.setdefault((subject, predicate), target)
    for guess in sorted(guesses, key=lambda guess: (-guess.confidence, guess.sentence.begin, guess.subject.begin)):
        if guess.blocked is None and guess.predicate in single:
            held = holders.setdefault((guess.subject.name, guess.predicate), guess.object.name)
            if held != guess.object.name:
                why = f"{guess.subject.name} has {held} there, and as a rule one"
                guess = replace(guess, blocked=Obstacle.VETO, detail=why)
        yield guess


class LearnedRelations:
    """Relates the mentions of the extractors before it; without a model for its language it says nothing."""

    name = "relations"
    version = "1"

    def __init__(self, ontology: Ontology, lexicon: Lexicon) -> None:
        self._ontology = ontology
        self._mood = Mood(load_rules(ontology))
        self._models = {
            language: _Reader(
                model.relations, model.relations.questions(ontology), Fitting(ontology, model.relations.predicates)
            )
            for language, model in models_of(ontology).items()
            if model.relations is not None and set(model.relations.predicates) <= set(ontology.properties)
        }

    def extract(self, document: Document, so_far: Annotations, beside: Sequence[Document] = ()) -> Annotations:
        """The relations that are sure enough."""
        found = [
            self._relation(document, guess) for guess in self._guesses(document, so_far, 1.0) if guess.blocked is None
        ]
        return Annotations(document=document.id, relations=tuple(found))

    def refusals(self, document: Document, so_far: Annotations, beside: Sequence[Document] = ()) -> tuple[Refusal, ...]:
        """What the model half believes, and what a negation or a condition blocked."""
        return tuple(
            Refusal(
                document=document.id,
                begin=guess.sentence.begin,
                end=guess.sentence.end,
                annotator=self.name,
                what=f"{guess.subject.name} {guess.predicate} {guess.object.name}",
                obstacle=guess.blocked,
                detail=guess.detail,
            )
            for guess in self._guesses(document, so_far, NEAR)
            if guess.blocked is not None
        )

    def _guesses(self, document: Document, so_far: Annotations, least: float) -> Iterator[_Guess]:
        """All that is as sure as its predicate asks for, or as sure as `least`."""
        for language, reader in self._models.items():
            known = [(relation.subject.name, relation.predicate, _object(relation)) for relation in so_far.relations]
            found = [
                guess
                for sentence, row, mentions in rows(document, so_far.mentions, self._ontology, language)
                for guess in self._of_sentence(reader, sentence, row, mentions, least)
            ]
            yield from _alone(found, reader.model.single, known)

    def _of_sentence(
        self, reader: _Reader, sentence: Sentence, row: Row, mentions: Sequence[Mention], least: float
    ) -> Iterator[_Guess]:
        """Each pair with its likeliest predicate; of a pair of names the surest place in the sentence."""
        model, asked = reader.model, list(row.pairs(reader.fitting))
        grid = model.confidences(row, [(left, right) for left, right, _ in asked], reader.questions)
        best: dict[tuple[str, str, str], _Guess] = {}
        for (left, right, fitting), sure in zip(asked, grid, strict=True):
            number = max(fitting, key=lambda each: (sure[each], -each))
            predicate, confidence = model.predicates[number], round(float(sure[number]), 4)
            if confidence < min(least, model.threshold(predicate)):
                continue
            guess = self._guess(
                model, sentence, row, (left, right), (mentions[left], mentions[right]), predicate, confidence
            )
            ends = (guess.subject.name, guess.object.name)
            if self._ontology.properties[predicate].symmetric:
                ends = (min(ends), max(ends))
            known = best.get((predicate, *ends))
            if known is None or known.confidence < confidence:
                best[predicate, *ends] = guess
        yield from best.values()

    def _guess(
        self,
        model: RelationModel,
        sentence: Sentence,
        row: Row,
        places: tuple[int, int],
        ends: tuple[Mention, Mention],
        predicate: str,
        confidence: float,
    ) -> _Guess:
        words, (left, right) = row.words, (row.ends[place] for place in places)
        first, last = min(left.first, right.first), max(left.last, right.last)
        status = self._mood.status(words.words, words.tags)
        needed = model.threshold(predicate)
        blocked, detail = None, ""
        if confidence < needed:
            blocked, detail = Obstacle.THRESHOLD, f"confidence {confidence:g}, needed {needed:.2f}"
        elif self._mood.imagined(words.words):
            blocked, detail = Obstacle.HEDGE, "the sentence asks or only imagines"
        elif self._mood.negated(words.words, first, last):
            blocked, detail = Obstacle.NEGATION, "a negation stands between the two, or just before"
        return _Guess(sentence, ends[0], predicate, ends[1], confidence, status, blocked, detail)

    def _relation(self, document: Document, guess: _Guess) -> Relation:
        return Relation(
            document=document.id,
            subject=guess.subject,
            predicate=guess.predicate,
            object=guess.object,
            begin=guess.sentence.begin,
            end=guess.sentence.end,
            status=guess.status,
            annotator=self.name,
            confidence=guess.confidence,
        )
