"""Who does it: the subject of a verb, where it stands, where a participle implies it, and where verbs share one."""

from collections.abc import Sequence

from kg.extract import relatives
from kg.extract.clauses import Clause, Frame
from kg.extract.constituents import NP, Chunk, Word, chunk_at, is_possessive, is_word, phrase_at
from kg.extract.vocabulary import english

CONTROL = english("control_verbs")
_BREAKS = english("clause_breaks")
_CREATION = english("creation_verbs")
_REPORT = english("report_verbs")


def subjects(clause: Clause) -> list[NP]:
    """The subject of a verb as the sentence has it: of a passive, to whom it is done."""
    if not clause.group.finite:
        return _implied(clause)
    relative = relatives.pronoun(clause)
    if relative is not None:
        return _of_relative(clause, relative)
    outer = _past_relative(clause)
    if outer is not None:
        return relatives.antecedent(clause.chunks, outer)[:1]
    chunks, position = clause.chunks, clause.position
    start = max((i + 1 for i in clause.segment if is_word(chunks[i], *_BREAKS)), default=clause.previous + 1)
    free = [i for i in range(start, position) if _free(chunks, i)]
    joined = bool(free) and any(is_word(item, "and", "or", "but") for item in chunks[free[-1] + 1 : position])
    if not free or (joined and clause.earlier):
        return _shared(clause) or [phrase for i in range(position) if (phrase := _free(chunks, i)) is not None][:1]
    if _goes_on(clause):
        cut = _clause_start(chunks, start, free)
        free = [i for i in free if i >= cut]
    return _listed(chunks, free)


def _free(chunks: Sequence[Chunk], position: int) -> NP | None:
    """The phrase at a position, if it can be a subject: no preposition before it, no date, no owner of the next."""
    phrase = phrase_at(chunks, position)
    if phrase is None or phrase.governed or phrase.dated or is_possessive(chunk_at(chunks, position + 1)):
        return None
    return phrase


def _of_relative(clause: Clause, relative: int) -> list[NP]:
    """The subject of a relative clause: its own, else what the pronoun stands for."""
    chunks = clause.chunks
    own = [phrase for i in range(relative + 1, clause.position) if (phrase := _free(chunks, i)) is not None]
    return own if own or is_word(chunks[relative], "where") else relatives.antecedent(chunks, relative)


def _past_relative(clause: Clause) -> int | None:
    """The pronoun of a relative clause between commas that ends right before the verb: "Acme, which ..., sells"."""
    if not clause.earlier or not is_word(chunk_at(clause.chunks, clause.position - 1), ","):
        return None
    outer = relatives.around(clause.chunks, clause.earlier[-1])
    return outer if outer is not None and is_word(clause.chunks[outer - 1], ",") else None


def _goes_on(clause: Clause) -> bool:
    """Whether a verb's objects may stand before the subject, with no word between that opens a new clause."""
    if not clause.earlier or clause.earlier[-1].lemma in _REPORT:
        return False
    return not any(is_word(item, *_BREAKS) for item in clause.between)


def _clause_start(chunks: Sequence[Chunk], start: int, free: Sequence[int]) -> int:
    """Where, after an earlier verb and its objects, the next clause begins: behind the last comma or "and"."""
    for i in range(free[-1] - 1, start - 1, -1):
        pair = is_word(chunks[i], "and", "or") and i - 1 in free and i - 1 != start
        if pair and not (i - 2 >= start and is_word(chunks[i - 2], ",")):
            continue
        if is_word(chunks[i], ",", "and", "but", "or", "–", "—"):
            return i
    return start


def _listed(chunks: Sequence[Chunk], free: Sequence[int]) -> list[NP]:
    """The last free phrase, with those before it that nothing but words and prepositional phrases part from it."""
    members = [free[-1]]
    for i in reversed(free[:-1]):
        between = chunks[i + 1 : members[0]]
        if not all(isinstance(item, Word) or (isinstance(item, NP) and item.governed) for item in between):
            break
        members.insert(0, i)
    return [phrase for i in members if (phrase := phrase_at(chunks, i)) is not None]


def _implied(clause: Clause) -> list[NP]:
    """The subject that a participle or infinitive leaves out."""
    chunks, position = clause.chunks, clause.position
    last = clause.earlier[-1] if clause.earlier else None
    if clause.group.infinitive:
        if last is None:
            opening = phrase_at(chunks, position - 1)
            return [opening] if opening is not None and not opening.governed else []
        return last.get("obj") if last.lemma in CONTROL and last.get("obj") else last.surface
    before = phrase_at(chunks, position - 1)
    if before is not None:
        return [before, *relatives.hosts(chunks, position - 1)]
    phrase = phrase_at(chunks, position - 2)
    if phrase is not None and clause.group.passive and is_word(chunks[position - 1], ","):
        return [phrase]
    if last is None:
        return []
    return [*(last.get("obj") if last.lemma in _CREATION else ()), *last.surface]


def _shared(clause: Clause) -> list[NP]:
    """The subject that a verb shares with one before it: "opened a plant and hired 200 people"."""
    chunks = clause.chunks
    before, second = chunk_at(chunks, clause.position - 1), chunk_at(chunks, clause.position - 2)
    new_clause = is_word(before, "and", "but") and is_word(second, ",")
    for frame in reversed(clause.earlier):
        if not frame.finite:
            continue
        relative = relatives.around(chunks, frame)
        if relative is not None and new_clause:
            continue
        if relative is not None and is_word(before, ","):
            outer = relatives.antecedent(chunks, relative)
            turned = len(outer) > 1 and outer[-1].first < outer[0].first
            return outer[-1:] if turned else outer[:1]
        return frame.surface
    return []


def tie_opening(frames: Sequence[Frame]) -> None:
    """Give a participle that opens the sentence the subject of what follows: "Supplied by Acme in 2017, it is ..."."""
    for place, frame in enumerate(frames[:-1]):
        group = frame.group
        joined = (
            place > 0 and not frames[place - 1].finite and frames[place - 1].surface
        )  # "founded in X and based in Y"
        opens = frame.index <= 1 or bool(joined)
        if group is None or group.finite or not opens or (group.infinitive and frame.index > 0):
            continue
        main = next((later for later in frames[place + 1 :] if later.finite), frames[place + 1])
        role = "obj" if group.passive else "subj"
        if not frame.roles.get(role):
            frame.add(role, main.surface)
