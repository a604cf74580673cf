"""How firmly a clause says what it says: actual, planned, forecast, reported, denied, ended; or not at all.

The words stand in the rules' `cues.yaml`. Negated clauses, conditions and questions say nothing.
"""

from collections.abc import Sequence

from kg.extract.frames import Frame
from kg.extract.reading import Unit
from kg.extract.rulebook import Rulebook

ORDER = (
    "denied",
    "ended",
    "reported",
    "forecast",
    "planned",
    "actual",
)  # the one that a reader must not miss comes first


class Cues:
    """The words of `cues.yaml`, ready to be asked."""

    def __init__(self, rulebook: Rulebook) -> None:
        cues = rulebook.cues
        self.words = {key: frozenset(cues.get(key, ())) for key in (
            "planned", "forecast", "reported", "reported_passive", "denied", "ended", "unreal", "hypothetical", "rumours", "untrue",
            "former", "future", "attribution",
        )}  # fmt: skip
        self.phrases = {key: tuple(cues.get(f"{key}_phrases", ())) for key in ("reported", "planned")}

    def status(self, frame: Frame, units: Sequence[Unit]) -> str | None:
        """The status of what a frame says; None when it says nothing."""
        if self.unreal_sentence(units):
            return None
        found = ["actual"]
        above: Frame | None = frame
        depth = 0
        while above is not None and depth < 4:
            own = self._own(above, depth, units, frame)
            if own is None:
                return None
            found.append(own)
            above = above.governor
            depth += 1
        if any(status == "denied" for status in found):
            return "denied"
        text = " ".join(unit.low for unit in units)
        if any(phrase in text for phrase in self.phrases["reported"]):
            found.append("reported")
        if frame.group is not None and any(
            f" {phrase} " in f" {' '.join(frame.group.words)} " for phrase in self.phrases["planned"]
        ):
            found.append("planned")
        if self._rumoured(frame, units):
            untrue = any(unit.low in self.words["untrue"] for unit in units)
            found.append("denied" if untrue else "reported")
        if frame.kind == "noun" and frame.phrase is not None:
            found.append(self.noun_status(frame, units))
        return min(found, key=ORDER.index)

    def _rumoured(self, frame: Frame, units: Sequence[Unit]) -> bool:
        """Whether a report or rumour carries the clause: "a report that ...", "rumours of a partnership"."""
        start = frame.first if frame.kind == "noun" else frame.group.first if frame.group is not None else frame.first
        for index in range(max(start - 10, 0), start):
            if units[index].lemma in self.words["rumours"] and units[index].tag.startswith("NN"):
                between = [unit.low for unit in units[index + 1 : start]]
                return units[index].low == "talk" or any(word in between for word in ("that", "of", "about"))
        return False

    def past(self, frame: Frame) -> bool:
        """Whether a frame's verb is "was": a post that somebody was in has ended."""
        return (
            frame.lemma == "be"
            and frame.group is not None
            and bool({"was", "were"} & set(frame.group.words))
            and not frame.group.verbs
        )

    def noun_status(self, frame: Frame, units: Sequence[Unit]) -> str:
        """What "former" or "incoming" in front of a noun says."""
        assert frame.phrase is not None
        first = frame.phrase.first
        words = {unit.low for unit in units[max(first - 1, 0) : frame.phrase.last]}
        if words & self.words["former"]:
            return "ended"
        return "planned" if words & self.words["future"] else "actual"

    def unreal_sentence(self, units: Sequence[Unit]) -> bool:
        """Whether a sentence only imagines or asks."""
        if units and units[-1].low == "?":
            return True
        opening = [unit.low for unit in units[:4] if unit.low not in ("or", "and", "but", ",", "“", '"')]
        return bool(opening) and (
            opening[0] in self.words["hypothetical"]
            and not (opening[0] in ("had", "were") and len(opening) > 1 and opening[1] in (",", "."))
        )

    def _own(self, frame: Frame, depth: int, units: Sequence[Unit], origin: Frame) -> str | None:
        """What one verb on the way up says; None for a negation or a condition."""
        group = frame.group
        if group is None:
            return "actual"
        if group.negated:
            return "ended" if "longer" in group.words else None
        if depth == 0 and any(
            unit.low in ("neither", "nor", "no", "nobody", "none")
            for unit in units[max(frame.first - 1, 0) : group.first]
        ):
            return None
        for unit in reversed(units[: group.first]):
            if unit.low in (";", ":"):
                break
            if unit.low == "neither" and depth == 0:
                return None
        words = self.words
        chain = [lemma for lemma in (*group.verbs, *([group.lemma] if depth else ()))]
        before = units[max(group.first - 4, 0) : group.first]
        if depth == 0 and any(unit.low in ("if", "whether", "unless") for unit in before):
            return None
        found = ["actual"]
        for position, lemma in enumerate(chain):
            passive = position > 0 and chain[position - 1] == "be"
            if lemma in words["denied"]:
                found.append("denied")
            elif lemma in words["unreal"] and depth == 0:
                if not (lemma == "would" and self._attributed(frame)):
                    return "reported" if lemma == "consider" else None
                found.append("planned")
            elif lemma in words["planned"] and (
                depth == 0 or origin.group is None or origin.group.infinitive or lemma in group.verbs
            ):
                found.append("planned")
            elif lemma in words["reported"] or (passive and lemma in words["reported_passive"]):
                if depth == 0 or passive or lemma not in ("understand", "believe", "think"):
                    found.append("reported")
            elif lemma in words["forecast"] and (depth or passive):
                found.append("forecast")
            elif lemma in words["ended"] and depth == 0 and (lemma != "use" or "used" in group.words):
                found.append("ended")
        return min(found, key=ORDER.index)

    def _attributed(self, frame: Frame) -> bool:
        return frame.governor is not None and frame.governor.lemma in self.words["attribution"]
