"""Relative clauses: where one begins, and what it hangs on.

The antecedent of "the plant in Ghent that ..." may be the plant or Ghent: both are offered, the nearer one first, and
rules choose by class.
"""

from collections.abc import Sequence

from kg.extract.clauses import Clause, Frame
from kg.extract.constituents import NP, VG, Chunk, chunk_at, is_word, phrase_at, word_at
from kg.extract.vocabulary import english

_PRONOUNS = english("relative_pronouns")


def begins(chunks: Sequence[Chunk], position: int) -> bool:
    """Whether "that" or "which" begins a relative clause: a noun phrase stands before it."""
    if phrase_at(chunks, position - 1) is not None:
        return True
    before = chunk_at(chunks, position - 1)
    linked = position > 1 and is_word(before, ",", "of", "in", "with", "for", "to", "at", "from")
    return linked and not is_word(chunks[position], "that")


def pronoun(clause: Clause) -> int | None:
    """The position of the last relative pronoun before a verb, since the verb before."""
    chunks = clause.chunks
    return next((i for i in reversed(clause.segment) if is_word(chunks[i], *_PRONOUNS) and begins(chunks, i)), None)


def around(chunks: Sequence[Chunk], frame: Frame) -> int | None:
    """The position of the pronoun of the relative clause whose verb a frame is, if it is in one."""
    for position in range(frame.index - 1, -1, -1):
        item = chunks[position]
        if isinstance(item, VG) or is_word(item, ";"):
            return None
        if is_word(item, "which", "who", "that") and begins(chunks, position):
            return position
    return None


def antecedent(chunks: Sequence[Chunk], position: int) -> list[NP]:
    """What the relative pronoun at a position stands for: a list of phrases, or one and what it hangs on."""
    i = position - 1
    while i >= 0 and phrase_at(chunks, i) is None:
        if isinstance(chunks[i], VG):
            return []
        i -= 1
    nearest = phrase_at(chunks, i)
    if nearest is None:
        return []
    found = [nearest]
    while is_word(chunk_at(chunks, i - 1), "and", ",", "or") and (before := phrase_at(chunks, i - 2)) is not None:
        found.insert(0, before)
        i -= 2
    return [*found, *hosts(chunks, position - 1)] if len(found) == 1 else found


def hosts(chunks: Sequence[Chunk], position: int) -> list[NP]:
    """The phrases that the phrase at a position hangs on through prepositions: "the plant in Ghent" for Ghent."""
    found: list[NP] = []
    while phrase_at(chunks, position) is not None:
        word, host = word_at(chunks, position - 1), phrase_at(chunks, position - 2)
        if word is None or word.tag != "IN" or host is None:
            break
        found.append(host)
        position -= 2
    return found


def fill_gap(frame: Frame, clause: Clause, surface: Sequence[NP]) -> None:
    """Give a relative clause what it hangs on: "a system that Acme switched off", "a plant where it makes pumps"."""
    position = pronoun(clause)
    if position is None or not clause.group.finite:
        return
    chunks = clause.chunks
    found = antecedent(chunks, position)
    if is_word(chunks[position], "where"):
        frame.add("where", [*found, *hosts(chunks, position - 1)])
        frame.add("where", _back_to_verb(chunks, position))
        return
    missing = is_word(chunks[position], "which", "that") and not frame.roles.get("obj")
    if missing and found and found[0] not in surface:
        frame.add("obj", found[:1])


def _back_to_verb(chunks: Sequence[Chunk], position: int) -> list[NP]:
    """The phrases before a position, the nearest first, as far as the verb before it; never the sentence's first."""
    found: list[NP] = []
    for item in reversed(chunks[1:position]):
        if isinstance(item, VG):
            break
        if isinstance(item, NP):
            found.append(item)
    return found
