"""The rules folder of an ontology as Python values. The language is documented in `ontology/rules/README.md`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from kg.errors import OntologyError
from kg.ontology import Ontology

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a frame rule finds an argument, and of which classes it may be.

    Attributes:
        roles: names of places in a clause, the first that is filled counts; `of`, `by`, `with` are prepositions.
        types: classes; empty for what the predicate's domain or range allows.
    """

    roles: tuple[str, ...]
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FrameRule:
    """A verb or a relational noun, and which of its arguments a predicate takes.

    Attributes:
        verbs, nouns: lemmas, of several words where a particle belongs to it ("take over").
        subject, object: where the ends are.
        role_from: `noun` puts the noun itself into the qualifier `role`.
        qualifiers: qualifiers that are always the same, such as a rank.
        status: a status that the word itself implies ("former").
        needs: words one of which must stand in the clause.
        voice: `active` or `passive` where only one will do.
        take: qualifiers to read off the clause: date, amount, count, role.
    """

    id: str
    predicate: str
    subject: Slot
    object: Slot
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    qualifiers: tuple[tuple[str, str], ...] = ()
    status: str = ""
    needs: tuple[str, ...] = ()
    voice: str = ""
    take: tuple[str, ...] = ()
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class PatternRule:
    """A sequence of units with slots: `{subject:Person} , <role> (of|at) {object:Organization}`."""

    id: str
    predicate: str
    patterns: tuple[str, ...]
    qualifiers: tuple[tuple[str, str], ...] = ()
    status: str = ""
    take: tuple[str, ...] = ()
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class DeriveRule:
    """What follows from a relation: `announced(x: Company, y: Product) -> manufacturer(y, x)`."""

    id: str
    when: str
    subject: tuple[str, ...]
    object: tuple[str, ...]
    predicate: str
    reverse: bool
    unless: tuple[str, ...] = ()
    through: str = ""
    confidence: float = 0.8


@dataclass(frozen=True)
class Rulebook:
    """All rules of an ontology.

    Attributes:
        names: the file names.yaml, or empty: how names look.
        cues: the file cues.yaml: words for status, negation, conditions.
        measures: the file measures.yaml: metrics and the words around them.
    """

    names: Mapping[str, Any] = field(default_factory=dict)
    cues: Mapping[str, Any] = field(default_factory=dict)
    measures: Mapping[str, Any] = field(default_factory=dict)
    frames: tuple[FrameRule, ...] = ()
    patterns: tuple[PatternRule, ...] = ()
    derived: tuple[DeriveRule, ...] = ()

    @cached_property
    def verbs(self) -> frozenset[str]:
        """The verbs that rules ask for, without particles: a hint for words that may be noun or verb."""
        return frozenset(verb.split()[0] for rule in self.frames for verb in rule.verbs)

    @cached_property
    def nouns(self) -> frozenset[str]:
        """Metrics and kind nouns: a hint for words that may be a preposition or an adverb."""
        return frozenset(self.measures.get("metrics", ())) | frozenset(self.kinds)

    @cached_property
    def bearers(self) -> Mapping[str, str]:
        """Nouns that say what a thing is to another, right before its name -> class: "its shareholder Acme"."""
        return {noun: kind for kind, nouns in self.names.get("bearers", {}).items() for noun in nouns}

    @cached_property
    def institutions(self) -> frozenset[str]:
        """Last words of names that may go on with "of" or "for"."""
        return frozenset(word for words in self.names.get("heads", {}).values() for word in words)

    @cached_property
    def ignored(self) -> frozenset[str]:
        """Capitalised words that are no names."""
        return frozenset(self.names.get("ignored", ()))

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """Common noun -> class."""
        return {noun: kind for kind, nouns in self.names.get("kinds", {}).items() for noun in nouns}

    @cached_property
    def heads(self) -> Mapping[str, str]:
        """Last word of a name -> class; descriptors and units are heads too."""
        table = {}
        for section in ("units", "descriptors", "heads"):
            for kind, words in self.names.get(section, {}).items():
                table.update(dict.fromkeys(words, kind))
        return table

    @cached_property
    def descriptors(self) -> frozenset[str]:
        """Words that a short form of a name may leave out."""
        return frozenset(word for words in self.names.get("descriptors", {}).values() for word in words)

    @cached_property
    def leads(self) -> tuple[tuple[tuple[str, ...], str], ...]:
        """First words of a name -> class, the longest first."""
        pairs = [(tuple(lead.split()), kind) for kind, leads in self.names.get("leads", {}).items() for lead in leads]
        return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))

    @cached_property
    def endings(self) -> tuple[tuple[str, str], ...]:
        """Last words of a name -> class, before heads and leads are asked."""
        pairs = [(ending, kind) for kind, endings in self.names.get("endings", {}).items() for ending in endings]
        return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))

    @cached_property
    def titles(self) -> frozenset[str]:
        """Words before a person's name."""
        return frozenset(self.names.get("titles", ()))

    @cached_property
    def role(self) -> re.Pattern[str]:
        """A post, in lower case, whole."""
        roles = "|".join(role.replace(" ", r"\s") for role in self.names.get("roles", ())) or r"(?!)"
        return re.compile(rf"(?:{roles})(?:\sand\s(?:{roles}))?", re.IGNORECASE)


def load(ontology: Ontology) -> Rulebook:
    """The rules in the ontology's folder `rules/`; an empty rulebook when there is none.

    Raises OntologyError with the file and the rule when one is broken or names an unknown term.
    """
    folder = ontology.folder / "rules"
    files = {path.stem: _read(path) for path in sorted(folder.glob("*.yaml"))}
    special = {stem: files.pop(stem, {}) for stem in ("names", "cues", "measures")}
    frames: list[FrameRule] = []
    patterns: list[PatternRule] = []
    derived: list[DeriveRule] = []
    for stem, content in files.items():
        for number, row in enumerate(content.get("rules", ()), 1):
            where = f"{folder / stem}.yaml: rule {row.get('id', number)}"
            try:
                if "when" in row:
                    derived.append(_derive(row))
                elif "patterns" in row:
                    patterns.append(_pattern(row))
                else:
                    frames.append(_frame(row))
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                raise OntologyError(f"{where}: {type(error).__name__} {error}; see the README of rules/") from error
            _check(where, ontology, row)
    _check_names(folder / "names.yaml", ontology, special["names"])
    return Rulebook(
        special["names"], special["cues"], special["measures"], tuple(frames), tuple(patterns), tuple(derived)
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except (OSError, yaml.YAMLError) as error:
        raise OntologyError(f"{path}: {error}; expected YAML as in the README of rules/") from error
    if not isinstance(content, dict):
        raise OntologyError(f"{path}: expected a mapping at the top; see the README of rules/")
    return content


def _slot(text: str) -> Slot:
    roles, _, types = text.partition(":")
    return Slot(tuple(roles.replace(" ", "").split("|")), _words(types.replace("|", ",")))


def _words(value: str | Iterable[str] | None) -> tuple[str, ...]:
    if value is None:
        return ()
    items = value.split(",") if isinstance(value, str) else value
    return tuple(item.strip() for item in items if item.strip())


def _pairs(row: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((key, str(value)) for key, value in row.get("qualifiers", {}).items()))


def _frame(row: Mapping[str, Any]) -> FrameRule:
    return FrameRule(
        id=row["id"],
        predicate=row["predicate"],
        subject=_slot(row["subject"]),
        object=_slot(row["object"]),
        verbs=_words(row.get("verbs")),
        nouns=_words(row.get("nouns")),
        qualifiers=_pairs(row),
        status=row.get("status", ""),
        needs=_words(row.get("needs")),
        voice=row.get("voice", ""),
        take=_words(row.get("take")),
        confidence=row.get("confidence", 0.9),
    )


def _pattern(row: Mapping[str, Any]) -> PatternRule:
    return PatternRule(
        id=row["id"],
        predicate=row["predicate"],
        patterns=tuple(row["patterns"]),
        qualifiers=_pairs(row),
        status=row.get("status", ""),
        take=_words(row.get("take")),
        confidence=row.get("confidence", 0.9),
    )


def _derive(row: Mapping[str, Any]) -> DeriveRule:
    return DeriveRule(
        id=row["id"],
        when=row["when"],
        subject=_words(row.get("subject")),
        object=_words(row.get("object")),
        predicate=row["predicate"],
        reverse=row.get("reverse", False),
        unless=_words(row.get("unless")),
        through=row.get("through", ""),
        confidence=row.get("confidence", 0.8),
    )


def _check(where: str, ontology: Ontology, row: Mapping[str, Any]) -> None:
    for key in ("predicate", "when", "through"):
        if key in row and row[key] not in ontology.properties:
            known = ", ".join(ontology.properties)
            raise OntologyError(f'{where}: unknown predicate "{row[key]}"; the ontology has {known}')


def _check_names(path: Path, ontology: Ontology, names: Mapping[str, Any]) -> None:
    for section in ("heads", "descriptors", "units", "leads", "endings", "kinds", "contexts"):
        for kind in names.get(section, {}):
            if kind not in ontology.classes:
                raise OntologyError(f'{path}: {section} names the class "{kind}", which the ontology does not have')
