"""Names of persons, places and organizations in texts of a kind that the tagger was not trained on.

    python -m benchmarks.names FOLDER [--json] [--only NAME]

FOLDER holds the public sets (`ner/`, `docred/`). Each of CrossNER politics, CrossNER AI and re3d is held out in turn:
one training run on all the other sets, one reading of the held-out one, exact span and type. Then Re-DocRED's own six
types: trained on its development file and the docie file, read on its test file. What each set's types count as stands
in `name_types.tsv`.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import name_sets
from benchmarks.name_scores import Scores, scored
from benchmarks.redocred_articles import for_tagger, split
from kg import lexicon, ontology
from kg.extract.learned.features import cues
from kg.extract.learned.tagger import MentionTagger, Settings, train
from kg.extract.learned.words import Labelled, LabelledDocument, Word
from kg.extract.vocabulary import is_common

TYPES = Path(__file__).parent / "name_types.tsv"
HELD_OUT = ("crossner/politics", "crossner/ai", "re3d")
NEWS = Settings(c1=0.15, c2=0.02, minimum=3, rounds=60, exchanged=1)
MOST = 40_000  # words of one set in a training run for news; with 12,000 the mean was .02 lower
REDOCRED = Settings(rounds=70)
PEERS = {"news": ("CoNLL-trained, on its own kind of news", 0.838), "redocred": ("spaCy blank CNN", 0.674)}

Set = Sequence[LabelledDocument]


def types(column: str) -> dict[tuple[str, str], str]:
    """(set, type) -> what it counts as in a column of the table; empty when as nothing."""
    lines = [line for line in TYPES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    place = lines[0].split("\t").index(column)
    cells = [[*line.split("\t"), "", ""][:4] for line in lines[1:]]
    return {(row[0], row[1]): row[place] for row in cells}


def news_sets(folder: Path) -> dict[str, Set]:
    """Every free set with names in English, by its name in the table of types."""
    ner = folder / "ner"
    found: dict[str, Set] = {f"crossner/{domain}": name_sets.crossner(ner, domain) for domain in name_sets.CROSSNER}
    found["wikigold"] = name_sets.wikigold(ner)
    found["sec_filings"] = [without_roles(document) for document in name_sets.sec_filings(ner)]
    found["uner_english_ewt"] = name_sets.uner(ner, "uner_english_ewt", ("dev", "test"))
    found["gum"] = [without_roles(without_titles(document)) for document in name_sets.gum(ner)]
    found["re3d"] = [without_titles(name_sets.names_only(document)) for document in name_sets.re3d(ner)]
    found["docred"] = docred(folder, ("dev_revised", "test_revised", "e2e_docie_dev"))
    return found


def thinned(documents: Set, most: int = MOST) -> Set:
    """Documents evenly from a set, so many that they have about as many words as it may have."""
    words = sum(len(sentence) for document in documents for sentence in document.sentences)
    share = min(1.0, most / max(1, words))
    return [one for number, one in enumerate(documents) if int((number + 1) * share) > int(number * share)]


def docred(folder: Path, parts: Iterable[str]) -> Set:
    """Files of DocRED's form, one after the other."""
    return [one for part in parts for one in name_sets.docred(folder / "docred" / f"{part}.json")]


def renamed(name: str, documents: Set, table: dict[tuple[str, str], str]) -> Set:
    """The documents with the table's types; in DocRED, whose places hold "German" too, without adjectives of places."""
    adjectives = _adjectives() if name == "docred" else frozenset()
    result = []
    for document in documents:
        marked = []
        for words, spans in zip(document.sentences, document.spans, strict=True):
            kept = [Labelled(span.first, span.last, table[name, span.type]) for span in spans]
            marked.append([span for span in kept if span.type and not _is_adjective(words, span, adjectives)])
        result.append(LabelledDocument(document.sentences, marked))
    return result


def _is_adjective(words: Sequence[Word], span: Labelled, adjectives: frozenset[str]) -> bool:
    return span.last - span.first == 1 and words[span.first].text in adjectives


def _adjectives() -> frozenset[str]:
    return frozenset(lexicon.load(ontology.load().folder).by_adjective)


def without_roles(document: LabelledDocument) -> LabelledDocument:
    """Without common nouns in capitals that a contract or a court uses like names: "Borrower", "Petitioner"."""
    marked = [
        [span for span in spans if not all(_is_role(word.text) for word in words[span.first : span.last])]
        for words, spans in zip(document.sentences, document.spans, strict=True)
    ]
    return LabelledDocument(document.sentences, marked)


def _is_role(word: str) -> bool:
    return is_common(word) or word.lower() in ("borrower", "lender", "borrowers", "lenders", "guarantor", "petitioner")


def without_titles(document: LabelledDocument) -> LabelledDocument:
    """Persons without "Mr" and "Prime Minister" before their names, as most sets have it; a post alone is no name."""
    marked = []
    for words, spans in zip(document.sentences, document.spans, strict=True):
        kept = []
        for span in spans:
            first = span.first
            if span.type.lower() == "person":
                titles = [place for place in range(first, span.last) if "title" in cues(words[place].text)]
                first = titles[-1] + 1 if titles else first
            if first < span.last and words[first].text[:1].isupper():
                kept.append(Labelled(first, span.last, span.type))
        marked.append(kept)
    return LabelledDocument(document.sentences, marked)


def hints() -> dict[str, list[str]]:
    """What the default lexicon says of names: their kind, and whether it takes more than the name to believe it."""
    terms = ontology.load()
    known = lexicon.load(terms.folder)
    found: dict[str, set[str]] = {}
    for name, keys in known.by_name.items():
        entry = known.entries[keys[0]]
        kind = terms.identity(entry.type) + ("?" if entry.cued else "") + ("/" + entry.type) * (entry.type == "Country")
        found.setdefault(name, set()).add(kind)
    for name in known.by_adjective:
        found.setdefault(name, set()).add("adjective")
    return {name: sorted(kinds) for name, kinds in found.items()}


@dataclass(frozen=True, slots=True)
class Result:
    """What one reading of a set that was not trained on gave."""

    set: str
    scores: Scores
    seconds: float
    size: int
    words_a_second: float


def measured(name: str, training: Set, target: Set, settings: Settings, progress: Callable[[str], None]) -> Result:
    """Train once, read once."""
    start = time.perf_counter()
    data = train(training, hints=hints(), settings=settings, progress=progress)
    trained = time.perf_counter()
    tagger = MentionTagger.load(data)
    found = [tagger.tag(document.sentences) for document in target]
    ended = time.perf_counter()
    words = sum(len(sentence) for document in target for sentence in document.sentences)
    return Result(name, scored(target, found), trained - start, len(data), words / (ended - trained))


def news(folder: Path, held_out: str, progress: Callable[[str], None]) -> Result:
    """Names in a set that was held out, after training on all the others."""
    table = types("name")
    sets = {name: renamed(name, documents, table) for name, documents in news_sets(folder).items()}
    training = [document for name, documents in sets.items() if name != held_out for document in thinned(documents)]
    return measured(held_out, training, sets[held_out], NEWS, progress)


def redocred(folder: Path, progress: Callable[[str], None]) -> Result:
    """Mentions of Re-DocRED's test file, none of whose articles is learned from."""
    training, test = (list(map(for_tagger, part)) for part in split(folder / "docred", held_out=False))
    return measured("redocred", training, test, REDOCRED, progress)


def main() -> None:
    """Measure, print a table or JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--only", choices=(*HELD_OUT, "redocred"))
    options = parser.parse_args()
    wanted = [options.only] if options.only else [*HELD_OUT, "redocred"]
    start = time.perf_counter()

    def progress(line: str) -> None:
        print(f"{time.perf_counter() - start:6.0f} s  {line}", file=sys.stderr, flush=True)

    results = [
        redocred(options.folder, progress) if name == "redocred" else news(options.folder, name, progress)
        for name in wanted
    ]
    if options.json:
        print(
            json.dumps({result.set: {**result.scores.as_json(), "bytes": result.size} for result in results}, indent=1)
        )
    else:
        print("\n".join(table_lines(results)))


def table_lines(results: Sequence[Result]) -> list[str]:
    """A table for people."""
    lines = ["set                  F1     P      R      untyped  ECE    words/s  trained in  a peer's F1"]
    for result in results:
        scores = result.scores
        peer, figure = PEERS["redocred" if result.set == "redocred" else "news"]
        lines.append(
            f"{result.set:20} {scores.f1:.3f}  {scores.precision:.3f}  {scores.recall:.3f}  {scores.untyped:.3f}    "
            f"{scores.ece:.3f}  {result.words_a_second:7.0f}  {result.seconds:6.0f} s    {figure:.3f} ({peer})"
        )
        lines += [f"  {kind:18} {f1:.3f}" for kind, f1 in scores.by_type.items()]
    held = [result.scores.f1 for result in results if result.set != "redocred"]
    if len(held) > 1:
        lines.append(f"mean of the sets held out: {sum(held) / len(held):.3f}")
    return lines


if __name__ == "__main__":
    main()
