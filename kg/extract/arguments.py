"""What a verb takes: objects and prepositional phrases behind it, and those that open its clause."""

from collections.abc import Sequence

from kg.extract.attachment import coordinated
from kg.extract.clauses import Clause, Frame
from kg.extract.constituents import NP, VG, Chunk, Word, chunk_at, is_finite, is_word, phrase_at, word_at
from kg.extract.vocabulary import english

_PARTICLES = english("particles") | {"both", "either"}
_ADVERBS = ("RB", "RP", "RBR")
_ENDS = english("object_ends")
_MARKERS = english("object_markers")
_NAMING = english("naming_as_verbs")
_OPENING = english("opening_words")


def add_behind(frame: Frame, clause: Clause) -> None:
    """Objects and prepositional phrases to the right of the verb, up to the next clause."""
    chunks = clause.chunks
    position = _add_objects(frame, chunks, _past_particles(chunks, clause.position + 1))
    while position < len(chunks) and (following := _add_next(frame, chunks, position)) is not None:
        position = following
    frame.last = max(frame.last, chunks[position - 1].last)


def _past_particles(chunks: Sequence[Chunk], position: int) -> int:
    """Past the particles and adverbs behind a verb; a particle before a phrase is a preposition."""
    while (word := word_at(chunks, position)) is not None and (word.low in _PARTICLES or word.tag in _ADVERBS):
        if word.tag == "IN" and phrase_at(chunks, position + 1) is not None:
            break
        position += 1
    return position


def _add_objects(frame: Frame, chunks: Sequence[Chunk], position: int) -> int:
    """Add the phrases right behind the verb as objects; the position behind them."""
    if phrase_at(chunks, position) is None:
        return position
    objects = [phrase for phrase in coordinated(chunks, position) if not phrase.dated]
    frame.add("obj", objects)
    if not objects:
        return position + 1
    position = _index(chunks, objects[-1]) + 1
    second = phrase_at(chunks, position)
    named = frame.lemma in _NAMING and second is not None and not second.refs
    if second is None or second.dated or (second.value is None and not named):
        return position
    frame.add("obj2", coordinated(chunks, position))
    return position + 1


def _add_next(frame: Frame, chunks: Sequence[Chunk], position: int) -> int | None:
    """Add the argument at a position, if one is there; the position to go on from, None where the clause ends."""
    item = chunks[position]
    has_object = bool(frame.roles.get("obj"))
    if has_object and is_word(item, ":", "–", "—") and phrase_at(chunks, position + 1) is not None:
        frame.add("obj", coordinated(chunks, position + 1))
        return None
    if _ends(item):
        return None
    if has_object and _including(chunks, position):
        first = position + 1 if isinstance(item, VG) else position + 2
        frame.add(_role_before(frame, chunks, position), coordinated(chunks, first))
        return min(first + 1, len(chunks))
    if isinstance(item, VG) and not is_word(chunks[position - 1], *_MARKERS):
        return None
    if isinstance(item, Word) and item.preposition and position + 1 < len(chunks):
        targets = coordinated(chunks, position + 1)
        listed = has_object and item.low == "as" and is_word(chunks[position - 1], "well")
        frame.add("obj" if listed else item.low, targets)
        return _index(chunks, targets[-1]) + 1 if targets else position + 1
    if isinstance(item, NP) and not item.governed and has_object and _continues(chunks, position):
        frame.add("obj", [item])
    return position + 1


def _ends(item: Chunk) -> bool:
    """Whether another clause begins."""
    if isinstance(item, Word):
        return item.low in _ENDS or (item.low == "that" and item.tag in ("WDT", "IN"))
    return is_finite(item)


def _including(chunks: Sequence[Chunk], position: int) -> bool:
    """Whether examples of an object follow: "nine sites, among them A and B", "partners including A"."""
    item = chunks[position]
    after = phrase_at(chunks, position + 1)
    if isinstance(item, VG):
        return item.lemma == "include" and not item.finite and after is not None
    if is_word(item, "such") and is_word(chunk_at(chunks, position + 1), "as"):
        return True
    return is_word(item, "among") and after is not None and after.pronoun == "them"


def _role_before(frame: Frame, chunks: Sequence[Chunk], position: int) -> str:
    """The role of the phrase that examples illustrate: "raised money FROM investors including Acme"."""
    host = phrase_at(chunks, position - 1) or phrase_at(chunks, position - 2)
    governed = host is not None and host.governed and host in frame.roles.get(host.governed, ())
    return host.governed if host is not None and governed else "obj"


def _continues(chunks: Sequence[Chunk], position: int) -> bool:
    """Whether a phrase behind "and" goes on with a list of objects that an apposition or a preposition broke."""
    before, second = chunk_at(chunks, position - 1), chunk_at(chunks, position - 2)
    together = is_word(before, "with") and is_word(second, "together", "along")
    joined = second is not None and (is_word(before, "and", "or") or together)
    return joined and not is_finite(chunk_at(chunks, position + 1))


def add_opening(frame: Frame, clause: Clause) -> None:
    """Prepositional phrases that open the clause: "On Wednesday", "Together with Acme"."""
    chunks, start = clause.chunks, clause.previous + 1
    for i in clause.segment:
        word = word_at(chunks, i)
        if word is None or not word.preposition or i + 1 >= clause.position:
            continue
        if i == start or is_word(chunks[i - 1], *_OPENING):
            frame.add(word.low, coordinated(chunks, i + 1))
    first = next((i for i in clause.segment if not is_word(chunks[i], ",")), clause.position)
    frame.first = min(frame.first, chunks[first].first)


def _index(chunks: Sequence[Chunk], phrase: NP) -> int:
    return next(i for i, item in enumerate(chunks) if item is phrase)
