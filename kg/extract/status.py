"""How firmly a clause says what it says: actual, planned, forecast, reported, denied, ended; or not at all.

The words stand in the rules' `cues.yaml`. Negated clauses, conditions and questions say nothing.
"""

from collections.abc import Mapping, Sequence

from kg.extract.clauses import Frame
from kg.extract.constituents import VG
from kg.extract.reading import Unit
from kg.extract.rulebook import Rulebook

# Of several statuses the first stays: the one that a reader must not miss.
ORDER = ("denied", "ended", "reported", "forecast", "planned", "actual")
_WORDS = (
    "planned", "forecast", "reported", "reported_passive", "denied", "ended", "unreal", "hypothetical", "rumours",
    "untrue", "former",
    "leaving", "future", "attribution",
)  # fmt: skip
_OPINIONS = ("understand", "believe", "think")  # verbs that report in the passive only where they stand above a clause
_BEFORE_OPENING = frozenset({"or", "and", "but", ",", "“", '"'})
_NOBODY = ("neither", "nor", "no", "nobody", "none")
_HEIGHT = 4  # how many verbs above a clause may colour it, itself included
_RUMOUR_REACH = 10  # units between the noun "rumour" and the clause that it carries


class Cues:
    """The words of `cues.yaml`, ready to be asked.

    Attributes:
        words: list -> its words.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        cues = rulebook.cues
        self.words: Mapping[str, frozenset[str]] = {key: frozenset(cues.get(key, ())) for key in _WORDS}
        self._reported: tuple[str, ...] = tuple(cues.get("reported_phrases", ()))
        self._planned: tuple[str, ...] = tuple(cues.get("planned_phrases", ()))

    def status(self, frame: Frame, units: Sequence[Unit]) -> str | None:
        """The status of what a frame says; None when it says nothing."""
        if self.unreal_sentence(units):
            return None
        found = [
            self.noun_status(frame, units),
            self._over(frame),
            self._phrased(frame, units),
            self._rumoured(frame, units),
        ]
        if frame.group is not None and frame.group.infinitive and frame.governor is None and frame.surface:
            found.append("planned")  # a headline: "Acme to buy Borealis"
        above: Frame | None = frame
        for _ in range(_HEIGHT):
            if above is None:
                break
            told = (
                above if frame.copular and above is frame.governor else frame
            )  # "used to be head": the verb is its own
            own = self._own(above, told, units)
            if own is None:
                return None
            found.append(own)
            above = above.governor
        return min(found, key=ORDER.index)

    def negated(self, frame: Frame) -> bool:
        """Whether a frame's verb, or one above it, is negated."""
        above: Frame | None = frame
        for _ in range(_HEIGHT):
            if above is None:
                break
            if above.group is not None and above.group.negated:
                return True
            above = above.governor
        return False

    def unreal_sentence(self, units: Sequence[Unit]) -> bool:
        """Whether a sentence only imagines or asks."""
        if units and units[-1].low == "?":
            return True
        opening = [unit.low for unit in units[:4] if unit.low not in _BEFORE_OPENING]
        if not opening or opening[0] not in self.words["hypothetical"]:
            return False
        return not (opening[0] in ("had", "were") and opening[1:2] == ["."])

    def noun_status(self, frame: Frame, units: Sequence[Unit]) -> str:
        """What "former" or "incoming" in front of a noun says; a verb is `actual`."""
        if frame.phrase is None:
            return "actual"
        words = {unit.low for unit in units[max(frame.phrase.first - 1, 0) : frame.phrase.last]}
        if words & self.words["former"]:
            return "ended"
        return "planned" if words & self.words["future"] else "actual"

    def _over(self, frame: Frame) -> str:
        """What the verb over a noun says of it: "ended its partnership", "stepped down as chair"."""
        above = frame.governor
        if frame.kind != "noun" or above is None or above.group is None:
            return "actual"
        ended = frame.phrase in above.get("obj") and above.lemma in self.words["ended"]
        return "ended" if ended or (frame.copular and above.lemma in self.words["leaving"]) else "actual"

    def past(self, frame: Frame) -> bool:
        """Whether a frame's verb is "was": a post that somebody was in has ended."""
        group = frame.group
        if frame.lemma != "be" or group is None or group.verbs:
            return False
        return "was" in group.words or "were" in group.words

    def _phrased(self, frame: Frame, units: Sequence[Unit]) -> str:
        """What phrases say: anywhere in the sentence, or inside the verb group."""
        text = " ".join(unit.low for unit in units)
        if any(phrase in text for phrase in self._reported):
            return "reported"
        group = f" {' '.join(frame.group.words)} " if frame.group is not None else ""
        return "planned" if any(f" {phrase} " in group for phrase in self._planned) else "actual"

    def _rumoured(self, frame: Frame, units: Sequence[Unit]) -> str:
        """What a report that carries the clause says: "rumours that ...", "talk of a merger is wrong"."""
        start = frame.group.first if frame.group is not None else frame.first
        for index in range(max(start - _RUMOUR_REACH, 0), start):
            unit = units[index]
            if unit.lemma in self.words["rumours"] and unit.tag.startswith("NN"):
                between = {other.low for other in units[index + 1 : start]}
                if unit.low != "talk" and between.isdisjoint(("that", "of", "about")):
                    return "actual"
                return "denied" if any(other.low in self.words["untrue"] for other in units) else "reported"
        return "actual"

    def _own(self, frame: Frame, origin: Frame, units: Sequence[Unit]) -> str | None:
        """What one verb, `origin` or above it, says of the clause of `origin`; None for a negation or a condition."""
        group = frame.group
        if group is None:
            return "actual"
        if group.negated:
            return "ended" if "longer" in group.words else None
        if frame is origin and _silenced(frame, group, units):
            return None
        if any(unit.low in ("nobody", "none", "neither") for unit in units[max(frame.first - 1, 0) : group.first]):
            return None
        found = ["actual"]
        chain = group.verbs if frame is origin else (*group.verbs, group.lemma)
        for position, lemma in enumerate(chain):
            if frame is origin and lemma in self.words["unreal"] and not self._promised(lemma, frame):
                return "reported" if lemma in self.words["reported"] else None
            passive = position > 0 and chain[position - 1] == "be"
            found.append(self._led(lemma, passive, frame, origin))
        return min(found, key=ORDER.index)

    def _promised(self, lemma: str, frame: Frame) -> bool:
        """Whether "would" only stands for the "will" of what somebody said."""
        said = self.words["attribution"] | self.words["denied"]
        return lemma == "would" and frame.governor is not None and frame.governor.lemma in said

    def _led(self, lemma: str, passive: bool, frame: Frame, origin: Frame) -> str:
        """What a verb before the main one, or the main one of a clause above, says of the clause of `origin`."""
        words, own = self.words, frame is origin
        inside = frame.group is not None and lemma in frame.group.verbs
        if lemma in words["denied"]:
            return "denied"
        if own and lemma in words["unreal"]:
            return "planned"
        if lemma in words["planned"] and (inside or origin.group is None or origin.group.infinitive):
            return "planned"
        if lemma in words["reported"] or (passive and lemma in words["reported_passive"]):
            return "reported" if own or passive or lemma not in _OPINIONS else "actual"
        if lemma in words["forecast"] and (passive or not own):
            return "forecast"
        used = frame.group is not None and (lemma != "use" or "used" in frame.group.words)
        return "ended" if own and used and lemma in words["ended"] else "actual"


def _silenced(frame: Frame, group: VG, units: Sequence[Unit]) -> bool:
    """Whether "nobody" is the subject, or the clause is a condition, so that nothing is said."""
    before = units[max(frame.first - 1, 0) : group.first]
    if any(unit.low in _NOBODY for unit in before):
        return True
    if any(unit.low in ("if", "whether", "unless") for unit in units[max(group.first - 4, 0) : group.first]):
        return True
    for unit in reversed(units[: group.first]):
        if unit.low in (";", ":"):
            return False
        if unit.low == "neither":
            return True
    return False
