"""Sentences with known relations for the shipped model: written for the purpose, and Re-DocRED's in kg's terms."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

from kg.extract.learned.pairing import Row, traits
from kg.extract.learned.pairs import Argument, Words
from kg.extract.learned.relation_training import LabelledRow
from kg.extract.tagger import tag
from kg.extract.tokens import sentences
from kg.ontology import Ontology

VARIANTS = 4  # of a written sentence's alternatives so many are tried
FOREIGN = 0.3  # what an encyclopedia's sentence weighs beside one in the manner of the news

CLASSES = {
    "A": "Accelerator", "B": "Publisher", "C": "Company", "D": "University", "F": "Facility", "G": "GovernmentBody",
    "I": "ResearchInstitute", "J": "Ranking", "K": "ProductCategory", "L": "ProductLine", "M": "ComputingSystem",
    "N": "Country", "P": "Person", "Q": "Market", "R": "Region", "S": "Software", "T": "Technology", "U": "Processor",
    "V": "Server", "X": "Product", "Y": "City",
}  # fmt: skip
PREDICATES = {
    "a": "announced", "b": "builder", "c": "customerOf", "h": "hasComponent", "i": "locatedIn", "k": "rankedIn",
    "l": "inProductLine", "m": "manufacturer", "o": "operator", "p": "produces", "q": "headquarteredIn",
    "r": "partnerOf", "s": "subsidiaryOf", "t": "usesTechnology", "v": "investedIn", "w": "worksFor",
    "x": "competitorOf", "z": "acquired",
}  # fmt: skip
_NAME = re.compile(r"\{([A-Z])(~| )([^}]+)\}")
_CHOICE = re.compile(r"\(([^()|]+(?:\|[^()|]+)+)\)")

# Wikidata's property -> predicate, and whether it stands the other way round.
DOCRED = {
    "P108": ("worksFor", False), "P127": ("subsidiaryOf", False), "P131": ("locatedIn", False),
    "P137": ("operator", False), "P159": ("headquarteredIn", False), "P169": ("worksFor", True),
    "P176": ("manufacturer", False), "P178": ("manufacturer", False), "P276": ("locatedIn", False),
    "P355": ("subsidiaryOf", True), "P488": ("worksFor", True), "P749": ("subsidiaryOf", False),
    "P1037": ("worksFor", True), "P1056": ("manufacturer", True),
}  # fmt: skip
_KINDS = {"PER": "Person", "ORG": "Organization", "LOC": "Place"}


def written(path: Path, ontology: Ontology) -> Iterator[LabelledRow]:
    """The sentences of a file in the form that its head explains; a line's alternatives are one group."""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line and not line.startswith("#"):
            text, _, facts = line.rpartition("|")
            for variant in _variants(text.strip(), number):
                yield _row(variant, facts.split(), ontology, f"{path.name}:{number}")


def _variants(text: str, number: int) -> list[str]:
    """Some of a line's readings, spread over all of them."""
    parts = _CHOICE.split(text)
    readings = [
        "".join(chosen)
        for chosen in product(*([part] if i % 2 == 0 else part.split("|") for i, part in enumerate(parts)))
    ]
    step = max(1, len(readings) // VARIANTS)
    return readings[number % step :: step][:VARIANTS]


def _row(text: str, facts: list[str], ontology: Ontology, group: str) -> LabelledRow:
    places, plain, end = [], "", 0
    for name in _NAME.finditer(text):
        plain += text[end : name.start()]
        places.append((len(plain), len(plain) + len(name[3]), CLASSES.get(name[1], ""), name[2] == "~"))
        plain, end = plain + name[3], name.end()
    tokens = [token for sentence in sentences(plain + text[end:]) for token in sentence.tokens]
    ends = []
    for begin, stop, kind, phrase in places:
        inside = [index for index, token in enumerate(tokens) if token.begin < stop and token.end > begin]
        said = (*traits(kind, ontology), "phrase" if phrase else "name")
        ends.append(Argument(inside[0], inside[-1] + 1, kind, said))
    true = set()
    for fact in facts:
        left, letter, right = re.fullmatch(r"(\d+)([a-z])(\d+)", fact).groups()
        true |= _both(int(left) - 1, PREDICATES[letter], int(right) - 1, ontology)
    words = [token.text for token in tokens]
    return LabelledRow(
        Row(Words(words, tag(words)), tuple(ends), tuple(map(str, range(len(ends))))),
        frozenset(true),
        group,
        judged=False,
    )


def _both(left: int, predicate: str, right: int, ontology: Ontology) -> set[tuple[int, str, int]]:
    """A fact; of a symmetric predicate both ways."""
    turned = {(right, predicate, left)} if ontology.properties[predicate].symmetric else set()
    return {(left, predicate, right)} | turned


def docred(path: Path, ontology: Ontology, prefix: str, limit: int | None = None) -> Iterator[LabelledRow]:
    """The sentences of Re-DocRED's articles; a relation counts where the set names the sentence as its evidence."""
    for number, article in enumerate(json.loads(path.read_text(encoding="utf-8"))[:limit]):
        yield from _article(article, ontology, f"{prefix}{number}")


def _article(article: dict[str, Any], ontology: Ontology, group: str) -> Iterator[LabelledRow]:
    facts = defaultdict(list)
    for label in article["labels"]:
        facts[label["h"], label["t"]].append((label["r"], label.get("evidence", [])))
    kinds = [Counter(mention["type"] for mention in entity).most_common(1)[0][0] for entity in article["vertexSet"]]
    for sentence, words in enumerate(article["sents"]):
        found = sorted(
            (*mention["pos"], number)
            for number, entity in enumerate(article["vertexSet"])
            for mention in entity
            if mention["sent_id"] == sentence and kinds[number] in _KINDS
        )
        if len({number for *_, number in found}) > 1:
            ends = [
                Argument(first, last, _KINDS[kinds[number]], (*traits(_KINDS[kinds[number]], ontology), "name"))
                for first, last, number in found
            ]
            true, unknown = _facts([number for *_, number in found], facts, sentence, ends, ontology)
            row = Row(Words(words, tag(words)), tuple(ends), tuple(str(number) for *_, number in found))
            yield LabelledRow(row, frozenset(true), group, frozenset(unknown), FOREIGN, judged=False)


def _facts(
    entities: list[int],
    facts: dict[tuple[int, int], list[tuple[str, list[int]]]],
    sentence: int,
    ends: list[Argument],
    ontology: Ontology,
) -> tuple[set[tuple[int, str, int]], set[tuple[int, int]]]:
    """What a sentence says, and the pairs whose relations kg's terms do not settle."""
    true, unknown = set(), set()
    for left, one in enumerate(entities):
        for right, other in enumerate(entities):
            for relation, evidence in facts.get((one, other), ()):
                predicate, turned = DOCRED.get(relation, ("", False))
                ends_of = (right, left) if turned else (left, right)
                kinds = [ends[place].kind for place in ends_of]
                if predicate and sentence in evidence and ontology.fits(predicate, kinds[0], kinds[1]):
                    true.add((ends_of[0], predicate, ends_of[1]))
                else:
                    unknown |= {(left, right), (right, left)}
    return true, unknown - {(left, right) for left, _, right in true}
