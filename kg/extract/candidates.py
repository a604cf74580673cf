"""Where names stand: entries of the lexicon, and runs of capitalised words, before anybody asks what they are.

Both are sought at every token, and the longer one wins, unless a name that the lexicon knows is a name of its own in
front of the rest: "Acme" in "Acme Fast Lane". Values come first: a date or a price is no name.
"""

from collections.abc import Iterator

from kg.extract.chinese.finder import Finder
from kg.extract.lexical import Lexical
from kg.extract.reading import Reading, Span, merged
from kg.extract.rulebook import Rulebook, load
from kg.extract.runs import INSTITUTIONAL, Runs, Scope, generation, proper_words
from kg.lexicon import Lexicon
from kg.ontology import Ontology
from kg.text import has_cjk


class Candidates:
    """Finds the names of a reading."""

    def __init__(self, lexicon: Lexicon, rulebook: Rulebook, ontology: Ontology) -> None:
        self.lexicon = lexicon
        self.rulebook = rulebook
        self.ontology = ontology
        self.lexical = Lexical(lexicon, rulebook, ontology)
        self.runs = Runs(lexicon, rulebook)
        rules = load(ontology, "zh")
        self.chinese = Finder(ontology, lexicon, rules, rulebook, self.latin) if rules.names else None

    def find(self, reading: Reading) -> None:
        """Add the candidates of every sentence to `reading.spans`; a bare number inside a name is no value."""
        proper = proper_words(reading)
        if self.chinese is not None:
            self.chinese.find(reading)
        for number, sentence in enumerate(reading.sentences):
            if number in reading.prepared:
                continue
            values = reading.spans[number]
            taken = {i: span for span in values for i in range(span.first, span.last) if span.kind != "number"}
            found = list(self._sentence(Scope(sentence, number, reading.document.text, taken, proper)))
            covered = {i for span in found for i in range(span.first, span.last)}
            kept = [span for span in values if not (_loose(span) and covered & set(range(span.first, span.last)))]
            reading.spans[number] = merged([*kept, *found])

    def shape(self, name: str) -> str | None:
        """The class that a name's own words decide: its ending, its lead, its last word."""
        rulebook = self.rulebook
        for ending, kind in rulebook.endings:
            if name.endswith(" " + ending):
                return kind
        words = name.split()
        if len(words) > 1:
            led = self._led(words)
            last_two = rulebook.heads.get(" ".join(words[-2:])) if len(words) > 2 else None
            return led or last_two or rulebook.heads.get(words[-1])
        if has_cjk(name):
            heads = (word for word in rulebook.heads if has_cjk(word) and name.endswith(word) and name != word)
            return next((rulebook.heads[word] for word in heads), None)
        return None

    def _led(self, words: list[str]) -> str | None:
        """The class of a lead: at the beginning, and, where it ends in "of" or "for", anywhere but at the end."""
        if self.rulebook.opening_words.isdisjoint(words):
            return None
        for lead, kind in self.rulebook.leads:
            starts = range(len(words) - len(lead)) if lead[-1] in INSTITUTIONAL else (0,)
            if any(tuple(words[start : start + len(lead)]) == lead for start in starts):
                return kind
        return None

    def _sentence(self, scope: Scope) -> Iterator[Span]:
        position = 0
        while position < len(scope.tokens):
            if position in scope.taken and not generation(scope.tokens, position):
                position = scope.taken[position].last
                continue
            chinese = has_cjk(scope.tokens[position].text)
            span = self.lexical.chinese(scope, position) if chinese else self.latin(scope, position)
            if span is None:
                position += 1
            else:
                yield span
                position = span.last

    def latin(self, scope: Scope, first: int) -> Span | None:
        """The name that begins at a token: the run, or what the lexicon knows at its head."""
        known = self.lexical.find(scope, first)
        last = self.runs.end(scope, first)
        if known is not None and known.last >= last:
            return self._extended(scope, known)
        if last == first:
            return known
        run = scope.span(first, last)
        if known is None:
            return run
        shape = self.shape(run.text)
        if shape is not None and not (known.adjective and not self._adjectival(known, run, shape)):
            return run
        if known.kind == "name" and self._splits(known, run):
            return self._extended(scope, known)
        return run

    def _adjectival(self, known: Span, run: Span, shape: str) -> bool:
        """Whether a name begins with an adjective: "Dutch Academy", and "Dutch Systems", where too little is left."""
        left = run.text[len(known.text) :].split()
        return shape in self.rulebook.parts("national") or all(word in self.rulebook.descriptors for word in left)

    def _splits(self, known: Span, run: Span) -> bool:
        """Whether a name of the lexicon at the head of a run is a name of its own: "Acme" in "Acme Fast Lane"."""
        if known.adjective or self.lexicon.by_name.get(run.text[len(known.text) :].strip()):
            return True
        entry = self.lexicon.entries[known.entries[0]]
        return not entry.cued and self.ontology.identity(entry.type) in ("organization", "model")

    def _extended(self, scope: Scope, span: Span) -> Span:
        """A product's name with the model that follows it: "Falcon" in "Falcon 6" is the line of another thing."""
        if span.kind != "name" or self.lexical.identity(span.entries[0]) != "model":
            return span
        last = span.last
        while last < len(scope.tokens) and self.runs.model(scope, last):
            last += 1
        if last == span.last:
            return span
        longer = scope.span(span.first, last)
        longer.rule = "line+model"
        return longer


def _loose(span: Span) -> bool:
    """Whether a value may turn out to be a part of a name: "Falcon 40"."""
    return span.kind in ("number", "range", "ordinal")
