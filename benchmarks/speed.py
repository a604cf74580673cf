"""How many articles of 500 words kg builds in a second, in one process, and where the time goes.

    python -m benchmarks.speed [--articles N] [--extractors names,rules,relations] [--peer nltk|spacy] [--json]

The articles are written by `benchmarks.news_prose`. A peer reads the same texts in the same run, as machines differ: it
finds names and their classes, which is the beginning of what kg does. Peers are not installed with kg. All times are
those of the processor, not of the clock, so that other work on the machine changes little.
"""

import argparse
import importlib
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks import news_prose
from kg import build
from kg.errors import KgError, UsageError

STAGES = {"reading": "read", "extracting": "extract", "resolving": "resolve", "writing": "write"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures, as a table or as JSON; 2 for misuse."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=200, help="how many (200)")
    parser.add_argument("--extractors", default="names,rules,relations", help="names, with commas (all)")
    parser.add_argument("--peer", choices=sorted(PEERS), help="a library to compare with, if it is installed")
    parser.add_argument("--json", action="store_true", help="for programs")
    chosen = parser.parse_args(arguments)
    texts = list(news_prose.articles(max(chosen.articles, 1)))
    try:
        figures = measured(texts, tuple(chosen.extractors.split(",")))
        if chosen.peer:
            figures |= compared(texts, chosen.peer, figures["extract"])
    except KgError as error:
        print(f"benchmarks.speed: {error}", file=sys.stderr)
        return 2
    print(json.dumps(figures, indent=1) if chosen.json else table(figures))
    return 0


def measured(texts: Sequence[str], extractors: tuple[str, ...]) -> dict[str, float]:
    """Articles a second of each stage, of the build without its start and with it, and the peak memory in MB."""
    begun = time.process_time()
    marks: list[tuple[str, float]] = []

    def mark(message: str) -> None:
        word = message.split()[0]
        if word in STAGES:
            marks.append((STAGES[word], time.process_time()))

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "articles"
        source.mkdir()
        for number, text in enumerate(texts):
            (source / f"{number:06}.txt").write_text(text, encoding="utf-8")
        begun = time.process_time()
        build.build([source], Path(folder) / "out", build.Options(extractors=extractors), mark)
    ended = time.process_time()
    ends = [moment for _, moment in marks[1:]] + [ended]
    number = len(texts)
    return {
        "articles": number,
        "words": sum(len(text.split()) for text in texts),
        "start": round(marks[0][1] - begun, 2),
        **{name: round(number / (end - start), 1) for (name, start), end in zip(marks, ends, strict=True)},
        "build": round(number / (ended - marks[0][1]), 1),
        "build with start": round(number / (ended - begun), 1),
        "peak memory": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def compared(texts: Sequence[str], peer: str, ours: float) -> dict[str, float]:
    """Articles a second of a peer, and how many times as many kg reads for names and relations. Raises UsageError."""
    try:
        read = PEERS[peer]()
    except (ImportError, LookupError, OSError) as error:
        raise UsageError(
            f"the peer {peer} cannot run here ({str(error).strip().splitlines()[0]}); {HELP[peer]}"
        ) from error
    begun = time.process_time()
    for text in texts:
        read(text)
    theirs = len(texts) / (time.process_time() - begun)
    return {peer: round(theirs, 1), f"kg / {peer}": round(ours / theirs, 2)}


def _nltk() -> Callable[[str], object]:
    """NLTK's own pipeline: sentences, words, parts of speech, names."""
    nltk = importlib.import_module("nltk")

    def read(text: str) -> object:
        rows = [nltk.pos_tag(nltk.word_tokenize(sentence)) for sentence in nltk.sent_tokenize(text)]
        return list(nltk.ne_chunk_sents(rows))

    read("Ada Smith works in Oslo.")
    return read


def _spacy() -> Callable[[str], object]:
    """SpaCy's small English model for a CPU, its parts that names need."""
    spacy = importlib.import_module("spacy")

    reader: Callable[[str], object] = spacy.load("en_core_web_sm", exclude=["parser", "lemmatizer", "attribute_ruler"])
    return reader


PEERS: Mapping[str, Callable[[], Callable[[str], object]]] = {"nltk": _nltk, "spacy": _spacy}
HELP = {
    "nltk": "pip install nltk, then: python -m nltk.downloader punkt_tab averaged_perceptron_tagger_eng "
    "maxent_ne_chunker_tab words",
    "spacy": "pip install spacy, then: python -m spacy download en_core_web_sm",
}


def table(figures: Mapping[str, float]) -> str:
    """The figures as lines: what, and how much."""
    units = {"articles": "", "words": "", "start": " s", "peak memory": " MB"}
    rows = []
    for name, figure in figures.items():
        unit = units.get(name, " times" if "/" in name else " articles a second")
        rows.append(f"{name:<18}{figure:>10,}{unit}")
    return "\n".join(rows)


if __name__ == "__main__":
    sys.exit(main())
