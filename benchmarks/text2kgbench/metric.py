"""How the benchmark judges triples, and the two figures it leaves out: micro F1, and what each argument stands on.

The official F1 drops predictions whose relation is not among the sentence's gold relations, so that over-generating
costs nothing; micro F1 counts every prediction. Source: Mihindukulasooriya et al. 2023, Text2KGBench, and its
`run_eval.py`, of which this follows the definitions.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_SPACE = re.compile(r"[_\s]+")


@dataclass(frozen=True, slots=True, order=True)
class Triple:
    """A subject, a relation and an object, as strings."""

    subject: str
    relation: str
    object: str


def folded(text: str) -> str:
    """The form in which strings are compared: no white space, no underscores, lower case."""
    return _SPACE.sub("", text).lower()


@dataclass(frozen=True, slots=True)
class Figures:
    """What a system reached on the test sentences of one ontology; shares are in [0, 1].

    Attributes:
        official_*: averaged over sentences, relations that are not gold in the sentence left out.
        found, predicted, gold: numbers of triples, for micro precision, recall and F1.
        conformance: the share of predictions whose relation is in the ontology; 1 without predictions.
        invented: the share of arguments that are neither words of the sentence nor a date or number of it rewritten.
        rewritten: the share of arguments that are not literally in the sentence: dates and numbers in normal form.
            The benchmark's script counts these as hallucinations, but for "01 January" before a year.
    """

    sentences: int
    official_precision: float
    official_recall: float
    official_f1: float
    found: int
    predicted: int
    gold: int
    conformance: float
    invented: float
    rewritten: float

    @property
    def precision(self) -> float:
        """Micro precision; 0 without predictions."""
        return self.found / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Micro recall; 0 without gold triples."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Micro F1."""
        return 2 * self.found / (self.predicted + self.gold) if self.found else 0.0


def official(gold: Iterable[Triple], predicted: Iterable[Triple]) -> tuple[float, float, float]:
    """Precision, recall and F1 of one sentence, as the benchmark has them: 0 where nothing is left to judge."""
    wanted = {_key(triple) for triple in gold}
    relations = {relation for _, relation, _ in wanted}
    given = {_key(triple) for triple in predicted if folded(triple.relation) in relations}
    right = len(wanted & given)
    if not right:
        return 0.0, 0.0, 0.0
    precision, recall = right / len(given), right / len(wanted)
    return precision, recall, 2 * precision * recall / (precision + recall)


def counts(gold: Iterable[Triple], predicted: Iterable[Triple]) -> tuple[int, int, int]:
    """How many triples of one sentence were found, predicted, and there to find."""
    wanted, given = {_key(triple) for triple in gold}, {_key(triple) for triple in predicted}
    return len(wanted & given), len(given), len(wanted)


def mean(values: Sequence[float]) -> float:
    """The average; 0 of nothing."""
    return sum(values) / len(values) if values else 0.0


def literal(argument: str, sentence: str) -> bool:
    """Whether an argument is literally in the sentence, as the benchmark tests it: a year may follow "01 January".

    The benchmark also stems both sides, which only makes more of them literal.
    """
    return folded(argument).replace("01january", "").strip('"') in folded(sentence)


def _key(triple: Triple) -> tuple[str, str, str]:
    return folded(triple.subject), folded(triple.relation), folded(triple.object)
