"""Words and documents as the learned parts see them: the tokens of `kg.extract.tokens`, and spans marked over them."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract import tokens
from kg.extract.tokens import Token as Word

__all__ = ["Labelled", "LabelledDocument", "Word", "placed", "sentences", "words"]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A marked name: words `first` to `last` of a sentence, the last not included, and its type."""

    first: int
    last: int
    type: str


@dataclass(frozen=True, slots=True)
class LabelledDocument:
    """Sentences of words, and for each the names that somebody marked in it."""

    sentences: Sequence[Sequence[Word]]
    spans: Sequence[Sequence[Labelled]]


def words(text: str) -> list[Word]:
    """The words of a text, in order, whatever sentences they stand in."""
    return [word for sentence in sentences(text) for word in sentence]


def sentences(text: str) -> list[tuple[Word, ...]]:
    """The words of a text by sentence; no sentence is empty."""
    return [sentence.tokens for sentence in tokens.sentences(text)]


def placed(parts: Sequence[str], begin: int = 0) -> list[Word]:
    """Words that were told apart elsewhere, with offsets as if single spaces stood between them."""
    result = []
    for part in parts:
        result.append(Word(part, begin, begin + len(part)))
        begin += len(part) + 1
    return result
