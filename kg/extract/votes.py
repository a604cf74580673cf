"""Votes for the classes of names: who has a vote, what it weighs, and who wins."""

from collections.abc import Iterator, Mapping

from kg.ontology import Ontology

# Tuned together on labelled articles. A name's own words say most, then the lexicon, then a common noun beside it.
SHAPE, LEXICON, CUED, KIND, GIVEN_NAME, LIST, MODEL = 6.0, 5.0, 1.5, 4.0, 3.0, 2.0, 1.0
HEARD = 1.0  # times the confidence of an extractor that named it before
PRIOR = 1.0  # for an organization: most names that nobody knows are, in the middle of a sentence
ENOUGH = 2.0  # votes below which a name stays unknown: one weak context, or a cued lexicon entry, is not enough

Vote = tuple[str, float]


class Votes:
    """The votes of one file's articles: full name -> class -> weight."""

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology
        self._tallies: dict[str, dict[str, float]] = {}

    def __iter__(self) -> Iterator[str]:
        """The names that have votes, in order."""
        return iter(sorted(self._tallies))

    def add(self, name: str, kind: str, weight: float) -> None:
        """Count a vote."""
        tally = self._tallies.setdefault(name, {})
        tally[kind] = tally.get(kind, 0.0) + weight

    def move(self, name: str, target: str) -> None:
        """Give the votes of one name to another."""
        for kind, weight in self._tallies.pop(name, {}).items():
            self.add(target, kind, weight)

    def strongest(self, name: str) -> float:
        """The weight of a name's strongest class, without those above it; 0 when it has no votes."""
        return max(self._tallies.get(name, {}).values(), default=0.0)

    def best(self, name: str) -> str:
        """The class with the most votes, those for its ancestors counted in; empty below `ENOUGH`."""
        tally: Mapping[str, float] = self._tallies.get(name, {})
        totals = {
            kind: sum(tally.get(above, 0.0) for above in self.ontology.ancestors(kind))
            for kind, own in tally.items()
            if own > 0 and kind in self.ontology.classes
        }
        if not totals:
            return ""
        best = min(totals, key=lambda kind: (-totals[kind], -len(self.ontology.ancestors(kind)), kind))
        return best if totals[best] >= ENOUGH else ""

    def winners(self) -> dict[str, str]:
        """The best class of every name."""
        return {name: self.best(name) for name in self}
