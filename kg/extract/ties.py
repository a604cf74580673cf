"""Votes that names cast for each other: in one list, of one line, with one surname, a university and its town."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kg.extract.models import line_of, model_shape, numbered, predecessor_of
from kg.extract.reading import Reading, Unit
from kg.extract.rulebook import Rulebook
from kg.extract.vocabulary import chinese_surnames
from kg.extract.votes import KIND, LEXICON, LIST, MODEL, Votes
from kg.lexicon import Lexicon
from kg.ontology import Ontology
from kg.text import has_cjk


class Ties:
    """Spreads the votes of an article; `full` is always the map from a name as written to its full form."""

    def __init__(self, lexicon: Lexicon, rulebook: Rulebook, ontology: Ontology) -> None:
        self.lexicon = lexicon
        self.rulebook = rulebook
        self.ontology = ontology
        self.line = rulebook.part("line")
        self.model = rulebook.part("model")
        self.person = rulebook.part("person")
        self.placed = rulebook.parts("placed")

    def spread(self, readings: Sequence[Reading], full: dict[str, str], votes: Votes) -> None:
        """Add the votes that names have for each other; a lone surname becomes the short form of a person in `full`."""
        self._seats(full, votes)
        self._surnames(readings, full, votes)
        for reading in readings:
            self._lists(reading, full, votes)
        self._siblings(full, votes)

    def nameless(self, kind: str) -> bool:
        """Whether things of a class have no numbers in their names: persons, organizations, places but sites."""
        bare = self.ontology.identity(kind) in ("organization", "person", "place")
        return bare and not self.ontology.is_a(kind, *self.placed)

    def _seats(self, full: dict[str, str], votes: Votes) -> None:
        """What an institution is called after is a place: "Linden" beside "University of Linden"."""
        place = self.rulebook.part("place")
        for name in sorted(set(full.values())) if place else ():
            words = name.split()
            for lead, _ in self.rulebook.leads if words[0] in self.rulebook.opening_words else ():
                seat = " ".join(words[len(lead) :])
                if tuple(words[: len(lead)]) == lead and lead[-1] == "of" and seat in full:
                    votes.add(full[seat], place, LIST)

    def _surnames(self, readings: Sequence[Reading], full: dict[str, str], votes: Votes) -> None:
        """Tie a lone surname to the one person of the article who bears it."""
        if not self.person:
            return
        persons = [name for name in votes if " " in name and votes.best(name) == self.person]
        weak = [name for name in votes if " " in name and votes.strongest(name) < KIND]
        open_to = ("", self.person, self.rulebook.part("organization"))
        named, hinted = _Bearers(persons), _Bearers(weak)
        shorts: dict[str, list[str]] = defaultdict(list)
        for short, target in full.items():
            shorts[target].append(short)
        known = self._known(readings)
        for name in votes:
            if " " in name or has_cjk(name) or full[name] != name:
                continue
            bearers = named.of(name) or (hinted.of(name) if votes.best(name) == self.person else [])
            if len(bearers) == 1 and votes.best(name) in open_to and name not in known:
                votes.move(name, bearers[0])
                full.update(dict.fromkeys(shorts[name], bearers[0]))

    def _known(self, readings: Sequence[Reading]) -> set[str]:
        """The names that the lexicon has for sure."""
        return {
            span.text
            for reading in readings
            for span in reading.all_spans()
            if span.entries and not self.lexicon.entries[span.entries[0]].cued
        }

    def _lists(self, reading: Reading, full: dict[str, str], votes: Votes) -> None:
        """Names in one list are of one class: those that nobody knows follow those that are known."""
        for group in (group for units in reading.units for group in enumerations(units)):
            names = [full[unit.span.text] for unit in group if unit.span is not None and unit.span.text in full]
            known = {kind for kind in map(votes.best, names) if kind}
            if len(known) != 1:
                continue
            (kind,) = known
            for name in names:
                if not votes.best(name) and not (numbered(name) and self.nameless(kind)):
                    votes.add(name, kind, LIST)

    def _siblings(self, full: dict[str, str], votes: Votes) -> None:
        """Models of one line are of one class; the line itself is a line where the article names it."""
        families: dict[str, list[str]] = defaultdict(list)
        shapes: dict[str, list[str]] = defaultdict(list)
        successors: dict[str, list[str]] = defaultdict(list)
        for name in sorted(set(full.values())):
            if line_of(name):
                families[line_of(name)].append(name)
            elif predecessor_of(name) in full:
                successors[predecessor_of(name)].append(name)
            if numbered(name):
                shapes[model_shape(name.split()[-1])].append(name)
        followed = [[full[stem], *names] for stem, names in successors.items()]
        for names in [*families.values(), *shapes.values(), *followed]:
            self._share(names, votes)
        for stem, names in families.items():
            if stem in full:
                self._line(stem, names, votes)

    def _line(self, stem: str, names: Sequence[str], votes: Votes) -> None:
        """Votes between a line and its models."""
        product = any(self.ontology.identity(votes.best(name)) == "model" for name in names)
        if self.line and votes.best(stem) == self.line:
            for name in names:
                if not votes.best(name):
                    votes.add(name, self.model, LIST)
        if product and self.line in self.ontology.classes and votes.strongest(stem) < LEXICON:
            votes.add(stem, self.line, LEXICON)

    def _share(self, names: Sequence[str], votes: Votes) -> None:
        """Give names that look alike the class that most of them have."""
        tally = Counter(kind for kind in map(votes.best, names) if kind and kind != self.model)
        if tally:
            kind = min(tally, key=lambda kind: (-tally[kind], kind))
            for name in names:
                if votes.best(name) in ("", self.model):
                    votes.add(name, kind, LIST + MODEL)


class _Bearers:
    """Persons by their surname; it stands first in Chinese names."""

    def __init__(self, persons: Iterable[str]) -> None:
        self._by_last: dict[str, list[str]] = defaultdict(list)
        self._by_first: dict[str, list[str]] = defaultdict(list)
        for person in persons:
            words = person.split()
            self._by_last[words[-1]].append(person)
            self._by_first[words[0]].append(person)

    def of(self, surname: str) -> list[str]:
        """The persons with a surname."""
        found = self._by_last.get(surname, [])
        return found if found or surname not in chinese_surnames() else self._by_first.get(surname, [])


def enumerations(units: Sequence[Unit]) -> Iterator[list[Unit]]:
    """Groups of names joined by commas, "and", "or"; at least two."""
    group: list[Unit] = []
    expecting = joined = False
    for unit in units:
        if unit.span is not None and unit.span.kind == "name" and not unit.span.adjective:
            if not expecting:
                if len(group) > 1 and joined:
                    yield group
                group, joined = [], False
            group.append(unit)
            expecting = False
        elif group and unit.low in ("and", "or", "&"):
            expecting = joined = True
        elif group and (unit.low in (",", "、") or (expecting and unit.low in ("the", "both"))):
            expecting = True
        else:
            if len(group) > 1 and joined:
                yield group
            group, expecting, joined = [], False, False
    if len(group) > 1 and joined:
        yield group
