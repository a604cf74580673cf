"""Who has a metric: its phrase's owner, what hangs on it, the subject of its clause, who says so, or the topic."""

from collections.abc import Iterable, Iterator

from kg.extract.chunks import NP, Word
from kg.extract.constituents import chunk_at, is_word
from kg.extract.metrics import SHARE, Metric, Metrics
from kg.extract.reading import Span
from kg.extract.rulebook import Rulebook
from kg.extract.status import Cues
from kg.extract.values import Value, frames_around
from kg.ontology import Ontology


class Holders:
    """Finds the thing that a measurement is about."""

    def __init__(self, ontology: Ontology, rulebook: Rulebook, cues: Cues, metrics: Metrics) -> None:
        self.ontology = ontology
        self.rules = rulebook.measuring
        self.placed = rulebook.parts("placed")
        self.cues = cues
        self.metrics = metrics

    def find(self, value: Value, metric: Metric, topic: Span | None) -> Span | None:
        """Who has the metric; None when nobody can be told."""
        words, where = metric
        business = is_business(words, self.rules.business)
        if where is not None:
            named = self._named(value, where)
            if named is not None:
                return named
            found = self._first(self._around(value, words, where), business)
            if found is not None:
                return found
        found = self._first(self._of_clauses(value, where), business) or self._speaker(value)
        if found is not None or topic is None:
            return found
        if value.span.kind == "money" and not business:
            return None  # a price is no company's
        ownerless = where is None or where.owner is None
        return topic if business or (ownerless and not self._unresolved(value, where)) else None

    def can_have(self, phrase: NP, business: bool = True) -> Span | None:
        """What of a phrase can have the metric.

        A pronoun stands for a thing rather than a company unless it is a company's metric.
        """
        ready = business or any(self._is_thing(span) for span in phrase.refs)
        things = () if ready else (span for span in phrase.others if self._is_thing(span))
        return next((span for span in (*things, *phrase.refs) if self._bears(span)), None)

    def _first(self, options: Iterable[NP], business: bool) -> Span | None:
        found = (self.can_have(option, business) for option in options)
        return next((span for span in found if span is not None), None)

    def _bears(self, span: Span) -> bool:
        if not span.type or self.ontology.identity(span.type) in ("person", "place"):
            return False
        return self.ontology.fits(self.rules.predicate, span.type, None)

    def _is_thing(self, span: Span) -> bool:
        identity = self.ontology.identity(span.type)
        return identity not in ("organization", "name") or self.ontology.is_a(span.type, *self.placed)

    def _never(self, span: Span) -> bool:
        return self.ontology.is_a(span.type, *self.rules.never)

    def _named(self, value: Value, where: NP) -> Span | None:
        """The name inside a metric's phrase: "the FALCON power limit"."""
        if where.owner is not None or where is value.phrase:
            return None
        spans = (unit.span for unit in value.units[where.first : where.last])
        names = [span for span in spans if span is not None and span.kind == "name" and span.type]
        names = [span for span in names if not span.adjective and not self._never(span)]
        return names[-1] if names else None

    def _around(self, value: Value, words: str, where: NP) -> list[NP]:
        """The phrases next to a metric's that may have it, the likeliest first."""
        options: list[NP] = []
        if where is value.phrase and where.refs and not self.metrics.words(value.units, where):
            options.append(where)
        if where.owner is not None:
            options.append(where.owner)
        if where.refs and where is not value.phrase and (words == SHARE or where.governed == "for"):
            options.append(where)
        share = words.split()[-1] in (SHARE, "stake")
        for preposition in ("for", "per", "at") if share else ("of", "for", "on", "per", "at"):
            options += where.post.get(preposition, ())
        return [*options, *self._with(value, where)]

    def _with(self, value: Value, where: NP) -> list[NP]:
        """What "with" may tie a metric to; behind a comma rather the thing that the clause is about."""
        apart = _behind_comma(value, where)
        subjects = (phrase for frame in frames_around(value.frames, where) if apart for phrase in frame.get("subj"))
        options = [phrase for phrase in subjects if any(map(self._is_thing, phrase.refs))]
        host = _with(value, where)
        while host is not None:
            if not any(map(self._never, host.refs)):
                options.append(host)
            host = None if apart else _above(value, host)
        return options

    def _of_clauses(self, value: Value, where: NP | None) -> Iterator[NP]:
        """The subjects of the clauses around a value, their owners, and for whom it is."""
        for frame in frames_around(value.frames, where or value.phrase):
            if frame.group is None:
                continue
            subjects = frame.get("subj") or frame.get("obj")
            if not (frame.lemma in self.rules.between and where in subjects):
                yield from (phrase for phrase in subjects if phrase is not where)
                owners = (phrase.owner for phrase in subjects if not phrase.refs)
                yield from (owner for owner in owners if owner is not None and owner is not where)
            yield from (phrase for phrase in frame.roles.get("for", ()) if phrase is not where)

    def _speaker(self, value: Value) -> Span | None:
        """The organization that says so."""
        for frame in value.frames:
            if frame.group is not None and frame.lemma in self.cues.words["attribution"]:
                for phrase in frame.get("subj"):
                    found = self.can_have(phrase)
                    if found is not None and self.ontology.identity(found.type) == "organization":
                        return found
        return None

    def _unresolved(self, value: Value, where: NP | None) -> bool:
        """Whether the clause has a subject of which nobody knows what it is."""
        innermost = frames_around(value.frames, where or value.phrase)[:1]
        subjects = [phrase for frame in innermost for phrase in frame.surface]
        return any(not phrase.refs and not phrase.pronoun and phrase is not where for phrase in subjects)


def is_business(metric: str, words: frozenset[str]) -> bool:
    """Whether a metric is one of a company as a whole, by its last word."""
    return metric.rpartition(" ")[2] in words


def _behind_comma(value: Value, phrase: NP) -> bool:
    """Whether a comma stands before the "with" that governs a phrase."""
    position = next((i for i, item in enumerate(value.chunks) if item is phrase), 0)
    return is_word(chunk_at(value.chunks, position - 1), "with") and is_word(chunk_at(value.chunks, position - 2), ",")


def _above(value: Value, phrase: NP) -> NP | None:
    """What a preposition hangs a phrase on: "a SITE in Linden with a capacity of"."""
    found = (item for item in value.chunks if isinstance(item, NP) and item.first < phrase.first)
    return next((item for item in found if phrase in item.post.get(phrase.governed, ())), None)


def _with(value: Value, phrase: NP) -> NP | None:
    """What "with" hangs a phrase on: "a machine with a peak performance of"; through lists."""
    chunks = value.chunks
    for position, item in enumerate(chunks):
        if isinstance(item, NP) and phrase in item.post.get("with", ()):
            return item
        if isinstance(item, Word) and item.low == "with" and position + 1 < len(chunks) and phrase.governed == "with":
            back = 2 if position > 1 and isinstance(chunks[position - 1], Word) else 1
            before = chunks[position - back] if position else None
            if isinstance(before, NP) and before.first < phrase.first:
                return before
    return None
