"""Labels of articles, which know names but no places, laid over the text: what a model is trained on.

A name counts wherever it stands as a whole word; of two that overlap, the longer one, then the one that begins first.
A name that two labels of an article share says nothing of either and is left out.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.learned.pairing import rows
from kg.extract.learned.relation_training import LabelledRow
from kg.extract.learned.words import Labelled, LabelledDocument, Word, sentences
from kg.gold import GoldArticle, GoldEntity
from kg.model import Document, Mention
from kg.ontology import Ontology
from kg.text import fold, has_cjk

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class LabelledArticle:
    """An article with its labels."""

    document: Document
    gold: GoldArticle

    @property
    def subjects(self) -> frozenset[str]:
        """What its statements are about: articles that share one of these must not be on both sides of a split."""
        return frozenset(subject for statement in self.gold.statements for subject in statement.subjects)

    def ids(self) -> Mapping[str, str]:
        """Folded name -> the label that alone has it."""
        owners: dict[str, set[str]] = defaultdict(set)
        for entity in self.gold.entities:
            for name in entity.names:
                owners[fold(name)].add(entity.id)
        return {name: next(iter(ids)) for name, ids in owners.items() if name and len(ids) == 1}

    def named(self) -> LabelledDocument:
        """Its sentences with the labelled names marked."""
        rows = sentences(self.document.text)
        places = list(_places(self.document.text, self.gold.entities, self.ids()))
        return LabelledDocument(rows, list(_laid(rows, places)))


def together(articles: Sequence[LabelledArticle]) -> list[int]:
    """For each article the number of its group: articles with a subject in common, directly or not, are one."""
    group = list(range(len(articles)))
    first: dict[str, int] = {}
    for number, article in enumerate(articles):
        for subject in sorted(article.subjects):
            other = first.setdefault(subject, number)
            old, new = sorted((_top(group, number), _top(group, other)), reverse=True)
            group[old] = new
    return [_top(group, number) for number in range(len(articles))]


def _top(group: Sequence[int], number: int) -> int:
    while group[number] != number:
        number = group[number]
    return number


def _places(text: str, entities: Iterable[GoldEntity], ids: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """Begin, end and class of each place where a labelled name stands, none over another, from left to right."""
    types = {name: entity.type for entity in entities for name in entity.names if fold(name) in ids and _proper(name)}
    if not types:
        return
    ordered = sorted(types, key=lambda name: (-len(name), name))
    pattern = re.compile("|".join(map(_whole, ordered)))
    for match in pattern.finditer(text):
        yield match.start(), match.end(), types[match[0]]


def _proper(name: str) -> bool:
    """Whether it is a name by its letters; what kinds of thing are called ("laptops") is for the lexicon."""
    return has_cjk(name) or name != name.lower()


def _whole(name: str) -> str:
    """A pattern for a name as a whole word."""
    pattern = re.escape(name)
    return pattern if has_cjk(name) else rf"(?<!\w){pattern}(?!\w)"


def _laid(rows: Sequence[Sequence[Word]], places: Sequence[tuple[int, int, str]]) -> Iterator[list[Labelled]]:
    """The places by sentence, in words; a place that cuts a word in two is none."""
    waiting = iter(places)
    place = next(waiting, None)
    for row in rows:
        begins = {word.begin: number for number, word in enumerate(row)}
        ends = {word.end: number + 1 for number, word in enumerate(row)}
        found = []
        while place is not None and place[0] < row[-1].end:
            begin, end, kind = place
            if begin in begins and end in ends:
                found.append(Labelled(begins[begin], ends[end], kind))
            place = next(waiting, None)
        yield found


def labelled_rows(
    article: LabelledArticle, mentions: Sequence[Mention], ontology: Ontology, language: str, group: str
) -> Iterator[LabelledRow]:
    """The sentences of an article that have two things, with the labelled statements between the things.

    A label is for the article, not for a sentence: wherever both ends stand in one sentence it is taken to say so.
    Nothing is known of an end that no label has.
    """
    ids = article.ids()
    facts, optional = _facts(article.gold)
    for _, row, found in rows(article.document, mentions, ontology, language):
        known = [ids.get(fold(mention.name)) or ids.get(fold(mention.anchor)) for mention in found]
        true, unknown = set(), set()
        for left, subject in enumerate(known):
            for right, target in enumerate(known):
                if subject is None or target is None:
                    unknown.add((left, right))
                    continue
                for predicate in facts.get((subject, target), ()):
                    fits = ontology.fits(predicate, row.ends[left].kind, row.ends[right].kind)
                    if fits and row.names[left] != row.names[right]:
                        true.add((left, predicate, right))
                    if fits and ontology.properties[predicate].symmetric:
                        true.add((right, predicate, left))
                if (subject, target) in optional:
                    unknown.add((left, right))
        yield LabelledRow(row, frozenset(true), group, frozenset(unknown))


def _facts(gold: GoldArticle) -> tuple[dict[Pair, set[str]], set[Pair]]:
    """The predicates between two labels, and the pairs of which careful readers may say more or less."""
    facts: dict[Pair, set[str]] = defaultdict(set)
    optional: set[Pair] = set()
    for statement in gold.statements:
        pairs = [(subject, target) for subject in statement.subjects for target in statement.objects]
        if statement.optional or len(pairs) > 1:
            optional.update(pairs)
        else:
            for pair in pairs:
                facts[pair].add(statement.predicate)
    return facts, optional
