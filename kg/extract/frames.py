"""Who does what to whom: every verb and every relational noun of a sentence with its arguments by role.

Roles of a verb: `subj`, `obj`, `obj2`, `where`, and each preposition (`with`, `for`, ...); the passive is turned round,
so that `subj` is always who does it. `gov` is who had somebody else do it. Roles of a noun: `self` (the thing that
bears it), `poss` (the owner), `agent` (who does what the verb above it says), and each preposition behind it.

Why several: where attachment is doubtful an argument is offered to both, and rules choose by class. A wrong class is
cheaper to see than a wrong branch.
"""

from collections.abc import Sequence

from kg.extract import relatives
from kg.extract.arguments import add_behind, add_opening
from kg.extract.bearers import nouns
from kg.extract.clauses import Clause, Frame
from kg.extract.constituents import NP, VG, Chunk, is_word
from kg.extract.reading import Unit
from kg.extract.subjects import CONTROL, subjects, tie_opening

__all__ = ["Frame", "frames"]


def frames(number: int, chunks: Sequence[Chunk], units: Sequence[Unit]) -> list[Frame]:
    """The frames of a sentence: verbs in order, then nouns."""
    verbs = _verbs(number, chunks)
    return [*verbs, *nouns(number, chunks, units, verbs)]


def _verbs(number: int, chunks: Sequence[Chunk]) -> list[Frame]:
    found: list[Frame] = []
    previous = -1
    for position, group in enumerate(chunks):
        if isinstance(group, VG):
            found.append(_verb(number, Clause(chunks, group, position, previous, found)))
            previous = position
    tie_opening(found)
    return found


def _verb(number: int, clause: Clause) -> Frame:
    group = clause.group
    frame = Frame("verb", group.lemma, number, group.first, group.last, group=group, index=clause.position)
    frame.governor = _governor(clause)
    surface = subjects(clause)
    add_behind(frame, clause)
    relatives.fill_gap(frame, clause, surface)
    add_opening(frame, clause)
    _tie_subject(frame, surface)
    governor = frame.governor
    if governor is not None and not group.finite and governor.lemma in CONTROL and governor.get("obj"):
        frame.add("gov", governor.get("subj"))
    return frame


def _tie_subject(frame: Frame, surface: Sequence[NP]) -> None:
    """Give a frame its subject; a passive is turned round."""
    if not frame.passive:
        frame.add("subj", surface)
        return
    if frame.roles.get("obj"):
        frame.add("obj2", frame.roles.pop("obj"))
    frame.add("obj", surface)
    frame.add("subj", frame.roles.get("by", []))


def _governor(clause: Clause) -> Frame | None:
    """The verb before, where "that", "to" or nothing but a subject joins the two; behind "and" that verb's own."""
    if not clause.earlier:
        return None
    last, between = clause.earlier[-1], clause.between
    parted = any(is_word(item, ";", "and", "but", ".", "which", "who") for item in between)
    if not parted or any(is_word(item, "that") for item in between):
        return last
    return last.governor if any(is_word(item, "and") for item in between) else None
