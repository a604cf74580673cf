"""What belongs together in a row of chunks: owners with what they own, prepositions with phrases, members of a list."""

from collections.abc import Sequence

from kg.extract.constituents import NP, VG, Chunk, Word, chunk_at, is_finite, is_possessive, is_word, phrase_at, word_at
from kg.extract.reading import Unit
from kg.extract.vocabulary import english

_CLAUSE_OPENERS = english("clause_openers")
_LIST_WORDS = english("list_words")
_LIST_ENDS = english("list_ends")
_LIST_REACH = 11  # chunks within which a list must come to its "and"


def tie_owners(chunks: Sequence[Chunk], units: Sequence[Unit]) -> None:
    """Tie "X 's Y": X becomes the owner of Y."""
    for position, mark in enumerate(chunks):
        if not isinstance(mark, Word):
            continue
        left, right = phrase_at(chunks, position - 1), phrase_at(chunks, position + 1)
        if left is None or right is None or right.owner is not None:
            continue
        bare = is_word(mark, "'", "’") and units[left.last - 1].low.endswith("s")
        if is_possessive(mark) or bare:
            right.owner = left


def tie_prepositions(chunks: Sequence[Chunk]) -> None:
    """Tie prepositional phrases to the noun phrase right before them, and mark what a preposition governs."""
    for position, item in enumerate(chunks):
        if not isinstance(item, Word) or not item.preposition or item.low in _CLAUSE_OPENERS:
            continue
        targets = coordinated(chunks, position + 1)
        for target in targets:
            target.governed = target.governed or item.low
        comma = item.low == "with" and is_word(chunk_at(chunks, position - 1), ",")
        host = phrase_at(chunks, position - 2 if comma else position - 1)
        if host is not None and targets:
            host.post.setdefault(item.low, []).extend(targets)


def coordinated(chunks: Sequence[Chunk], position: int) -> list[NP]:
    """The phrases of the list that begins at a position: "A", "A and B", "A, B and C"; owners are passed over."""
    index = _owned(chunks, position)
    phrase = phrase_at(chunks, index)
    found: list[NP] = []
    while phrase is not None:
        found.append(phrase)
        index = _next_member(chunks, index + 1)
        phrase = phrase_at(chunks, index)
        if phrase is None or is_finite(chunk_at(chunks, index + 1)) or not _alike(found[0], phrase):
            break
    return found


def _next_member(chunks: Sequence[Chunk], index: int) -> int:
    """Where the next member of a list stands; behind the sentence when the list is over."""
    conjunction = ""
    while (word := word_at(chunks, index)) is not None and (word.low in _LIST_WORDS or _as_well(chunks, index)):
        if word.low != "," or not conjunction:
            conjunction = word.low
        index += 1
    target = _owned(chunks, index)
    if not conjunction or (conjunction == "," and not _listed(chunks, target)):
        return len(chunks)
    return target


def _as_well(chunks: Sequence[Chunk], index: int) -> bool:
    """Whether "as" belongs to "as well as"."""
    return is_word(chunks[index], "as") and any(is_word(item, "well") for item in chunks[max(index - 2, 0) : index + 3])


def _alike(one: NP, other: NP) -> bool:
    """Whether two phrases can stand in one list: names of unlike things cannot."""
    return not one.root or not other.root or one.root == other.root


def _owned(chunks: Sequence[Chunk], position: int) -> int:
    """Past "X 's" to the phrase that X owns."""
    while (
        phrase_at(chunks, position) is not None
        and is_possessive(chunk_at(chunks, position + 1))
        and phrase_at(chunks, position + 2) is not None
    ):
        position += 2
    return position


def _listed(chunks: Sequence[Chunk], position: int) -> bool:
    """Whether after a comma a list goes on, and no apposition or new clause begins: an "and" must come."""
    for item in chunks[position + 1 : position + 1 + _LIST_REACH]:
        if isinstance(item, VG) or is_word(item, *_LIST_ENDS):
            return False
        if is_word(item, "and", "or"):
            return True
    return False
