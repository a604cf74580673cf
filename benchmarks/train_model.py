"""Trains the relation model that kg ships for its own ontology, and measures it on articles held out.

    python -m benchmarks.train_model FOLDER

FOLDER holds the public sets (`docred/`). Learned from: the articles and sentences in `benchmarks/training`, written for
the purpose, with the names that the shipped tagger and the rules find in them; and evidence sentences of Re-DocRED, in
kg's terms. Confidence and thresholds are fitted on the articles, by groups without a common subject. Writes
ontology/models/en.kgm; the same sets give the same bytes on one kind of machine with the locked versions.
"""

import argparse
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks import relation_sets
from kg import gold, lexicon, ontology
from kg.annotate import annotate
from kg.extract.learned import relation_training
from kg.extract.learned.labels import LabelledArticle, labelled_rows, together
from kg.extract.learned.models import Model, place
from kg.extract.learned.names import LearnedNames
from kg.extract.learned.relation_training import LabelledRow, PredicateFigures
from kg.extract.rules import RuleExtractor
from kg.jsonl import write_bytes
from kg.ontology import Ontology
from kg.read.folder import default_readers, find, merge, read_file

TRAINING = Path(__file__).parent / "training"
DOCRED, ARTICLES = "dev_revised.json", 200  # more articles of an encyclopedia cost minutes and no longer helped


def main() -> int:
    """Run the script."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("-o", "--out", type=Path, metavar="DIR", help="ontology folder to write to (kg's own)")
    arguments = parser.parse_args()
    terms = ontology.load()
    relations, figures, error = relation_training.train([*rows(arguments.folder, terms)], terms, _say)
    target = place(arguments.out or terms.folder, "en")
    write_bytes(target, Model.of(None, relations, "en", {"calibration error": round(error, 4)}).to_bytes())
    print("\n".join(table(figures)), f"calibration error {error:.3f}", f"wrote {target}", sep="\n")
    return 0


def rows(folder: Path, terms: Ontology) -> Iterator[LabelledRow]:
    """All sentences to learn relations from."""
    articles = [each for gold in sorted(TRAINING.glob("*/gold.yaml")) for each in labelled(gold.parent)]
    words = lexicon.load(terms.folder)
    chain = [LearnedNames(terms, words), RuleExtractor(terms, words)]
    for article, group in zip(articles, together(articles), strict=True):
        mentions = annotate([article.document], chain, terms).mentions
        yield from labelled_rows(article, mentions, terms, "en", f"article {group}")
    for path in sorted(TRAINING.glob("*.txt")):
        yield from relation_sets.written(path, terms)
    yield from relation_sets.docred(folder / "docred" / DOCRED, terms, "docred", ARTICLES)


def labelled(folder: Path) -> list[LabelledArticle]:
    """The labelled articles of a folder."""
    labels = {article.source: article for article in gold.load(folder)}
    read = partial(read_file, readers=default_readers())
    documents, _ = merge(map(read, (file for file in find([folder]) if file.source in labels)))
    return [LabelledArticle(each, labels[each.sources[0]]) for each in documents]


def table(figures: list[PredicateFigures]) -> Iterator[str]:
    """The figures as a table in Markdown."""
    yield "| relation | labelled | precision | recall | threshold |"
    yield "| --- | --- | --- | --- | --- |"
    for each in figures:
        shares = f"{each.precision:.2f} | {each.recall:.2f} | {each.threshold:.2f}"
        yield f"| {each.predicate} | {each.examples} | {shares} |"


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
