"""Sentences with their candidates, and what training told: which strings were objects, how values are written."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from benchmarks.text2kgbench import gazetteers, spans, values
from benchmarks.text2kgbench.dataset import Example
from benchmarks.text2kgbench.metric import Triple, folded
from benchmarks.text2kgbench.spans import Sentence
from kg.extract.learned.pairs import Argument, Memory, View

_DATES = frozenset(("day", "month", "year"))
_USUAL = 0.05  # share of a relation's objects that a kind of value must have to be looked at


class Lexicon:
    """Which strings, and which last words, were objects of which relation, and of which subjects.

    A sentence is read without what its own subjects put there, so that training sees what a new sentence would.
    """

    def __init__(self, examples: Iterable[Example]) -> None:
        self._found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for example in examples:
            for triple in example.triples:
                text = _words(triple.object)
                if text and values.kind(triple.object) == "text":
                    for key in (text, _ending(text)):
                        self._found[key][triple.relation].add(triple.subject)

    def known(self, own: frozenset[str]) -> set[str]:
        """The entries that a subject other than these has."""
        return {key for key, found in self._found.items() if any(subjects - own for subjects in found.values())}

    def traits(self, text: str, own: frozenset[str]) -> tuple[str, ...]:
        """What an argument with this text has been elsewhere."""
        low = _words(text)
        result = []
        for name, key in (("lexicon", low), ("ending", _ending(low))):
            for relation, subjects in sorted(self._found.get(key, {}).items()):
                number = len(subjects - own)
                result += [f"{name} {relation}"] * (number > 0) + [f"{name} {relation} often"] * (number > 1)
            if result:
                result.append(name)
        return tuple(result)


class Forms:
    """How each relation's values are written, and of which kind they are."""

    def __init__(self, readings: Iterable["Reading"]) -> None:
        counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        kinds: dict[str, Counter[str]] = defaultdict(Counter)
        for reading in readings:
            for triple in reading.triples:
                gold = folded(triple.object)
                for text in sorted(set(reading.texts)):
                    kind = values.kind(text)
                    hits = [form for form, value in values.forms(text).items() if folded(value) == gold]
                    counts[triple.relation, kind].update(hits)
                    counts["", kind].update(hits)
                    kinds[triple.relation][kind] += bool(hits)
        self._forms = {key: max(sorted(found), key=found.__getitem__) for key, found in counts.items() if found}
        self._kinds = {relation: _usual(found) for relation, found in kinds.items()}

    def allows(self, relation: str, text: str) -> bool:
        """Whether the relation has values of this kind; text where training had none."""
        return values.kind(text) in self._kinds.get(relation, ("text",))

    def written(self, relation: str, text: str) -> str:
        """The text in the form that the relation's values have; as it is where training had none."""
        kind = values.kind(text)
        form = self._forms.get((relation, kind)) or self._forms.get(("", kind), "as is")
        return values.forms(text)[form]


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence with its candidates, `texts` being theirs, and its triples where they are known."""

    sentence: Sentence
    arguments: Sequence[Argument]
    texts: Sequence[str]
    view: View
    triples: tuple[Triple, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads sentences with what the training split told."""

    lexicon: Lexicon
    memory: Memory

    @classmethod
    def of(cls, examples: Sequence[Example]) -> "Reader":
        """A reader for the sentences of one ontology."""
        seen = [(example, spans.read(example.text).words.words) for example in examples]
        about = ((triple.subject, words) for example, words in seen for triple in example.triples)
        return cls(Lexicon(examples), Memory.of(about))

    def read(self, text: str, triples: tuple[Triple, ...] = ()) -> Reading:
        """The sentence; `triples` are what a training sentence is labelled with."""
        own = frozenset(triple.subject for triple in triples)
        sentence = spans.read(text)
        arguments, texts = [], []
        names = gazetteers.names(sentence.tokens)
        for argument in spans.candidates(sentence, self.lexicon.known(own), [(one.first, one.last) for one in names]):
            words = sentence.argument(argument)
            traits = (*self.lexicon.traits(words, own), *gazetteers.traits(words), *gazetteers.tagged(argument, names))
            arguments.append(replace(argument, traits=traits))
            texts.append(words)
        return Reading(sentence, arguments, texts, View(sentence.words, arguments, self.memory), triples)


def _words(text: str) -> str:
    return " ".join(text.replace("_", " ").strip('"').lower().split())


def _ending(text: str) -> str:
    """The key of a string's last word; no string of the sentence has it."""
    return f"... {text.split()[-1]}" if text.split() else ""


def _usual(found: Counter[str]) -> frozenset[str]:
    usual = {kind for kind, number in found.items() if number >= _USUAL * found.total()}
    return frozenset(usual | _DATES if usual & _DATES else usual)
