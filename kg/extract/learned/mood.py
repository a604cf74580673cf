"""How firmly a sentence says what two things in it have to do with each other, from its words alone.

The rules know clauses and look where a word stands; here any word of the ontology's `cues.yaml` in the sentence counts.
"""

from collections.abc import Sequence

from kg.extract.lemmas import lemma
from kg.extract.rulebook import Rulebook

# Of several the first counts: what a reader must not miss.
_STATUSES = ("denied", "reported", "forecast", "planned")
_NEGATIONS = frozenset(("not", "n't", "never", "neither", "nor", "without", "cannot"))
_REACH = 3  # words before the first of the two ends, and behind the last, that still speak of both


class Mood:
    """The words that colour a sentence."""

    def __init__(self, rulebook: Rulebook) -> None:
        cues = rulebook.cues
        self._phrases = {name: tuple(cues.get(f"{name}_phrases", ())) for name in ("reported", "planned")}
        self._words = {name: frozenset(cues.get(name, ())) for name in (*_STATUSES, "hypothetical")}

    def imagined(self, words: Sequence[str]) -> bool:
        """Whether a sentence asks, or begins as a condition does."""
        opening = [word.lower() for word in words[:2]]
        return bool(words) and (words[-1] == "?" or not self._words["hypothetical"].isdisjoint(opening[:1]))

    def negated(self, words: Sequence[str], first: int, last: int) -> bool:
        """Whether a word of the stretch from `first` to `last`, or just before it, is a negation."""
        near = (word.lower() for word in words[max(first - _REACH, 0) : last])
        return any(word in _NEGATIONS for word in near)

    def status(self, words: Sequence[str], tags: Sequence[str]) -> str:
        """The status that the sentence's verbs and adverbs give to what it says."""
        said = {
            lemma(word.lower(), tag) for word, tag in zip(words, tags, strict=True) if tag[:2] in ("VB", "RB", "NN")
        }
        text = f" {' '.join(words).lower()} "
        for status in _STATUSES:
            if not self._words[status].isdisjoint(said) or any(
                f" {one} " in text for one in self._phrases.get(status, ())
            ):
                return status
        return "actual"
