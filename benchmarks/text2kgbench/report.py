"""The figures as a table and as JSON."""

from collections.abc import Sequence
from typing import Any

from benchmarks.text2kgbench.metric import Figures, mean
from benchmarks.text2kgbench.scoring import Result

# On wikidata_tekgen. Source: the outputs that come with the benchmark, scored as here.
COMPARISON = (("Vicuna-13B", 0.35, 0.194), ("Alpaca-LoRA-13B", 0.27, 0.204))
_HEAD = ("ontology", "sentences", "official F1", "P", "R", "micro F1", "P", "R", "conform", "invented", "rewritten")


def average(results: Sequence[Result]) -> Figures:
    """Official figures and shares averaged over ontologies, as the benchmark does; triples counted over all."""
    every = [result.figures for result in results]
    return Figures(
        sentences=sum(each.sentences for each in every),
        official_precision=mean([each.official_precision for each in every]),
        official_recall=mean([each.official_recall for each in every]),
        official_f1=mean([each.official_f1 for each in every]),
        found=sum(each.found for each in every),
        predicted=sum(each.predicted for each in every),
        gold=sum(each.gold for each in every),
        conformance=mean([each.conformance for each in every]),
        invented=mean([each.invented for each in every]),
        rewritten=mean([each.rewritten for each in every]),
    )


def row(result: Result) -> str:
    """One line of the table."""
    return _line(result.name, result.figures)


def table(results: Sequence[Result], total: Figures) -> str:
    """All lines, the average and what to compare it with."""
    head = f"{_HEAD[0]:<24}" + "".join(f"{title:>12}" for title in _HEAD[1:])
    lines = [head, "-" * len(head), *(row(result) for result in results), "-" * len(head), _line("all", total), ""]
    lines.append("to compare, on wikidata_tekgen: official F1, micro F1")
    lines += [f"{name:<24}{official:>12.3f}{micro:>12.3f}" for name, official, micro in COMPARISON]
    return "\n".join(lines)


def as_json(results: Sequence[Result]) -> dict[str, Any]:
    """All figures by ontology, and over all."""
    return {
        "ontologies": {
            result.name: {"title": result.title, "training_sentences": result.training_sentences}
            | _numbers(result.figures)
            for result in results
        },
        "all": _numbers(average(results)),
        "comparison": {name: {"official_f1": official, "micro_f1": micro} for name, official, micro in COMPARISON},
    }


def _numbers(figures: Figures) -> dict[str, float]:
    shares = {
        "official_f1": figures.official_f1,
        "official_precision": figures.official_precision,
        "official_recall": figures.official_recall,
        "micro_f1": figures.f1,
        "micro_precision": figures.precision,
        "micro_recall": figures.recall,
        "ontology_conformance": figures.conformance,
        "invented_arguments": figures.invented,
        "rewritten_arguments": figures.rewritten,
    }
    numbers: dict[str, float] = {name: round(value, 4) for name, value in shares.items()}
    for name in ("sentences", "found", "predicted", "gold"):
        numbers[name] = getattr(figures, name)
    return numbers


def _line(name: str, figures: Figures) -> str:
    shares = (
        figures.official_f1,
        figures.official_precision,
        figures.official_recall,
        figures.f1,
        figures.precision,
        figures.recall,
        figures.conformance,
        figures.invented,
        figures.rewritten,
    )
    return f"{name:<24}{figures.sentences:>12}" + "".join(f"{share:>12.3f}" for share in shares)
