"""The words that a reader of English knows, whatever the article is about: common words, names of persons, small lists.

Why lists and not a model: a capital letter at the head of a sentence says nothing, and whether "Reading" or "Brown" is
a name there is asked for every such word. A set of common words answers that in no time and can be corrected by hand.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

import yaml

from kg.errors import KgError

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_words(name: str) -> str:
    """The text of a file of `language/`. Raises KgError when it cannot be read."""
    path = files("kg.extract") / "language" / name
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KgError(f"{path}: missing or damaged ({error}); install kg again") from error


@cache
def _lists() -> Mapping[str, Iterable[str]]:
    content: Mapping[str, Iterable[str]] = yaml.load(read_words("english.yaml"), Loader=_LOADER)
    return content


@cache
def english(key: str) -> frozenset[str]:
    """The list of `language/english.yaml` under a key."""
    return frozenset(_lists()[key])


@cache
def common_words() -> frozenset[str]:
    """English words that are usually written in lower case, most of them counted in free corpora."""
    return frozenset(read_words("words_en.txt").split())


@cache
def given_names() -> frozenset[str]:
    """First names of persons in many languages."""
    return frozenset(read_words("given_names.txt").split("\n"))


@cache
def chinese_surnames() -> frozenset[str]:
    """Chinese surnames in pinyin, with a capital."""
    rows = (line.split("\t") for line in read_words("surnames_zh.tsv").splitlines() if "\t" in line)
    return frozenset(row[1].capitalize() for row in rows)


def is_common(word: str) -> bool:
    """Whether a word is an English common word, regular endings taken off."""
    low = word.lower()
    words = common_words()
    if low in words or low in english("function_words"):
        return True
    if "-" in low and all(part in words for part in low.split("-") if part):
        return True
    if low.endswith(("ated", "ized", "ised", "ented", "ally", "ously", "tions", "ingly")):
        return True
    return any(len(stem) > 2 and stem in words for stem in _stems(low))


def _stems(low: str) -> list[str]:
    """What may be left of a word without its ending, a silent e put back or not."""
    endings = [end for end in ("s", "es", "ed", "ing", "er", "ers") if low.endswith(end)]
    return [low.removesuffix(end) + fill for end in endings for fill in ("", "e")]
