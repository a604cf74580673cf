"""The rules folder of an ontology as Python values. The language is documented in `ontology/rules/README.md`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from kg.errors import OntologyError
from kg.extract.rulechecks import check_measures, check_names, check_predicates, check_rule
from kg.extract.ruletypes import DeriveRule, FrameRule, MeasureRules, PatternRule, Slot
from kg.ontology import Ontology

__all__ = ["DeriveRule", "FrameRule", "MeasureRules", "PatternRule", "Rulebook", "Slot", "load"]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Rule: TypeAlias = FrameRule | PatternRule | DeriveRule


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
    def measuring(self) -> MeasureRules:
        """The rules of measures.yaml."""
        return MeasureRules.of(self.measures)

    @cached_property
    def verbs(self) -> frozenset[str]:
        """The verbs that rules ask for, without particles: a hint for words that may be noun or verb."""
        return frozenset(verb.split()[0] for rule in self.frames for verb in rule.verbs)

    @cached_property
    def nouns(self) -> frozenset[str]:
        """Metrics and kind nouns: a hint for words that may be a preposition or an adverb."""
        return self.measuring.metrics | frozenset(self.kinds)

    def part(self, key: str) -> str:
        """The class that plays a part: `person`, `organization`, `place`, `model`, `line`; empty where none does."""
        return str(self.names.get(key, ""))

    def parts(self, key: str) -> tuple[str, ...]:
        """The classes that play a part together: `placed`, `seated`, `described`, `national`."""
        return tuple(self.names.get(key, ()))

    @cached_property
    def heads(self) -> Mapping[str, str]:
        """Last word of a name -> class; descriptors and units are heads too."""
        return {word: kind for section in ("units", "descriptors", "heads") for word, kind in self._by_word(section)}

    @cached_property
    def institutions(self) -> frozenset[str]:
        """Last words of names that may go on with "of" or "for"."""
        return frozenset(word for word, _ in self._by_word("heads"))

    @cached_property
    def descriptors(self) -> frozenset[str]:
        """Words that a short form of a name may leave out."""
        return frozenset(word for word, _ in self._by_word("descriptors"))

    @cached_property
    def others(self) -> Mapping[str, str]:
        """Last words that make another thing of a name -> class."""
        return dict(self._by_word("units"))

    @cached_property
    def leads(self) -> tuple[tuple[tuple[str, ...], str], ...]:
        """First words of a name -> class, the longest first."""
        pairs = [(tuple(lead.split()), kind) for lead, kind in self._by_word("leads")]
        return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))

    @cached_property
    def opening_words(self) -> frozenset[str]:
        """The words with which leads begin."""
        return frozenset(lead[0] for lead, _ in self.leads)

    @cached_property
    def endings(self) -> tuple[tuple[str, str], ...]:
        """Last words of a name -> class, before heads and leads are asked."""
        return tuple(sorted(self._by_word("endings"), key=lambda pair: (-len(pair[0]), pair)))

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """Common noun -> class."""
        return dict(self._by_word("kinds"))

    @cached_property
    def bearers(self) -> Mapping[str, str]:
        """Nouns that say what a thing is to another, right before its name -> class: "its shareholder Acme"."""
        return dict(self._by_word("bearers"))

    @cached_property
    def ignored(self) -> frozenset[str]:
        """Capitalised words that are no names."""
        return frozenset(self.names.get("ignored", ()))

    @cached_property
    def titles(self) -> frozenset[str]:
        """Words before a person's name."""
        return frozenset(self.names.get("titles", ()))

    @cached_property
    def role(self) -> re.Pattern[str]:
        """A post, in lower case, whole."""
        roles = "|".join(role.replace(" ", r"\s") for role in self.names.get("roles", ())) or r"(?!)"
        return re.compile(rf"(?:{roles})(?:\sand\s(?:{roles}))?", re.IGNORECASE)

    @cached_property
    def beside(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """Words right before and right behind names -> the classes that they speak for."""
        found: dict[str, dict[str, tuple[str, ...]]] = {"before": {}, "behind": {}}
        for section, words in found.items():
            for word, kind in self._by_word(section):
                words[word] = (*words.get(word, ()), kind)
        return found

    def _by_word(self, section: str) -> Iterator[tuple[str, str]]:
        """Word and class of a section of names.yaml, in its order."""
        for kind, words in self.names.get(section, {}).items():
            for word in words:
                yield word, kind


def load(ontology: Ontology, language: str = "") -> Rulebook:
    """The rules in the ontology's folder `rules/`, or in its folder for a language; empty when there is none.

    Raises OntologyError with the file and the rule when one is broken or names an unknown term.
    """
    folder = ontology.folder / "rules" / language
    contents = {path.stem: _read(path) for path in sorted(folder.glob("*.yaml"))}
    special = {stem: contents.pop(stem, {}) for stem in ("names", "cues", "measures")}
    rules = [rule for stem, content in contents.items() for rule in _rules(folder / f"{stem}.yaml", ontology, content)]
    check_names(f"{folder / 'names.yaml'}", ontology, special["names"])
    check_predicates(f"{folder / 'names.yaml'}", ontology, special["names"])
    check_measures(f"{folder / 'measures.yaml'}", ontology, special["measures"])
    return Rulebook(
        **special,
        frames=tuple(rule for rule in rules if isinstance(rule, FrameRule)),
        patterns=tuple(rule for rule in rules if isinstance(rule, PatternRule)),
        derived=tuple(rule for rule in rules if isinstance(rule, DeriveRule)),
    )


def _rules(path: Path, ontology: Ontology, content: Mapping[str, Any]) -> Iterator[Rule]:
    rows = content.get("rules", ())
    if not isinstance(rows, list | tuple) or not all(isinstance(row, dict) for row in rows):
        raise OntologyError(f"{path}: expected a list of mappings under `rules`; see the README of rules/")
    for number, row in enumerate(rows, 1):
        yield _rule(f"{path}: rule {row.get('id', number)}", ontology, row)


def _rule(where: str, ontology: Ontology, row: Mapping[str, Any]) -> Rule:
    kind = DeriveRule if "when" in row else PatternRule if "patterns" in row else FrameRule
    try:
        rule = kind.of(row)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise OntologyError(f"{where}: {type(error).__name__} {error}; see the README of rules/") from error
    check_rule(where, ontology, row)
    return rule


def _read(path: Path) -> Mapping[str, Any]:
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except (OSError, yaml.YAMLError) as error:
        raise OntologyError(f"{path}: {error}; expected YAML as in the README of rules/") from error
    if not isinstance(content, dict):
        raise OntologyError(f"{path}: expected a mapping at the top; see the README of rules/")
    return content
