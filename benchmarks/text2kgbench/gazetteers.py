"""What kg itself knows, whatever the ontology: given names, surnames, places, and the names that its tagger finds."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from kg import lexicon, ontology
from kg.extract import vocabulary
from kg.extract.learned.features import cues
from kg.extract.learned.pairs import Argument
from kg.extract.learned.tagger import MentionTagger, Tagged
from kg.extract.learned.words import Word
from kg.lexicon import Lexicon

_FULL_NAME = range(2, 5)  # words


@cache
def traits(text: str) -> tuple[str, ...]:
    """What is known of the string, and of its first and last word."""
    return tuple(_traits(text))


def _traits(text: str) -> Iterator[str]:
    words = text.split()
    if not words:
        return
    listed = _lexicon()
    for entry in listed.by_name.get(text, ())[:1]:
        yield f"name of a {listed.entries[entry].type}"
    for entry in listed.by_adjective.get(text, ())[:1]:
        yield f"adjective of a {listed.entries[entry].type}"
    if len(words) in _FULL_NAME and words[-1][0].isupper():
        if words[0] in vocabulary.given_names():
            yield "given name"
        if words[-1] in _surnames():
            yield "surname"
    for place, word in (("first", words[0]), ("last", words[-1])):
        for cue in cues(word):
            yield f"{place} cue {cue}"
    if all(vocabulary.is_common(word) for word in words):
        yield "common words"


def names(words: Sequence[Word]) -> list[Tagged]:
    """The names that kg's mention tagger finds in a sentence."""
    return _tagger().tag([words])[0]


def tagged(argument: Argument, found: Sequence[Tagged]) -> Iterator[str]:
    """How an argument lies to those names: it is one, holds one, or cuts one in two."""
    for name in found:
        if (name.first, name.last) == (argument.first, argument.last):
            yield f"tagged {name.type}"
        elif argument.first <= name.first and name.last <= argument.last:
            yield "holds a name"
        elif argument.first < name.last and name.first < argument.last:
            yield "cuts a name"
            yield f"cuts a {name.type}"


@cache
def _tagger() -> MentionTagger:
    file = Path(vocabulary.__file__).parent / "model" / "mentions_en.bin"
    return MentionTagger.load(file.read_bytes())


@cache
def _lexicon() -> Lexicon:
    return lexicon.load(ontology.default_folder())


@cache
def _surnames() -> frozenset[str]:
    return frozenset(vocabulary.read_words("surnames.txt").split("\n"))
