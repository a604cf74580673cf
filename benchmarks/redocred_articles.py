"""The files of DocRED's form, and how what was found in them is scored."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from kg.extract.learned.layout import DocumentEntity, EntityDocument, Span
from kg.extract.learned.words import Labelled, LabelledDocument, placed

Triple = tuple[int, str, int]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Article:
    """A labelled article.

    Attributes:
        facts: numbers of two entities -> relations from the first to the second.
        complete: whether what is not labelled does not hold.
    """

    document: EntityDocument
    facts: Mapping[tuple[int, int], frozenset[str]]
    complete: bool

    @property
    def triples(self) -> set[Triple]:
        """All that holds."""
        return {(head, relation, tail) for (head, tail), held in self.facts.items() for relation in held}


def split(folder: Path, *, held_out: bool) -> tuple[list[Article], list[Article]]:
    """Training and test articles: dev and those of docie that are in neither dev nor test; test, or a fifth of dev."""
    dev = read(folder / "dev_revised.json", complete=True)
    test = read(folder / "test_revised.json", complete=True)
    more = without(read(folder / "e2e_docie_dev.json", complete=False), [*dev, *test])
    if not held_out:
        return dev + more, test
    kept = [article for number, article in enumerate(dev) if number % 5]
    return kept + more, dev[::5]


def read(path: Path, *, complete: bool) -> list[Article]:
    """The articles of a file; an entity has the type that most of its mentions have."""
    result = []
    for row in json.loads(path.read_text(encoding="utf-8")):
        entities = [_entity(mentions) for mentions in row["vertexSet"]]
        facts: dict[tuple[int, int], set[str]] = {}
        for label in row["labels"]:
            facts.setdefault((label["h"], label["t"]), set()).add(label["r"])
        document = EntityDocument(title=row["title"], sentences=row["sents"], entities=entities)
        result.append(Article(document, {both: frozenset(held) for both, held in facts.items()}, complete))
    return result


def _entity(mentions: Sequence[Mapping[str, object]]) -> DocumentEntity:
    kind = Counter(str(mention["type"]) for mention in mentions).most_common(1)[0][0]
    spans = {_span(mention) for mention in mentions}
    return DocumentEntity(kind, tuple(sorted(spans)))


def _span(mention: Mapping[str, object]) -> Span:
    sentence, place = mention["sent_id"], mention["pos"]
    if not isinstance(sentence, int) or not isinstance(place, list):
        raise ValueError(f"a mention needs the number sent_id and the pair pos, found {mention}")
    return Span(sentence, place[0], place[1])


def without(articles: Iterable[Article], others: Iterable[Article]) -> list[Article]:
    """The articles that are not among the others, by title or by text: DocRED's parts share articles."""
    others = list(others)
    titles = {one.document.title for one in others}
    texts = {_text(one) for one in others}
    return [one for one in articles if one.document.title not in titles and _text(one) not in texts]


def _text(article: Article) -> str:
    return "".join(word for words in article.document.sentences for word in words).lower()


def for_tagger(article: Article) -> LabelledDocument:
    """The article as the mention tagger learns from it; of places that several entities claim the first has it."""
    marked: list[list[Labelled]] = [[] for _ in article.document.sentences]
    taken = set()
    for entity in article.document.entities:
        for span in entity.spans:
            words = {(span.sentence, word) for word in range(span.first, span.last)}
            if not words & taken:
                taken |= words
                marked[span.sentence].append(Labelled(span.first, span.last, entity.type))
    return LabelledDocument([placed(words) for words in article.document.sentences], marked)


# Scores


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 of sets."""

    right: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        """What share of what was found is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """What share of the gold was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0


def mention_score(golds: Sequence[Article], found: Sequence[Collection[tuple[Span, str]]]) -> Score:
    """Mentions with the exact words and the type."""
    sets = [
        ({(span, entity.type) for entity in gold.document.entities for span in entity.spans}, set(mentions))
        for gold, mentions in zip(golds, found, strict=True)
    ]
    return _summed(sets)


def triple_score(golds: Sequence[Article], found: Sequence[Collection[Triple]]) -> Score:
    """Triples between gold entities."""
    return _summed([(gold.triples, set(triples)) for gold, triples in zip(golds, found, strict=True)])


def end_to_end_score(
    golds: Sequence[Article], found: Sequence[tuple[Sequence[DocumentEntity], Collection[Triple]]], *, strict: bool
) -> Score:
    """Triples between entities that were found, right when both ends are and the relation holds between them.

    An entity is right when it has the type of a gold entity and shares a mention with it, the exact words; of
    several that share mentions with one gold entity, the one that shares most (then the first) is right and the others
    are not. Strict: when it has exactly the mentions of a gold entity, and its type.
    """
    right = count = gold_count = 0
    for gold, (entities, triples) in zip(golds, found, strict=True):
        place = aligned(gold.document.entities, entities, strict=strict)
        translated = [(place.get(head), relation, place.get(tail)) for head, relation, tail in triples]
        right += len(gold.triples & set(translated))
        count += len(translated)
        gold_count += len(gold.triples)
    return Score(right, count, gold_count)


def aligned(gold: Sequence[DocumentEntity], found: Sequence[DocumentEntity], *, strict: bool = False) -> dict[int, int]:
    """The number of an entity that was found -> the number of the gold entity that it is."""
    shared = sorted(
        (-len(common), number, other)
        for number, entity in enumerate(found)
        for other, target in enumerate(gold)
        if entity.type == target.type
        and (common := set(entity.spans) & set(target.spans))
        and (not strict or set(entity.spans) == set(target.spans))
    )
    result: dict[int, int] = {}
    for _, number, other in shared:
        if number not in result and other not in result.values():
            result[number] = other
    return result


def _summed(sets: Iterable[tuple[set[T], set[T]]]) -> Score:
    pairs = list(sets)
    right = sum(len(gold & found) for gold, found in pairs)
    return Score(right, sum(len(found) for _, found in pairs), sum(len(gold) for gold, _ in pairs))
