"""The Chinese sentences of an article: what their phrases stand for, and the relations that the Chinese rules find."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.extract.background import lone_sites, topic
from kg.extract.chinese.chunks import Chunk, Chunker
from kg.extract.chinese.clauses import Verb, clauses
from kg.extract.chinese.coreference import Coreference, Told
from kg.extract.chinese.cues import ChineseCues
from kg.extract.chinese.measures import ChineseMeasures
from kg.extract.chinese.ranks import ChineseRanks
from kg.extract.chinese.relations import ChineseRelations
from kg.extract.chinese.sequences import ChineseGrammar, row
from kg.extract.chinese.vocabulary import chinese
from kg.extract.patterns import Patterns
from kg.extract.reading import Reading, Span, Unit
from kg.extract.relations import Found, Witness
from kg.extract.rulebook import Rulebook
from kg.ontology import Ontology
from kg.text import has_cjk


class ChineseReader:
    """Reads the Chinese sentences of a reading whose names have their classes."""

    def __init__(self, ontology: Ontology, rules: Rulebook, base: Rulebook, witness: Witness | None = None) -> None:
        cues = ChineseCues(rules)
        measuring = rules.measuring
        verbs = {word for rule in rules.frames for verb in rule.verbs for word in verb.split()}
        verbs |= {*measuring.verbs, *rules.names.get("rank_verbs", ())}
        told = {word for key in ("planned", "reported", "denied", "ended") for word in rules.cues.get(key, ())}
        verbs |= {word for word in told if len(word) > 1 and word[0] not in "将不"}
        verbs -= chinese("plain_prepositions")
        nouns = {noun for rule in rules.frames for noun in rule.nouns} | set(rules.kinds) | set(measuring.metrics)
        self.ontology = ontology
        self.base = base
        roots = {noun: ontology.root(kind) for noun, kind in rules.kinds.items()}
        self.chunker = Chunker(frozenset(verbs), frozenset(nouns - verbs), roots)
        self.coreference = Coreference(ontology, rules, base)
        self.relations = ChineseRelations(ontology, rules, cues, witness)
        self.patterns = Patterns(ontology, rules, ChineseGrammar(rules, cues))
        self.ranks = ChineseRanks(ontology, rules, base, cues)
        self.measures = ChineseMeasures(ontology, rules, cues, base.parts("placed"))

    def read(self, reading: Reading) -> tuple[list[Span], list[Found]]:
        """The spans made for phrases, and the relations, in the order of the text."""
        made: list[Span] = []
        found: list[Found] = []
        placed = self.base.parts("placed")
        sites = lone_sites(reading.read_spans(prepared=True), self.ontology, placed)
        told = Told(topic=topic(reading, self.ontology, prepared=True), sites=sites)
        for number in sorted(reading.prepared):
            units = reading.units[number]
            chunks = self.chunker.chunks(units, _gaps(reading, number))
            made += self.coreference.resolve(reading, number, chunks, told)
            verbs = clauses(chunks)
            here = list(self.relations.find(number, units, chunks, verbs, told))
            here += [item for item in self.patterns.match(number, row(units, chunks)) if not _negated(item, units)]
            here = _folded(here)
            spans = reading.spans[number]
            here += self.ranks.find(number, units, spans, verbs, told)
            here += self.measures.find(reading, number, chunks, verbs, _used(reading, number, here), told)
            found += here
            told.ranking = next(iter(self.ranks.lists(spans)[-1:]), told.ranking)
            told.subjects += _subjects(chunks, verbs)
        return made, found


def _negated(item: Found, units: Sequence[Unit]) -> bool:
    """Whether a negation stands in front of both ends of what a sequence says, in their clause."""
    first = min(item.subject.first, item.object.first)
    denied = False
    for unit in units:
        if unit.first >= first:
            break
        denied = (denied or unit.low in chinese("negations")) and unit.low not in "，；。"
    return denied


def _folded(found: Iterable[Found]) -> list[Found]:
    """Relations of a sentence that say the same of the same ends as one, with the qualifiers of all.

    What it calls over is not at the same time actual: "董事长陈远辞去职务".
    """
    folded: dict[tuple[str, str, str, str], Found] = {}
    for item in found:
        if item.status == "planned" and (item.predicate, item.subject.name, item.object.name, "actual") in folded:
            continue  # what was agreed goes on: "双方将……"
        key = (item.predicate, item.subject.name, item.object.name, item.status)
        other = folded.get(key)
        if other is None or item.object.quantity is not None:
            folded[key if other is None else (*key[:3], f"{item.status} {len(folded)}")] = item
            continue
        surer, less = (item, other) if item.confidence > other.confidence else (other, item)
        qualifiers = {**dict(less.qualifiers), **dict(surer.qualifiers)}
        folded[key] = replace(surer, qualifiers=tuple(sorted(qualifiers.items())))
    over = {key[:3] for key in folded if key[3] == "ended"}
    return [item for key, item in folded.items() if key[3] != "actual" or key[:3] not in over]


def _gaps(reading: Reading, number: int) -> frozenset[int]:
    """The units of a sentence in front of which white space stands between Chinese characters, as in headlines."""
    units, tokens = reading.units[number], reading.words(number)
    return frozenset(
        index
        for index, (before, unit) in enumerate(pairwise(units), 1)
        if tokens[before.last - 1].end < tokens[unit.first].begin and has_cjk(before.text[-1:] + unit.text[:1])
    )


def _subjects(chunks: Sequence[Chunk], verbs: Iterable[Verb]) -> list[Span]:
    """Who a sentence's main verbs are about; in a sentence without verbs its names."""
    found = [span for verb in verbs if not verb.relative for chunk in verb.get("subj") for span in chunk.refs]
    return found or [span for chunk in chunks for span in chunk.refs if span.kind != "noun"][:1]


def _used(reading: Reading, number: int, found: Iterable[Found]) -> frozenset[int]:
    """Units of values that relations carry as amounts, counts or ranks."""
    values = {value for item in found for key, value in item.qualifiers if key in ("amount", "count", "rank")}
    return frozenset(
        index
        for index, unit in enumerate(reading.units[number])
        if unit.span is not None and unit.span.quantity is not None and str(unit.span.quantity) in values
    )
