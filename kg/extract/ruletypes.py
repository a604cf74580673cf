"""What a rule is: of frames, patterns, measurements, and of what follows. `ontology/rules/README.md` explains each.

Every type reads itself from a row of a rules file. A row that lacks a key, or has a value of another kind, raises
KeyError, TypeError, ValueError or AttributeError; the rulebook says where.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a frame rule finds an argument, and of which classes it may be.

    Attributes:
        roles: names of places in a clause, the first that is filled counts; `of`, `by`, `with` are prepositions.
        types: classes; empty for what the predicate's domain or range allows.
    """

    roles: tuple[str, ...]
    types: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str) -> "Slot":
        """A slot as rules write it: `subj|by:Person`."""
        roles, _, types = text.partition(":")
        return cls(tuple(roles.replace(" ", "").split("|")), _words(types.replace("|", ",")))


@dataclass(frozen=True, slots=True)
class FrameRule:
    """A verb or a relational noun, and which of its arguments a predicate takes.

    Attributes:
        verbs, nouns: lemmas, of several words where a particle belongs to it ("take over").
        subject, object: where the ends are.
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

    @classmethod
    def of(cls, row: Row) -> "FrameRule":
        """The rule of a row."""
        return cls(
            id=row["id"],
            predicate=row["predicate"],
            subject=Slot.of(row["subject"]),
            object=Slot.of(row["object"]),
            verbs=_words(row.get("verbs")),
            nouns=_words(row.get("nouns")),
            qualifiers=_qualifiers(row),
            status=row.get("status", ""),
            needs=_words(row.get("needs")),
            voice=row.get("voice", ""),
            take=_words(row.get("take")),
            confidence=row.get("confidence", 0.9),
        )


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

    @classmethod
    def of(cls, row: Row) -> "PatternRule":
        """The rule of a row."""
        return cls(
            id=row["id"],
            predicate=row["predicate"],
            patterns=tuple(row["patterns"]),
            qualifiers=_qualifiers(row),
            status=row.get("status", ""),
            take=_words(row.get("take")),
            confidence=row.get("confidence", 0.9),
        )


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

    @classmethod
    def of(cls, row: Row) -> "DeriveRule":
        """The rule of a row."""
        return cls(
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


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRules:
    """What can be measured, and the words around a value: `measures.yaml`, key by key.

    Attributes:
        predicate: of measurements; empty where there are none.
        metrics, counts: nouns; of metrics, and of what a bare number counts.
        counted: verbs that take such a count.
        yields: verbs whose quantity is what its unit measures.
        asked: verb -> metric of what it takes with "for".
        verbs: verb -> the metric that it names itself.
        weighed: those of them whose value needs a unit.
        shares: verbs whose percentage is a share.
        between: verbs between a metric and its value.
        intended: verbs whose measure is a plan.
        units: UCUM code -> metric of a value that nothing else explains.
        changes, falls: words of a change, and those of a change downwards.
        earlier: words before a value that lies behind.
        business: metrics that belong to the article's organization where nobody else has them.
        never: classes of things beside a metric that are never its owner.
    """

    predicate: str = ""
    metrics: frozenset[str] = frozenset()
    counts: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()
    yields: frozenset[str] = frozenset()
    asked: Mapping[str, str] = field(default_factory=dict)
    verbs: Mapping[str, str] = field(default_factory=dict)
    weighed: frozenset[str] = frozenset()
    shares: frozenset[str] = frozenset()
    between: frozenset[str] = frozenset()
    intended: frozenset[str] = frozenset()
    units: Mapping[str, str] = field(default_factory=dict)
    changes: frozenset[str] = frozenset()
    falls: frozenset[str] = frozenset()
    earlier: frozenset[str] = frozenset()
    business: frozenset[str] = frozenset()
    never: tuple[str, ...] = ()

    @classmethod
    def of(cls, row: Row) -> "MeasureRules":
        """The rules of a file."""
        return cls(
            predicate=str(row.get("predicate", "")),
            metrics=frozenset(row.get("metrics", ())),
            counts=frozenset(row.get("counts", ())),
            counted=frozenset(row.get("counted", ())),
            yields=frozenset(row.get("yields", ())),
            asked=dict(row.get("asked", {})),
            verbs=dict(row.get("verbs", {})),
            weighed=frozenset(row.get("weighed", ())),
            shares=frozenset(row.get("shares", ())),
            between=frozenset(row.get("between", ())),
            intended=frozenset(row.get("intended", ())),
            units=dict(row.get("units", {})),
            changes=frozenset(row.get("changes", ())),
            falls=frozenset(row.get("falls", ())),
            earlier=frozenset(row.get("earlier", ())),
            business=frozenset(row.get("business", ())),
            never=tuple(row.get("never", ())),
        )


def _words(value: str | Iterable[str] | None) -> tuple[str, ...]:
    """A list, or words parted by commas."""
    if value is None:
        return ()
    items = value.split(",") if isinstance(value, str) else value
    return tuple(item.strip() for item in items if item.strip())


def _qualifiers(row: Row) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((key, str(value)) for key, value in row.get("qualifiers", {}).items()))
