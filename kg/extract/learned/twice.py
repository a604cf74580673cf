"""Reading a document twice: the second reading sees, beside the words, what the first made of them elsewhere."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from kg.extract.learned import votes
from kg.extract.learned.chain import Floats
from kg.extract.learned.languages import AnyFeatures
from kg.extract.learned.scoring import Columns, Decoder
from kg.extract.learned.words import Word


@dataclass(frozen=True, slots=True)
class Seen:
    """A document's columns, and what is needed to vote over it: its words, and where names may stand, if known."""

    columns: Columns
    texts: Sequence[str]
    lengths: Sequence[int]
    runs: Sequence[tuple[int, int]] | None


def look(features: AnyFeatures, sentences: Sequence[Sequence[Word]]) -> Seen:
    """A document as the first reading sees it; sentences without words are left out by the caller."""
    texts = [word.text for sentence in sentences for word in sentence]
    lengths = [len(sentence) for sentence in sentences]
    columns = features.columns(sentences)
    found = features.runs(sentences)
    if found is None:
        return Seen(columns, texts, lengths, None)
    starts = [0, *accumulate(lengths)]
    runs = [(start + first, start + last) for start, row in zip(starts, found, strict=False) for first, last in row]
    return Seen(columns, texts, lengths, runs)


def ballots(first: Decoder, scores: Floats, seen: Seen) -> list[Hashable]:
    """The votes of a first reading, which has these scores."""
    labels = first.labels
    mass = votes.masses(first.marginals(scores, seen.lengths), labels.kinds, len(labels.types) + 1)
    runs = votes.regions(mass, seen.lengths) if seen.runs is None else seen.runs
    return votes.votes(seen.texts, runs, mass, (".", *labels.types))
