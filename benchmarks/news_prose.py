"""Articles of news written by a seeded generator: dense in names, numbers and dates, all of them invented.

Every article has companies, persons, products and towns of its own, and sentences of many forms, so that nothing that
remembers whole sentences gains by it. The prose is for measuring speed; it says nothing of how well kg reads.
"""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

WORDS = 500
PARTS = Path(__file__).parent / "news_prose.yaml"

_SLOT = re.compile(r"\{(\w+)\}")
_SPANS = {"few": (2, 12), "percent": (2, 60), "digit": (0, 10), "year": (2008, 2027)}  # from, and below
_NUMBERS = (13, 990)  # of every other slot


@cache
def _parts() -> Mapping[str, Sequence[str]]:
    """The words and sentences of news_prose.yaml."""
    parts: Mapping[str, Sequence[str]] = yaml.safe_load(PARTS.read_text(encoding="utf-8"))
    return parts


@dataclass(frozen=True, slots=True)
class Cast:
    """Whom and what an article is about: each of them comes back in many sentences."""

    companies: tuple[str, ...]
    persons: tuple[str, ...]
    towns: tuple[str, ...]
    products: tuple[str, ...]


def articles(number: int, words: int = WORDS, seed: int = 1) -> Iterator[str]:
    """So many articles of at least so many words, each with a headline; the same for the same seed."""
    for index in range(number):
        yield _article(random.Random(f"{seed}/{index}"), words)


def _article(chance: random.Random, words: int) -> str:
    parts = _parts()
    cast = Cast(
        companies=tuple(f"{_name(chance)} {chance.choice(parts['forms'])}" for _ in range(4)),
        persons=tuple(f"{chance.choice(parts['first'])} {_name(chance)}" for _ in range(4)),
        towns=tuple(_name(chance) for _ in range(3)),
        products=tuple(f"{_name(chance)} {chance.randrange(2, 90)}00" for _ in range(2)),
    )
    paragraphs = [f"{cast.companies[0]} plans a {chance.choice(parts['site'])} in {cast.towns[0]}"]
    while sum(len(paragraph.split()) for paragraph in paragraphs) < words:
        forms = chance.sample(parts["sentences"], 4)
        paragraphs.append(" ".join(_SLOT.sub(lambda slot: _filler(slot[1], cast, chance), form) for form in forms))
    return "\n\n".join(paragraphs) + "\n"


def _name(chance: random.Random) -> str:
    parts = _parts()
    middle = chance.choice(parts["nuclei"]) + chance.choice(("l", "n", "r", "s", "v", "nd", "rt"))
    return chance.choice(parts["onsets"]) + middle + chance.choice(parts["nuclei"]) + chance.choice(parts["codas"])


def _filler(slot: str, cast: Cast, chance: random.Random) -> str:
    """What stands in a slot: one of the cast, a word of a list, or a number."""
    named = {
        "company": cast.companies[:2],
        "rival": cast.companies[2:],
        "person": cast.persons[:2],
        "other": cast.persons[2:],
        "town": cast.towns[:1],
        "place": cast.towns[1:],
        "product": cast.products[:1],
        "older": cast.products[1:],
    }
    options = named.get(slot) or _parts().get(slot)
    return chance.choice(options) if options else str(chance.randrange(*_SPANS.get(slot, _NUMBERS)))
