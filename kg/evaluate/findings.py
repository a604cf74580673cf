"""What judging one article leaves: counts that add up, and each thing that was right, wrong or missed."""

from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum

from kg.evaluate.rates import Tally


class Verdict(StrEnum):
    """What the labels say of one thing."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSED = "missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One mention, entity, statement or qualifier and its verdict.

    Attributes:
        source: the labelled file.
        about: "mention", "entity", "statement" or "qualifier".
        name: its class, its predicate, or the qualifier's name.
        what: it, in words.
        document, begin, end: where it stands: the mention, or the sentence of the statement; for a missed statement the
            sentence that most likely says it, since labels have no places. Empty where nothing can be pointed at.
        confidence: of a statement that the graph has.
    """

    source: str
    verdict: Verdict
    about: str
    name: str
    what: str
    document: str = ""
    begin: int = 0
    end: int = 0
    confidence: float | None = None

    @property
    def kind(self) -> str:
        """In words: "entity missed", "statement not in the labels"."""
        if self.verdict is not Verdict.WRONG or self.about == "qualifier":
            return f"{self.about} {self.verdict}"
        return f"{self.about} not in the labels"


@dataclass(slots=True)
class Judged:
    """One article against its labels.

    Attributes:
        predicates, qualifiers: by name.
        exact: how many of the right entities have the label's very class.
        pairs: of a label's id and an entity's.
        confidences: by statement, its confidence and whether it is right.
        findings: mentions, entities, then statements with their qualifiers.
    """

    source: str
    mentions: Tally = field(default_factory=Tally)
    entities: Tally = field(default_factory=Tally)
    predicates: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    qualifiers: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    exact: int = 0
    quotes: int = 0
    quotes_in_text: int = 0
    pairs: list[tuple[str, str]] = field(default_factory=list)
    confidences: dict[str, tuple[float, bool]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
