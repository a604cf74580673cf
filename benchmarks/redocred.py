"""Re-DocRED: names and relations of whole documents, learned from 736 of them and scored on 500.

python -m benchmarks.redocred FOLDER [--json] [--held-out]

FOLDER has `dev_revised.json` and `test_revised.json` of Re-DocRED and `e2e_docie_dev.json`, more documents with the
first labels of DocRED. The model learns from dev and from those of docie that are in neither dev nor test, and is
scored on test; with --held-out it learns from four fifths of dev (and docie) and is scored on the rest, to try.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.names import hints
from benchmarks.redocred_articles import (
    Article,
    Score,
    Triple,
    aligned,
    end_to_end_score,
    for_tagger,
    mention_score,
    split,
    triple_score,
)
from benchmarks.same_entities import Mention, entities
from kg import lexicon, ontology
from kg.extract.learned import document_relations, tagger_training
from kg.extract.learned.descriptions import Known
from kg.extract.learned.document_relations import DocumentRelations, LabelledEntities
from kg.extract.learned.layout import EntityDocument, Span
from kg.extract.learned.tagger import MentionTagger
from kg.extract.learned.words import placed

PERSONS = frozenset(("PER",))
EXACT = frozenset(("TIME", "NUM"))
INCOMPLETE = 0.3  # what an unlabelled pair of docie counts: DocRED's first labels lack two true triples of three
TAGGER_FOLDS = 3
FULL = tagger_training.Settings(rounds=70)
QUICK = tagger_training.Settings(rounds=50, exchanged=0)  # taggers that only show the relations what goes wrong
OTHERS = {
    "prototype of this project": {"mentions": 0.735, "relations, gold mentions": 0.459, "end to end": 0.325},
    "RoBERTa-large (training file of 3,053 documents)": {"relations, gold mentions": 0.807},
}

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Reader:
    """What reads a document end to end."""

    tagger: MentionTagger
    relations: DocumentRelations

    def read(self, article: Article) -> tuple[list[Mention], EntityDocument, set[Triple]]:
        """Mentions, entities and triples of an article, of which it sees title and words."""
        mentions = tagged(self.tagger, article)
        document = grouped(article, mentions)
        return mentions, document, triples(self.relations, document)


def tagged(tagger: MentionTagger, article: Article) -> list[Mention]:
    """The mentions that a tagger finds."""
    sentences = [placed(words) for words in article.document.sentences]
    return [
        (Span(number, one.first, one.last), one.type)
        for number, found in enumerate(tagger.tag(sentences))
        for one in found
    ]


def grouped(article: Article, mentions: Sequence[Mention]) -> EntityDocument:
    """The article with the entities that these mentions make."""
    document = article.document
    found = entities(document.sentences, mentions, PERSONS, EXACT)
    return EntityDocument(title=document.title, sentences=document.sentences, entities=found)


def triples(model: DocumentRelations, document: EntityDocument) -> set[Triple]:
    """The triples that a model finds."""
    return {(one.head, one.relation, one.tail) for one in model.read(document)}


def places() -> Known:
    """Names of the lexicon, and words that point to things in it: lower-case name -> kinds and what they lie in."""
    result: dict[str, list[tuple[str, str]]] = {}
    names = lexicon.load(ontology.default_folder())
    for index, suffix in ((names.by_name, ""), (names.by_adjective, " adjective")):
        for name, keys in index.items():
            entry = names.entries[keys[0]]
            result.setdefault(name.lower(), []).append((entry.type + suffix, entry.within or entry.id))
    return {name: found[:1] for name, found in result.items()}


# Training


def train_tagger(articles: Sequence[Article], say: Say) -> bytes:
    """The mention tagger of these articles, which knows the lexicon."""
    return tagger_training.train([for_tagger(one) for one in articles], hints=hints(), settings=FULL, progress=say)


def out_of_fold(articles: Sequence[Article], say: Say) -> list[list[Mention]]:
    """The mentions of each article by a tagger that did not learn from it, trained quickly and without the lexicon."""
    result: list[list[Mention]] = [[] for _ in articles]
    for fold in range(TAGGER_FOLDS):
        rest = [one for number, one in enumerate(articles) if number % TAGGER_FOLDS != fold]
        data = tagger_training.train([for_tagger(one) for one in rest], settings=QUICK, progress=say)
        learner = MentionTagger.load(data)
        for number in range(fold, len(articles), TAGGER_FOLDS):
            result[number] = tagged(learner, articles[number])
        say(f"mentions of part {fold + 1}")
    return result


def with_gold(article: Article) -> LabelledEntities:
    """The article with its labelled entities."""
    return LabelledEntities(article.document, article.facts, _absence(article))


def with_found(article: Article, mentions: Sequence[Mention]) -> LabelledEntities:
    """The article with the entities of these mentions, and those labels whose entities are among them."""
    document = grouped(article, mentions)
    number = {gold: own for own, gold in aligned(article.document.entities, document.entities).items()}
    kept = {both: (number[both[0]], number[both[1]]) for both in article.facts if number.keys() >= set(both)}
    facts = {kept[both]: held for both, held in article.facts.items() if both in kept}
    lost = [relation for both, held in article.facts.items() if both not in kept for relation in sorted(held)]
    return LabelledEntities(document, facts, _absence(article), lost)


def _absence(article: Article) -> float:
    return 1.0 if article.complete else INCOMPLETE


def train_relations(documents: Sequence[LabelledEntities], known: Known, say: Say) -> DocumentRelations:
    """The model of relations of these documents."""
    return document_relations.train(documents, persons=PERSONS, known=known, progress=say)


# Report


def measure(training: Sequence[Article], test: Sequence[Article], say: Say) -> dict[str, object]:
    """Train, read and score."""
    begun = time.perf_counter()
    known = places()
    tagger = MentionTagger.load(train_tagger(training, say))
    mentions = out_of_fold(training, say)
    found = [with_found(article, own) for article, own in zip(training, mentions, strict=True)]
    reader = Reader(tagger, train_relations(found, known, say))
    trained = time.perf_counter()
    read_articles = [reader.read(article) for article in test]
    done = time.perf_counter()
    say("relations with gold mentions")
    model = train_relations([with_gold(article) for article in training], known, say)
    results = [(document.entities, own) for _, document, own in read_articles]
    scores = {
        "mentions": mention_score(test, [own for own, _, _ in read_articles]),
        "relations, gold mentions": triple_score(test, [triples(model, article.document) for article in test]),
        "end to end": end_to_end_score(test, results, strict=False),
        "end to end, strict": end_to_end_score(test, results, strict=True),
    }
    return {
        "documents": {"training": len(training), "test": len(test)},
        "scores": {name: _figures(score) for name, score in scores.items()},
        "documents per second": round(len(test) / (done - trained), 1),
        "training seconds, end to end": round(trained - begun),
        "to compare, F1": OTHERS,
    }


def _figures(score: Score) -> dict[str, float]:
    return {"precision": round(score.precision, 4), "recall": round(score.recall, 4), "f1": round(score.f1, 4)}


def table(report: dict[str, object]) -> str:
    """The report for people."""
    scores, documents = report["scores"], report["documents"]
    if not isinstance(scores, dict) or not isinstance(documents, dict):
        raise TypeError("a report of measure() has scores and documents")
    lines = [f"{documents['training']} training documents, {documents['test']} test documents", ""]
    lines.append(f"{'':26} precision  recall      F1   prototype  RoBERTa-large")
    prototype, roberta = OTHERS.values()
    for name, figures in scores.items():
        others = [f"{one[name]:.3f}" if name in one else "" for one in (prototype, roberta)]
        lines.append(
            f"{name:26} {figures['precision']:9.3f} {figures['recall']:7.3f} {figures['f1']:7.3f} "
            f"{others[0]:>11} {others[1]:>14}".rstrip()
        )
    lines += ["", f"documents per second: {report['documents per second']}"]
    lines.append(f"training, end to end: {report['training seconds, end to end']} s")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--held-out", action="store_true", help="score on a fifth of dev instead of test")
    options = parser.parse_args(arguments)
    training, test = split(options.folder, held_out=options.held_out)
    report = measure(training, test, lambda line: print(line, file=sys.stderr, flush=True))
    print(json.dumps(report, indent=1) if options.json else table(report))


if __name__ == "__main__":
    main()
