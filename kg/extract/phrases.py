"""What a noun phrase stands for: its name, or, for "the company", "it", the thing last spoken of that fits.

Also names what has no name: "Acme's plant in Linden" is the Linden plant.
"""

from collections import Counter
from collections.abc import Sequence

from kg.extract.chunks import NP, VG, Chunk, Word
from kg.extract.classes import Classes
from kg.extract.discourse import Antecedents, Discourse
from kg.extract.groups import Groups
from kg.extract.naming import Naming
from kg.extract.reading import Reading, Span, Unit
from kg.extract.seats import Seats
from kg.extract.sightings import Sighting, Told, is_subject
from kg.extract.vocabulary import english


class Phrases:
    """Gives the noun phrases of a reading their `refs`, sentence by sentence."""

    def __init__(self, classes: Classes) -> None:
        self.classes = classes
        self.ontology = classes.ontology
        self.kinds = classes.rulebook.kinds
        self.naming = Naming(classes)
        self.antecedents = Antecedents(classes.ontology, classes.rulebook)
        self.groups = Groups(classes)

    def resolve(self, reading: Reading, chunks: Sequence[Sequence[Chunk]]) -> list[Span]:
        """Fill `refs` of every phrase; the spans made for phrases and pronouns, in order."""
        named = [span for span in reading.read_spans(prepared=False) if span.kind == "name" and span.type]
        organizations = (span.name for span in named if self.ontology.identity(span.type) == "organization")
        seats = Seats(self.classes.lexicon, self.ontology)
        discourse = Discourse(seats, counts=Counter(span.name for span in named), topic=next(organizations, ""))
        made: list[Span] = []
        for number, row in enumerate(chunks):
            for position, item in enumerate(row):
                if isinstance(item, NP):
                    made += self._read(Sighting(reading, number, item, row, position), discourse)
        for span in (*reading.all_spans(), *made):
            span.name = discourse.renamed.get(span.name, span.name)
        return made

    def _read(self, sighting: Sighting, discourse: Discourse) -> list[Span]:
        """Find what one phrase stands for, and remember it."""
        phrase = sighting.phrase
        subject = is_subject(sighting.row, sighting.position)
        made: list[Span] = []
        owner = phrase.owner
        if owner is not None and owner.pronoun and not owner.refs:
            owned = Sighting(sighting.reading, sighting.number, owner, sighting.row, sighting.position)
            made += self._pronoun(owned, discourse)
        made += self._phrase(sighting, discourse)
        discourse.seats.remember(sighting.units, phrase)
        for span in self._inside(sighting):
            discourse.told.append(Told(span.name, span.type, sighting.number, False, span.entries))
        for span in phrase.refs:
            if span.kind != "noun":
                discourse.told.append(Told(span.name, span.type, sighting.number, subject, span.entries))
        self.groups.remember(sighting, discourse)
        return made

    def _inside(self, sighting: Sighting) -> list[Span]:
        """The names in a phrase that are not what it stands for: "the ACME chairman"; places are named anyway."""
        names = (unit.span for unit in sighting.words if unit.is_name() and unit.span is not None)
        spoken = [span for span in names if span.kind == "name" and span.type and span not in sighting.phrase.refs]
        return [span for span in spoken if self.ontology.identity(span.type) not in ("place", "name")]

    def _phrase(self, sighting: Sighting, discourse: Discourse) -> list[Span]:
        """Fill the refs of a phrase; the spans made for it."""
        phrase = sighting.phrase
        if phrase.pronoun:
            return self._pronoun(sighting, discourse)
        several = self.groups.find(sighting, discourse)
        if several:
            phrase.refs = [sighting.span(told) for told in several]
            return phrase.refs
        named = self._names(sighting)
        again = self._definite_noun(sighting, discourse, named)
        made = sighting.span(again) if again is not None else self.naming.seat(sighting, named)
        if made is not None:
            return _take(phrase, made)
        if not named:
            return self._unnamed(sighting, discourse)
        phrase.refs = named
        self.antecedents.remember(discourse, named[0].name, sighting)
        compound = self.naming.compound(sighting, named[0])
        return _take(phrase, compound) if compound is not None else []

    def _unnamed(self, sighting: Sighting, discourse: Discourse) -> list[Span]:
        """Fill the refs of a phrase without a name."""
        phrase = sighting.phrase
        version = self.naming.version(sighting)
        if version is not None:
            return _take(phrase, version)
        noun = self._kind_noun(sighting)
        if noun is None or phrase.value is not None:
            return []
        kind = self.kinds[noun]
        beside = (
            self._apposed(sighting, discourse, kind)
            or self._called(sighting, discourse, kind)
            or self._apposing(sighting, discourse, kind)
            or self._predicated(sighting, kind)
            or self._named_behind(sighting, kind)
        )
        if beside is not None:
            phrase.refs = [beside]
            return []
        made = self.naming.place(sighting, noun, kind)
        if made is None:
            told = self._taken_up(sighting, discourse, kind)
            made = sighting.span(told) if told is not None else self.naming.description(sighting, kind)
        return _take(phrase, made) if made is not None else []

    def _taken_up(self, sighting: Sighting, discourse: Discourse, kind: str) -> Told | None:
        """The thing told of before that a phrase headed by a noun for `kind` means."""
        singular = sighting.head.tag == "NN"
        if singular and sighting.opening.low in ("a", "an"):
            told = self.antecedents.again(discourse, kind, sighting.head.low)
            if told is not None:
                return told
        if sighting.opening.low not in english("definite_words"):
            return None
        if singular and any(unit.low in english("contrast_words") for unit in sighting.modifiers):
            told = self.antecedents.other(discourse, kind)
            if told is not None:
                return told
        if sighting.plural or _elsewhere(sighting) or self._somebodys(sighting, kind):
            return None
        return self.antecedents.latest(discourse, kind, sighting)

    def _somebodys(self, sighting: Sighting, kind: str) -> bool:
        """Whether a phrase is about somebody's person, who is not the person told of: "its first chief scientist"."""
        return self.ontology.identity(kind) == "person" and sighting.opening.tag == "PRP$"

    def _pronoun(self, sighting: Sighting, discourse: Discourse) -> list[Span]:
        """Fill the refs and others of a pronoun."""
        phrase = sighting.phrase
        options = self.antecedents.pronoun(discourse, phrase.pronoun, sighting.number)
        if not options:
            return []
        word = NP(phrase.first, phrase.first + 1, phrase.first)
        alone = Sighting(sighting.reading, sighting.number, word, sighting.row, sighting.position)
        spans = [alone.named(told.name, told.type, "pronoun") for told in options]
        for span, told in zip(spans, options, strict=True):
            span.kind, span.entries = "pronoun", told.entries
        phrase.refs = spans[:1]
        phrase.others += spans[1:]
        return spans[:1]

    def _definite_noun(self, sighting: Sighting, discourse: Discourse, named: Sequence[Span]) -> Told | None:
        """The thing behind "the chip" or "its new machine", although the lexicon has the noun too."""
        if len(named) != 1 or named[0].kind != "noun" or sighting.head.text.endswith("s"):
            return None
        if sighting.opening.low not in english("definite_words") or _elsewhere(sighting):
            return None
        noun = self._kind_noun(sighting)
        if noun is None or any(unit.span is not None for unit in sighting.modifiers):
            return None
        told = self.antecedents.latest(discourse, self.kinds[noun], sighting)
        return told if told is not None and told.name in discourse.counts else None

    def _names(self, sighting: Sighting) -> list[Span]:
        """The name or category that a phrase with one stands for: a model before its kind, else the last."""
        spans = [unit.span for unit in sighting.words if unit.is_name() and unit.span is not None]
        spans = [span for span in spans if span.type and not span.adjective]
        last = sighting.head.span
        if spans and last is not None and last.kind == "name" and last.type:
            return [last]
        proper = [span for span in spans if span.kind == "name"]
        if proper and self._kind_behind(proper[-1], sighting):
            return [proper[-1]]
        return [last] if spans and last is not None and last.kind == "noun" else []

    def _kind_behind(self, span: Span, sighting: Sighting) -> bool:
        """Whether what follows a name in its phrase only says what it is: "Falcon machine", "K40 accelerators"."""
        index = next(i for i, unit in enumerate(sighting.words) if unit.span is span)
        rest = sighting.words[index + 1 :]
        identity = self.ontology.identity(span.type)
        if identity == "name":
            return len(rest) <= 2 and all(unit.span is None for unit in rest)
        for size in range(len(rest), 0, -1):
            noun = self.classes.as_kind(rest[-size:])
            if noun is not None:
                kind = self.kinds[noun]
                related = self.ontology.is_a(span.type, kind) or self.ontology.is_a(kind, span.type)
                return related or (identity == "model" and self.ontology.identity(kind) == "model")
        return identity == "model" and any(self._is_category(unit) for unit in rest)

    def _is_category(self, unit: Unit) -> bool:
        span = unit.span
        return span is not None and span.kind == "noun" and self.ontology.identity(span.type) == "name"

    def _kind_noun(self, sighting: Sighting) -> str | None:
        """The kind noun that heads a phrase, singular."""
        return self.classes.nouns.heading((*sighting.modifiers, sighting.head))

    def _apposed(self, sighting: Sighting, discourse: Discourse, kind: str) -> Span | None:
        """The name that ", a data center in Linden" only explains."""
        row, position, phrase = sighting.row, sighting.position, sighting.phrase
        if phrase.owner is not None and position > 3 and row[position - 2] is phrase.owner:
            position -= 2
        if position < 2:
            return None
        mark, name = row[position - 1], row[position - 2]
        if not (isinstance(mark, Word) and mark.low in (",", "(") and isinstance(name, NP)):
            return None
        if sighting.opening.low not in ("a", "an", "the", "its", "another") and phrase.owner is None:
            return None
        fitting = (span for span in name.refs if span.kind == "name" and self.antecedents.fits(span.type, kind))
        found = next(fitting, None)
        if found is not None:
            self.antecedents.remember(discourse, found.name, sighting)
        return found

    def _apposing(self, sighting: Sighting, discourse: Discourse, kind: str) -> Span | None:
        """The name that explains a phrase from behind, between commas: "its cloud arm, Acme Cloud, is growing"."""
        row, position = sighting.row, sighting.position
        after = row[position + 2] if position + 2 < len(row) else None
        comma = row[position + 1] if after is not None else None
        if not (isinstance(comma, Word) and comma.low == "," and isinstance(after, NP)) or sighting.plural:
            return None
        end = row[position + 3] if position + 3 < len(row) else None
        closed = end is None or (isinstance(end, Word) and end.low in (",", ".", ";", ")"))
        if not closed or sighting.opening.low not in english("definite_words") or _listed(row, position + 3):
            return None
        names = self._names(Sighting(sighting.reading, sighting.number, after, row, position + 2))
        fitting = (span for span in names if span.kind == "name" and self.antecedents.fits(span.type, kind))
        found = next(fitting, None)
        if found is not None:
            self.antecedents.remember(discourse, found.name, sighting)
        return found

    def _predicated(self, sighting: Sighting, kind: str) -> Span | None:
        """What "is" says that a phrase is: "it is the largest plant in Linden"."""
        row, position = sighting.row, sighting.position
        verb, subject = (row[position - 1], row[position - 2]) if position > 1 else (None, None)
        if not isinstance(verb, VG) or verb.lemma not in ("be", "become", "remain") or verb.negated:
            return None
        if not isinstance(subject, NP) or subject.governed:
            return None
        fitting = (span for span in (*subject.refs, *subject.others) if self.antecedents.fits(span.type, kind))
        found = next(fitting, None)
        if found is not None and subject.pronoun:
            subject.refs = [found]  # what "it" is decides what it stands for
        return found

    def _named_behind(self, sighting: Sighting, kind: str) -> Span | None:
        """The place in "the city of Linden"."""
        if self.ontology.identity(kind) != "place":
            return None
        behind = sighting.phrase.post.get("of", ())
        spans = [unit.span for target in behind for unit in sighting.units[target.first : target.last]]
        fitting = (span for span in spans if span is not None and span.kind == "name" and not span.adjective)
        return next((span for span in fitting if self.antecedents.fits(span.type, kind)), None)

    def _called(self, sighting: Sighting, discourse: Discourse, kind: str) -> Span | None:
        """The name in "a machine called Falcon"; a thing that was told of without a name gets it too."""
        called = self._name_given(sighting)
        if called is None or self.ontology.root(called.type) != self.ontology.root(kind):
            return None
        if sighting.opening.low in english("definite_words"):
            earlier = self.antecedents.latest(discourse, kind, sighting)
            if earlier is not None and earlier.name not in discourse.counts:
                discourse.renamed[earlier.name] = called.name
        return called

    def _name_given(self, sighting: Sighting) -> Span | None:
        """The name behind "called" right behind a phrase: "the site, which will be named Campus X"."""
        row = sighting.row
        for index in range(sighting.position + 1, min(sighting.position + 6, len(row))):
            item = row[index]
            if isinstance(item, Word) and item.low in (",", "which", "that", "to", "as"):
                continue
            behind = index + 2 if isinstance(item, VG) and item.lemma == "know" else index + 1  # "known AS Falcon"
            after = row[behind] if behind < len(row) else None
            names_it = isinstance(item, VG) and item.lemma in (*english("naming_verbs"), "know")
            if not names_it or not isinstance(after, NP):
                return None
            names = self._names(Sighting(sighting.reading, sighting.number, after, row, behind))
            return names[0] if names else None
        return None


def _listed(row: Sequence[Chunk], position: int) -> bool:
    """Whether a list goes on behind a position: a comma, a phrase, and "and"."""
    following = row[position : position + 3]
    return any(isinstance(item, Word) and item.low in ("and", "or") for item in following)


def _take(phrase: NP, span: Span) -> list[Span]:
    """Let a phrase stand for a span made for it."""
    phrase.refs = [span]
    return [span]


def _elsewhere(sighting: Sighting) -> bool:
    """Whether a phrase says that it means another thing than the one before."""
    return any(unit.low in english("elsewhere_words") for unit in sighting.modifiers)
