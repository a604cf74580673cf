"""What a sentence falls into: noun phrases, verb groups, and the words between them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.extract.reading import Span


@dataclass(slots=True, eq=False)
class NP:
    """A noun phrase.

    Attributes:
        first, last: half-open range of units.
        head: the last noun; equal to a name's unit where the phrase ends in one.
        owner: the phrase before `'s`, or the phrase's own `its`.
        pronoun: the word itself, of a pronoun.
        refs: the spans that it stands for: its name, or what the phrase refers to.
        post: prepositional phrases that follow it directly: preposition -> phrases.
        governed: the preposition before it, or empty.
        value: the date or quantity that it is.
        root: the outermost class of the name that it ends in; empty for other phrases.
        others: what a pronoun may stand for instead, where `refs` are of the wrong class.
    """

    first: int
    last: int
    head: int
    owner: "NP | None" = None
    pronoun: str = ""
    refs: list[Span] = field(default_factory=list)
    post: dict[str, list["NP"]] = field(default_factory=dict)
    governed: str = ""
    value: Span | None = None
    root: str = ""
    others: list[Span] = field(default_factory=list)

    @property
    def dated(self) -> bool:
        """Whether it is a date."""
        return self.value is not None and self.value.kind == "date"


@dataclass(slots=True, eq=False)
class VG:
    """A verb group: "will not be acquired", "plans to launch".

    Attributes:
        first, last: half-open range of units.
        main: index of the unit of the main verb; `lemma` is its lemma.
        verbs: lemmas of the verbs and linking words before the main one, in order.
        words: all words up to the main verb, in lower case.
        passive, negated: as said.
        finite: False for a participle or infinitive that has no auxiliary.
        infinitive: it begins with "to".
    """

    first: int
    last: int
    main: int
    lemma: str
    verbs: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    passive: bool = False
    negated: bool = False
    finite: bool = True
    infinitive: bool = False


@dataclass(slots=True, eq=False)
class Word:
    """Anything between: a preposition, a conjunction, a mark."""

    index: int
    low: str
    tag: str

    @property
    def first(self) -> int:
        """Its unit; with `last` the half-open range, as of a phrase."""
        return self.index

    @property
    def last(self) -> int:
        """The unit behind it."""
        return self.index + 1

    @property
    def preposition(self) -> bool:
        """Whether it may govern a phrase."""
        return self.tag in ("IN", "TO")


Chunk = NP | VG | Word


def chunk_at(chunks: Sequence[Chunk], position: int) -> Chunk | None:
    """The chunk at a position; None outside the sentence, also before its beginning."""
    return chunks[position] if 0 <= position < len(chunks) else None


def phrase_at(chunks: Sequence[Chunk], position: int) -> NP | None:
    """The noun phrase at a position, if one is there."""
    if 0 <= position < len(chunks) and isinstance(item := chunks[position], NP):
        return item
    return None


def word_at(chunks: Sequence[Chunk], position: int) -> Word | None:
    """The word at a position, if no phrase or verb group is there."""
    if 0 <= position < len(chunks) and isinstance(item := chunks[position], Word):
        return item
    return None


def is_word(item: Chunk | None, *words: str) -> bool:
    """Whether a chunk is one of these words."""
    return isinstance(item, Word) and item.low in words


def is_finite(item: Chunk | None) -> bool:
    """Whether a chunk is a verb group with a finite verb: a clause of its own."""
    return isinstance(item, VG) and item.finite


def is_possessive(item: Chunk | None) -> bool:
    """Whether a chunk is the mark `'s`."""
    return isinstance(item, Word) and item.tag == "POS"
