"""How firmly a Chinese clause says what it says: the words of `zh/cues.yaml` around its verb."""

from collections.abc import Sequence

from kg.extract.chinese.chunks import Chunk
from kg.extract.chinese.clauses import Verb
from kg.extract.chinese.vocabulary import chinese
from kg.extract.reading import Unit
from kg.extract.rulebook import Rulebook
from kg.extract.status import ORDER

_REACH = 6  # units before a verb in which a negation belongs to it
_KEYS = (
    "planned", "forecast", "reported", "reported_phrases", "denied", "untrue", "ended", "unreal", "hypothetical",
    "former", "future",
)  # fmt: skip


class ChineseCues:
    """The words of cues.yaml, ready to be asked."""

    def __init__(self, rules: Rulebook) -> None:
        self.words = {key: frozenset(rules.cues.get(key, ())) for key in _KEYS}

    def unreal(self, units: Sequence[Unit]) -> bool:
        """Whether a sentence only asks or imagines."""
        if units and units[-1].low in ("？", "?"):
            return True
        opening = next((unit.low for unit in units if unit.tag != "w"), "")
        return opening in self.words["hypothetical"]

    def status(self, verb: Verb, chunks: Sequence[Chunk], units: Sequence[Unit], first: int) -> str | None:
        """The status of what a verb says; None when it says nothing. `first` is the first unit of its clause."""
        here = chunks[verb.position].first
        before = [unit.low for unit in units[first:here] if unit.span is None]
        near = [unit.low for unit in units[max(here - _REACH, first) : here] if unit.span is None]
        own = chunks[verb.position].text
        if any(word in chinese("no_longer") for word in near):
            return "ended"
        if self.negated(verb, chunks, units, first):
            return None
        if any(word in self.words["hypothetical"] or word in self.words["unreal"] for word in before):
            return None
        found = ["actual", self.sentence(units, here, first)]
        for status in ("ended", "reported", "forecast", "planned"):
            said = any(word in self.words[status] for word in before) and own not in self.words[status]
            found += [status] if said else []
        return min(found, key=ORDER.index)

    def negated(self, verb: Verb, chunks: Sequence[Chunk], units: Sequence[Unit], first: int) -> bool:
        """Whether a negation stands just before a verb, in its clause."""
        here = chunks[verb.position].first
        near = {unit.low for unit in units[max(here - _REACH, first) : here] if unit.span is None}
        return not near.isdisjoint(chinese("negations"))

    def sentence(self, units: Sequence[Unit], here: int, first: int) -> str:
        """What words anywhere in the sentence say of it: who reports it, who denies it."""
        texts = [unit.low for unit in units]
        whole = "".join(texts)
        if any(word in self.words["denied"] for word in texts[:here]) or any(
            word in whole for word in self.words["untrue"]
        ):
            return "denied"
        return "reported" if any(phrase in whole for phrase in self.words["reported_phrases"]) else "actual"

    def former(self, words: Sequence[str]) -> str:
        """What 曾 or 前 beside a post, or 即将 before it, says."""
        if any(word in self.words["former"] for word in words):
            return "ended"
        return "planned" if any(word in self.words["future"] for word in words) else "actual"
