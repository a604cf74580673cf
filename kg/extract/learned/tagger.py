"""Finds names in texts by what it learned from marked ones: a linear-chain CRF that reads a document twice.

The first reading gives each word its likely types; the second sees what the first said of the same words elsewhere.
Types are whatever the training documents were marked with.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from kg.extract.learned.chain import Floats
from kg.extract.learned.languages import language_features
from kg.extract.learned.packing import unpack
from kg.extract.learned.scoring import Decoder, Guess, Labels, Sums
from kg.extract.learned.tagger_training import Settings, train
from kg.extract.learned.twice import Seen, ballots, look
from kg.extract.learned.words import Word

__all__ = ["MentionTagger", "Settings", "Tagged", "train"]


_SENTENCE = 1_000  # words of a sentence that are read at once
_PART = 20_000  # words of a document that vote together: 30 MB while they are read


@dataclass(frozen=True, slots=True)
class Tagged:
    """A name: words `first` to `last` (not included) of its sentence, characters `begin` to `end` of the text.

    Attributes:
        confidence: the probability that it is a name, exactly so long and of that type; calibrated on documents held
            out of training.
    """

    first: int
    last: int
    begin: int
    end: int
    type: str
    confidence: float


class MentionTagger:
    """A trained tagger of one language. It keeps what it computed of words, so one should read all documents."""

    def __init__(self, data: bytes) -> None:
        tables, weights = unpack(data)
        self.language: str = tables["language"]
        self._labels = Labels(tables["types"])
        self._features = language_features(self.language, tables["hints"], tables["clusters"])
        self._sums = Sums(weights, self._features.attributes)
        self._first, self._second = (Decoder(self._labels, square) for square in weights.transitions)
        self._bias = np.float32(tables["bias"])
        self._raw, self._true = tables["calibration"]

    @classmethod
    def load(cls, data: bytes) -> "MentionTagger":
        """The tagger whose bytes `train` returned. Raises KgError when they are damaged or of another version."""
        return cls(data)

    @property
    def types(self) -> tuple[str, ...]:
        """The types that it can give."""
        return self._labels.types

    def tag(self, sentences: Sequence[Sequence[Word]]) -> list[list[Tagged]]:
        """The names in each sentence of one document, from left to right, none over another."""
        result: list[list[Tagged]] = [[] for _ in sentences]
        for part in _parts(sentences) if self._labels.types else ():
            seen = look(self._features, [words for _, _, words in part])
            found = self._second.guesses(self._scores(seen), seen.lengths)
            for (number, offset, words), guesses in zip(part, found, strict=True):
                result[number] += [self._tagged(one, words, offset) for one in guesses]
        return result

    def _tagged(self, one: Guess, words: Sequence[Word], offset: int) -> Tagged:
        begin, end = words[one.first].begin, words[one.last - 1].end
        return Tagged(one.first + offset, one.last + offset, begin, end, one.type, self._sure(one.score))

    def _scores(self, seen: Seen) -> Floats:
        """What the second reading finds, after the first has voted."""
        both = self._sums.of(seen.columns)
        size = len(self._labels.names)
        scores = both[:, size:]
        scores += self._sums.of({"vote": ballots(self._first, both[:, :size], seen)})[:, size:]
        scores[:, 0] -= self._bias
        return scores

    def _sure(self, score: float) -> float:
        return float(np.interp(score, self._raw, self._true))


_Piece = tuple[int, int, Sequence[Word]]  # number of the sentence, place of the first word in it, words


def _parts(sentences: Sequence[Sequence[Word]]) -> Iterator[list[_Piece]]:
    """A document in parts that fit in memory, nearly always one; a text without full stops is cut."""
    part: list[_Piece] = []
    size = 0
    for number, sentence in enumerate(sentences):
        for begin in range(0, len(sentence), _SENTENCE):
            piece = sentence[begin : begin + _SENTENCE]
            if part and size + len(piece) > _PART:
                yield part
                part, size = [], 0
            part.append((number, begin, piece))
            size += len(piece)
    if part:
        yield part
