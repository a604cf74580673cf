"""What a noun phrase stands for: its name, or, for "the company", "its rival", "it", the thing last spoken of that fits.

Also names what has no name: "Acme's plant in Kulim" is the Kulim plant.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.extract.chunks import NP, VG, Chunk, Word
from kg.extract.classes import Classes
from kg.extract.reading import Reading, Span, Unit

_DEFINITE = {"the", "this", "that", "these", "both", "its", "their", "his", "her"}
_FAR = 4  # sentences back that a phrase may reach for something that was no subject
_ELSEWHERE = {
    "another",
    "other",
    "rival",
    "second",
    "third",
    "separate",
    "similar",
    "next",
    "former",
    "previous",
    "larger",
    "older",
    "smaller",
    "competing",
}
_VAGUE = {
    "new",
    "own",
    "single",
    "same",
    "large",
    "small",
    "big",
    "whole",
    "main",
    "such",
    "similar",
    "good",
    "modern",
    "central",
    "key",
    "major",
    "first",
    "second",
}


@dataclass(slots=True, eq=False)
class Told:
    """One time that the article spoke of a thing."""

    name: str
    type: str
    sentence: int
    order: int
    subject: bool
    entries: tuple[str, ...] = ()


@dataclass(slots=True, eq=False)
class Discourse:
    """What the article has spoken of so far, the latest last.

    Attributes:
        told: every mention, in order.
        counts: how often each name stands in the whole article.
        renamed: name made from a phrase -> the name that the article gives the thing later.
        nouns: common nouns that the article used of each name.
        topic: what the headline names first.
    """

    told: list[Told] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    renamed: dict[str, str] = field(default_factory=dict)
    nouns: dict[str, set[str]] = field(default_factory=dict)
    topic: str = ""


class Phrases:
    """Gives the noun phrases of a reading their `refs`, sentence by sentence."""

    def __init__(self, classes: Classes) -> None:
        self.classes = classes
        self.ontology = classes.ontology
        names = classes.rulebook.names
        self.placed: tuple[str, ...] = tuple(names.get("placed", ()))
        self.synonyms: list[list[str]] = names.get("synonyms", [])
        self.seated: tuple[str, ...] = tuple(names.get("seated", ()))
        self.described: tuple[str, ...] = tuple(names.get("described", ()))
        self.person: str = names.get("person", "")
        self.organization: str = self.ontology.root(names.get("organization", "")) if names.get("organization") else ""

    def resolve(self, reading: Reading, chunks: Sequence[Sequence[Chunk]]) -> list[Span]:
        """Fill `refs` of every phrase; the spans made for phrases and pronouns, in order."""
        discourse = Discourse(
            counts=Counter(span.name for span in reading.all_spans() if span.kind == "name" and span.type)
        )
        discourse.topic = next(
            (
                span.name
                for span in reading.all_spans()
                if span.kind == "name" and span.type and self.ontology.identity(span.type) == "organization"
            ),
            "",
        )
        made: list[Span] = []
        for number, row in enumerate(chunks):
            units = reading.units[number]
            for position, item in enumerate(row):
                if not isinstance(item, NP):
                    continue
                subject = _subject(row, position)
                if item.owner is not None and item.owner.pronoun and not item.owner.refs:
                    made += self._pronoun(reading, item.owner, number, discourse, units)
                made += self._phrase(reading, item, row, position, number, discourse)
                for span in item.refs:
                    if span.kind != "noun":
                        discourse.told.append(
                            Told(span.name, span.type, number, len(discourse.told), subject, span.entries)
                        )
        for span in (*reading.all_spans(), *made):
            span.name = discourse.renamed.get(span.name, span.name)
        return made

    def _phrase(
        self, reading: Reading, phrase: NP, row: Sequence[Chunk], position: int, number: int, discourse: Discourse
    ) -> list[Span]:
        units = reading.units[number]
        if phrase.pronoun:
            return self._pronoun(reading, phrase, number, discourse, units)
        pair = self._pair(reading, phrase, units, number, discourse)
        if pair:
            phrase.refs = pair
            return pair
        named = self.names(phrase, units)
        again = self._definite_noun(phrase, units, number, discourse, named)
        if again is not None:
            span = self._span(reading, phrase, units, number, again)
            phrase.refs = [span]
            return [span]
        market = self._wider(reading, phrase, units, number, named)
        if market is not None:
            phrase.refs = [market]
            return [market]
        if named:
            phrase.refs = named
            self._remember(discourse, named[0].name, phrase, units)
            compound = self._compound(reading, phrase, units, number, named[0])
            if compound is not None:
                phrase.refs = [compound]
                return [compound]
            return []
        versioned = self._versioned(reading, phrase, units, number)
        if versioned is not None:
            phrase.refs = [versioned]
            return [versioned]
        if phrase.value is not None:
            return []
        noun = self.kind_noun(phrase, units)
        if noun is None:
            return []
        kind = self.classes.rulebook.kinds[noun]
        named_before = self._apposed_name(row, position, units, kind)
        if named_before is not None:
            phrase.refs = [named_before]
            self._remember(discourse, named_before.name, phrase, units)
            return []
        called = self._called(row, position, units)
        if called is not None and self.ontology.root(called.type) == self.ontology.root(kind):
            phrase.refs = [called]
            earlier = (
                self._told(discourse, kind, number, phrase, units) if units[phrase.first].low in _DEFINITE else None
            )
            if earlier is not None and earlier.name not in discourse.counts:
                discourse.renamed[earlier.name] = called.name
            return []
        placed = self._placed(reading, phrase, units, number, noun, kind, row, position)
        if placed is not None:
            phrase.refs = [placed]
            return [placed]
        if units[phrase.first].low in ("a", "an") and units[phrase.head].tag == "NN":
            told = self._again(discourse, kind, units[phrase.head].low)
            if told is not None:
                span = self._span(reading, phrase, units, number, told)
                phrase.refs = [span]
                return [span]
        compared = any(
            unit.low in ("older", "other", "smaller", "second", "earlier", "former", "old")
            for unit in units[phrase.first : phrase.head]
        )
        if units[phrase.first].low in _DEFINITE and compared and units[phrase.head].tag == "NN":
            told = self._other(discourse, kind)
            if told is not None:
                span = self._span(reading, phrase, units, number, told)
                phrase.refs = [span]
                return [span]
        if units[phrase.first].low in _DEFINITE and not self._elsewhere(phrase, units):
            plural = units[phrase.head].tag == "NNS"
            told = None if plural else self._told(discourse, kind, number, phrase, units)
            if told is not None:
                span = self._span(reading, phrase, units, number, told)
                phrase.refs = [span]
                return [span]
        described = self._described(reading, phrase, units, number, noun, kind)
        if described is not None:
            phrase.refs = [described]
            return [described]
        return []

    def _wider(
        self, reading: Reading, phrase: NP, units: Sequence[Unit], number: int, named: list[Span]
    ) -> Span | None:
        """A thing named by what is measured or governed: "China's AI server market", "the Hungarian government"."""
        noun = self.kind_noun(phrase, units)
        kind = (
            named[0].type
            if named and named[0].kind == "noun"
            else self.classes.rulebook.kinds[noun]
            if noun and not named
            else ""
        )
        if not kind or not self.ontology.is_a(kind, *self.seated) or units[phrase.head].tag == "NNS":
            return None
        words = [
            unit
            for unit in units[phrase.first : phrase.head]
            if unit.tag not in ("DT", "PRP$", "PDT", "CD") and unit.low not in _VAGUE
        ]
        owner = (
            next((ref.name for ref in phrase.owner.refs if self._is_place(ref)), "") if phrase.owner is not None else ""
        )
        placed = owner or any(
            unit.span is not None and unit.span.kind == "name" and self._is_place(unit.span) for unit in words
        )
        if not placed and (not words or self.ontology.identity(kind) != "name" or len(words) < 2):
            return None
        span = self._lettered(reading, phrase, units, number, kind, "seated")
        words = [unit for unit in words if unit.low not in ("whole", "local")]
        span.name = " ".join(([owner] if owner else []) + [unit.text for unit in [*words, units[phrase.head]]])
        return span

    def _definite_noun(
        self, phrase: NP, units: Sequence[Unit], number: int, discourse: Discourse, named: list[Span]
    ) -> Told | None:
        """The thing behind "the chip" or "its new supercomputer", although the lexicon has the noun too."""
        if (
            len(named) != 1
            or named[0].kind != "noun"
            or units[phrase.first].low not in _DEFINITE
            or units[phrase.head].text.endswith("s")
        ):
            return None
        noun = self.kind_noun(phrase, units)
        if (
            noun is None
            or self._elsewhere(phrase, units)
            or sum(1 for unit in units[phrase.first : phrase.head] if unit.span is not None)
        ):
            return None
        kind = self.classes.rulebook.kinds[noun]
        told = self._told(discourse, kind, number, phrase, units)
        return told if told is not None and told.name in discourse.counts else None

    def _pair(
        self, reading: Reading, phrase: NP, units: Sequence[Unit], number: int, discourse: Discourse
    ) -> list[Span]:
        """The two things behind "both", or one of them for "the former" and "the latter"."""
        words = " ".join(unit.low for unit in units[phrase.first : phrase.last] if unit.span is None)
        which = {
            "both": (0, 1),
            "the two": (0, 1),
            "the former": (0,),
            "former": (0,),
            "the latter": (1,),
            "latter": (1,),
        }.get(words)
        if which is None:
            return []
        found: list[Told] = []
        for told in reversed(discourse.told):
            if number - told.sentence > 2 or len(found) == 2:
                break
            if told.name in discourse.counts and all(told.name != other.name for other in found):
                if not found or self.ontology.root(told.type) == self.ontology.root(found[0].type):
                    found.append(told)
                elif len(found) == 1 and self.ontology.identity(found[0].type) != "model":
                    found = [told]
        found.reverse()
        return [self._span(reading, phrase, units, number, found[i]) for i in which] if len(found) == 2 else []

    def _remember(self, discourse: Discourse, name: str, phrase: NP, units: Sequence[Unit]) -> None:
        """Keep the nouns with which the article spoke of a name."""
        nouns = {
            self._standard(unit.lemma)
            for unit in units[phrase.first : phrase.last]
            if unit.span is None and unit.tag.startswith("NN")
        }
        discourse.nouns.setdefault(name, set()).update(nouns)

    def _standard(self, noun: str) -> str:
        """One noun for those that mean the same."""
        return next((group[0] for group in self.synonyms if noun in group), noun)

    def _again(self, discourse: Discourse, kind: str, head: str) -> Told | None:
        """The one thing of a class that the article named by its place, when a phrase has the same noun."""
        known = {told.name: told for told in discourse.told if self._fits(told.type, kind)}
        if len(known) != 1:
            return None
        told = next(iter(known.values()))
        return told if told.name.split()[-1] == head and told.name not in discourse.counts else None

    def _compound(self, reading: Reading, phrase: NP, units: Sequence[Unit], number: int, named: Span) -> Span | None:
        """A kind of thing named by what is in front of it: "AI training computing servers"; none with an article or a number."""
        modifiers = units[phrase.first : phrase.head]
        if (
            named.kind != "noun"
            or reading.sentences[number].block == 0
            or len(modifiers) < 2
            or units[phrase.first].tag in ("DT", "CD", "PRP$", "JJR", "JJS")
            or phrase.owner is not None
        ):
            return None
        if any(
            unit.span is not None or unit.low in ("new", "latest", "such", "other", "many", "more")
            for unit in modifiers
        ):
            return None
        return self._lettered(reading, phrase, units, number, named.type, "compound")

    def _versioned(self, reading: Reading, phrase: NP, units: Sequence[Unit], number: int) -> Span | None:
        """A thing with a version for a name: "Acme's cloud management platform 3.0"."""
        last = units[phrase.last - 1]
        if last.span is None or last.span.quantity is None or "." not in last.text or phrase.last - phrase.first < 3:
            return None
        for size in (3, 2, 1):
            noun = (
                self.classes.as_kind(units[phrase.last - 1 - size : phrase.last - 1])
                if phrase.last - 1 - size >= phrase.first
                else None
            )
            if noun is not None:
                return self._lettered(reading, phrase, units, number, self.classes.rulebook.kinds[noun], "version")
        return None

    def _described(
        self, reading: Reading, phrase: NP, units: Sequence[Unit], number: int, noun: str, kind: str
    ) -> Span | None:
        """A thing that only its description names: "a high-performance computing platform"."""
        words = [unit for unit in units[phrase.first : phrase.head] if unit.tag not in ("DT", "PRP$", "PDT")]
        size = sum(len(unit.low.split()) for unit in words)
        if not self.ontology.is_a(kind, *self.described) or units[phrase.head].tag == "NNS" or size < 2:
            return None
        if any(
            (unit.span is not None and unit.span.kind != "noun")
            or unit.low in _VAGUE
            or unit.tag in ("CD", "JJR", "JJS")
            for unit in words
        ):
            return None
        return self._lettered(reading, phrase, units, number, kind, "described")

    def _lettered(self, reading: Reading, phrase: NP, units: Sequence[Unit], number: int, kind: str, rule: str) -> Span:
        """A span over a phrase without its article, named by its words."""
        first = phrase.first
        while units[first].tag in ("DT", "PRP$", "PDT"):
            first += 1
        tokens = reading.words(number)
        begin, end = tokens[units[first].first].begin, tokens[units[phrase.last - 1].last - 1].end
        text = reading.document.text[begin:end]
        return Span(
            number,
            units[first].first,
            units[phrase.last - 1].last,
            begin,
            end,
            text,
            type=kind,
            name=text,
            rule=rule,
            confidence=0.8,
        )

    def names(self, phrase: NP, units: Sequence[Unit]) -> list[Span]:
        """The name or category that a phrase with one stands for: a model before its kind, else the last."""
        spans = [
            unit.span
            for unit in units[phrase.first : phrase.last]
            if unit.is_name() and unit.span is not None and unit.span.type
        ]
        spans = [span for span in spans if not span.adjective]
        if not spans:
            return []
        last = units[phrase.head]
        proper = [span for span in spans if span.kind == "name"]
        if last.span is not None and last.span.kind == "name" and last.span.type:
            return [last.span]
        if proper and self._kind_behind(proper[-1], phrase, units):
            return [proper[-1]]
        if last.span is not None and last.span.kind == "noun":
            return [last.span]
        return []

    def _kind_behind(self, span: Span, phrase: NP, units: Sequence[Unit]) -> bool:
        """Whether what follows a name in its phrase only says what it is: "Petrel supercomputer", "H200 accelerators"."""
        index = next(i for i in range(phrase.first, phrase.last) if units[i].span is span)
        rest = units[index + 1 : phrase.last]
        identity = self.ontology.identity(span.type)
        if identity == "name":
            return len(rest) <= 2 and all(unit.span is None for unit in rest)
        for size in range(len(rest), 0, -1):
            noun = self.classes.as_kind(rest[-size:])
            if noun is not None:
                kind = self.classes.rulebook.kinds[noun]
                related = self.ontology.is_a(span.type, kind) or self.ontology.is_a(kind, span.type)
                return related or (identity == "model" and self.ontology.identity(kind) == "model")
        return identity == "model" and any(
            unit.span is not None and unit.span.kind == "noun" and self.ontology.identity(unit.span.type) == "name"
            for unit in rest
        )

    def kind_noun(self, phrase: NP, units: Sequence[Unit]) -> str | None:
        """The kind noun that heads a phrase, singular."""
        words = [word for unit in units[phrase.first : phrase.head] for word in unit.low.split()]
        for last in (units[phrase.head].lemma, units[phrase.head].low):
            for size in (2, 1, 0):
                noun = " ".join([*words[len(words) - size :], last]) if size else last
                if size <= len(words) and noun in self.classes.rulebook.kinds:
                    return noun
        return None

    def _apposed_name(self, row: Sequence[Chunk], position: int, units: Sequence[Unit], kind: str) -> Span | None:
        """The name that ", a data center in Krakow" only explains."""
        phrase = row[position]
        if isinstance(phrase, NP) and phrase.owner is not None and position > 3 and row[position - 2] is phrase.owner:
            position -= 2
        before = row[position - 1] if position > 1 else None
        name = row[position - 2] if position > 1 else None
        if not (
            isinstance(before, Word) and before.low in (",", "(") and isinstance(name, NP) and isinstance(phrase, NP)
        ):
            return None
        if units[phrase.first].low not in ("a", "an", "the", "its", "another") and phrase.owner is None:
            return None
        return next((span for span in name.refs if span.kind == "name" and self._fits(span.type, kind)), None)

    def _elsewhere(self, phrase: NP, units: Sequence[Unit]) -> bool:
        """Whether a phrase says that it means another thing than the one before."""
        return any(unit.low in _ELSEWHERE for unit in units[phrase.first : phrase.head])

    def _other(self, discourse: Discourse, kind: str) -> Told | None:
        """The thing last spoken of behind "the older machine": of two of a class, the one that the article names less."""
        names = list(dict.fromkeys(told.name for told in reversed(discourse.told) if self._fits(told.type, kind)))
        if len(names) < 2:
            return None
        main = max(names, key=lambda name: discourse.counts[name])
        other = next(name for name in names if name != main)
        return next(told for told in reversed(discourse.told) if told.name == other)

    def _called(self, row: Sequence[Chunk], position: int, units: Sequence[Unit]) -> Span | None:
        """The name in "a machine called Petrel", "the site, which will be named Campus X"."""
        for index in range(position + 1, min(position + 6, len(row))):
            item = row[index]
            if isinstance(item, VG):
                if item.lemma not in ("call", "name", "dub", "christen"):
                    return None
                after = row[index + 1] if index + 1 < len(row) else None
                if isinstance(after, NP):
                    found = self.names(after, units)
                    return found[0] if found else None
                return None
            if isinstance(item, Word) and item.low not in (",", "which", "that", "to", "as"):
                return None
            if isinstance(item, NP):
                return None
        return None

    def _placed(
        self,
        reading: Reading,
        phrase: NP,
        units: Sequence[Unit],
        number: int,
        noun: str,
        kind: str,
        row: Sequence[Chunk],
        position: int,
    ) -> Span | None:
        """A thing that has no name but a place: "the Debrecen plant", "Acme's factory in Dongguan"."""
        if not self.ontology.is_a(kind, *self.placed) or units[phrase.head].tag == "NNS":
            return None
        place = next(
            (
                unit.span
                for unit in reversed(units[phrase.first : phrase.last])
                if unit.span is not None and self._is_place(unit.span) and not unit.span.adjective
            ),
            None,
        )
        if place is None:
            for preposition in ("in", "at", "near", "outside"):
                for target in phrase.post.get(preposition, ()):
                    for unit in reversed(units[target.first : target.last]):
                        if place is None and unit.span is not None and self._is_place(unit.span):
                            place = unit.span
        if place is None and position + 2 < len(row):
            verb, preposition_, target_ = (
                row[position + 1 : position + 4] if position + 4 <= len(row) else (None, None, None)
            )
            if isinstance(verb, VG) and verb.lemma in ("locate", "base", "situate") and isinstance(target_, NP):
                place = next(
                    (
                        u.span
                        for u in units[target_.first : target_.last]
                        if u.span is not None and self._is_place(u.span)
                    ),
                    None,
                )
        owner = (
            next((ref for ref in phrase.owner.refs), None)
            if phrase.owner is not None and not phrase.owner.pronoun
            else None
        )
        if (
            place is None
            and owner is not None
            and sum(len(unit.text.split()) for unit in units[phrase.first : phrase.head]) > 1
            and self.ontology.identity(owner.type) == "organization"
        ):
            words = " ".join(
                unit.text for unit in units[phrase.first : phrase.head + 1] if unit.tag not in ("DT", "PRP$")
            )
            span = self._lettered(reading, phrase, units, number, kind, "owned")
            span.name, span.kind = f"{owner.name} {words}", "phrase"
            return span
        if place is None:
            return None
        span = self._span(reading, phrase, units, number, None)
        span.name, span.type, span.rule = f"{place.name} {noun}", kind, "placed"
        span.kind = "phrase"
        return span

    def _is_place(self, span: Span) -> bool:
        return (
            span.kind == "name"
            and self.ontology.identity(span.type) == "place"
            and not self.ontology.is_a(span.type, *self.placed)
        )

    def _span(self, reading: Reading, phrase: NP, units: Sequence[Unit], number: int, told: Told | None) -> Span:
        tokens = reading.words(number)
        first, last = units[phrase.first].first, units[phrase.last - 1].last
        begin, end = tokens[first].begin, tokens[last - 1].end
        span = Span(
            number,
            first,
            last,
            begin,
            end,
            reading.document.text[begin:end],
            kind="phrase",
            rule="phrase",
            confidence=0.8,
        )
        if told is not None:
            span.name, span.type, span.entries = told.name, told.type, told.entries
        return span

    def _told(self, discourse: Discourse, kind: str, number: int, phrase: NP, units: Sequence[Unit]) -> Told | None:
        """The thing last spoken of that a phrase of a class may stand for."""
        inside = {unit.span.name for unit in units[phrase.first : phrase.last] if unit.span is not None}
        noun = self._standard(units[phrase.head].lemma)
        best: tuple[float, int] | None = None
        chosen = None
        for told in discourse.told:
            titled = noun in told.name.lower().split() and told.name in discourse.counts
            if told.name in inside or not (self._fits(told.type, kind) or titled):
                continue
            distance = number - told.sentence
            if distance > _FAR and discourse.counts[told.name] < 3 and told.name in discourse.counts:
                continue
            score = (2.0 if told.subject else 0.0) + min(discourse.counts[told.name], 4) * 0.4 - distance
            score += 2.0 if told.name == discourse.topic else 0.0
            score -= 0.5 if distance == 0 and not told.subject else 0.0
            score += 3.0 if noun in told.name.lower().split() else 0.0
            score += 2.5 if noun in discourse.nouns.get(told.name, ()) else 0.0
            if best is None or (score, told.order) >= best:
                best, chosen = (score, told.order), told
        return chosen

    def _fits(self, type_: str, kind: str) -> bool:
        return self.ontology.is_a(type_, kind) or (
            self.ontology.is_a(kind, type_) and type_ == self.ontology.root(type_)
        )

    def _pronoun(
        self, reading: Reading, phrase: NP, number: int, discourse: Discourse, units: Sequence[Unit]
    ) -> list[Span]:
        word = phrase.pronoun
        if word in ("he", "she", "his", "her", "him"):
            options = [told for told in discourse.told if told.type == self.person]
        elif word in ("it", "its", "itself"):
            options = [
                told
                for told in discourse.told
                if told.type != self.person and self.ontology.identity(told.type) != "place"
            ]
        else:
            return []
        options = [told for told in options if number - told.sentence <= 2]
        if not options:
            return []
        latest = max(told.sentence for told in options)
        recent = [told for told in options if told.sentence == latest]
        subjects = [told for told in recent if told.subject] or [
            told for told in options if told.subject and told.sentence >= latest - 1
        ]
        told = (
            (subjects or recent)[-1]
            if word in ("he", "she", "his", "her", "him")
            else (subjects[0] if subjects and latest == number else (subjects or recent)[0])
        )
        span = self._span(reading, NP(phrase.first, phrase.first + 1, phrase.first), units, number, told)
        span.kind, span.rule = "pronoun", "pronoun"
        phrase.refs = [span]
        seen = {told.name}
        for other in reversed(recent):
            if other.name not in seen:
                seen.add(other.name)
                another = self._span(reading, NP(phrase.first, phrase.first + 1, phrase.first), units, number, other)
                another.kind, another.rule = "pronoun", "pronoun"
                phrase.others.append(another)
        return [span]


def _subject(row: Sequence[Chunk], position: int) -> bool:
    """Whether a phrase stands before a finite verb and no preposition governs it."""
    phrase = row[position]
    if not isinstance(phrase, NP) or phrase.governed:
        return False
    for item in row[position + 1 :]:
        if isinstance(item, VG):
            return item.finite
        if isinstance(item, Word) and item.low in (";", ":", "."):
            return False
    return position == 0


def every(chunks: Sequence[Sequence[Chunk]]) -> Iterator[NP]:
    """Every noun phrase of a document."""
    for row in chunks:
        for item in row:
            if isinstance(item, NP):
                yield item
