"""One model for all relations of an ontology: how sure it is that each holds between two things in a sentence."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.errors import ModelError
from kg.extract.learned.calibration import Calibration
from kg.extract.learned.linear import Floats, Hashes, LinearModel, Rows, hashes
from kg.extract.learned.pairing import Row
from kg.extract.learned.pairs import Memory, View
from kg.ontology import Ontology

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|[^\W\d_]+")


def aspects(predicate: str, ontology: Ontology) -> Hashes:
    """What a question after a predicate has in common with others: its range, and the words of its name."""
    term = ontology.properties[predicate]
    ends = f"to {' '.join(term.range)}"
    return hashes(["*", f"id {predicate}", ends, *(f"word {word.lower()}" for word in _WORD.findall(predicate))])


@dataclass(frozen=True, slots=True)
class RelationModel:
    """Which relations hold between two things of a sentence.

    Attributes:
        predicates: that it was trained on.
        memory: the words that count as themselves.
        single: predicates of which a subject has one object as a rule.
        thresholds: by predicate: the least confidence with which a relation is taken; `common` for one that has none.
    """

    predicates: tuple[str, ...]
    linear: LinearModel
    memory: Memory
    calibration: Calibration
    single: frozenset[str]
    thresholds: Mapping[str, float]
    common: float

    def questions(self, ontology: Ontology) -> Rows:
        """The predicates, as `confidences` asks after them."""
        return Rows.of([aspects(predicate, ontology) for predicate in self.predicates])

    def threshold(self, predicate: str) -> float:
        """The least confidence with which a relation is taken."""
        return self.thresholds.get(predicate, self.common)

    def confidences(self, row: Row, pairs: Sequence[tuple[int, int]], questions: Rows) -> Floats:
        """How sure it is of each predicate for each pair of ends: shape (pairs, predicates)."""
        if not pairs:
            return np.zeros((0, len(self.predicates)))
        view = View(row.words, row.ends, self.memory)
        features = Rows.of([view.pair(row.ends[left], row.ends[right]) for left, right in pairs])
        return self.calibration.confidences(self.linear.grid(features, questions), self.predicates)

    def tables(self) -> dict[str, Any]:
        """What is not numbers, as JSON."""
        return {
            "predicates": list(self.predicates),
            "words": sorted(self.memory.known),
            "calibration": self.calibration.to_json(),
            "single": sorted(self.single),
            "thresholds": {name: round(value, 4) for name, value in sorted(self.thresholds.items())},
            "common": round(self.common, 4),
        }

    def arrays(self) -> dict[str, NDArray[Any]]:
        """The numbers."""
        return self.linear.arrays()

    @classmethod
    def of(cls, tables: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]], name: str) -> "RelationModel":
        """What `tables` and `arrays` gave. Raises ModelError, naming the file `name`."""
        try:
            return cls(
                predicates=tuple(tables["predicates"]),
                linear=LinearModel.from_arrays(dict(arrays)),
                memory=Memory(frozenset(tables["words"])),
                calibration=Calibration.from_json(tables["calibration"]),
                single=frozenset(tables["single"]),
                thresholds={str(key): float(value) for key, value in tables["thresholds"].items()},
                common=float(tables["common"]),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise ModelError(f"{name}: its relations are not as kg writes them ({error}); train it again") from error
