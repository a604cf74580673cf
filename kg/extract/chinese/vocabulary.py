"""What a reader of Chinese knows, whatever the article is about: words with their frequency, and small closed lists."""

from collections.abc import Iterable, Mapping
from functools import cache

import yaml

from kg.extract.vocabulary import read_words

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
COMMON = 300  # occurrences from which a word of the list is an everyday one


@cache
def _lists() -> Mapping[str, Iterable[str]]:
    content: Mapping[str, Iterable[str]] = yaml.load(read_words("chinese.yaml"), Loader=_LOADER)
    return content


@cache
def chinese(key: str) -> frozenset[str]:
    """The list of `language/chinese.yaml` under a key."""
    return frozenset(_lists()[key])


@cache
def dictionary() -> Mapping[str, tuple[int, str]]:
    """Chinese words with how often they occur in a large corpus, and their part of speech."""
    rows = (line.split("\t") for line in read_words("words_zh.tsv").splitlines())
    return {word: (int(count), tag) for word, count, tag in rows}


@cache
def closed() -> frozenset[str]:
    """Words that are never part of a name that nobody knows."""
    keys = ("particles", "prepositions", "conjunctions", "closing", "adverbs", "pronouns", "negations", "copulas")
    return frozenset(word for key in keys for word in chinese(key))


@cache
def surnames() -> frozenset[str]:
    """Chinese surnames, of one character or two."""
    rows = (line.split("\t") for line in read_words("surnames_zh.tsv").splitlines() if "\t" in line)
    return frozenset(row[0] for row in rows) | chinese("surnames")


def rare(word: str) -> bool:
    """Whether a word may be a part of an invented name: a character that no grammar needs, a place, no word at all."""
    if word in closed():
        return False
    return len(word) == 1 or word not in dictionary() or dictionary()[word][1] in ("ns", "j")
