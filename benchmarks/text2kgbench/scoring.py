"""One ontology from training split to figures."""

from dataclasses import dataclass

from benchmarks.text2kgbench import spans, values
from benchmarks.text2kgbench.dataset import Example, Task
from benchmarks.text2kgbench.learning import train
from benchmarks.text2kgbench.metric import Figures, Triple, counts, folded, literal, mean, official
from benchmarks.text2kgbench.ontologies import convert


@dataclass(frozen=True, slots=True)
class Result:
    """The figures of one ontology."""

    name: str
    title: str
    training_sentences: int
    figures: Figures


def run(task: Task) -> Result:
    """Train on the training split, read the test sentences, compare with their ground truth."""
    system = train(task, convert(task))
    predicted = [system.predict(example.text) for example in task.test]
    return Result(task.name, task.title, len(task.train), figures(task, predicted))


def figures(task: Task, predicted: list[list[Triple]]) -> Figures:
    """The figures of predictions for the test sentences, in their order."""
    pairs = list(zip(task.test, predicted, strict=True))
    sentences = [official(example.triples, found) for example, found in pairs]
    judged = [counts(example.triples, triples) for example, triples in pairs]
    found, given, gold = (sum(part) for part in zip(*judged, strict=True))
    arguments = [(example, text) for example, triples in pairs for triple in triples for text in _ends(triple)]
    relations = {relation.label for relation in task.relations}
    every = [triple for _, triples in pairs for triple in triples]
    return Figures(
        sentences=len(pairs),
        official_precision=mean([precision for precision, _, _ in sentences]),
        official_recall=mean([recall for _, recall, _ in sentences]),
        official_f1=mean([f1 for _, _, f1 in sentences]),
        found=found,
        predicted=given,
        gold=gold,
        conformance=mean([float(triple.relation in relations) for triple in every]) if every else 1.0,
        invented=mean([float(_invented(example, text)) for example, text in arguments]),
        rewritten=mean([float(not literal(text, example.text)) for example, text in arguments]),
    )


def _ends(triple: Triple) -> tuple[str, str]:
    return triple.subject, triple.object


def _invented(example: Example, text: str) -> bool:
    """Whether a text is neither in the sentence nor a date or number of it in another form."""
    if literal(text, example.text):
        return False
    places = [*values.dates(example.text), *values.numbers(example.text)]
    written = (value for begin, end in places for value in values.forms(example.text[begin:end]).values())
    return all(folded(value) != folded(text) for value in written) and not _shortened(example.text, text)


def _shortened(sentence: str, name: str) -> bool:
    """Whether a name is one of the sentence that leaves out words in the middle: "Mara Veldt" of "Mara Elise Veldt"."""
    read = spans.read(sentence)
    return any(
        folded(read.argument(each)) == folded(name) for each in spans.candidates(read) if each.kind == spans.SHORT
    )
