"""Trains the mention taggers that kg ships, and measures them on the documents that it keeps back.

    python -m benchmarks.train_mentions FOLDER [en|zh]

FOLDER holds the public sets (`ner/`, `docred/`). English: nine of ten documents of every set in kg's own words, their
types as `name_types.tsv` calls them, organizations and places refined by what their names or DocRED's relations say of
them. Chinese: the training part of UNER's, measured on its test part. Writes kg/extract/model/mentions_*.bin; the same
sets give the same bytes on one kind of machine with one version of python-crfsuite and numpy.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks import name_sets
from benchmarks.invented_news import articles
from benchmarks.name_scores import Scores, scored
from benchmarks.names import Set, docred, hints, news_sets, renamed, thinned, types
from kg import lexicon, ontology
from kg.extract.learned.tagger import MentionTagger, Settings, train
from kg.extract.learned.words import Labelled, LabelledDocument
from kg.jsonl import write_bytes
from kg.text import has_cjk

MODELS = Path(__file__).parent.parent / "kg" / "extract" / "model"
ENGLISH = Settings(c1=0.15, c2=0.02, minimum=3, rounds=40, exchanged=1)
CHINESE = Settings(c1=0.1, c2=0.02, minimum=3, rounds=60, exchanged=0)
KEPT_BACK = 10  # every tenth document of a set
WORDS = 25_000  # of one set
DOCRED_WORDS = 50_000
INVENTED = 400  # articles of invented names; they are in no figure
# Wikidata's relations that say of which class their subject or object is.
COMPANIES = {"P176": "t", "P178": "t", "P264": "t", "P169": "h", "P355": "ht", "P749": "ht", "P137": "t"}
COARSE = {"PER": "Person", "LOC": "Place", "ORG": "Organization", "MISC": "", "TIME": "", "NUM": ""}
PRODUCTS = {"P176": "h", "P178": "h", "P400": "h", "P306": "h"}
# ruff: noqa: SIM905 - lists of words read best as words
GOVERNMENT = frozenset(
    "ministry department parliament congress senate assembly cabinet government administration court police army navy "
    "commission bureau authority council agency directorate tribunal".split()
)
UNIVERSITY = frozenset(("university", "college"))
LEGAL = frozenset(
    "inc inc. incorporated ltd ltd. limited llc llp l.p. lp plc corp corp. corporation company co co. gmbh ag".split()
)


def english_sets(folder: Path) -> dict[str, Set]:
    """Every free set with kg's classes, in kg's words."""
    table = types("class")
    found = {name: renamed(name, documents, table) for name, documents in news_sets(folder).items() if name != "docred"}
    parts = ("dev_revised", "test_revised", "e2e_docie_dev")
    found["docred"] = [
        _docred_classes(article, document)
        for part in parts
        for article, document in zip(_articles(folder, part), docred(folder, (part,)), strict=True)
    ]
    found = {name: thinned(documents, DOCRED_WORDS if name == "docred" else WORDS) for name, documents in found.items()}
    refine = Refiner()
    return {
        name: [name_sets.kg_words(refine(document)) if name != "re3d" else refine(document) for document in documents]
        for name, documents in found.items()
    }


def _articles(folder: Path, part: str) -> list[dict[str, Any]]:
    result: list[dict[str, Any]] = json.loads((folder / "docred" / f"{part}.json").read_text(encoding="utf-8"))
    return result


def _docred_classes(article: Mapping[str, Any], document: LabelledDocument) -> LabelledDocument:
    """DocRED's types as classes; makers are companies, and what they make are products."""
    finer: dict[int, str] = {}
    for label in article["labels"]:
        for relations, kind in ((COMPANIES, "Company"), (PRODUCTS, "Product")):
            finer.update({label[end]: kind for end in relations.get(label["r"], "")})
    classes: dict[tuple[int, int, int], str] = {}
    for number, entity in enumerate(article["vertexSet"]):
        for mention in entity:
            found = COARSE[mention["type"]]
            if (finer.get(number), mention["type"]) in (("Company", "ORG"), ("Product", "MISC")):
                found = finer[number]
            classes.setdefault((mention["sent_id"], *mention["pos"]), found)
    marked = []
    for number, spans in enumerate(document.spans):
        kept = [Labelled(span.first, span.last, classes[number, span.first, span.last]) for span in spans]
        marked.append([span for span in kept if span.type])
    return LabelledDocument(document.sentences, marked)


class Refiner:
    """Finer classes for names whose own words, or the lexicon, leave no doubt."""

    def __init__(self) -> None:
        terms = ontology.load()
        known = lexicon.load(terms.folder)
        self._known = {
            name: known.entries[keys[0]].type for name, keys in known.by_name.items() if not known.entries[keys[0]].cued
        }
        self._adjectives = frozenset(known.by_adjective)

    def __call__(self, document: LabelledDocument) -> LabelledDocument:
        """The document with finer classes."""
        marked = []
        for words, spans in zip(document.sentences, document.spans, strict=True):
            kept = []
            for span in spans:
                texts = [word.text for word in words[span.first : span.last]]
                if len(texts) > 1 or texts[0] not in self._adjectives:
                    kept.append(Labelled(span.first, span.last, self._finer(texts, span.type)))
            marked.append(kept)
        return LabelledDocument(document.sentences, marked)

    def _finer(self, texts: Sequence[str], kind: str) -> str:
        known = self._known.get(" ".join(texts), "")
        lows = [text.lower() for text in texts]
        if kind == "Place":
            return "Country" if known == "Country" else kind
        if kind != "Organization":
            return kind
        if known in ("Company", "University", "GovernmentBody"):
            return known
        if lows[-1] in LEGAL and len(lows) > 1:
            return "Company"
        if UNIVERSITY & set(lows):
            return "University"
        return "GovernmentBody" if GOVERNMENT & {lows[0], lows[-1]} else kind


def english(folder: Path) -> tuple[bytes, dict[str, Scores]]:
    """The English model, and its scores on the documents kept back."""
    training: list[LabelledDocument] = []
    back: dict[str, list[LabelledDocument]] = {}
    for name, documents in english_sets(folder).items():
        for number, document in enumerate(documents):
            if number % KEPT_BACK == KEPT_BACK - 1:
                back.setdefault(name, []).append(document)
            else:
                training.append(document)
    training += articles(INVENTED)
    data = train(training, hints=hints(), settings=ENGLISH, progress=_say)
    back["all"] = [document for documents in list(back.values()) for document in documents]
    return data, _scores(data, back)


def chinese(folder: Path) -> tuple[bytes, dict[str, Scores]]:
    """The Chinese model, and its scores on the test part."""
    table = {"PER": "Person", "LOC": "Place", "ORG": "Organization"}

    def part(name: str) -> list[LabelledDocument]:
        return [
            LabelledDocument(
                document.sentences,
                [[Labelled(span.first, span.last, table[span.type]) for span in spans] for spans in document.spans],
            )
            for _, document in name_sets.uner_text(folder / "ner", "uner_chinese_gsdsimp", name)
        ]

    data = train([*part("train"), *part("dev")], language="zh", hints=chinese_hints(), settings=CHINESE, progress=_say)
    return data, _scores(data, {"uner_chinese_gsdsimp test": part("test")})


def chinese_hints() -> dict[str, list[str]]:
    """The Chinese names of the default lexicon, with their kind."""
    return {name: kinds for name, kinds in hints().items() if has_cjk(name)}


def _scores(data: bytes, sets: Mapping[str, Sequence[LabelledDocument]]) -> dict[str, Scores]:
    tagger = MentionTagger.load(data)
    return {
        name: scored(documents, [tagger.tag(document.sentences) for document in documents])
        for name, documents in sets.items()
    }


def _say(line: str) -> None:
    print(f"{time.process_time():6.0f} s  {line}", file=sys.stderr, flush=True)


def card(scores: Mapping[str, Scores]) -> Iterable[str]:
    """The figures as rows of the model card."""
    yield "| kept back | F1 | precision | recall | untyped F1 | calibration error |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for name, one in scores.items():
        figures = (one.f1, one.precision, one.recall, one.untyped, one.ece)
        yield f"| {name} | {' | '.join(f'{figure:.3f}' for figure in figures)} |"
    last = list(scores.values())[-1]
    yield from ("", "| class | F1 |", "| --- | --- |")
    yield from (f"| {kind} | {f1:.3f} |" for kind, f1 in last.by_type.items())


def main() -> None:
    """Train, write, and print the figures for the model card."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("language", nargs="?", choices=("en", "zh"))
    options = parser.parse_args()
    for language, make in (("en", english), ("zh", chinese)):
        if options.language in (None, language):
            data, scores = make(options.folder)
            write_bytes(MODELS / f"mentions_{language}.bin", data)
            print(f"mentions_{language}.bin: {len(data)} bytes")
            print("\n".join(card(scores)))


if __name__ == "__main__":
    main()
