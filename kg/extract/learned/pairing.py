"""The sentences of an article as the relation model is asked about them: who stands in one, and who may be related."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.learned.pairs import Argument, Words
from kg.extract.tagger import tag
from kg.extract.tokens import Sentence, sentences
from kg.model import Document, Mention
from kg.ontology import Ontology

REACH = 40  # words between two ends: sentences that are longer are lists or tables
CROWD = 24  # ends in a sentence: beyond that it is a list, and asking about all pairs would take its square


class Fitting:
    """Which of some predicates may hold between things of two classes; worked out once for each pair of classes."""

    def __init__(self, ontology: Ontology, predicates: Sequence[str]) -> None:
        self._ontology, self._predicates = ontology, predicates
        self._known: dict[tuple[str, str], tuple[int, ...]] = {}

    def numbers(self, subject: str, target: str) -> tuple[int, ...]:
        """The numbers of the predicates."""
        found = self._known.get((subject, target))
        if found is None:
            fits = self._ontology.fits
            found = tuple(n for n, name in enumerate(self._predicates) if fits(name, subject, target))
            self._known[subject, target] = found
        return found


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence with the things that stand in it, from left to right.

    Attributes:
        ends: places and kinds of the things; `names` says which are one.
    """

    words: Words
    ends: tuple[Argument, ...]
    names: tuple[str, ...]

    def pairs(self, fitting: Fitting) -> Iterator[tuple[int, int, tuple[int, ...]]]:
        """Two ends and the numbers of the predicates that may hold between them, if any."""
        for left, subject in enumerate(self.ends):
            for right, target in enumerate(self.ends):
                numbers = fitting.numbers(subject.kind, target.kind)
                if not numbers or self.names[left] == self.names[right] or subject.overlaps(target):
                    continue
                if max(subject.first, target.first) - min(subject.last, target.last) <= REACH:
                    yield left, right, numbers


def rows(
    document: Document, mentions: Sequence[Mention], ontology: Ontology, language: str
) -> Iterator[tuple[Sentence, Row, tuple[Mention, ...]]]:
    """The sentences of a language in which two things or more stand, and the mention of each.

    A common noun of a class without a border ("servers") is no thing that the model has an opinion on.
    """
    mentions = [mention for mention in mentions if _named(mention, ontology)]
    title = document.text.split("\n", 1)[0]
    told = {mention.name for mention in mentions if mention.end <= len(title)}
    here: dict[int, list[Mention]] = defaultdict(list)
    parts = sentences(document.text)
    ordered = sorted(mentions, key=lambda mention: (mention.begin, -mention.end, mention.type))
    place = 0
    for number, sentence in enumerate(parts):
        while place < len(ordered) and ordered[place].begin < sentence.end:
            if ordered[place].begin >= sentence.begin:
                here[number].append(ordered[place])
            place += 1
    for number, sentence in enumerate(parts):
        found = here[number][:CROWD]
        if sentence.language == language and len({mention.name for mention in found}) > 1:
            yield _row(sentence, found, told, ontology)


def _named(mention: Mention, ontology: Ontology) -> bool:
    vague = mention.type in ontology.classes and ontology.classes[mention.type].vague
    return not vague or any(character.isupper() for character in mention.anchor)


def _row(
    sentence: Sentence, found: Sequence[Mention], told: set[str], ontology: Ontology
) -> tuple[Sentence, Row, tuple[Mention, ...]]:
    begins = {token.begin: number for number, token in enumerate(sentence.tokens)}
    ends = {token.end: number + 1 for number, token in enumerate(sentence.tokens)}
    kept = [mention for mention in found if mention.begin in begins and mention.end in ends]
    texts = [token.text for token in sentence.tokens]
    arguments = tuple(
        Argument(begins[each.begin], ends[each.end], each.type, tuple(_traits(each, told, ontology))) for each in kept
    )
    return sentence, Row(Words(texts, tag(texts)), arguments, tuple(each.name for each in kept)), tuple(kept)


def _traits(mention: Mention, told: set[str], ontology: Ontology) -> Iterator[str]:
    yield from traits(mention.type, ontology)
    yield "phrase" if mention.nominal else "name"
    if mention.name in told:
        yield "in the title"


def traits(kind: str, ontology: Ontology) -> Iterator[str]:
    """What a class says of a thing beyond itself, so that what is learned of companies helps with ministries."""
    for ancestor in ontology.ancestors(kind):
        yield f"is {ancestor}"
    yield f"known by {ontology.identity(kind)}"
