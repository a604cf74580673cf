"""What kg's own lists say of a string, whatever the ontology: given names, surnames, places, words beside names."""

from collections.abc import Iterator
from functools import cache

from kg import lexicon, ontology
from kg.extract import vocabulary
from kg.extract.learned.features import cues
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


@cache
def _lexicon() -> Lexicon:
    return lexicon.load(ontology.default_folder())


@cache
def _surnames() -> frozenset[str]:
    return frozenset(vocabulary.read_words("surnames.txt").split("\n"))
