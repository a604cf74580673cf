"""Sentences as noun phrases and verb groups, from parts of speech: a shallow parse, in one pass from left to right.

Why not a parser: on two cores without a model of hundreds of megabytes a dependency parser errs on one word in five,
and worst on long news sentences. Chunks with typed arguments err less on what rules ask for, and never cross a name.
"""

from collections.abc import Collection, Iterator, Sequence

from kg.extract.attachment import tie_owners, tie_prepositions
from kg.extract.constituents import NP, VG, Chunk, Word
from kg.extract.noun_phrases import noun_phrase
from kg.extract.reading import Unit
from kg.extract.verb_groups import verb_group

__all__ = ["NP", "VG", "Chunk", "Word", "chunk", "phrases"]


def chunk(units: Sequence[Unit], persons: Collection[str] = ()) -> list[Chunk]:
    """The chunks of a sentence, in order, every unit in exactly one of them.

    `persons` are the classes of persons: a name of one of them ends its phrase.
    """
    chunks: list[Chunk] = []
    index = 0
    while index < len(units):
        item = verb_group(units, index) or noun_phrase(units, index, persons) or _word(units[index], index)
        chunks.append(item)
        index = item.last
    tie_owners(chunks, units)
    tie_prepositions(chunks)
    return chunks


def _word(unit: Unit, index: int) -> Word:
    return Word(index, unit.low, unit.tag)


def phrases(chunks: Sequence[Chunk]) -> Iterator[NP]:
    """The noun phrases, in order."""
    return (item for item in chunks if isinstance(item, NP))
