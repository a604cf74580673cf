"""Of which class each name of an article is: votes of the lexicon, of the name's own words, and of its surroundings.

All occurrences of a name, short forms included, vote together: one "the chip designer Acme" decides for every "Acme" of
the article. Nobody votes for a class that the rules and the lexicon do not name, so another ontology brings its own.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.extract.aliases import link, model_shape
from kg.extract.candidates import Candidates, given_names
from kg.extract.reading import Reading, Span, Unit
from kg.extract.rulebook import Rulebook
from kg.lexicon import Lexicon
from kg.ontology import Ontology
from kg.text import has_cjk

PRIOR = 1.0  # for an organization: most names that nobody knows are, in the middle of a sentence
ENOUGH = 2.0  # votes below which a name stays unknown: one weak context, or a cued lexicon entry, is not enough
LEXICON, CUED, SHAPE, KIND, GIVEN_NAME, MODEL, LIST = 5.0, 1.5, 6.0, 3.0, 3.0, 1.0, 2.0
_APPOSITION = {"a", "an", "the", "its", "another", "one", "both", "his", "her", "their"}
_CLOSERS = {
    ",",
    ".",
    ";",
    ":",
    "(",
    ")",
    "who",
    "which",
    "that",
    "of",
    "in",
    "from",
    "for",
    "with",
    "at",
    "to",
    "on",
    "based",
    "and",
    "-",
}
_QUOTES = {'"', "“", "”", "'", "‘", "’", "``", "''"}
_NAMERS = {"call", "name", "dub", "christen", "know"}


@cache
def chinese_surnames() -> frozenset[str]:
    """Chinese surnames in pinyin, with a capital."""
    lines = (files("kg.extract") / "language" / "surnames_zh.tsv").read_text(encoding="utf-8").splitlines()
    return frozenset(line.split("\t")[1].capitalize() for line in lines if "\t" in line)


@dataclass(frozen=True, slots=True)
class Context:
    """One surrounding of a name, as predicates over units; `hole` is the name's place."""

    kind: str
    weight: float
    elements: tuple[tuple[str, frozenset[str]], ...]
    hole: int

    def fits(self, units: Sequence[Unit], index: int, classes: "Classes") -> bool:
        """Whether the units around units[index] are this surrounding."""
        first = index - self.hole
        if first < 0 or first + len(self.elements) > len(units):
            return False
        for offset, (how, words) in enumerate(self.elements):
            if offset == self.hole:
                continue
            unit = units[first + offset]
            if how == "value":
                if unit.span is None or unit.span.kind not in words:
                    return False
            elif how == "class":
                if not any(classes.ontology.is_a(classes.guess(unit), word) for word in words):
                    return False
            elif unit.low not in words and unit.lemma not in words:
                return False
        return True


class Classes:
    """Votes on the names of readings."""

    def __init__(self, lexicon: Lexicon, rulebook: Rulebook, ontology: Ontology, candidates: Candidates) -> None:
        self.lexicon = lexicon
        self.rulebook = rulebook
        self.ontology = ontology
        self.candidates = candidates
        self.contexts = tuple(_contexts(rulebook))
        names = rulebook.names
        self.person, self.model = names.get("person"), names.get("model")
        self.line = names.get("line", "ProductLine")

    def decide(self, readings: Sequence[Reading]) -> None:
        """Give every span of kind name or noun its `type` and `name`; spans of unknown class keep an empty type.

        The articles of one file vote together: a teaser rarely says what its names are.
        """
        full = link(readings, self.rulebook)
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        for reading in readings:
            for units in reading.units:
                for index, unit in enumerate(units):
                    span = unit.span
                    if span is not None and span.kind == "name" and not span.adjective:
                        for kind, weight in self._votes(reading, units, index, span):
                            if not (numbered(span.text) and self._nameless(kind)):
                                votes[full[span.text]][kind] += weight
        self._seats(full, votes)
        self._surnames(readings, full, votes)
        for reading in readings:
            self._lists(reading, full, votes)
        self._siblings(full, votes)
        types = {name: self._best(tally) for name, tally in sorted(votes.items())}
        for reading in readings:
            self._assign(reading, full, types)
        self._joined(readings)
        for reading in readings:
            for span in reading.all_spans():
                span.root = self.ontology.root(span.type) if span.type else ""

    def _nameless(self, kind: str) -> bool:
        """Whether things of a class have no numbers in their names: persons, organizations, places that are no sites."""
        placed = self.rulebook.names.get("placed", ())
        return self.ontology.identity(kind) in ("organization", "person", "place") and not self.ontology.is_a(
            kind, *placed
        )

    def guess(self, unit: Unit) -> str:
        """The class that the lexicon or the name's shape gives a unit, before any vote."""
        if unit.span is None or unit.span.kind != "name":
            return ""
        if unit.span.entries:
            return self.lexicon.entries[unit.span.entries[0]].type
        return self.candidates.shape(unit.text) or ""

    def _joined(self, readings: Sequence[Reading]) -> None:
        """A technique that nobody knows goes by its company's name too: "Intel" and "Deep Boost" give "Intel Deep Boost"."""
        longer: dict[str, str] = {}
        for reading in readings:
            for units in reading.units:
                for left, right in zip(units, units[1:], strict=False):
                    if left.is_name() and right.is_name() and left.span is not None and right.span is not None:
                        bare = (
                            right.span.kind == "name"
                            and not right.span.entries
                            and self.ontology.identity(right.span.type) == "name"
                        )
                        if (
                            bare
                            and left.span.kind == "name"
                            and self.ontology.identity(left.span.type) == "organization"
                        ):
                            longer[right.span.name] = f"{left.text} {right.span.name}"
        for reading in readings:
            for span in reading.all_spans():
                span.name = longer.get(span.name, span.name) if span.kind == "name" else span.name

    def _votes(self, reading: Reading, units: Sequence[Unit], index: int, span: Span) -> Iterator[tuple[str, float]]:
        for rank, identifier in enumerate(span.entries[:3]):
            entry = self.lexicon.entries[identifier]
            yield entry.type, (CUED if entry.cued else LEXICON) / (1 + rank)
        shape = self.candidates.shape(span.text)
        if shape:
            yield shape, SHAPE
        if span.rule == "line+model" and self.model:
            yield self.model, LEXICON
        elif self.model and re.search(r"\d", span.text) and not span.entries:
            yield self.model, MODEL
        publisher = reading.document.publisher
        if publisher and span.text in (publisher, *reading.document.publisher_aliases):
            outlet = self.ontology.class_for("https://schema.org/NewsMediaOrganization")
            if outlet:
                yield outlet, SHAPE + 1
        organization = self.rulebook.names.get("organization")
        if organization and span.first > 1 and span.text[0].isupper() and not reading.sentences[span.sentence].heading:
            yield organization, PRIOR
        yield from ((kind, KIND) for kind in self._kinds(units, index, span))
        yield from self._personal(units, index, span)
        for context in self.contexts:
            if context.fits(units, index, self):
                yield context.kind, context.weight

    def _kinds(self, units: Sequence[Unit], index: int, span: Span) -> Iterator[str]:
        """Classes of common nouns next to a name: before it, behind it, in apposition, after a copula."""
        kinds = self.rulebook.kinds
        before = self._noun(units, index, -1)
        if before is None and index > 1 and units[index - 1].lemma in _NAMERS:
            start = index - 1
            while start > 0 and units[start - 1].low in ("be", "is", "which", "will", "as", "was", ",", "has", "been"):
                start -= 1
            before = self._noun(units, start, -1)
        if before is not None and units[index - 1].tag not in ("NNS",):
            yield kinds[before]
        if index and units[index - 1].span is None and units[index - 1].lemma in self.rulebook.bearers:
            yield self.rulebook.bearers[units[index - 1].lemma]
        after = self._noun(units, index, +1)
        if after is not None:
            plural = any(unit.tag == "NNS" for unit in units[index + 1 : index + 1 + len(after.split())])
            product = self.ontology.identity(kinds[after]) == "model" and kinds[after] != self.line
            if not product or re.search(r"\d", span.text) or (not plural and not span.entries):
                yield kinds[after]
        apposed = self._apposed(units, index)
        if apposed is not None:
            yield kinds[apposed]
        ahead = self._apposing(units, index)
        if ahead is not None:
            yield kinds[ahead]

    def _noun(self, units: Sequence[Unit], index: int, step: int) -> str | None:
        """The longest kind noun that touches units[index] from one side, a quotation mark between left out."""
        beside = index + step
        if 0 <= beside < len(units) and units[beside].low in _QUOTES:
            index = beside
        for size in (3, 2, 1):
            piece = units[index + 1 : index + 1 + size] if step > 0 else units[max(index - size, 0) : index]
            if len(piece) == size and all(unit.span is None or unit.span.kind == "noun" for unit in piece):
                phrase = self.as_kind(piece)
                if phrase is not None:
                    return phrase
        return None

    def as_kind(self, piece: Sequence[Unit]) -> str | None:
        """The kind noun that units say, singular or plural."""
        if not piece:
            return None
        for last in (piece[-1].lemma, piece[-1].low):
            phrase = " ".join([*(unit.low for unit in piece[:-1]), last])
            if phrase in self.rulebook.kinds:
                return phrase
        return None

    def _apposed(self, units: Sequence[Unit], index: int) -> str | None:
        """The head noun of ", a chip designer based in ..." or of "is a small chip designer"."""
        start = index + 1
        if start < len(units) and units[start].low in (",", "(", "–", "—"):
            start += 1
        elif (
            start < len(units)
            and units[start].lemma in ("be", "become", "remain")
            and units[start].tag.startswith("VB")
        ):
            start += 1
        else:
            return None
        if start >= len(units) or units[start].low not in _APPOSITION:
            return None
        end = start + 1
        while (
            end < len(units)
            and end < start + 9
            and units[end].low not in _CLOSERS
            and not units[end].tag.startswith("VB")
        ):
            end += 1
        if end < len(units) and units[end].low == "'s":
            return None
        if end < len(units) and units[end].tag in ("VBG", "VBN") and end == start + 1:
            return None
        for size in (3, 2, 1):
            if end - size >= start:
                phrase = self.as_kind(units[end - size : end])
                if phrase is not None:
                    return phrase
        return None

    def _apposing(self, units: Sequence[Unit], index: int) -> str | None:
        """The head noun of "the next chip in the family, the ..." before a name."""
        comma = index - 1
        if comma > 0 and units[comma].low in ("the", "its"):
            comma -= 1
        if comma > 2 and units[comma].low == "them" and units[comma - 1].low == "among":
            comma -= 2
        elif comma > 1 and units[comma].low in ("including", "as") and units[comma - 1].low in (",", "such"):
            comma -= 1
        elif units[comma].low in ("including",):
            pass
        if comma < 1 or units[comma].low not in (",", ":", "such", "including"):
            return None
        start = comma
        while (
            start > 0
            and units[start - 1].low not in (",", ";", ":", "(", ")")
            and not units[start - 1].tag.startswith("VB")
            and not units[start - 1].is_name()
        ):
            start -= 1
        if units[start].tag not in ("DT", "PRP$", "CD", "JJ") and not (start and units[start - 1].tag in ("POS",)):
            return None
        for i in range(start, comma):
            if units[i].low in _CLOSERS:
                return None
            following = units[i + 1]
            if units[i].tag in ("NN", "NNS") and not following.tag.startswith("NN"):
                return next(
                    (
                        noun
                        for size in (3, 2, 1)
                        if i + 1 - size >= start and (noun := self.as_kind(units[i + 1 - size : i + 1]))
                    ),
                    None,
                )
        return None

    def _personal(self, units: Sequence[Unit], index: int, span: Span) -> Iterator[tuple[str, float]]:
        """What speaks for a person: a given name, a post before the name or after it."""
        if not self.person:
            return
        words = span.text.split()
        if (
            2 <= len(words) <= 4
            and not has_cjk(span.text)
            and words[0] in given_names()
            and words[-1] not in self.rulebook.heads
        ):
            yield self.person, GIVEN_NAME
        if len(words) == 2 and words[0] in chinese_surnames() and words[-1] not in self.rulebook.heads:
            yield self.person, GIVEN_NAME / 2
        if self.role_before(units, index):
            yield self.person, KIND + 1
        if index + 2 < len(units) and units[index + 1].low in (",", "("):
            start = index + 2
            while start < len(units) and units[start].low in ("the", "a", "an", "its", "their", "former", "then"):
                start += 1
            if self.role_at(units, start) is not None:
                yield self.person, KIND
            elif (
                start < len(units) - 2
                and units[start].is_name()
                and units[start + 1].low == "'s"
                and self.role_at(units, start + 2)
            ):
                yield self.person, KIND

    def role_before(self, units: Sequence[Unit], index: int) -> tuple[int, int] | None:
        """The units of a post that stands right before units[index]."""
        for size in range(6, 0, -1):
            if index - size >= 0 and all(
                unit.span is None or unit.span.kind == "noun" for unit in units[index - size : index]
            ):
                if self.rulebook.role.fullmatch(" ".join(unit.text for unit in units[index - size : index])):
                    return index - size, index
        return None

    def role_at(self, units: Sequence[Unit], start: int) -> tuple[int, int] | None:
        """The units of a post that begins at units[start], the longest."""
        for size in range(7, 0, -1):
            piece = units[start : start + size]
            if len(piece) == size and all(unit.span is None or unit.span.kind == "noun" for unit in piece):
                if self.rulebook.role.fullmatch(" ".join(unit.text for unit in piece)):
                    return start, self._duty(units, start + size)
        return None

    def _duty(self, units: Sequence[Unit], end: int) -> int:
        """Past what a post is for: "head of research computing", "director of sales"; a name is no duty."""
        if end + 1 >= len(units) or units[end].low not in ("of", "for"):
            return end
        last = end + 1
        while (
            last < len(units)
            and last < end + 6
            and (units[last].span is None or units[last].span.kind == "noun")
            and (  # type: ignore[union-attr]
                units[last].tag in ("NN", "NNS", "JJ", "VBG", "CC", "NNP") or units[last].low in ("research", "the")
            )
        ):
            last += 1
        while last > end + 1 and units[last - 1].tag in ("CC", "DT", "JJ"):
            last -= 1
        if (
            last == end + 1
            or (last < len(units) and units[last].low == "'s")
            or (last < len(units) and units[last].is_name())
        ):
            return end
        return last

    def _seats(self, full: dict[str, str], votes: dict[str, Counter[str]]) -> None:
        """What an institution is called after is a place: "Linden" beside "University of Linden"."""
        place = self.rulebook.names.get("place")
        for name in sorted(set(full.values())) if place else ():
            for lead, _ in self.rulebook.leads:
                words = name.split()
                seat = " ".join(words[len(lead) :])
                if tuple(words[: len(lead)]) == lead and lead[-1] == "of" and seat in full:
                    votes[full[seat]][place] += LIST

    def _surnames(self, readings: Sequence[Reading], full: dict[str, str], votes: dict[str, Counter[str]]) -> None:
        """Tie a lone surname to the one person of the article who bears it."""
        persons = [name for name in votes if " " in name and self._best(votes[name]) == self.person]
        for name in sorted(votes):
            if " " in name or has_cjk(name) or full[name] != name:
                continue
            bearers = [other for other in persons if other.split()[-1] == name]
            bearers = bearers or [other for other in persons if other.split()[0] == name and name in chinese_surnames()]
            if len(bearers) == 1 and self._best(votes[name]) in (
                "",
                self.person,
                self.rulebook.names.get("organization"),
            ):
                lexical = any(
                    span.entries and not self.lexicon.entries[span.entries[0]].cued
                    for reading in readings
                    for span in reading.all_spans()
                    if span.text == name
                )
                if not lexical:
                    votes[bearers[0]].update(votes.pop(name))
                    for short, target in list(full.items()):
                        if target == name:
                            full[short] = bearers[0]

    def _lists(self, reading: Reading, full: dict[str, str], votes: dict[str, Counter[str]]) -> None:
        """Names in one list are of one class: those that nobody knows follow those that are known."""
        for units in reading.units:
            for group in _enumerations(units):
                names = [full[unit.span.text] for unit in group if unit.span is not None and unit.span.text in full]
                known = Counter(kind for kind in (self._best(votes[name]) for name in names) if kind)
                if len(known) == 1:
                    kind = next(iter(known))
                    for name in names:
                        if not self._best(votes[name]) and not (numbered(name) and self._nameless(kind)):
                            votes[name][kind] += LIST

    def _siblings(self, full: dict[str, str], votes: dict[str, Counter[str]]) -> None:
        """Models of one line are of one class; the line itself is a line where the article names it."""
        families: dict[str, list[str]] = defaultdict(list)
        for name in sorted(set(full.values())):
            stem = line_of(name)
            if stem:
                families[stem].append(name)
        shapes: dict[str, list[str]] = defaultdict(list)
        for name in sorted(set(full.values())):
            if numbered(name):
                shapes[model_shape(name.split()[-1])].append(name)
        for names in [*families.values(), *shapes.values()]:
            self._share(names, votes)
        for stem, names in families.items():
            product = any(self.ontology.identity(self._best(votes[name]) or "") == "model" for name in names)
            if stem in full and self._best(votes[stem]) == self.line:
                for name in names:
                    if not self._best(votes[name]):
                        votes[name][self.model] += LIST
            known = max(votes[stem].values(), default=0.0) if stem in votes else 0.0
            if product and stem in full and self.line in self.ontology.classes and known < LEXICON:
                votes[stem][self.line] += LEXICON

    def _share(self, names: Sequence[str], votes: dict[str, Counter[str]]) -> None:
        """Give names that look alike the class that most of them have."""
        tally = Counter(kind for kind in (self._best(votes[name]) for name in names) if kind and kind != self.model)
        if tally:
            kind = min(tally, key=lambda kind: (-tally[kind], kind))
            for name in names:
                if self._best(votes[name]) in ("", self.model):
                    votes[name][kind] += LIST + MODEL

    def _best(self, tally: Counter[str]) -> str:
        """The class with the most votes, those for its ancestors counted in; empty below `ENOUGH`."""
        if not tally:
            return ""
        totals = {
            kind: sum(tally.get(up, 0.0) for up in self.ontology.ancestors(kind))
            for kind, own in tally.items()
            if own > 0 and kind in self.ontology.classes
        }
        if not totals:
            return ""
        best = min(totals, key=lambda kind: (-totals[kind], -len(self.ontology.ancestors(kind)), kind))
        return best if totals[best] >= ENOUGH else ""

    def _assign(self, reading: Reading, full: dict[str, str], types: dict[str, str]) -> None:
        for span in reading.all_spans():
            if span.kind == "noun" or span.adjective:
                entry = self.lexicon.entries[span.entries[0]]
                span.type, span.name = entry.type, entry.label("en") or span.text
                span.rule = span.rule or "lexicon"
                if span.kind == "noun":
                    span.name = span.text.lower() if span.text[1:].lower() == span.text[1:] else span.text
            elif span.kind == "name":
                span.name = full[span.text]
                span.type = types.get(span.name, "")
                span.rule = span.rule or ("lexicon" if span.entries else "name")
                span.entries = (
                    tuple(
                        i
                        for i in span.entries
                        if self.ontology.root(self.lexicon.entries[i].type) == self.ontology.root(span.type)
                    )
                    if span.type
                    else ()
                )


def numbered(name: str) -> bool:
    """Whether a name ends as models do: "Halyard H4210", "Ember 10"."""
    return bool(line_of(name)) or bool(re.search(r"\d[A-Za-z]{0,2}$", name))


def line_of(name: str) -> str:
    """The words of a product's or site's name before its number: "Halyard" of "Halyard H4210", "DUB" of "DUB-3"."""
    match = re.match(
        r"(.*?\D)[\s-]?(?:[A-Z]{0,4}[-]?\d[\w.\-+]*|No\.\s?\d+)(?:\s(?:[A-Z]\d|Pro|Max|Ultra|Plus|Super|Ti|Mini|Lite))*$",
        name,
    )
    return match[1].strip(" -") if match else ""


def _enumerations(units: Sequence[Unit]) -> Iterator[list[Unit]]:
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
        elif group and unit.low in (",", "the", "both", "、") and (expecting or unit.low in (",", "、")):
            expecting = True
        else:
            if len(group) > 1 and joined:
                yield group
            group, expecting, joined = [], False, False
    if len(group) > 1 and joined:
        yield group


def _contexts(rulebook: Rulebook) -> Iterator[Context]:
    for kind, weighted in rulebook.names.get("contexts", {}).items():
        for weight, patterns in weighted.items():
            for words in (variant for pattern in patterns for variant in _variants(pattern.split())):
                elements = []
                hole = 0
                for position, word in enumerate(words):
                    if word == "_":
                        hole = position
                        elements.append(("name", frozenset[str]()))
                    elif word.startswith("<") and word[1].islower():
                        elements.append(("value", frozenset(word.strip("<>").split("|"))))
                    elif word.startswith("<"):
                        elements.append(("class", frozenset(word.strip("<>").split("|"))))
                    else:
                        elements.append(("word", frozenset(word.strip("()").split("|"))))
                yield Context(kind, float(weight), tuple(elements), hole)


def _variants(words: list[str]) -> list[list[str]]:
    """A pattern with and without each word that has a question mark."""
    for position, word in enumerate(words):
        if word.endswith("?") and len(word) > 1:
            without = words[:position] + words[position + 1 :]
            return [*_variants(words[:position] + [word[:-1]] + words[position + 1 :]), *_variants(without)]
    return [words]
